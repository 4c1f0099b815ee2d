"""Time that is played without a browser: where its buttons lead, and what is shown."""

import re

import pytest

from app_tester import AppTest
from dashboard.session.visit import VISIT
from pages import html, open_main
from presented import (
    AUTUMN,
    CLOCKED_DAY,
    VIEW,
    address,
    keys,
    press,
    script_data,
    text_of,
)

pytestmark = pytest.mark.usefixtures("alone")


def test_playback_starts_pauses_and_ends() -> None:
    app = open_main(mode="present", **AUTUMN)
    assert 'class="years"' in html(app)  # the chart has the period alone
    press(app, "present_play")
    playing = {"mode": "present", **AUTUMN, "play": "day", "at": "1988-07-01", "speed": "2"}
    playing["window"] = "cumulative"
    assert address(app) == playing
    assert script_data(app)["pace"] == "0.5"
    assert app.button(key="present_back").disabled
    press(app, "present_next")
    assert address(app) == {**playing, "at": "1988-07-10"}  # no day before it has a statement
    assert "No statements dated 1 to 9 July 1988" in html(app)
    press(app, "present_pause")
    paused = {**playing, "paused": "yes"}
    assert address(app) == {**paused, "at": "1988-07-10"}
    assert "pace" not in script_data(app)
    press(app, "present_next")
    assert address(app) == {**paused, "at": "1988-07-11"}  # by hand, one at a time
    press(app, "present_pause")
    assert address(app) == {**playing, "at": "1988-07-11"}
    press(app, "present_last")
    assert address(app) == {**paused, "at": "1988-10-31"}  # at the end, time stands still
    assert app.button(key="present_next").disabled
    press(app, "present_pause")
    assert address(app) == playing  # and begins anew
    press(app, "present_unplay")
    assert address(app) == {"mode": "present", **AUTUMN}


def test_last_frame_stops_by_itself() -> None:
    playing = {"mode": "present", "play": "day", "speed": "4", **AUTUMN}
    for key in ("present_next", "present_tick"):
        app = press(open_main(**playing, at="1988-10-30"), key)
        assert address(app) == {**playing, "at": "1988-10-31", "paused": "yes"}


def test_unit_window_and_speed_can_be_chosen() -> None:
    app = open_main(mode="present", play="day", at="1988-08-14", **AUTUMN)
    controls = {one.key: one for one in app.get("button_group")}
    controls["present_unit"].set_value("month").run()
    assert not app.exception, app.exception
    assert address(app) == {"mode": "present", **AUTUMN, "play": "month", "at": "1988-08"}
    press(app, "present_back")
    controls = {one.key: one for one in app.get("button_group")}
    controls["present_window"].set_value("cumulative").run()
    assert (address(app)["window"], address(app)["at"]) == ("cumulative", "1988-07")
    controls = {one.key: one for one in app.get("button_group")}
    controls["present_speed"].set_value(4.0).run()
    assert (address(app)["speed"], address(app)["paused"]) == ("4", "yes")  # it stood still before
    press(app, "present_next")
    assert address(app)["at"] == "1988-08"
    assert f"<h2>{text_of('July to August 1988')}</h2>" in html(app)


def test_window_goes_with_the_unit_until_the_reader_chooses_one() -> None:
    app = open_main(mode="present", play="year", at="1988", **AUTUMN)

    def choose(name: str, value: str) -> str:
        # A control that shows what changed without it is a new one, with a number.
        controls = {one.key.partition("-")[0]: one for one in app.get("button_group")}
        controls[f"present_{name}"].set_value(value).run()
        assert not app.exception, app.exception
        return address(app).get("window", "")

    assert choose("unit", "day") == "cumulative"
    assert choose("unit", "month") == ""
    assert choose("window", "cumulative") == "cumulative"
    assert choose("unit", "day") == choose("unit", "month") == "cumulative"
    assert choose("window", "moving") == choose("unit", "day") == "moving"
    assert choose("unit", "year") == "moving"
    app = open_main(**address(app))  # at another time as well
    assert choose("unit", "day") == "moving"


