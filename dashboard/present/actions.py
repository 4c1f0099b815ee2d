"""What the buttons of a presentation do: back, along a tour, and through time."""

from dataclasses import replace

import streamlit as st

from dashboard.present import rooms
from dashboard.session import state
from dashboard.session.address import Address, Played
from dashboard.session.presentation import (
    DEFAULT_IDLE,
    DEFAULT_SPEED,
    MODES,
    SLIDES,
    Presentation,
)
from geo.playback import Playback, default_window
from geo.playback_parameters import frame_at
from geo.played import next_told
from geo.tours import Step, tours

_DARK, _OFFERED = "talk_is_dark", "talk_offered"


def leave() -> None:
    """Return to the exact view before; a kiosk takes its tour up again when it is left alone."""
    shown = state.presentation()
    before: Address | None = st.session_state.pop(state.BEFORE_PRESENTING, None)
    st.session_state[state.THEME] = shown.theme
    kept = replace(_without_tour(shown), mode="")
    if not kept.left:
        kept = Presentation()
    if shown.kiosk:
        kept = replace(shown, mode="explore", speed=0, is_paused=False)
    state.show(kept, before, Played())


def _without_tour(shown: Presentation) -> Presentation:
    """Present without the tour, of which the address keeps where it is left once it has begun."""
    has_begun = shown.slide != SLIDES[0] or shown.room
    if shown.left or (shown.tour and has_begun and not shown.kiosk):
        return replace(shown, left=shown.left or shown.mode, speed=0, is_paused=False)
    return Presentation(mode=shown.mode, theme=shown.theme)


def left_tour() -> Presentation | None:
    """Return where a tour that was left is by now, None where none was left."""
    shown = state.presentation()
    if not shown.left:
        return None
    at = talk_at(shown)
    return replace(shown, tour=at.tour, step=at.step, slide=at.slide)


def offer_left() -> Presentation | None:
    """Return the same, and note that the page offers to go on there."""
    st.session_state[_OFFERED] = left = left_tour()
    return left


def offers_another() -> bool:
    """Tell whether the tour that was left has gone on since the page offered it."""
    is_offered = state.frame() is None
    return is_offered and left_tour() != st.session_state.get(_OFFERED)


def take_up() -> None:
    """Go on with the tour that was left, where the windows of its talk are by now."""
    left = left_tour()
    if left is not None:
        st.session_state.setdefault(state.BEFORE_PRESENTING, state.address())
        show_step(replace(left, mode=left.left, left=""))


def start_tour(tour: str) -> None:
    """Begin a tour at its first step."""
    st.session_state.setdefault(state.BEFORE_PRESENTING, state.address())
    shown = replace(state.presentation(), mode="present", tour=tour, speed=0, is_paused=False)
    _turn(replace(shown, step=1, slide=SLIDES[0], left=""))


def leave_tour() -> None:
    """Go on presenting, without the tour."""
    shown = _without_tour(state.presentation())
    state.show(shown, st.session_state.get(state.BEFORE_PRESENTING))


def steps() -> tuple[Step, ...]:
    """Return the steps of the tour that is shown, none of one that was left."""
    shown = state.presentation()
    return () if shown.left else tours(state.dataset()).get(shown.tour, ())


def turn_by(steps_on: int) -> None:
    """Go so many steps on from where the tour is by now, whatever a button was drawn for."""
    turn_to(number_now() + steps_on)


def number_now() -> int:
    """Return the number of the step that is shown; 0 for the slide before all, one more after."""
    shown = state.presentation()
    return {"": shown.step, "title": 0, "end": len(steps()) + 1}[shown.slide]


def turn_to(number: int) -> None:
    """Show a step of the tour or a slide; a kiosk, which has none, begins again after the last."""
    last = len(steps())
    if not last:  # the button was of a tour that the reader has left since
        return
    if state.presentation().kiosk:
        number = (number - 1) % last + 1
    slide = "title" if number < 1 else "end" if number > last else ""
    _turn(replace(state.presentation(), step=min(max(number, 1), last), slide=slide))


def resume() -> None:
    """Take the tour of a kiosk up where it was left."""
    if steps():
        _turn(replace(state.presentation(), mode="present"))


