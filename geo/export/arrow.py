"""Records as Arrow tables with fixed types, whatever the visible set holds."""

from collections.abc import Sequence

import pyarrow as pa

from geo.export.records import Record

_TYPES = {
    "lat": pa.float64(),
    "lon": pa.float64(),
    "earliest": pa.date32(),
    "latest": pa.date32(),
    "figure_low": pa.int64(),
    "figure_high": pa.int64(),
}
"""Types of the columns that are not text."""


def arrow_table(records: Sequence[Record], columns: Sequence[str]) -> pa.Table:
    """Return records as a table of these columns: text, numbers and days.

    Examples
    --------
    >>> arrow_table([{"name": "A place", "lat": 1.5}], ("name", "lat")).to_pydict()
    {'name': ['A place'], 'lat': [1.5]}
    """
    schema = pa.schema([(name, _TYPES.get(name, pa.string())) for name in columns])
    return pa.Table.from_pylist(list(records), schema=schema)
