"""Presenting without a browser: where the buttons of a tour and of a playback lead."""

import pytest

from dashboard.session.view import View
from dashboard.session.visit import VISIT
from datasets import ALL_PLACES, STEPS
from geo import Dataset
from geo.tours import tour_sources, tours
from pages import address_of, html, open_main
from presented import (
    CLOCKED_DAY,
    EVERYTHING,
    STEP_2,
    VIEW,
    address,
    keys,
    press,
    script_data,
    text_of,
)

pytestmark = pytest.mark.usefixtures("alone")


def test_buttons_turn_the_tour_and_the_address() -> None:
    app = open_main(**STEP_2)
    first = {"mode": "present", "tour": "overview", "step": "1"}
    for key, number in (
        ("present_next", 3),
        ("present_back", 2),
        ("present_last", STEPS["overview"]),
        ("present_first", 1),
        ("present_next", 2),
    ):
        press(app, key)
        assert address(app) == {**first, "step": str(number)}
        assert f"· {number} of {STEPS['overview']}</p>" in html(app)


def test_tour_that_was_left_for_a_question_is_taken_up_where_it_was(atlas: Dataset) -> None:
    step = {"mode": "present", "tour": "overview", "step": "5", "theme": "dark"}
    app = open_main(**step)
    press(press(app, "present_leave"), "present_start")
    left = {"tour": "overview", "step": "5", "theme": "dark", "left": "present"}
    assert address(app) == {"mode": "present"} | left
    assert app.button(key="present_take_up").label == "Resume\\: \u2068Overview\u2069, 5"
    press(app, "present_take_up")
    assert address(app) == step
    press(app, "present_leave")
    assert address(app) == left
    assert app.button(key="present_start")
    app = open_main(**left)  # the page is loaded anew
    for key in ("present_start", "present_take_up", "present_last", "present_next"):
        press(app, key)
    press(press(app, "present_leave"), "present_start")
    assert app.button(key="present_take_up").label.endswith(", Sources and licence")
    assert '<section class="slide"' not in html(app)
    press(press(app, "present_play"), "present_unplay")
    press(app, "present_take_up")
    assert address(app) == {**step, "step": str(STEPS["overview"]), "slide": "end"}
    assert '<section class="slide"' in html(app)


def test_tour_has_a_slide_at_both_its_ends(atlas: Dataset) -> None:
    app = open_main(**{**STEP_2, "step": "1"})
    press(app, "present_back")
    assert address(app) == {**STEP_2, "step": "1", "slide": "title"}
    assert app.button(key="present_back").disabled
    page, sources = html(app), tour_sources(tours(atlas)["overview"], atlas)
    assert str(atlas.subject.subtitle) in page
    assert f"{STEPS['overview']} steps, {len(sources)} sources" in page
    press(app, "present_next")
    assert address(app) == {**STEP_2, "step": "1"}
    press(app, "present_last")
    press(app, "present_next")
    assert address(app) == {**STEP_2, "step": str(STEPS["overview"]), "slide": "end"}
    assert app.button(key="present_next").disabled
    assert not app.button(key="present_back").disabled
    page = html(app)
    assert all(f"<cite>{text_of(said)}" in page for said in sources)
    assert "Creative Commons Attribution 4.0 International" in page


def test_turning_closes_the_card_of_a_place() -> None:
    app = open_main(**STEP_2, place="evin-prison")
    assert script_data(app)["picked"] == "evin-prison"
    press(app, "present_next")
    assert address(app) == {**STEP_2, "step": "3"}
    assert "picked" not in script_data(app)


def test_kiosk_goes_round() -> None:
    app = open_main(tour="overview", step=str(STEPS["overview"]), kiosk="20")
    assert script_data(app)["pace"] == "20"
    press(app, "present_tick")
    assert address(app) == {"mode": "present", "tour": "overview", "step": "1", "kiosk": "20"}
    assert not app.button(key="present_next").disabled


def test_kiosk_left_is_explored_and_resumed_at_the_same_step() -> None:
    app = open_main(tour="overview", step="5", kiosk="20", idle="90")
    press(app, "present_leave")
    kept = {"tour": "overview", "step": "5", "kiosk": "20", "idle": "90"}
    assert address(app) == {"mode": "explore", **kept}
    assert script_data(app)["mode"] == "explore"
    assert script_data(app)["idle"] == "90"
    assert "present_start" in keys(app)
    assert f"<b>{ALL_PLACES}</b> of {ALL_PLACES} places shown" in html(app)
    press(app, "present_resume")
    assert address(app) == {"mode": "present", **kept}
    assert f"· 5 of {STEPS['overview']}</p>" in html(app)


