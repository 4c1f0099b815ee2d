"""A page that is open while the data under it are edited, broken, mended or withheld."""

import gzip
import logging
import re
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from app_tester import AppTest
from dashboard import cached
from dashboard.server import routes
from datasets import Put, rows_of, write_table
from edits import withhold
from geo import DataError
from pages import html, labelled, offer, open_main

BROKEN = {
    "claims.csv": (",passage,", ",pasage,"),
    "places.csv": ("alpha-prison,prison", "alpha-prison,prisson"),
    "sources.json": ('"id"', '"di"'),
    "datapackage.json": ("0.1.0", "zero"),
    "basemap/labels.geojson": ("{", "["),
    "basemap/iran-provinces.geojson": ("{", "["),
    "basemap/countries.geojson": ("{", "["),
}
PAGES = ("map", "timeline", "records", "figures", "activity", "sources", "about", "handout")


@pytest.fixture
def folder(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small data folder that the page shows."""
    monkeypatch.setenv("ATLAS_DATA", str(small_folder))
    return small_folder


def rerun(app: AppTest) -> str:
    """Run the page as a reader's action would, and return its HTML."""
    app.run()
    assert not app.exception, app.exception
    return html(app)


def shown_places(app: AppTest) -> int:
    found = re.search(r"<b>(\d+)</b> of \d+ places shown", html(app))
    assert found
    return int(found[1])


def health() -> Response:
    return routes.health(Request({"type": "http"}))


@pytest.mark.by_turns
@pytest.mark.parametrize("name", BROKEN)
def test_last_good_data_are_served_while_a_file_is_broken(
    folder: Path, put: Put, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    app = open_main()
    good, bad = BROKEN[name]
    put(name, good, bad)
    with caplog.at_level(logging.WARNING, "atlas"):
        app.button(key="present_start").click().run()
        assert not app.exception, app.exception
        app.button(key="present_leave").click().run()
    assert shown_places(app) == 5
    assert "is still served" in caplog.text
    found = cached.latest()
    assert found.problems
    assert found.data is not None
    put(name, bad, good)
    assert not cached.latest().problems
    assert shown_places(app) == 5
    assert cached.latest().data is found.data


def test_broken_data_are_said_once_in_the_log(
    folder: Path, put: Put, caplog: pytest.LogCaptureFixture
) -> None:
    cached.dataset()
    put("claims.csv", ",passage,", ",pasage,")
    for _ in range(3):
        cached.dataset()
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_health_tells_stale_data_from_none(folder: Path, put: Put) -> None:
    good = b'"status":"ok"' in bytes(health().body)
    put("claims.csv", ",passage,", ",pasage,")
    stale = health()
    assert (good, stale.status_code) == (True, 200)
    assert b'"status":"stale","problems":1,"data":{"version":"0.1.0"' in bytes(stale.body)


def test_health_without_data_is_a_503(folder: Path, put: Put) -> None:
    put("claims.csv", ",passage,", ",pasage,")
    answer = health()
    assert answer.status_code == 503
    assert bytes(answer.body) == b'{"status":"data-error","problems":1}'


def test_labels_that_were_broken_at_first_are_read_again(folder: Path, put: Put) -> None:
    put("basemap/labels.geojson", "{", "[")
    with pytest.raises(DataError):
        cached.dataset()
    app = open_main()
    assert app.title[0].value == "The atlas cannot be shown at the moment"
    put("basemap/labels.geojson", "[", "{")
    app.run()
    assert shown_places(app) == 5


@pytest.mark.by_turns
@pytest.mark.parametrize("page", PAGES)
def test_place_that_is_withheld_leaves_its_open_card(folder: Path, page: str) -> None:
    app = open_main(place="alpha-prison", view=page)
    withhold(folder, "alpha-prison")
    shown = rerun(app)
    assert "Alpha prison" not in shown.split('class="claim"')[0]
    assert 'id="alpha-prison-01"' not in shown
    if page != "handout":
        assert "shows no place “\u2068alpha-prison" in app.warning[0].value
    rerun(app)


def test_last_click_on_a_withheld_place_finds_it_gone(folder: Path) -> None:
    app = open_main()
    offer(app, "alpha-prison-01")
    withhold(folder, "alpha-prison")
    app.selectbox(key="choices_place_alpha-prison-01").set_value("alpha-prison").run()
    assert not app.exception, app.exception
    assert 'id="alpha-prison-01"' not in html(app)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"cities": "isfahan"}, "in the address was not understood"),
        ({"place": "bravo-graves"}, "or the place was withdrawn"),
    ],
)
def test_city_that_is_gone_no_longer_restricts(
    folder: Path, query: dict[str, str], words: str
) -> None:
    app = open_main(**query)
    withhold(folder, "bravo-graves")
    rerun(app)
    assert words in app.warning[0].value
    assert shown_places(app) == 4
    app.button(key="present_start").click().run()
    assert not app.exception, app.exception


def test_source_that_is_gone_no_longer_restricts(folder: Path, put: Put) -> None:
    app = open_main(sources="memoir,live-report", view="records")
    for name in ("claims.csv", "milestones.csv", "sources.json"):
        text = (folder / name).read_text("utf-8").replace("live-report", "later-report")
        (folder / name).write_text(text, "utf-8", newline="\n")
    rerun(app)
    assert labelled(app.multiselect, "Sources").value == ["memoir"]
    assert "sources in the address was not understood" in app.warning[0].value


def test_step_of_a_tour_that_is_gone_is_left(folder: Path) -> None:
    app = open_main(mode="present", tour="overview", step="1")
    header = (folder / "tour.csv").read_text("utf-8").splitlines()[0]
    (folder / "tour.csv").write_text(f"{header}\n", "utf-8", newline="\n")
    rerun(app)


UNREADABLE = {"empty": b"", "no gzip": b"text", "cut": gzip.compress(b'{"version": "0.0.9"}')}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_snapshot_that_cannot_be_read_is_said(folder: Path, content: bytes) -> None:
    (folder / "releases").mkdir()
    (folder / "releases" / "0.0.9.jsonl.gz").write_bytes(content)
    app = open_main(v="0.0.9")
    assert "made with version 0.0.9" in app.info[0].value
    assert "cannot be read" in app.info[0].value


def test_translation_that_is_corrected_is_shown(folder: Path) -> None:
    app = open_main(lang="fr", place="alpha-prison")
    assert "Prison Alpha" not in html(app)
    (folder / "translations").mkdir()
    catalogue = folder / "translations" / "fr.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    for said in ("Prison Alpha", "Prison d’Alpha"):
        catalogue.write_text(f'{head}msgid "Alpha prison"\nmsgstr "{said}"\n', "utf-8")
        assert said in rerun(app)


def test_summary_that_is_translated_and_then_reviewed_is_shown_so(folder: Path) -> None:
    """Its status is in no record and in no catalogue, and the page was left as it was."""
    app = open_main(lang="fr", place="alpha-prison")
    rows = rows_of("claims.csv", folder)
    said = {"summary_fr": "La source dit cela dans alpha-prison-01."}
    for status in ("unreviewed", "reviewed"):
        changed = {**rows[0], **said, "translation": status}
        write_table(folder / "claims.csv", [changed, *rows[1:]])
        page = rerun(app)
        assert said["summary_fr"] in page
        assert f"<summary>Translated by the project, {status}" in page
