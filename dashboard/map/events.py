"""What the map tells of its reader's actions, and what follows from it."""

from dataclasses import replace

import streamlit as st

from dashboard.map.reports import Moved, Ready, Selected
from dashboard.session import state, visit
from dashboard.session.interruption import uninterrupted
from dashboard.session.view import rounded
from geo import Dataset

_EVENTS, _SEEN = "map_events", "map_seen"


@uninterrupted()
def handle(events: list[Selected | Moved | Ready], data: Dataset) -> bool:
    """Do what actions on the map ask for, each once.

    Returns
    -------
    changed
        Whether the whole page must follow.
    """
    before = st.session_state.get(_EVENTS, [])
    if events:
        st.session_state[_EVENTS] = events
    changes = [_obey(event, data) for event in events if event not in before]
    return any(changes)


def seen_in(events: list[Selected | Moved | Ready]) -> Moved | Ready | None:
    """Return the latest of some events, or one before them, that says what the map shows.

    A choice of a place does not say so, and an area that was drawn is not all of the view.
    """
    for event in reversed(events):
        if isinstance(event, Ready) or (isinstance(event, Moved) and not event.is_area):
            return event
    before: Moved | Ready | None = st.session_state.get(_SEEN)
    return before


def _obey(event: Selected | Moved | Ready, data: Dataset) -> bool:
    st.session_state[_SEEN] = seen_in([event])
    area = state.current_filter().bounds
    if isinstance(event, Ready):
        is_seen = area is not None and area.is_nearly(event.bounds)  # as after a reload
        if not is_seen or follows():
            return False
        visit.note(followed=area)
        return True
    if isinstance(event, Moved) and state.step() is not None:
        return False  # a tour keeps its own views, and the reader's for afterwards
    if isinstance(event, Moved):
        restricts = event.is_area or follows()
        if restricts:
            visit.note(followed=None if event.is_area else event.bounds)
        state.move_to(rounded(event.view), event.bounds if restricts else None)
        return restricts or _is_linked()
    if not data.has_place(event.place_id):
        return False
    state.select_place(event.place_id)
    return True


def _is_linked() -> bool:
    """Tell whether a link on the page says where the map is: of a card, of Share, of a code."""
    shown = "present_code" if state.presentation().is_full_window else "share"
    return bool(st.session_state.get(shown) or state.current_filter().place)


def follows() -> bool:
    """Tell whether what the map shows restricts everything; a drawn area stays as it is."""
    bounds = state.current_filter().bounds
    return bounds is not None and bounds == visit.now().followed


def show_only_in_view(is_on: bool) -> None:
    """Restrict everything to what the map shows, or lift that restriction."""
    seen = seen_in([])
    if is_on and seen is not None:
        visit.note(followed=seen.bounds)
        state.change(replace(state.current_filter(), bounds=seen.bounds))
    else:
        state.change(state.current_filter().without("bounds"))
