"""Datasets of the unit tests: the shipped one, and a small valid folder to break."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

import geo
from geo.check.folder import check_folder
from geo.history.snapshots import write_release

DATA = Path(__file__).resolve().parent.parent / "data"
_PACKAGE = json.loads((DATA / "datapackage.json").read_text("utf-8"))
VERSION: str = _PACKAGE["version"]
CREATED = date.fromisoformat(_PACKAGE["created"][:10])


def rows_of(name: str, folder: Path = DATA) -> list[dict[str, str]]:
    """Read a table of the project's data without the library under test."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SPELLINGS = rows_of("spellings.csv", Path(__file__).parent)
"""Ways to write the names of places, each with the place that is meant."""
ALL_PLACES = len(rows_of("places.csv"))
"""How many places the data hold; with the other two, what no test may know by heart."""
ALL_STATEMENTS = len(rows_of("claims.csv")) + len(rows_of("milestones.csv"))
ALL_SOURCES = len(json.loads((DATA / "sources.json").read_text("utf-8")))
STEPS = Counter(row["tour"] for row in rows_of("tour.csv"))
"""How many steps each tour has."""
Put = Callable[[str, str, str], None]
"""Puts one text for another in a file of the small folder; a fixture gives it."""


def json_text(value: object) -> str:
    """Write JSON as the data folder holds it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _place(place_id: str, layer: str, where: str, point: str = ",,unlocated,", **more: str) -> dict:
    locality, locality_fa, region, country = where.split(",")
    lat, lon, precision, coord_source = point.split(",")
    return {
        "place_id": place_id,
        "layer": layer,
        "name": place_id.replace("-", " ").capitalize(),
        "locality": locality,
        "locality_fa": locality_fa,
        "region": region,
        "country": country,
        "lat": lat,
        "lon": lon,
        "precision": precision,
        "coord_source": coord_source,
        **more,
    }


def _claim(claim_id: str, kind: str, date: str, source: str, figure: str = ",,") -> dict:
    low, high, unit = figure.split(",")
    return {
        "claim_id": claim_id,
        "place_id": claim_id.rpartition("-")[0],
        "kind": kind,
        "date_edtf": date,
        "figure_low": low,
        "figure_high": high,
        "figure_unit": unit,
        "summary": f"The source says this in {claim_id}.",
        "source_id": source,
        "locator": "p. 1",
        "checked": "passage",
    }


def _milestone(claim_id: str, date: str, source: str) -> dict:
    row = _claim(claim_id, "statement", date, source)
    return {"milestone_id": row.pop("place_id"), "title": "A letter", **row}


_TEHRAN = "Tehran,تهران,Tehran,IR"
_SITE = "35.79575,51.38506"
PLACES = [
    _place("alpha-prison", "prison", _TEHRAN, f"{_SITE},site,agency-report", name_fa="زندان آلفا"),
    _place("alpha-yard", "burial_site", _TEHRAN, f"{_SITE},district,agency-report"),
    _place(
        "bravo-graves",
        "burial_site",
        "Isfahan,اصفهان,Isfahan,IR",
        "32.65246,51.67462,locality,geonames:418863",
    ),
    _place(
        "charlie-gathering",
        "commemoration",
        "Paris,پاریس,Île-de-France,FR",
        "48.85341,2.3488,locality,geonames:2988507",
    ),
    _place("delta-camp", "prison", _TEHRAN),
]
CLAIMS = [
    _claim(
        "alpha-prison-01",
        "executions_reported",
        "1988-08-14/1988-08-16",
        "agency-report",
        "30,30,people_executed",
    ),
    _claim(
        "alpha-prison-02", "executions_reported", "1988-08~", "paper-copy", "100,,people_executed"
    ),
    _claim("alpha-prison-03", "executions_reported", "", "memoir", ",50,people_executed"),
    _claim("alpha-prison-04", "detention", "198X", "memoir"),
    _claim("alpha-yard-01", "burial_reported", "1988-07/..", "weblog-copy", "1000,2000,bodies"),
    _claim("bravo-graves-01", "burial_reported", "[1988-08-06,1988-08-09]", "agency-report"),
    _claim("bravo-graves-02", "grave_disturbed", "2018-06?", "weblog-copy"),
    _claim("charlie-gathering-01", "gathering_held", "2018-08-25T17:42:00", "live-report"),
    _claim("charlie-gathering-02", "gathering_announced", "2018-08-25", "weblog-copy"),
    _claim("delta-camp-01", "detention", "1988", "memoir"),
]
MILESTONES = [
    _milestone("milestone-letter-01", "1988-07-31", "agency-report"),
    _milestone("milestone-letter-02", "", "memoir"),
]
TOUR = [
    {
        "tour": "overview",
        "step": "1",
        "title": "Alpha prison",
        "text": "The agency reports executions on these days.",
        "lat": "35.8",
        "lon": "51.4",
        "zoom": "9",
        "layers": "prison;burial_site",
        "date_from": "1988-08-01",
        "date_to": "1988-08-31",
        "place_id": "alpha-prison",
        "claim_ids": "alpha-prison-01;milestone-letter-01",
    }
]
CONFLICTS = [
    {
        "conflict_id": "held-at-alpha",
        "side": str(side),
        "question": "What happened at Alpha prison?",
        "states": states,
        "claim_ids": claim_ids,
    }
    for side, states, claim_ids in (
        (1, "executions", "alpha-prison-01;milestone-letter-01"),
        (2, "detention alone", "alpha-prison-04"),
    )
]


def _source(source_id: str, kind: str, derived_from: str = "", **more: object) -> dict:
    link = f"https://example.org/{source_id}"
    custom = {"publisher_kind": kind, "read_at": link, "read": "part"}
    if derived_from:
        custom["derived_from"] = derived_from
    title = source_id.replace("-", " ").capitalize()
    item = {"id": source_id, "type": "report", "title": title, "language": "en"}
    return {**item, **more, "URL": link, "custom": custom}


def _issued(*parts: int) -> dict:
    return {"date-parts": [list(parts)]}


_WRITERS = [{"family": "Writer", "given": "A."}, {"family": "Helper", "given": "B."}]
_AGENCY = [{"literal": "Example Agency"}]
SOURCES = [
    _source("agency-report", "ngo", author=_AGENCY, issued=_issued(1989, 2, 1)),
    _source("live-report", "party", issued=_issued(2018, 8, 25), publisher="Example Association"),
    _source("memoir", "survivor", author=_WRITERS),
    _source("paper-copy", "press", "agency-report", issued=_issued(1989), publisher="The Paper"),
    _source("weblog-copy", "other", "paper-copy", issued=_issued(2018, 7), publisher="A weblog"),
]


def write_table(path: Path, rows: Iterable[dict[str, str]]) -> None:
    header = (DATA / path.name).read_text("utf-8").split("\n")[0].split(",")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_files(
    folder: Path, tables: dict[str, list[dict]], sources: list[dict], package: dict[str, object]
) -> None:
    """Write all files of a data folder but its base map."""
    for name, rows in tables.items():
        write_table(folder / f"{name}.csv", rows)
    for name, value in (("sources", sources), ("datapackage", package)):
        (folder / f"{name}.json").write_text(json_text(value), "utf-8", newline="\n")


@lru_cache
def _base_map() -> dict[str, str]:
    """Outlines of Iran and France alone, with two provinces and two labels."""
    texts = {}
    for name in ("countries", "iran-provinces", "labels"):
        content = json.loads((DATA / "basemap" / f"{name}.geojson").read_text("utf-8"))
        features = content["features"]
        if name == "countries":
            features = [one for one in features if one["properties"]["iso_a2"] in {"IR", "FR"}]
        texts[f"{name}.geojson"] = json_text({**content, "features": features[:2]})
    return texts


def write_small(folder: Path) -> Path:
    """Write a valid data folder of five places."""
    (folder / "basemap").mkdir(parents=True)
    tables = {
        "places": PLACES,
        "claims": CLAIMS,
        "milestones": MILESTONES,
        "tour": TOUR,
        "conflicts": CONFLICTS,
        "withheld": [],
        "codes": rows_of("codes.csv"),
    }
    package = {"name": "small", "version": "0.1.0", "atlas": _PACKAGE["atlas"]}
    write_files(folder, tables, SOURCES, package)
    for name, text in _base_map().items():
        (folder / "basemap" / name).write_text(text, "utf-8", newline="\n")
    return folder


def lines(folder: Path) -> list[str]:
    """Every problem of a folder, each as the one line that is printed."""
    said = [str(problem) for problem in check_folder(folder)[1]]
    for line in said:
        assert line.splitlines() == [line]
        assert len(line.encode()) < 4_000
    return said


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A valid data folder that a test may change."""
    return write_small(tmp_path / "small")


@pytest.fixture
def put(small_folder: Path) -> Put:
    """Put one text for another in a file of the small folder, the first time it stands there."""

    def replace(name: str, old: str, new: str) -> None:
        text = (small_folder / name).read_text("utf-8")
        assert old in text, f"{name} holds no {old!r}"
        (small_folder / name).write_text(text.replace(old, new, 1), "utf-8", newline="\n")

    return replace


@pytest.fixture
def released(small_folder: Path) -> Path:
    """A data folder whose version 0.1.0 is released, for a test to change."""
    _, written, problems = write_release(small_folder)
    assert (written, problems) == (True, [])
    return small_folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> geo.Dataset:
    """A small folder that no test changes, loaded."""
    return geo.load(write_small(tmp_path_factory.mktemp("data") / "small"))


@pytest.fixture(scope="session")
def atlas() -> geo.Dataset:
    """The data that comes with the project."""
    return geo.load(DATA)
