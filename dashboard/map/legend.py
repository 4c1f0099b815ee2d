"""The legend: what the marks mean, how many are shown, and which layers are drawn."""

import streamlit as st

from dashboard import cached
from dashboard.escaping import mark_address
from dashboard.look import Look
from dashboard.map import events as map_events
from dashboard.session import state, theme
from dashboard.session.widgets import is_choice, key_showing
from dashboard.shell.precision_key import precision_key
from geo import Selection
from geo.messages import gettext as _
from geo.messages import number
from geo.subject import Subject
from geo.wording import capitalised

_IN_VIEW = "legend_in_view"


def render(selection: Selection) -> None:
    """Draw a switch for each layer with its count, and the key to precision."""
    data, query = selection.dataset, selection.filter
    leaves = cached.facets(query, data)["layers"]
    st.html(f"<style>{_mark_styles(data.subject)}</style>")
    with st.container(key="legend", horizontal=True, vertical_alignment="center"):
        for layer in data.subject.layer:
            words = capitalised(data.subject.layer_words(layer))
            is_on = not query.layers or layer in query.layers
            key = key_showing(f"legend_{layer}", is_on)
            count = leaves[layer].places if layer in leaves else 0
            st.checkbox(f"{words} {number(count)}", key=key, on_change=_toggle, args=(layer, key))
        with st.container(key="legend-tools", horizontal=True, vertical_alignment="center"):
            key = key_showing(_IN_VIEW, map_events.follows())
            st.toggle(_("Only in view"), key=key, on_change=_follow_view, args=(key,))
            with st.popover(_("Key"), key="legend_help"):
                st.html(precision_key(data))


def _mark_styles(subject: Subject) -> str:
    """Return the rules that put each layer's mark before its name."""
    look = Look(subject, is_dark=theme.is_dark())
    marks = {
        code: mark_address(layer, colour=look.colour(layer))
        for code, layer in subject.layer.items()
    }
    return "".join(
        f"[class*='st-key-legend_{code}'] p {{ background-image: url('{mark}'); }}"
        for code, mark in marks.items()
    )


def _follow_view(key: str) -> None:
    if is_choice(key):
        map_events.show_only_in_view(st.session_state[key])


def _toggle(layer: str, key: str) -> None:
    if not is_choice(key):
        return
    layers = state.dataset().subject.layer
    shown = {*(state.current_filter().layers or layers)} - {layer}
    if st.session_state[key]:
        shown.add(layer)
    state.show_layers([layer for layer in layers if layer in shown])
