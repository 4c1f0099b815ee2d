"""Windows of one talk: the speaker's, and those that follow the room they share."""

from dataclasses import replace
from secrets import token_hex

import streamlit as st

from dashboard.escaping import isolated
from dashboard.present import actions, rooms
from dashboard.session import links, state
from dashboard.session.interruption import uninterrupted
from dashboard.session.presentation import Presentation
from geo import Dataset, messages
from geo.messages import gettext as _

_POLL_SECONDS = 0.7
_ELSEWHERE = "*"
"""What the hall shows where it has left the tour; else a place's id."""
_SAID = "talk_said_of_hall"
_ROOM_BYTES = 12  # nobody finds it from what followers are given


@st.fragment(run_every=_POLL_SECONDS)
def poll_room() -> None:
    """Ask again and again where the room is, and go there."""
    if state.presentation().room and (follow() or _hall_differs()):
        st.rerun()


def _hall_differs() -> bool:
    """Tell whether the hall shows something else than the speaker's window says."""
    shown = state.presentation()
    said = st.session_state.get(_SAID)
    return shown.mode == "speaker" and said is not None and rooms.beside(shown.room) != said


@uninterrupted()
def follow() -> bool:
    """Go where the room is, dark or not, and tell whether that is new; outside a tour, stay."""
    shown = state.presentation()
    if shown.left:
        return actions.offers_another()
    if not shown.tour:
        return False
    at, now = actions.talk_at(shown), actions.position(shown)
    if at == now:
        return False
    actions.note_dark(at.is_dark)
    if replace(at, is_dark=now.is_dark) != now:
        actions.show_step(replace(shown, tour=at.tour, step=at.step, slide=at.slide))
    return True


def tell_room() -> None:
    """Tell the room what this window, if it is the hall's, shows beside the step of its tour."""
    shown, picked = state.presentation(), state.current_filter().place
    if shown.room and shown.mode != "speaker":
        rooms.tell(shown.room, picked if state.step() is not None else _ELSEWHERE)


def hall_left() -> bool:
    """Tell whether the hall has left the tour, and with it the dark that belongs to it."""
    return rooms.beside(state.presentation().room) == _ELSEWHERE


def hall_words(data: Dataset) -> str:
    """Say to the speaker what the hall shows beside the step, empty for nothing else."""
    beside = rooms.beside(state.presentation().room)
    st.session_state[_SAID] = beside
    if beside == _ELSEWHERE:
        return _("The hall shows something else than the tour. Resume there leads back to it.")
    if not beside:
        return ""
    name = data.places["name"].get(beside, beside)
    return _("The hall shows the card of {place}.").format(place=isolated(messages.content(name)))


def open_room() -> None:
    """Give this window a room that other windows can share."""
    shown = state.presentation()
    if shown.tour and not shown.room:
        shown = replace(shown, room=token_hex(_ROOM_BYTES))
        rooms.move(shown.room, actions.position(shown))
        state.show(shown)


def only_follows() -> bool:
    """Tell whether this window goes where another leads it."""
    room = state.presentation().room
    return bool(room) and not rooms.leads(room)


def leads_a_talk() -> bool:
    """Tell whether other windows show what this one does."""
    room = state.presentation().room
    return state.step() is not None and bool(room) and rooms.leads(room)


def followers_link() -> str:
    """Return the address of a window that follows this one and cannot lead it."""
    shown = state.presentation()
    key = rooms.followers_key(shown.room)
    return links.presented_link(
        Presentation(mode="present", tour=shown.tour, step=shown.step, room=key)
    )


def speaker_link() -> str:
    """Return the address of the speaker's window beside this one."""
    shown = state.presentation()
    return links.presented_link(
        Presentation(mode="speaker", tour=shown.tour, step=shown.step, room=shown.room)
    )
