"""Links that a page hands on open what it shows: filter, place, map, language and page."""

import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import pytest

from app_tester import AppTest
from dashboard.session.view import View
from geo import Dataset, Filter
from pages import address_of, html, open_main, visit_of
from presented import EVERYTHING, VIEW, press, query_of


def links_in(app: AppTest) -> list[dict[str, str]]:
    codes = " ".join(code.value for code in app.code)
    return [query_of(found) for found in re.findall(r"\?[^\s,]*(?:,[^\s,]+)*&v=[^\s,]+", codes)]


@pytest.mark.parametrize("view", ["map", "timeline", "records", "figures", "activity", "sources"])
def test_shared_and_cited_link_open_the_same_view(atlas: Dataset, view: str) -> None:
    query = EVERYTHING if view == "map" else EVERYTHING | {"view": view}
    query |= {"figures": "prisoners"} if view == "figures" else {}
    app = open_main("share", **query)
    assert address_of(app).page == view
    copied, cited = app.code[0].value, app.code[2].value
    assert query_of(copied) == query | {"v": atlas.version}
    assert copied in cited
    again = open_main(**query_of(copied))
    assert replace(address_of(again), version="") == address_of(app)
    assert visit_of(again).command.view == View(35.8, 51.4, 8)


def test_frame_code_stands_only_where_a_site_may_show_it(
    atlas: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"layers": "prison", "lang": "fa", "q": 'a"b&<c'}
    monkeypatch.delenv("ATLAS_FRAME_ANCESTORS", raising=False)
    assert not [one for one in open_main("share", **query).code if "iframe" in one.value]
    monkeypatch.setenv("ATLAS_FRAME_ANCESTORS", "https://a.example https://*.b.example:8443")
    app = open_main("share", **query)
    link, _in_words, frame, *_cited = (one.value for one in app.code)
    assert any("`https://*.b.example:8443`" in one.value for one in app.caption)
    said = re.fullmatch(r'<iframe src="([^"<>]+)" title="([^"<>]+)" [^<>]+></iframe>', frame)
    assert said
    assert unescape(said[1]) == link
    assert unescape(said[2]) == dict(atlas.subject.title.by_language)["fa"]
    assert query_of(link) == query | {"v": atlas.version}


def test_card_and_its_citation_link_to_the_same_view(atlas: Dataset) -> None:
    found = links_in(open_main("cite_place", **EVERYTHING, view="records"))
    assert len(found) >= 2
    assert all(one == EVERYTHING | {"v": atlas.version} for one in found)


def test_link_to_another_place_leaves_the_map_to_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.session.links.own_address", lambda: "https://atlas.example/")
    app = open_main(view="sources", place="evin-prison", lang="fa", **VIEW)
    links = re.findall(r'href="(https://atlas.example/[^"]+)"', html(app))
    found = [query_of(unescape(link)) for link in links]
    assert len({one["place"] for one in found}) > 3
    for one in found:
        assert one["lang"] == "fa"
        assert ("lat" in one) == (one["place"] == "evin-prison")


def test_source_leads_to_all_it_states_and_to_the_events_it_speaks_of(atlas: Dataset) -> None:
    """Other filters in force, which would leave out part of what is counted, are lifted there."""
    query = {"view": "sources", "lang": "fr", "calendar": "lunar", "cities": "paris"}
    app = open_main(**query)
    app.text_input(key="sources_search").set_value("hrw 2022").run()
    (source_id,) = re.findall(r"<code>(.*?)</code>", html(app))
    found = {
        unescape(link): unescape(re.sub("<.*?>", "", words))
        for link, words in re.findall(r'<a href="(\?[^"]+)".*?>(.*?)</a>', html(app))
    }
    (records,) = [link for link in found if "view=records" in link]
    asked = query_of(records)
    assert asked == {"view": "records", "sources": source_id, "lang": "fr", "calendar": "lunar"}
    shown = Filter(sources=(source_id,)).select(atlas)
    stated = len(shown.claims) + len(shown.milestones)
    assert found[records] == f"{stated} énoncés"
    events = [query_of(link)["event"] for link in found if "event=" in link]
    assert events
    assert sorted(events) == sorted(set(shown.milestones["milestone_id"]))
    opened = open_main(**query_of(next(link for link in found if "event=" in link)))
    assert address_of(opened).event in events
    assert address_of(opened).page == "map"


def test_lines_for_pandas_and_r_ask_for_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.session.links.own_address", lambda: "https://atlas.example/")
    app = open_main("share", layers="prison", q='"Evin" \\', place="evin-prison")
    asked = query_of("https://atlas.example/?q=%22Evin%22%20%5C&layers=prison")
    python, r = (one.value for one in app.code if ".csv" in one.value)
    for file in ("claims.csv", "milestones.csv"):
        found = re.findall(rf'read[._]csv\("(https://atlas.example/api/{file}[^"]*)"', python + r)
        assert [query_of(one) for one in found] == [asked] * 2, file
    assert (python.count('"'), r.count('"')) == (4, 8)
    whole = [one.value for one in open_main("share").code if "claims.csv" in one.value]
    assert all('/api/claims.csv"' in one and '/api/milestones.csv"' in one for one in whole)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "69 statements about places and 3 statements about events"),
        ("fa", "۶۹ گزاره دربارهٔ مکان‌ها و ۳ گزاره دربارهٔ رویدادها"),
    ],
)
def test_lines_for_pandas_and_r_miss_no_statement_that_is_counted(lang: str, words: str) -> None:
    view = {"q": "Khavaran", "from": "1988", "lang": lang}
    app = open_main("share", **view)
    assert any(one.value.endswith(words) for one in app.caption)
    python = next(one.value for one in app.code if "read_csv" in one.value)
    assert python.count("pd.read_csv") == 2


