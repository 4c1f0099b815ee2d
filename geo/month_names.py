"""Names of months of three calendars in several languages, as people type them.

Those of the Gregorian calendar are the ones that Unicode's CLDR has, from `babel`; a lunar month is
known by its whole name alone, since several begin alike.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import Literal

from babel.dates import get_month_names

from geo.spelling import fold

GREGORIAN = "gregorian"
TOKEN = re.compile(r"\d+|[^\W\d_]+")
"""A number, or a word."""
_LOCALES = ("en", "en_GB", "fr", "de", "fa", "fa_AF", "ar", "ar_SY")
_AUGUST = "آگوست"  # as it is most often typed in Persian, and CLDR does not have it
_FORMS: tuple[tuple[Literal["wide", "abbreviated"], Literal["format", "stand-alone"]], ...] = (
    ("wide", "format"),
    ("wide", "stand-alone"),
    ("abbreviated", "format"),
    ("abbreviated", "stand-alone"),
)
_MONTH = "ماه"  # "month", often joined to its name in Persian
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
        "Dhu al-Qada, ذو القعدة, ذی‌القعده, ذیقعده, Dhul-Qada, Dhu al-Qi'dah, Zilqada",
        "Dhu al-Hijja, ذو الحجة, ذی‌الحجه, ذیحجه, Dhul-Hijja, Dhu al-Hijjah, Zilhajja",
    ),
}
"""Spellings of each month, by calendar."""

Month = tuple[str, int]
"""Its calendar, and its number."""


def visible(text: str) -> str:
    r"""Return a text without marks of direction and vowel signs, which change no date.

    Examples
    --------
    >>> visible("\u200f1988\u200e")
    '1988'
    """
    shown = unicodedata.normalize("NFKC", text)
    return "".join(char for char in shown if unicodedata.category(char) not in ("Cf", "Mn"))


def month_named(words: str) -> Month | None:
    """Return the month that has a name, or alone has a name that begins so in Latin letters.

    The names of lunar months are read whole: several begin alike.

    Parameters
    ----------
    words
        Folded.

    Examples
    --------
    >>> month_named("aug"), month_named("mordad"), month_named("ju")
    (('gregorian', 8), ('solar', 5), None)
    >>> month_named("مردادماه")
    ('solar', 5)
    """
    if not words:
        return None
    known = month_names()
    matching = known.get(words) or known.get(words.removesuffix(_MONTH), frozenset())
    if not matching and words.isascii() and len(words) >= _MIN_PREFIX_CHARS:
        matching = frozenset[Month]().union(
            *(months for name, months in known.items() if name.startswith(words))
        )
        matching = frozenset(month for month in matching if month[0] != "lunar")
    return next(iter(matching)) if len(matching) == 1 else None


@lru_cache(maxsize=1)
def month_names() -> dict[str, frozenset[Month]]:
    """Return the months that bear each folded name.

    Examples
    --------
    >>> month_names()["mordad"]
    frozenset({('solar', 5)})
    """
    by_name: dict[str, set[Month]] = {}
    for calendar, months in _HIJRI_MONTHS.items():
        for number, names in enumerate(months, 1):
            for name in names.split(", "):
                key = " ".join(TOKEN.findall(fold(visible(name))))
                by_name.setdefault(key, set()).add((calendar, number))
    for locale, form in product(_LOCALES, _FORMS):
        for number, name in get_month_names(*form, locale).items():
            by_name.setdefault(fold(name), set()).add((GREGORIAN, number))
    by_name.setdefault(fold(_AUGUST), set()).add((GREGORIAN, 8))
    return {name: frozenset(months) for name, months in by_name.items()}
