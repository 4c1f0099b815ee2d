"""Dates as people type them, in words and figures of several languages and three calendars.

Nothing is guessed: a text that may mean two things gives both, to ask back. A period leaves here as
ISO dates of the Gregorian calendar, which is all that a filter and an address hold. Months of the
Gregorian calendar are read by the names that Unicode's CLDR has, from `babel`; the Solar Hijri
and lunar Hijri calendars are those of `calendars`; a lunar month is read by its name alone.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from babel.dates import get_month_names

from geo import dates
from geo.calendars import CALENDARS
from geo.messages import digits
from geo.messages import gettext as _
from geo.spelling import fold
from geo.wording import period_words

SOLAR_YEARS = range(1300, 1421)
"""Years that are likely of the Solar Hijri calendar: 1921 to 2042."""
_NAMED_SOLAR_YEARS = range(1200, 1500)  # of a month that the other calendar does not have
_SHORT_SOLAR_YEAR = re.compile(r"[4-9]\d")  # no day, and before 1400 alone: ۶۷ is 1367
_MAX_CHARS = 60
_LOCALES = ("en", "en_GB", "fr", "de", "fa", "ar", "ar_SY")
_FORMS: tuple[tuple[Literal["wide", "abbreviated"], Literal["format", "stand-alone"]], ...] = (
    ("wide", "format"),
    ("wide", "stand-alone"),
    ("abbreviated", "format"),
    ("abbreviated", "stand-alone"),
)
_MIN_PREFIX_CHARS = 3
_HIJRI_MONTHS = {
    "solar": (
        "Farvardin, فروردین",
        "Ordibehesht, اردیبهشت",
        "Khordad, خرداد, Khurdad",
        "Tir, تیر",
        "Mordad, مرداد, Amordad, امرداد",
        "Shahrivar, شهریور, Shahriwar",
        "Mehr, مهر",
        "Aban, آبان",
        "Azar, آذر",
        "Dey, دی",
        "Bahman, بهمن",
        "Esfand, اسفند, Isfand",
    ),
    "lunar": (
        "Muharram, محرم, Moharram",
        "Safar, صفر",
        "Rabi al-Awwal, ربيع الأول, ربیع‌الاول, Rabi I",
        "Rabi al-Thani, ربيع الثاني, ربيع الآخر, ربیع‌الثانی, Rabi II",
        "Jumada al-Ula, جمادى الأولى, جمادی‌الاول, Jumada I",
        "Jumada al-Akhira, جمادى الآخرة, جمادی‌الثانی, Jumada al-Thani, Jumada II",
        "Rajab, رجب",
        "Shaban, شعبان, Sha'ban",
        "Ramadan, رمضان, Ramazan",
        "Shawwal, شوال",
        "Dhu al-Qada, ذو القعدة, ذی‌القعده, Dhul-Qada, Dhu al-Qi'dah",
        "Dhu al-Hijja, ذو الحجة, ذی‌الحجه, Dhul-Hijja, Dhu al-Hijjah",
    ),
}
"""Spellings of each month, by calendar."""
_FILLER = re.compile(r"st|nd|rd|th|er|of|the|de|du|le|den|month|year|ماه|سال|شهر|سنه")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_UNWRITTEN = re.compile(r"^[-–]|[^\w\s./,،'’‐‑–\u200c-]")
_GREGORIAN = "gregorian"
_Month = tuple[str, int]  # its calendar, and its number


@dataclass(frozen=True)
class Meaning:
    """A day, a month or a year that a typed text may mean.

    Parameters
    ----------
    first, last
        ISO day, month or year with which it begins and ends.
    calendar
        The code of the calendar in which it was typed.
    parts
        Year, month and day in that calendar as far as they were typed; empty in the Gregorian.
    """

    first: str
    last: str
    calendar: str = _GREGORIAN
    parts: tuple[int, ...] = ()

    def words(self) -> str:
        """Say it, such as `Mordad 1367 Solar Hijri (23 July to 22 August 1988)`.

        Examples
        --------
        >>> Meaning("1988-08", "1988-08").words()
        'August 1988'
        >>> Meaning("1988", "1988").words()
        'the year 1988'
        """
        if self.parts:
            said = _("{date} lunar Hijri ({period})")
            if self.calendar == "solar":
                said = _("{date} Solar Hijri ({period})")
            period = period_words(self.first, self.last, with_other=False)
            return said.format(date=self._typed_words(), period=period)
        period = period_words(self.first, self.last)
        is_year = self.first == self.last and len(self.first) == 4
        return _("the year {year}").format(year=digits(self.first)) if is_year else period

    def _typed_words(self) -> str:
        """Say it in the calendar in which it was typed."""
        year, *rest = self.parts
        months = [_(CALENDARS[self.calendar].months[rest[0] - 1])] if rest else []
        return " ".join([*(digits(str(day)) for day in rest[1:]), *months, digits(str(year))])


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
        `date` where it cannot be read, `year` where it has no year of four digits; else empty.
    """

    text: str
    meanings: tuple[Meaning, ...] = ()
    fault: str = ""

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

    def fault_words(self) -> str:
        """Say what is wrong and what can be typed.

        Examples
        --------
        >>> read_typed("14 August").fault_words()
        '“14 August” has no year of four digits. Write for example 14 August 2004.'
        """
        if self.fault == "year":
            words = _("“{text}” has no year of four digits. Write for example 14 August 2004.")
        else:
            words = _(
                "“{text}” cannot be read as a date. Write a day, a month or a year, such as "
                "14 August 2004, 8/2004, 2004 or Mordad 1383."
            )
        return words.format(text=self.text.strip()[:_MAX_CHARS])


