"""GeoPackage with the layers places, claims, milestones, sources and metadata.

Written by GDAL (https://www.geopackage.org/spec130/); the file's own dates are those of the
dataset's release, so that the same query gives the same bytes.
"""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyogrio

from geo.export.arrow import arrow_table
from geo.export.records import (
    CLAIM_FIELDS,
    MILESTONE_FIELDS,
    PLACE_FIELDS,
    SOURCE_FIELDS,
    claim_records,
    milestone_records,
    place_records,
    source_records,
)
from geo.export.stamp import NOTES, Stamp, stamp
from geo.filters import Selection
from geo.frames import CRS
from geo.wkb_points import GEOMETRY, with_points

_VERSION = "1.3"  # later ones make programs of 2022 warn
_CHANGE_COUNTERS = (24, 92)
"""Where SQLite counts the transactions that wrote the file, of which GDAL makes more or fewer.

The two numbers must be the same (https://www.sqlite.org/fileformat.html#file_change_counter).
"""


@dataclass(frozen=True)
class _Layer:
    """A table of the file: its name, what a row is, and the rows."""

    name: str
    description: str
    table: pa.Table


def build(selection: Selection) -> bytes:
    """Return the GeoPackage: `places` holds points in EPSG:4326, the other layers none.

    Examples
    --------
    >>> build(geo.Filter().select(small))[:15]
    b'SQLite format 3'
    """
    mark = stamp(selection)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        for layer in _layers(selection, mark):
            _write(layer, path)
        return _settled(path, mark)


def _layers(selection: Selection, mark: Stamp) -> list[_Layer]:
    places = with_points(arrow_table(place_records(selection), PLACE_FIELDS))
    claims = arrow_table(claim_records(selection), CLAIM_FIELDS)
    milestones = arrow_table(milestone_records(selection), MILESTONE_FIELDS)
    sources = arrow_table(source_records(selection), SOURCE_FIELDS)
    return [
        _Layer("places", "One row is one place; precision says what its point is", places),
        _Layer("claims", "One row is what one source says of one place", claims),
        _Layer("milestones", "One row is what one source says of an event", milestones),
        _Layer("sources", "One row is one cited document", sources),
        _Layer("metadata", "What this file holds and what it leaves out", _metadata(mark)),
    ]


def _metadata(mark: Stamp) -> pa.Table:
    entries = {**mark.fields(), "parameters": mark.parameters, "notes": " ".join(NOTES)}
    rows = [{"name": name, "value": value} for name, value in entries.items()]
    return arrow_table(rows, ("name", "value"))


def _write(layer: _Layer, path: Path) -> None:
    located = GEOMETRY in layer.table.column_names
    options = {"IDENTIFIER": layer.name, "DESCRIPTION": layer.description}
    new = not path.exists()
    pyogrio.write_arrow(
        layer.table,
        path,
        layer=layer.name,
        driver="GPKG",
        append=not new,
        geometry_name=GEOMETRY if located else None,
        geometry_type="Point" if located else None,
        crs=CRS if located else None,
        dataset_options={"VERSION": _VERSION} if new else None,
        layer_options=options,
    )


def _settled(path: Path, mark: Stamp) -> bytes:
    """Return the file with the dates of the release, packed anew."""
    with closing(sqlite3.connect(path)) as file:
        moment = f"{mark.released:%Y-%m-%dT%H:%M:%S.000Z}"
        file.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))
        file.commit()
        file.execute("VACUUM")
    content = bytearray(path.read_bytes())
    for start in _CHANGE_COUNTERS:
        content[start : start + 4] = b"\0\0\0\1"
    return bytes(content)
