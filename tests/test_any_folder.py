"""Any valid data folder opens on every page.

Each number names one folder and is printed with a failure: `--folder-seed 7 --folders 100` tries
those from 7 to 106.
"""

from pathlib import Path
from urllib.parse import urlencode

import pytest

import geo
from browser import ROOT
from dashboard.server.first_picture import first_picture
from dashboard.server.front_view import front_view
from dashboard.server.preview import preview_svg
from dashboard.session.address import PAGES
from datasets import lines
from exports import exported, unpacked
from folders import write_folder
from geo.export import FORMATS, export
from pages import OPENED, whole_page

PRESENTED = [
    {"mode": "present"},
    {"mode": "present", "play": "year"},
    {"mode": "present", "play": "month", "from": "1988", "to": "1988"},
    {"mode": "present", "play": "minute", "from": "2018-08-25", "to": "2018-08-25"},
    {"mode": "speaker", "tour": "overview", "step": "2"},
    {"tour": "overview", "theme": "dark", "room": "any-room"},
    {"kiosk": "20"},
]
"""Ways to present; what a folder does not have, the page ignores."""
NARROWED = [
    {"view": "timeline", "from": "2018-08-25", "to": "2018-08-25"},
    {"view": "records", "q": "nothing holds this"},
    {"view": "figures", "certainty": "certain", "from": "1988"},
    {"bounds": "-90,-180,90,180", "view": "activity"},
]
QUERIES = [*({"view": page} for page in PAGES), *PRESENTED, *NARROWED]


@pytest.mark.usefixtures("alone")
def test_every_page_opens_on_generated_data(
    folder_seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shape = write_folder(folder, folder_seed)
    assert lines(folder) == [], f"folder {folder_seed}: {shape}"
    found = all_faults(folder, monkeypatch)
    assert not found, f"folder {folder_seed}: {shape}\n" + "\n".join(found)


@pytest.mark.by_turns
@pytest.mark.usefixtures("alone")
def test_every_page_opens_on_an_export_of_the_atlas(
    atlas: geo.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The export has no milestones and no tours."""
    query = "cities=stockholm&layers=commemoration"
    folder = unpacked(exported(atlas, "package", query), tmp_path / "data")
    data = geo.load(folder)
    assert len(data.claims)
    assert data.milestones.empty
    assert data.tour.empty
    assert all_faults(folder, monkeypatch) == []


@pytest.mark.by_turns
@pytest.mark.usefixtures("alone")
def test_every_page_opens_on_another_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all_faults(ROOT / "tests" / "second_subject", monkeypatch) == []


def test_empty_tables_keep_the_types_of_columns(small: geo.Dataset, small_folder: Path) -> None:
    for name in ("places", "claims", "milestones", "tour", "conflicts"):
        path = small_folder / f"{name}.csv"
        path.write_text(path.read_text("utf-8").split("\n")[0] + "\n", "utf-8")
    (small_folder / "sources.json").write_text("[]\n", "utf-8")
    empty = geo.load(small_folder)
    for name in ("places", "claims", "milestones"):
        table = getattr(empty, name)
        assert table.empty
        assert table.dtypes.to_dict() == getattr(small, name).dtypes.to_dict()
    assert empty.claims[empty.claims["dated"]].columns.equals(small.claims.columns)


def all_faults(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Open everything on a data folder, and return what failed."""
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    data = geo.load(folder)
    for name in FORMATS:
        assert export(geo.Filter().select(data), name)
    cards = [{"place": str(place_id)} for place_id in data.places.index[:2]]
    queries = [*QUERIES, *cards]
    for query in map(urlencode, queries):
        view = front_view(query)
        assert view.text
        assert preview_svg(view)
        assert first_picture(query, data).count("<svg") <= 1
    return [fault for query in queries for fault in faults(query)]


def faults(query: dict[str, str]) -> list[str]:
    """Open an address, and return what failed."""
    return [f"{query}: {one.message}" for one in whole_page(query, *OPENED).exception]
