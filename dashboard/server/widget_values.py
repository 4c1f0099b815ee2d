"""What a browser says that widgets hold, kept from breaking a page when it is no such value."""

from typing import Any

from streamlit.runtime.state.session_state import Serialized, Value, WStates

_value_of = WStates.__getitem__


def prepare() -> None:
    """Let Streamlit take a value that is not of its widget's kind, or cannot be read, for none.

    A browser may send anything. Streamlit reads it outside the page's own error handling, and would
    write a long traceback at every run.
    """
    type.__setattr__(WStates, "__getitem__", _readable)


def _readable(states: WStates, widget_id: str) -> Any:
    """Return the value of a widget, its first one where what was sent cannot be read.

    Raises
    ------
    KeyError
        There is no such widget, or nothing was sent for it.
    """
    sent, known = states.states.get(widget_id), states.widget_metadata.get(widget_id)
    if not isinstance(sent, Serialized) or known is None:
        return _value_of(states, widget_id)
    try:
        if sent.value.WhichOneof("value") in (None, known.value_type):
            return _value_of(states, widget_id)
    except Exception:  # whatever reading it may raise
        pass
    states.states[widget_id] = Value(known.deserializer(None))
    return _value_of(states, widget_id)
