"""Which figures beside one another are one, since a document repeats what another says."""

from collections.abc import Iterable, Mapping

from geo.dataset import Dataset
from geo.figures import StatedFigure
from geo.sources import Source

Rows = dict[str, tuple[StatedFigure, ...]]
"""Rows beside a row, by the id of its statement."""


def rows_of_repeated_documents(figures: Iterable[StatedFigure], data: Dataset) -> Rows:
    """Link each figure to those beside it, of any size, of the documents that its own repeats.

    A document that stands between two others is not jumped over.

    Examples
    --------
    >>> shown = geo.Filter().select(small)
    >>> figures = geo.figures.stated_figures(shown, "people_executed", "alpha-prison")
    >>> links = rows_of_repeated_documents(figures, small)
    >>> {name: [row.claim_id for row in rows] for name, rows in links.items()}
    {'alpha-prison-02': ['alpha-prison-01']}
    """
    listed = list(figures)
    by_source: dict[str, list[StatedFigure]] = {}
    for figure in listed:
        by_source.setdefault(figure.source.source_id, []).append(figure)
    links = {}
    for figure in listed:
        origins = _nearest(figure.source.source_id, set(by_source), data.sources)
        repeated = tuple(row for source_id in origins for row in by_source[source_id])
        if repeated:
            links[figure.claim_id] = repeated
    return links


def repeated_rows(figures: Iterable[StatedFigure], data: Dataset) -> Rows:
    """Link each figure to the same one beside it of a document that its own document repeats.

    Figures are the same where kind, unit and bounds are.

    Examples
    --------
    >>> shown = geo.Filter().select(small)
    >>> figures = geo.figures.stated_figures(shown, "people_executed", "alpha-prison")
    >>> repeated_rows(figures, small)  # 100 or more does not repeat 30
    {}
    """
    listed = list(figures)
    links = rows_of_repeated_documents(listed, data)
    same = {
        figure.claim_id: tuple(
            row for row in links.get(figure.claim_id, ()) if _stated(row) == _stated(figure)
        )
        for figure in listed
    }
    return {claim_id: rows for claim_id, rows in same.items() if rows}


def _stated(figure: StatedFigure) -> tuple[str, str, int | None, int | None]:
    return figure.kind, figure.unit, figure.low, figure.high


def _nearest(source_id: str, wanted: set[str], sources: Mapping[str, Source]) -> list[str]:
    """Return the documents among `wanted` that one repeats, directly or through others."""
    nearest: dict[str, None] = {}
    seen = {source_id}
    waiting = list(sources[source_id].derived_from)
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in sources:
            continue
        seen.add(name)
        if name in wanted:
            nearest[name] = None
        else:
            waiting += sources[name].derived_from
    return list(nearest)
