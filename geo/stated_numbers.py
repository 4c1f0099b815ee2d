"""Figures in the words of statements: the one they record, in words alone, those a text adds."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

QUALIFIERS = (
    r"at least|at most|above|no fewer than|more than|fewer than|less than|up to|over|under|about|"
    r"around|some|nearly|close to|almost|approximately|roughly|an estimated|between|from"
)
"""What may qualify a number before it, as a regular expression."""

_AFTER = r" or more| or fewer"

_BETWEEN = 28  # letters between the two ends of a range, such as ` to 3,000 or `

SMALL_NUMBERS = {
    **dict(enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight"))),
    **dict(enumerate(("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"), 9)),
    **dict(enumerate(("sixteen", "seventeen", "eighteen", "nineteen", "twenty"), 16)),
}
"""Words for the numbers that may stand as words."""


@lru_cache(maxsize=8192)
def stated_figure(summary: str, low: int | None, high: int | None) -> str:
    """Find in a summary the words that give a figure, with what qualifies them.

    Parameters
    ----------
    summary
        What the source says, in the atlas's words.
    low, high
        The figure as recorded, equal for one number; a missing bound is None.

    Returns
    -------
    words
        For example `more than 30,000`, `2,800 or 3,800`, `seven`; empty where the summary does not
        hold the figure.

    Examples
    --------
    >>> stated_figure("The letter says that more than 2,800 people were held.", 2800, None)
    'more than 2,800'
    >>> stated_figure("Between 20 and 30 came.", 20, 30)
    'Between 20 and 30'
    >>> stated_figure("Many came.", 20, 30)
    ''
    """
    first = _forms(low if low is not None else high)
    if low is not None and high is not None and low != high:
        number = rf"{first}\b.{{1,{_BETWEEN}}}?\b{_forms(high)}"
    else:
        number = first
    pattern = rf"(?<![\d,.-])\b(?:(?:{QUALIFIERS}) )?{number}\b(?![,.]\d)(?:{_AFTER})?"
    match = re.search(pattern, summary, re.IGNORECASE)
    return match.group().removeprefix("from ") if match else ""


def _forms(number: int | None) -> str:
    """Return a pattern for the ways in which a number may be written."""
    if number is None:
        return r"(?!)"
    forms = [f"{number:,}", str(number)]
    if number in SMALL_NUMBERS:
        forms.append(SMALL_NUMBERS[number])
    return f"(?:{'|'.join(re.escape(form) for form in dict.fromkeys(forms))})"


_QUANTITY = (
    r"(?:(?:several|a few|many) (?:hundred|thousand|dozen)s?"
    r"|(?:tens|dozens|scores|hundreds|thousands)(?= of)(?: of (?:hundreds|thousands))?)"
)
_FOLLOWS = (
    r"at|in|on|of|from|to|by|for|with|without|outside|near|and|or|who|that|which|had|has|have|was|"
    r"were|are|is|be|being|been|killed|executed|hanged|shot|buried|held|arrested|smashed|disappeared|gathering"
)
_COUNTED = rf"(?: of)?(?: (?!(?:{_FOLLOWS})\b)[^\W\d]+(?:[-'][^\W\d]+)*){{1,3}}"
_RATE = re.compile(r"[^.;]*?\b((?:each|every|per|a) (?:hour|day|night|week|month)|daily)\b")


@lru_cache(maxsize=8192)
def stated_quantity(summary: str) -> str:
    """Find in a summary the words of a quantity without a number, with what they count.

    Of a quantity for each day, or as long, the words that say so follow.

    Examples
    --------
    >>> stated_quantity("It is believed to hold remains of up to several hundred victims of 1988.")
    'up to several hundred victims'
    >>> stated_quantity("He concluded that several thousand had been killed within days.")
    'several thousand'
    >>> stated_quantity("It says hundreds of people were being executed each day.")
    'hundreds of people … each day'
    >>> stated_quantity("More than the hundreds it reports for Evin.")
    ''
    """
    pattern = rf"\b(?:(?:{QUALIFIERS}) )?{_QUANTITY}\b(?:{_COUNTED})?"
    match = re.search(pattern, summary, re.IGNORECASE)
    if match is None:
        return ""
    rate = _RATE.match(summary, match.end())
    return match.group().removeprefix("from ") + (f" … {rate[1]}" if rate else "")


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
    held = {_plain(match.group()) for match in _NUMBER.finditer(said)}
    held |= {number.removesuffix("s") for number in held}
    return [number for number in _numbers(text) if _plain(number) not in held]


def _numbers(text: str) -> list[str]:
    numbers = (match.group().rstrip(_SEPARATORS) for match in _NUMBER.finditer(text))
    return list(dict.fromkeys(numbers))


def _plain(number: str) -> str:
    """Return a number in Latin digits, without separators and leading zeros."""
    number = number.lower()
    if number in _WORDS:
        return str(_WORDS[number])
    digits = (str(unicodedata.decimal(char, char)) for char in number if char not in _SEPARATORS)
    return "".join(digits).lstrip("0") or "0"
