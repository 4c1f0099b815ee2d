"""Pages on a store that is too large for memory: what engines count, and what is read of it."""

import json
from pathlib import Path

import pandas as pd
import pytest
from starlette.requests import Request

from dashboard import cached, stored
from dashboard.records import page as records
from dashboard.records.tables import place_table, statement_table
from dashboard.server import api, routes
from dashboard.server.first_picture import first_picture
from dashboard.server.front_view import front_view
from dashboard.server.preview import preview_png
from dashboard.session.address import PAGES
from dashboard.timeline.years import columns, year_steps
from datasets import DATA, Put
from geo import Dataset, Filter, FilterError, load
from geo.cluster import detail
from geo.errors import StoreError
from geo.facets import count_facets
from geo.lookup.question import read_question
from geo.lookup.search import suggest
from geo.store import excerpts
from geo.store import load as load_store
from geo.view_grid import FINEST_LEVEL
from kept_stores import assert_same
from pages import OPENED, address_of, html, open_main

MOST = 900
"""Of 904 records of the shipped data; one visible set has a tenth."""
SMALL = [
    "cities=isfahan",
    "sources=aawsat-2023-appeal",
    "countries=SE&from=2019",
    "layers=prison&q=Adel",
]
LARGE = ["", "layers=prison", "from=1988&to=1988", "countries=IR&certainty=certain&from=1988-07"]
TOO_MANY = "more than this page can list (90 of both together)"


