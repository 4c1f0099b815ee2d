"""The maps of a handout: one of the reader's view, or one for each part of the world with marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.handout.map import inside, map_svg
from dashboard.handout.outlines import Outlines
from dashboard.handout.projection import Box, Projection, fitting, frame_of
from dashboard.handout.svg import INK, aligned
from dashboard.map.marks import located_rows
from dashboard.session.view import View
from geo import Selection, messages
from geo.messages import gettext as _
from geo.subject import Region

_CLOSEST, _CLOSEST_ELSEWHERE = (7.5, 5.5), 4.5
"""Zoom levels that the maps of the first regions, and of the rest of the world, do not pass."""
_HEAD_PX, _GAP_PX = 14.0, 10.0
_PAPER_IS_NARROWER = 0.6
"""Zoom levels by which the page shows a view smaller than a laptop's window, which is wider."""


@dataclass(frozen=True)
class Panel:
    """One map on the page.

    Parameters
    ----------
    title
        Name of the part of the world, empty where the page has one map only.
    projection
        What it shows, and where on the page.
    places
        Places drawn on it; each place is in one panel at most.
    """

    title: str
    projection: Projection
    places: pd.DataFrame


def panels(
    places: pd.DataFrame, box: Box, regions: Sequence[Region], view: View | None = None
) -> list[Panel]:
    """Share located places among maps in a box.

    Parameters
    ----------
    places
        Places that have a point.
    box
        Room for all maps together.
    regions
        Parts of the world that the subject names.
    view
        The only part to show, with what lies in it; without it all places are shown, those of the
        first two regions and those elsewhere apart, since a map of the world would show a country
        as one spot.
    """
    if view is not None:
        scaled = View(view.lat, view.lng, max(0.0, view.zoom - _PAPER_IS_NARROWER))
        projection = Projection(box, scaled)
        return [Panel("", projection, inside(places, projection))]
    groups = [group for group in _groups(places, regions) if len(group.places)]
    panels = []
    for group, frame in zip(groups, _boxes(box, len(groups)), strict=True):
        points = zip(group.places["lat"], group.places["lon"], strict=True)
        title = group.title if len(groups) > 1 else ""
        panels.append(Panel(title, fitting(frame, points, group.closest), group.places))
    return panels


@dataclass(frozen=True)
class _Group:
    title: str
    places: pd.DataFrame
    closest: float


def _groups(places: pd.DataFrame, regions: Sequence[Region]) -> Iterator[_Group]:
    """Yield the places of each of the first regions, then those of the rest of the world."""
    parts = [region for region in regions if not region.is_world]
    for region, closest in zip(parts, _CLOSEST, strict=False):
        is_inside = region.bounds.holds(places["lat"], places["lon"])
        if region.country:
            is_inside = (places["country"] == region.country).to_numpy()
        yield _Group(str(region.name), places[is_inside], closest)
        places = places[~is_inside]
    yield _Group(_("Elsewhere"), places, _CLOSEST_ELSEWHERE)


def _boxes(box: Box, number: int) -> list[Box]:
    """Divide a box among up to three maps, each with room for its title above it."""
    if number < 2:
        return [box][:number]
    top, height = box.y + _HEAD_PX, box.height - _HEAD_PX
    left = Box(box.x, top, box.width * 0.57, height)
    x = box.x + left.width + _GAP_PX
    right = Box(x, top, box.x + box.width - x, height)
    if number == 2:
        return [left, right]
    upper = Box(x, top, right.width, (height - _HEAD_PX - _GAP_PX / 2) * 0.58)
    y = top + upper.height + _HEAD_PX + _GAP_PX / 2
    return [left, upper, Box(x, y, right.width, box.y + box.height - y)]


def panels_svg(shown: list[Panel], outlines: Outlines, selection: Selection) -> str:
    """Draw maps with their titles; one that shows the part of another says so by a frame."""
    drawn = []
    for panel in shown:
        frames = _frames(panel, shown)
        drawn.append(_title(panel))
        rows = located_rows(panel.places, selection.dataset.subject.layers)
        drawn.append(map_svg(rows, panel.projection, outlines, selection.filter.place, frames))
    return "".join(drawn)


def _title(panel: Panel) -> str:
    if not panel.title:
        return ""
    box = panel.projection.box
    words = messages.counted(panel.title, len(panel.places))
    return aligned((box.x, box.x + box.width), box.y - 4, words, 9, font_weight=600, fill=INK)


def _frames(panel: Panel, shown: list[Panel]) -> list[tuple[str, Box]]:
    """Return the parts of a panel that others show more closely."""
    box = panel.projection.box
    closer = [one for one in shown if one.projection.view.zoom > panel.projection.view.zoom]
    frames = [(one.title, frame_of(one.projection, panel.projection)) for one in closer]
    return [(name, frame) for name, frame in frames if frame.meets(box)]