def stay() -> None:
    """Let a kiosk's tour not come back by itself; it can still be taken up."""
    shown = state.presentation()
    if shown.kiosk:
        stayed = replace(shown, mode="", left=MODES[0], kiosk=0, idle=DEFAULT_IDLE)
        state.write(presentation=stayed)


def _turn(shown: Presentation) -> None:
    """Show a step, here and in the other windows of the room."""
    if shown.room:
        rooms.move(shown.room, position(shown))
    show_step(shown)


def position(shown: Presentation) -> rooms.Position:
    """Return what the windows of a room share, as this one shows it."""
    return rooms.Position(shown.tour, shown.step, shown.slide, is_dark())


def talk_at(shown: Presentation) -> rooms.Position:
    """Return where the room of a window is: without one, or at a step that is gone, the window."""
    own = position(shown)
    at = rooms.where(shown.room, own) if shown.room else own
    return at if 1 <= at.step <= len(tours(state.dataset()).get(at.tour, ())) else own


def is_dark() -> bool:
    """Tell whether the speaker has darkened the windows of the room."""
    return bool(st.session_state.get(_DARK))


def darken(is_on: bool) -> None:
    """Darken the windows of the room, or show them again."""
    rooms.darken(state.presentation().room, is_on)
    note_dark(is_on)


def note_dark(is_on: bool) -> None:
    """Note for this window whether those of the room are dark."""
    st.session_state[_DARK] = is_on


def show_step(shown: Presentation) -> None:
    """Show a step in this window; the card of a place closes."""
    state.show(shown, replace(state.address(), filter=replace(state.current_filter(), place="")))


def run_by_itself(seconds: float) -> None:
    """Let the tour go on by itself, each step so many seconds; 0 stops it."""
    if steps():
        state.show(replace(state.presentation(), kiosk=seconds, slide=""))


def set_theme(theme: str) -> None:
    """Present on a light or on a dark ground."""
    state.show(replace(state.presentation(), theme=theme))


def play_as(unit: str, window: str) -> None:
    """Play on by another unit or window; until one is chosen, the window goes with the unit."""
    now, frame = state.playback(), state.frame()
    if now is None or frame is None:
        return
    is_chosen = state.address().played.is_chosen or window != now.window
    if unit != now.unit and not is_chosen:
        window = default_window(unit)
    new = Playback(now.query, unit, window)
    number, _problems = frame_at(new, state.dataset(), frame.at)
    state.play(Played(unit, window, number, is_chosen))


def stop_time() -> None:
    """Go on presenting, without playback."""
    state.show(replace(state.presentation(), speed=0, is_paused=False), played=Played())


def go_on() -> None:
    """Go to the next step or frame by itself; stopped or in the dark, that does nothing."""
    shown = state.presentation()
    if state.step() is not None:
        # Another window may have darkened the room, which this one has not heard of yet.
        is_dark_now = bool(shown.room) and rooms.where(shown.room, position(shown)).is_dark
        if shown.kiosk and not is_dark_now:
            turn_by(1)
    elif state.presentation().pace:
        turn_by_frames(1)


def turn_by_frames(frames_on: int) -> None:
    """Go so many frames on from the one that is shown by now; playing skips those of no date."""
    now, played = state.frame(), state.playback()
    if now is None or played is None:
        return
    if frames_on == 1 and state.presentation().pace:
        turn_to_frame(next_told(played, now.number, state.dataset()))
    else:
        turn_to_frame(now.number + frames_on)


def turn_to_frame(number: int) -> None:
    """Show a frame; time stands still at its end."""
    now, played = state.frame(), state.address().played
    if now is None:
        return
    last = now.count - 1
    if number >= last:
        state.show(_running(False), played=replace(played, number=last))
    else:
        state.play(replace(played, number=max(number, 0)))


def set_speed(speed: float) -> None:
    """Play so many frames a second from now on, or once time goes on again."""
    shown = state.presentation()
    state.show(replace(shown, speed=speed, is_paused=not shown.pace))


def run_time(is_on: bool) -> None:
    """Let time go on or stand still. At its end, playing begins anew."""
    now = state.frame()
    if is_on and now is not None and now.number == now.count - 1:
        state.show(_running(True), played=replace(state.address().played, number=0))
    else:
        state.show(_running(is_on))


def _running(is_on: bool) -> Presentation:
    shown = state.presentation()
    return replace(shown, speed=shown.speed or DEFAULT_SPEED, is_paused=not is_on)
