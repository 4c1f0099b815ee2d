"""How a timeline looks: sizes, colours, and what stands out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dashboard.look import DARK, LIGHT, Inks
from dashboard.timeline.rows import Mark
from geo.periods import Period

FAINT = 0.28
QUIET = 0.22
"""Opacity of what covers the whole period."""
SOFT_STEPS = (0.30, 0.60, 1.0, 0.60, 0.30)
"""Opacity along a bar whose ends are approximate."""
OPEN_STEPS = (1.0, 0.75, 0.5, 0.3, 0.15)
"""Opacity along a bar without an end."""

Strength = Callable[[Mark], float]
"""Opacity with which a mark is drawn."""


@dataclass(frozen=True)
class TimelineStyle:
    """How a timeline is drawn.

    Parameters
    ----------
    row_px
        Height of a row.
    max_rows
        Rows of a lane before statements of the same date become one mark.
    brush
        Whether dragging chooses a stretch.
    mark_share
        Width of a point as a share of the whole width.
    header_px, text_px
        Room for a lane's name, and size of all words.
    is_dark
        Whether the ground is dark.
    band_px
        Height of the band of what covers the whole period; 0 draws each mark by itself.
    told_scale
        How much larger marks are drawn that stand out.
    is_flat
        Whether points, short bars and long ones have no more than `max_rows` rows each in a lane,
        so that marks may lie over one another.
    """

    row_px: int
    max_rows: int
    brush: bool = False
    mark_share: float = 0.013
    header_px: int = 20
    text_px: int = 12
    is_dark: bool = False
    band_px: int = 0
    is_flat: bool = False
    told_scale: float = 1

    @property
    def inks(self) -> "Inks":
        """Colours on this ground."""
        return DARK if self.is_dark else LIGHT


COMPACT = TimelineStyle(row_px=8, max_rows=9, band_px=16)

FULL = TimelineStyle(row_px=10, max_rows=3, band_px=16)

PRESENTED = TimelineStyle(
    row_px=10,
    max_rows=2,
    mark_share=0.008,
    header_px=36,
    text_px=24,
    band_px=30,
    is_flat=True,
    told_scale=2,
)
"""What a step tells of is seen from ten metres; what lies around it, from the first rows."""

PRESENTED_ON_PHONE = replace(PRESENTED, row_px=22, mark_share=0.02, told_scale=1)
"""As little as there is of it on a phone, its marks are then as large as eight pixels."""


@dataclass(frozen=True)
class Emphasis:
    """What stands out of a timeline in a presentation.

    Parameters
    ----------
    claim_ids
        Statements that are shown; the others are drawn faintly around them.
    period
        The period that is shaded.
    """

    claim_ids: frozenset[str]
    period: Period = field(default_factory=Period)


def strength_of(place_id: str, emphasis: Emphasis | None) -> Strength:
    """Return how strongly marks are drawn: all, those of one place, or those that are shown."""
    if emphasis is not None:
        return lambda mark: (
            1.0
            if any(statement.claim_id in emphasis.claim_ids for statement in mark.statements)
            else FAINT
        )
    if place_id:
        return lambda mark: (
            1.0 if any(statement.place_id == place_id for statement in mark.statements) else FAINT
        )
    return lambda _mark: 1.0
