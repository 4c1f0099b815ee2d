"""Presenting without a browser: what each presentation shows, and where its buttons lead."""

import json
import re
from collections import OrderedDict
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import reach, rooms
from dashboard.chart_look import DARK, LIGHT
from dashboard.presentation import Presentation
from dashboard.text_stage import sources_footer
from geo import Dataset, Filter
from geo.cite import attribution
from geo.playback import Playback, frames, select
from geo.tours import step_sources, tours
from test_app_pages import VIEWS, html, open_main, run

AUTUMN = {"from": "1988-07-01", "to": "1988-10-31"}
CLOCKED_DAY = {"from": "2018-08-25", "to": "2018-08-25"}
STEP_2 = {"mode": "present", "tour": "overview", "step": "2"}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with no open room, and no network to offer an address of."""
    monkeypatch.setattr(rooms, "_rooms", OrderedDict())
    monkeypatch.setattr(reach, "lan_host", lambda: "")
    monkeypatch.delenv("ATLAS_PUBLIC_URL", raising=False)


def address(app: AppTest) -> dict[str, str]:
    """Give the parameters of the address."""
    found = {name: app.query_params[name] for name in app.query_params}
    return {name: one[0] if isinstance(one, list) else one for name, one in found.items()}


def press(app: AppTest, key: str) -> AppTest:
    """Press a button of the page, which must be there and enabled."""
    button = app.button(key=key)
    assert not button.disabled
    button.click().run()
    assert not app.exception, app.exception
    return app


def stage(app: AppTest) -> dict[str, str]:
    """Give what the script of presentations reads."""
    found = re.findall(r'<div class="atlas-stage"([^>]*)></div>', html(app))
    assert len(found) == 1
    return {name: unescape(value) for name, value in re.findall(r'data-(\w+)="(.*?)"', found[0])}


def chart(app: AppTest) -> dict[str, Any]:
    found = app.get("plotly_chart")
    assert len(found) == 1
    return json.loads(found[0].proto.spec)


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def text_of(words: str) -> str:
    return f"<bdi>{escape(words)}</bdi>"


def footer(app: AppTest) -> str:
    return re.findall(r'<p class="foot">.*?</p>', html(app))[0]


# What is shown.


def test_plain_view_says_what_it_shows(atlas: Dataset) -> None:
    query = Filter(layers=("prison",), from_date="1988-08", to_date="1988-08")
    app = run(VIEWS / "present.py", atlas_filter=query, atlas_shown=Presentation("present"))
    selection = query.select(atlas)
    page = html(app)
    assert text_of(query.describe(atlas)) in page
    assert f"<b>{len(selection.places)}</b> of 117 places shown" in page
    assert f"Prisons {len(selection.places)}</span>" in page
    said = [attribution(atlas.sources[one]) for one in selection.source_ids]
    assert footer(app) == sources_footer(said, ", listed on the page Sources")
    assert stage(app) == {
        "mode": "present",
        "theme": "light",
        "shown": "present  0",
        "idle": "60",
        "ids": str(len(selection.places)),
    }
    for tour in tours(atlas):
        assert f"stage_tour_{tour}" in keys(app)
    assert {"stage_play", "stage_theme", "stage_qr", "stage_leave"} <= keys(app)
    assert not {"stage_next", "stage_back", "stage_resume", "stage_room"} & keys(app)


@pytest.mark.parametrize("tour", ["overview", "burial-sites", "commemorations", "summer-1988"])
def test_step_of_a_tour_is_told_with_its_sources(atlas: Dataset, tour: str) -> None:
    step = tours(atlas)[tour][1]
    app = run(VIEWS / "present.py", atlas_shown=Presentation("present", tour, 2))
    page = html(app)
    assert f"<h2>{text_of(step.title)}</h2>" in page
    assert f'<p class="told">{text_of(step.text)}</p>' in page
    assert f"· 2 of {len(tours(atlas)[tour])}</p>" in page
    assert footer(app) == sources_footer(step_sources(step, atlas), ", listed on the page Sources")
    found = stage(app)
    assert (found["kind"], found["ids"]) == ("step", str(len(step.filter.select(atlas).places)))
    assert found["shown"] == f"present {tour}/2 0"
    assert {"stage_first", "stage_back", "stage_next", "stage_last", "stage_room"} <= keys(app)
    band = chart(app)["layout"]["shapes"][0]
    assert band["x0"][:10] == step.filter.from_date


@pytest.mark.parametrize("window", ["moving", "cumulative"])
def test_frame_of_playback_is_counted(atlas: Dataset, window: str) -> None:
    query = Filter(from_date="1988-07-01", to_date="1988-10-31")
    playback = Playback(query, "day", window)
    frame = frames(playback, atlas)[44]
    app = run(
        VIEWS / "present.py",
        atlas_filter=query,
        atlas_shown=Presentation("present", speed=2),
        atlas_playback=playback,
        atlas_frame=44,
    )
    counts = select(frame, atlas).counts
    page = html(app)
    assert f"<h2>{text_of(frame.words())}</h2>" in page
    assert "Through time · 45 of 123" in page
    assert f"<b>{counts.places.shown}</b> of {counts.places.total} places shown" in page
    assert f"{counts.statements.undated} undated" in page
    assert stage(app) == {
        "mode": "present",
        "theme": "light",
        "kind": "frame",
        "shown": "present 1988-08-14 2",
        "idle": "60",
        "pace": "0.5",
        "ids": str(counts.places.shown),
    }
    assert {"stage_back", "stage_pause", "stage_next", "stage_unplay"} <= keys(app)
    assert "stage_play" not in keys(app)


def test_minute_of_a_clocked_day_is_shown(atlas: Dataset) -> None:
    day = Filter(from_date="2018-08-25", to_date="2018-08-25")
    app = open_main(mode="present", play="minute", at="2018-08-25T17:42", **CLOCKED_DAY)
    frame = frames(Playback(day, "minute"), atlas)[39]
    counts = select(frame, atlas).counts
    page = html(app)
    assert f"<h2>{text_of('25 August 2018, 17:42')}</h2>" in page
    assert f"<b>{counts.places.shown}</b> of 117 places shown" in page
    assert counts.places.shown == 1
    assert f"{counts.statements.undated} undated" in page


@pytest.mark.parametrize(
    "query", [{}, {"tour": "overview", "step": "3"}, {"play": "day", **AUTUMN}]
)
def test_picked_place_shows_its_card_and_its_sources(atlas: Dataset, query: dict[str, str]) -> None:
    app = open_main(mode="present", place="gohardasht-prison", **query)
    page = html(app)
    assert "<h2><bdi>Gohardasht prison" in page
    claims = atlas.claims[atlas.claims["place_id"] == "gohardasht-prison"]
    said = [attribution(atlas.sources[one]) for one in dict.fromkeys(claims["source_id"])]
    assert footer(app) == sources_footer(said, ", listed on the page Sources")
    assert stage(app)["shown"].endswith(" gohardasht-prison")
    press(app, "detail_close")
    assert "<h2><bdi>Gohardasht prison" not in html(app)
    assert "place" not in address(app)


def test_step_about_a_place_still_tells_its_text(atlas: Dataset) -> None:
    step = tours(atlas)["overview"][2]
    assert step.filter.place == "evin-prison"
    page = html(open_main(mode="present", tour="overview", step="3"))
    assert text_of(step.text) in page
    assert "What sources say" not in page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_reaches_marks_timeline_and_script(theme: str) -> None:
    app = open_main(mode="present", theme=theme)
    inks = DARK if theme == "dark" else LIGHT
    assert chart(app)["layout"]["font"]["color"] == inks.text
    for layer in ("prison", "burial_site", "commemoration"):
        assert inks.lanes[layer].replace("#", "%23") in html(app)
    assert stage(app)["theme"] == theme
    press(app, "stage_theme")
    assert address(app) == {"mode": "present"} | ({"theme": "dark"} if theme == "light" else {})


def test_empty_selection_is_presented_calmly() -> None:
    app = open_main(mode="present", layers="prison", cities="paris")
    page = html(app)
    assert "<b>0</b> of 117 places shown" in page
    assert "no source is cited" in page
    assert 'class="stage-key"' not in page
    assert "ids" not in stage(app)


def test_empty_frame_is_presented_calmly() -> None:
    app = open_main(mode="present", play="day", **{"from": "0001", "to": "0001-03"})
    assert "Through time · 1 of 90" in html(app)
    assert "no source is cited" in html(app)
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("bound", [{"from": "0001"}, {"to": "9999"}])
@pytest.mark.parametrize(
    "page", [{}, {"view": "timeline"}, {"mode": "present"}, {"mode": "present", "play": "month"}]
)
def test_ends_of_the_calendar_are_shown(bound: dict[str, str], page: dict[str, str]) -> None:
    app = open_main(**bound, **page)
    assert not app.warning
    assert len(app.get("plotly_chart")) == 1 or "play" in page


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"mode": "cinema"}, ["mode"]),
        ({"mode": "present", "tour": "nowhere"}, ["tour"]),
        ({"tour": "overview", "step": "99"}, ["step"]),
        ({"mode": "present", "theme": "<script>alert(1)</script>"}, ["theme"]),
        (
            {"mode": "present", "kiosk": "nan", "idle": "1", "room": "a b"},
            ["kiosk", "idle", "room"],
        ),
        ({"mode": "present", "play": "minute", "window": "x", "at": "y"}, ["window", "play"]),
        ({"mode": "present", "play": "day", "at": "1988-13"}, ["at"]),
        ({"mode": "speaker", "tour": "overview", "speed": "9"}, ["speed"]),
    ],
)
def test_wrong_parameters_are_named_and_ignored(query: dict[str, str], fields: list[str]) -> None:
    app = open_main(**query)
    notice = app.warning[0].value
    assert re.findall(r"(\w+) in the address was not understood", notice) == fields
    assert "<script>" not in html(app) + notice


# Along a tour.


def test_buttons_turn_the_tour_and_the_address() -> None:
    app = open_main(**STEP_2)
    first = {"mode": "present", "tour": "overview", "step": "1"}
    for key, number in (
        ("stage_next", 3),
        ("stage_back", 2),
        ("stage_last", 12),
        ("stage_first", 1),
        ("stage_next", 2),
    ):
        press(app, key)
        assert address(app) == {**first, "step": str(number)}
        assert f"· {number} of 12</p>" in html(app)


def test_tour_ends_at_both_its_ends() -> None:
    app = open_main(**{**STEP_2, "step": "1"})
    assert app.button(key="stage_back").disabled
    assert not app.button(key="stage_next").disabled
    press(app, "stage_last")
    assert app.button(key="stage_next").disabled
    assert not app.button(key="stage_back").disabled


def test_turning_closes_the_card_of_a_place() -> None:
    app = open_main(**STEP_2, place="evin-prison")
    assert stage(app)["picked"] == "evin-prison"
    press(app, "stage_next")
    assert address(app) == {**STEP_2, "step": "3"}
    assert "picked" not in stage(app)


def test_kiosk_goes_round() -> None:
    app = open_main(tour="overview", step="12", kiosk="20")
    assert stage(app)["pace"] == "20"
    press(app, "stage_next")
    assert address(app) == {"mode": "present", "tour": "overview", "step": "1", "kiosk": "20"}
    assert not app.button(key="stage_next").disabled


def test_kiosk_left_is_explored_and_resumed_at_the_same_step() -> None:
    app = open_main(tour="overview", step="5", kiosk="20", idle="90")
    press(app, "stage_leave")
    kept = {"tour": "overview", "step": "5", "kiosk": "20", "idle": "90"}
    assert address(app) == {"mode": "explore", **kept}
    assert stage(app)["mode"] == "explore"
    assert stage(app)["idle"] == "90"
    assert "present_start" in keys(app)
    assert "<b>117</b> of 117 places shown" in html(app)
    press(app, "stage_resume")
    assert address(app) == {"mode": "present", **kept}
    assert "· 5 of 12</p>" in html(app)


def test_visitor_of_a_kiosk_keeps_it_waiting_on_every_page() -> None:
    app = open_main(mode="explore", tour="overview", step="5", kiosk="20", view="sources")
    assert "stage_resume" in keys(app)
    press(app, "stage_resume")
    assert "· 5 of 12</p>" in html(app)


def test_tour_runs_by_itself_and_stops() -> None:
    app = press(open_main(**STEP_2), "stage_kiosk_30")
    assert address(app) == {**STEP_2, "kiosk": "30"}
    assert "stage_resume" in keys(app)
    press(app, "stage_kiosk_off")
    assert address(app) == STEP_2


VIEW_BEFORE = {
    "layers": "prison",
    "from": "1988-08",
    "to": "1988-08",
    "certainty": "certain",
    "q": "tehran",
    "place": "evin-prison",
    "lat": "35.8",
    "lng": "51.4",
    "zoom": "8",
    "view": "records",
}


@pytest.mark.parametrize(
    "path",
    [
        [],
        ["detail_close"],
        ["stage_tour_overview", "stage_next", "stage_theme"],
        ["stage_tour_overview", "stage_untour", "stage_tour_burial-sites", "stage_last"],
        ["stage_play", "stage_pause", "stage_last", "stage_unplay"],
        ["stage_tour_overview", "stage_room", "stage_next"],
        ["stage_qr", "stage_theme"],
    ],
    ids=lambda path: "-".join(path) or "at once",
)
def test_leaving_returns_to_the_exact_view_before(path: list[str]) -> None:
    app = press(open_main(**VIEW_BEFORE), "present_start")
    assert address(app) == {**VIEW_BEFORE, "mode": "present"}
    for key in path:
        press(app, key)
    press(app, "stage_leave")
    assert address(app) == VIEW_BEFORE
    assert app.session_state["atlas_page"] == "records"
    assert "present_start" in keys(app)


def test_leaving_a_link_to_a_step_leads_to_the_whole_atlas() -> None:
    app = press(open_main(**STEP_2), "stage_leave")
    assert address(app) == {}
    assert "<b>117</b> of 117 places shown" in html(app)


def test_tour_begins_at_its_first_step_and_is_left_for_the_view() -> None:
    app = open_main(mode="present", layers="prison", place="evin-prison")
    press(app, "stage_tour_summer-1988")
    assert address(app) == {
        "mode": "present",
        "tour": "summer-1988",
        "step": "1",
        "layers": "prison",
    }
    press(app, "stage_untour")
    assert address(app) == {"mode": "present", "layers": "prison", "place": "evin-prison"}


# Through time.


def test_playback_starts_pauses_and_ends() -> None:
    app = open_main(mode="present", **AUTUMN)
    press(app, "stage_play")
    playing = {"mode": "present", **AUTUMN, "play": "day", "at": "1988-07-01", "speed": "2"}
    assert address(app) == playing
    assert stage(app)["pace"] == "0.5"
    assert app.button(key="stage_back").disabled
    press(app, "stage_next")
    assert address(app) == {**playing, "at": "1988-07-02"}
    press(app, "stage_pause")
    paused = {name: value for name, value in playing.items() if name != "speed"}
    assert address(app) == {**paused, "at": "1988-07-02"}
    assert "pace" not in stage(app)
    press(app, "stage_pause")
    assert address(app) == {**playing, "at": "1988-07-02"}
    press(app, "stage_last")
    assert address(app) == {**paused, "at": "1988-10-31"}  # at the end, time stands still
    assert app.button(key="stage_next").disabled
    press(app, "stage_pause")
    assert address(app) == playing  # and begins anew
    press(app, "stage_unplay")
    assert address(app) == {"mode": "present", **AUTUMN}


def test_last_frame_stops_by_itself() -> None:
    app = open_main(mode="present", play="day", at="1988-10-30", speed="4", **AUTUMN)
    press(app, "stage_next")
    assert address(app) == {"mode": "present", **AUTUMN, "play": "day", "at": "1988-10-31"}


def test_unit_window_and_speed_can_be_chosen() -> None:
    app = open_main(mode="present", play="day", at="1988-08-14", **AUTUMN)
    controls = {one.key: one for one in app.get("button_group")}
    controls["stage_unit"].set_value("month").run()
    assert not app.exception, app.exception
    assert address(app) == {"mode": "present", **AUTUMN, "play": "month", "at": "1988-07"}
    controls = {one.key: one for one in app.get("button_group")}
    controls["stage_window"].set_value("cumulative").run()
    assert address(app)["window"] == "cumulative"
    controls = {one.key: one for one in app.get("button_group")}
    controls["stage_speed"].set_value(4.0).run()
    assert address(app)["speed"] == "4"
    press(app, "stage_next")
    assert address(app)["at"] == "1988-08"
    assert f"<h2>{text_of('July to August 1988')}</h2>" in html(app)


def test_clocked_day_is_played_by_the_minute() -> None:
    app = press(open_main(mode="present", **CLOCKED_DAY), "stage_play")
    assert address(app)["play"] == "minute"
    assert address(app)["at"] == "2018-08-25T17:03"
    assert "Through time · 1 of 196" in html(app)


# The code, and the other windows.


def shown_link(app: AppTest) -> dict[str, str]:
    found = re.findall(r'data-link="([^"]+)"', html(app))
    assert len(found) == 1
    return dict(parse_qsl(urlsplit(unescape(found[0])).query))


@pytest.mark.parametrize(
    ("query", "link"),
    [
        (
            {"layers": "prison", "place": "evin-prison"},
            {"layers": "prison", "place": "evin-prison"},
        ),
        ({"lat": "35.8", "lng": "51.4", "zoom": "8"}, {"lat": "35.8", "lng": "51.4", "zoom": "8"}),
        (
            {"play": "day", "at": "1988-08-14", **AUTUMN},
            {"from": "1988-08-14", "to": "1988-08-14"},
        ),
        (
            {"play": "month", "window": "cumulative", "at": "1988-08", **AUTUMN},
            {"from": "1988-07", "to": "1988-08"},
        ),
        (
            {"play": "minute", "at": "2018-08-25T17:42", **CLOCKED_DAY},
            {"mode": "present", "play": "minute", "at": "2018-08-25T17:42", **CLOCKED_DAY},
        ),
    ],
)
def test_code_leads_to_what_is_shown(
    atlas: Dataset, query: dict[str, str], link: dict[str, str]
) -> None:
    app = press(open_main(mode="present", **query), "stage_qr")
    found = shown_link(app)
    # The version stands in the link unless the link is to a minute of a playback.
    assert found.pop("v", atlas.version) == atlas.version
    assert found == link
    press(app, "stage_qr")
    assert "data-link" not in html(app)


def test_code_of_a_step_leads_to_the_same_places(atlas: Dataset) -> None:
    step = tours(atlas)["overview"][3]
    app = press(open_main(mode="present", tour="overview", step="4"), "stage_qr")
    found = shown_link(app)
    assert "mode" not in found
    assert "tour" not in found
    other = open_main(**found)
    assert not other.warning
    shown = len(step.filter.select(atlas).places)
    assert f"<b>{shown}</b> of 117 places shown" in html(other)
    assert (found["lat"], found["lng"]) == (f"{step.lat:g}", f"{step.lon:g}")
    assert f"<h2><bdi>{atlas.places.at[step.filter.place, 'name']}" in html(other)


def test_code_uses_the_address_that_the_audience_can_reach(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATLAS_PUBLIC_URL", "https://atlas.example")
    app = press(open_main(mode="present"), "stage_qr")
    assert 'data-link="https://atlas.example/?' in html(app)
    box = app.selectbox(key="stage_address")
    assert box.options[0] == "https://atlas.example/"
    box.set_value(box.options[1]).run()
    assert 'data-link="https://atlas.example/?' not in html(app)


def test_view_too_long_for_a_code_says_so(atlas: Dataset) -> None:
    ids = [name for name in atlas.sources if len(name) > 12]
    chosen = ",".join(ids[:100])[:1_950].rpartition(",")[0]
    long = {"q": "خاوران " * 20, "sources": chosen}
    app = press(open_main(mode="present", **long), "stage_qr")
    assert not app.warning
    assert "too long for a code" in html(app)


def test_speakers_window_has_both_steps_and_notes(atlas: Dataset) -> None:
    steps = tours(atlas)["overview"]
    app = run(VIEWS / "speaker.py", atlas_shown=Presentation("speaker", "overview", 3))
    page = html(app)
    for when, step in (("Now · 3", steps[2]), ("Next · 4", steps[3])):
        assert f'<p class="above">{when} of 12</p><h2>{text_of(step.title)}</h2>' in page
        assert text_of(step.text) in page
    notes = page[page.index('<ol class="speaker-notes">') :]
    for claim_id in steps[2].claim_ids:
        claim = atlas.claims.loc[claim_id]
        assert text_of(claim["summary"]) in notes
        assert text_of(attribution(atlas.sources[claim["source_id"]], claim["locator"])) in notes
    assert notes.count("<li>") == len(steps[2].claim_ids)
    assert "atlas-elapsed" in page
    assert stage(app)["mode"] == "speaker"


def test_speakers_window_at_the_last_step(atlas: Dataset) -> None:
    last = len(tours(atlas)["overview"])
    app = open_main(mode="speaker", tour="overview", step=str(last))
    assert "This is the last step." in html(app)
    press(app, "stage_back")
    assert address(app) == {"mode": "speaker", "tour": "overview", "step": str(last - 1)}
    assert "This is the last step." not in html(app)


def test_speakers_window_without_a_tour_says_what_it_needs() -> None:
    app = open_main(mode="speaker")
    assert "follows a guided tour" in app.info[0].value
    press(app, "stage_leave")
    assert address(app) == {}
    assert "present_start" in keys(app)


def test_room_is_opened_and_leads_the_speaker(atlas: Dataset) -> None:
    app = press(open_main(**STEP_2), "stage_room")
    room = address(app)["room"]
    assert re.fullmatch(r"[A-Za-z0-9_-]{8}", room)
    (link,) = app.get("link_button")
    assert dict(parse_qsl(urlsplit(link.proto.url).query)) == {
        "mode": "speaker",
        "tour": "overview",
        "step": "2",
        "room": room,
    }
    press(app, "stage_next")
    assert address(app)["room"] == room
    speaker = open_main(mode="speaker", tour="overview", step="2", room=room)
    assert address(speaker)["step"] == "3"
    press(speaker, "stage_next")
    app.run()
    assert address(app)["step"] == "4"
    assert text_of(tours(atlas)["overview"][3].title) in html(app)


def test_window_that_follows_closes_the_card_of_a_place() -> None:
    rooms.move("talk", rooms.Position("burial-sites", 4))
    app = open_main(**STEP_2, room="talk", place="evin-prison")
    assert address(app) == {
        "mode": "present",
        "tour": "burial-sites",
        "step": "4",
        "room": "talk",
    }
    assert "Reported burial sites · 4 of 10" in html(app)


def test_window_opens_a_room_that_the_server_has_forgotten() -> None:
    app = open_main(**STEP_2, room="talk")
    assert address(app)["step"] == "2"
    assert rooms.where("talk", rooms.Position("overview", 9)) == rooms.Position("overview", 2)


def test_room_at_a_step_that_is_gone_moves_nobody() -> None:
    rooms.move("talk", rooms.Position("overview", 99))
    assert address(open_main(**STEP_2, room="talk")) == {**STEP_2, "room": "talk"}


@pytest.mark.parametrize("leave", ["stage_untour", "stage_play"])
def test_window_that_left_the_tour_is_not_called_back(leave: str) -> None:
    rooms.move("talk", rooms.Position("overview", 2))
    app = open_main(**STEP_2, room="talk")
    press(app, "stage_untour")
    if leave == "stage_play":
        press(app, leave)
    rooms.move("talk", rooms.Position("overview", 7))
    app.run()
    assert "tour" not in address(app)
    press(app, "stage_leave")
    assert address(app) == {}
