"""Plotly figures of a selection."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.escaping import hovered, safe
from dashboard.look import Lane
from dashboard.timeline.frame import frame, shade
from dashboard.timeline.rows import (
    Mark,
    Span,
    Statement,
    as_milliseconds,
    dated_statements,
    moved,
    stamp,
    visible_span,
)
from dashboard.timeline.strips import Drawn, Strip, stack
from dashboard.timeline.style import (
    OPEN_STEPS,
    QUIET,
    SOFT_STEPS,
    Emphasis,
    Strength,
    TimelineStyle,
    strength_of,
)
from geo import Selection, messages
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.wording import date_words

_NAMED_IN_HOVER = 5


def timeline_figure(
    selection: Selection,
    lanes: Mapping[str, Lane],
    style: TimelineStyle,
    emphasis: Emphasis | None = None,
    opened: Collection[str] = (),
) -> go.Figure | None:
    """Draw the dated statements of a selection, one lane a layer and one for milestones.

    Parameters
    ----------
    selection
        The visible set; its selected place stands out.
    lanes
        The lanes to draw by their codes, from the top down.
    style
        Size of the drawing.
    emphasis
        What stands out instead of the selected place, with its period shaded.
    opened
        Lanes in which what covers the whole period is drawn date by date.

    Returns
    -------
    figure
        Marks carry in `customdata` the key for `choices.statements_of`; None when nothing
        is dated.
    """
    statements = [statement for statement in dated_statements(selection) if statement.lane in lanes]
    if not statements:
        return None
    span = visible_span(selection, statements)
    strips = stack(statements, span, style, lanes, opened)
    strength = strength_of(selection.filter.place, emphasis)
    if emphasis is None:
        style = replace(style, told_scale=1)
    figure = go.Figure()
    for strip in strips:
        colour = lanes[strip.lane].colour
        figure.add_trace(_bars(strip, colour, span, style, strength))
        figure.add_trace(_points(strip, colour, style, strength))
    frame(figure, span, strips[-1].bottom if strips else 0, style)
    if emphasis is not None:
        shade(figure, emphasis, span, style)
    for strip in strips:
        _label(figure, lanes[strip.lane], _count_words(strip.statements, emphasis), strip, style)
        for drawn in strip.marks:
            if drawn.mark.is_band or drawn.is_listed:
                _write(figure, drawn, span, style)
    return figure


def _count_words(statements: Sequence[Statement], emphasis: Emphasis | None) -> str:
    """Count a lane's statements, and those that stand out where some do."""
    ids = emphasis.claim_ids if emphasis else frozenset()
    told = sum(statement.claim_id in ids for statement in statements)
    emphasised = _(", {told} told of here").format(told=told) if told else ""
    return f"{messages.number(len(statements))}{emphasised}"


def _bars(
    strip: Strip, colour: str, span: Span, style: TimelineStyle, strength: Strength
) -> go.Bar:
    """Draw what covers a stretch of time; soft and open ends fade in steps."""
    names = ("base", "x", "y", "width", "ink", "key", "text")
    parts: dict[str, list[Any]] = {name: [] for name in names}
    for drawn in sorted(strip.marks, key=lambda one: strength(one.mark)):  # the faint ones below
        mark = drawn.mark
        larger = 1 if mark.is_band else _larger(mark, style, strength)
        quiet = QUIET if mark.is_band or drawn.is_listed else 1.0
        if mark.start == mark.end:
            continue
        steps = OPEN_STEPS if mark.is_open else SOFT_STEPS if mark.is_soft else (1.0,)
        length = (mark.end - mark.start) / len(steps)
        words = hover_text(mark)
        for number, opacity in enumerate(steps):
            start = max(mark.start + number * length, span.start)
            end = min(moved(mark.start, (number + 1) * length), span.end)
            if end <= start:
                continue
            parts["base"].append(stamp(start))
            parts["x"].append(as_milliseconds(end - start))
            parts["y"].append(drawn.y)
            parts["width"].append(drawn.row_px * (0.88 if quiet < 1 else 0.62) * larger)
            parts["ink"].append(quiet * opacity * strength(mark))
            parts["key"].append(mark.key)
            parts["text"].append(words)
    return go.Bar(
        base=_objects(parts["base"]),
        x=np.array(parts["x"]),
        y=np.array(parts["y"]),
        orientation="h",
        width=np.array(parts["width"]),
        customdata=_objects(parts["key"]),
        hovertext=_objects(parts["text"]),
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
        # As colours: of bars, Plotly's script tries to read numbers as such, and warns of each.
        marker={
            "color": _objects([_rgba(colour, opacity) for opacity in parts["ink"]]),
            "line": {"width": 0},
        },
    )


