"""What else a presentation offers: tours, playback, theme, code, second window, kiosk."""

import streamlit as st

from dashboard.escaping import isolated, plain
from dashboard.present import actions, following, reach
from dashboard.present.qr import qr_picture
from dashboard.session import links, playing, state
from dashboard.session.presentation import DEFAULT_SPEED, DWELL_SECONDS, SPEEDS
from dashboard.session.widgets import is_choice, key_showing
from geo import Selection, messages
from geo.messages import gettext as _
from geo.playback import WINDOWS, units
from geo.tours import tour_name, tours

_QR, _ADDRESS = "present_code", "present_address"
_UNIT, _WINDOW, _SPEED = "present_unit", "present_window", "present_speed"


def render(selection: Selection) -> None:
    """Draw what is offered, and the way back."""
    with st.container(key="present-more", horizontal=True, vertical_alignment="center"):
        if state.step() is None and state.frame() is None:
            _draw_left(selection)
            if not selection.filter.place:
                _draw_tours(selection)
        if state.frame() is not None:
            _draw_playback(selection)
        with st.popover(_("More"), key=_menu_key()):
            _draw_menu(selection)
        is_on = bool(st.session_state.get(_QR))
        words = _("Hide code") if is_on else _("QR code")
        icon = ":material/qr_code_2:"
        st.button(words, key="present_qr", icon=icon, on_click=_show_qr, args=(not is_on,))
        st.button(_("Exit"), key="present_leave", icon=":material/close:", on_click=actions.leave)


def _menu_key() -> str:
    """Name the menu: at another step, and once what it offers has begun or ended, it is another.

    Such a one is closed.
    """
    shown, at = state.presentation(), actions.number_now()
    runs = "_kiosk" * bool(shown.kiosk) + "_played" * (state.frame() is not None)
    return f"present_menu_{shown.tour}_{at}{runs}"


def _draw_left(selection: Selection) -> None:
    """Offer the tour that was left, such as for a question from the hall."""
    left = actions.offer_left()
    if left is not None:
        name = tour_name(left.tour, selection.dataset, messages.code())
        slides = {"title": _("Title"), "end": _("Sources and licence")}
        at = slides.get(left.slide) or messages.number(left.step)
        words = _("Resume: {tour}, {n}").format(tour=isolated(name), n=at)
        icon = ":material/undo:"
        st.button(plain(words), key="present_take_up", icon=icon, on_click=actions.take_up)


def _draw_tours(selection: Selection) -> None:
    for tour in tours(selection.dataset):
        st.button(
            tour_name(tour, selection.dataset, messages.code()),
            key=f"present_tour_{tour}",
            icon=":material/route:",
            on_click=actions.start_tour,
            args=(tour,),
        )
    if not units(selection.filter, selection.dataset):
        st.caption(_("Time cannot be played: there are too many statements."))
        return
    st.button(
        _("Play through time"),
        key="present_play",
        icon=":material/play_arrow:",
        on_click=playing.play_time,
    )


def _draw_playback(selection: Selection) -> None:
    played = state.playback()
    if played is None:
        return
    words = {"minute": _("Minute"), "day": _("Day"), "month": _("Month"), "year": _("Year")}
    unit_key, window_key = key_showing(_UNIT, played.unit), key_showing(_WINDOW, played.window)
    st.segmented_control(
        _("By"),
        list(units(played.query, selection.dataset)),
        format_func=words.__getitem__,
        key=unit_key,
        required=True,
        on_change=_play_as,
        args=(unit_key, window_key),
    )
    windows = {"moving": _("One at a time"), "cumulative": _("Cumulative")}
    st.segmented_control(
        _("Window"),
        list(WINDOWS),
        format_func=windows.__getitem__,
        key=window_key,
        required=True,
        on_change=_play_as,
        args=(unit_key, window_key),
    )
    speed_key = key_showing(_SPEED, state.presentation().speed or DEFAULT_SPEED)
    st.segmented_control(
        _("Frames a second"),
        list(SPEEDS),
        format_func=lambda speed: messages.number(speed, "g"),
        key=speed_key,
        required=True,
        on_change=_set_speed,
        args=(speed_key,),
    )


