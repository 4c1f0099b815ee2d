"""Dates as sources state them: EDTF text with its bounds.

The form is the Extended Date/Time Format, levels 0 and 1, with the sets of level 2
(https://www.loc.gov/standards/datetime/), read by the `edtf` package.
"""

import re
import time as clock
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from threading import Lock
from typing import Any

from edtf.parser import grammar
from edtf.parser import parser_classes as forms
from pyparsing import ParseException

EXPECTED = (
    "an EDTF date such as 2004, 2004-08, 2004-08-14, 2004~, 2004?, 2004-07/2004-09, 2004/.., 200X, "
    "[2004-08-06,2004-08-09] or 2018-08-25T17:42:00"
)
_LEVELS = (grammar.level0Expression, grammar.level1Expression, grammar.level2Expression)
_SETS = {"[": forms.OneOfASet, "{": forms.MultipleDates}
_MAX_CHARS = 200
_MARKS, _OPEN = "~?%", ".."
# A grammar rebuilds itself when it is first used, and fails in other threads then.
_grammar = Lock()
_MONTH = r"\d{4}-(0[1-9]|1[0-2])"
_PART = rf"((\d{{4}}|{_MONTH}|{_MONTH}-\d\d)[~?%]?|\d{{3}}X|\d\dXX)"
_SHAPE = re.compile(
    rf"{_PART}|{_MONTH}-XX|\d{{4}}-XX(-XX)?|{_MONTH}-\d\dT([01]\d|2[0-3])(:[0-5]\d){{2}}"
    rf"|{_PART}/({_PART}|\.\.)|\.\./{_PART}"
    rf"|[\[{{](\.\.{_PART}|{_PART}\.\.|{_PART}((, ?|\.\.){_PART})+)[\]}}]",
    re.ASCII,
)
"""Forms whose every mark the package's bounds and our words keep; it fails on some others."""


class DateError(ValueError):
    """A text is not a date the atlas accepts; the message says what is wrong with it."""


@dataclass(frozen=True)
class Interval:
    """The days that a stated date covers.

    Parameters
    ----------
    edtf
        The date as written.
    earliest, latest
        First and last day by strict bounds (`~` and `?` do not widen them); None is unbounded.
    approximate, uncertain
        Whether any part carries `~` (or `%`), or `?` (or `%`).
    at
        Local clock time without a zone, where the source prints one.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    approximate: bool = False
    uncertain: bool = False
    at: time | None = None

    @property
    def is_day(self) -> bool:
        """Whether the date covers exactly one day.

        Examples
        --------
        >>> parse("1988-08-14").is_day, parse("1988-08").is_day
        (True, False)
        """
        return self.earliest is not None and self.earliest == self.latest


@lru_cache(maxsize=4096)
def parse(text: str) -> Interval:
    """Read one EDTF text.

    Accepted are dates, clock times, qualified dates (`~ ? %`), unspecified digits (`198X`),
    intervals, open intervals (`..`) and sets. Refused are seasons, long years, unknown ends
    (`1988/`) and intervals whose end precedes their start, since their bounds are undefined or
    differ between readers; and time zones, marks on a part (`1988?-08`) and unspecified digits
    inside a date (`1988-1X`), which would be lost.

    Raises
    ------
    DateError
        The text is not such a date.

    Examples
    --------
    >>> stated = parse("1988-08~")
    >>> stated.earliest, stated.latest, stated.approximate
    (datetime.date(1988, 8, 1), datetime.date(1988, 8, 31), True)
    """
    value = read_form(text)
    earliest = _day(value.lower_strict())
    latest = _day(value.upper_strict())
    if earliest and latest and earliest > latest:
        raise DateError(f"{text!r} ends before it starts")
    doubt, about = _qualifiers(value)
    return Interval(text, earliest, latest, about, doubt, _clock_time(value))


def read_form(text: str) -> Any:
    """Return the parsed form of one EDTF text, an object of the `edtf` package.

    Raises
    ------
    DateError
        The text is not a date that `parse` accepts.

    Examples
    --------
    >>> str(read_form("1988-07/1988-09"))
    '1988-07/1988-09'
    """
    if len(text) > _MAX_CHARS:
        raise DateError(f"{text[:20]!r}… has {len(text)} characters")
    if text != text.strip():
        raise DateError(f"{text!r} has white space around it")
    if not _SHAPE.fullmatch(text):
        raise DateError(f"{text!r} is not an EDTF date accepted here")
    form = _plain_form(text)
    if form is not None:
        return form
    for level in _LEVELS:  # tried in turn, since the whole grammar at once is ten times slower
        try:
            with _grammar:
                return level.parse_string(text, True)[0]
        except ParseException:
            continue
    raise DateError(f"{text!r} is not an EDTF date")


def _plain_form(text: str) -> Any | None:
    """Return the form of a text whose parts are at fixed places, as most are; None for others.

    The package's grammar builds the same objects, in milliseconds each.
    """
    if text[0] in _SETS:
        elements = [_plain_form(element.strip()) for element in text[1:-1].split(",")]
        return None if None in elements else _SETS[text[0]](*elements)
    if "T" in text:
        day, _, at = text.partition("T")
        whole = _plain_date(day)
        return whole and forms.DateAndTime(whole, at)
    ends = [_plain_end(part) for part in text.split("/")]
    if not all(end["date"] for end in ends):
        return None
    if len(ends) == 1:
        (end,) = ends
        return forms.UncertainOrApproximate(**end) if end["ua"] else end["date"]
    if any(end["ua"] or end["date"] == _OPEN for end in ends):
        return forms.Level1Interval(*ends)
    return forms.Interval(*(end["date"] for end in ends))


def _plain_end(text: str) -> dict[str, Any]:
    """Split an end of an interval, or a whole date, from its mark, as the package names them."""
    day = text.rstrip(_MARKS)
    mark = text[len(day) :]
    return {
        "date": _OPEN if text == _OPEN else _plain_date(day),
        "ua": forms.UA(mark) if mark else None,
    }


def _plain_date(text: str) -> Any | None:
    """Return the form of a year, month or day of the calendar; None for any other text."""
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return None
    return forms.Date(*text.split("-"))


def _day(bound: clock.struct_time | float) -> date | None:
    if isinstance(bound, float):
        return None
    try:
        return date(bound.tm_year, bound.tm_mon, bound.tm_mday)
    except ValueError as error:
        stated = f"{bound.tm_year:04}-{bound.tm_mon:02}-{bound.tm_mday:02}"
        raise DateError(f"{stated} is no day of the years 1 to 9999") from error


def _qualifiers(value: Any) -> tuple[bool, bool]:
    """Return (uncertain, approximate) for a form or any of its parts."""
    parts = [getattr(value, name) for name in ("lower", "upper") if hasattr(value, name)]
    parts += list(getattr(value, "objects", ()))
    pairs = [_qualifiers(part) for part in parts]
    mark = str(getattr(value, "ua", None) or "")
    uncertain = "?" in mark or "%" in mark or any(pair[0] for pair in pairs)
    approximate = "~" in mark or "%" in mark or any(pair[1] for pair in pairs)
    return uncertain, approximate


def _clock_time(value: Any) -> time | None:
    if not isinstance(value, forms.DateAndTime):
        return None
    digits = str(value.time)[:8]
    return time.fromisoformat(digits)
