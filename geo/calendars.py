"""Dates of the Gregorian calendar said in the Solar Hijri calendar, that of Iran and Afghanistan.

A month or a year of one calendar lies in two of the other, and both are said. The calendar is that
of `persiantools`, which counts leap years as Iran does.
"""

from datetime import date
from typing import Any, NamedTuple

from edtf.parser import parser_classes as forms
from persiantools.jdatetime import JalaliDate

from geo import dates
from geo.messages import N_, digits
from geo.messages import gettext as _

MONTHS = (
    N_("Farvardin"),
    N_("Ordibehesht"),
    N_("Khordad"),
    N_("Tir"),
    N_("Mordad"),
    N_("Shahrivar"),
    N_("Mehr"),
    N_("Aban"),
    N_("Azar"),
    N_("Dey"),
    N_("Bahman"),
    N_("Esfand"),
)
"""Months in English, as the catalogues list them."""
_FIRST_YEAR = 622  # the calendar begins on 22 March of it


def solar_words(form: Any) -> str:
    """Say an EDTF date in the Solar Hijri calendar, in the language in use.

    Doubts of the date are not repeated: they hold for it in either calendar.

    Parameters
    ----------
    form
        A date as `dates.read_form` reads it.

    Returns
    -------
    words
        `23 Mordad 1367`; `Mordad–Shahrivar 1367` for a month; `1366–1367` for a year; from the
        first to the last of an interval, and each date of a set. Empty before the calendar begins.

    Examples
    --------
    >>> solar_words(dates.read_form("1988-08-14")), solar_words(dates.read_form("1988-08"))
    ('23 Mordad 1367', 'Mordad–Shahrivar 1367')
    """
    parts = _dates_in(form)
    is_set = isinstance(form, forms.OneOfASet | forms.MultipleDates)
    said = [_said(one, one) for one in parts] if is_set else [_said(parts[0], parts[-1])]
    return _(", ").join(said) if all(said) else ""


def _dates_in(form: Any) -> list[Any]:
    """List the single dates of a form: the ends of an interval, the members of a set."""
    if isinstance(form, forms.DateAndTime):
        return [form.date]
    if isinstance(form, forms.OneOfASet | forms.MultipleDates):
        return [one for part in form.objects for one in _dates_in(part)]
    if isinstance(form, forms.Interval | forms.Consecutives):
        ends = (form.lower, form.upper)
        return [end for end in ends if not isinstance(end, forms.UnspecifiedIntervalSection)]
    return [form]


def _said(first: Any, last: Any) -> str:
    """Say a date, or from one to another, as closely as the less close one is stated."""
    bare = [getattr(form, "date", form) for form in (first, last)]
    start, end = dates.parse(str(bare[0])).earliest, dates.parse(str(bare[1])).latest
    if start is None or end is None or start.year <= _FIRST_YEAR:
        return ""
    stated = min(sum("X" not in part for part in str(one).split("-")) for one in bare)
    ends = [_Parts.of(day) for day in (start, end)]
    said = [tuple(one)[3 - max(stated, 1) :] for one in ends]
    common = 0  # what both ends have in common is said once
    while common < len(said[0]) and said[0][-1 - common] == said[1][-1 - common]:
        common += 1
    before = " ".join(said[0][: len(said[0]) - common])
    whole = " ".join(said[1])
    return _("{start}–{end}").format(start=before, end=whole) if before else whole


class _Parts(NamedTuple):
    """Day, month and year of the calendar, in the language in use."""

    day: str
    month: str
    year: str

    @classmethod
    def of(cls, day: date) -> "_Parts":
        said = JalaliDate.to_jalali(day)
        return cls(digits(str(said.day)), _(MONTHS[said.month - 1]), digits(str(said.year)))


def solar_day(day: date) -> str:
    """Say one day, such as `23 Mordad 1367`.

    Examples
    --------
    >>> solar_day(date(1988, 8, 14))
    '23 Mordad 1367'
    """
    return " ".join(_Parts.of(day))