def _play_as(unit_key: str, window_key: str) -> None:
    unit, window = st.session_state[unit_key], st.session_state[window_key]
    if any([is_choice(unit_key), is_choice(window_key)]) and unit and window:
        actions.play_as(unit, window)


def _set_speed(key: str) -> None:
    if is_choice(key) and st.session_state[key]:
        actions.set_speed(st.session_state[key])


def _draw_menu(selection: Selection) -> None:
    with st.container(horizontal=True, gap="small"):
        if state.step() is None and state.frame() is None and selection.filter.place:
            _draw_tours(selection)  # beside the card there is no room for them
        if state.step() is not None:
            st.button(_("Exit the tour"), key="present_untour", on_click=actions.leave_tour)
        if state.frame() is not None:
            st.button(_("Exit playback"), key="present_unplay", on_click=actions.stop_time)
        is_dark = state.presentation().theme == "dark"
        st.button(
            _("Light background") if is_dark else _("Dark background"),
            key="present_theme",
            on_click=actions.set_theme,
            args=("light" if is_dark else "dark",),
        )
        if state.step() is not None:
            _draw_speaker()
    if state.step() is not None:
        _draw_kiosk()
    _draw_address()
    st.caption(
        _(
            "Keys: the right arrow, Page Down and N go on, the left arrow, Page Up and P go back; "
            "Home and End go to the first and the last; L lists the steps; space plays and pauses; "
            "F shows full screen; B or the full stop darkens the window, and any key shows it "
            "again; Q shows the code; Esc closes a code or a card, then exits."
        )
    )


def _draw_kiosk() -> None:
    seconds = state.presentation().kiosk
    if seconds:
        st.button(
            _("Stop autoplay"),
            key="present_kiosk_off",
            on_click=actions.run_by_itself,
            args=(0,),
        )
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(_("Autoplay, seconds per step"), width="content")
        for seconds in DWELL_SECONDS:
            st.button(
                messages.number(seconds),
                key=f"present_kiosk_{seconds}",
                on_click=actions.run_by_itself,
                args=(seconds,),
            )


def _draw_speaker() -> None:
    """Offer a second window that moves with this one."""
    shown = state.presentation()
    if not shown.room:
        st.button(
            _("Prepare the speaker's window"), key="present_room", on_click=following.open_room
        )
        return
    if not following.only_follows():
        st.link_button(_("Open the speaker's window"), following.speaker_link())
        st.link_button(
            _("Open a window that follows"),
            following.followers_link(),
            help=_("Whoever has its address sees the same step, and cannot turn the tour."),
        )


def _draw_address() -> None:
    """Let the presenter choose the address that the audience can reach."""
    addresses = qr_addresses()
    if len(addresses) > 1:
        st.selectbox(_("Address in the code"), addresses, format_func=isolated, key=_ADDRESS)


def qr_addresses() -> list[str]:
    """Return the addresses that a code may lead to."""
    listens = st.config.get_option("server.address") or ""
    is_open = listens in ("", "0.0.0.0", "::")
    return reach.addresses(links.own_address(), is_open)


def _show_qr(is_on: bool) -> None:
    """Show the code or hide it, as the button said that was pressed, however often."""
    st.session_state[_QR] = is_on


def draw_qr() -> None:
    """Draw the code of what is on screen in a corner, on request."""
    if not st.session_state.get(_QR):
        return
    addresses = qr_addresses()
    chosen = st.session_state.get(_ADDRESS)
    link = links.shown_link(chosen if chosen in addresses else addresses[0])
    with st.container(key="present-code"):
        st.html(qr_picture(link))
