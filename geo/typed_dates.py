"""Dates as people type them, in words and figures of several languages and three calendars.

Nothing is guessed: a text that may mean two things gives both, to ask back. A period leaves here as
ISO dates of the Gregorian calendar, which is all that a filter and an address hold. Months are read
by the names in `month_names`, seasons are the months that `seasons` says, and decades the years
that `decades` says; the Solar Hijri and lunar Hijri calendars are those of `calendars`.
"""

import re
from dataclasses import dataclass

from geo import dates
from geo.calendars import CALENDARS, has_solar
from geo.decades import YEARS, Decade, decades
from geo.messages import digits
from geo.messages import gettext as _
from geo.month_names import GREGORIAN, TOKEN, Month, month_named, visible
from geo.seasons import MONTHS, SHORT_SOLAR_YEAR, SOLAR_YEARS, Season, is_season, seasons
from geo.spelling import fold
from geo.wording import period_words

_NAMED_SOLAR_YEARS = range(1200, 1500)  # of a month that the other calendar does not have
MAX_CHARS = 60
"""Characters of a text that may be a date."""
_FILLER = re.compile(r"st|nd|rd|th|er|of|the|de|du|le|den|month|year|ماه|سال|شهر|سنه|عام|فصل")
_SOLAR_YEAR = fold("سال")
_YEAR = frozenset(["", *map(fold, ["year", "année", "سنة", "عام"])])
_PERSIAN_DIGITS = re.compile(r"[۰-۹]")
_UNWRITTEN = re.compile(r"^[-–]|[^\w\s./,،'’‐‑–\u200c-]")


@dataclass(frozen=True)
class Meaning:
    """A day, a month, a season, a year or a decade that a typed text may mean.

    Parameters
    ----------
    first, last
        ISO day, month or year with which it begins and ends.
    calendar
        The code of the calendar in which it was typed.
    parts
        Year, month and day in that calendar as far as they were typed; empty in the Gregorian.
    until
        The same of its end, where `parts` are but its first year or month.
    name
        What the data call this period.
    said
        A period that was typed with its ends, as it was read; an end that it leaves open is empty.
    """

    first: str
    last: str
    calendar: str = GREGORIAN
    parts: tuple[int, ...] = ()
    until: tuple[int, ...] = ()
    name: str = ""
    said: str = ""

    @property
    def is_span(self) -> bool:
        """Whether it was typed as a period with ends of its own.

        Examples
        --------
        >>> read_typed("summer 1987").meanings[0].is_span
        False
        """
        return bool(self.said)

    def words(self) -> str:
        """Say it, such as `Mordad 1367 Solar Hijri (23 July to 22 August 1988)`.

        Examples
        --------
        >>> Meaning("1988-08", "1988-08").words()
        'August 1988'
        >>> Meaning("1988", "1988").words()
        'the year 1988'
        >>> Meaning("1988-07", "1988-09", name="Summer 1988").words()
        'Summer 1988 (July to September 1988)'
        """
        if self.said:
            return self.said
        if self.name:
            period = period_words(self.first, self.last, with_other=False)
            return _("{date} ({other})").format(date=self.name, other=period)
        if self.parts:
            said = _("{date} lunar Hijri ({period})")
            if self.calendar == "solar":
                said = _("{date} Solar Hijri ({period})")
            period = period_words(self.first, self.last, with_other=False)
            return said.format(date=self.typed_words(), period=period)
        period = period_words(self.first, self.last)
        is_year = self.first == self.last and len(self.first) == 4
        return _("the year {year}").format(year=digits(self.first)) if is_year else period

    def typed_words(self) -> str:
        """Say it in the calendar alone in which it was typed.

        Examples
        --------
        >>> Meaning("1989-02-20", "1989-03-20", "solar", (1367, 12)).typed_words()
        'Esfand 1367'
        """
        if not self.parts:
            return period_words(self.first, self.last, with_other=False)
        start = self._parts_words(self.parts)
        if not self.until:
            return " ".join(start)
        is_one_year = self.parts[0] == self.until[0]
        return _("{start} to {end}").format(
            start=" ".join(start[:-1] if is_one_year else start),
            end=" ".join(self._parts_words(self.until)),
        )

    def _parts_words(self, parts: tuple[int, ...]) -> list[str]:
        year, *rest = parts
        months = [_(CALENDARS[self.calendar].months[rest[0] - 1])] if rest else []
        return [*(digits(str(day)) for day in rest[1:]), *months, digits(str(year))]


