"""The committed files: their form, the package that describes them, and what is loaded of them."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from frictionless import validate

import geo
from datasets import CREATED, DATA, json_text, rows_of
from geo.check.folder import check_folder
from geo.check.schema import KEYS, MAX_CELL_CHARS, TABLES

PLACES = rows_of("places.csv")
CLAIMS = rows_of("claims.csv")
MILESTONES = rows_of("milestones.csv")
STATEMENTS = CLAIMS + MILESTONES
TOUR = rows_of("tour.csv")
CONFLICTS = rows_of("conflicts.csv")
CODES = rows_of("codes.csv")
SOURCES = json.loads((DATA / "sources.json").read_text("utf-8"))
PACKAGE = json.loads((DATA / "datapackage.json").read_text("utf-8"))
RESOURCES = {resource["path"]: resource for resource in PACKAGE["resources"]}


each_table = pytest.mark.parametrize("name", TABLES)


def test_description_is_in_canonical_form() -> None:
    assert json_text(PACKAGE).encode() == (DATA / "datapackage.json").read_bytes()


@each_table
def test_schema_of_the_package_is_that_of_the_library(name: str) -> None:
    stated = RESOURCES[name]["schema"]["fields"]
    assert [field["name"] for field in stated] == [field.name for field in TABLES[name]]
    required = {field["name"] for field in stated if field.get("constraints", {}).get("required")}
    assert required == {field.name for field in TABLES[name] if field.required}
    for field, own in zip(stated, TABLES[name], strict=True):
        codes = [row["code"] for row in CODES if row["field"] == own.codes]
        constraints = field.get("constraints", {})
        assert constraints.get("enum", []) == codes or name == "codes.csv"
        assert constraints.get("maxLength", MAX_CELL_CHARS) == own.max_chars
    assert RESOURCES[name]["schema"]["primaryKey"] == list(KEYS[name])


@each_table
def test_references_of_the_package_are_those_of_the_library(name: str) -> None:
    stated = {
        (key["fields"][0], key["reference"]["resource"])
        for key in RESOURCES[name]["schema"].get("foreignKeys", [])
    }
    own = {
        (field.name, field.refers_to.rpartition(".")[0])
        for field in TABLES[name]
        if field.refers_to
    }
    assert stated == own


def test_package_describes_every_file() -> None:
    files = {
        path.relative_to(DATA).as_posix()
        for path in DATA.rglob("*")
        if path.suffix in {".csv", ".geojson"} or path.name == "sources.json"
    }
    assert set(RESOURCES) == files


def test_code_lists_of_the_package_are_those_of_the_file() -> None:
    (field,) = [one for one in RESOURCES["codes.csv"]["schema"]["fields"] if one["name"] == "field"]
    assert sorted(field["constraints"]["enum"]) == sorted({row["field"] for row in CODES})


def test_version_and_day_are_the_same_wherever_they_stand() -> None:
    version, day = PACKAGE["version"], CREATED
    assert f"Dataset version {version}, {day:%-d %B %Y}." in (DATA / "README.md").read_text("utf-8")
    assert f"version {version}, CC BY" in (DATA / "LICENSE.md").read_text("utf-8")
    stated = f"version: {version}\n    date-released: {day}"
    assert stated in (DATA.parent / "CITATION.cff").read_text("utf-8")
    changes = (DATA.parent / "CHANGELOG.md").read_text("utf-8")
    (newest,) = re.findall(r"## Data\n(?:(?!\n#).)*?\n### ([^\n]+)", changes, re.DOTALL)
    assert newest == f"{version} ({day})"


def test_rows_are_as_many_as_readme_says() -> None:
    readme = (DATA / "README.md").read_text("utf-8")
    counted = {name: len(rows_of(name)) for name in TABLES} | {"sources.json": len(SOURCES)}
    counted |= {"unlocated": 0, **Counter(place["precision"] for place in PLACES)}
    stated = dict(re.findall(r"^\| `([\w.]+)` \|[^|]*\| (\d+)", readme, re.MULTILINE))
    assert {name: int(count) for name, count in stated.items()} == counted


def test_numbers_in_the_prose_of_readme_are_those_of_the_files() -> None:
    readme = re.sub(r"\s+", " ", (DATA / "README.md").read_text("utf-8"))
    checked = Counter(row["checked"] for row in STATEMENTS)
    bounds = [(row["figure_low"], row["figure_high"]) for row in STATEMENTS if row["figure_unit"]]
    derived = {item["id"] for item in SOURCES if "derived_from" in item["custom"]}
    parties = {item["id"] for item in SOURCES if item["custom"]["publisher_kind"] == "party"}
    read = Counter(item["custom"]["read"] for item in SOURCES)
    undated = [sum(not row["date_edtf"] for row in rows) for rows in (CLAIMS, MILESTONES)]
    points = Counter((place["lat"], place["lon"]) for place in PLACES)

    def rest_on(ids: set[str]) -> int:
        return sum(row["source_id"] in ids for row in STATEMENTS)

    for sentence in (
        f"{len(MILESTONES)} rows on {len({row['milestone_id'] for row in MILESTONES})} events",
        f"{len(CONFLICTS)} sides of {len({row['conflict_id'] for row in CONFLICTS})} questions",
        f"`passage` in {checked['passage']} rows of both files together, and `excerpt` in "
        f"{checked['excerpt']} of {len(STATEMENTS)}",
        f"{undated[0]} claims and {undated[1]} milestone rows",
        f"{len(bounds)} rows carry a figure. Both bounds equal "
        f"({sum(low == high for low, high in bounds)} rows)",
        f"`whole` ({read['whole']}), `part` ({read['part']}), `excerpt` ({read['excerpt']})",
        f"absent in {sum('issued' not in item for item in SOURCES)} items",
        f"a source id; {len(derived)} items",
        f"{len(derived)} sources, on which {rest_on(derived)} rows rest",
        f"{len(parties)} of {len(SOURCES)} sources are `party`, and {rest_on(parties)} of "
        f"{len(STATEMENTS)} rows rest on them",
        f"The {len(PLACES)} places have {len(points)} different points; "
        f"{sum(count for count in points.values() if count > 1)} places share",
    ):
        assert sentence in readme


def test_dataset_holds_every_row_of_its_files(atlas: geo.Dataset) -> None:
    shown = len(atlas.places) + len(atlas.claims) + len(atlas.milestones)
    assert sum(atlas.withheld.values()) + shown == len(PLACES) + len(STATEMENTS)
    assert len(atlas.sources) == len(SOURCES)
    assert len(atlas.tour) == len(TOUR)
    assert atlas.version == PACKAGE["version"]


def test_dataset_keeps_the_text_of_every_cell(atlas: geo.Dataset) -> None:
    for frame, rows, key in (
        (atlas.claims, CLAIMS, "claim_id"),
        (atlas.milestones, MILESTONES, "claim_id"),
        (atlas.places, PLACES, "place_id"),
    ):
        texts = [
            name for name in rows[0] if name not in {key, "lat", "lon", "figure_low", "figure_high"}
        ]
        assert list(frame.index) == [row[key] for row in rows]
        assert frame[texts].to_numpy().tolist() == [[row[name] for name in texts] for row in rows]


def test_dataset_keeps_every_figure_and_point(atlas: geo.Dataset) -> None:
    for column in ("figure_low", "figure_high"):
        for frame, rows in ((atlas.claims, CLAIMS), (atlas.milestones, MILESTONES)):
            assert frame[column].fillna(-1).tolist() == [int(row[column] or -1) for row in rows]
    points = {name: (point.y, point.x) for name, point in atlas.places.geometry.dropna().items()}
    assert points == {
        place["place_id"]: (float(place["lat"]), float(place["lon"]))
        for place in PLACES
        if place["lat"]
    }
    assert atlas.places.crs == "EPSG:4326"


def frictionless_errors(package: Path) -> list[str]:
    report = validate(str(package))
    return [f"{error.type}: {error.message}" for task in report.tasks for error in task.errors]


def test_package_is_valid_by_frictionless() -> None:
    assert frictionless_errors(DATA / "datapackage.json") == []


@pytest.mark.sample(
    ("name", "old", "new", "kind"),
    [
        ("places.csv", ",prison,", ",jail,", "constraint-error"),
        ("places.csv", ",locality,geonames", ",locality,nowhere!", "constraint-error"),
        ("claims.csv", ",1988,", ",summer 1988,", "constraint-error"),
        ("claims.csv", "evin-prison-02,evin-prison,", "evin-prison-02,evin,", "foreign-key"),
        ("claims.csv", "evin-prison-02,evin-prison,", "evin-prison-01,evin-prison,", "primary-key"),
        ("claims.csv", "claim_id,place_id,", "place_id,claim_id,", "incorrect-label"),
    ],
    2,
)
def test_broken_copy_fails_with_frictionless_and_with_the_library(
    tmp_path: Path, name: str, old: str, new: str, kind: str
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8", newline="\n")
    assert {
        error.partition(":")[0] for error in frictionless_errors(folder / "datapackage.json")
    } & {kind}
    assert check_folder(folder)[1]
