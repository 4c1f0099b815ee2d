"""The way from a page into a presentation."""

from dataclasses import replace

import streamlit as st

from dashboard.session import state

BEFORE = "presenting_before"
"""Key of the address to which a presentation returns when it is left."""


def start() -> None:
    """Give the whole window to what is shown."""
    st.session_state[BEFORE] = state.address()
    state.show(replace(state.presentation(), mode="present"))
