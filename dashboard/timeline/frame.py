"""The frame of the large timeline: its size, its axis and the period that is shaded."""

from datetime import datetime, time, timedelta
from math import ceil
from typing import Any

import plotly.graph_objects as go

from dashboard.escaping import hover_side, safe
from dashboard.look import CHART
from dashboard.timeline.rows import Span, is_minute_view, moved, stamp
from dashboard.timeline.style import Emphasis, TimelineStyle
from dashboard.timeline.ticks import named_ticks, unnamed_period
from geo.calendars import has_two

_LINE_HEIGHT, _TICK_PX = 1.3, 4  # Plotly's lines as a share of the text; the marks under them
# In place of Plotly's own, which say the year below the first tick alone, if that has room.
_WITHOUT_YEAR = [
    {"dtickrange": [None, 86_399_999], "value": "%H:%M"},
    {"dtickrange": [86_400_000, "M1"], "value": "%-d %b"},
    {"dtickrange": ["M1", None], "value": "%b %Y"},
]


def frame(figure: go.Figure, span: Span, height: float, style: TimelineStyle) -> None:
    """Set a figure's size, its axis of time above the rows and its inks."""
    axis: dict[str, Any] = {"tickformat": "%H:%M"} if is_minute_view(span) else {}
    named, period = named_ticks(span), unnamed_period(span)
    if named:
        axis = {"tickvals": list(named), "ticktext": list(named.values()), "tickangle": 0}
    elif period and not axis:
        axis = {"tickformatstops": _WITHOUT_YEAR}
    of_ticks = 2 if (has_two() and named) or not period else 1
    inks, line_px = style.inks, ceil(_LINE_HEIGHT * style.text_px)
    above = max(2, of_ticks + bool(period)) * line_px + _TICK_PX + 4
    figure.update_layout(
        **CHART,
        hoverlabel_align=hover_side(),
        height=height + above + 10,
        margin={"l": 10, "r": 10, "t": above, "b": 10},
        barmode="overlay",
        bargap=0,
        dragmode="select" if style.brush else False,
        selectdirection="h",
        newselection={"line": {"color": inks.text, "width": 1}},
        font={"color": inks.text, "size": style.text_px},
        xaxis={
            "type": "date",
            "side": "top",
            "range": [stamp(span.start), stamp(span.end)],
            "showgrid": True,
            "gridcolor": inks.grid,
            "zeroline": False,
            "ticks": "outside",
            "ticklen": _TICK_PX,
            "tickcolor": inks.tick,
            "fixedrange": True,
            **axis,
        },
        yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
    )
    if period:
        figure.add_annotation(
            text=safe(period),
            x=0,
            xref="paper",
            xanchor="left",
            align="left",
            y=1,
            yref="paper",
            yanchor="bottom",
            borderpad=0,
            yshift=of_ticks * line_px + _TICK_PX,
            showarrow=False,
            font={"color": inks.text, "size": style.text_px},
        )


def shade(figure: go.Figure, emphasis: Emphasis, span: Span, style: TimelineStyle) -> None:
    """Shade the period that is shown; a short one is drawn as a line that can be seen."""
    first, last = emphasis.period.first, emphasis.period.last
    start = datetime.combine(first, time()) if first else span.start
    end = moved(datetime.combine(last, time()), timedelta(days=1)) if last else span.end
    if not (first or last) or is_minute_view(span):
        return
    inks = style.inks
    figure.add_vrect(
        x0=stamp(start),
        x1=stamp(end),
        fillcolor=inks.band,
        line={"color": inks.text, "width": 2},
        layer="below",
    )
