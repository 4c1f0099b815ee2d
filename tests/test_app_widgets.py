"""Widgets follow a state that changes without them, and never speak for the reader."""

import re

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1.element_tree import ElementTree, Multiselect, TextInput

from app_tester import AppTest
from browser import ROOT
from dashboard.session.address import PAGES
from dashboard.session.widgets import distinct_labels
from pages import open_main


def page() -> None:
    """Show a text that is the state, and note what the reader chose."""
    import streamlit as st

    from dashboard.session.widgets import is_choice, key_showing

    def choose(key: str) -> None:
        if is_choice(key):
            st.session_state["state"] = st.session_state[key]

    if "away" not in st.session_state:
        key = key_showing("field", st.session_state.get("state", ""))
        st.text_input("Field", key=key, on_change=choose, args=(key,))
    if "sent_late" in st.session_state:  # what a browser says of a widget it has not replaced yet
        st.session_state["field"] = st.session_state.pop("sent_late")
        choose("field")


def opened() -> AppTest:
    app = AppTest.from_function(page)
    app.run()
    return app


def changed_from_elsewhere() -> AppTest:
    """Choose a text, and change the state without its widget."""
    app = opened()
    app.text_input(key="field").set_value("typed").run()
    app.session_state["state"] = "from elsewhere"
    return app.run()


def test_a_choice_keeps_its_widget() -> None:
    app = opened()
    app.text_input(key="field").set_value("typed").run()
    assert app.session_state["state"] == "typed"
    assert [one.key for one in app.text_input] == ["field"]


def test_a_change_from_elsewhere_makes_a_new_widget() -> None:
    app = changed_from_elsewhere()
    (field,) = app.text_input
    assert (field.key, field.value) == ("field-1", "from elsewhere")
    field.set_value("typed again").run()
    assert app.session_state["state"] == "typed again"
    assert app.text_input[0].key == "field-1"


def test_what_the_old_widget_showed_is_no_choice_but_another_value_is() -> None:
    app = changed_from_elsewhere()
    app.session_state["sent_late"] = "typed"
    app.run()
    assert app.session_state["state"] == "from elsewhere"
    app.session_state["sent_late"] = "chosen in the old one"
    app.run()
    assert app.session_state["state"] == "chosen in the old one"


def test_what_a_widget_showed_is_no_choice_on_a_page_without_it() -> None:
    """A browser that had not drawn that page yet told of it with the next click."""
    app = opened()
    app.text_input(key="field").set_value("typed").run()
    app.session_state["state"], app.session_state["away"] = "from elsewhere", True
    app.run()
    app.session_state["sent_late"] = "typed"
    assert app.run().session_state["state"] == "from elsewhere"
    app.session_state["sent_late"] = "chosen"
    assert app.run().session_state["state"] == "chosen"


def test_a_choice_taken_back_at_once_is_one() -> None:
    app = opened()
    app.session_state["away"] = True
    for text in ("first", "second", "first"):
        app.session_state["sent_late"] = text
        assert app.run().session_state["state"] == text


def test_a_list_in_the_readers_order_keeps_its_widget() -> None:
    def lists() -> None:
        import streamlit as st

        from dashboard.session.widgets import key_showing

        key = key_showing("cities", st.session_state.get("wanted", []))
        st.multiselect("Cities", ["a", "b"], key=key)

    app = AppTest.from_function(lists)
    app.run()
    app.session_state["wanted"] = ["a", "b"]
    app.multiselect[0].set_value(["b", "a"]).run()
    assert (app.multiselect[0].key, app.multiselect[0].value) == ("cities", ["b", "a"])


def test_labels_are_distinct() -> None:
    names = {"a": "A long report", "b": "A long story", "c": "Letter"}
    assert distinct_labels(names, 60) == names
    assert distinct_labels(names, 6) == {"a": "A long (a)", "b": "A long (b)", "c": "Letter"}


def test_no_style_or_script_knows_a_widget_by_a_key_that_changes() -> None:
    """A new widget in another language has another key: `header_page-1` after `header_page`."""
    numbered: set[str] = set()
    for view in (*({"view": page} for page in PAGES), {"mode": "present", "play": "day"}):
        numbered |= {*open_main(**view).session_state["widgets_worded"]}
    assert {"header_page", "timeline_years", "figures_unit", "filter_from"} <= numbered
    files = [one for kind in ("css", "js", "py") for one in (ROOT / "dashboard").rglob(f"*.{kind}")]
    exact = re.compile(rf"\.st-key-({'|'.join(sorted(numbered))})(?![\w-])")
    assert {
        one.name: exact.findall(one.read_text()) for one in files if exact.search(one.read_text())
    } == {}


def test_value_is_sent_again_to_a_browser_that_has_not_drawn_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It had turned to the next run before it drew the one that set the value."""
    app = open_main(view="records", cities="mashhad", **{"from": "1988-07"})
    with monkeypatch.context() as patch:
        patch.setattr(ElementTree, "get_widget_states", lambda _tree: WidgetStates())
        app.run()
    assert [one.proto.set_value for one in filters(app)] == [True, True]
    assert [one.value for one in filters(app)] == [["mashhad"], "1988-07"]
    app.run()  # now it says what it shows: sent again, it would take away what is typed
    assert [one.proto.set_value for one in filters(app)] == [False, False]


def test_value_is_sent_again_after_a_page_without_the_widget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The browser forgets it with that page, though it told of it before it drew the page."""

    def pages() -> None:
        import streamlit as st

        from dashboard.session import widgets

        widgets.begin()
        if "away" not in st.session_state:
            st.text_input("Field", key=widgets.key_showing("field", "shown"))
        widgets.end()

    app = AppTest.from_function(pages).run()
    said = app.run()._tree.get_widget_states()
    assert not app.text_input[0].proto.set_value
    app.session_state["away"] = True
    app.run()
    del app.session_state["away"]
    monkeypatch.setattr(ElementTree, "get_widget_states", lambda _tree: said)
    (field,) = app.run().text_input
    assert (field.key, field.proto.set_value, field.proto.value) == ("field", True, "shown")


def filters(app: AppTest) -> tuple[Multiselect, TextInput]:
    return app.multiselect(key="filter_cities"), app.text_input(key="filter_from")
