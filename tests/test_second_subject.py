"""Another subject is a folder: one that shares no word with the shipped data is served whole."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import geo
from browser import ROOT, map_frame, open_page, serving, settled
from dashboard.handout.outlines import read_outlines
from dashboard.session.address import PAGES
from datasets import DATA, SECOND_SUBJECT, WORDS_OF_DATA, lines
from exports import exported, unpacked
from geo.cite.atlas import cite_place
from geo.export import FORMATS
from pages import html, open_main


@pytest.fixture(scope="module")
def lights() -> geo.Dataset:
    return geo.load(SECOND_SUBJECT)


def test_folder_is_valid_without_persian_and_base_map() -> None:
    assert lines(SECOND_SUBJECT) == []
    assert not list(SECOND_SUBJECT.glob("*.geojson"))
    assert "_fa" not in (SECOND_SUBJECT / "places.csv").read_text("utf-8").split("\n")[0]


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("view", PAGES)
def test_no_page_speaks_of_the_shipped_data(view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(SECOND_SUBJECT))
    shown = html(open_main(view=view))
    assert "Invented lights" in shown
    assert [word for word in WORDS_OF_DATA if word in shown] == []


def test_an_open_first_period_begins_with_the_first_statement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(SECOND_SUBJECT))
    fields = {field.label: field.placeholder for field in open_main().text_input}
    assert fields["From"] == "1855"


def test_files_are_named_after_it_and_name_nothing_else(lights: geo.Dataset) -> None:
    assert FORMATS["geojson"].download_name(lights.subject) == "lights-places.geojson"
    for name in ("kml", "linked-places", "json", "csl", "csv"):
        text = exported(lights, name).decode()
        assert [word for word in WORDS_OF_DATA if word in text] == []
    assert "urn:invented-lights:place:high-light" in exported(lights, "linked-places").decode()
    assert "Makers of the tests" in cite_place("high-light", lights)[0]


def test_its_package_is_a_folder_of_the_same_subject(lights: geo.Dataset, tmp_path: Path) -> None:
    folder = unpacked(exported(lights, "package"), tmp_path / "data")
    assert lines(folder) == []
    assert geo.load(folder).subject == lights.subject
    for name in ("places.csv", "codes.csv", "milestones.csv"):
        assert (folder / name).read_bytes() == (SECOND_SUBJECT / name).read_bytes()


def test_words_for_its_layers_are_found(lights: geo.Dataset) -> None:
    assert geo.search(lights, "phare high")[0] == "high-light"
    query = geo.Filter.from_query("layers=lighthouse&from=1858&to=1858", lights)
    assert query.describe(lights) == (
        "Lighthouses and events without one place, statements possibly dated 1858"
    )


def test_handout_has_the_world_and_no_inner_outlines(lights: geo.Dataset) -> None:
    outlines = read_outlines(DATA / "basemap", lights.subject.outlines)
    assert len(outlines.countries) > 200
    assert len(outlines.provinces) == 0


def test_persian_is_required_of_a_subject_that_has_words_in_it(tmp_path: Path) -> None:
    for path in SECOND_SUBJECT.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert lines(tmp_path) == []
    package = tmp_path / "datapackage.json"
    said = json.loads(package.read_text("utf-8"))
    said["atlas"]["languages"].append("fa")
    package.write_text(json.dumps(said), "utf-8")
    missing = [line for line in lines(tmp_path) if "no column" in line]
    assert [line.split(" column ")[1].split(";")[0] for line in missing] == [
        "label_fa",
        "title_fa",
        "locality_fa",
        "name_fa",
    ]


@pytest.mark.by_turns
def test_it_is_served_with_its_map_and_timeline(page: Page, tmp_path: Path) -> None:
    with serving(tmp_path / "log.txt", data=SECOND_SUBJECT) as server:
        open_page(page, server)
        expect(page).to_have_title("Invented lights")
        frame = map_frame(page)
        settled(page)
        assert frame.locator(".atlas-regions button:visible").all_inner_texts() == [
            "North Sea",
            "World",
            "Draw an area",
        ]
        assert frame.locator(".atlas-mark").count() == 5
        colours = frame.locator(".atlas-mark").evaluate_all(
            "marks => marks.map((mark) => [mark.dataset.layer, getComputedStyle(mark).color])"
        )
        assert ["lighthouse", "rgb(163, 69, 127)"] in colours
        assert ["lightship", "rgb(0, 114, 178)"] in colours
        page.locator(".st-key-timeline").get_by_text("Until 1899").click()
        page.wait_for_function("location.search.includes('to=1899')")
        expect(page.locator(".st-key-timeline .years .column").first).to_be_visible()
        page.screenshot(path=ROOT / "tests" / "artifacts" / "second-subject.png", full_page=True)
