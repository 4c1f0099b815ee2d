"""A question put to a dataset: it selects, says itself in words, and travels in a query string."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self
from urllib.parse import quote, urlencode

import numpy as np
import pandas as pd

from geo.bounds import Bounds
from geo.dataset import Dataset
from geo.errors import FilterError, Problem
from geo.filter_words import describe
from geo.matching import claims_holding, milestones_holding
from geo.parameters import RESTRICTIONS, Restriction, first_day, last_day, pairs_of, read_values
from geo.selection import Counts, Selection, Tally
from geo.shipped import shipped

_QUERY_NAMES = {"from_date": "from", "to_date": "to"}


@dataclass(frozen=True)
class Filter:
    """Restrictions on the visible set; empty means no restriction.

    Parameters
    ----------
    layers, kinds, countries, cities, publishers, precision, sources
        Codes of which one must hold. Layers, countries, cities and precision are attributes of
        places; kinds, publishers and sources of statements. Milestones have no place: a choice of
        countries, cities, precision or bounds leaves them out, a choice of layers does not.
    q
        Words that a statement or the place it is about must hold, as `geo.matching` says; the same
        in any spelling, but never a similar word.
    bounds
        Area as `south,west,north,east` in degrees; only places with a point in it are shown. Where
        west is greater than east, it lies across the 180th meridian.
    from_date, to_date
        ISO days, months or years, both inclusive.
    certainty
        `possible` keeps statements that may fall into the period, `certain` those that must.
    place
        The selected place, which restricts nothing.
    """

    layers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    q: str = ""
    bounds: str = ""
    from_date: str = ""
    to_date: str = ""
    certainty: str = "possible"
    place: str = ""

    @classmethod
    def from_query(cls, query: str, dataset: Dataset | None = None) -> Self:
        """Read a filter from a query string such as `from=1988-08&layers=prison`.

        Parameters
        ----------
        query
            Percent-encoded pairs, with or without the question mark.
        dataset
            Lists the codes that exist; the atlas's own data when not given.

        Raises
        ------
        FilterError
            A value cannot be understood; the message lists every such value.
        """
        read, problems = cls.read(pairs_of(query), dataset)
        if problems:
            raise FilterError(problems)
        return read

    @classmethod
    def read(
        cls, pairs: Iterable[tuple[str, str]], dataset: Dataset | None = None
    ) -> tuple[Self, list[Problem]]:
        """Read as much of a query as can be understood, with a problem for all the rest."""
        values, problems = read_values(pairs, dataset if dataset is not None else shipped())
        return cls(**values), problems

    def to_query(self) -> str:
        """Return the query string that `from_query` reads back to this filter."""
        return urlencode(self.to_pairs(), safe=",", quote_via=quote)

    def to_pairs(self) -> list[tuple[str, str]]:
        """Return names and values of the parameters that are set, in a fixed order."""
        pairs = []
        for field in fields(self):
            value = getattr(self, field.name)
            text = ",".join(value) if isinstance(value, tuple) else value
            if text and not (field.name == "certainty" and text == "possible"):
                pairs.append((_QUERY_NAMES.get(field.name, field.name), text))
        return pairs

    def describe(self, dataset: Dataset | None = None) -> str:
        """Say the filter in words, such as `Prisons in Tehran, statements possibly dated 1988`."""
        return describe(self, dataset if dataset is not None else shipped())

    def without(self, *names: str) -> Self:
        """Return the filter with some fields back at no restriction."""
        blank: dict[str, Any] = {field.name: field.default for field in fields(self)}
        return replace(self, **{name: blank[name] for name in names})

    @property
    def has_dates(self) -> bool:
        """Whether a period is set."""
        return bool(self.from_date or self.to_date)

    @property
    def keeps_events(self) -> bool:
        """Whether milestones can answer: they have no country, city, precision or point."""
        return not (self.countries or self.cities or self.precision or self.bounds)

    def select(self, dataset: Dataset) -> Selection:
        """Return the visible set: the places, statements and milestones that answer the filter.

        A place is shown when its own attributes match and at least one of its statements does. A
        statement answers a search when it holds all words itself, or when its place does.
        While a period is set, undated statements are left out and counted.
        """
        places, claims = dataset.places, dataset.claims
        of_place = self._match(places, dataset, of_places=True)
        if self.bounds:
            of_place &= Bounds.read(self.bounds).holds(places["lat"], places["lon"])
        of_claim = self._match(claims, dataset, of_places=False)
        of_claim &= claims["place_id"].map(of_place).to_numpy(dtype=bool)
        of_milestone = self._match(dataset.milestones, dataset, of_places=False)
        of_milestone &= self.keeps_events
        if self.q:
            of_claim &= claims_holding(dataset, self.q)
            of_milestone &= milestones_holding(dataset, self.q)
        shown_claims, undated_claims = self._split_by_date(claims, of_claim)
        shown_ids = set(claims.loc[shown_claims, "place_id"])
        shown_places = places.index.isin(shown_ids)
        waiting = places.index.isin(set(claims.loc[undated_claims, "place_id"])) & ~shown_places
        shown_events, undated_events = self._split_by_date(dataset.milestones, of_milestone)
        kept = places[shown_places]
        hidden = dataset.withheld
        counts = Counts(
            places=_tally(
                shown_places,
                waiting & of_place.to_numpy(),
                hidden["places"],
                unlocated=int(kept.geometry.isna().sum()),
            ),
            claims=_tally(shown_claims, undated_claims, hidden["claims"]),
            milestones=_tally(shown_events, undated_events, hidden["milestones"]),
        )
        return Selection(
            self, dataset, kept, claims[shown_claims], dataset.milestones[shown_events], counts
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
        dated = frame["dated"].to_numpy(dtype=bool)
        earliest, latest = frame["earliest"], frame["latest"]
        first, last = _stamp(first_day(self.from_date)), _stamp(last_day(self.to_date))
        inside = np.ones(len(frame), dtype=bool)
        if self.certainty == "certain":
            inside &= _all(earliest >= first) if first is not None else inside
            inside &= _all(latest <= last) if last is not None else inside
        else:
            inside &= _all((latest >= first) | latest.isna()) if first is not None else inside
            inside &= _all((earliest <= last) | earliest.isna()) if last is not None else inside
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


def _stamp(day: date | None) -> Any:
    return None if day is None else pd.Timestamp(day)


def _all(condition: pd.Series) -> np.ndarray:
    return condition.to_numpy(dtype=bool)
