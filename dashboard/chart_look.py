"""How a timeline looks: sizes, colours, and what stands out of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.mapbase import DARK_LAYER_COLOURS, LAYER_COLOURS
from dashboard.timeline_rows import MILESTONES, Mark

FAINT = 0.28
Strength = Callable[[Mark], float]
"""Opacity with which a mark is drawn."""


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
    header_px, text_px
        Height of a lane's name, and of all words.
    is_dark
        Whether the ground is dark.
    is_flat
        Whether a lane has no more rows than `most_rows`, so that marks may lie over one another.
    """

    row_px: int
    most_rows: int
    brush: bool = False
    mark_share: float = 0.013
    header_px: int = 20
    text_px: int = 12
    is_dark: bool = False
    is_flat: bool = False

    @property
    def inks(self) -> "Inks":
        """Colours on this ground."""
        return DARK if self.is_dark else LIGHT


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

COMPACT = TimelineStyle(row_px=8, most_rows=9)
FULL = TimelineStyle(row_px=12, most_rows=60)
STAGE = TimelineStyle(
    row_px=9, most_rows=3, mark_share=0.006, header_px=32, text_px=24, is_flat=True
)


@dataclass(frozen=True)
class Emphasis:
    """What stands out of a timeline in a presentation.

    Parameters
    ----------
    claim_ids
        Statements that are shown; the others are drawn faintly around them.
    first, last
        Bounds of their period as a filter has them, empty for none.
    """

    claim_ids: frozenset[str]
    first: str = ""
    last: str = ""


def strength_of(place_id: str, emphasis: Emphasis | None) -> Strength:
    """Return how strongly marks are drawn: all, those of one place, or those that are shown."""
    if emphasis is not None:
        return lambda mark: (
            1.0 if any(one.claim_id in emphasis.claim_ids for one in mark.statements) else FAINT
        )
    if place_id:
        return lambda mark: (
            1.0 if any(one.place_id == place_id for one in mark.statements) else FAINT
        )
    return lambda _mark: 1.0
