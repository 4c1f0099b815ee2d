"""A one-page handout of what is shown, as one SVG in the size of an A4 page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

import pandas as pd

from dashboard.handout.lists import places_height, places_svg, sources_svg
from dashboard.handout.notes import FOOTER_PX, footer_svg, key_height, key_svg
from dashboard.handout.outlines import Outlines
from dashboard.handout.panels import Panel, panels, panels_svg
from dashboard.handout.projection import Box
from dashboard.handout.svg import FONT, INK, LINE, SOFT, aligned, clipped, element, short, text
from dashboard.handout.timeline import Timeline, lay_out, timeline_svg
from dashboard.i18n import is_mirrored
from dashboard.look import Lane
from dashboard.session.view import View
from dashboard.templates import macros
from geo import Selection, messages
from geo.messages import gettext as _
from geo.messages import ngettext

WIDTH, HEIGHT = 794.0, 1123.0
"""An A4 page at 96 pixels an inch."""

_X, _TOP, _BOTTOM = 38.0, 36.0, 1123.0 - 30.0
_WIDTH = WIDTH - 2 * _X
_SPAN = (_X, _X + _WIDTH)
_MIN_SOURCES_PX, _MIN_MAP_PX, _MAX_MAP_PX = 84.0, 300.0, 560.0
_GAP_PX = 9.0
_TIMELINE_PX = 262.0


@dataclass(frozen=True)
class Handout:
    """What a handout is made of.

    Parameters
    ----------
    selection
        The visible set.
    permalink
        Full address of the view.
    lanes
        The timeline's lanes by their codes, from the top down.
    today
        Day of the view.
    view
        Part of the world to show, None for all shown places.
    """

    selection: Selection
    permalink: str
    lanes: Mapping[str, Lane]
    today: date
    view: View | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing answers the filters."""
        shown = self.selection
        return shown.places.empty and shown.claims.empty and shown.milestones.empty


def handout_svg(handout: Handout, outlines: Outlines) -> str:
    """Draw the page; all its words are escaped.

    Returns
    -------
    svg
        A document of its own, 794 by 1123 pixels, that needs no other file.
    """
    head, y = _head(handout)
    footer = Box(_X, _BOTTOM - FOOTER_PX, _WIDTH, FOOTER_PX)
    area = Box(_X, y, _WIDTH, footer.y - y - _GAP_PX)
    body = _nothing(area) if handout.is_empty else "".join(_body(handout, outlines, area))
    line = f"M{short(_X)} {short(footer.y - 4)}H{short(_X + _WIDTH)}"
    parts = [
        element("title", escape(str(handout.selection.dataset.subject.title))),
        element("rect", width=WIDTH, height=HEIGHT, fill="#ffffff"),
        head,
        body,
        element("path", d=line, stroke=LINE),
        footer_svg(handout.selection, handout.permalink, handout.today, footer),
    ]
    return element(
        "svg",
        "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {short(WIDTH)} {short(HEIGHT)}",
        font_family=FONT,
    )


def alternative(handout: Handout) -> str:
    """Say what a handout shows, for readers who do not see it."""
    selection = handout.selection
    return " ".join(
        [
            _("Handout with map, timeline, sources and address."),
            f"{selection.filter.describe(selection.dataset)}.",
            *(f"{line}." for line in _count_lines(selection)),
        ]
    )


def _head(handout: Handout) -> tuple[str, float]:
    """Write title, sentence and counters; returns also where the rest may begin."""
    selection = handout.selection
    subject = selection.dataset.subject
    parts = [
        aligned(_SPAN, _TOP + 16, str(subject.title), 21, font_weight=650, fill=INK),
        aligned(_SPAN, _TOP + 32, str(subject.subtitle), 11, fill=SOFT),
    ]
    y = _TOP + 51
    described = selection.filter.describe(selection.dataset)
    for line in clipped(described, _WIDTH, 13, 3, is_bold=True):
        parts.append(aligned(_SPAN, y, line, 13, font_weight=600, fill=INK))
        y += 16
    for words in [*_count_lines(selection), *_selected(selection)]:
        for line in clipped(words, _WIDTH, 9.5, 2):
            parts.append(aligned(_SPAN, y - 2, line, 9.5, fill=SOFT))
            y += 12.5
    return "".join(parts), y


def _opposite(y: float, words: str) -> str:
    """Write a note at the end of a line that begins with something else."""
    if is_mirrored(messages.code()):
        return text(_X, y, words, 8, fill=SOFT)
    return text(_X + _WIDTH, y, words, 8, fill=SOFT, text_anchor="end")


