"""Decades as people type them: `1980s`, `the eighties`, `années 80`, `دهه ۶۰`, `الثمانينات`.

One of two digits may be of the Gregorian calendar or of the Solar Hijri one, and is both; first is
the Solar Hijri one where the reader's dates are said in it too, or the word is Persian.
"""

import re
from collections.abc import Sequence

from geo.calendars import has_solar
from geo.month_names import GREGORIAN
from geo.seasons import SHORT_SOLAR_YEAR, SOLAR_YEARS
from geo.spelling import fold

YEARS = 10
"""How many years a decade has."""
_SIGNS = frozenset(
    ["s", "decade", "annees", "les annees", "decennie", "la decennie", "عقد", "سنوات", "دهه"]
)
_SOLAR_SIGN = fold("دهه")
_CALENDARS = {
    "میلادی": GREGORIAN,
    "م": GREGORIAN,
    "شمسی": "solar",
    "خورشیدی": "solar",
    "هجری شمسی": "solar",
    "هجری خورشیدی": "solar",
}
_NAMES = {
    40: "forties, quarante, چهل, الأربعينات, الأربعينيات, أربعينات",
    50: "fifties, cinquante, پنجاه, الخمسينات, الخمسينيات, خمسينات",
    60: "sixties, soixante, شصت, الستينات, الستينيات, ستينات",
    70: "seventies, soixante-dix, هفتاد, السبعينات, السبعينيات, سبعينات",
    80: "eighties, quatre-vingt, quatre-vingts, هشتاد, الثمانينات, الثمانينيات, ثمانينات",
    90: "nineties, quatre-vingt-dix, نود, التسعينات, التسعينيات, تسعينات",
}
_NUMBERS = {
    fold(name): str(number) for number, names in _NAMES.items() for name in names.split(", ")
}
_ALONE = frozenset(name for name in _NUMBERS if name.endswith(("ies", "ات")))  # need no sign

Decade = tuple[str, int]
"""Its calendar, and its first year."""


def decades(words: str, numbers: Sequence[str]) -> tuple[Decade, ...]:
    """Return what the words and the numbers of a typed text may mean as a decade.

    Parameters
    ----------
    words
        Folded, without numbers.
    numbers
        In their order.

    Examples
    --------
    >>> decades("s", ["1980"]), decades("eighties", [])
    ((('gregorian', 1980),), (('gregorian', 1980), ('solar', 1380)))
    >>> decades("دهه", ["60"]), decades("دهه میلادی", ["80"])
    ((('solar', 1360), ('gregorian', 1960)), (('gregorian', 1980),))
    >>> decades("s", ["1988"]), decades("august", ["1980"])
    ((), ())
    """
    calendar = ""
    for ending, named in _CALENDARS.items():
        if words.endswith(f" {ending}"):
            calendar, words = named, words.removesuffix(f" {ending}")
    sign, number = words, "".join(numbers)
    if not numbers:
        sign, number = _named(words)
    if sign not in _SIGNS or len(numbers) > 1 or not number.endswith("0"):
        return ()
    found = _whole(number) if len(number) == 4 else _short(number, sign == _SOLAR_SIGN)
    return tuple(one for one in found if calendar in ("", one[0]))


def names_decade(text: str) -> bool:
    """Tell whether a text may name a decade without the digits of a year.

    Examples
    --------
    >>> names_decade("the eighties"), names_decade("دهه شصت"), names_decade("August")
    (True, True, False)
    """
    folded = fold(text)
    return re.search(r"\b\d0s\b", folded) is not None or any(
        word in _ALONE or word == _SOLAR_SIGN or word == "annees" for word in folded.split()
    )


def _named(words: str) -> tuple[str, str]:
    """Part words into the sign of a decade and its number, which stands in words."""
    if words in _ALONE:
        return "decade", _NUMBERS[words]
    for name, number in _NUMBERS.items():
        if words.endswith(f" {name}"):
            return words.removesuffix(f" {name}"), number
    return words, ""


def _whole(number: str) -> tuple[Decade, ...]:
    year = int(number)
    return (("solar" if year in SOLAR_YEARS else GREGORIAN, year),)


def _short(number: str, is_solar: bool) -> tuple[Decade, ...]:
    if not SHORT_SOLAR_YEAR.fullmatch(number):
        return ()
    both = ((GREGORIAN, int(f"19{number}")), ("solar", int(f"13{number}")))
    return both[::-1] if is_solar or has_solar() else both
