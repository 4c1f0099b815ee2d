"""How layers look everywhere: colours, shapes and names."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.activity import MILESTONES
from geo.messages import gettext as _
from geo.subject import Layer, Subject
from geo.wording import capitalised


@dataclass(frozen=True)
class Inks:
    """Colours of a timeline on one ground, apart from those of the layers."""

    text: str
    grid: str
    tick: str
    ground: str
    band: str
    milestones: str


LIGHT = Inks(
    text="#1f2328",
    grid="#e4e1d8",
    tick="#b9b5aa",
    ground="rgba(250,249,246,0.85)",
    band="rgba(43,82,120,0.16)",
    milestones="#4a4f57",
)

DARK = Inks(
    text="#f4f6f8",
    grid="#36424d",
    tick="#6d7a86",
    ground="rgba(18,24,30,0.85)",
    band="rgba(255,255,255,0.20)",
    milestones="#c6cdd4",
)

CHART = {
    "template": "none",
    "hovermode": "closest",
    "hoverlabel": {
        "bgcolor": "#ffffff",
        "font": {"color": LIGHT.text, "size": 12.5},
    },
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
}
"""What the layouts of all Plotly figures have in common."""

LEGEND = {
    "orientation": "h",
    "x": 0,
    "y": 1,
    "yref": "container",
    "yanchor": "top",
    "itemclick": False,
    "itemdoubleclick": False,
}
"""A legend of a Plotly figure, over all of it."""

SHAPES = {
    "square": "M2.2 2.2H13.8V13.8H2.2Z",
    "diamond": "M8 0.3L15.7 8L8 15.7L0.3 8Z",
    "circle": "M8 1.4A6.6 6.6 0 1 1 8 14.6A6.6 6.6 0 1 1 8 1.4Z",
    "bar": "M0.5 3.5H15.5V12.5H0.5Z",
    "pillar": "M3.5 0.5H12.5V15.5H3.5Z",
    "drop": "M1.7 14.3V8A6.3 6.3 0 1 1 8 14.3Z",
    "leaf": "M1.7 1.7H6.7A7.6 7.6 0 0 1 14.3 9.3V14.3H9.3A7.6 7.6 0 0 1 1.7 6.7Z",
}
"""Outline of each shape in a box of 16 by 16, for legends; `map.css` has the same shapes.

All have about the same area, so that none looks weightier.
"""


@dataclass(frozen=True)
class Look:
    """How the map of a subject is drawn: for a desk, or to be read from the back of a hall."""

    subject: Subject
    is_large: bool = False
    is_dark: bool = False

    def colour(self, layer: Layer) -> str:
        """Return the colour of a layer on this ground."""
        return layer.dark_colour if self.is_dark else layer.colour


@dataclass(frozen=True)
class Lane:
    """A lane of a timeline: a layer, or the statements about events without one point."""

    name: str
    colour: str


def lanes(subject: Subject, is_dark: bool = False) -> Mapping[str, Lane]:
    """Return the lanes of a timeline by their code, from the top down."""
    look = Look(subject, is_dark=is_dark)
    found = {
        layer.code: Lane(capitalised(str(layer.plural)), look.colour(layer))
        for layer in subject.layers
    }
    inks = DARK if is_dark else LIGHT
    return {**found, MILESTONES: Lane(_("Milestones"), inks.milestones)}


def mark_svg(layer: Layer, precision: str = "site", size: int = 14, colour: str = "") -> str:
    """Draw the mark of `layer` as it is on the map, for a legend; `size` in pixels."""
    colour = colour or layer.colour
    fill = colour if precision == "site" else "#ffffff"
    dashes = ' stroke-dasharray="2.5 2"' if precision == "region" else ""
    style = f'fill="{fill}" stroke="{colour}" stroke-width="2"{dashes}'
    return (
        f'<svg width="{size}" height="{size}" viewBox="-1 -1 18 18" aria-hidden="true">'
        f'<path d="{SHAPES[layer.shape]}" {style}/></svg>'
    )


def marks_of_dates() -> tuple[str, str]:
    """Say what the marks of the timeline mean."""
    return (
        _(
            "A point on the timeline is a day or a clock time; a bar covers the days that the "
            "stated date may mean: a month, a year, a range."
        ),
        _(
            "A bar with fading ends, or a hollow point, is a date that is "
            "approximate (“about”) or uncertain. A bar that fades to one side has "
            "no stated end."
        ),
    )
