"""A control that the page has taken away, or whose options have changed, still answers once."""

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates

from app_tester import AppTest
from pages import open_main

pytestmark = pytest.mark.usefixtures("alone")
TOUR = {"mode": "present", "tour": "overview", "step": "2"}


def pressed_late(app: AppTest, key: str, left_by: str) -> AppTest:
    """Press a button that the browser still shows after another was pressed."""
    before = app._tree.get_widget_states()
    late = next(one for one in app.button if one.key == key)
    app.button(key=left_by).click().run()
    state = late.click()._widget_state
    kept = [one for one in before.widgets if one.id != state.id]
    del before.widgets[:]
    before.widgets.extend([*kept, state])
    app._run(before)
    return app


@pytest.mark.by_turns
@pytest.mark.parametrize(
    "key", ["present_kiosk_10", "present_next", "present_last", "present_room", "present_resume"]
)
def test_button_of_a_tour_does_nothing_once_the_tour_is_left(key: str) -> None:
    query = TOUR | ({"kiosk": "20"} if key == "present_resume" else {})
    app = pressed_late(open_main(**query), key, "present_untour")
    assert not app.exception
    now = {name: value for name, value in dict(app.query_params).items() if name != "room"}
    kept = {} if "kiosk" in query else TOUR | {"left": "present"}  # to take up again
    assert now == {"mode": "present"} | kept


@pytest.mark.parametrize("is_late", [True, False])
def test_time_that_is_stopped_goes_no_further_by_itself(is_late: bool) -> None:
    playing = {"mode": "present", "play": "day", "from": "1988-07", "to": "1988-08", "speed": "4"}
    app = open_main(**playing, at="1988-08-14")
    if is_late:
        pressed_late(app, "present_tick", "present_pause")
    else:  # both reach the server before it has drawn either
        app.button(key="present_pause").click()
        app.button(key="present_tick").click()
        app.run()
    assert not app.exception
    paused = dict(app.query_params)
    assert (paused["at"], paused["paused"]) == ("1988-08-14", "yes")
    app.button(key="present_pause").click().run()
    app.button(key="present_tick").click().run()
    assert dict(app.query_params)["at"] > "1988-08-14"


def test_label_that_is_no_option_any_more_selects_no_place() -> None:
    app = open_main(view="figures")
    scope = app.selectbox(key="figures_scope")
    gone = scope.options[-1]
    states = app._tree.get_widget_states()
    app.multiselect(key="filter_publishers").set_value(["party"]).run()
    assert gone not in app.selectbox(key="figures_scope").options
    next(one for one in states.widgets if one.id == scope.id).string_value = gone
    app._run(states)
    assert not app.exception
    assert "place" not in app.query_params


def test_calendar_of_the_language_before_is_none_of_the_one_after() -> None:
    app = open_main("languages-0")
    (radio,) = (one for one in app.radio if str(one.key).startswith("calendar"))
    late = WidgetStates(widgets=[radio._widget_state])
    app.button(key="language_fa").click().run()
    app._run(late)
    assert not app.exception
    assert dict(app.query_params) == {"lang": "fa"}


def test_options_that_are_left_keep_their_labels() -> None:
    whole = open_main(view="figures").selectbox(key="figures_unit").options
    narrowed = open_main(view="figures", publishers="party").selectbox(key="figures_unit").options
    assert narrowed
    assert set(narrowed) <= set(whole)
