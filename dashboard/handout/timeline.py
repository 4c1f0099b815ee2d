"""The timeline of a handout as SVG: the lanes and marks of the live one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dashboard.handout.projection import Box
from dashboard.handout.svg import INK, LINE, SOFT, element, short, text, width
from dashboard.look import Lane
from dashboard.timeline.rows import (
    Mark,
    Span,
    Statement,
    dated_statements,
    layout,
    visible_span,
)
from dashboard.timeline.style import FAINT
from dashboard.timeline.ticks import Tick, ticks
from geo import Selection, messages
from geo.calendars import has_two

HEAD_PX, GAP_PX = 12.0, 3.0
_LINE_PX, _NAME_PX = 9.0, 8.0
ROW_SIZES = (5.0, 4.2, 3.6, 3.0, 2.5, 2.0)
"""Heights of a row in pixels, of which the first is taken that fits."""
MAX_ROWS = 8
_POINT_SHARE = 0.84
_LONG = timedelta(days=20)
_STOPS = {
    "soft": ((0, 0.2), (0.3, 0.75), (0.5, 1.0), (0.7, 0.75), (1, 0.2)),
    "open-end": ((0, 1.0), (1, 0.1)),
    "open-start": ((0, 0.1), (1, 1.0)),
}
"""Opacity along a bar whose ends are approximate or open."""


@dataclass(frozen=True)
class Timeline:
    """A timeline that is laid out, and how much room it takes.

    Parameters
    ----------
    span
        Visible period.
    marks
        What is drawn, with rows within the lanes.
    rows
        Number of rows of each lane that has marks, from the top down.
    row_px
        Height of a row in pixels.
    """

    span: Span
    marks: tuple[Mark, ...]
    rows: dict[str, int]
    row_px: float

    @property
    def height(self) -> float:
        """Height of the drawing in pixels."""
        return axis_px() + sum(HEAD_PX + rows * self.row_px + GAP_PX for rows in self.rows.values())


def lay_out(
    selection: Selection, lanes: Mapping[str, Lane], wide: float, max_px: float
) -> Timeline | None:
    """Lay out the dated statements of a selection, None where there is none.

    Parameters
    ----------
    selection
        The visible set.
    lanes
        The lanes by their codes, from the top down.
    wide
        Width of the drawing in pixels.
    max_px
        Height in pixels that its rows are made low for, in so far as they can still be seen.
    """
    statements = [statement for statement in dated_statements(selection) if statement.lane in lanes]
    if not statements:
        return None
    span = visible_span(selection, statements)
    if span.length > _LONG:
        statements = [_by_day(statement) for statement in statements]
    for row_px in ROW_SIZES:
        timeline = _with_rows(statements, span, lanes, row_px, wide)
        if timeline.height <= max_px:
            break
    return timeline


def _by_day(statement: Statement) -> Statement:
    """Drop the clock time, which a timeline of months cannot show, so that a day is one mark."""
    day = statement.edtf.partition("T")[0]
    return replace(statement, interval=replace(statement.interval, edtf=day, at=None))


def _with_rows(
    statements: list[Statement], span: Span, lanes: Mapping[str, Lane], row_px: float, wide: float
) -> Timeline:
    marks = layout(statements, span, MAX_ROWS, (row_px * _POINT_SHARE + 0.6) / wide)
    rows = {
        lane: 1 + max(mark.row for mark in marks if mark.lane == lane)
        for lane in lanes
        if any(mark.lane == lane for mark in marks)
    }
    return Timeline(span, tuple(marks), rows, row_px)


def timeline_svg(
    timeline: Timeline, lanes: Mapping[str, Lane], box: Box, place_id: str = ""
) -> str:
    """Draw a timeline in a box; where a place is selected, all but its statements are faint."""
    parts = [_gradients(timeline, lanes), *_axis(timeline, box)]
    top = box.y + axis_px()
    for lane, rows in timeline.rows.items():
        own = [mark for mark in timeline.marks if mark.lane == lane]
        count = sum(len(mark.statements) for mark in own)
        words = messages.counted(lanes[lane].name, count)
        for mark in own:
            y = top + HEAD_PX + (mark.row + 0.5) * timeline.row_px
            is_other = bool(place_id) and all(
                statement.place_id != place_id for statement in mark.statements
            )
            shape = _bar(mark, timeline, box, y, lanes[lane].colour) or _point(
                mark, timeline, box, y, lanes[lane].colour
            )
            parts.append(
                element("g", shape, data_mark=mark.key, opacity=FAINT if is_other else None)
            )
        halo = {"stroke": "#ffffff", "stroke_width": 2.5, "paint_order": "stroke"}
        style = {"font_weight": 600, "fill": lanes[lane].colour}
        parts.append(text(box.x, top + HEAD_PX - 3, words, 8.5, **style, **halo))
        top += HEAD_PX + rows * timeline.row_px + GAP_PX
    return "".join(parts)


def _x(moment: datetime, span: Span, box: Box) -> float:
    share = (moment - span.start) / span.length
    return box.x + box.width * min(1.0, max(0.0, share))


def _bar(mark: Mark, timeline: Timeline, box: Box, y: float, colour: str) -> str:
    """Draw what covers a stretch of time, empty for a point."""
    if mark.start == mark.end:
        return ""
    left, right = (_x(moment, timeline.span, box) for moment in (mark.start, mark.end))
    return element(
        "rect",
        x=left,
        y=y - timeline.row_px * 0.33,
        width=max(right - left, 1.2),
        height=timeline.row_px * 0.66,
        fill=_fill(mark, colour),
    )


def _fill(mark: Mark, colour: str) -> str:
    """Return a lane's colour, fading where the date is approximate, uncertain or open."""
    if mark.is_open:
        has_start = mark.statements[0].interval.earliest is not None
        return f"url(#open-{'end' if has_start else 'start'}-{mark.lane})"
    return f"url(#soft-{mark.lane})" if mark.is_soft else colour


