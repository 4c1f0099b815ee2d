"""Years that a reader may have typed in the lunar Hijri calendar, as well as in another."""

import re
from datetime import date

from geo import messages
from geo.dataset import Dataset
from geo.periods import Period
from geo.spelling import fold
from geo.typed_dates import Meaning, Typed, one_in

_YEAR_CHARS = 4


def with_lunar(dataset: Dataset, typed: Typed) -> tuple[Meaning, ...]:
    """Return what a text may mean, a bare year of which the data have dates as a lunar one too.

    It comes first where dates are said in that calendar, and before a year that is before all dates
    of the data or to come; else behind the Solar Hijri year.

    Examples
    --------
    >>> from geo.typed_dates import read_typed
    >>> read = with_lunar(small, read_typed("1402"))
    >>> read[1].words()
    '1402 lunar Hijri (28 October 1981 to 17 October 1982)'
    >>> [meaning.calendar for meaning in with_lunar(small, read_typed("1420"))]
    ['lunar', 'solar', 'gregorian']
    >>> len(with_lunar(small, read_typed("1367")))
    2
    """
    meanings = typed.meanings
    year = _bare_year(meanings[0]) if meanings else 0
    if not year or not re.search(rf"(?<!\d){year}(?!\d)", fold(typed.text)):
        return meanings
    lunar = one_in("lunar", year)
    stated = dataset.stated_period
    if not lunar or stated is None or not _meet(lunar[0], stated):
        return meanings
    until_now = stated[0], max(stated[1], date.today())
    is_first = messages.current().calendar == "lunar" or not _meet(meanings[0], until_now)
    return (*lunar, *meanings) if is_first else (meanings[0], *lunar, *meanings[1:])


def _bare_year(meaning: Meaning) -> int:
    """Return the year that a meaning is, as typed; zero where it is none."""
    if meaning.parts:
        return meaning.parts[0] if len(meaning.parts) == 1 and not meaning.until else 0
    is_year = meaning.first == meaning.last and len(meaning.first) == _YEAR_CHARS
    return int(meaning.first) if is_year else 0


def _meet(year: Meaning, stated: tuple[date, date]) -> bool:
    days = Period.read(year.first, year.last)
    return bool(days.first and days.last and days.first <= stated[1] and days.last >= stated[0])
