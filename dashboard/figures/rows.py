"""Rows of a chart of figures: what is written in each, and how high it lies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

from dashboard.escaping import safe, strong
from geo import Dataset, messages
from geo.cite.references import attribution
from geo.figures import StatedFigure
from geo.messages import gettext as _
from geo.repeated_figures import repeated_rows, rows_of_repeated_documents

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
    repeated
        The same figures beside it, of documents that its own repeats.
    """

    figure: StatedFigure
    top: float
    lines: tuple[str, ...]
    repeated: tuple[StatedFigure, ...] = ()

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
    figures: Sequence[StatedFigure], data: Dataset
) -> tuple[list[Row], dict[str, float], float]:
    """Place rows from the top down; headings only where there are several kinds."""
    rows, heads, here = [], {}, 0.0
    same, documents = repeated_rows(figures, data), rows_of_repeated_documents(figures, data)
    groups = [(kind, list(group)) for kind, group in groupby(figures, lambda figure: figure.kind)]
    for kind, group in groups:
        if len(groups) > 1:
            heads[kind] = here
            here += HEAD_PX
        for figure in group:
            repeated = same.get(figure.claim_id, ())
            further = _repeat_lines(repeated, documents.get(figure.claim_id, ()))
            rows.append(Row(figure, here, (_row_words(figure), *further), repeated))
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


def _repeat_lines(same: Sequence[StatedFigure], documents: Sequence[StatedFigure]) -> Iterator[str]:
    """Yield whose figure one repeats, else whom only its document does, in lines for a phone."""
    named = dict.fromkeys(attribution(row.source) for row in same)
    others = dict.fromkeys(attribution(row.source) for row in documents)
    for words, sources in (
        (_("repeats {source}"), list(named)),
        (_("the document repeats {source}"), [one for one in others if one not in named]),
    ):
        if sources:
            for line in wrap(words.format(source=_(", ").join(sources)), _ROW_CHARACTERS):
                yield f'<span style="color:{SOFT}">{safe(line)}</span>'
