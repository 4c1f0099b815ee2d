"""A timeline as tests draw it."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from dashboard.look import lanes
from dashboard.timeline.figure import timeline_figure
from dashboard.timeline.style import FULL, Emphasis, TimelineStyle
from geo import Selection
from geo.loading import shipped

LANES = lanes(shipped().subject)
ROOMY = replace(FULL, max_rows=999)


def draw(
    selection: Selection, style: TimelineStyle = ROOMY, emphasis: Emphasis | None = None
) -> go.Figure:
    figure = timeline_figure(selection, LANES, style, emphasis)
    assert figure is not None
    return figure


def strongest(figure: go.Figure) -> dict[str, float]:
    """Give the greatest opacity with which each mark is drawn, by its key."""
    found: dict[str, float] = {}
    for trace in figure.data:
        marker: Any = trace.marker
        if trace.type == "scatter":
            inks = marker.line.color
        else:
            inks = [colour.rstrip(")").split(",")[3] for colour in marker.color]
        for key, ink in zip(trace.customdata, inks, strict=True):
            found[key] = max(found.get(key, 0.0), float(ink))
    return found