@dataclass(frozen=True)
class Typed:
    """A typed text with what it may mean.

    Parameters
    ----------
    text
        As typed.
    meanings
        None for a text that means no date, or is empty; several where the reader has to be asked.
    fault
        `date` where it cannot be read, `year` where it has no year of four digits, `day` or `month`
        where the calendar has none such; else empty.
    offers
        What was probably meant, where it cannot be read: `lookup.mistyped_dates`.
    """

    text: str
    meanings: tuple[Meaning, ...] = ()
    fault: str = ""
    offers: tuple[Meaning, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether it says one thing: a date, or none where nothing was typed.

        Examples
        --------
        >>> read_typed("14.8.1988").is_clear, read_typed("8/9/1988").is_clear
        (True, False)
        """
        return not self.fault and len(self.meanings) < 2

    def bound(self, is_last: bool) -> str:
        """Return a clear date as the first or the last end of a period; empty for none.

        Examples
        --------
        >>> typed = read_typed("Mordad 1367")
        >>> typed.bound(is_last=False), typed.bound(is_last=True)
        ('1988-07-23', '1988-08-22')
        """
        for meaning in self.meanings:
            return meaning.last if is_last else meaning.first
        return ""


def read_typed(text: str) -> Typed:
    """Read a typed day, month, season or year.

    Accepted are ISO dates, `1988`, `8/1988`, `1988/8`, `14.8.1988`, `August 1988`, `Aug 14, 1988`,
    `۱۴ اوت ۱۹۸۸`, `1367-05`, `Mordad 1367`, `۵ مرداد ۱۳۶۷`, `مرداد ۶۷`, `Aug 88`, `سال ۶۷`,
    `summer 1987`, `1980s`. What may be read in two ways, such as `8/9/1988`, the year `1367`,
    `winter 1988`, `autumn 67` or `67`, has two meanings.

    Examples
    --------
    >>> [meaning.words() for meaning in read_typed("8/9/1988").meanings]
    ['8 September 1988', '9 August 1988']
    >>> [meaning.words() for meaning in read_typed("زمستان ۱۳۶۷").meanings]
    ['Dey to Esfand 1367 Solar Hijri (22 December 1988 to 20 March 1989)']
    >>> read_typed("next week").fault
    'date'
    """
    cut = visible(text[: 2 * MAX_CHARS]).strip()
    if not cut:
        return Typed(text)
    numbers, words = _tokens(cut)
    month, years = month_named(words), _years(cut, words, numbers)
    is_known = not words or month is not None or is_season(words) or bool(years)
    if len(cut) > MAX_CHARS or _UNWRITTEN.search(cut) or not is_known:
        return Typed(text, fault="date")
    numbers = _with_century(numbers, month)
    found = seasons(words, numbers)
    if not (found or years or any(len(number) == 4 for number in numbers)):
        return Typed(text, fault="year")
    meanings = years or tuple(meaning for season in found for meaning in _of_season(season))
    if not is_season(words) and not years:
        meanings = _meanings(numbers, month)
    return Typed(text, meanings, "" if meanings else "date")


def _years(text: str, words: str, numbers: list[str]) -> tuple[Meaning, ...]:
    """Return the decades that a text may mean, or the years of two digits: `سال ۶۷`, `67`."""
    *before, last = fold(text).split() or [""]
    if SHORT_SOLAR_YEAR.fullmatch(last) and before == [_SOLAR_YEAR]:
        return one_in("solar", int(f"13{last}"))
    if SHORT_SOLAR_YEAR.fullmatch(last) and " ".join(before) in _YEAR:
        both = one_in(GREGORIAN, int(f"19{last}")), one_in("solar", int(f"13{last}"))
        return sum(both[::-1] if _PERSIAN_DIGITS.search(text) or has_solar() else both, ())
    return tuple(one for decade in decades(words, numbers) for one in _of_decade(decade))


def _with_century(numbers: list[str], month: Month | None) -> list[str]:
    """Return numbers with the century of a year of two digits beside the name of a month."""
    *others, last = numbers or [""]
    is_short = SHORT_SOLAR_YEAR.fullmatch(last) and not any(len(one) == 4 for one in others)
    if not is_short or month is None or month[0] == "lunar":
        return numbers
    return [*others, f"13{last}" if month[0] == "solar" else f"19{last}"]


def _tokens(text: str) -> tuple[list[str], str]:
    """Return the numbers of a text in their order, and its other words."""
    tokens = TOKEN.findall(fold(text))
    numbers = [token for token in tokens if token.isdigit()]
    if len(numbers) == 1 and len(numbers[0]) == 8:  # 20040814
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:]]
    words = " ".join(token for token in tokens if token.isalpha() and not _FILLER.fullmatch(token))
    return numbers, words


def typed_season(text: str) -> tuple[Season, ...]:
    """Return the seasons that a text may mean, none where it is no season with its year.

    Examples
    --------
    >>> typed_season("l’été 1988") == typed_season("Summer of 1988")
    True
    >>> typed_season("August 1988")
    ()
    """
    numbers, words = _tokens(visible(text[: 2 * MAX_CHARS]))
    return seasons(words, numbers)


def _meanings(numbers: list[str], month: Month | None) -> tuple[Meaning, ...]:
    """Return what numbers may mean, beside the name of a month where there is one."""
    at = next(place for place, number in enumerate(numbers) if len(number) == 4)
    year, rest = int(numbers[at]), numbers[:at] + numbers[at + 1 :]
    if any(len(number) > 2 for number in rest) or len(rest) > (1 if month else 2):
        return ()
    parts = [int(number) for number in rest]
    if month is not None:
        calendar, number = month
        if calendar == "solar" and year not in _NAMED_SOLAR_YEARS:
            return ()
        return one_in(calendar, year, number, *parts)
    calendar = "solar" if year in SOLAR_YEARS else GREGORIAN
    if not parts:
        return (one_in(calendar, year) if calendar == "solar" else ()) + one_in(GREGORIAN, year)
    if len(parts) == 1 or at == 0:
        return one_in(calendar, year, *parts)
    if at == 1:
        return ()
    day_first, month_first = one_in(calendar, year, *parts[::-1]), one_in(calendar, year, *parts)
    return day_first + tuple(meaning for meaning in month_first if meaning not in day_first)


def one_in(calendar: str, *parts: int) -> tuple[Meaning, ...]:
    """Return a year, month and day as a meaning; nothing where the calendar has no such day.

    >>> one_in("lunar", 1409)[0].first, one_in("lunar", 1409, 13)
    ('1988-08-13', ())
    """
    try:
        return (_gregorian(*parts) if calendar == GREGORIAN else _hijri(calendar, *parts),)
    except (ValueError, OverflowError):
        return ()


def _gregorian(*parts: int) -> Meaning:
    text = "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts))
    dates.parse(text)
    return Meaning(text, text)


def _of_decade(decade: Decade) -> tuple[Meaning, ...]:
    """Return the years of a decade as a meaning; nothing where the calendar has no such years."""
    calendar, year = decade
    return _joined(one_in(calendar, year), one_in(calendar, year + YEARS - 1))


def _of_season(season: Season) -> tuple[Meaning, ...]:
    """Return the months of a season as a meaning; nothing where the calendar has no such year."""
    calendar, year, month = season
    years, last = divmod(month + MONTHS - 2, 12)
    return _joined(one_in(calendar, year, month), one_in(calendar, year + years, last + 1))


def _joined(start: tuple[Meaning, ...], end: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Return what lasts from one meaning to another as one; nothing where either is none."""
    return tuple(
        Meaning(first.first, last.last, first.calendar, first.parts, last.parts)
        for first, last in zip(start, end, strict=False)
    )


def _hijri(calendar: str, year: int, month: int = 0, day: int = 0) -> Meaning:
    counted, last_month = CALENDARS[calendar], month or 12
    first = counted.day(year, month or 1, day or 1)
    last = counted.day(year, last_month, day or counted.month_length(year, last_month))
    parts = tuple(part for part in (year, month, day) if part)
    return Meaning(first.isoformat(), last.isoformat(), calendar, parts)
