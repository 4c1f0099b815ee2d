"""The controls of a period that both timelines have: presets, and what plays a day."""

from dataclasses import replace

import streamlit as st

from dashboard.escaping import plain
from dashboard.session import playing, state
from dashboard.session.widgets import is_choice, key_showing
from geo import Filter, Selection, messages
from geo.messages import gettext as _
from geo.playback import units
from geo.subject import Preset, Subject, Text

_PRESET = "timeline_preset"


def presets(subject: Subject) -> dict[str, Preset]:
    """Return the periods that a click puts in force, by their number; first of all, no bounds."""
    everything = Preset(Text.of({messages.code(): _("All")}), "", "")
    return {str(at): preset for at, preset in enumerate((everything, *subject.presets))}


def draw_presets(selection: Selection) -> None:
    """Offer the periods that the subject names."""
    period = selection.filter.from_date, selection.filter.to_date
    known = presets(selection.dataset.subject)
    now = next((at for at, one in known.items() if (one.first, one.last) == period), None)
    key = key_showing(_PRESET, now)
    st.pills(
        _("Period"),
        list(known),
        format_func=lambda at: plain(str(known[at].label)),
        key=key,
        required=True,
        on_change=_apply_preset,
        args=(key,),
        label_visibility="collapsed",
    )


def draw_play(selection: Selection) -> None:
    """Offer to play a day whose statements carry clock times; any other is one dot on an axis."""
    if "minute" in units(selection.filter, selection.dataset):
        st.button(
            _("Play by the minute"),
            key="timeline_play",
            icon=":material/play_arrow:",
            on_click=playing.play_time,
        )


def _apply_preset(key: str) -> None:
    """Put the chosen period in force.

    No choice is none of the reader's, for whom "All" is one: a browser that has not drawn the
    choice in force yet says that there is none, and would take the period away.
    """
    chosen = st.session_state[key]
    known = presets(state.dataset().subject)
    if is_choice(key) and chosen in known:
        first, last = known[chosen].first, known[chosen].last
        state.change(replace(state.current_filter(), from_date=first, to_date=last))


def narrow_to(first: str, last: str) -> None:
    """Put a period in force; an empty end is open."""
    asked = [pair for pair in (("from", first), ("to", last)) if pair[1]]
    read, faults = Filter.read(asked, state.dataset())
    if not faults:
        new = replace(state.current_filter(), from_date=read.from_date, to_date=read.to_date)
        state.change(new)
