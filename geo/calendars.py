"""Dates of the Gregorian calendar said in another: Solar Hijri or lunar Hijri.

A month or a year of one calendar lies in two or three of the other, and the first and the last are
said. The Solar Hijri calendar, that of Iran and Afghanistan, is that of `persiantools`, which
counts leap years as Iran does. The lunar one is the Umm al-Qura calendar of Saudi Arabia, from the
tables of `hijridate`; where the moon is sighted, a day may be called otherwise by one.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from edtf.parser import parser_classes as forms
from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate

from geo import dates, messages
from geo.messages import N_, dated, digits
from geo.messages import gettext as _

_SOLAR_MONTHS = (
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
_LUNAR_MONTHS = (
    N_("Muharram"),
    N_("Safar"),
    N_("Rabi al-Awwal"),
    N_("Rabi al-Thani"),
    N_("Jumada al-Ula"),
    N_("Jumada al-Akhira"),
    N_("Rajab"),
    N_("Shaban"),
    N_("Ramadan"),
    N_("Shawwal"),
    N_("Dhu al-Qada"),
    N_("Dhu al-Hijja"),
)
_FIRST_SOLAR_DAY = date(622, 3, 22)


class Calendar(NamedTuple):
    """A calendar beside the Gregorian one.

    Parameters
    ----------
    months
        Names of its months in English, as the catalogues list them.
    parts
        Gives year, month and day of a Gregorian day.
    day
        Gives the Gregorian day of a year, a month and a day.
    month_length
        Gives the number of days of a month of a year.

    Each raises `ValueError` or `OverflowError` for what it does not count.
    """

    months: tuple[str, ...]
    parts: Callable[[date], tuple[int, int, int]]
    day: Callable[[int, int, int], date]
    month_length: Callable[[int, int], int]


def _solar_parts(day: date) -> tuple[int, int, int]:
    if day < _FIRST_SOLAR_DAY:
        raise ValueError(f"{day} is before the calendar")
    said = JalaliDate.to_jalali(day)
    return said.year, said.month, said.day


def _lunar_parts(day: date) -> tuple[int, int, int]:
    return Gregorian.fromdate(day).to_hijri().datetuple()


CALENDARS = {
    "solar": Calendar(
        _SOLAR_MONTHS,
        _solar_parts,
        lambda year, month, day: JalaliDate(year, month, day).to_gregorian(),
        lambda year, month: int(JalaliDate.days_in_month(month, year)),
    ),
    "lunar": Calendar(
        _LUNAR_MONTHS,
        _lunar_parts,
        lambda year, month, day: date(*Hijri(year, month, day).to_gregorian().datetuple()),
        lambda year, month: Hijri(year, month, 1).month_length(),
    ),
}
"""The calendars in which dates may also be said, by their codes in `messages.CALENDARS`."""


def has_two() -> bool:
    """Tell whether the reader has another calendar beside the Gregorian one.

    Examples
    --------
    >>> has_two()
    False
    >>> messages.use(messages.Language("en", messages.ENGLISH.catalogue, calendar="solar"))
    >>> has_two()
    True
    """
    return messages.current().calendar in CALENDARS


def has_solar() -> bool:
    """Tell whether the reader's other calendar is the Solar Hijri one.

    Examples
    --------
    >>> has_solar()
    False
    >>> messages.use(messages.Language("en", messages.ENGLISH.catalogue, calendar="solar"))
    >>> has_solar()
    True
    """
    return messages.current().calendar == "solar"


def words_beside(form: Any) -> str:
    """Say an EDTF date in the calendar that the reader has beside the Gregorian one.

    Doubts of the date are not repeated: they hold for it in either calendar.

    Parameters
    ----------
    form
        A date as `dates.read_form` reads it.

    Returns
    -------
    words
        `23 Mordad 1367`; `Mordad–Shahrivar 1367` for a month; `1366–1367` for a year; from the
        first to the last of an interval, and each date of a set. Empty where the reader has none
        beside, or it does not count these days.

    Examples
    --------
    >>> messages.use(messages.Language("en", messages.ENGLISH.catalogue, calendar="solar"))
    >>> words_beside(dates.read_form("1988-08-14")), words_beside(dates.read_form("1988-08"))
    ('23 Mordad 1367', 'Mordad–Shahrivar 1367')
    """
    calendar = CALENDARS.get(messages.current().calendar)
    if calendar is None:
        return ""
    parts = _dates_in(form)
    is_set = isinstance(form, forms.OneOfASet | forms.MultipleDates)
    spans = [(one, one) for one in parts] if is_set else [(parts[0], parts[-1])]
    try:
        return _(", ").join(_said(*span, calendar) for span in spans)
    except (ValueError, OverflowError):
        return ""


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


def _said(first: Any, last: Any, calendar: Calendar) -> str:
    """Say a date, or from one to another, as closely as the less close one is stated."""
    bare = [getattr(form, "date", form) for form in (first, last)]
    start, end = dates.parse(str(bare[0])).earliest, dates.parse(str(bare[1])).latest
    if start is None or end is None:
        raise ValueError(f"{first} to {last} has no end")
    stated = min(sum("X" not in part for part in str(one).split("-")) for one in bare)
    said = [_words_of(day, calendar)[3 - max(stated, 1) :] for day in (start, end)]
    common = 0  # what both ends have in common is said once
    while common < len(said[0]) and said[0][-1 - common] == said[1][-1 - common]:
        common += 1
    before = " ".join(said[0][: len(said[0]) - common])
    whole = " ".join(said[1])
    return _("{start}–{end}").format(start=before, end=whole) if before else whole


def _words_of(day: date, calendar: Calendar) -> tuple[str, str, str]:
    """Return day, month and year in the language in use."""
    year, month, number = calendar.parts(day)
    return dated(str(number)), _(calendar.months[month - 1]), digits(str(year))
