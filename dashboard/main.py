"""The page script: settings, the state of this run, and the page that the address asks for."""

from pathlib import Path

import streamlit as st

from dashboard import cached
from dashboard.about import page as about
from dashboard.activity import page as activity
from dashboard.figures import page as figures
from dashboard.handout import page as handout
from dashboard.map import page as map_page
from dashboard.present import following, speaker
from dashboard.present import page as present
from dashboard.records import page as records
from dashboard.server.front_view import page_title
from dashboard.session import run, state, visit, widgets
from dashboard.shell import data_error, header
from dashboard.shell.own_words import own_words
from dashboard.sources import page as sources
from dashboard.templates import macros
from dashboard.timeline import page as timeline
from geo import DataError
from geo.errors import StoreError

PAGES = {
    "map": map_page.render,
    "timeline": timeline.render,
    "records": records.render,
    "figures": figures.render,
    "activity": activity.render,
    "sources": sources.render,
    "about": about.render,
    "handout": handout.render,
}
_SIDEBAR_PX = 220
_WITHOUT_FILTERS = ("sources", "about")
_WITHOUT_FILTERS_STYLE = Path(__file__).resolve().parent / "shell" / "without_filters.css"
PRESENT_STYLE = Path(__file__).resolve().parent / "present" / "present.css"


def main() -> None:
    """Draw one run of the page."""
    run.note_way_back()
    st.set_page_config(page_title=cached.title(), layout="wide", initial_sidebar_state=_SIDEBAR_PX)
    lost = visit.now().lost
    if lost is not None:
        visit.note(lost=None)
        data_error.render(lost)
        return
    widgets.begin()
    try:
        _draw()
        widgets.end()
    except DataError as error:
        data_error.render(error)
    except StoreError as error:
        visit.note(lost=error)  # said by the next run, without what this one has drawn
        st.rerun()


def _draw() -> None:
    run.begin()
    st.set_page_config(page_title=page_title(state.address(), state.dataset()))
    language = macros("shell/shell.html").language_of_page(own_words())
    st.html(language, unsafe_allow_javascript=True)
    shown = state.presentation()
    if shown.is_full_window:
        st.html(PRESENT_STYLE)
        {"present": present.render, "speaker": speaker.render}[shown.mode]()
        following.tell_room()
        return
    if state.page() in _WITHOUT_FILTERS:
        st.html(_WITHOUT_FILTERS_STYLE)
    head = st.container(key="head")
    with head:
        line = header.begin()
    PAGES[state.page()]()
    with head:  # stands above the page, yet counts after it
        header.render(line)
        if shown.kiosk:
            present.draw_waiting()
    following.tell_room()


if __name__ == "__main__":
    main()
