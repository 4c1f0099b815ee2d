"""Rows of a chart of figures: what is written in each, and how high it lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

from dashboard.escaping import safe, strong
from geo import messages
from geo.cite.references import attribution
from geo.figures import StatedFigure
from geo.messages import gettext as _

ROW_PX, HEAD_PX = 38, 30
_LABEL_PX, _MARK_PX = 11, 28  # centres of a row's words and of its mark, from the row's top
_LINE_PX = 16  # of each further line of a row's words
_MAX_AUTHOR_CHARS, _MIN_AUTHOR_CHARS = 34, 15  # characters; hover and table have all of them
_ROW_CHARACTERS = 56  # of a line, which then fits the width of a phone
SOFT = "#5b6470"
"""Colour of words and lines beside the figures themselves."""


@dataclass(frozen=True)
class Row:
    """One figure with the y of its row's top, in pixels from the top of the drawing.

    Parameters
    ----------
    figure
        The figure.
    top
        The y of the top.
    lines
        What is written above the mark, as safe HTML.
    """

    figure: StatedFigure
    top: float
    lines: tuple[str, ...]

    @property
    def words_y(self) -> float:
        """The y of the middle of the words."""
        return self.top + _LABEL_PX + self._further_px / 2

    @property
    def mark_y(self) -> float:
        """The y of the mark."""
        return self.top + _MARK_PX + self._further_px

    @property
    def end(self) -> float:
        """The y of the bottom."""
        return self.top + ROW_PX + self._further_px

    @property
    def _further_px(self) -> float:
        return (len(self.lines) - 1) * _LINE_PX


def lay_out(
    figures: Sequence[StatedFigure], links: dict[str, tuple[str, ...]]
) -> tuple[list[Row], dict[str, float], float]:
    """Place rows from the top down; headings only where there are several kinds."""
    rows, heads, here = [], {}, 0.0
    groups = [(kind, list(group)) for kind, group in groupby(figures, lambda figure: figure.kind)]
    for kind, group in groups:
        if len(groups) > 1:
            heads[kind] = here
            here += HEAD_PX
        for figure in group:
            origins = [
                other for other in figures if other.claim_id in links.get(figure.claim_id, ())
            ]
            rows.append(Row(figure, here, (_row_words(figure), *_repeat_lines(origins))))
            here = rows[-1].end
    return rows, heads, here


def _row_words(figure: StatedFigure) -> str:
    year = figure.source.year or _("n.d.")
    author = figure.source.author
    left = _ROW_CHARACTERS - len(f" {year} · {figure.number}")
    most = max(_MIN_AUTHOR_CHARS, min(_MAX_AUTHOR_CHARS, left))
    if len(author) > most:
        author = author[: most - 1].rstrip(" ,(") + "…"
    return f"{safe(author)} {year}{messages.before_count()}{strong(figure.number)}"


def _repeat_lines(origins: Sequence[StatedFigure]) -> list[str]:
    """Say whom a figure repeats, in lines that fit a phone; none where it repeats nobody."""
    if not origins:
        return []
    named = _(", ").join(dict.fromkeys(attribution(origin.source) for origin in origins))
    said = _("repeats {source}").format(source=named)
    return [
        f'<span style="color:{SOFT}">{safe(line)}</span>' for line in wrap(said, _ROW_CHARACTERS)
    ]