def _selected(selection: Selection) -> Iterator[str]:
    place_id = selection.filter.place
    if place_id in selection.places.index:
        place = selection.places.loc[place_id]
        where = _(", ").join(
            dict.fromkeys(
                part for part in map(messages.content, (place["name"], place["locality"])) if part
            )
        )
        yield _("Selected, with a ring round its mark: {place}").format(place=where)


def _count_lines(selection: Selection) -> list[str]:
    """Say shown of total and what is left out, for places and for statements, as the page does."""
    words, counts = macros("shell/shell.html"), selection.counts
    lines = (words.places(counts.places), words.statements(counts.statements))
    return [line.striptags() for line in lines]


def _nothing(area: Box) -> str:
    words = _("No places and no statements match these filters.")
    more = _("The address below opens them, to remove one or to widen the period.")
    middle, y = area.x + area.width / 2, area.y + 180
    frame = element(
        "rect", x=area.x, y=area.y, width=area.width, height=360.0, fill="#faf9f6", stroke=LINE
    )
    centred = {"text_anchor": "middle", "fill": INK}
    return frame + text(middle, y, words, 15, **centred) + text(middle, y + 22, more, 10, **centred)


def _body(handout: Handout, outlines: Outlines, area: Box) -> Iterator[str]:
    """Stack map, key, places, timeline and sources; the map takes what the others leave."""
    selection = handout.selection
    timeline = lay_out(selection, handout.lanes, _WIDTH, _TIMELINE_PX)
    has_places = not selection.places.empty
    keys = key_height(selection) if has_places else 0.0
    listed = places_height(selection, _WIDTH) + _GAP_PX if has_places else 0.0
    below = keys + listed + _timeline_height(timeline) + _MIN_SOURCES_PX + 4 * _GAP_PX + 10
    high = min(_MAX_MAP_PX, max(_MIN_MAP_PX, area.height - below))
    y = area.y
    note, drawn = _map(handout, outlines, Box(_X, y, _WIDTH, high))
    yield drawn
    y += high + 10
    yield _opposite(y, note)
    y += 4
    if has_places:
        yield key_svg(selection, Box(_X, y, _WIDTH, keys))
        yield places_svg(selection, Box(_X, y + keys + _GAP_PX, _WIDTH, listed))
    y += keys + listed + _GAP_PX
    yield from _time(handout, timeline, y)
    y += _timeline_height(timeline) + _GAP_PX
    yield sources_svg(selection, Box(_X, y, _WIDTH, area.y + area.height - y))


def _map(handout: Handout, outlines: Outlines, box: Box) -> tuple[str, str]:
    """Return the credit with what is not on the map, and the map or why there is none."""
    places = handout.selection.places
    located = places[places["lat"].notna() & places["lon"].notna()]
    if located.empty and handout.view is None:
        words = _("No place is shown.") if places.empty else _("No shown place has a point.")
        middle = text(
            box.x + box.width / 2, box.y + box.height / 2, words, 13, text_anchor="middle"
        )
        return "", middle
    shown = panels(located, box, handout.selection.dataset.subject.regions, handout.view)
    return _map_note(located, shown), panels_svg(shown, outlines, handout.selection)


def _map_note(located: pd.DataFrame, shown: list[Panel]) -> str:
    outside = len(located) - sum(len(one.places) for one in shown)
    said = ngettext(
        "{n} shown place lies outside this part of the world",
        "{n} shown places lie outside this part of the world",
        outside,
    ).format(n=outside)
    credit = _("Map: Natural Earth, GeoNames")
    return f"{said} · {credit}" if outside else credit


def _timeline_height(timeline: Timeline | None) -> float:
    return 14 + (timeline.height if timeline else 12)


def _time(handout: Handout, timeline: Timeline | None, y: float) -> Iterator[str]:
    """Draw the timeline under its heading, which counts what has no date."""
    selection = handout.selection
    undated = int((~selection.claims["dated"]).sum() + (~selection.milestones["dated"]).sum())
    yield aligned(_SPAN, y + 9, _("Timeline of dated statements"), 9, font_weight=600, fill=INK)
    notes = [_("Bars: the days a date may mean. Hollow or fading: approximate, uncertain or open.")]
    if undated:
        words = ngettext(
            "{n} shown statement has no date.", "{n} shown statements have no date.", undated
        )
        notes.append(words.format(n=undated))
    yield _opposite(y + 9, " ".join(notes))
    if timeline is None:
        yield aligned(_SPAN, y + 22, _("No dated statement is shown."), 9, fill=INK)
        return
    box = Box(_X, y + 14, _WIDTH, timeline.height)
    yield timeline_svg(timeline, handout.lanes, box, selection.filter.place)
