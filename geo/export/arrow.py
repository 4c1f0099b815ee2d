"""Records as Arrow tables with fixed types, whatever the visible set holds."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import shapely

from geo.export.records import Record

GEOMETRY = "geometry"
_TYPES = {
    "lat": pa.float64(),
    "lon": pa.float64(),
    "earliest": pa.date32(),
    "latest": pa.date32(),
    "figure_low": pa.int64(),
    "figure_high": pa.int64(),
}
"""Types of the columns that are not text."""
_LITTLE_ENDIAN = 1


def arrow_table(records: Sequence[Record], columns: Sequence[str]) -> pa.Table:
    """Return records as a table of these columns: text, numbers and days.

    Examples
    --------
    >>> arrow_table([{"name": "A place", "lat": 1.5}], ("name", "lat")).to_pydict()
    {'name': ['A place'], 'lat': [1.5]}
    """
    schema = pa.schema([(name, _TYPES.get(name, pa.string())) for name in columns])
    return pa.Table.from_pylist(list(records), schema=schema)


def with_points(table: pa.Table) -> pa.Table:
    """Return a table that has `lat` and `lon` with its points in WKB, missing where they are.

    Examples
    --------
    >>> table = arrow_table([{"lat": 1.5, "lon": 2.5}, {"lat": None, "lon": None}], ("lat", "lon"))
    >>> [shapely.from_wkb(point) for point in with_points(table)[GEOMETRY].to_pylist()]
    [<POINT (2.5 1.5)>, None]
    """
    lon, lat = (table[name].to_numpy(zero_copy_only=False).astype(float) for name in ("lon", "lat"))
    encoded = shapely.to_wkb(shapely.points(lon, lat), byte_order=_LITTLE_ENDIAN)
    cells = np.where(np.isnan(lon), None, encoded)
    return table.append_column(GEOMETRY, pa.array(cells, pa.binary()))