def read_typed(text: str) -> Typed:
    """Read a typed day, month or year.

    Accepted are ISO dates, `1988`, `8/1988`, `1988/8`, `14.8.1988`, `August 1988`, `Aug 14, 1988`,
    `۱۴ اوت ۱۹۸۸`, `1367-05`, `Mordad 1367`, `۵ مرداد ۱۳۶۷`, `مرداد ۶۷`. What may be read in two
    ways, such as `8/9/1988` or the year `1367`, has two meanings.

    Examples
    --------
    >>> [meaning.words() for meaning in read_typed("8/9/1988").meanings]
    ['8 September 1988', '9 August 1988']
    >>> read_typed("next week").fault
    'date'
    """
    cut = _visible(text).strip()
    if not cut:
        return Typed(text)
    numbers, words = _tokens(cut)
    month = _month(words)
    if len(cut) > _MAX_CHARS or _UNWRITTEN.search(cut) or (words and month is None):
        return Typed(text, fault="date")
    if month and month[0] == "solar" and numbers and _SHORT_SOLAR_YEAR.fullmatch(numbers[-1]):
        numbers[-1] = f"13{numbers[-1]}"
    if not any(len(number) == 4 for number in numbers):
        return Typed(text, fault="year")
    meanings = _meanings(numbers, month)
    return Typed(text, meanings, "" if meanings else "date")


def _visible(text: str) -> str:
    """Return a text without marks of direction and vowel signs, which change no date."""
    shown = unicodedata.normalize("NFKC", text[: 2 * _MAX_CHARS])
    return "".join(char for char in shown if unicodedata.category(char) not in ("Cf", "Mn"))


def _tokens(text: str) -> tuple[list[str], str]:
    """Return the numbers of a text in their order, and its other words."""
    tokens = _TOKEN.findall(fold(text))
    numbers = [token for token in tokens if token.isdigit()]
    if len(numbers) == 1 and len(numbers[0]) == 8:  # 20040814
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:]]
    words = " ".join(token for token in tokens if token.isalpha() and not _FILLER.fullmatch(token))
    return numbers, words


def _meanings(numbers: list[str], month: _Month | None) -> tuple[Meaning, ...]:
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
        return _one(calendar, year, number, *parts)
    calendar = "solar" if year in SOLAR_YEARS else _GREGORIAN
    if not parts:
        return (_one(calendar, year) if calendar == "solar" else ()) + _one(_GREGORIAN, year)
    if len(parts) == 1 or at == 0:
        return _one(calendar, year, *parts)
    if at == 1:
        return ()
    day_first, month_first = _one(calendar, year, *parts[::-1]), _one(calendar, year, *parts)
    return day_first + tuple(meaning for meaning in month_first if meaning not in day_first)


def _one(calendar: str, *parts: int) -> tuple[Meaning, ...]:
    """Return a year, month and day as a meaning; nothing where the calendar has no such day."""
    try:
        return (_gregorian(*parts) if calendar == _GREGORIAN else _hijri(calendar, *parts),)
    except (ValueError, OverflowError):
        return ()


def _gregorian(*parts: int) -> Meaning:
    text = "-".join(f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts))
    dates.parse(text)
    return Meaning(text, text)


def _hijri(calendar: str, year: int, month: int = 0, day: int = 0) -> Meaning:
    counted, last_month = CALENDARS[calendar], month or 12
    first = counted.day(year, month or 1, day or 1)
    last = counted.day(year, last_month, day or counted.month_length(year, last_month))
    parts = tuple(part for part in (year, month, day) if part)
    return Meaning(first.isoformat(), last.isoformat(), calendar, parts)


def _month(words: str) -> _Month | None:
    """Return the month that has a name, or alone has a name that begins so in Latin letters.

    The names of lunar months are read whole: several begin alike.
    """
    if not words:
        return None
    known = _month_names()
    matching = known.get(words, frozenset())
    if not matching and words.isascii() and len(words) >= _MIN_PREFIX_CHARS:
        matching = frozenset[_Month]().union(
            *(months for name, months in known.items() if name.startswith(words))
        )
        matching = frozenset(month for month in matching if month[0] != "lunar")
    return next(iter(matching)) if len(matching) == 1 else None


@lru_cache(maxsize=1)
def _month_names() -> dict[str, frozenset[_Month]]:
    by_name: dict[str, set[_Month]] = {}
    for calendar, months in _HIJRI_MONTHS.items():
        for number, names in enumerate(months, 1):
            for name in names.split(", "):
                key = " ".join(_TOKEN.findall(fold(_visible(name))))
                by_name.setdefault(key, set()).add((calendar, number))
    for locale, form in product(_LOCALES, _FORMS):
        for number, name in get_month_names(*form, locale).items():
            by_name.setdefault(fold(name), set()).add((_GREGORIAN, number))
    return {name: frozenset(months) for name, months in by_name.items()}
