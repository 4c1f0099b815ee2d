"""Widgets that show a state which also changes without them."""

from typing import Any

import streamlit as st

_NUMBERS, _LEFT = "widgets_numbers", "widgets_left"


def key_showing(name: str, value: Any) -> str:
    """Return the key of the widget of this name that shows a value.

    The key stays while the widget shows the value, lists in the reader's own order included: a new
    widget would take away what the reader is typing. Where the value changed without the widget,
    another key makes a new one, and what the old one showed is kept for `is_choice`.
    """
    numbers = st.session_state.setdefault(_NUMBERS, {})
    key = _numbered(name, numbers.get(name, 0))
    if key in st.session_state:
        if _in_order(st.session_state[key]) == _in_order(value):
            return key
        st.session_state.setdefault(_LEFT, {})[key] = st.session_state[key]
        numbers[name] = numbers.get(name, 0) + 1
        key = _numbered(name, numbers[name])
    st.session_state[key] = value
    return key


def is_choice(key: str) -> bool:
    """Tell whether what a widget shows, as its browser says, is a choice of the reader's.

    A browser that has not drawn a new widget yet goes on sending what the old one showed when it
    was left. Anything else that it shows was chosen there before the new one came.
    """
    left = st.session_state.get(_LEFT, {})
    return key not in left or _in_order(left[key]) != _in_order(st.session_state[key])


def _numbered(name: str, number: int) -> str:
    return f"{name}-{number}" if number else name


def _in_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value
