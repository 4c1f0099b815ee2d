"""The map page: map with legend and counter, the selected place, the timeline."""

import streamlit as st

from dashboard.card import panel as card
from dashboard.escaping import plain
from dashboard.map import legend
from dashboard.map import panel as map_panel
from dashboard.session import state
from dashboard.shell import chips, counter, empty_view, sidebar
from dashboard.timeline import small as small_timeline
from geo import Selection
from geo.messages import gettext as _
from geo.messages import ngettext


def render() -> None:
    """Draw the page from the filter in force."""
    selection = state.selection()
    note_box = st.container(key="empty-note")
    with st.container(key="stage", horizontal=True):
        with st.container(key="stage-map"):
            with st.container(key="above-map", horizontal=True):
                legend_box, chips_box = st.container(key="legend-place"), chips.container()
            with st.container(key="map"):
                map_panel.render(selection)  # first of all: it takes longest to be seen
            map_panel.wait()
            chips.render(chips_box)
            with note_box:
                _draw_empty_note(selection)
            counter.render(selection)
            with legend_box:
                legend.render(selection)
            with st.container(key="timeline"), st.container(key="small-timeline"):
                small_timeline.render(selection)
            _draw_unlocated(selection)
        with st.container(key="detail"):
            card.render(selection)
    sidebar.render()  # stands beside the map, yet counts after it is drawn


def _draw_empty_note(selection: Selection) -> None:
    """Say what to do when nothing is shown."""
    if not selection.counts.places.shown:
        st.info(_("No places match all these filters. Remove one of them, or clear all."))
        empty_view.render(selection)


def _draw_unlocated(selection: Selection) -> None:
    """List the places that have no point, which are never on the map."""
    count = selection.counts.places.unlocated
    if not count:
        return
    words = ngettext("{n} place without a point", "{n} places without a point", count)
    if selection.is_large:
        st.caption(words.format(n=count))
        return
    places = selection.places[selection.places.geometry.isna()]
    with st.expander(words.format(n=count)):
        for place_id, name in places["name"].items():
            st.button(
                plain(name),
                key=f"unlocated_{place_id}",
                type="tertiary",
                on_click=state.select_place,
                args=(place_id,),
            )