def _points(strip: Strip, colour: str, style: TimelineStyle, strength: Strength) -> go.Scatter:
    """Draw days and clock times; approximate and uncertain ones are hollow."""
    drawn = [one for one in strip.marks if one.mark.start == one.mark.end]
    drawn.sort(key=lambda one: strength(one.mark))  # the faint ones below
    own = [one.mark for one in drawn]
    edges = [strength(mark) for mark in own]
    fills = [0.0 if mark.is_soft else edge for mark, edge in zip(own, edges, strict=True)]
    return go.Scatter(
        x=_objects([stamp(mark.start) for mark in own]),
        y=np.array([one.y for one in drawn]),
        mode="markers",
        customdata=_objects([mark.key for mark in own]),
        hovertext=_objects([hover_text(mark) for mark in own]),
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        unselected={"marker": {"opacity": 1}},
        marker={
            **_ink(colour, fills),
            "size": np.array([_size(mark, style) * _larger(mark, style, strength) for mark in own]),
            "line": {**_ink(colour, edges), "width": 1.4},
            "opacity": 1,
        },
    )


def _objects(values: list[str]) -> np.ndarray:
    """Return texts as an array, which Plotly takes without a look at each of them."""
    return np.array(values, dtype=object)


def _ink(colour: str, opacities: list[float]) -> dict[str, Any]:
    """Colour marks of one lane by opacity: numbers on a scale, which Plotly checks at once."""
    scale = [[0, _rgba(colour, 0)], [1, _rgba(colour, 1)]]
    return {"color": np.array(opacities), "colorscale": scale, "cmin": 0, "cmax": 1}


def _size(mark: Mark, style: TimelineStyle) -> float:
    """Return the diameter of a point, somewhat larger where it stands for several statements."""
    return style.row_px * (0.68 if len(mark.statements) == 1 else 0.95)


def _larger(mark: Mark, style: TimelineStyle, strength: Strength) -> float:
    return style.told_scale if strength(mark) == 1 else 1


def hover_text(mark: Mark) -> str:
    """Name what a mark stands for, escaped for Plotly's HTML."""
    if mark.is_band:
        how = _("Select to draw them by date")
        return hovered([f"<b>{safe(band_words(mark))}</b>", safe(how)])
    words = safe(date_words(mark.statements[0].edtf))
    lines = [
        line
        for statement in mark.statements[:_NAMED_IN_HOVER]
        for line in (safe(statement.title), f"  <i>{safe(statement.attribution)}</i>")
    ]
    count = len(mark.statements)
    if count == 1:
        return hovered([f"<b>{words}</b>", *lines])
    said = ngettext("{n} statement", "{n} statements", count).format(n=count)
    more = count - _NAMED_IN_HOVER
    rest = [safe(_("and {n} more: select to list them").format(n=more))] if more > 0 else []
    return hovered([messages.counted(f"<b>{words}</b>", safe(said)), *lines, *rest])


def band_words(mark: Mark) -> str:
    """Count what a band stands for."""
    count = len(mark.statements)
    return ngettext(
        "{n} statement dated no closer than this period",
        "{n} statements dated no closer than this period",
        count,
    ).format(n=count)


def _rgba(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:.2f})"


def _write(figure: go.Figure, drawn: Drawn, span: Span, style: TimelineStyle) -> None:
    """Say on a band what it counts, and on each bar of an opened one its date."""
    mark = drawn.mark
    if mark.is_band:
        words = band_words(mark)
    else:
        words = messages.counted(date_words(mark.statements[0].edtf), len(mark.statements))
    figure.add_annotation(
        text=safe(words),
        x=stamp(span.start),
        y=drawn.y,
        xanchor="left",
        showarrow=False,
        font={"color": style.inks.text, "size": style.text_px},
        borderpad=0,
    )


def _label(figure: go.Figure, lane: Lane, count: str, strip: Strip, style: TimelineStyle) -> None:
    figure.add_annotation(
        text=f"<b>{safe(messages.counted(lane.name, count))}</b>",
        x=0,
        xref="paper",
        y=strip.top - style.header_px / 2,
        yref="y",
        xanchor="left",
        showarrow=False,
        font={"color": lane.colour, "size": style.text_px},
        bgcolor=style.inks.ground,
        borderpad=1,
    )
