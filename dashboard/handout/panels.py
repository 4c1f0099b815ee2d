"""The maps of a handout: one of the reader's view, or one for each part of the world with marks."""

from dataclasses import dataclass

import pandas as pd

from dashboard.handout.map import inside, map_svg
from dashboard.handout.outlines import Outlines
from dashboard.handout.projection import Box, Projection, fitting, frame_of
from dashboard.handout.svg import INK, text
from dashboard.map.marks import located_rows
from dashboard.session.view import View
from geo import Selection
from geo.messages import gettext as _

EUROPE = (39.5, 61.5, -8.0, 28.0)
"""South, north, west and east in degrees, as the live map's button shows it."""

_CLOSEST = {"iran": 7.5, "europe": 5.5, "elsewhere": 4.5}
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


def panels(places: pd.DataFrame, box: Box, view: View | None = None) -> list[Panel]:
    """Share located places among maps in a box.

    Parameters
    ----------
    places
        Places that have a point.
    box
        Room for all maps together.
    view
        The only part to show, with what lies in it; without it all places are shown, those in Iran,
        in Europe and elsewhere apart, since a map of the world would show Iran as one spot.
    """
    if view is not None:
        scaled = View(view.lat, view.lng, max(0.0, view.zoom - _PAPER_IS_NARROWER))
        projection = Projection(box, scaled)
        return [Panel("", projection, inside(places, projection))]
    groups = {name: group for name, group in _groups(places).items() if len(group)}
    titles = {"iran": _("Iran"), "europe": _("Europe"), "elsewhere": _("Elsewhere")}
    found = []
    for (name, group), room in zip(groups.items(), _rooms(box, len(groups)), strict=True):
        points = zip(group["lat"], group["lon"], strict=True)
        title = titles[name] if len(groups) > 1 else ""
        found.append(Panel(title, fitting(room, points, _CLOSEST[name]), group))
    return found


def _groups(places: pd.DataFrame) -> dict[str, pd.DataFrame]:
    south, north, west, east = EUROPE
    is_iran = places["country"] == "IR"
    is_europe = places["lat"].between(south, north) & places["lon"].between(west, east) & ~is_iran
    return {
        "iran": places[is_iran],
        "europe": places[is_europe],
        "elsewhere": places[~is_iran & ~is_europe],
    }


def _rooms(box: Box, number: int) -> list[Box]:
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
    words = f"{panel.title} · {len(panel.places)}"
    return text(box.x, box.y - 4, words, 9, font_weight=600, fill=INK)


def _frames(panel: Panel, shown: list[Panel]) -> list[tuple[str, Box]]:
    """Return the parts of a panel that others show more closely."""
    box = panel.projection.box
    closer = [one for one in shown if one.projection.view.zoom > panel.projection.view.zoom]
    frames = [(one.title, frame_of(one.projection, panel.projection)) for one in closer]
    return [(name, frame) for name, frame in frames if frame.meets(box)]
