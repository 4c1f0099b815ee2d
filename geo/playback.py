"""Time played frame by frame: which window each frame shows, and the visible set that answers it.

A frame is a day, a month or a year of a filter's period, or a minute of a day whose statements
carry clock times. Its window is that unit alone, or all from the start of the period up to it.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import overload

from geo import messages
from geo.clock_times import Clock, minute_of, narrowed
from geo.dataset import Dataset
from geo.filter_words import describe
from geo.filters import Filter, Selection
from geo.messages import gettext as _
from geo.periods import Period
from geo.wording import day_words, period_words

UNITS = ("minute", "day", "month", "year")
WINDOWS = ("moving", "cumulative")
_MAX_DAYS, _MAX_MONTHS = 200, 300
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class Playback:
    """A filter whose period is walked through.

    Parameters
    ----------
    query
        What stays in force in every frame; its period bounds the walk, and where it has none, the
        dates of the data do.
    unit
        Length of a step, one of `UNITS`.
    window
        One of `WINDOWS`: `moving` shows one unit, `cumulative` all from the start to that unit.
    """

    query: Filter
    unit: str
    window: str = WINDOWS[0]


@dataclass(frozen=True)
class Frame:
    """One step of a playback.

    Parameters
    ----------
    number, count
        Position from 0, and how many frames there are.
    filter
        The question that this frame answers.
    at
        The unit as an address writes it: `1988-08-14`, `1988-08`, `1988`, `2018-08-25T17:42`.
    clock
        First and last minute of the window, for a playback by the minute.
    """

    number: int
    count: int
    filter: Filter
    at: str
    clock: Clock | None = None

    def words(self) -> str:
        """Say the window, such as `14 August 1988` or `25 August 2018, 17:03 to 17:42`.

        Examples
        --------
        >>> playback = Playback(Filter(from_date="1988-08", to_date="1988-08"), "day")
        >>> frames(playback, small)[13].words()
        '14 August 1988'
        """
        if self.clock is None:
            return period_words(self.filter.from_date, self.filter.to_date)
        first, last = (messages.digits(f"{minute:%H:%M}") for minute in self.clock)
        span = first if first == last else _("{start} to {end}").format(start=first, end=last)
        return _("{day}, {time}").format(
            day=day_words(date.fromisoformat(self.filter.from_date)), time=span
        )

    def describe(self, dataset: Dataset) -> str:
        """Say the question of the frame in words, its minutes included.

        Examples
        --------
        >>> day = Filter(from_date="2018-08-25", to_date="2018-08-25")
        >>> frames(Playback(day, "minute"), small)[0].describe(small)
        'Places, statements dated 25 August 2018, 17:42'
        """
        return describe(self.filter, dataset, self.words() if self.clock else "")


class Frames(Sequence[Frame]):
    """The frames of a playback, each made when it is asked for."""

    def __init__(self, playback: Playback, dataset: Dataset) -> None:
        self.playback = playback
        self.first, self.last = _bounds(playback, dataset)
        self.length = self.number_at(self.last) + 1

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, number: int) -> Frame: ...
    @overload
    def __getitem__(self, number: slice) -> list[Frame]: ...
    def __getitem__(self, number: int | slice) -> Frame | list[Frame]:
        """Return one frame, or those of a slice."""
        if isinstance(number, slice):
            return [self[position] for position in range(*number.indices(self.length))]
        if not -self.length <= number < self.length:
            raise IndexError(number)
        return self._frame(number % self.length)

    def number_at(self, moment: datetime) -> int:
        """Return the number of the frame that holds a moment, the nearest one outside the period.

        Examples
        --------
        >>> playback = Playback(Filter(from_date="1988", to_date="1989"), "month")
        >>> frames(playback, small).number_at(datetime(1988, 3, 1))
        2
        """
        at, first = min(max(moment, self.first), self.last), self.first
        if self.playback.unit == "minute":
            return (at - first) // _MINUTE
        if self.playback.unit == "day":
            return (at.date() - first.date()).days
        if self.playback.unit == "month":
            return 12 * (at.year - first.year) + at.month - first.month
        return at.year - first.year

    def _frame(self, number: int) -> Frame:
        query, is_whole = self.playback.query, self.playback.window == "cumulative"
        start, end = _edges(self.first, self.playback.unit, number)
        start, end = max(start, self.first), min(end, self.last)
        begun = self.first if is_whole else start
        if self.playback.unit == "minute":
            day = start.date().isoformat()
            asked = replace(query, from_date=day, to_date=day)
            clock = (begun.time(), start.time())
            return Frame(number, self.length, asked, start.isoformat(timespec="minutes"), clock)
        first, last = _period_texts(begun, end, self.playback.unit)
        asked = replace(query, from_date=first, to_date=last)
        return Frame(number, self.length, asked, _unit_text(start, self.playback.unit))


def frames(playback: Playback, dataset: Dataset) -> Frames:
    """Return the frames of a playback, the earliest first; there is at least one.

    Examples
    --------
    >>> walked = frames(Playback(Filter(from_date="1988", to_date="1989"), "month"), small)
    >>> len(walked), walked[0].at, walked[-1].at
    (24, '1988-01', '1989-12')
    """
    return Frames(playback, dataset)


def select(frame: Frame, dataset: Dataset) -> Selection:
    """Return the visible set of a frame: by the minute, what has a clock time alone.

    Examples
    --------
    >>> query = Filter(from_date="2018-08-25", to_date="2018-08-25")
    >>> select(frames(Playback(query, "minute"), small)[0], small).claims.index.tolist()
    ['charlie-gathering-01']
    """
    selection = frame.filter.select(dataset)
    return selection if frame.clock is None else narrowed(selection, frame.clock)


def units(query: Filter, dataset: Dataset) -> tuple[str, ...]:
    """Return the units by which a filter's period can be played: minutes only of a clocked day.

    Of a dataset that is too large for memory, none is played.

    Examples
    --------
    >>> units(Filter(from_date="2018-08-25", to_date="2018-08-25"), small)
    ('minute', 'day', 'month', 'year')
    """
    if dataset.beyond is not None:  # each frame would take as long as a filter
        return ()
    return UNITS if _clocked(query, dataset) else UNITS[1:]


def sensible_unit(query: Filter, dataset: Dataset) -> str:
    """Return the unit that makes a period neither too short nor too long to watch.

    Minutes for a day with clock times, days up to 200 of them, months up to 25 years, else years.

    Examples
    --------
    >>> sensible_unit(Filter(from_date="1988-07", to_date="1988-09"), small)
    'day'
    """
    if _clocked(query, dataset):
        return "minute"
    first, last = _period(query, dataset)
    if (last - first).days < _MAX_DAYS:
        return "day"
    months = 12 * (last.year - first.year) + last.month - first.month
    return "month" if months < _MAX_MONTHS else "year"


def default_window(unit: str) -> str:
    """Return the window that a playback begins with: of short units all that came before stays.

    Examples
    --------
    >>> default_window("day"), default_window("year")
    ('cumulative', 'moving')
    """
    return "cumulative" if unit in ("minute", "day") else "moving"


def _bounds(playback: Playback, dataset: Dataset) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a playback, both inside it."""
    if playback.unit == "minute":
        clocked = _clocked(playback.query, dataset)
        if not clocked:
            raise ValueError("minute: expected a period of one day with clock times")
        return clocked
    first, last = _period(playback.query, dataset)
    return datetime.combine(first, time()), datetime.combine(last, time(23, 59))


