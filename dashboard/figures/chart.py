"""Plotly figures that set stated figures side by side, one row a statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

import plotly.graph_objects as go

from dashboard.escaping import hover_side, hovered, safe
from dashboard.figures.rows import HEAD_PX, SOFT, Row, lay_out
from dashboard.look import CHART, LEGEND, LIGHT
from geo import Dataset, messages
from geo.cite.locators import locator_words
from geo.cite.references import attribution
from geo.figures import StatedFigure
from geo.messages import gettext as _
from geo.wording import date_words

PUBLISHERS = {
    "academic": ("#117733", "square"),
    "court": ("#5b4a3a", "pentagon"),
    "encyclopedia": ("#7d7d1e", "triangle-up"),
    "government": ("#1f2328", "square-open"),
    "intergovernmental": ("#3b87b8", "triangle-down"),
    "ngo": ("#332288", "circle"),
    "other": ("#6b6b6b", "x"),
    "party": ("#aa4499", "diamond"),
    "press": ("#2e8b7d", "hexagon"),
    "survivor": ("#882255", "star"),
}
"""Colour and symbol of each kind of publisher; either alone tells them apart."""

_AXIS_PX, _LEGEND_PX = 30, 58
_FADE = (0.55, 0.42, 0.3, 0.2, 0.1)  # opacity along an open side
_FEW = 6  # figures up to which each whole number has a line, and no part of one
_OPEN_SHARE = 0.12  # length of an open side as a share of the axis
_AXIS_SHARE = 0.96  # of the width, where lines beside the axis join rows


def publisher_look(kind: str) -> tuple[str, str]:
    """Return colour and symbol of a kind of publisher; one without its own looks like `other`."""
    return PUBLISHERS.get(kind, PUBLISHERS["other"])


@dataclass(frozen=True)
class Scale:
    """The axis of figures: its ends in figures, and whether equal steps are equal factors."""

    low: float
    high: float
    is_log: bool

    @classmethod
    def of(cls, figures: Sequence[StatedFigure], is_log: bool) -> "Scale":
        """Return the axis on which all figures and their open sides have room."""
        bounds = [
            bound for figure in figures for bound in (figure.low, figure.high) if bound is not None
        ]
        if is_log:
            decades = max(log10(max(bounds) / min(bounds)), 1)
            return cls(min(bounds) / 10 ** (decades / 6), max(bounds) * 10 ** (decades / 6), True)
        return cls(0, max(max(bounds), 1) * 1.2, False)

    def beyond(self, figure: float, share: float) -> float:
        """Return the figure that lies a share of the axis further on, within its ends."""
        if self.is_log:
            moved = figure * (self.high / self.low) ** share
        else:
            moved = figure + (self.high - self.low) * share
        return min(max(moved, self.low), self.high)


def figures_chart(figures: Sequence[StatedFigure], data: Dataset, is_log: bool) -> go.Figure:
    """Draw figures of one unit in the order given, under a heading for each kind of statement.

    A range is a bar, one figure a symbol, and a side that the source leaves open fades away.

    Parameters
    ----------
    figures
        At least one; those of a kind stand together.
    data
        The dataset they are part of.
    is_log
        Whether the axis is logarithmic; needs figures above zero.

    Raises
    ------
    ValueError
        The figures are of several units, which never share an axis.
    """
    units = {figure.unit for figure in figures}
    if len(units) != 1:
        raise ValueError(f"expected figures of one unit, found {sorted(units)}")
    scale = Scale.of(figures, is_log)
    rows, heads, height = lay_out(figures, data)
    chart = go.Figure()
    for kind in data.codes.of("publisher_kind"):
        own = [row for row in rows if row.figure.source.publisher_kind == kind]
        if own:
            chart.add_trace(_bars(own, scale, kind, data))
            chart.add_trace(_points(own, kind, data))
            chart.add_trace(_arrows(own, scale, kind))
    _frame(chart, scale, height, _AXIS_SHARE if any(row.repeated for row in rows) else 1)
    words = [_words("<br>".join(row.lines), row.words_y, LIGHT.text) for row in rows]
    for kind, top in heads.items():
        head = data.codes.label("kind", kind, messages.code())
        words.append(_words(f"<b>{safe(head)}</b>", top + HEAD_PX / 2, SOFT))
    # All at once: Plotly would check those it has again with each that is added.
    chart.update_layout(annotations=words, shapes=_links(rows))
    return chart


def hover_words(figure: StatedFigure, data: Dataset) -> str:
    """Say a figure with who states it, of when and where, escaped for Plotly's HTML."""
    unit = data.codes.label("figure_unit", figure.unit, messages.code())
    stated = _("as stated by {source}").format(source=attribution(figure.source))
    lines = [
        f"<b>{safe(unit)}: {safe(figure.number)}</b>",
        safe(stated),
        safe(date_words(figure.edtf)),
        safe(locator_words(figure.locator)),
        f"<i>{safe(messages.content(figure.about))}</i>",
    ]
    return hovered(lines)