def test_no_line_reads_an_empty_table_beside_a_full_one() -> None:
    app = open_main("share", cities="paris")
    lines = [one.value for one in app.code if ".csv" in one.value]
    assert len(lines) == 2
    assert not any("milestones.csv" in one for one in lines)


def test_map_that_nobody_moved_is_not_in_the_link(atlas: Dataset) -> None:
    app = open_main("share", layers="prison")
    assert query_of(app.code[0].value) == {"layers": "prison", "v": atlas.version}


def test_windows_of_a_talk_keep_the_language() -> None:
    app = press(open_main(mode="present", tour="overview", step="2", lang="fa"), "present_room")
    found = [query_of(one.proto.url) for one in app.get("link_button")]
    assert {one["mode"] for one in found} == {"present", "speaker"}
    assert {one["lang"] for one in found} == {"fa"}


def test_way_back_to_a_map_that_nobody_moved_leads_there(monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_main()
    assert visit_of(app).command is None
    app = open_main(bounds="25,44,39.8,63.3", **VIEW)
    before = visit_of(app).command
    back = SimpleNamespace(is_history_navigation=True)
    monkeypatch.setattr("dashboard.session.run.get_script_run_ctx", lambda **_: back)
    for name in ("bounds", *VIEW):
        del app.query_params[name]
    app.run()
    after = visit_of(app).command
    assert after.view is None
    assert after.command_id != before.command_id


def _move_the_map() -> None:
    import streamlit as st

    from dashboard.map import events as map_events
    from dashboard.map.reports import Moved
    from dashboard.session import state
    from dashboard.session.presentation import Presentation
    from dashboard.session.view import View
    from geo.bounds import Bounds

    data = state.dataset()
    for number, opened in enumerate(("", "share", "present_code", "place"), 1):
        st.session_state["share"] = opened == "share"
        if opened == "present_code":
            st.session_state["present_code"] = True
            state.show(Presentation("present"))
        state.select_place("evin-prison" if opened == "place" else "")
        moved = Moved(View(35.5, 51.5, 8 + number / 4), Bounds(25, 44, 40, 63), number)
        st.text(map_events.handle([moved], data))


def test_links_on_the_page_follow_the_map() -> None:
    app = AppTest.from_function(_move_the_map).run()
    assert not app.exception, app.exception
    assert [text.value for text in app.text] == ["False", "True", "True", "True"]


def _choose_and_move() -> None:
    import streamlit as st

    from dashboard.map import events as map_events
    from dashboard.map.reports import Moved, Selected
    from dashboard.session import state
    from dashboard.session.view import View
    from geo.bounds import Bounds

    data, chosen = state.dataset(), Selected("evin-prison", 1)
    for number in (2, 3):
        moved = Moved(View(35.5, 51.5, 8 + number), Bounds(25, 44, 40, 63), number)
        map_events.handle([chosen, moved], data)
        st.text(state.current_filter().place)
        state.select_place("")


def test_choice_counts_once_though_the_map_repeats_it() -> None:
    app = AppTest.from_function(_choose_and_move).run()
    assert not app.exception, app.exception
    assert [text.value for text in app.text] == ["evin-prison", ""]


@pytest.mark.by_turns
@pytest.mark.parametrize(
    ("query", "opened"),
    [
        ({"place": "evin-prison"}, "card of “Evin prison”"),
        ({"place": "evin-prison", "view": "records"}, "page “Records”; card of “Evin prison”"),
        (
            {"place": "evin-prison", "view": "figures"},
            "page “Figures”; figures about “Evin prison”",
        ),
        ({"place": "evin-prison", "lang": "fr"}, "fiche de «\xa0Prison d’Evin\xa0»"),
        ({"event": "milestone-toll-1988"}, "card of “Number executed, nationwide”"),
        ({"place": "evin-prison", "view": "sources"}, "page “Sources”"),
        ({"view": "records", "find": "Karoun"}, "page “Records”; rows with “Karoun”"),
        ({"view": "timeline"}, "page “Timeline”"),
        ({"view": "figures"}, "page “Figures”"),
        ({"view": "activity", "lang": "fr"}, "page «\xa0Activité\xa0»"),
        ({"view": "about"}, "page “About”"),
        ({"view": "handout"}, "page “Handout”"),
        ({}, ""),
    ],
)
def test_page_and_card_that_an_address_opens_are_named_in_its_words(
    query: dict[str, str], opened: str
) -> None:
    app = open_main("share", **query)
    said, cited = app.code[1].value, app.code[2].value
    assert f": {said}" in cited or f"\xa0: {said}" in cited
    between = "\xa0; " if "lang" in query else "; "
    assert said.partition(between)[2] == opened


@pytest.mark.by_turns
def test_list_of_files_does_not_say_of_csv_tables_that_they_name_a_question() -> None:
    said = next(one.value for one in open_main("share").caption if "which question" in one.value)
    assert "Each file but the two CSV tables" in said