def test_visitor_of_a_kiosk_keeps_it_waiting_on_every_page() -> None:
    app = open_main(mode="explore", tour="overview", step="5", kiosk="20", view="sources")
    assert "present_resume" in keys(app)
    press(app, "present_resume")
    assert f"· 5 of {STEPS['overview']}</p>" in html(app)


def test_tour_runs_by_itself_and_stops() -> None:
    app = press(open_main(**STEP_2), "present_kiosk_30")
    assert address(app) == {**STEP_2, "kiosk": "30"}
    assert "present_resume" in keys(app)
    press(app, "present_kiosk_off")
    assert address(app) == STEP_2


VIEW_BEFORE = {**EVERYTHING, "view": "records"}


@pytest.mark.by_turns
@pytest.mark.parametrize(
    "path",
    [
        [],
        ["detail_close"],
        ["present_tour_overview", "present_next", "present_theme"],
        ["present_tour_overview", "present_untour", "present_tour_burial-sites", "present_last"],
        ["present_play", "present_pause", "present_last", "present_unplay"],
        ["present_tour_overview", "present_room", "present_next"],
        ["present_qr", "present_theme"],
    ],
    ids=lambda path: "-".join(path) or "at once",
)
def test_leaving_returns_to_the_exact_view_before(path: list[str]) -> None:
    app = press(open_main(**VIEW_BEFORE), "present_start")
    assert address(app) == {**VIEW_BEFORE, "mode": "present"}
    for key in path:
        press(app, key)
    press(app, "present_leave")
    of_tour = {"tour", "step", "left", "theme", "room"} if "left" in address(app) else set()
    assert bool(of_tour) == ("present_tour_overview" in path)
    assert {name: one for name, one in address(app).items() if name not in of_tour} == VIEW_BEFORE
    assert address_of(app).page == "records"
    assert "present_start" in keys(app)


def test_leaving_a_link_to_a_step_leads_to_the_whole_atlas() -> None:
    app = press(open_main(**STEP_2), "present_leave")
    assert address(app) == {"tour": "overview", "step": "2", "left": "present"}
    assert f"<b>{ALL_PLACES}</b> of {ALL_PLACES} places shown" in html(app)


@pytest.mark.by_turns
@pytest.mark.parametrize("view", [{}, VIEW])
@pytest.mark.parametrize(
    ("shown", "path"),
    [
        (STEP_2, ["present_leave", "present_start"]),
        (STEP_2, ["present_next", "present_leave", "present_start"]),
        (STEP_2, ["present_untour"]),
        ({"mode": "present"}, ["present_tour_overview", "present_next", "present_untour"]),
        ({"mode": "present", "play": "year"}, ["present_leave", "present_start"]),
        ({"mode": "present", "play": "year"}, ["present_next", "present_unplay"]),
    ],
    ids=lambda value: "-".join(value),
)
def test_map_goes_where_the_address_says_once_a_tour_or_playback_is_left(
    shown: dict[str, str], path: list[str], view: dict[str, str]
) -> None:
    app = open_main(**shown, **view)
    for key in path:
        press(app, key)
    assert {name: one for name, one in address(app).items() if name in VIEW} == view
    wanted = View(**{name: float(one) for name, one in view.items()}) if view else None
    command = app.session_state[VISIT].command
    assert (command.view, command.is_flight, command.follows) == (wanted, False, False)


@pytest.mark.parametrize("path", [[], ["present_leave", "present_start"]], ids=len)
def test_presented_view_begins_where_its_places_are(path: list[str]) -> None:
    app = open_main(mode="present", **CLOCKED_DAY)
    for key in path:
        press(app, key)
    assert app.session_state[VISIT].command.area.holds([50.94], [6.96]).all()


def test_presented_view_that_a_link_names_stays() -> None:
    app = open_main(mode="present", **CLOCKED_DAY, **VIEW)
    command = app.session_state[VISIT].command
    assert command.view == View(**{name: float(one) for name, one in VIEW.items()})
    assert command.area is None


def test_tour_begins_at_its_first_step_and_is_left_for_the_view() -> None:
    app = open_main(mode="present", layers="prison", place="evin-prison")
    press(app, "present_tour_summer-1988")
    first = {"mode": "present", "tour": "summer-1988", "step": "1", "slide": "title"}
    assert address(app) == {**first, "layers": "prison"}
    press(app, "present_untour")
    assert address(app) == {"mode": "present", "layers": "prison", "place": "evin-prison"}
