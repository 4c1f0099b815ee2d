"""A question put to a dataset: it selects, says itself in words, and travels in a query string."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from geo.allowed import Known
from geo.counts import Counts, Tally
from geo.criteria import Criteria
from geo.dataset import Dataset
from geo.errors import FilterError, Problem
from geo.filter_words import describe
from geo.loading import shipped
from geo.lookup.exact import claims_holding, milestones_holding
from geo.parameters import RESTRICTIONS, Restriction, pairs_of, read_values

if TYPE_CHECKING:
    import geopandas

_OF_LINKS = frozenset(
    [
        *("view", "event", "figures", "tab", "table", "sort", "find", "only", "lang", "calendar"),
        *("lat", "lng", "zoom", "v"),
        *("mode", "tour", "step", "slide", "left", "kiosk", "idle", "theme", "room"),
        *("speed", "paused"),
        *("play", "window", "at"),
    ]
)
"""What links of the page hold beside a filter."""


@dataclass(frozen=True)
class Filter(Criteria):
    """A question put to a dataset: it reads itself from a query, says itself and selects.

    Its parameters are those of `Criteria`.
    """

    @classmethod
    def from_query(cls, query: str, dataset: Dataset | Known | None = None) -> Self:
        """Read a filter from a query string such as `from=1988-08&layers=prison`.

        Parameters
        ----------
        query
            Percent-encoded pairs, with or without the question mark. It may be that of a link of
            the page: what a link says of how to show the visible set, such as `view=timeline`, is
            ignored. Any other name that no filter has is refused, since it may be a misspelling.
        dataset
            Lists the codes that exist, as a store does too; the atlas's own data when not given.

        Raises
        ------
        FilterError
            A name or a value cannot be understood; the message lists every such value.

        Examples
        --------
        >>> Filter.from_query("view=timeline&from=1988").to_query()
        'from=1988'
        """
        asked = [pair for pair in pairs_of(query) if pair[0] not in _OF_LINKS]
        read, problems = cls.read(asked, dataset)
        if problems:
            raise FilterError(problems)
        return read

    @classmethod
    def read(
        cls, pairs: Iterable[tuple[str, str]], dataset: Dataset | Known | None = None
    ) -> tuple[Self, list[Problem]]:
        """Read as much of a query as can be understood, with a problem for all the rest.

        The rest includes names that no filter has; who reads more from an address takes its own
        parameters out first.

        Examples
        --------
        >>> read, problems = Filter.read([("cities", "Paris,Atlantis")], small)
        >>> read.cities, problems[0].found
        (('paris',), "'Atlantis'")
        """
        values, problems = read_values(pairs, dataset if dataset is not None else shipped())
        return cls(**values), problems

    def describe(self, dataset: Dataset | None = None) -> str:
        """Say the filter in words, such as `Prisons in Tehran, statements possibly dated 1988`.

        Examples
        --------
        >>> Filter(cities=("paris",), from_date="1988").describe(small)
        'Places in Paris, statements possibly dated 1988 or later'
        """
        return describe(self, dataset if dataset is not None else shipped())

    def select(self, dataset: Dataset) -> "Selection":
        """Return the visible set: the places, statements and milestones that answer the filter.

        A place is shown when its own attributes match and at least one of its statements does. A
        statement answers a search when it holds all words itself, or when its place does.
        While a period is set, undated statements are left out and counted.

        Examples
        --------
        >>> Filter(cities=("paris",)).select(small).places.index.tolist()
        ['charlie-gathering']
        """
        if dataset.beyond is not None:
            found: Selection = dataset.beyond.select(self)
            return found
        places, claims, rows = dataset.places, dataset.claims, dataset.place_rows
        of_place = self._match(places, dataset, of_places=True)
        if self.bounds is not None:
            of_place &= self.bounds.holds(places["lat"], places["lon"])
        of_claim = self._match(claims, dataset, of_places=False)
        of_claim &= of_place.to_numpy()[rows]
        of_milestone = self._match(dataset.milestones, dataset, of_places=False)
        of_milestone &= self.keeps_events
        if self.q:
            of_claim &= claims_holding(dataset, self.q)
            of_milestone &= milestones_holding(dataset, self.q)
        shown_claims, undated_claims = self._split_by_date(claims, of_claim)
        shown_places, waiting = np.zeros((2, len(places)), dtype=bool)
        shown_places[rows[shown_claims]] = True
        waiting[rows[undated_claims]] = True
        shown_events, undated_events = self._split_by_date(dataset.milestones, of_milestone)
        kept = places[shown_places]
        hidden = dataset.withheld
        counts = Counts(
            places=_tally(
                shown_places,
                waiting & ~shown_places & of_place.to_numpy(),
                hidden["places"],
                unlocated=int(kept.geometry.isna().sum()),
            ),
            claims=_tally(shown_claims, undated_claims, hidden["claims"]),
            milestones=_tally(shown_events, undated_events, hidden["milestones"]),
        )
        return Selection(
            self,
            dataset,
            kept,
            claims[shown_claims],
            dataset.milestones[shown_events],
            counts,
            rows[shown_claims],
        )

    def _match(self, frame: pd.DataFrame, dataset: Dataset, of_places: bool) -> pd.Series:
        matching = pd.Series(True, index=frame.index)
        for restriction in RESTRICTIONS:
            codes = getattr(self, restriction.name)
            if codes and restriction.of_places == of_places:
                matching &= _values(frame, dataset, restriction).isin(codes)
        return matching

    def _split_by_date(
        self, frame: pd.DataFrame, candidates: pd.Series
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return masks of the candidates that are shown and of those left out as undated."""
        matching = candidates.to_numpy(dtype=bool)
        if not self.has_dates:
            return matching, np.zeros(len(frame), dtype=bool)
        dated, period = frame["dated"].to_numpy(dtype=bool), self.period
        holds = period.certainly_holds if self.certainty == "certain" else period.possibly_holds
        inside = holds(frame["earliest"], frame["latest"])
        return matching & dated & inside, matching & ~dated


