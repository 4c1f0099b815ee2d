"""The picture of a view that messengers and search engines show beside a link to it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import fontpkg
import pandas as pd
import resvg_py

from dashboard import i18n
from dashboard.handout.map import inside, mark
from dashboard.handout.notes import layers_shown
from dashboard.handout.outlines import base_outlines
from dashboard.handout.panels import Panel, panels, panels_svg
from dashboard.handout.projection import Box, Projection, region_in
from dashboard.handout.svg import INK, SOFT, clipped, element, short, text
from dashboard.server.front_view import FrontView
from dashboard.session.view import View
from geo import Selection, messages
from geo.messages import gettext as _
from geo.subject import Subject
from geo.wording import capitalised

WIDTH, HEIGHT = 1200, 630
"""What the makers of social cards ask for, in pixels."""
KEPT_PICTURES = 64
_SCALE = 2
"""Marks and names have sizes for paper; these pictures are seen small."""
_WIDE, _HIGH = WIDTH / _SCALE, HEIGHT / _SCALE
_X, _TEXT_PX = 14.0, 184.0
_BESIDE = _X + _TEXT_PX + 14
"""Width of the words, beside which the map stands."""
_PLACE_ZOOM = 5.5
"""Close enough to tell a city from its neighbours, and far enough to tell where it is."""
_KEY_ROW = 13.0
_PAPER, _ACCENT = "#faf9f6", "#2b5278"
FONTS = ("Noto Sans", "Noto Sans Arabic")
"""Families of the project's own packages, since a server may have no font at all."""


@lru_cache(maxsize=KEPT_PICTURES)
def preview_png(view: FrontView) -> bytes:
    """Draw a view as a PNG, kept for the next who asks for the same."""
    i18n.activate(view.language, view.data.translations, view.address.calendar)
    return resvg_py.svg_to_bytes(
        svg_string=preview_svg(view),
        width=WIDTH,
        height=HEIGHT,
        skip_system_fonts=True,
        font_files=[str(fontpkg.path(name)) for name in FONTS],
        font_family=FONTS[0],
        sans_serif_family=FONTS[0],
    )


def preview_svg(view: FrontView) -> str:
    """Draw a view as SVG: its words beside the map of what it shows."""
    selection = view.selection
    foot_y = _HIGH - 32 - _KEY_ROW * len(layers_shown(selection))
    parts = [
        element("rect", width=_WIDE, height=_HIGH, fill=_PAPER),
        _map(view, selection),
        *_words(view, foot_y - 8),
        *_foot(selection, foot_y),
    ]
    return element(
        "svg",
        "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {short(_WIDE)} {short(_HIGH)}",
        width=WIDTH,
        height=HEIGHT,
        font_family=FONTS[0],
    )


def alternative(view: FrontView) -> str:
    """Say what the picture of a view shows, for readers who do not see it."""
    return _("Map: {view}").format(view=view.title)


def _map(view: FrontView, selection: Selection) -> str:
    """Draw the shown places, in one map for each part of the world that holds some."""
    subject, places = selection.dataset.subject, selection.among(view.place_id).places
    located = places[places["lat"].notna() & places["lon"].notna()]
    whole = _projection(view, located, subject)
    if whole is None:
        shown = panels(located, _map_box(), subject.regions)
    else:
        shown = [Panel("", whole, inside(located, whole))]
    return panels_svg(shown, base_outlines(subject), selection)


def _projection(view: FrontView, located: pd.DataFrame, subject: Subject) -> Projection | None:
    """Return the one part of the world that a view is about, None where it has no such part."""
    if view.place_id in located.index:
        place: Any = located.loc[view.place_id]
        return Projection(_map_box(), View(place["lat"], place["lon"], _PLACE_ZOOM))
    if located.empty:
        return region_in(subject.regions[0].bounds, _map_box())
    return None


def _map_box() -> Box:
    """Return where the map stands: after the words, as they run."""
    x = 0 if i18n.is_mirrored(messages.code()) else _BESIDE
    return Box(x, 0, _WIDE - _BESIDE, _HIGH)


def _line(y: float, words: str, size: float, indent: float = 0, **look: Any) -> str:
    """Write a line of words from the edge at which they begin."""
    if i18n.is_mirrored(messages.code()):
        return text(_WIDE - _X - indent, y, words, size, text_anchor="end", **look)
    return text(_X + indent, y, words, size, **look)


def _words(view: FrontView, bottom: float) -> Iterator[str]:
    """Write what the view is called and what is said of it, down to `bottom`."""
    title = str(view.data.subject.title)
    y = 29.0
    if title != view.heading:
        yield _line(26, clipped(title, _TEXT_PX, 9, 1)[0], 9, fill=_ACCENT)
    size, lines = _heading(view.heading)
    for line in lines:
        y += size * 1.25
        # The fonts have one weight here: the line round its letters makes a heading bold.
        yield _line(y, line, size, fill=INK, stroke=INK, stroke_width=size * 0.03)
    shown = view.data.holding(view.place_id).places
    persian = str(shown.at[view.place_id, "name_fa"]) if view.place_id else ""
    if persian and persian != view.heading:
        y += 20
        yield _line(y, clipped(persian, _TEXT_PX, 14, 1)[0], 14, fill=INK)
    y += 7
    said = view.description.removeprefix(f"{view.heading}.").strip()
    for line in clipped(said, _TEXT_PX, 10, max(1, int((bottom - y) // 13.5))):
        y += 13.5
        yield _line(y, line, 10, fill=SOFT)


def _heading(words: str) -> tuple[float, list[str]]:
    """Return size and lines of a heading; a long one is smaller."""
    lines = clipped(words, _TEXT_PX, 17, 4, is_bold=True)
    return (17, lines) if lines[-1][-1] != "…" else (12.5, clipped(words, _TEXT_PX, 12.5, 7, True))


def _foot(selection: Selection, top: float) -> Iterator[str]:
    """Explain the marks, and credit what lies under them."""
    y = top
    for layer, count in layers_shown(selection).items():
        x = _WIDE - _X - 9 if i18n.is_mirrored(messages.code()) else _X
        place = f"translate({short(x)} {short(y)})"
        yield element("g", mark(layer, "site", 9), transform=place)
        words = messages.counted(capitalised(str(layer.plural)), count)
        yield _line(y + 8, clipped(words, _TEXT_PX - 14, 9, 1)[0], 9, indent=14, fill=INK)
        y += _KEY_ROW
    hollow = _("Hollow: somewhere in an area round the point")
    yield _line(_HIGH - 20, hollow, 7.5, fill=SOFT)
    yield _line(_HIGH - 9, _("Map: Natural Earth, GeoNames"), 7.5, fill=SOFT)
