"""Plotly figures of a selection."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.mapbase import LAYER_COLOURS
from dashboard.text import safe
from dashboard.timeline_rows import (
    MILESTONES,
    Mark,
    Span,
    as_milliseconds,
    dated_statements,
    is_minute_view,
    layout,
    stamp,
    visible_span,
)
from geo import Selection
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.wording import date_words

LANE_COLOURS = {**LAYER_COLOURS, MILESTONES: "#4a4f57"}
HEADER_PX = 20
_NAMED_IN_HOVER = 5
_FAINT = 0.28
_SOFT = (0.30, 0.60, 1.0, 0.60, 0.30)  # opacity along a bar whose ends are approximate
_OPEN = (1.0, 0.75, 0.5, 0.3, 0.15)  # opacity along a bar without an end
_INK = "#1f2328"


@dataclass(frozen=True)
class TimelineStyle:
    """How a timeline is drawn.

    Parameters
    ----------
    row_px
        Height of a row.
    most_rows
        Rows of a lane before statements of the same date become one mark.
    brush
        Whether dragging chooses a stretch.
    mark_share
        Width of a point as a share of the whole width.
    """

    row_px: int
    most_rows: int
    brush: bool = False
    mark_share: float = 0.013


COMPACT = TimelineStyle(row_px=8, most_rows=9)
FULL = TimelineStyle(row_px=12, most_rows=60)


def timeline_figure(
    selection: Selection, lanes: dict[str, str], style: TimelineStyle
) -> go.Figure | None:
    """Draw the dated statements of a selection, one lane a layer and one for milestones.

    Parameters
    ----------
    selection
        The visible set; its selected place stands out.
    lanes
        Names of the lanes to draw by their codes, from the top down.
    style
        Size of the drawing.

    Returns
    -------
    figure
        Marks carry in `customdata` the key for `timeline_rows.statements_of`; None when nothing
        is dated.
    """
    statements = [one for one in dated_statements(selection) if one.lane in lanes]
    if not statements:
        return None
    span = visible_span(selection, statements)
    most_rows = COMPACT.most_rows if is_minute_view(span) else style.most_rows
    marks = layout(statements, span, most_rows, style.mark_share)
    rows = {
        lane: 1 + max((mark.row for mark in marks if mark.lane == lane), default=0)
        for lane in lanes
        if any(mark.lane == lane for mark in marks)
    }
    tops = _tops(rows, style)
    figure = go.Figure()
    for lane in rows:
        own = [mark for mark in marks if mark.lane == lane]
        figure.add_trace(_bars(own, span, tops[lane], style, selection.filter.place))
        figure.add_trace(_points(own, tops[lane], style, selection.filter.place))
    height = max(tops.values(), default=0) + rows[list(rows)[-1]] * style.row_px if rows else 0
    _frame(figure, span, height, style)
    for lane, top in tops.items():
        count = sum(len(mark.statements) for mark in marks if mark.lane == lane)
        _label(figure, f"{lanes[lane]} · {count}", LANE_COLOURS[lane], top)
    return figure


def _tops(rows: dict[str, int], style: TimelineStyle) -> dict[str, int]:
    """Return the y of each lane's first row, in pixels from the top of the drawing."""
    tops, here = {}, 0
    for lane, number in rows.items():
        tops[lane] = here + HEADER_PX
        here += HEADER_PX + number * style.row_px + 4
    return tops


def _y(mark: Mark, top: int, style: TimelineStyle) -> float:
    return top + (mark.row + 0.5) * style.row_px


def _opacity(mark: Mark, place_id: str) -> float:
    if not place_id or any(one.place_id == place_id for one in mark.statements):
        return 1.0
    return _FAINT


def _bars(marks: list[Mark], span: Span, top: int, style: TimelineStyle, place_id: str) -> go.Bar:
    """Draw what covers a stretch of time; soft and open ends fade in steps."""
    parts: dict[str, list[Any]] = {name: [] for name in ("base", "x", "y", "ink", "key", "text")}
    for mark in marks:
        if mark.start == mark.end:
            continue
        steps = _OPEN if mark.is_open else _SOFT if mark.is_soft else (1.0,)
        length = (mark.end - mark.start) / len(steps)
        words = hover_text(mark)
        for number, opacity in enumerate(steps):
            start = max(mark.start + number * length, span.start)
            end = min(mark.start + (number + 1) * length, span.end)
            if end <= start:
                continue
            parts["base"].append(stamp(start))
            parts["x"].append(as_milliseconds(end - start))
            parts["y"].append(_y(mark, top, style))
            parts["ink"].append(opacity * _opacity(mark, place_id))
            parts["key"].append(mark.key)
            parts["text"].append(words)
    return go.Bar(
        base=_objects(parts["base"]),
        x=np.array(parts["x"]),
        y=np.array(parts["y"]),
        orientation="h",
        width=style.row_px * 0.62,
        customdata=_objects(parts["key"]),
        hovertext=_objects(parts["text"]),
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
        marker={**_ink(marks, parts["ink"]), "line": {"width": 0}},
    )


