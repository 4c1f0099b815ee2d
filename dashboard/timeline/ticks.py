"""What the axis of a timeline names: moments, in both calendars of the reader."""

from datetime import datetime, timedelta
from typing import NamedTuple

from babel import Locale
from babel.dates import format_datetime

from dashboard.escaping import safe
from dashboard.timeline.rows import Span, moved, stamp
from geo import messages
from geo.calendars import has_two, words_beside
from geo.dates import read_form
from geo.wording import period_words

_MAX_BESIDE = 5
"""As many of two lines have room on a phone."""
_LONG_NAME = 5
_LONGEST_OF_DAYS = timedelta(days=160)
"""Over longer periods, charts of any width name months, with the year."""

# Length of a step in months or as a time, and how a tick is written.
_MONTHS = (
    *((12 * years, "y") for years in (2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)),
    (6, "MMM y"),
    (3, "MMM y"),
    (1, "MMM y"),
)
_TIMES = (
    (timedelta(days=7), "d MMM"),
    (timedelta(days=2), "d MMM"),
    (timedelta(days=1), "d MMM"),
    (timedelta(hours=6), "d MMM HH:mm"),
    (timedelta(hours=1), "HH:mm"),
    (timedelta(minutes=30), "HH:mm"),
    (timedelta(minutes=10), "HH:mm"),
)


class Tick(NamedTuple):
    """A moment that an axis names, in words, and in those of the other calendar of the reader."""

    moment: datetime
    words: str
    beside: str


def ticks(span: Span, most: int) -> list[Tick]:
    """List the moments that an axis names, at most so many of them.

    Clock times are said in one calendar.

    Examples
    --------
    >>> [tick.words for tick in ticks(Span(datetime(1988, 7, 20), datetime(1988, 9, 20)), 5)]
    ['Aug 1988', 'Sep 1988']
    """
    choices = [
        *((form, _times(span, step, most)) for step, form in reversed(_TIMES)),
        *((form, _months(span, step, most)) for step, form in reversed(_MONTHS)),
    ]
    form, found = next(one for one in choices if len(one[1]) <= most)
    return [_tick(moment, form) for moment in found]


def named_ticks(span: Span) -> dict[str, str]:
    """Return the moments to name where a chart cannot name them itself, each with its words.

    These are those of two calendars, and days and months with long names. Empty where the reader
    has but the Gregorian calendar and short names, or no moment is a day or longer.

    Examples
    --------
    >>> messages.use(messages.Language("en", messages.ENGLISH.catalogue, calendar="solar"))
    >>> named_ticks(Span(datetime(1985, 6, 1), datetime(1989, 6, 1)))["1988-01-01T00:00"]
    '1988<br>1366–1367'
    """
    if not has_two() and not _has_long_names(messages.code()):
        return {}
    found = ticks(span, _MAX_BESIDE)
    if not has_two() and any(map(str.isalpha, "".join(tick.words for tick in found))):
        return {stamp(tick.moment): safe(tick.words) for tick in found}
    if not any(tick.beside for tick in found):
        return {}
    return {stamp(tick.moment): f"{safe(tick.words)}<br>{safe(tick.beside)}" for tick in found}


def unnamed_period(span: Span) -> str:
    """Say which days an axis shows whose ticks need not name a year; empty where they do.

    Examples
    --------
    >>> unnamed_period(Span(datetime(1988, 7, 30), datetime(1988, 7, 31)))
    '30 July 1988'
    >>> unnamed_period(Span(datetime(1988, 1, 1), datetime(1989, 1, 1)))
    ''
    """
    if span.length > _LONGEST_OF_DAYS:
        return ""
    first, last = span.days
    return period_words(first.isoformat(), last.isoformat())


def _has_long_names(language: str) -> bool:
    """Tell whether short names of months are too long to be as many as in English."""
    names = Locale.parse(language).months["format"]["abbreviated"].values()
    return max(map(len, names)) > _LONG_NAME


def _tick(moment: datetime, form: str) -> Tick:
    stated = {"y": 4, "MMM y": 7, "d MMM": 10}.get(form, 0)
    edtf = moment.date().isoformat()[:stated]
    words = messages.dated(str(format_datetime(moment, form, locale=messages.code())))
    return Tick(moment, words, words_beside(read_form(edtf)) if edtf else "")


def _times(span: Span, step: timedelta, most: int) -> list[datetime]:
    if span.length / step > most + 1:
        return [span.start] * (most + 1)  # more than anybody reads
    midnight = datetime(span.start.year, span.start.month, span.start.day)
    count = -((midnight - span.start) // step)
    first = moved(midnight, step * count)
    found = [moved(first, step * number) for number in range(most + 2)]
    return [moment for moment in dict.fromkeys(found) if span.start <= moment < span.end]


def _months(span: Span, step: int, most: int) -> list[datetime]:
    """List the first days of every `step` months, counted from the year 0."""
    number = span.start.year * 12 + span.start.month - 1
    number += -number % step
    found: list[datetime] = []
    while number // 12 <= 9999:
        moment = datetime(number // 12, number % 12 + 1, 1)
        if moment >= span.end or len(found) > most:
            break
        if moment >= span.start:
            found.append(moment)
        number += step
    return found