def _values(frame: pd.DataFrame, dataset: Dataset, restriction: Restriction) -> pd.Series:
    if restriction.column == "publisher_kind":
        kinds = {name: source.publisher_kind for name, source in dataset.sources.items()}
        return frame["source_id"].map(kinds)
    return frame[restriction.column]


def _tally(shown: np.ndarray, undated: np.ndarray, withheld: int, unlocated: int = 0) -> Tally:
    total = len(shown) + withheld
    filtered = total - withheld - int(shown.sum()) - int(undated.sum())
    return Tally(total, int(shown.sum()), filtered, int(undated.sum()), withheld, unlocated)


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
    place_rows
        Row in the places of `dataset`, from 0, of the place of each of `claims`.
    is_large
        Whether it is too large for memory: its tables are empty then, and its counts true.
    """

    filter: Filter
    dataset: Dataset
    places: "geopandas.GeoDataFrame"
    claims: pd.DataFrame
    milestones: pd.DataFrame
    counts: Counts
    place_rows: np.ndarray
    is_large: bool = False

    def among(self, *ids: str) -> "Selection":
        """Return a visible set that has what is shown of some places: this one, unless it is large.

        Parameters
        ----------
        ids
            Ids of the places; empty ones are none.

        Examples
        --------
        >>> found = Filter().select(small)
        >>> found.among("alpha-prison") is found
        True
        """
        wanted = [one for one in ids if one]
        if not (self.is_large and wanted and self.dataset.beyond):
            return self
        found: Selection = self.dataset.beyond.part(self.filter, wanted)
        return found

    def first(self, table: str, limit: int) -> "Selection":
        """Return the first places of a large visible set, or its first claims and all events.

        Claims come by their first possible day, places in the order of the data. A set that is not
        large is returned as it is. The counts stay those of the whole set.

        Examples
        --------
        >>> found = Filter().select(small)
        >>> found.first("claims", 2) is found
        True
        """
        if not (self.is_large and self.dataset.beyond):
            return self
        found: Selection = self.dataset.beyond.first(self.filter, table, limit)
        return found

    @property
    def source_ids(self) -> list[str]:
        """Identifiers of the documents that the shown statements rest on, sorted.

        Examples
        --------
        >>> Filter(cities=("paris",)).select(small).source_ids
        ['live-report', 'weblog-copy']
        """
        if self.is_large and self.dataset.beyond is not None:
            leaves = self.dataset.beyond.facets(self.filter)["sources"]
            return sorted(one for one in leaves if one in (self.filter.sources or leaves))
        return sorted(set(self.claims["source_id"]) | set(self.milestones["source_id"]))

    def shows_same(self, other: "Selection") -> bool:
        """Tell whether another visible set has the same places and statements; no large one has.

        Examples
        --------
        >>> found = Filter(countries=("FR",)).select(small)
        >>> found.shows_same(Filter(cities=("paris",)).select(small))
        True
        """
        tables = ("places", "claims", "milestones")
        return not (self.is_large or other.is_large) and all(
            getattr(self, name).index.equals(getattr(other, name).index) for name in tables
        )
