"""Exported files read back, each by a parser of its own format."""

import codecs
import csv
import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import rispy
from lxml import etree
from openpyxl import load_workbook
from pybtex.database import parse_string

import geo
from geo.export import export

KML = {"kml": "http://www.opengis.net/kml/2.2"}
BIBLIOGRAPHIES = ("bib", "ris", "csl")
ROWS_ALONE = ("csv", "csv-events")
"""Formats whose stamp stands beside them."""
TABLES = ("claims", "milestones", "places", "sources")


@dataclass(frozen=True)
class Contents:
    """Ids that a file holds; what its format has no room for is None."""

    places: set[str] | None = None
    claims: set[str] | None = None
    milestones: set[str] | None = None
    sources: set[str] | None = None


def exported(data: geo.Dataset, name: str, query: str = "") -> bytes:
    """Export what answers a query."""
    return export(geo.Filter.from_query(query, data).select(data), name)


def contents(name: str, file: bytes) -> Contents:
    """Read the ids of a file in the format `name`; an id that is there twice fails."""
    return READERS[name](file)


def record(rows: list[dict[str, Any]], name: str, value: str) -> dict[str, Any]:
    """Return the one row that holds a value in the column `name`."""
    (found,) = [row for row in rows if row[name] == value]
    return found


def linked_place(file: bytes, place_id: str) -> dict[str, Any]:
    """Return a feature of a Linked Places file."""
    features = json.loads(file)["features"]
    (found,) = [one for one in features if one["properties"]["place_id"] == place_id]
    return found


def once(ids: list[str]) -> set[str]:
    assert len(ids) == len(set(ids))
    return set(ids)


def csv_rows(file: bytes) -> list[dict[str, str]]:
    assert file.startswith(codecs.BOM_UTF8)  # or Excel takes Persian for something else
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def _csv(file: bytes) -> Contents:
    rows = csv_rows(file)
    return Contents({row["place_id"] for row in rows}, once([row["claim_id"] for row in rows]))


def _csv_events(file: bytes) -> Contents:
    return Contents(milestones=once([row["claim_id"] for row in csv_rows(file)]))


def zip_member(file: bytes, name: str) -> bytes:
    """Read one file of an archive."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read(name)


def _csv_zip(file: bytes) -> Contents:
    return _ids({name: csv_rows(zip_member(file, f"{name}.csv")) for name in TABLES})


def sheets(file: bytes) -> dict[str, list[dict[str, Any]]]:
    """Read the sheets of a workbook as rows by the names in their first row."""
    book = load_workbook(io.BytesIO(file))
    found = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def _xlsx(file: bytes) -> Contents:
    found = sheets(file)
    return Contents(
        {row["place_id"] for row in found["statements"]},
        once([row["claim_id"] for row in found["statements"]]),
        once([row["claim_id"] for row in found["events"]]),
        once([row["source_id"] for row in found["sources"]]),
    )


def _flat(rows: list[dict[str, Any]]) -> Contents:
    return Contents(
        {row["place_id"] for row in rows if row["place_id"]},
        once([row["claim_id"] for row in rows if row["record"] == "claim"]),
        once([row["claim_id"] for row in rows if row["record"] == "milestone"]),
        {row["source_id"] for row in rows},
    )


def _ids(tables: dict[str, list[dict[str, Any]]]) -> Contents:
    """Return the ids of rows in four tables."""
    return Contents(
        once([row["place_id"] for row in tables["places"]]),
        once([row["claim_id"] for row in tables["claims"]]),
        once([row["claim_id"] for row in tables["milestones"]]),
        once([row["source_id"] for row in tables["sources"]]),
    )


def _json(file: bytes) -> Contents:
    found = json.loads(file)
    return _ids({**found, "sources": found["metadata"]["sources"]})


def _geojson(file: bytes) -> Contents:
    found = json.loads(file)
    places = [{"place_id": one["id"]} for one in found["features"]]
    claims = [one for each in found["features"] for one in each["properties"]["statements"]]
    sources = found["metadata"]["sources"]
    return _ids({**found, "places": places, "claims": claims, "sources": sources})


def _linked_places(file: bytes) -> Contents:
    found = json.loads(file)
    places = [one["properties"] for one in found["features"]]
    claims = [one for each in found["features"] for one in each["descriptions"]]
    sources = found["metadata"]["sources"]
    return _ids({**found, "places": places, "claims": claims, "sources": sources})


def gpkg_table(file: bytes, layer: str) -> list[dict[str, Any]]:
    """Read a layer of a GeoPackage as the SQLite table it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.gpkg"
        path.write_bytes(file)
        connection = sqlite3.connect(path)
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{layer}" ORDER BY fid')]
        connection.close()
    return rows


def _gpkg(file: bytes) -> Contents:
    return _ids({layer: gpkg_table(file, layer) for layer in TABLES})


def kml_data(mark: Any, name: str) -> str:
    """Read a value of a placemark's extended data, empty where it has none."""
    return mark.xpath(
        f"string(kml:ExtendedData/kml:Data[@name='{name}']/kml:value)", namespaces=KML
    )


def kml_placemarks(file: bytes, kind: str) -> list[Any]:
    """Return the placemarks of places or statements."""
    document = etree.fromstring(file)
    return document.xpath(f"//kml:Placemark[starts-with(@id, '{kind}.')]", namespaces=KML)


def kml_placemark(file: bytes, kind: str, record_id: str) -> Any:
    """Return the placemark of one place or statement."""
    (found,) = [one for one in kml_placemarks(file, kind) if one.get("id") == f"{kind}.{record_id}"]
    return found


def _kml(file: bytes) -> Contents:
    statements = kml_placemarks(file, "statement")
    return Contents(
        once([kml_data(mark, "place_id") for mark in kml_placemarks(file, "place")]),
        once([kml_data(one, "claim_id") for one in statements if kml_data(one, "place_id")]),
        once([kml_data(one, "claim_id") for one in statements if kml_data(one, "milestone_id")]),
        {kml_data(one, "source_id") for one in statements},
    )


def _geoparquet(file: bytes) -> Contents:
    return _flat(pq.read_table(io.BytesIO(file)).to_pylist())


def unpacked(file: bytes, folder: Path) -> Path:
    """Unpack an archive into a folder."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def _package(file: bytes) -> Contents:
    with tempfile.TemporaryDirectory() as name:
        data = geo.load(unpacked(file, Path(name)))
    whole = geo.Filter().select(data)
    return Contents(
        set(whole.places.index),
        set(whole.claims.index),
        set(whole.milestones.index),
        set(whole.source_ids),
    )


def _bibtex(file: bytes) -> Contents:
    return Contents(sources=once(list(parse_string(file.decode(), "bibtex").entries)))


def _ris(file: bytes) -> Contents:
    return Contents(sources=once([record["id"] for record in rispy.loads(file.decode())]))


def _csl(file: bytes) -> Contents:
    return Contents(sources=once([item["id"] for item in json.loads(file)]))


READERS: dict[str, Callable[[bytes], Contents]] = {
    "csv": _csv,
    "csv-events": _csv_events,
    "csv-zip": _csv_zip,
    "xlsx": _xlsx,
    "json": _json,
    "geojson": _geojson,
    "gpkg": _gpkg,
    "kml": _kml,
    "geoparquet": _geoparquet,
    "linked-places": _linked_places,
    "package": _package,
    "bib": _bibtex,
    "ris": _ris,
    "csl": _csl,
}
