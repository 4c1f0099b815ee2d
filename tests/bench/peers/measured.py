"""What was measured of each peer at each size, as a table and as a page with charts."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

HEADINGS = (
    "first seen, s",
    "first map, s",
    "filter, s",
    "first, MB",
    "filter, KB",
    "page, MB",
    "server, MB",
)

Found = dict[str, dict[int, "Figures | None"]]
"""Figures by peer and number of places; None where a peer was not done in time."""


@dataclass(frozen=True)
class Figures:
    """What was measured of one peer at one size, medians where it was done again.

    Parameters
    ----------
    first_seen_s
        Seconds from the navigation until places are seen: of the atlas in the picture that its
        server draws, of the others on their map.
    first_map_s
        Seconds from the navigation until all points are painted.
    filter_s
        Seconds from the choice of a layer until its points alone are painted.
    first_mb, filter_kb
        What the WebSocket brought until then, and for that choice.
    page_mb, server_mb
        What JavaScript holds of the page then, and the server's resident memory.
    """

    first_seen_s: float
    first_map_s: float
    filter_s: float
    first_mb: float
    filter_kb: float
    page_mb: float
    server_mb: float


def rows(found: Found, count: int) -> Iterator[str]:
    """Give a line for each peer at one size; in brackets how many times the atlas's figure."""
    atlas = next(iter(found.values())).get(count)
    for name, sizes in found.items():
        if count not in sizes:
            continue
        figures = sizes[count]
        cells = ["not in time"]
        if figures:
            cells = [f"{value:.3g}" for value in astuple(figures)]
            if atlas:
                pairs = zip(cells, astuple(figures), astuple(atlas), strict=True)
                cells = [f"{text} ({value / own:.2f})" for text, value, own in pairs]
        yield f"{count:>9} {name:<20} " + " ".join(f"{cell:>16}" for cell in cells)


def written(found: Found, patience_s: int) -> str:
    """Give an HTML page with a chart of each figure by number of places."""
    chart = make_subplots(rows=4, cols=2, subplot_titles=HEADINGS)
    colours = ("#005ac8", "#b14a00", "#006e4f", "#7b3fa0", "#8a6d00", "#c2185b")
    for colour, (name, sizes) in zip(colours, found.items(), strict=True):
        done = {count: astuple(figures) for count, figures in sizes.items() if figures}
        for at in range(len(HEADINGS)):
            line = go.Scatter(
                x=list(done),
                y=[figures[at] for figures in done.values()],
                name=name,
                legendgroup=name,
                showlegend=at == 0,
                line={"color": colour},
            )
            chart.add_trace(line, row=at // 2 + 1, col=at % 2 + 1)
    chart.update_xaxes(type="log", title="places")
    chart.update_yaxes(type="log")
    title = f"The atlas beside other maps; a line ends where {patience_s} s are not enough"
    chart.update_layout(title=title, height=1300, template="plotly_white")
    return str(chart.to_html(include_plotlyjs=True))
