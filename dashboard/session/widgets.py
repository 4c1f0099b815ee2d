"""Widgets that show a state which also changes without them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id

from dashboard.session.interruption import uninterrupted
from geo import messages

_NUMBERS, _WORDED = "widgets_numbers", "widgets_worded"
_SENT, _SHOWN = "widgets_sent", "widgets_shown"


@dataclass
class _Sent:
    """Keys of the widgets that runs of the page have sent to the browser.

    Parameters
    ----------
    before
        Those of the last run of the whole page that came to its end.
    now
        Those of the run under way, and of its parts that ran by themselves since.
    is_whole
        Whether that run has come to its end.
    """

    before: set[str] = field(default_factory=set)
    now: set[str] = field(default_factory=set)
    is_whole: bool = False

    @property
    def known(self) -> set[str]:
        """Those that the browser has, if it has drawn what was sent."""
        return self.now if self.is_whole else self.before


@uninterrupted()
def begin() -> None:
    """Note that a run of the whole page begins."""
    st.session_state[_SENT] = _Sent(_sent().known)


def end() -> None:
    """Note that all of the page was sent; the browser forgets the widgets that it has no more."""
    _sent().is_whole = True


@uninterrupted()
def key_showing(name: str, value: Any) -> str:
    """Return the key of the widget of this name that shows a value.

    The key stays while the widget shows the value, lists in the reader's own order included: a new
    widget would take away what the reader is typing. Where the value changed without the widget,
    another key makes a new one, and what each showed last is kept for `is_choice`. So does
    another language or calendar: a browser sends options back by the labels that it was given.

    Streamlit sends a value once, in the run that sets it. A browser that turned to the next run
    before it drew that one would draw the widget empty, and say so at the next action as if its
    reader had emptied it; so would one that drew a page without the widget on the way. The value is
    sent until the widget was in a run that came to its end, and the browser says what it holds.
    """
    numbers = st.session_state.setdefault(_NUMBERS, {})
    worded = st.session_state.setdefault(_WORDED, {})
    is_worded, worded[name] = worded.get(name) == messages.manner(), messages.manner()
    key = _numbered(name, numbers.get(name, 0))
    if key in st.session_state:
        if is_worded and _in_order(st.session_state[key]) == _in_order(value):
            if not _is_drawn(key):
                st.session_state[key] = st.session_state[key]  # sends it, in the reader's order
            _sent().now.add(key)
            return key
        numbers[name] = numbers.get(name, 0) + 1
        key = _numbered(name, numbers[name])
    st.session_state[key] = _shown()[key] = value
    _sent().now.add(key)
    return key


def is_choice(key: str) -> bool:
    """Tell whether what a widget shows, as its browser says, is a choice of the reader's.

    A browser that has not drawn a new widget yet, or a page without it, goes on sending what the
    old one showed. Anything else that it shows was chosen there. Asked once in a callback.
    """
    shown, now = _shown(), st.session_state[key]
    if key in shown and _in_order(shown[key]) == _in_order(now):
        return False
    shown[key] = now
    return True


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
    """Tell whether the browser has a widget: it was sent, and is among those that it tells of."""
    if key not in _sent().known:
        return False
    context = get_script_run_ctx()
    said = context.session_state.get_widget_states() if context else []
    return any(user_key_from_element_id(widget.id) == key for widget in said)


def _shown() -> dict[str, Any]:
    """Return what each widget showed last, set by the page or chosen there."""
    found: dict[str, Any] = st.session_state.setdefault(_SHOWN, {})
    return found


def _sent() -> _Sent:
    found: _Sent = st.session_state.setdefault(_SENT, _Sent())
    return found


def _numbered(name: str, number: int) -> str:
    return f"{name}-{number}" if number else name


def _in_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value
