"""What a reader chose is put in force whole, however soon the next action follows."""

import tomllib
from pathlib import Path

import pytest

from app_tester import AppTest
from dashboard.session import interruption


def page() -> None:
    """Do what takes several steps, while the reader already acts again."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

    from dashboard.session.interruption import uninterrupted

    def act_again(now: str) -> None:
        context = get_script_run_ctx()
        st.session_state["begun"] = now
        if context is not None and context.script_requests is not None:
            context.script_requests.request_rerun(RerunData())
        st.session_state["done"] = now

    if st.session_state.pop("in_the_page", False):
        with uninterrupted():
            act_again("page")
    if st.session_state.pop("anywhere", False):
        act_again("anywhere")
    st.button("Choose", key="choose", on_click=act_again, args=("callback",))
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1


@pytest.fixture
def app() -> AppTest:
    interruption.prepare()
    app = AppTest.from_function(page)
    return app.run()


def test_a_callback_is_called_to_its_end_and_the_next_run_follows(app: AppTest) -> None:
    app.button(key="choose").click().run()
    assert app.session_state["begun"] == app.session_state["done"] == "callback"
    assert app.session_state["runs"] == 2


def test_a_part_of_the_page_is_whole_where_it_says_so_alone(app: AppTest) -> None:
    app.session_state["in_the_page"] = True
    app.run()
    assert app.session_state["begun"] == app.session_state["done"] == "page"
    app.session_state["anywhere"] = True
    app.run()
    assert app.session_state["begun"] == "anywhere"
    assert app.session_state["done"] == "page", "other runs give way at once"


def test_the_app_is_prepared_and_has_one_run_of_a_page_at_a_time() -> None:
    dashboard = Path(interruption.__file__).resolve().parents[1]
    assert "interruption.prepare()" in (dashboard / "app.py").read_text("utf-8")
    settings = tomllib.loads((dashboard / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["runner"]["fastReruns"] is False
