"""Windows of one talk: the speaker's, and those that follow the room they share."""

from dataclasses import replace
from secrets import token_hex

import streamlit as st

from dashboard.present import actions, rooms
from dashboard.session import links, state
from dashboard.session.interruption import uninterrupted
from dashboard.session.presentation import Presentation

_POLL_SECONDS = 0.7
_ROOM_BYTES = 12  # nobody finds it from what followers are given


@st.fragment(run_every=_POLL_SECONDS)
def poll_room() -> None:
    """Ask again and again where the room is, and go there."""
    if state.presentation().room and follow():
        st.rerun()


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
