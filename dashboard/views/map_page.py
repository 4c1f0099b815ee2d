"""The map page: map with legend and counter, the selected place, the timeline."""

import streamlit as st
from streamlit_folium import st_folium

from dashboard import state
from dashboard.mapbase import MapTexts, base_map
from dashboard.maps import MarkTexts, place_groups, read_event
from dashboard.text import plain
from dashboard.views import chips, counter, detail, filters, legend, timeline_panel
from geo import Selection, messages
from geo.messages import gettext as _
from geo.messages import ngettext

_PATIENCE_SECONDS = 4
_TIMELINE_PX = 320
_HEIGHT_PX = 600  # what the frame has before the style sheet fits it to the window


def render() -> None:
    """Draw the page from the filter in force."""
    selection = state.selection()
    chips.render()
    with st.container(key="empty-note"):
        if selection.places.empty:
            st.info(
                _("No place answers these filters. Take one of them away, or widen the period.")
            )
    with st.container(key="stage", horizontal=True):
        with st.container(key="stage-map"):
            legend.render(selection)
            with st.container(key="map"):
                _draw_map(selection)
            counter.render(selection)
            _draw_unlocated(selection)
        with st.container(key="detail"):
            detail.render(selection)
    filters.render()  # stands beside the map, yet counts after it is drawn
    if state.map_is_ready():
        timeline_panel.render(selection)
    else:
        _hold_timeline()


@st.fragment(run_every=_PATIENCE_SECONDS)
def _hold_timeline() -> None:
    """Keep the timeline's room until the map is drawn: the chart's code would hold it up."""
    with st.container(key="timeline"):
        st.skeleton(height=_TIMELINE_PX)
    if state.is_kept_waiting():
        st.rerun()


@st.fragment
def _draw_map(selection: Selection) -> None:
    """Draw the map; moving it runs this alone, choosing a place runs the page."""
    shown = selection.claims["place_id"].value_counts()
    places = selection.places.assign(statements=shown.reindex(selection.places.index))
    returned = st_folium(
        base_map(_base_texts()),
        key="atlas-map",
        feature_group_to_add=place_groups(
            places, _mark_texts(selection), selection.filter.place or None, state.command()
        ),
        returned_objects=[],
        height=_HEIGHT_PX,
        use_container_width=True,
        render=False,  # st_folium renders the map once more by itself
    )
    if state.handle(read_event(returned), selection.dataset):
        st.rerun()


def _draw_unlocated(selection: Selection) -> None:
    """List the places that have no point, which are never on the map."""
    places = selection.places[selection.places.geometry.isna()]
    if places.empty:
        return
    with st.expander(
        ngettext("{n} place without a point", "{n} places without a point", len(places)).format(
            n=len(places)
        )
    ):
        for place_id, name in places["name"].items():
            st.button(
                plain(name),
                key=f"unlocated_{place_id}",
                type="tertiary",
                on_click=state.select_place,
                args=(place_id,),
            )


def _base_texts() -> MapTexts:
    return MapTexts(
        map_label=_("Map of places"),
        zoom_in=_("Zoom in"),
        zoom_out=_("Zoom out"),
        regions_label=_("Go to"),
        iran=_("Iran"),
        world=_("World"),
        europe=_("Europe"),
        loading=_("Drawing the map…"),
        outlines_failed=_("Outlines could not be loaded"),
        labels_failed=_("Names on the map could not be loaded"),
    )


def _mark_texts(selection: Selection) -> MarkTexts:
    codes, language = selection.dataset.codes, messages.code()

    def statements(count: int) -> str:
        return ngettext("{n} statement", "{n} statements", count).format(n=count)

    return MarkTexts(
        layers={code: codes.label("layer", code, language) for code in codes.of("layer")},
        precisions={
            code: codes.label("precision", code, language) for code in codes.of("precision")
        },
        statements=statements,
    )


if __name__ == "__main__":
    render()
