"""Exported files against the rules of their formats, each read by a parser of its own."""

import io
import json
import re
import sqlite3
from itertools import chain
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import rispy
from fastkml.validator import get_schema_parser
from frictionless import Package
from lxml import etree
from openpyxl import load_workbook
from pybtex.database import parse_string
from shapely.geometry import shape

import geo
from datasets import CREATED, Put
from exports import (
    KML,
    csv_rows,
    exported,
    gpkg_table,
    kml_data,
    kml_placemark,
    kml_placemarks,
    linked_place,
    record,
    sheets,
    unpacked,
)
from geo.dates import parse
from geo.export.csv_columns import CLAIM_COLUMNS
from geo.export.csv_files import restore, safe
from geo.figure_words import figure_words
from geo.sources import PERIODICALS

SOME = ["", "layers=burial_site&from=1988-07&to=1988-09", "from=1700&to=1701"]
FORMULAS = ["=1+1", "+5", "-2+3", "@SUM(A1)", "'=1+1", "''@x"]
HARMLESS = ["-12.5", "-3", "'quoted'", "a=b", "", "'"]


def test_claims_csv_is_lean_and_each_row_names_place_source_and_passage(atlas: geo.Dataset) -> None:
    rows = csv_rows(exported(atlas, "csv", "layers=prison"))
    assert tuple(rows[0]) == CLAIM_COLUMNS
    assert len(CLAIM_COLUMNS) < 26
    for row in rows:
        place = atlas.places.loc[row["place_id"]]
        assert (row["place_name"], row["place_name_fa"]) == (place["name"], place["name_fa"])
        assert row["source_url"] == atlas.sources[row["source_id"]].url
        assert row["locator"]
        assert row["citation"].endswith(row["locator"])
    claim = next(row for row in rows if row["place_id"] == "evin-prison")
    assert (float(claim["lat"]), float(claim["lon"])) == (35.796, 51.384)


@pytest.mark.parametrize("name", ["csv", "csv-events", "xlsx", "json", "geojson"])
def test_figures_are_worded_as_on_cards_at_the_end_of_a_row(atlas: geo.Dataset, name: str) -> None:
    """A figure of “nearly 170” was 170 in files, alike with one of 170."""
    statements = pd.concat([atlas.claims, atlas.milestones])
    rows = statement_rows(name, exported(atlas, name))
    assert rows
    for row in rows:
        assert list(row)[-1] == "figure_words"
        said = figure_words(statements.loc[row["claim_id"]], atlas, with_unit=False)
        assert (row["figure_words"] or "") == said
    words = {row["claim_id"]: row["figure_words"] for row in rows}
    assert words.get("behesht-e-reza-mashhad-02", "nearly 170") == "nearly 170"


def statement_rows(name: str, file: bytes) -> list[dict[str, Any]]:
    """Read the rows of statements of a file, their columns in the order in which they stand."""
    if name.startswith("csv"):
        return csv_rows(file)
    if name == "xlsx":
        return sheets(file)["statements"] + sheets(file)["events"]
    found = json.loads(file)
    of_places = [one["properties"]["statements"] for one in found.get("features", ())]
    return [*found.get("claims", ()), *chain(*of_places), *found["milestones"]]


def test_no_column_of_claims_csv_repeats_what_holds_for_all(atlas: geo.Dataset) -> None:
    rows = csv_rows(exported(atlas, "csv"))
    constant = [name for name in rows[0] if len({row[name] for row in rows}) == 1]
    assert constant == []


@pytest.mark.parametrize("query", SOME)
def test_zipped_tables_are_a_valid_package_of_the_files_given_alone(
    atlas: geo.Dataset, tmp_path: Path, query: str
) -> None:
    file = exported(atlas, "csv-zip", query)
    folder = unpacked(file, tmp_path / "tables")
    for name, table in (("csv", "claims.csv"), ("csv-events", "milestones.csv")):
        assert (folder / table).read_bytes() == exported(atlas, name, query)
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert described["licenses"] == atlas.descriptor["licenses"]
    assert described["export"]["parameters"] == geo.Filter.from_query(query, atlas).to_query()
    for resource in described["resources"]:
        text = (folder / resource["path"]).read_text("utf-8-sig")
        fields = resource["schema"]["fields"]
        assert text.partition("\n")[0] == ",".join(field["name"] for field in fields)


