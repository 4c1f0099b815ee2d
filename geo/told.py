"""Figures of a text that is told, held against the statements it rests on."""

import re
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
_NUMBER = re.compile(rf"\d[\d,]*(?:s\b)?|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)


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
    """
    said = " ".join(str(row.get(name, "")) for row in statements for name in _COLUMNS)
    held = {_plain(found.group()) for found in _NUMBER.finditer(said)}
    held |= {one.removesuffix("s") for one in held}
    return [one for one in _numbers(text) if _plain(one) not in held]


def _numbers(text: str) -> list[str]:
    return list(dict.fromkeys(found.group().rstrip(",") for found in _NUMBER.finditer(text)))


def _plain(number: str) -> str:
    """Return a number without separators and leading zeros, in digits where it is a word."""
    number = number.lower()
    return str(_WORDS.get(number, number.replace(",", "").lstrip("0") or "0"))
