"""The figure of a statement in words, in the language in use."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.dataset import Dataset
from geo.messages import N_, number
from geo.messages import code as language_code
from geo.messages import gettext as _
from geo.stated_numbers import QUALIFIERS, stated_figure, stated_quantity

_SIMPLE = re.compile(
    rf"(?:({QUALIFIERS}) )?[\w,]+(?:(?: to | and |-)[\d,]+| or (?!more|fewer)[\w,]+)?",
    re.IGNORECASE,
)
_QUALIFIED = {
    **dict.fromkeys(("at least", "no fewer than"), N_("at least {number}")),
    **dict.fromkeys(("more than", "over", "above"), N_("more than {number}")),
    **dict.fromkeys(("at most", "up to"), N_("up to {number}")),
    **dict.fromkeys(("fewer than", "less than", "under"), N_("fewer than {number}")),
    **dict.fromkeys(("about", "around", "some", "approximately", "roughly"), N_("about {number}")),
    **dict.fromkeys(("nearly", "almost", "close to"), N_("nearly {number}")),
    "an estimated": N_("an estimated {number}"),
}
"""What qualifies a number in summaries, for other languages."""


def figure_words(
    row: pd.Series | Mapping[str, Any], dataset: Dataset, with_unit: bool = True
) -> str:
    """Say the figure of a statement, such as `Bodies: at least 44`; empty where it states none.

    The words are those of the summary. Where it does not repeat the figure, the recorded bounds
    stand for it. Where no figure is recorded, a quantity such as `several hundred people` stands
    as the summary words it, without a unit.

    Examples
    --------
    >>> figure_words(small.claims.loc["alpha-prison-03"], small, with_unit=False)
    '50 as the upper bound'
    """
    low, high = _whole(row["figure_low"]), _whole(row["figure_high"])
    if low is None and high is None:
        return stated_quantity(row["summary"])
    stated = stated_figure(row["summary"], low, high)
    figure = _said(stated, low, high) if stated else _recorded(low, high)
    if not with_unit:
        return figure
    unit = dataset.codes.label("figure_unit", row["figure_unit"], language_code())
    return _("{unit}: {number}").format(unit=unit, number=figure)


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _said(stated: str, low: int | None, high: int | None) -> str:
    """Say a figure of a summary in the language in use, with what qualifies it there.

    One that is worded in more than one qualifier or two numbers stays as it is, digits and all.
    """
    words = _SIMPLE.fullmatch(stated)
    if words is None or language_code() == "en":
        return stated
    ends = [end for end in (low, high) if end is not None]
    pattern = _QUALIFIED.get((words[1] or "").lower())
    said = (_either if " or " in stated else _recorded)(ends[0], ends[-1])
    return _(pattern).format(number=said) if pattern else said


def _either(low: int, high: int) -> str:
    return _("{first} or {second}").format(first=number(low, ","), second=number(high, ","))


def _recorded(low: int | None, high: int | None) -> str:
    ends = {"low": number(low or 0, ","), "high": number(high or 0, ",")}
    if high is None:
        return _("{low} as the lower bound").format(**ends)
    if low is None:
        return _("{high} as the upper bound").format(**ends)
    return ends["low"] if low == high else _("{low} to {high}").format(**ends)
