"""From the open card to that of the place or event before or after it in time."""

from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.escaping import isolated, plain
from dashboard.session import state
from geo import Dataset, Selection, messages
from geo.messages import gettext as _
from geo.stops import Stop, stops
from geo.wording import date_words

_WAYS = {"earlier": ("chevron_left", "P", -1), "later": ("chevron_right", "N", 1)}


def render(selection: Selection) -> None:
    """Draw the ways to the cards before and after; none from what the filters leave out."""
    order = _order(selection)
    at = _number(order)
    if at is None:
        return
    with st.container(
        key="card-turning", horizontal=True, wrap=False, gap=None, vertical_alignment="center"
    ):
        _draw("earlier", _("Earlier"), order[:at][-1:], selection.dataset)
        counted = f"{messages.number(at + 1)} / {messages.number(len(order))}"
        st.caption(counted, help=_counted_words())
        _draw("later", _("Later"), order[at + 1 :][:1], selection.dataset)


def _counted_words() -> str:
    """Say what is gone through, which in a presentation is less."""
    if state.presentation().is_full_window:
        words = _("Places that are shown, in the order of time. Presentations leave out events.")
    else:
        words = _("Places and events that are shown, in the order of time.")
    rule = _("Each stands at its first date that is no wider than a month, if it has one.")
    return f"{words} {rule}"


def _order(selection: Selection) -> tuple[Stop, ...]:
    """Return what has a card; presentations show those of places alone."""
    if selection.filter.place and state.frame() is None:  # all cards of one question share it
        selection = cached.selection(selection.filter.without("place"), selection.dataset)
    found = stops(selection)
    if state.presentation().is_full_window:
        return tuple(stop for stop in found if stop.place_id)
    return found


def _number(order: tuple[Stop, ...]) -> int | None:
    opened = (state.effective_filter().place, state.address().event)
    return next(
        (at for at, stop in enumerate(order) if (stop.place_id, stop.event) == opened), None
    )


def _draw(name: str, words: str, to: tuple[Stop, ...], data: Dataset) -> None:
    """Draw a button that says where it leads and by which key: card.js."""
    icon, key, steps_on = _WAYS[name]
    help_ = _("{stop} (key {key})").format(stop=_stop_words(to[0], data), key=key) if to else None
    st.button(
        words,
        key=f"card_{name}",
        icon=f":material/{icon}:",
        type="tertiary",
        disabled=not to,
        help=help_,
        on_click=_turn,
        args=(steps_on,),
    )


def _stop_words(stop: Stop, data: Dataset) -> str:
    """Name a place or an event, and the date at which it stands."""
    frame = data.claims if stop.place_id else data.milestones
    row: Any = frame.loc[stop.claim_id]
    name = data.places.at[stop.place_id, "name"] if stop.place_id else row["title"]
    return plain(f"{isolated(messages.content(str(name)))} · {date_words(row['date_edtf'])}")


def _turn(steps_on: int) -> None:
    """Open the card so many steps on from the one that is open by now."""
    order = _order(state.selection())
    at = _number(order)
    if at is None or not 0 <= at + steps_on < len(order):
        return
    stop = order[at + steps_on]
    if stop.event:
        state.open_event(stop.event)
    else:
        state.select_place(stop.place_id)
