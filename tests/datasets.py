"""Datasets of the unit tests: the shipped one, and a small valid folder to break."""

import csv
import json
import shutil
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


SECOND_SUBJECT = Path(__file__).with_name("second_subject")
"""Folder of an invented subject."""
WORDS_OF_DATA = ("1988", "Iran", "prison", "Prison", "burial", "Burial", "ommemoration")
"""Words of the shipped data, which another subject's pages have not."""
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


SMALL = Path(__file__).with_name("small_folder")
"""The small folder, without its codes, its base map and its description."""
PLACES, CLAIMS, TOUR = (rows_of(f"{name}.csv", SMALL) for name in ("places", "claims", "tour"))
SOURCES = json.loads((SMALL / "sources.json").read_text("utf-8"))


def write_table(path: Path, rows: Iterable[dict[str, str]]) -> None:
    header = (DATA / path.name).read_text("utf-8").split("\n")[0].split(",")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@lru_cache
def _base_map() -> dict[str, str]:
    """Outlines of Iran and France alone, with two provinces and two labels."""
    texts = {}
    for name in ("countries", "iran-provinces", "labels"):
        content = json.loads((DATA / "basemap" / f"{name}.geojson").read_text("utf-8"))
        features = content["features"]
        if name == "countries":
            features = [one for one in features if one["properties"]["iso_a2"] in {"IR", "FR"}]
        texts[f"basemap/{name}.geojson"] = json_text({**content, "features": features[:2]})
    return texts


def write_small(folder: Path) -> Path:
    """Write a valid data folder of five places."""
    (folder / "basemap").mkdir(parents=True)
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    shutil.copy(DATA / "codes.csv", folder)
    package = {"name": "small", "version": "0.1.0", "atlas": _PACKAGE["atlas"]}
    texts = {"datapackage.json": json_text(package), **_base_map()}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
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
