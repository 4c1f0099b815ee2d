"""What stands on the card of a place below its head, in the order in which it is read."""

from dataclasses import dataclass

import pandas as pd

from geo import Dataset
from geo.conflicts import Conflict, touching
from geo.figures import is_in_words
from geo.summaries import FigureGroup, by_kind, figures_side_by_side, in_publication_order, in_time

ORDERS = ("date", "published")
"""Orders of the statements within a kind: by what they speak of, or by their documents."""

MANY = 8
"""Statements up to which a card needs neither contents nor filters of its own."""


@dataclass(frozen=True)
class Contents:
    """The parts of a card.

    Parameters
    ----------
    by_kind
        Statements inside the filters by kind, in order.
    rest
        Statements outside the filters.
    figures
        Figures side by side, then quantities in words alone, which have no unit: of what is inside
        the filters, or of the rest where nothing is.
    conflicts, conflicts_of_rest
        Questions on which sources of the same differ, and further ones that only the rest is on.
    is_long
        Whether the card is too long to be looked through.
    """

    by_kind: dict[str, pd.DataFrame]
    rest: pd.DataFrame
    figures: list[FigureGroup]
    conflicts: list[Conflict]
    conflicts_of_rest: list[Conflict]
    is_long: bool

    @property
    def count_of_figures(self) -> int:
        """How many figures stand side by side."""
        return sum(len(group.claim_ids) for group in self.figures)


def contents(
    claims: pd.DataFrame, inside: pd.Index, outside: pd.Index, data: Dataset, order: str = ORDERS[0]
) -> Contents:
    """Part the statements about a place.

    Parameters
    ----------
    claims
        All of them.
    inside, outside
        Ids of those to show inside and outside the filters.
    order
        One of `ORDERS`.
    """
    ordered = in_publication_order(claims, data) if order == "published" else in_time(claims)
    rest = ordered[ordered.index.isin(outside)]
    shown = claims[claims.index.isin(inside if len(inside) else outside)]
    conflicts = touching(data.conflicts, shown.index)
    of_rest = touching(data.conflicts, rest.index)
    return Contents(
        by_kind=by_kind(ordered[ordered.index.isin(inside)]),
        rest=rest,
        figures=figures_of(shown),
        conflicts=conflicts,
        conflicts_of_rest=[one for one in of_rest if one not in conflicts],
        is_long=len(claims) > MANY,
    )


def figures_of(claims: pd.DataFrame) -> list[FigureGroup]:
    """Group the figures that stand side by side, then quantities in words, which have no unit."""
    worded = by_kind(in_time(claims[is_in_words(claims)]))
    in_words = [FigureGroup(kind, "", tuple(rows.index)) for kind, rows in worded.items()]
    return [*figures_side_by_side(claims), *in_words]
