"""Plotly figures of when and where statements fall."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from babel.dates import format_date
from plotly.subplots import make_subplots

from dashboard.activity.numbers import (
    NARROW_PX,
    NUMBER_PX,
    WIDE_PX,
    by_turns,
    highest_level,
    numbers_apart,
)
from dashboard.escaping import hover_side, hovered, safe
from dashboard.look import CHART, LEGEND, LIGHT, Lane
from geo import messages
from geo.activity import ANNOUNCED, GATHERINGS, HELD, MENTIONED, PeriodCounts
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.wording import date_words

LANE_PX, ROW_PX = 104, 24
SYMBOLS = {ANNOUNCED: "circle-open", HELD: "circle", MENTIONED: "diamond-open"}
"""Symbol of each kind of statement on a gathering."""

_OFFSETS = {ANNOUNCED: -0.29, HELD: 0.0, MENTIONED: 0.29}  # within a cell, in cells
_HEAD_PX, _FOOT_PX = 58, 12
_LETTER_PX, _APART_PX = 7.5, 12
"""Of a tick's label, and between two of them."""
_BETWEEN, _HEADROOM = 0.1, 1.5  # lanes: the room between two, and the scale over the highest bar
_NAME_CELLS = 3.4  # room for the name of a city before its first year
_MIN_CELLS = 16  # so that few years do not stand far apart
_COMMON = {**CHART, "dragmode": False, "font": {"color": LIGHT.text, "size": 12}}


def periods_chart(
    periods: PeriodCounts,
    lanes: Mapping[str, Lane],
    is_narrow: bool = False,
    is_phone: bool = False,
) -> go.Figure:
    """Draw the statements of each year or month, one small chart a lane on the same scale.

    Parameters
    ----------
    periods
        Counts with at least one statement.
    lanes
        The lanes by their codes, from the top down; those without a statement are left
        out.
    is_narrow
        Whether it stands on a phone or beside a card, where fewer digits fit above a bar.
    is_phone
        Whether level numbers of neighbours would touch, and stand by turns higher and lower.
    """
    counts = periods.counts
    lowest = highest_level(counts, NARROW_PX)
    highest = lowest if is_narrow else highest_level(counts, WIDE_PX)
    used = [lane for lane in lanes if lane in counts and counts[lane].any()]
    chart = make_subplots(rows=len(used), shared_xaxes=True, vertical_spacing=_BETWEEN / len(used))
    top = int(counts.to_numpy().max())
    numbers: list[dict[str, object]] = []
    unit_px = LANE_PX * (1 - _BETWEEN * (len(used) - 1) / len(used)) / (top * _HEADROOM)
    for row, lane in enumerate(used, start=1):
        bars = _bars(counts[lane], lanes[lane].colour, lowest)
        if is_phone:
            bars.text = by_turns(counts[lane], lowest, unit_px)
        chart.add_trace(bars, row=row, col=1)
        numbers += numbers_apart(counts[lane], row, (lowest, highest), unit_px)
        chart.add_annotation(
            text=f"<b>{safe(lanes[lane].name)}</b>",
            x=0,
            xref="paper",
            y=top * 1.3,
            xanchor="left",
            showarrow=False,
            font={"color": lanes[lane].colour, "size": 12.5},
            row=row,
            col=1,
        )
    named = _ticks(list(counts.index))
    # All at once: Plotly checks the whole list for each that is added.
    chart.update_layout(
        **_COMMON,
        hoverlabel_align=hover_side(),
        annotations=[*chart.layout.annotations, *numbers],
        height=LANE_PX * len(used) + 40,
        margin={"l": 30, "r": 8, "t": 8, "b": 32},
        bargap=0.25,
    )
    chart.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(counts.index),
        tickvals=list(named),
        ticktext=list(named.values()),
        range=[-0.6, len(counts) - 0.4],
        fixedrange=True,
        showgrid=False,
        tickangle=0,
    )
    chart.update_yaxes(
        range=[0, top * _HEADROOM], fixedrange=True, gridcolor=LIGHT.grid, zeroline=True, nticks=3
    )
    return chart


def _bars(counts: pd.Series, colour: str, highest: int) -> go.Bar:
    shown = counts[counts > 0]
    words = [
        hovered(
            [
                f"<b>{safe(date_words(str(period)))}</b>",
                safe(ngettext("{n} statement", "{n} statements", int(n)).format(n=int(n))),
            ]
        )
        for period, n in shown.items()
    ]
    return go.Bar(
        x=list(shown.index),
        y=list(shown),
        customdata=list(shown.index),
        text=[messages.number(n) if n <= highest else "" for n in shown],
        textposition="outside",
        textangle=0,
        textfont={"size": NUMBER_PX},
        constraintext="none",
        cliponaxis=False,
        hovertext=words,
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"color": colour},
        showlegend=False,
    )


