"""Where a run of the page may be broken off for the next one, and where it may not."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from streamlit.runtime.scriptrunner_utils.script_requests import (
    ScriptRequest,
    ScriptRequests,
    ScriptRequestType,
)
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState

_is_held = ContextVar("is_held", default=False)
_yield = ScriptRequests.on_scriptrunner_yield


def prepare() -> None:
    """Let no callback be broken off.

    Where a reader acts again before the page has followed, Streamlit breaks the run off wherever it
    next sends something or touches `st.session_state`. It does so in callbacks too, drops the rest
    of them, and never calls them again: what the reader chose would be lost, or half in force. Held
    back, the next run begins as soon as the callbacks are through.
    """
    type.__setattr__(ScriptRequests, "on_scriptrunner_yield", _unless_held)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let what belongs together be done whole, outside callbacks too; also a decorator."""
    before = _is_held.set(True)
    try:
        yield
    finally:
        _is_held.reset(before)


def _unless_held(requests: ScriptRequests) -> ScriptRequest | None:
    """Return what the run has to give way to, None for now where it does what must be whole.

    A reader who is gone needs nothing whole. (Streamlit would take each action for such an end, and
    begin a second run beside the first, if `runner.fastReruns` were on.)
    """
    is_held = _is_held.get() or ThreadState.get().run_location is RunLocation.CALLBACK
    is_over = requests._state is ScriptRequestType.STOP
    return None if is_held and not is_over else _yield(requests)