@pytest.fixture(autouse=True)
def _asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask a store for its mark at each action, and wait for it."""
    monkeypatch.setattr(stored, "CHECK_SECONDS", 0)
    monkeypatch.setattr(stored, "_PATIENCE_SECONDS", 60)
    monkeypatch.setenv("ATLAS_MEMORY_RECORDS", str(MOST))


@pytest.fixture(scope="module")
def whole() -> Dataset:
    """The shipped data in memory."""
    return load(DATA)


@pytest.fixture
def large(stored_large: str, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """The shipped data in a store that the pages show, too large for memory."""
    monkeypatch.setenv("ATLAS_DATA", stored_large)
    found = cached.dataset()
    assert found.beyond is not None
    return found


@pytest.mark.by_turns
@pytest.mark.sample("query", [*LARGE, *SMALL], 1)
def test_counts_facets_and_years_are_those_of_the_data_in_memory(
    query: str, large: Dataset, whole: Dataset
) -> None:
    asked = Filter.from_query(query, large)
    expected, found = asked.select(whole), asked.select(large)
    assert found.is_large == (query in LARGE)
    assert found.counts == expected.counts
    assert count_facets(found) == count_facets(expected)
    assert found.source_ids == expected.source_ids
    assert columns(found, year_steps(large)) == columns(expected, year_steps(whole))


@pytest.mark.parametrize("query", SMALL)
def test_small_visible_set_has_the_records_of_the_data_in_memory(
    query: str, large: Dataset, whole: Dataset
) -> None:
    asked = Filter.from_query(f"{query}&place=evin-prison", large)
    expected, found = asked.select(whole), asked.select(large)
    for name in ("places", "claims", "milestones"):
        assert getattr(found, name).index.tolist() == getattr(expected, name).index.tolist()
    owners = found.dataset.places.index[found.place_rows].tolist()
    assert owners == found.claims["place_id"].tolist()
    card, said = (
        data.claims[data.claims["place_id"] == "evin-prison"] for data in (found.dataset, whole)
    )
    assert card.index.tolist() == said.index.tolist()


@pytest.mark.by_turns
@pytest.mark.sample("query", LARGE, 1)
def test_map_of_a_large_set_shows_what_it_would_of_the_data_in_memory(
    query: str, large: Dataset, whole: Dataset
) -> None:
    asked = Filter.from_query(query, large)
    found, expected = asked.select(large), asked.select(whole)
    for region in whole.subject.regions:
        shown = large.beyond.detail(asked, region.bounds, ("evin-prison",), FINEST_LEVEL)
        kept = [one for one in ("evin-prison",) if one in expected.places.index]
        assert_same(shown, detail(expected.places, region.bounds, kept))
        part = found.among(*shown.places)
        assert sorted(part.places.index) == sorted(shown.places)
        said = expected.claims["place_id"]
        assert part.claims.index.tolist() == said[said.isin(shown.places)].index.tolist()


@pytest.mark.by_turns
@pytest.mark.sample("query", LARGE, 1)
def test_first_records_of_a_large_set_are_those_of_the_data_in_memory(
    query: str, large: Dataset, whole: Dataset
) -> None:
    asked = Filter.from_query(query, large)
    found, expected = asked.select(large), asked.select(whole)
    tables = [statement_table(one)[:20] for one in (found.first("claims", 20), expected)]
    days = [table["date"].str.partition("..")[0].tolist() for table in tables]
    assert days[0] == days[1]
    assert set(tables[0].index) <= set(expected.claims.index) | set(expected.milestones.index)
    places = place_table(found.first("places", 20))
    of_all = place_table(expected).loc[places.index]
    assert set(places.index) == set(expected.places.index[:20])
    pd.testing.assert_frame_equal(
        places.astype(object), of_all.astype(object), check_index_type=False
    )


@pytest.mark.by_turns
@pytest.mark.usefixtures("large")
def test_records_list_the_first_rows_of_a_large_set_and_say_how_many_there_are(
    monkeypatch: pytest.MonkeyPatch, whole: Dataset
) -> None:
    monkeypatch.setattr(records, "_MANY", 20)
    there = Filter().select(whole).counts
    for look, count in (({}, there.statements.shown), ({"table": "places"}, there.places.shown)):
        app = open_main(view="records", **look)
        captions = " ".join(one.value for one in app.caption)
        assert f"The first 20 of {count} rows" in captions
        assert "of these rows alone" in captions
        assert html(app).count("<tr") == 21
    kept = open_main(view="records", cities="paris")
    assert "of these rows alone" not in " ".join(one.value for one in kept.caption)


def test_cells_and_places_without_a_point_add_up_to_the_counter(
    large: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.store.engine.MAX_MARKS", 10)
    found = Filter().select(large)
    shown = large.beyond._ask(
        lambda store: store.detail(Filter(), large.subject.regions[1].bounds, max_marks=10)
    )
    on_map = len(shown.places) + sum(cell.count for cell in shown.cells)
    assert on_map == found.counts.places.shown - found.counts.places.unlocated
    assert shown.cells


@pytest.mark.by_turns
@pytest.mark.usefixtures("large")
@pytest.mark.sample("page", PAGES, 2)
@pytest.mark.sample("look", [{}, {"place": "evin-prison", "lang": "fa"}, {"cities": "paris"}], 1)
def test_every_page_opens(look: dict[str, str], page: str) -> None:
    app = open_main(*OPENED, **{"view": page, **look})
    said = " ".join(one.value for one in app.info)
    is_counted = page in ("map", "sources", "about")
    if look.get("lang") != "fa":
        assert (TOO_MANY in said) == (not is_counted and not look)


@pytest.mark.by_turns
@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    "look",
    [
        {"mode": "present"},
        {"mode": "present", "from": "1988", "theme": "dark"},
        {"mode": "present", "tour": "overview", "step": "3"},
        {"mode": "speaker", "tour": "overview", "step": "3"},
        {"event": "milestone-un-cables-1988"},
    ],
)
def test_every_presentation_opens(look: dict[str, str]) -> None:
    open_main(**look)


@pytest.mark.by_turns
@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("query", [SMALL[0], LARGE[1]])
def test_card_is_that_of_the_data_in_memory(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    look = {"place": "evin-prison", **dict(pair.split("=") for pair in query.split("&"))}
    found = open_main(**look)
    monkeypatch.setenv("ATLAS_DATA", str(DATA))
    expected = open_main(**look)
    cards = [[one for one in html(app).splitlines() if "claim" in one] for app in (found, expected)]
    assert cards[0]
    assert cards[0] == cards[1]


@pytest.mark.usefixtures("large")
def test_time_is_not_played() -> None:
    app = open_main(mode="present", play="year")
    assert "since so many cannot be played" in app.warning[0].value
    assert "present_play" not in [button.key for button in app.button]


@pytest.mark.by_turns
def test_search_finds_places_that_are_not_in_memory(large: Dataset, whole: Dataset) -> None:
    for text in ("adel abad", "Khavaran", "Paris", "اوین"):
        assert suggest(large, text)[0] == suggest(whole, text)[0], text


@pytest.mark.by_turns
def test_question_that_names_an_author_is_read_as_with_data_in_memory(
    large: Dataset, whole: Dataset
) -> None:
    for text in ("Justice for Iran Ahvaz 2017", "Iran Tribunal London", "UN reports"):
        offers = read_question(large, text)
        assert offers, text
        assert offers == read_question(whole, text), text


@pytest.mark.by_turns
@pytest.mark.usefixtures("large")
def test_question_for_a_number_is_offered_figures() -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("how many in Iran in 1988").run()  # too many
    assert not app.exception
    app.text_input(key="search_text").set_value("how many executed in Ahvaz").run()
    keys = [str(one.key) for one in app.button if (one.key or "").endswith("_figures")]
    app.button(key=keys[0]).click().run()
    assert address_of(app).page == "figures"
    assert not app.exception


@pytest.mark.by_turns
@pytest.mark.usefixtures("large")
def test_place_that_search_found_is_opened() -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("adel abad").run()
    app.button(key="suggest_place_adelabad-prison").click().run()
    assert address_of(app).filter.place == "adelabad-prison"
    assert not app.exception


@pytest.mark.by_turns
@pytest.mark.parametrize("name", ["csv", "geojson", "package"])
def test_files_are_those_of_the_data_in_memory(name: str, large: Dataset, whole: Dataset) -> None:
    assert api.content(large, "layers=prison", name) == api.content(whole, "layers=prison", name)


def test_file_of_too_many_records_is_refused_with_their_number(
    large: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpts, "MAX_RECORDS", 100)
    with pytest.raises(FilterError) as refused:
        api.content(large, "", "csv")
    assert refused.value.problems[0].found == "904 places and statements"
    answer = json.loads(bytes(api.bad_query(Request({"type": "http"}), refused.value).body))
    assert "shorter period" in answer["problems"][0]["expected"]


@pytest.mark.by_turns
def test_first_bytes_say_the_counts(large: Dataset) -> None:
    whole_view, of_place = front_view(""), front_view("place=evin-prison&from=1988")
    assert "<b>138</b> of 138 places shown" in str(whole_view.text)
    assert "Evin" in of_place.title
    assert "evin-prison-01" in str(of_place.text)
    assert str(first_picture("", large)).startswith("<svg")
    assert preview_png(of_place).startswith(b"\x89PNG")
    assert preview_png(whole_view).startswith(b"\x89PNG")
    assert json.loads(bytes(routes.health(Request({"type": "http"})).body))["status"] == "ok"


@pytest.mark.by_turns
def test_load_is_shown_at_the_next_action(
    target: str, small_folder: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_MEMORY_RECORDS", "16")
    load_store(str(small_folder), target)
    monkeypatch.setenv("ATLAS_DATA", target)
    app = open_main(place="alpha-prison")
    assert "Alpha gaol" not in html(app)
    put("places.csv", "Alpha prison", "Alpha gaol")
    load_store(str(small_folder), target)
    app.run()
    assert not app.exception
    assert "Alpha gaol" in html(app)


def test_number_of_records_that_cannot_be_used_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_MEMORY_RECORDS", "many")
    with pytest.raises(ValueError, match="ATLAS_MEMORY_RECORDS: 'many' cannot be used"):
        stored.most_records()


def test_store_that_goes_is_waited_for(
    small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    monkeypatch.setenv("ATLAS_MEMORY_RECORDS", "16")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    load_store(str(small_folder), str(folder))
    app = open_main()
    (claims,) = folder.glob("claims-*.parquet")
    claims.rename(tmp_path / "away")
    app.run()
    assert not app.exception
    assert app.title[0].value == "The atlas cannot be shown at the moment"
    answer = api.store_error(Request({"type": "http"}), StoreError([]))
    assert answer.status_code == 503
    (tmp_path / "away").rename(claims)
    app.run()
    assert not app.title
    assert "All places and statements" in html(app)
