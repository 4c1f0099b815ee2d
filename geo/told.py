"""Figures of a text that is told, held against the statements it rests on."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from geo.stated import SMALL_NUMBERS

_COLUMNS = (
    "figure_low",
    "figure_high",
    "summary",
    "notes",
    "date_edtf",
    "title",
    "locator",
)
_WORDS = {word: number for number, word in SMALL_NUMBERS.items() if number > 2}
"""Number words that count; `one` and `two` mostly do not (`one by one`, `the two`)."""
_SEPARATORS = ",\u066c"  # of thousands, in Latin and in Persian script
_NUMBER = re.compile(rf"\d[\d{_SEPARATORS}]*(?:s\b)?|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)


def figures_not_stated(text: str, statements: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the numbers of a text that none of its statements holds, as they are written.

    Parameters
    ----------
    text
        What is told: `2,800 to 5,000`, `14 August 1988`, `the 1980s`, `seven sites`.
    statements
        Cells of the claims and milestone rows that it rests on.

    Returns
    -------
    numbers
        In the order of the text. A number is held where it stands in a figure, summary, note, date,
        title or locator, in digits or as a word.

    Examples
    --------
    >>> figures_not_stated("Seven sites, 30 people.", [{"summary": "They searched seven sites."}])
    ['30']
    """
    said = " ".join(str(row.get(name, "")) for row in statements for name in _COLUMNS)
    held = {_plain(found.group()) for found in _NUMBER.finditer(said)}
    held |= {one.removesuffix("s") for one in held}
    return [one for one in _numbers(text) if _plain(one) not in held]


def _numbers(text: str) -> list[str]:
    found = (one.group().rstrip(_SEPARATORS) for one in _NUMBER.finditer(text))
    return list(dict.fromkeys(found))


def _plain(number: str) -> str:
    """Return a number in Latin digits, without separators and leading zeros."""
    number = number.lower()
    if number in _WORDS:
        return str(_WORDS[number])
    digits = (str(unicodedata.decimal(char, char)) for char in number if char not in _SEPARATORS)
    return "".join(digits).lstrip("0") or "0"