def _points(marks: list[Mark], top: int, style: TimelineStyle, place_id: str) -> go.Scatter:
    """Draw days and clock times; approximate and uncertain ones are hollow."""
    own = [mark for mark in marks if mark.start == mark.end]
    edges = [_opacity(mark, place_id) for mark in own]
    fills = [0.0 if mark.is_soft else edge for mark, edge in zip(own, edges, strict=True)]
    return go.Scatter(
        x=_objects([stamp(mark.start) for mark in own]),
        y=np.array([_y(mark, top, style) for mark in own]),
        mode="markers",
        customdata=_objects([mark.key for mark in own]),
        hovertext=_objects([hover_text(mark) for mark in own]),
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
        marker={
            **_ink(marks, fills),
            "size": np.array([_size(mark, style) for mark in own]),
            "line": {**_ink(marks, edges), "width": 1.4},
            "opacity": 1,
        },
    )


def _objects(values: list[str]) -> np.ndarray:
    """Return texts as an array, which Plotly takes without a look at each of them."""
    return np.array(values, dtype=object)


def _ink(marks: list[Mark], opacities: list[float]) -> dict[str, Any]:
    """Colour marks of one lane by opacity: numbers on a scale, which Plotly checks at once."""
    scale = [[0, _rgba(marks[0].lane, 0)], [1, _rgba(marks[0].lane, 1)]]
    return {"color": np.array(opacities), "colorscale": scale, "cmin": 0, "cmax": 1}


def _size(mark: Mark, style: TimelineStyle) -> float:
    """Return the diameter of a point, somewhat larger where it stands for several statements."""
    return style.row_px * (0.68 if len(mark.statements) == 1 else 0.95)


def hover_text(mark: Mark) -> str:
    """Name what a mark stands for, escaped for Plotly's HTML."""
    words = safe(date_words(mark.statements[0].edtf))
    lines = [
        f"{safe(one.title)}<br>  <i>{safe(one.attribution)}</i>"
        for one in mark.statements[:_NAMED_IN_HOVER]
    ]
    count = len(mark.statements)
    if count == 1:
        return f"<b>{words}</b><br>{lines[0]}"
    said = ngettext("{n} statement", "{n} statements", count).format(n=count)
    more = count - _NAMED_IN_HOVER
    rest = [safe(_("and {n} more: select to list them").format(n=more))] if more > 0 else []
    return f"<b>{words}</b> · {safe(said)}<br>" + "<br>".join([*lines, *rest])


def _rgba(lane: str, opacity: float) -> str:
    colour = LANE_COLOURS[lane].lstrip("#")
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return f"rgba({red},{green},{blue},{opacity:.2f})"


def _frame(figure: go.Figure, span: Span, height: int, style: TimelineStyle) -> None:
    axis = {"tickformat": "%H:%M"} if is_minute_view(span) else {}
    figure.update_layout(
        template="none",
        height=height + 44,
        margin={"l": 10, "r": 10, "t": 34, "b": 10},
        barmode="overlay",
        bargap=0,
        dragmode="select" if style.brush else False,
        selectdirection="h",
        newselection={"line": {"color": _INK, "width": 1}},
        hovermode="closest",
        hoverlabel={"align": "left", "bgcolor": "#ffffff", "font": {"color": _INK, "size": 12.5}},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": _INK, "size": 12},
        xaxis={
            "type": "date",
            "side": "top",
            "range": [stamp(span.start), stamp(span.end)],
            "showgrid": True,
            "gridcolor": "#e4e1d8",
            "zeroline": False,
            "ticks": "outside",
            "ticklen": 4,
            "tickcolor": "#b9b5aa",
            "fixedrange": True,
            **axis,
        },
        yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
    )


def _label(figure: go.Figure, words: str, colour: str, top: int) -> None:
    figure.add_annotation(
        text=f"<b>{safe(words)}</b>",
        x=0,
        xref="paper",
        y=top - HEADER_PX / 2,
        yref="y",
        xanchor="left",
        showarrow=False,
        font={"color": colour, "size": 12},
        bgcolor="rgba(250,249,246,0.85)",
        borderpad=1,
    )
