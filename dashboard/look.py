"""How layers look everywhere: colours, shapes and names."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.messages import gettext as _
from geo.wording import capitalised, layer_words

MILESTONES = "milestones"
"""Lane of statements about events without one point; the other lanes are the layers."""

LAYER_COLOURS = {
    "prison": "#0072b2",
    "burial_site": "#9a4f00",
    "commemoration": "#007a5e",
}
"""Colour of each layer, from darkened Okabe-Ito hues that colour-blind readers tell apart."""

DARK_LAYER_COLOURS = {
    "prison": "#6cb8ec",
    "burial_site": "#f0a35e",
    "commemoration": "#4fd0a5",
}
"""The same hues, light enough for a dark ground."""


@dataclass(frozen=True)
class Inks:
    """Colours of a timeline on one ground."""

    text: str
    grid: str
    tick: str
    ground: str
    band: str
    lanes: Mapping[str, str]


LIGHT = Inks(
    text="#1f2328",
    grid="#e4e1d8",
    tick="#b9b5aa",
    ground="rgba(250,249,246,0.85)",
    band="rgba(43,82,120,0.16)",
    lanes={**LAYER_COLOURS, MILESTONES: "#4a4f57"},
)

DARK = Inks(
    text="#f4f6f8",
    grid="#36424d",
    tick="#6d7a86",
    ground="rgba(18,24,30,0.85)",
    band="rgba(255,255,255,0.20)",
    lanes={**DARK_LAYER_COLOURS, MILESTONES: "#c6cdd4"},
)

SHAPES = {
    "prison": "M2.2 2.2H13.8V13.8H2.2Z",
    "burial_site": "M8 0.3L15.7 8L8 15.7L0.3 8Z",
    "commemoration": "M8 1.4A6.6 6.6 0 1 1 8 14.6A6.6 6.6 0 1 1 8 1.4Z",
}
"""Outline of each layer's mark in a box of 16 by 16, for legends; `map.css` has the same shapes.

The three have about the same area, so that none looks weightier.
"""


@dataclass(frozen=True)
class Look:
    """How the map is drawn: for a desk, or large enough to be read from the back of a hall."""

    is_large: bool = False
    is_dark: bool = False

    @property
    def colours(self) -> dict[str, str]:
        """Colour of each layer."""
        return DARK_LAYER_COLOURS if self.is_dark else LAYER_COLOURS


DESK = Look()


def mark_svg(layer: str, precision: str = "site", size: int = 14, colour: str = "") -> str:
    """Draw the mark of `layer` as it is on the map, for a legend; `size` in pixels."""
    colour = colour or LAYER_COLOURS[layer]
    fill = colour if precision == "site" else "#ffffff"
    dashes = ' stroke-dasharray="2.5 2"' if precision == "region" else ""
    style = f'fill="{fill}" stroke="{colour}" stroke-width="2"{dashes}'
    return (
        f'<svg width="{size}" height="{size}" viewBox="-1 -1 18 18" aria-hidden="true">'
        f'<path d="{SHAPES[layer]}" {style}/></svg>'
    )


def lane_names() -> dict[str, str]:
    """Return the name of each lane by its code, from the top down."""
    lanes = {layer: capitalised(layer_words(layer)) for layer in LAYER_COLOURS}
    return {**lanes, MILESTONES: _("Milestones")}
