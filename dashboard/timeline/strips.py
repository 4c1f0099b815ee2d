"""The lanes of a timeline from the top down, and where each of their marks is drawn."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dashboard.timeline.rows import (
    Mark,
    Span,
    Statement,
    band,
    is_minute_view,
    is_wide,
    layout,
    marks_of,
)
from dashboard.timeline.style import COMPACT, TimelineStyle

_MAX_EXACT = timedelta(days=8)
"""What is dated within so many days stands among single days, the last of a week's days whole."""
_SHORT_SHARE = 0.2  # of the period: what covers more of it stands below exact dates
_GAP_PX = 4


@dataclass(frozen=True)
class Drawn:
    """A mark with the y of its middle, in pixels from the top, and the height of its row."""

    mark: Mark
    y: float
    row_px: float
    is_listed: bool = False
    """Whether it is a date of an opened band, which counts its statements already."""


@dataclass(frozen=True)
class Strip:
    """A lane as it is drawn, with where it begins and ends, in pixels from the top."""

    lane: str
    marks: tuple[Drawn, ...]
    top: float
    bottom: float

    @property
    def statements(self) -> list[Statement]:
        """What the lane's marks stand for, each statement once."""
        counted = [one.mark for one in self.marks if not one.is_listed]
        return [statement for mark in counted for statement in mark.statements]


def stack(
    statements: Sequence[Statement],
    span: Span,
    style: TimelineStyle,
    lanes: Iterable[str],
    opened: Collection[str] = (),
) -> list[Strip]:
    """Lay out those lanes that have marks.

    Parameters
    ----------
    statements
        What is dated.
    span
        Visible period.
    style
        Heights of rows, and whether what covers all of the period is drawn as one band.
    lanes
        Codes of the lanes, from the top down.
    opened
        Those whose bands are also drawn date by date.
    """
    strips: list[Strip] = []
    for lane in lanes:
        own = [statement for statement in statements if statement.lane == lane]
        top = style.header_px + (strips[-1].bottom + _GAP_PX if strips else 0)
        marks = tuple(_lane(own, span, style, top, lane in opened))
        if marks:
            strips.append(Strip(lane, marks, top, max(one.y + one.row_px / 2 for one in marks)))
    return strips


def _lane(
    own: list[Statement], span: Span, style: TimelineStyle, top: float, is_opened: bool
) -> Iterator[Drawn]:
    """Place exact dates first, then longer ones, then those that cover all of the period."""
    wide = [one for one in own if style.band_px and is_wide(one, span)]
    ids = {one.claim_id for one in wide}
    here = top
    for mark in _packed([one for one in own if one.claim_id not in ids], span, style):
        here = max(here, top + (mark.row + 1) * style.row_px)
        yield Drawn(mark, top + (mark.row + 0.5) * style.row_px, style.row_px)
    if not wide:
        return
    yield Drawn(band(wide, span), here + style.band_px / 2, style.band_px)
    if is_opened:
        for mark in layout(wide, span, 0, style.mark_share):
            yield Drawn(mark, here + (mark.row + 1.5) * style.band_px, style.band_px, True)


def _packed(own: list[Statement], span: Span, style: TimelineStyle) -> list[Mark]:
    max_rows = COMPACT.max_rows if is_minute_view(span) else style.max_rows
    ranks = {mark.key: _rank(mark, span, style) for mark in marks_of([(one,) for one in own], span)}
    found: list[Mark] = []
    for rank in range(3):
        part = [one for one in own if ranks.get(one.claim_id) == rank]
        below = 1 + max((mark.row for mark in found), default=-1)
        marks = layout(part, span, max_rows, style.mark_share)
        rows = style.max_rows if style.is_flat else len(own) + 1
        found += [replace(mark, row=mark.row % rows + below) for mark in marks]
    return found


def _rank(mark: Mark, span: Span, style: TimelineStyle) -> int:
    """Return which dates stand above which: days first, long ones last.

    Where marks may lie over one another, bars would hide points: they have rows of their own.
    """
    length = mark.end - mark.start
    if length > span.length * _SHORT_SHARE:
        return 2
    return int(length > (timedelta() if style.is_flat else _MAX_EXACT))
