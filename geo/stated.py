"""The words in which a statement gives its figure."""

import re
from functools import lru_cache

_BEFORE = (
    r"at least|at most|above|no fewer than|more than|fewer than|less than|up to|over|under|about|"
    r"around|some|nearly|almost|approximately|roughly|an estimated|between|from"
)
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
    pattern = rf"(?<![\d,.-])\b(?:(?:{_BEFORE}) )?{number}\b(?![,.]\d)(?:{_AFTER})?"
    found = re.search(pattern, summary, re.IGNORECASE)
    return found.group().removeprefix("from ") if found else ""


def _forms(number: int | None) -> str:
    """Return a pattern for the ways in which a number may be written."""
    if number is None:
        return r"(?!)"
    forms = [f"{number:,}", str(number)]
    if number in SMALL_NUMBERS:
        forms.append(SMALL_NUMBERS[number])
    return f"(?:{'|'.join(re.escape(form) for form in dict.fromkeys(forms))})"
