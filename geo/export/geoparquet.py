"""GeoParquet 1.1: one row a statement with place, citation and point (https://geoparquet.org).

The columns are all of statement, place and source, typed, and `geometry`; it is missing for
milestones and for places without a point. The stamp is the entry `atlas` of the file's metadata, as
JSON.
"""

import io
import json
from typing import Any

import pyarrow.parquet as pq

from geo.bounds import Bounds
from geo.export.arrow import arrow_table
from geo.export.geoparquet_rows import COLUMNS, STAMP_FIELDS, statement_rows
from geo.export.records import Record, as_json
from geo.export.stamp import metadata
from geo.filters import Selection
from geo.wkb_points import geo_entry, with_points

_COLUMNS = tuple(name for name in COLUMNS if name not in STAMP_FIELDS)


def build(selection: Selection) -> bytes:
    """Return the Parquet file, points in EPSG:4326.

    Examples
    --------
    >>> build(geo.Filter().select(small))[:4]
    b'PAR1'
    """
    rows = statement_rows(selection)
    table = with_points(arrow_table(rows, _COLUMNS))
    entries = {
        "geo": _geo(rows),
        "atlas": metadata(selection),
    }
    texts = {
        name: json.dumps(entry, ensure_ascii=False, default=as_json)
        for name, entry in entries.items()
    }
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(texts), out, compression="zstd")
    return out.getvalue()


def _geo(rows: list[Record]) -> dict[str, Any]:
    points = [(row["lon"], row["lat"]) for row in rows if row["lat"] is not None]
    if not points:
        return geo_entry(None, has_points=False)
    lons, lats = zip(*points, strict=True)
    return geo_entry(Bounds.around(lats, lons))
