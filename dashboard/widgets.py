"""Widgets that show a state which also changes without them."""

import time
from typing import Any

import streamlit as st

_BEFORE = "widgets_before"
_STALE_SECONDS = 2.5


def show_in(key: str, value: Any) -> None:
    """Let a widget show a value.

    Nothing is written where it shows that already, lists in the reader's own order included: a
    write would take away what the reader is typing into it.
    """
    if key in st.session_state and _in_order(st.session_state[key]) == _in_order(value):
        return
    if key in st.session_state:
        before = st.session_state.setdefault(_BEFORE, {})
        before[key] = (st.session_state[key], time.monotonic())
    st.session_state[key] = value


def _in_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def is_stale(key: str) -> bool:
    """Tell whether a change of a widget is none of the reader's.

    A browser that has not yet drawn the value that `show_in` gave a widget sends its old one with
    the next action, which Streamlit takes for a change.
    """
    value, since = st.session_state.get(_BEFORE, {}).get(key, (None, float("-inf")))
    return time.monotonic() - since < _STALE_SECONDS and st.session_state[key] == value