def _ticks(periods: list[str]) -> dict[str, str]:
    """Return the periods whose labels have room below their bars in any window, with these."""
    labels = {period: _tick(period) for period in periods}
    label_px = max(map(len, labels.values())) * _LETTER_PX + _APART_PX
    step = -(-len(periods) // int(NARROW_PX / label_px))
    return {period: labels[period] for period in periods[::step]}


def _tick(period: str) -> str:
    """Name a year, or a month with its year."""
    if "-" not in period:
        return messages.digits(period)
    month = date.fromisoformat(f"{period}-01")
    return messages.digits(format_date(month, "MMM y", locale=messages.code()))


def city_years_chart(table: pd.DataFrame, cities: Mapping[str, str], colour: str) -> go.Figure:
    """Draw gatherings as a matrix of cities and years: symbols with counts, no scale of colour.

    Parameters
    ----------
    table
        Rows of `geo.activity.city_years`, at least one.
    cities
        Names of cities by code, in the order of the rows.
    colour
        Colour of the symbols.

    Returns
    -------
    chart
        Marks and names of cities carry the code of their city in `customdata`.
    """
    years = sorted(set(table["year"]))
    rows = [city for city in cities if city in set(table["city"])]
    chart = go.Figure()
    for kind in GATHERINGS:
        dots = _dots(table[table["kind"] == kind], kind, years, rows, cities)
        chart.add_trace(dots.update(marker={"color": colour}))
    chart.add_trace(_city_names(rows, cities))
    chart.update_layout(
        **_COMMON,
        hoverlabel_align=hover_side(),
        height=ROW_PX * len(rows) + _HEAD_PX + _FOOT_PX,
        margin={"l": 0, "r": 16, "t": _HEAD_PX, "b": _FOOT_PX},
        legend=LEGEND,
        xaxis={
            "range": [-0.5 - _NAME_CELLS, max(len(years), _MIN_CELLS) - 0.5],
            "tickvals": list(range(len(years))),
            "ticktext": [messages.digits(year) for year in years],
            "side": "top",
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": [number + 0.5 for number in range(len(rows))],
            "showticklabels": False,
            "gridcolor": LIGHT.grid,
            "fixedrange": True,
            "zeroline": False,
        },
    )
    return chart


def kind_words(kind: str) -> str:
    """Return the short name of a kind of statement on a gathering."""
    return {ANNOUNCED: _("announced"), HELD: _("reported as held"), MENTIONED: _("mentioned")}[kind]


def _dots(
    table: pd.DataFrame,
    kind: str,
    years: Sequence[str],
    rows: Sequence[str],
    cities: Mapping[str, str],
) -> go.Scatter:
    counts = [int(n) for n in table["statements"]]
    words = [
        hovered(
            [
                f"<b>{safe(cities[city])}{_(', ')}{messages.digits(year)}</b>",
                safe(ngettext("{n} statement", "{n} statements", n).format(n=n))
                + f": {safe(kind_words(kind))}",
            ]
        )
        for city, year, n in zip(table["city"], table["year"], counts, strict=True)
    ]
    return go.Scatter(
        x=[years.index(year) + _OFFSETS[kind] for year in table["year"]],
        y=[rows.index(city) for city in table["city"]],
        mode="markers+text",
        name=safe(kind_words(kind)),
        text=[messages.number(n) if n > 1 else "" for n in counts],
        textfont={"size": 9, "color": "#ffffff" if kind == HELD else LIGHT.text},
        customdata=list(table["city"]),
        hovertext=words,
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"symbol": SYMBOLS[kind], "size": 13, "line": {"width": 1.4}},
        **_always_the_same(),
    )


def _city_names(rows: Sequence[str], cities: Mapping[str, str]) -> go.Scatter:
    """Write the names of the cities over points that a click can meet anywhere along them."""
    steps = [-0.5 - _NAME_CELLS + 0.6 * number for number in range(5)]
    return go.Scatter(
        x=[x for _city in rows for x in steps],
        y=[row for row in range(len(rows)) for _x in steps],
        mode="markers+text",
        text=[
            safe(cities[city]) if number == 0 else ""
            for city in rows
            for number in range(len(steps))
        ],
        textposition="middle right",
        textfont={"color": LIGHT.text, "size": 12.5},
        customdata=[city for city in rows for _x in steps],
        hovertext=[
            safe(_("Open {city}").format(city=cities[city])) for city in rows for _x in steps
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"size": 14, "color": "rgba(0,0,0,0)"},
        showlegend=False,
        **_always_the_same(),
    )


def _always_the_same() -> dict[str, Any]:
    """Keep marks as they are when one of them is chosen."""
    look = {"marker": {"opacity": 1}}
    return {"selected": look, "unselected": look}
