"""From a page to a presentation that plays time."""

from dataclasses import replace

import streamlit as st

from dashboard.session import state
from dashboard.session.address import Played
from dashboard.session.presentation import DEFAULT_SPEED
from geo.playback import default_window, sensible_unit


def play_time() -> None:
    """Begin to play time over the period of the filter in force, or over all of it."""
    unit = sensible_unit(state.current_filter(), state.dataset())
    shown = replace(state.presentation(), mode="present", kiosk=0)
    if not shown.left:  # else it can still be taken up
        shown = replace(shown, tour="", step=0, slide="")
    st.session_state.setdefault(state.BEFORE_PRESENTING, state.address())
    state.show(
        replace(shown, speed=DEFAULT_SPEED, is_paused=False),
        played=Played(unit, default_window(unit)),
    )