def _point(mark: Mark, timeline: Timeline, box: Box, y: float, colour: str) -> str:
    """Draw a day or a clock time; an approximate or uncertain one is hollow."""
    size = timeline.row_px * (_POINT_SHARE if len(mark.statements) == 1 else 1.0)
    return element(
        "circle",
        cx=_x(mark.start, timeline.span, box),
        cy=y,
        r=size / 2 - 0.3,
        fill="#ffffff" if mark.is_soft else colour,
        stroke=colour,
        stroke_width=0.8,
    )


def _gradients(timeline: Timeline, lanes: Mapping[str, Lane]) -> str:
    found = []
    for lane in timeline.rows:
        for name, stops in _STOPS.items():
            drawn = "".join(
                element("stop", offset=at, stop_color=lanes[lane].colour, stop_opacity=opacity)
                for at, opacity in stops
            )
            found.append(element("linearGradient", drawn, id=f"{name}-{lane}"))
    return element("defs", "".join(found))


def axis_px() -> float:
    """Return the height of the axis: a line for each calendar of the reader."""
    return 14.0 + (_LINE_PX if has_two() else 0.0)


def _axis(timeline: Timeline, box: Box) -> Iterator[str]:
    bottom, edge_y = box.y + timeline.height, box.y + axis_px() - 1
    named = ticks(timeline.span, 8 if has_two() else 13)
    for tick in named:
        x = _x(tick.moment, timeline.span, box)
        line = f"M{short(x)} {short(edge_y - 2)}V{short(bottom)}"
        yield element("path", d=line, stroke=LINE, stroke_width=0.7)
    yield from _moments(named, timeline.span, box)
    edge = f"M{short(box.x)} {short(edge_y)}H{short(box.x + box.width)}"
    yield element("path", d=edge, stroke=INK, stroke_width=0.5)


def _moments(named: Sequence[Tick], span: Span, box: Box) -> Iterator[str]:
    """Write what moments are called; those at the edges move inwards where there is room."""
    labels = []
    for tick in named:
        said = [words for words in (tick.words, tick.beside) if words]
        half = max(width(words, _NAME_PX) for words in said) / 2
        x = _x(tick.moment, span, box)
        middle = min(max(x, box.x + half), box.x + box.width - half)
        labels.append((abs(middle - x), middle, half, said))
    taken: list[tuple[float, float]] = []
    for _moved, middle, half, said in sorted(labels):
        if all(abs(middle - other) >= half + wide for other, wide in taken):
            taken.append((middle, half))
            for at, words in enumerate(said):
                y = box.y + 9 + at * _LINE_PX
                yield text(middle, y, words, _NAME_PX, fill=SOFT, text_anchor="middle")
