"""Widgets that show a state which also changes without them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id

from geo import messages

_NUMBERS, _LEFT, _WORDED = "widgets_numbers", "widgets_left", "widgets_worded"


def key_showing(name: str, value: Any) -> str:
    """Return the key of the widget of this name that shows a value.

    The key stays while the widget shows the value, lists in the reader's own order included: a new
    widget would take away what the reader is typing. Where the value changed without the widget,
    another key makes a new one, and what the old one showed is kept for `is_choice`. So does
    another language or calendar: a browser sends options back by the labels that it was given.

    Streamlit sends a value once, in the run that sets it. A browser that turned to the next run
    before it drew that one would draw the widget empty, and say so at the next action as if its
    reader had emptied it. The value is set anew until the browser says what the widget holds.
    """
    numbers = st.session_state.setdefault(_NUMBERS, {})
    worded = st.session_state.setdefault(_WORDED, {})
    is_worded, worded[name] = worded.get(name) == messages.manner(), messages.manner()
    key = _numbered(name, numbers.get(name, 0))
    if key in st.session_state:
        if is_worded and _in_order(st.session_state[key]) == _in_order(value):
            if not _is_drawn(key):
                st.session_state[key] = value
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


def distinct_labels(names: Mapping[str, str], max_chars: int) -> dict[str, str]:
    """Return the label of each option, at most `max_chars` characters of its name.

    A browser sends an option back by its label, so no two may be alike, and none may say what
    changes with the data shown, such as a count. Where names are alike, the option itself follows.

    Examples
    --------
    >>> distinct_labels({"a": "Report", "b": "Report", "c": "Letter"}, 60)
    {'a': 'Report (a)', 'b': 'Report (b)', 'c': 'Letter'}
    """
    cut = {option: name[:max_chars] for option, name in names.items()}
    times = Counter(cut.values())
    return {
        option: f"{name} ({option})" if times[name] > 1 else name for option, name in cut.items()
    }


def _is_drawn(key: str) -> bool:
    """Tell whether the browser says what a widget holds, as it does of each that it has drawn."""
    context = get_script_run_ctx()
    said = context.session_state.get_widget_states() if context else []
    return any(user_key_from_element_id(widget.id) == key for widget in said)


def _numbered(name: str, number: int) -> str:
    return f"{name}-{number}" if number else name


def _in_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value
