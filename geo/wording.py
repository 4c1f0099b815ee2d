"""Dates said in words, in the language in use."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from edtf.parser import parser_classes as forms

from geo import dates, messages
from geo.calendars import words_beside
from geo.messages import gettext as _

_DAY = "d MMMM y"
_BY_PARTS = {1: "y", 2: "MMMM y", 3: _DAY}  # by the number of parts stated: year, month, day


def date_words(edtf: str) -> str:
    """Say an EDTF date in words, keeping its precision and its doubts.

    Returns
    -------
    words
        For example `between 14 and 16 August 1988`, `about 1988`, `August 1988 (uncertain)`,
        `6 or 9 August 1988`, `from 5 August 1988 onwards`, `25 August 2018, 17:42`; for an empty
        text, `no date stated`.

    Raises
    ------
    dates.DateError
        The text is neither empty nor an EDTF date.

    Examples
    --------
    >>> date_words("1988-08-14/1988-08-16"), date_words("")
    ('between 14 and 16 August 1988', 'no date stated')
    """
    return _date_words(edtf, messages.manner()) if edtf else _("no date stated")


@lru_cache(maxsize=8192)
def _date_words(edtf: str, manner: messages.Manner) -> str:
    form = dates.read_form(edtf)
    return _with_other(_say(form, manner[0]), form)


def day_words(day: date) -> str:
    """Say one day, such as `14 August 1988`.

    Examples
    --------
    >>> day_words(date(1988, 8, 14))
    '14 August 1988'
    """
    return messages.dated(format_date(day, _DAY, locale=messages.code()))


def period_words(first: str, last: str, with_other: bool = True) -> str:
    """Say the period of a filter whose bounds are ISO days, months or years as typed.

    Parameters
    ----------
    first, last
        For example `1988-07` and `1988-09`; empty for no bound.
    with_other
        Whether it is also said in the calendar that the reader has beside the Gregorian one.

    Returns
    -------
    words
        `July to September 1988`, `1988 or later`, `August 1988 or earlier`, `August 1988`.

    Examples
    --------
    >>> period_words("1988-07", "1988-09"), period_words("1988", "")
    ('July to September 1988', '1988 or later')
    """
    language = messages.code()
    if first and last and first != last:
        ends = dates.read_form(first), dates.read_form(last)
        start, end = _trimmed(*ends, language)
        if all(map(_is_day, ends)):
            said = _("{first_day} to {last_day}").format(first_day=start, last_day=end)
        else:
            said = _("{start} to {end}").format(start=start, end=end)
        return _with_other(said, dates.read_form(f"{first}/{last}")) if with_other else said
    form = dates.read_form(first or last)
    said = _with_other(_say(form, language), form) if with_other else _say(form, language)
    if first and last:
        return said
    return (_("{start} or later") if first else _("{end} or earlier")).format(start=said, end=said)


def _with_other(said: str, form: Any) -> str:
    """Add the date in the reader's other calendar, where there is one that counts it."""
    beside = words_beside(form)
    return _("{date} ({other})").format(date=said, other=beside) if beside else said


def capitalised(words: str) -> str:
    """Return words as they begin a sentence or a label.

    Examples
    --------
    >>> capitalised("places in Paris")
    'Places in Paris'
    """
    return words[:1].upper() + words[1:]


def uncapitalised(words: str) -> str:
    """Return a label as it stands inside a sentence.

    Examples
    --------
    >>> uncapitalised("Reported site")
    'reported site'
    """
    return words[:1].lower() + words[1:]


def country_name(code: str) -> str:
    """Name a country by its ISO 3166-1 code; the code itself where there is no name.

    Examples
    --------
    >>> country_name("FR"), country_name("??")
    ('France', '??')
    """
    return Locale.parse(messages.code()).territories.get(code, code)


def language_name(code: str) -> str:
    """Name a language by its code (BCP 47); the code itself where there is no name.

    Examples
    --------
    >>> language_name("fa"), language_name("??")
    ('Persian', '??')
    """
    return Locale.parse(messages.code()).languages.get(code, code)


