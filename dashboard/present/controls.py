"""The buttons of a presentation: along a tour or through time, and back to the page."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.escaping import isolated, plain
from dashboard.present import actions, following
from dashboard.session import state
from dashboard.templates import macros
from geo import messages
from geo.messages import gettext as _

_PRESSES = "present_presses"


def render() -> None:
    """Draw the buttons that go with what is presented; keys press them as well."""
    draw = _draw_steps if state.step() else _draw_frames if state.frame() else None
    if draw is not None:
        with st.container(key="present-controls", horizontal=True, vertical_alignment="center"):
            draw()
    _draw_unseen()


def _draw_steps() -> None:
    number, count = actions.number_now(), len(actions.steps())
    loops, follows = bool(state.presentation().kiosk), following.only_follows()
    at_start = number == 0 or follows
    _button("present_back", _("Back"), "chevron_left", actions.turn_by, -1, at_start)
    if follows:
        st.html(macros("present/present.html").position(number, count))
    else:
        _draw_list(number, with_slides=not loops)
    at_end = (number > count and not loops) or follows
    _button("present_next", _("Next"), "chevron_right", actions.turn_by, 1, at_end)


def _draw_list(now: int, with_slides: bool) -> None:
    """Let the reader choose a step by its title; at each, the list is another one, and closed."""
    steps = actions.steps()
    names = {step.number: messages.content(step.title) for step in steps}
    listed = {at: f"{messages.number(at)}. {isolated(name)}" for at, name in names.items()}
    if with_slides:
        listed = {0: _("Title"), **listed, len(steps) + 1: _("Sources and licence")}
    words = macros("present/present.html").place_in_tour(now, len(steps))
    icon = ":material/format_list_numbered:"
    opened = st.popover(plain(words), key=f"present_steps_{now}", icon=icon)
    with opened.container(key="present-steps", gap=None):
        for at, name in listed.items():
            st.button(
                plain(name),
                key=f"present_to_{at}",
                type="primary" if at == now else "secondary",
                on_click=_press,
                args=(actions.turn_to, at),
            )


def _draw_frames() -> None:
    frame, is_playing = state.frame(), state.presentation().pace > 0
    if frame is None:
        return
    last, number = frame.count - 1, frame.number
    by = actions.turn_by_frames
    _button("present_back", _("Back"), "chevron_left", by, -1, number == 0)
    words, icon = (_("Pause"), "pause") if is_playing else (_("Play"), "play_arrow")
    _button("present_pause", words, icon, actions.run_time, not is_playing, False)
    _button("present_next", _("Next"), "chevron_right", by, 1, number == last)


def _draw_unseen() -> None:
    """Draw what only keys and the kiosk press."""
    with st.container(key="present-unseen"):
        if state.presentation().mode == "present":
            draw_darkening()
        if state.step() is not None:
            count, follows = len(actions.steps()), following.only_follows()
            _button("present_first", _("First step"), "", actions.turn_to, 1, follows)
            _button("present_last", _("Last step"), "", actions.turn_to, count, follows)
        frame = state.frame()
        if frame is not None:
            _button("present_first", _("Start"), "", actions.turn_to_frame, 0, False)
            _button("present_last", _("End"), "", actions.turn_to_frame, frame.count - 1, False)
        if state.presentation().kiosk or state.presentation().pace:
            is_led = state.step() is not None and following.only_follows()
            st.button(_("Next"), key="present_tick", on_click=actions.go_on, disabled=is_led)
        if state.presentation().kiosk:
            draw_resume()


def draw_darkening() -> None:
    """Draw what darkens all windows of a talk or shows them again; a lone one does it itself."""
    if following.leads_a_talk():
        words = _("Show the screen again") if actions.is_dark() else _("Darken the screen")
        _button("present_dark", words, "", actions.darken, not actions.is_dark(), False)


def draw_resume() -> None:
    """Draw what takes the tour of a kiosk up again."""
    st.button(_("Resume the tour"), key="present_resume", on_click=actions.resume)


def _button(
    key: str, words: str, icon: str, act: Callable[[Any], None], value: Any, disabled: bool
) -> None:
    st.button(
        words,
        key=key,
        icon=f":material/{icon}:" if icon else None,
        on_click=_press,
        args=(act, value),
        disabled=disabled,
    )


def _press(act: Callable[[Any], None], value: Any) -> None:
    st.session_state[_PRESSES] = presses() + 1
    act(value)


def presses() -> int:
    """Return how many presses were followed: the next waits for it, lest two come as one."""
    return int(st.session_state.get(_PRESSES, 0))