def _segments(figure: StatedFigure, scale: Scale) -> Iterator[tuple[float, float, float]]:
    """Yield start, end and opacity of what a figure covers beside its points."""
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        if low != high:
            yield low, high, 0.6
        return
    start = low if low is not None else high
    if start is None:
        return
    step = _OPEN_SHARE / len(_FADE) * (1 if high is None else -1)
    for number, opacity in enumerate(_FADE):
        edges = (scale.beyond(start, number * step), scale.beyond(start, (number + 1) * step))
        yield min(edges), max(edges), opacity


def _bars(rows: list[Row], scale: Scale, kind: str, data: Dataset) -> go.Bar:
    """Draw ranges, and open sides as bars that fade."""
    parts = [
        (start, end - start, row.mark_y, opacity, hover_words(row.figure, data))
        for row in rows
        for start, end, opacity in _segments(row.figure, scale)
    ]
    base, length, y, opacity, words = zip(*parts, strict=True) if parts else ([], [], [], [], [])
    return go.Bar(
        base=list(base),
        x=list(length),
        y=list(y),
        orientation="h",
        width=9,
        hovertext=list(words),
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        marker={"color": publisher_look(kind)[0], "opacity": list(opacity), "line": {"width": 0}},
    )


def _points(rows: list[Row], kind: str, data: Dataset) -> go.Scatter:
    """Draw each stated bound as the symbol of the kind of publisher."""
    colour, symbol = publisher_look(kind)
    parts = [
        (bound, row.mark_y, row.figure.claim_id, hover_words(row.figure, data))
        for row in rows
        for bound in dict.fromkeys((row.figure.low, row.figure.high))
        if bound is not None
    ]
    x, y, names, words = zip(*parts, strict=True)
    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        name=safe(data.codes.label("publisher_kind", kind, messages.code())),
        customdata=names,
        hovertext=words,
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"color": colour, "symbol": symbol, "size": 10, "line": {"width": 1.5}},
    )


def _arrows(rows: list[Row], scale: Scale, kind: str) -> go.Scatter:
    """Draw a soft head at the end of each open side."""
    found = [row for row in rows if row.figure.low is None or row.figure.high is None]
    ends = [list(_segments(row.figure, scale))[-1] for row in found]
    is_upward = [row.figure.high is None for row in found]
    pairs = list(zip(ends, is_upward, strict=True))
    return go.Scatter(
        x=[end[1] if up else end[0] for end, up in pairs],
        y=[row.mark_y for row in found],
        mode="markers",
        hoverinfo="skip",
        showlegend=False,
        marker={
            "color": publisher_look(kind)[0],
            "symbol": ["triangle-right" if up else "triangle-left" for up in is_upward],
            "size": 9,
            "opacity": 0.45,
        },
    )


def _links(rows: list[Row]) -> list[dict[str, Any]]:
    """Return a thin line beside the axis from each row to the rows whose figure it repeats."""
    at = {row.figure.claim_id: row.mark_y for row in rows}
    ends = [(row.mark_y, at[origin.claim_id]) for row in rows for origin in row.repeated]
    return [
        {
            "type": "path",
            "path": f"M 0.98 {start} L 0.995 {start} L 0.995 {end} L 0.98 {end}",
            "xref": "paper",
            "yref": "y",
            "line": {"color": SOFT, "width": 1},
        }
        for start, end in ends
    ]


def _frame(chart: go.Figure, scale: Scale, height: float, share: float) -> None:
    """Put the axis under the rows and over them, as many rows are higher than a window.

    It takes a share of the width from the left on.
    """
    axis = {**_axis(scale), "domain": [0, share]}
    chart.add_trace(go.Scatter(x=[None], y=[None], xaxis="x2", showlegend=False))  # or it is hidden
    chart.update_layout(
        **CHART,
        hoverlabel_align=hover_side(),
        height=height + 2 * _AXIS_PX + _LEGEND_PX,
        margin={"l": 8, "r": 16, "t": _LEGEND_PX + _AXIS_PX, "b": _AXIS_PX},
        barmode="overlay",
        dragmode=False,
        font={"color": LIGHT.text, "size": 12.5},
        separators="".join(reversed(messages.separators())),
        legend=LEGEND,
        xaxis=axis,
        xaxis2={**axis, "overlaying": "x", "side": "top", "showgrid": False},
        yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
    )


def _axis(scale: Scale) -> dict[str, Any]:
    common = {
        "fixedrange": True,
        "gridcolor": LIGHT.grid,
        "zeroline": False,
        "tickcolor": LIGHT.tick,
    }
    if not scale.is_log:
        steps = {"dtick": 1} if scale.high - scale.low <= _FEW else {"nticks": 6}
        return {**common, "range": [scale.low, scale.high], "tickformat": ",~d", **steps}
    ends = [log10(scale.low), log10(scale.high)]
    return {**common, "type": "log", "range": ends, "tickformat": ",~d", "dtick": 1}


def _words(words: str, y: float, colour: str) -> dict[str, Any]:
    return {
        "text": words,
        "x": 0,
        "xref": "paper",
        "y": y,
        "yref": "y",
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "font": {"color": colour, "size": 12.5},
    }