def _period(query: Filter, dataset: Dataset) -> tuple[date, date]:
    # Where nothing has a date: one frame, without statements.
    return query.period.bounded(*(dataset.stated_period or (date.today(), date.today())))


@lru_cache(maxsize=32)
def _clocked(query: Filter, dataset: Dataset) -> tuple[datetime, datetime] | None:
    """Return the first and last clock time of a filter's day; None for other periods."""
    day = query.period.first
    if day is None or day != query.period.last:
        return None
    selection = query.without("bounds").select(dataset)  # panning must not end the playing
    stated = [*selection.claims["interval"], *selection.milestones["interval"]]
    clock = [at for interval in stated if (at := minute_of(interval)) is not None]
    if not clock:
        return None
    return datetime.combine(day, min(clock)), datetime.combine(day, max(clock))


def _edges(first: datetime, unit: str, number: int) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a unit, counted from the one that holds `first`."""
    if unit == "minute":
        start = first + number * _MINUTE
        return start, start
    midnight = datetime.combine(first.date(), time())
    if unit == "day":
        start = end = midnight + number * _DAY
    elif unit == "month":
        start = _month(first, number)
        end = start.replace(day=monthrange(start.year, start.month)[1])
    else:
        start = datetime(first.year + number, 1, 1)
        end = start.replace(month=12, day=31)
    return start, end.replace(hour=23, minute=59)


def _month(first: datetime, number: int) -> datetime:
    months = first.year * 12 + first.month - 1 + number
    return datetime(months // 12, months % 12 + 1, 1)


def _unit_text(start: datetime, unit: str) -> str:
    return start.date().isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def _period_texts(start: datetime, end: datetime, unit: str) -> tuple[str, str]:
    """Write a window by its units where they fit it, else by its days."""
    first, last = _unit_text(start, unit), _unit_text(end, unit)
    if Period.read(first, last) == Period(start.date(), end.date()):
        return first, last
    return start.date().isoformat(), end.date().isoformat()
