"""Periods that readers ask for, and which dates lie in them possibly or certainly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from geo.dates import parse

Days = ArrayLike | Sequence[date | None]
"""A column of days, of which some may be missing."""


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included; None is no bound."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def read(cls, first: str, last: str) -> Self:
        """Read ISO days, months or years, an empty text for no bound.

        Raises
        ------
        DateError
            A text is neither empty nor a date.

        Examples
        --------
        >>> Period.read("1988-07", "1988")
        Period(first=datetime.date(1988, 7, 1), last=datetime.date(1988, 12, 31))
        """
        return cls(parse(first).earliest if first else None, parse(last).latest if last else None)

    def bounded(self, earliest: date, latest: date) -> tuple[date, date]:
        """Return its first and last day, those of what is dated where it has no bound.

        Where it begins after that ends, or ends before that begins, its one bound is both.

        Examples
        --------
        >>> first, last = Period.read("1988", "").bounded(date(1980, 1, 1), date(2025, 8, 29))
        >>> first.isoformat(), last.isoformat()
        ('1988-01-01', '2025-08-29')
        """
        first, last = self.first or earliest, self.last or latest
        return (first, max(first, last)) if self.first else (min(first, last), last)

    def possibly_holds(self, earliest: Days, latest: Days) -> np.ndarray:
        """Tell which dates have some day in the period.

        Parameters
        ----------
        earliest, latest
            First and last days of the dates, missing where a date is open.

        Examples
        --------
        >>> stated, period = parse("1988-08"), Period.read("1988-08-15", "")
        >>> period.possibly_holds([stated.earliest], [stated.latest]).tolist()
        [True]
        """
        starts, ends = _as_days(earliest), _as_days(latest)
        inside = np.ones(starts.shape, dtype=bool)
        if self.first is not None:
            inside &= (ends >= np.datetime64(self.first)) | np.isnat(ends)
        if self.last is not None:
            inside &= (starts <= np.datetime64(self.last)) | np.isnat(starts)
        return inside

    def certainly_holds(self, earliest: Days, latest: Days) -> np.ndarray:
        """Tell which dates have every day in the period; the same days as `possibly_holds`.

        Examples
        --------
        >>> stated, period = parse("1988-08"), Period.read("1988-08-15", "")
        >>> period.certainly_holds([stated.earliest], [stated.latest]).tolist()
        [False]
        """
        starts, ends = _as_days(earliest), _as_days(latest)
        inside = np.ones(starts.shape, dtype=bool)
        if self.first is not None:
            inside &= starts >= np.datetime64(self.first)
        if self.last is not None:
            inside &= ends <= np.datetime64(self.last)
        return inside


def _as_days(days: Any) -> np.ndarray:
    return np.asarray(days, dtype="datetime64[D]")


def stated_period(
    earliest: Days, latest: Days, own_year: int | None = None
) -> tuple[date, date] | None:
    """Return the first and the last day that dates say, None where they say none.

    A date that began by the year of the data and may mean a later one (`202X`, or an open one) says
    nothing of that time: its beginning counts. What is announced for a later year counts whole.

    Parameters
    ----------
    earliest, latest
        First and last days of the dates, missing where a date is open.
    own_year
        The year of the data; without it, every day that a date may mean counts.

    Examples
    --------
    >>> stated = [parse(text) for text in ("1988", "2025-08", "202X")]
    >>> earliest, latest = zip(*((one.earliest, one.latest) for one in stated))
    >>> [day.isoformat() for day in stated_period(earliest, latest, 2026)]
    ['1988-01-01', '2025-08-31']
    """
    starts, ends = _as_days(earliest), _as_days(latest)
    if own_year is not None:
        end_of_data = np.datetime64(f"{own_year:04}-12-31")
        ends = np.where((ends > end_of_data) & ~(starts > end_of_data), starts, ends)
    days = np.concatenate([starts, ends])
    days = days[~np.isnat(days)]
    return (days.min().item(), days.max().item()) if len(days) else None