def test_playback_goes_on_as_fast_as_before_it_paused() -> None:
    app = open_main(mode="present", play="day", at="1988-08-14", speed="4", **AUTUMN)
    press(app, "present_pause")
    assert (address(app)["speed"], address(app)["paused"]) == ("4", "yes")
    assert [one.value for one in app.get("button_group") if one.key == "present_speed"] == [4.0]
    press(press(app, "present_next"), "present_pause")
    assert (address(app)["speed"], "paused" in address(app)) == ("4", False)
    press(app, "present_last")  # stops there by itself
    assert address(app)["paused"] == "yes"
    press(app, "present_pause")
    assert (address(app)["at"], address(app)["speed"]) == ("1988-07-01", "4")
    press(press(app, "present_unplay"), "present_play")  # another playback
    assert address(app)["speed"] == "2"


def test_clocked_day_is_played_by_the_minute() -> None:
    app = press(open_main(mode="present", **CLOCKED_DAY), "present_play")
    assert address(app)["play"] == "minute"
    assert address(app)["at"] == "2018-08-25T17:03"
    assert "Through time · 1 of 196" in html(app)


@pytest.mark.parametrize("view", ["map", "timeline"])
def test_timeline_of_a_clocked_day_leads_to_its_minutes_and_back(view: str) -> None:
    before = {**CLOCKED_DAY, **({"view": view} if view != "map" else {})}
    app = press(open_main(**before), "timeline_play")
    assert (address(app)["play"], address(app)["at"]) == ("minute", "2018-08-25T17:03")
    assert address(press(app, "present_leave")) == before
    assert "timeline_play" not in keys(open_main(view=view, **AUTUMN))


def test_map_goes_to_what_is_played_from_the_first_frame_on() -> None:
    app = press(open_main(mode="present", **CLOCKED_DAY, **VIEW), "present_play")
    assert app.session_state[VISIT].command.follows  # wherever the reader had moved the map
    app = press(open_main(mode="present", countries="FR", **{"from": "1988"}), "present_play")
    assert "0 of 138 places" in re.sub("<.*?>", "", html(app))
    command = app.session_state[VISIT].command
    assert (command.is_flight, command.follows) == (True, False)
    assert (round(command.view.lat), round(command.view.lng)) == (49, 2)


def _play_on() -> None:
    import streamlit as st

    from dashboard.session import state
    from dashboard.session.address import Played
    from dashboard.session.presentation import Presentation
    from geo import Filter

    state.change(Filter(from_date="1988", to_date="1990"))
    state.show(Presentation("present"), played=Played("year"))
    state.play(Played("year", number=1))
    st.text(state.frame().at)
    st.text(st.query_params["at"])
    state.write_owed()
    st.text(st.query_params["at"])


def test_address_names_no_frame_that_is_not_drawn_yet() -> None:
    app = AppTest.from_function(_play_on).run()
    assert not app.exception, app.exception
    assert [text.value for text in app.text] == ["1989", "1988", "1989"]


def _pan_while_playing() -> None:
    import streamlit as st

    from dashboard.session import state
    from dashboard.session.address import Played
    from dashboard.session.presentation import Presentation
    from dashboard.session.view import View
    from geo import Filter
    from geo.bounds import Bounds

    day = {"from_date": "2018-08-25", "to_date": "2018-08-25"}
    query = Filter(bounds=Bounds(25, 44, 39.8, 63.3), **day)
    state.change(query)
    for unit in ("day", "minute"):
        state.show(Presentation("present"), played=Played(unit))
        state.move_to(View(48.8, 2.3, 9), Bounds(-10, 10, -9, 11))
        frame = state.frame()
        st.text(str(frame and frame.filter.bounds))
        st.text(frame and len(state.selection().places))


def test_playback_shows_the_area_that_the_map_was_moved_to() -> None:
    app = AppTest.from_function(_pan_while_playing).run()
    assert not app.exception, app.exception
    assert [text.value for text in app.text] == ["-10,10,-9,11", "0"] * 2