def listed(words: Sequence[str], is_choice: bool = False) -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`; `a, b or c` for a choice.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    either = _("{first} or {second}") if is_choice else _("{first} and {second}")
    return either.format(first=_(", ").join(words[:-1]), second=words[-1])


def _say(form: Any, language: str) -> str:
    if isinstance(form, forms.DateAndTime):
        at = messages.digits(format_time(dates.parse(str(form)).at, "HH:mm", locale=language))
        return _("{day}, {time}").format(day=_say(form.date, language), time=at)
    if isinstance(form, forms.Consecutives):
        return _between(form, language)
    if isinstance(form, forms.OneOfASet | forms.MultipleDates):
        pattern = _("{first} or {second}") if isinstance(form, forms.OneOfASet) else None
        return _listed(form.objects, pattern or _("{first} and {second}"), language)
    if isinstance(form, forms.Interval):  # also Level1Interval
        return _between(form, language)
    return _qualified(form, _plain(form, language))


def _between(form: Any, language: str) -> str:
    if isinstance(form.upper, forms.UnspecifiedIntervalSection):
        said = _say(form.lower, language)
        pattern = _("from {day} onwards") if _is_day(form.lower) else _("from {start} onwards")
        return pattern.format(day=said, start=said)
    if isinstance(form.lower, forms.UnspecifiedIntervalSection):
        said = _say(form.upper, language)
        pattern = _("until {day}") if _is_day(form.upper) else _("until {end}")
        return pattern.format(day=said, end=said)
    start, end = _trimmed(form.lower, form.upper, language)
    return _("between {start} and {end}").format(
        start=_within(form.lower, start), end=_within(form.upper, end)
    )


def _is_day(form: Any) -> bool:
    """Tell whether a date is a day, which some languages join to a sentence by an article."""
    return getattr(_bare(form), "precision", "") == "day"


def _within(form: Any, said: str) -> str:
    """Say a date as it stands within a sentence."""
    return _("{day}").format(day=said) if _is_day(form) else said


def _listed(parts: Any, pattern: str, language: str) -> str:
    said = _say(parts[0], language)
    for before, part in pairwise(parts):
        if len(parts) == 2:
            said, end = _trimmed(before, part, language)
        else:
            end = _say(part, language)
        said = pattern.format(first=said, second=end)
    return said


def _trimmed(lower: Any, upper: Any, language: str) -> tuple[str, str]:
    """Say both ends, leaving out of the first the month and year that the second repeats."""
    first, last = _bare(lower), _bare(upper)
    pattern = None
    if first.precision == last.precision and first.year == last.year:
        if first.precision == "day":
            pattern = "d" if first.month == last.month else "d LLLL"
        elif first.precision == "month":
            pattern = "LLLL"  # as it stands alone: Persian joins a month to its year
    start = _qualified(lower, _plain(first, language, pattern))
    return start, _say(upper, language)


def _bare(form: Any) -> Any:
    """Return the date inside a qualified date."""
    return getattr(form, "date", form)


def _plain(form: Any, language: str, pattern: str | None = None) -> str:
    bare = _bare(form)
    earliest = dates.parse(str(bare)).earliest
    if earliest is None:
        raise dates.DateError(f"{form} has no first day")
    stated = sum("X" not in part for part in str(bare).split("-"))
    if stated == 0:  # 198X, 19XX
        return _("the {year}s").format(year=messages.digits(str(earliest.year)))
    return messages.dated(format_date(earliest, pattern or _BY_PARTS[stated], locale=language))


def _qualified(form: Any, said: str) -> str:
    mark = str(getattr(form, "ua", None) or "")
    if "~" in mark or "%" in mark:
        said = _("about {date}").format(date=said)
    if "?" in mark or "%" in mark:
        said = _("{date} (uncertain)").format(date=said)
    return said
