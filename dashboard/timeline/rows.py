"""Statements laid out in time: the marks of a timeline and the row in which each stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from geo import Dataset, Selection, messages
from geo.activity import MILESTONES
from geo.cite.references import attribution
from geo.dates import Interval

GROUP_MARK = "@"

_DAY = timedelta(days=1)

_MARGIN = 0.02
"""Room on each side of the period, as a share of it."""

_UNDATED = date(1980, 1, 1), date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with what a mark shows of it."""

    claim_id: str
    lane: str
    place_id: str
    title: str
    interval: Interval
    attribution: str

    @property
    def edtf(self) -> str:
        """The date as written."""
        return self.interval.edtf


@dataclass(frozen=True)
class Span:
    """The visible period: `[start, end)`, local time without a zone."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """Length of the period."""
        return self.end - self.start

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, without the room on both sides.

        Examples
        --------
        >>> [day.isoformat() for day in Span(datetime(1988, 7, 30), datetime(1988, 8, 1)).days]
        ['1988-07-30', '1988-07-31']
        """
        if is_minute_view(self):
            return (self.start + self.length / 2).date(), (self.start + self.length / 2).date()
        edge = self.length * _MARGIN / (1 + 2 * _MARGIN) + timedelta(minutes=1)
        return (self.start + edge).date(), (self.end - edge).date()


@dataclass(frozen=True)
class Mark:
    """One mark: a statement, or all statements of a lane with the same date.

    Parameters
    ----------
    statements
        What it stands for, at least one.
    start, end
        What it covers, equal for a point; on an open side, the end of the visible period.
    is_soft
        Whether the date is approximate or uncertain.
    is_open
        Whether the date has no end (or no start).
    row
        Row within the lane, from 0.
    is_band
        Whether it stands for all statements of a lane that cover the whole visible period.
    """

    statements: tuple[Statement, ...]
    start: datetime
    end: datetime
    is_soft: bool
    is_open: bool
    row: int = 0
    is_band: bool = False

    @property
    def lane(self) -> str:
        """Lane that the mark stands in."""
        return self.statements[0].lane

    @property
    def key(self) -> str:
        """Name that a click gives back, for `choices.statements_of`."""
        first = self.statements[0]
        if self.is_band:
            return f"{GROUP_MARK}{first.lane}|"
        if len(self.statements) == 1:
            return first.claim_id
        return f"{GROUP_MARK}{first.lane}|{first.edtf}"


def dated_statements(selection: Selection) -> list[Statement]:
    """List the dated statements of a selection, those about places first."""
    known = _statements(selection.dataset, messages.code())
    shown = [*selection.claims.index, *selection.milestones.index]
    return [known[claim_id] for claim_id in shown if claim_id in known]


@lru_cache(maxsize=8)
def _statements(data: Dataset, _language: str) -> dict[str, Statement]:
    """Return all dated statements of a dataset by id, worded in the language in use."""
    layers, names = (
        data.places["layer"].to_dict(),
        data.places["name"].map(messages.content).to_dict(),
    )

    @cache  # thousands of statements may have a passage in common
    def said_by(source_id: str, locator: str) -> str:
        return attribution(data.sources[source_id], locator)

    found = {}
    for frame, owner in ((data.claims, "place_id"), (data.milestones, "title")):
        dated = frame[frame["dated"]]
        columns = (dated[name] for name in (owner, "interval", "source_id", "locator"))
        rows = zip(dated.index, *columns, strict=True)
        for claim_id, owned, interval, source_id, locator in rows:
            said = said_by(source_id, locator)
            if owner == "place_id":
                found[claim_id] = Statement(
                    claim_id, layers[owned], owned, names[owned], interval, said
                )
            else:
                found[claim_id] = Statement(
                    claim_id, MILESTONES, "", messages.content(owned), interval, said
                )
    return found


def visible_span(selection: Selection, statements: Iterable[Statement]) -> Span:
    """Return the period a timeline shows: the filter's, or what the statements cover.

    What may also be later than any statement of the data says is cut off there.

    A single day with clock times is shown from the first of them to the last.
    """
    intervals = [statement.interval for statement in statements]
    first, last = selection.filter.period.first, selection.filter.period.last
    if first is not None and first == last:
        clock = [
            datetime.combine(first, interval.at)
            for interval in intervals
            if interval.at is not None and interval.earliest == first
        ]
        if clock:
            edge = timedelta(minutes=12)
            return Span(moved(min(clock), -edge), moved(max(clock), edge))
    ends = [day for one in intervals for day in (one.earliest, one.latest) if day is not None]
    _begun, latest = selection.dataset.stated_period or _UNDATED
    covered = (min(ends), min(max(ends), latest)) if ends else _UNDATED
    start, end = selection.filter.period.bounded(*covered)
    span = Span(datetime.combine(start, time()), moved(datetime.combine(end, time()), _DAY))
    edge = span.length * _MARGIN
    return Span(moved(span.start, -edge), moved(span.end, edge))


