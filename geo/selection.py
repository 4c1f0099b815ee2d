"""The visible set that answers a filter, with the count of what was left out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geo.dataset import Dataset

if TYPE_CHECKING:
    import geopandas

    from geo.filters import Filter


@dataclass(frozen=True)
class Tally:
    """How many records there are and what became of them.

    `total` is `shown` + `filtered` + `undated` + `withheld`; `unlocated` counts those shown that
    have no point, so `shown - unlocated` are on the map.
    """

    total: int
    shown: int
    filtered: int
    undated: int
    withheld: int
    unlocated: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.total + other.total,
            self.shown + other.shown,
            self.filtered + other.filtered,
            self.undated + other.undated,
            self.withheld + other.withheld,
            self.unlocated + other.unlocated,
        )


@dataclass(frozen=True)
class Counts:
    """Tallies of places, of statements about places and of statements about milestones."""

    places: Tally
    claims: Tally
    milestones: Tally

    @property
    def statements(self) -> Tally:
        """Tally of all statements, about places and milestones together."""
        return self.claims + self.milestones


@dataclass(frozen=True, eq=False)
class Selection:
    """What a filter lets through.

    Parameters
    ----------
    filter
        The question that was put.
    dataset
        The data it was put to.
    places
        Shown places, indexed by `place_id`, points in EPSG:4326 or missing.
    claims
        Shown statements about shown places, indexed by `claim_id`.
    milestones
        Shown statements about events without one point, indexed by `claim_id`.
    counts
        What is shown and what is left out, and why.
    """

    filter: "Filter"
    dataset: Dataset
    places: "geopandas.GeoDataFrame"
    claims: pd.DataFrame
    milestones: pd.DataFrame
    counts: Counts

    @property
    def source_ids(self) -> list[str]:
        """Identifiers of the documents that the shown statements rest on, sorted."""
        return sorted(set(self.claims["source_id"]) | set(self.milestones["source_id"]))
