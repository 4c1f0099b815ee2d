"""The page script: settings, the state of this run, and the page that the address asks for."""

import json
from pathlib import Path

import streamlit as st

from dashboard import state
from dashboard.views import (
    about,
    activity,
    data_error,
    figures,
    handout,
    header,
    map_page,
    present,
    records,
    sources,
    speaker,
    timeline,
)
from geo import DataError
from geo.messages import gettext as _

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
_SIDEBAR_PX = 244
STYLE = Path(__file__).resolve().parent / "style.css"
STAGE_STYLE = STYLE.with_name("stage.css")


def main() -> None:
    """Draw one run of the page."""
    state.note_way_back()
    st.set_page_config(
        page_title=_("The 1988 atlas"), layout="wide", initial_sidebar_state=_SIDEBAR_PX
    )
    st.html(STYLE)
    st.html(handout.PRINT_STYLE)
    st.html(f"<style>:root {{ --filters-label: {json.dumps(_('Filters'))}; }}</style>")
    try:
        state.begin()
    except DataError as error:
        data_error.render(error)
        return
    shown = state.presentation()
    if shown.is_full_window:
        st.html(STAGE_STYLE)
        {"present": present.render, "speaker": speaker.render}[shown.mode]()
        return
    head = st.container(key="head")
    if shown.kiosk:
        present.draw_waiting()
    PAGES[state.page()]()
    with head:  # stands above the page, yet counts after it
        header.render()


if __name__ == "__main__":
    main()
