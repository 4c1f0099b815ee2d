"""The map itself, as pages and presentations show it."""

import os
from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.cached import base_map_folder
from dashboard.look import Look
from dashboard.map import events as map_events
from dashboard.map.base import MapTexts, base_map
from dashboard.map.cells import finest_level
from dashboard.map.marks import MarkTexts, place_groups, with_selected
from dashboard.map.render_ack import MAX_FIRST_WAIT_SECONDS, MAX_WAIT_SECONDS, RenderAck
from dashboard.map.reports import read_events
from dashboard.map.tiles import read_tiles
from dashboard.session import run, search_view, state, theme, visit
from dashboard.session.fragments import fragment
from geo import Dataset, Selection, messages
from geo.check.places import town_names
from geo.cluster import Detail, detail
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.view_grid import FINEST_LEVEL

_HEIGHT_PX = 600  # what the frame has before the style sheet fits it to the window
_ACK = "map_ack"


@fragment
def render(selection: Selection, look: Look | None = None) -> None:
    """Draw the map; moving it runs this alone, choosing a place runs the page."""
    look = look or Look(selection.dataset.subject, is_dark=theme.is_dark())
    key = "atlas-present" if look.is_large else "atlas-map"
    told = _told(selection)
    search_view.turn_map(selection.places)
    shown = _detail(selection, {*told, selection.filter.place} - {""}, key)
    found = selection.among(*shown.places, selection.filter.place)
    places = with_selected(found.places.loc[shown.places], found)
    stated = found.claims["place_id"]
    stated = stated[stated.isin(places.index)].value_counts()
    places = places.assign(statements=stated.reindex(places.index))
    if state.frame() is not None or not told.empty:
        places["told"] = places.index.isin(told)
    ack = None if look.is_large else _ack()
    if ack is not None:
        ack.expect(tuple(places["statements"].fillna(0).items()), _wait_seconds(key))
    returned = st_folium(
        base_map(_base_texts(), look, tiles=read_tiles(os.environ)),
        key=key,
        feature_group_to_add=place_groups(
            places,
            _mark_texts(selection),
            look,
            selection.filter.place or None,
            state.command(),
            ack.name if ack else None,
            shown.cells,
            None if map_events.follows() else selection.filter.bounds,
        ),
        returned_objects=[],
        height=_HEIGHT_PX,
        use_container_width=True,
        render=False,  # st_folium renders the map once more by itself
    )
    if map_events.handle(read_events(returned), selection.dataset):
        st.rerun()
    run.note_drawn()  # where the map is concerns nothing else


def _detail(selection: Selection, kept: set[str], key: str) -> Detail:
    """Choose what is drawn for the view of the map: as it last said, else where it will be."""
    seen = map_events.seen_in(read_events(st.session_state.get(key)))
    subject, beyond = selection.dataset.subject, selection.dataset.beyond
    bounds = subject.regions[0].bounds if seen is None else seen.bounds
    finest = FINEST_LEVEL if seen is None else finest_level(seen.view.zoom, len(subject.layers))
    if selection.is_large and beyond is not None:
        counted: Detail = beyond.detail(selection.filter, bounds, kept, finest)
        return counted
    return detail(selection.places, bounds, kept, finest=finest)


def _told(selection: Selection) -> pd.Series:
    """Give the places that the step of a tour tells of, or a frame of what is dated then."""
    now, played = state.step(), state.told()
    ids = now.claim_ids if now else played.own if played else ()
    told = selection.claims.index.isin(ids)
    return selection.claims.loc[told, "place_id"]


def _wait_seconds(key: str) -> float:
    """Return how long the page may wait for its map: not at all for one that it turns back to."""
    if not visit.has_browser():
        return 0
    if visit.now().is_first:
        return MAX_FIRST_WAIT_SECONDS
    # Streamlit forgets a component that the run before did not draw.
    return MAX_WAIT_SECONDS if key in st.session_state else 0


def wait() -> None:
    """Let the map draw the marks it was just sent before the page goes on.

    What the reader does meanwhile comes first: a run can be broken off wherever it reads its state.
    """
    _ack().wait(give_way=_ack)


def _ack() -> RenderAck:
    if _ACK not in st.session_state:
        st.session_state[_ACK] = RenderAck()
    ack: RenderAck = st.session_state[_ACK]
    return ack


def _base_texts() -> MapTexts:
    return MapTexts(
        map_label=_("Map of places"),
        skip=_("Skip the marks"),
        skip_back=_("Back past the marks"),
        zoom_in=_("Zoom in"),
        zoom_out=_("Zoom out"),
        regions_label=_("Go to"),
        step_view=_("This step’s view"),
        area=_("Draw an area"),
        area_help=_("Then drag over the map: only what lies in the rectangle is shown"),
        wheel_hint=_("To zoom with the wheel, hold Ctrl or ⌘, or click the map first"),
        fingers_hint=_("Two fingers move the map"),
        heap=_("Choose a place"),
        zoom_here=_("Zoom in here"),
        elsewhere=_("Places outside the view"),
        # Without a noun, whose form would depend on a number that only the browser knows.
        elsewhere_region=_("{n} in {region}"),
        elsewhere_beyond=_("{n} in {region} and beyond"),
        elsewhere_more=_("{n} more"),
        near_town=_("{n} near {town}"),
        kilometres=_("{n} km"),
        metres=_("{n} m"),
        west=_("to the west"),
        north=_("to the north"),
        east=_("to the east"),
        south=_("to the south"),
        loading=_("Drawing the map…"),
        outlines_failed=_("Outlines could not be loaded"),
        labels_failed=_("Names on the map could not be loaded"),
        choose=_("Select a mark to read its sources"),
        solid=_("the place itself"),
        hollow=_("only its city or area"),
        tiles=_("Detailed map"),
        tiles_ask=_("Show pictures of the ground from {host}"),
        tiles_note=_(
            "{host} will then see your internet address and what part of the map you look at."
        ),
        tiles_failed=_("The detailed map could not be loaded"),
        language=messages.code(),
        names=_names(state.dataset()),
    )


def _names(data: Dataset) -> dict[str, str]:
    """Return what the map's towns are called in the language in use, where that is otherwise."""
    towns = {*data.cities.values(), *_labelled(base_map_folder())}
    named = {town: messages.content(town) for town in sorted(towns)}
    return {town: name for town, name in named.items() if name != town}


@lru_cache(maxsize=2)
def _labelled(base_map: Path) -> tuple[str, ...]:
    return tuple(town_names(base_map))


def _mark_texts(selection: Selection) -> MarkTexts:
    codes, language = selection.dataset.codes, messages.code()
    subject = selection.dataset.subject

    def statements(count: int) -> str:
        return ngettext("{n} statement", "{n} statements", count).format(n=count)

    def places(layer: str, count: int) -> str:
        return f"{messages.number(count)} {subject.layer_words(layer)}"

    return MarkTexts(
        places=places,
        layers={code: codes.label("layer", code, language) for code in codes.of("layer")},
        precisions={
            code: codes.label("precision", code, language) for code in codes.of("precision")
        },
        statements=statements,
        outside=_("Outside the filters"),
        comma=_(", "),
        semicolon=_("; "),
    )
