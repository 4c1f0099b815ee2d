"""A first picture of the map, which stands in the page before any of its scripts has arrived."""

import math
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard import cached
from dashboard.handout import map as paper
from dashboard.handout.map import inside, map_svg
from dashboard.handout.outlines import base_outlines
from dashboard.handout.projection import Box, Projection, region_in
from dashboard.handout.svg import FONT, INK, SOFT, element, short
from dashboard.map.marks import RING_STYLE, located_rows, with_selected
from dashboard.session.address import PAGES, Address
from dashboard.session.map_command import is_seen, to_found
from dashboard.session.view import View
from geo import Dataset, Filter, Selection, messages
from geo.bounds import Bounds
from geo.cluster import MAX_MARKS
from geo.parameters import pairs_of
from geo.subject import Subject

KEPT_PICTURES = 64
_ENLARGED = 1.3
"""Marks and names have sizes for paper: on the screen they are as much larger."""
_WIDE, _HIGH = 1700 / _ENLARGED, 900 / _ENLARGED
"""What is drawn round a point that an address names, for windows of any shape."""
_REGION_PX = 600 / _ENLARGED
_DETAIL_PX = 0.7
_WIDER, _HIGHER = 2.4, 1.4
"""How much more than the region is drawn that most windows begin with."""
_DARK = {
    paper.SEA: "#12181e",
    paper.LAND: "#222c35",
    paper.INNER: "#2c3843",
    **dict.fromkeys((paper.COUNTRY_BORDER, paper.FRAME), "#4a5763"),
    paper.OUTER_BORDER: "#8d9aa6",
    paper.PROVINCE_BORDER: "#42505c",
    paper.LEADER: "#aeb9c3",
    **dict.fromkeys((paper.HALO, paper.SELECTED), "#161d24"),
    paper.SELECTED_EDGE: "#ffffff",
    INK: "#f4f6f8",
    **dict.fromkeys((SOFT, paper.TOWN, str(RING_STYLE["fill_color"])), "#d3dbe2"),
}
"""What the dark map draws instead, as `basemap.js` and `map.css` have it; of layers, their own."""


def first_picture(query: str, data: Dataset) -> Markup:
    """Draw the map that an address opens as SVG, empty where its page begins with none.

    Names are those of the language in use.

    `first_view.js` gives it the zoom level that the map will have.
    """
    address, _problems = Address.read(pairs_of(query), data, cached.data_folder())
    if address.page != PAGES[0] or address.presentation.is_full_window:
        return Markup()
    return _drawn(address.filter, address.view, data, messages.code())


@lru_cache(maxsize=KEPT_PICTURES)
def _drawn(query: Filter, view: View | None, data: Dataset, _language: str) -> Markup:
    selection = cached.selection(query, data).among(query.place)
    places = with_selected(selection.places, selection)
    located = places[places["lat"].notna() & places["lon"].notna()]
    if view is not None:
        at = replace(view, zoom=view.zoom - math.log2(_ENLARGED))
        projection = Projection(Box(0, 0, _WIDE, _HIGH), at)
        return _svg(selection, located, projection, data_zoom=view.zoom)
    shown, seen_at = _first_view(data.subject.regions[0].bounds, query, located)
    box = Box(0, 0, _REGION_PX * _WIDER, _REGION_PX * _HIGHER)
    across, down = _size(shown, Projection(box, seen_at))
    return _svg(selection, located, Projection(box, seen_at), data_across=across, data_down=down)


def _first_view(region: Bounds, query: Filter, located: pd.DataFrame) -> tuple[Bounds, View]:
    """Return what of the world fills the map, in size, and the view of it.

    That is the first region, moved to where the map will go; where a search found places in a wider
    part of the world, that part.
    """
    view, command = _fitted(region), to_found(query, located)
    if command is None or command.view is None:
        return region, _centre(view, region, query, located)
    if is_seen(command, region.holds(located["lat"], located["lon"]).tolist()):
        return region, view
    found = Bounds.around(list(located["lat"]), list(located["lon"]))
    zoom = min(view.zoom, _fitted(found).zoom)
    return found if zoom < view.zoom else region, replace(command.view, zoom=zoom)


def _fitted(bounds: Bounds) -> View:
    return region_in(bounds, Box(0, 0, _REGION_PX, _REGION_PX)).view


def _size(bounds: Bounds, projection: Projection) -> tuple[float, float]:
    """Return width and height of a part of the world in pixels."""
    east = bounds.east + 360 if bounds.crosses else bounds.east
    left, top = projection.at(bounds.north, bounds.west)
    right, bottom = projection.at(bounds.south, east)
    return right - left, bottom - top


def _centre(view: View, region: Bounds, query: Filter, located: pd.DataFrame) -> View:
    """Move a view to the selected place, where the map would go there too."""
    if query.place not in located.index:
        return view
    place: Any = located.loc[query.place]
    is_inside = region.holds([place["lat"]], [place["lon"]])[0]
    return view if is_inside else View(place["lat"], place["lon"], view.zoom)


def _svg(
    selection: Selection, located: pd.DataFrame, projection: Projection, **fit: float
) -> Markup:
    """Draw what lies round a point, with the level it is drawn at and the one it shall have."""
    subject, box = selection.dataset.subject, projection.box
    shown = inside(located, projection)
    # Of too many places, the map will say how many lie where; until then there is the ground.
    rows = located_rows(shown if len(shown) <= MAX_MARKS else shown[:0], subject.layers)
    drawn = map_svg(
        rows,
        projection,
        base_outlines(subject),
        selection.filter.place,
        detail_px=_DETAIL_PX,
    )
    picture = element(
        "svg",
        element("style", _dark_style(subject)) + drawn,
        viewBox=f"0 0 {short(box.width)} {short(box.height)}",
        font_family=FONT,
        aria_hidden="true",
        data_drawn_at=projection.view.zoom,
        **fit,
    )
    return Markup(picture)


def _dark_style(subject: Subject) -> str:
    """Give a dark page's picture the colours of the dark map; a reader's choice is known there."""
    colours = _DARK | {layer.colour: layer.dark_colour for layer in subject.layers}
    return "".join(
        f'.is-dark-page [{name}="{light}"]{{{name}:{dark}}}'
        for light, dark in colours.items()
        for name in ("fill", "stroke")
    )
