"""Seasons as people type them, and the months that they are taken for.

Which months a season has, no standard says: in EDTF (ISO 8601-2) its codes, 21 to 24 in the place
of a month, are spring to winter and no more. Of a Gregorian year the months here are those of the
meteorological seasons of the northern hemisphere, whole months as in
https://www.ncei.noaa.gov/news/meteorological-versus-astronomical-seasons. Of a Solar Hijri year,
which begins with spring, they are three months of its calendar each. Who types a season is told the
months. Winter begins in one Gregorian year and ends in the next, so that with one year it may be
either of two.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from geo.calendars import has_solar
from geo.month_names import GREGORIAN
from geo.spelling import fold

SOLAR_YEARS = range(1300, 1421)
"""Years that are likely of the Solar Hijri calendar: 1921 to 2042."""
SHORT_SOLAR_YEAR = re.compile(r"[4-9]\d")  # no day, and before 1400 alone: ۶۷ is 1367
MONTHS = 3
"""How many months a season has."""
_NAMES = (
    "spring, printemps, ربيع, الربيع",
    "summer, été, l’été, صيف, الصيف",
    "autumn, fall, automne, l’automne, خريف, الخريف",
    "winter, hiver, l’hiver, شتاء, الشتاء",
)
_PERSIAN_NAMES = (
    "بهار, bahar",
    "تابستان, tabestan",
    "پاییز, خزان, paeez, paiz, payiz",
    "زمستان, zemestan",
)
_FIRST_MONTHS = {GREGORIAN: (3, 6, 9, 12), "solar": (1, 4, 7, 10)}
_WINTER = 3


def _by_name(spellings: Sequence[str]) -> dict[str, int]:
    return {fold(name): at for at, names in enumerate(spellings) for name in names.split(", ")}


_PERSIAN = _by_name(_PERSIAN_NAMES)
_KNOWN = _by_name(_NAMES) | _PERSIAN


class Season(NamedTuple):
    """The first of the months of a season, with its year and calendar."""

    calendar: str
    year: int
    month: int


def season_names() -> Collection[str]:
    """Return the folded names of all seasons.

    Examples
    --------
    >>> "summer" in season_names()
    True
    """
    return _KNOWN.keys()


def is_season(word: str) -> bool:
    """Tell whether a folded word names a season.

    Examples
    --------
    >>> is_season("summer"), is_season("تابستان"), is_season("august")
    (True, True, False)
    """
    return word in _KNOWN


def seasons(word: str, numbers: Sequence[str]) -> tuple[Season, ...]:
    """Return what the name of a season and a year may mean; of a winter, two years are one.

    Parameters
    ----------
    word
        Folded.
    numbers
        In their order. A year may have two digits; beside another than a Persian name it may be
        one of either calendar, that of the reader's dates first.

    Examples
    --------
    >>> seasons("summer", ["1987"])
    (Season(calendar='gregorian', year=1987, month=6),)
    >>> seasons("زمستان", ["67"])
    (Season(calendar='solar', year=1367, month=10),)
    >>> [(season.calendar, season.year) for season in seasons("autumn", ["67"])]
    [('gregorian', 1967), ('solar', 1367)]
    >>> [season.year for season in seasons("winter", ["1988"])], seasons("summer", ["1", "1988"])
    ([1988, 1987], ())
    >>> [season.year for season in seasons("winter", ["1988", "89"])]
    [1988]
    """
    if word not in _KNOWN or not numbers:
        return ()
    first, others = numbers[0], numbers[1:]
    if SHORT_SOLAR_YEAR.fullmatch(first):
        both = [f"19{first}", f"13{first}"]
        years = both[1:] if word in _PERSIAN else both[::-1] if has_solar() else both
        return tuple(season for year in years for season in _seasons(word, year, others))
    return _seasons(word, first, others) if len(first) == 4 else ()


def _seasons(word: str, first: str, beside: Sequence[str]) -> tuple[Season, ...]:
    """Return what a season may mean in a year of four digits, with the numbers beside it."""
    number, year, others = _KNOWN[word], int(first), list(beside)
    calendar = "solar" if year in SOLAR_YEARS else GREGORIAN
    years = [year]
    if number == _WINTER and calendar == GREGORIAN:
        if others in ([str(year + 1)], [str(year + 1)[2:]]):
            others = []
        elif not others:
            years.append(year - 1)
    if others:
        return ()
    return tuple(Season(calendar, one, _FIRST_MONTHS[calendar][number]) for one in years)