def layout(statements: list[Statement], span: Span, max_rows: int, mark_share: float) -> list[Mark]:
    """Place statements in rows so that no two marks of a lane overlap.

    Parameters
    ----------
    statements
        Dated statements.
    span
        Visible period; statements outside it have no mark.
    max_rows
        A lane that needs more rows shows statements of the same date as one mark.
    mark_share
        Width of a point as a share of the period's width.

    Returns
    -------
    marks
        In each lane by start, with their rows.
    """
    placed: list[Mark] = []
    for lane in dict.fromkeys(statement.lane for statement in statements):
        own = [statement for statement in statements if statement.lane == lane]
        gap = span.length * mark_share
        marks = _pack(marks_of([(statement,) for statement in own], span), gap, max_rows)
        if marks is None:
            by_date: dict[str, list[Statement]] = {}
            for statement in own:
                by_date.setdefault(statement.edtf, []).append(statement)
            groups = [tuple(group) for group in by_date.values()]
            marks = _pack(marks_of(groups, span), gap, len(groups)) or []
        placed += marks
    return placed


def is_wide(statement: Statement, span: Span) -> bool:
    """Tell whether a date covers the whole visible period, so that it has no place within it.

    A day is as exact as a date without clock times gets, unless it is clock times that are shown.
    """
    mark, edge = _mark((statement,), span), span.length * _MARGIN
    if mark is None or (statement.interval.is_day and not is_minute_view(span)):
        return False
    return mark.start <= moved(span.start, edge) and mark.end >= moved(span.end, -edge)


def band(statements: list[Statement], span: Span) -> Mark:
    """Return one mark for statements that cover the whole visible period."""
    return Mark(tuple(statements), span.start, span.end, False, False, is_band=True)


def marks_of(groups: list[tuple[Statement, ...]], span: Span) -> list[Mark]:
    """Return a mark for each group of statements of one date that lies in the visible period."""
    return [mark for group in groups if (mark := _mark(group, span)) is not None]


def _mark(group: tuple[Statement, ...], span: Span) -> Mark | None:
    interval = group[0].interval
    start = span.start if interval.earliest is None else _at(interval.earliest, interval.at)
    if interval.latest is None:
        end = span.end
    elif interval.at is not None or (interval.is_day and span.length > 20 * _DAY):
        end = start
    else:
        end = moved(_at(interval.latest), _DAY)
    if end < span.start or start >= span.end:
        return None
    is_open = interval.earliest is None or interval.latest is None
    return Mark(group, start, end, interval.approximate or interval.uncertain, is_open)


def _at(day: date, at: time | None = None) -> datetime:
    return datetime.combine(day, at or time())


def _pack(marks: list[Mark], gap: timedelta, max_rows: int) -> list[Mark] | None:
    """Give each mark the first row whose last mark ends before it begins; None if too many."""
    ends: list[datetime] = []
    packed = []
    for mark in sorted(marks, key=lambda one: (one.start, one.end, one.key)):
        row = next((number for number, end in enumerate(ends) if end <= mark.start), len(ends))
        if row >= max_rows:
            return None
        if row == len(ends):
            ends.append(mark.end)
        ends[row] = max(moved(mark.end, gap / 3), moved(mark.start, gap))
        packed.append(replace(mark, row=row))
    return packed


def moved(moment: datetime, by: timedelta) -> datetime:
    """Return a moment moved by a length of time, no further than the calendar goes."""
    try:
        return moment + by
    except OverflowError:
        return datetime.max if by > timedelta() else datetime.min


def is_minute_view(span: Span) -> bool:
    """Tell whether a period is short enough for clock times on its axis."""
    return span.length < _DAY


def as_milliseconds(length: timedelta) -> float:
    """Return a length as Plotly measures bars on a time axis."""
    return length / timedelta(milliseconds=1)


def stamp(moment: datetime) -> str:
    """Return a moment as Plotly reads it."""
    return moment.isoformat(timespec="minutes")
