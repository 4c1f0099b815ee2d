"""Numbers over the bars of a chart of periods: level, upright, or by turns higher and lower."""

import math
from itertools import groupby

import pandas as pd
import plotly.graph_objects as go

from dashboard.look import LIGHT
from geo import messages

NARROW_PX, WIDE_PX = 320, 660
"""Least width of all bars together, on a phone or beside a card, and on a laptop without one."""
NUMBER_PX = 10
"""Size of the digits."""
_DIGIT_PX, _GAP_PX, _SIDES_PX = 6, 4, 38
_LINE_PX = 13  # by which a number stands higher where it would touch another
_LEVEL, _UPRIGHT = "level", "upright"


def highest_level(counts: pd.DataFrame, width_px: float) -> int:
    """Return the highest number that stands level over its bar, in so much room for all bars."""
    return 10 ** max(1, int(width_px / len(counts) / _DIGIT_PX)) - 1


def by_turns(counts: pd.Series, highest: int, unit_px: float) -> list[str]:
    """Write the level numbers over bars, with an empty line below those that would touch another.

    Of a row of neighbours the one beside an upright number stands low, if only one does.
    """
    column_px, texts = NARROW_PX / len(counts), [messages.number(n) if n else "" for n in counts]
    texts = [text if n <= highest else "" for text, n in zip(texts, counts, strict=True)]
    for is_level, run in groupby(range(len(texts)), lambda at: bool(texts[at])):
        row = list(run)
        if not is_level:
            continue
        before, after = (counts.iloc[max(0, row[0] - 1)], counts.iloc[row[-1] : row[-1] + 2].max())
        end, width = -math.inf, 0
        for at in reversed(row) if after > highest >= before else row:
            low, last, width = counts.iloc[at] * unit_px, width, len(texts[at]) * _DIGIT_PX
            is_raised = (last + width) / 2 + _GAP_PX > column_px and abs(low - end) < NUMBER_PX
            end = low + _LINE_PX * is_raised
            texts[at] += "<br>\N{NO-BREAK SPACE}" if is_raised else ""
    return [text for text, n in zip(texts, counts, strict=True) if n]


def numbers_apart(
    counts: pd.Series, row: int, level: tuple[int, int], unit_px: float
) -> list[dict[str, object]]:
    """Give the numbers that do not stand level over their bars at every width.

    They stand upwards from the end of their bars, and level as well up to the second of `level`,
    the highest that do so in a narrow and in a wide chart: `either_way` says which is seen.
    """
    lowest, highest = level
    axis, lifts = "" if row == 1 else str(row), _lifts(counts, lowest, unit_px)
    return [
        {
            "name": _LEVEL if angle == 0 else _UPRIGHT if n <= highest else "",
            "text": messages.number(n),
            "x": number,  # Plotly takes the name of a year for a number of the axis
            "y": n,
            "xref": f"x{axis}",
            "yref": f"y{axis}",
            "textangle": angle,
            "yshift": lifts[number] if angle else 0,
            "yanchor": "bottom",
            "showarrow": False,
            "borderpad": 0,
            "font": {"color": LIGHT.text, "size": NUMBER_PX},
        }
        for number, n in enumerate(counts)
        if n > lowest
        for angle in ((0, -90) if n <= highest else (-90,))
    ]


def _lifts(counts: pd.Series, lowest: int, unit_px: float) -> list[float]:
    """Say how far above its bar each upright number stands, clear of that of the bar before."""
    lifts, start, end = [], 0.0, 0.0
    for n in counts:
        at, length = n * unit_px, len(str(n)) * _DIGIT_PX + _GAP_PX if n > lowest else 0
        lifts.append(end - at if at < end and at + length > start and length else 0.0)
        start, end = at + lifts[-1], at + lifts[-1] + length
    return lifts


def apart_px(chart: go.Figure) -> int:
    """Return the width of a chart of periods below which level numbers would read as one."""
    digits = max((len(text) for bars in chart.data for text in bars.text), default=0)
    return len(chart.layout.xaxis.categoryarray) * (digits * _DIGIT_PX + _GAP_PX) + _SIDES_PX


def either_way(chart: go.Figure) -> tuple[int, list[int], list[int]]:
    """Say which numbers of a chart of periods are written twice, level and upright.

    Returns
    -------
    room_px, level, upright
        Width of the chart from which they fit level, and their positions among its annotations.
    """
    notes = list(enumerate(chart.layout.annotations))
    level, upright = ([at for at, one in notes if one.name == name] for name in (_LEVEL, _UPRIGHT))
    digits = max((len(chart.layout.annotations[at].text) for at in level), default=0)
    bars = len(chart.layout.xaxis.categoryarray)
    return bars * digits * _DIGIT_PX + _SIDES_PX, level, upright