def test_formula_alone_is_neutralised_and_can_be_restored() -> None:
    assert [safe(text) for text in FORMULAS] == [f"'{text}" for text in FORMULAS]
    assert [restore(safe(text)) for text in FORMULAS] == FORMULAS
    others = [*HARMLESS, 5, -5, -0.5, None]
    assert [safe(cell) for cell in others] == others


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_a_formula(small_folder: Path, put: Put, tmp_path: Path, text: str) -> None:
    put("claims.csv", "The source says this in delta-camp-01.", text)
    data = geo.load(small_folder)
    row = record(csv_rows(exported(data, "csv")), "claim_id", "delta-camp-01")
    assert row["summary"] == f"'{text}"
    assert restore(row["summary"]) == text
    again = geo.load(unpacked(exported(data, "package"), tmp_path / "package"))
    assert restore(again.claims.loc["delta-camp-01", "summary"]) == text
    statements = json.loads(exported(data, "json"))["claims"]
    assert record(statements, "claim_id", "delta-camp-01")["summary"] == text


def test_workbook_holds_texts_as_texts_and_numbers_as_numbers(small_folder: Path, put: Put) -> None:
    put("claims.csv", "The source says this in delta-camp-01.", "=1+1")
    put("claims.csv", "The source says this in bravo-graves-01.", "https://example.org/a")
    data = geo.load(small_folder)
    file = exported(data, "xlsx")
    book = load_workbook(io.BytesIO(file))
    assert book.sheetnames == ["statements", "events", "sources", "about"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    rows = {row["claim_id"]: row for row in sheets(file)["statements"]}
    assert rows["delta-camp-01"]["summary"] == "=1+1"
    assert rows["delta-camp-01"]["lat"] is None
    alpha = rows["alpha-prison-01"]
    assert alpha["place_name_fa"] == "زندان آلفا"
    assert (alpha["lat"], alpha["figure_low"]) == (35.79575, 30)
    assert (alpha["date_edtf"], alpha["earliest"]) == ("1988-08-14/1988-08-16", "1988-08-14")


@pytest.mark.parametrize("query", SOME)
def test_workbook_has_the_rows_of_the_csv_files(atlas: geo.Dataset, query: str) -> None:
    found = sheets(exported(atlas, "xlsx", query))
    for sheet, name in {"statements": "csv", "events": "csv-events"}.items():
        expected = csv_rows(exported(atlas, name, query))
        assert [list(row.values()) for row in found[sheet]] == [
            [_typed(name, restore(text)) for name, text in row.items()] for row in expected
        ]
    about = {row["name"]: row["value"] for row in found["about"]}
    assert about["dataset_hash"] == f"sha256:{atlas.content_hash}"


def _typed(column: str, text: str) -> object:
    if not text:
        return None
    if column in ("lat", "lon"):
        return float(text)
    return int(text) if column.startswith(("figure_low", "figure_high")) else text


def test_negative_degrees_are_numbers(atlas: geo.Dataset) -> None:
    rows = csv_rows(exported(atlas, "csv", "cities=vancouver"))
    assert {row["lon"] for row in rows} == {"-123.11934"}


@pytest.mark.parametrize("query", SOME)
def test_geojson_opens_as_points(atlas: geo.Dataset, query: str) -> None:
    file = exported(atlas, "geojson", query)
    features = json.loads(file)["features"]
    for feature in features:
        lon, lat = feature["geometry"]["coordinates"]
        place = atlas.places.loc[feature["id"]]
        assert (lat, lon) == (place["lat"], place["lon"])
        assert shape(feature["geometry"]).equals(place.geometry)
        assert feature["properties"]["statements"]
    assert len(geopandas.read_file(io.BytesIO(file))) == len(features)


def test_place_without_a_point_is_in_every_format(small: geo.Dataset) -> None:
    name = "delta-camp"
    features = json.loads(exported(small, "geojson"))["features"]
    assert record(features, "id", name)["geometry"] is None
    nowhere = {"type": "GeometryCollection", "geometries": []}
    assert linked_place(exported(small, "linked-places"), name)["geometry"] == nowhere
    row = record(gpkg_table(exported(small, "gpkg"), "places"), "place_id", name)
    assert (row["geom"], row["lat"]) == (None, None)
    frame = geopandas.read_parquet(io.BytesIO(exported(small, "geoparquet")))
    assert frame.loc[frame["place_id"] == name, "geometry"].isna().all()
    mark = kml_placemark(exported(small, "kml"), "place", name)
    assert mark.find("kml:Point", KML) is None
    assert mark.getparent().findtext("kml:name", namespaces=KML) == "Places without a point"


@pytest.mark.parametrize("query", SOME)
def test_geopackage_opens_with_typed_layers(atlas: geo.Dataset, tmp_path: Path, query: str) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(exported(atlas, "gpkg", query))
    tables = dict.fromkeys(("claims", "milestones", "sources", "metadata"))
    assert dict(pyogrio.list_layers(path)) == {"places": "Point", **tables}
    assert pyogrio.read_info(path, layer="places")["crs"] == "EPSG:4326"
    claims = pyogrio.read_info(path, layer="claims")
    types = dict(zip(claims["fields"], claims["dtypes"], strict=True))
    assert types["figure_low"] == "int64"
    assert types["earliest"] == types["latest"] == "datetime64[D]"
    frame = geopandas.read_file(path, layer="places")
    assert (frame.geometry.x == frame["lon"]).all()
    assert (frame.geometry.y == frame["lat"]).all()
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        dates = file.execute("SELECT DISTINCT last_change FROM gpkg_contents").fetchall()
    file.close()
    assert dates == [(f"{CREATED}T00:00:00.000Z",)]


@pytest.mark.parametrize("query", SOME)
def test_kml_keeps_its_schema(atlas: geo.Dataset, query: str) -> None:
    document = etree.fromstring(exported(atlas, "kml", query))
    schema = get_schema_parser()
    assert schema.validate(document), schema.error_log


def test_kml_dates_statements_by_their_bounds(atlas: geo.Dataset) -> None:
    for mark in kml_placemarks(exported(atlas, "kml"), "statement"):
        edtf = kml_data(mark, "date_edtf")
        when = mark.findtext("kml:TimeStamp/kml:when", namespaces=KML)
        begin = mark.findtext("kml:TimeSpan/kml:begin", namespaces=KML)
        end = mark.findtext("kml:TimeSpan/kml:end", namespaces=KML)
        if not edtf:
            assert (when, begin, end) == (None, None, None)
            continue
        interval = parse(edtf)
        bounds = [day and day.isoformat() for day in (interval.earliest, interval.latest)]
        assert [when[:10], when[:10]] == bounds if when else [begin, end] == bounds
        assert (when or "").endswith(f"T{interval.at}" if interval.at else "")


def test_kml_escapes_whatever_the_data_hold(small_folder: Path, put: Put) -> None:
    text = 'A & B, 3 < 5 > 2, "D" ]]> \U0001d49c'
    put("claims.csv", "The source says this in delta-camp-01.", '"' + text.replace('"', '""') + '"')
    file = exported(geo.load(small_folder), "kml")
    mark = kml_placemark(file, "statement", "delta-camp-01")
    assert kml_data(mark, "summary") == text
    assert "A &amp; B, 3 &lt; 5 &gt; 2" in (mark.findtext("kml:description", namespaces=KML) or "")
    assert not re.search(rb"[\x00-\x08\x0b-\x1f]", file)


@pytest.mark.parametrize("query", SOME)
def test_geoparquet_opens_with_types(atlas: geo.Dataset, query: str) -> None:
    file = exported(atlas, "geoparquet", query)
    frame = geopandas.read_parquet(io.BytesIO(file))
    assert frame.crs == "EPSG:4326"
    located = frame[frame["lat"].notna()]
    assert (located.geometry.x == located["lon"]).all()
    assert frame.loc[frame["record"] == "milestone", "geometry"].isna().all()
    types = {field.name: str(field.type) for field in pq.read_schema(io.BytesIO(file))}
    assert types["earliest"] == "date32[day]"
    assert types["figure_high"] == "int64"
    assert types["lat"] == "double"


def test_references_hold_the_stamp_where_parsers_read_nothing(atlas: geo.Dataset) -> None:
    shown = geo.Filter.from_query("layers=prison", atlas).select(atlas)
    count = len(shown.source_ids)
    bib = exported(atlas, "bib", "layers=prison").decode()
    assert bib.startswith("% Dataset: ")
    assert len(parse_string(bib, "bibtex").entries) == count
    ris = exported(atlas, "ris", "layers=prison").decode()
    preamble = ris[: ris.index("TY  - ")]
    assert preamble.count("\n") == 4
    assert len(rispy.loads(ris)) == count
    for item in json.loads(exported(atlas, "csl", "layers=prison")):
        exported_from = item["custom"]["exported_from"]
        assert exported_from["query"] == "Prisons and events without one place"
        source = atlas.sources[item["id"]]
        assert item["title"] == source.title
        if item["type"] in PERIODICALS:
            assert item["container-title"] == source.item["publisher"]
