"""The store of a data folder: the dataset in memory, as the dashboard uses it."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

import pandas as pd
import pyarrow as pa

from geo.allowed import Restriction, known_by
from geo.bounds import Bounds
from geo.cluster import MAX_MARKS, Detail, detail
from geo.counts import Counts
from geo.criteria import Criteria
from geo.dataset import Dataset
from geo.facets import Facets, count_facets
from geo.filters import Selection
from geo.frames import SIDES
from geo.lookup.exact import places_holding
from geo.lookup.stored import sought_words
from geo.store.excerpts import as_filter
from geo.store.interface import Answer, Closing, Record, order_of
from geo.store.layout import SHOWN, About, tables_of
from geo.store.parts import parts_of
from geo.view_grid import FINEST_LEVEL


class MemoryStore(Closing):
    """A dataset in memory; see `Store`.

    Examples
    --------
    >>> store = MemoryStore(small)
    >>> asked = geo.Filter(cities=("paris",))
    >>> store.select(asked).places, store.counts(asked).claims.shown
    (['charlie-gathering'], 2)
    >>> sorted(store.facets(asked)), len(store.detail(asked, Bounds(40, 0, 50, 10)).places)
    (['cities', 'countries', 'kinds', 'layers', 'precision', 'publishers', 'sources'], 1)
    >>> [claim["claim_id"] for claim in store.page(asked, "claims", limit=1)]
    ['charlie-gathering-01']
    >>> store.excerpt(asked).places.index.tolist()
    ['charlie-gathering']
    >>> store.holding(["alpha-yard"]) is small, store.years(asked)[0]["count"]
    (True, 2)
    >>> [place["name"] for place in store.named("bravo")]
    ['Bravo graves']
    >>> store.has_place("atlantis"), len(next(store.batches("places")))
    (False, 5)
    >>> from geo.allowed import restriction_of
    >>> store.allowed(restriction_of("countries"))
    {'FR': 'FR', 'IR': 'IR'}
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset, self._known = dataset, known_by(dataset)
        self.about = About.of(dataset)

    def allowed(self, restriction: Restriction) -> Mapping[str, str]:
        """Return the values a restriction accepts with their names."""
        return self._known.allowed(restriction)

    def has_place(self, place_id: str) -> bool:
        """Tell whether there is a place of that id."""
        return self._known.has_place(place_id)

    def counts(self, asked: Criteria) -> Counts:
        """Count what a filter shows and leaves out."""
        return self._selection(asked).counts

    def select(self, asked: Criteria) -> Answer:
        """Return the ids of what a filter shows."""
        found = self._selection(asked)
        tables = (found.places, found.claims, found.milestones)
        places, claims, milestones = (table.index.tolist() for table in tables)
        return Answer(places, claims, milestones, found.counts)

    def facets(self, asked: Criteria) -> Facets:
        """Count what each value of each restriction would leave."""
        return count_facets(self._selection(asked))

    def detail(
        self,
        asked: Criteria,
        view: Bounds,
        kept: Collection[str] = (),
        max_marks: int = MAX_MARKS,
        finest: int = FINEST_LEVEL,
    ) -> Detail:
        """Choose what a view shows of the places that a filter shows."""
        places = self._selection(asked).places
        own = [name for name in kept if name in places.index]
        return detail(places, view, own, max_marks, finest)

    def page(
        self, asked: Criteria, table: str, offset: int = 0, limit: int = 50, order: str = "number"
    ) -> list[Record]:
        """Return some of the shown records of a table."""
        column, is_falling = order_of(table, offset, limit, order)
        shown = getattr(self._selection(asked), table).index
        numbers = getattr(self.dataset, table).index.get_indexer(shown)
        records = self._tables[table].take(pa.array(numbers))
        keys = records.select(["number", column] if column != "number" else ["number"]).to_pandas()
        ordered = keys.sort_values("number").sort_values(
            column, ascending=not is_falling, kind="stable", na_position="last"
        )
        at = ordered.index[offset : offset + limit]
        return records.select(SHOWN[table]).take(pa.array(at)).to_pylist()

    def excerpt(self, asked: Criteria, _counts: Counts | None = None) -> Selection:
        """Return the visible set; its dataset is the whole one, which is in memory."""
        return self._selection(asked)

    def holding(self, ids: Collection[str], has_events: bool = False) -> Dataset:
        """Return the whole dataset, which is in memory."""
        return self.dataset

    def years(self, asked: Criteria) -> list[Record]:
        """Count the dated claims that a filter shows by layer and years."""
        found = self._selection(asked)
        years = {side: found.claims[side].dt.year for side in SIDES}
        layers = self.dataset.places["layer"].to_numpy()[found.place_rows]
        rows = pd.DataFrame({"layer": layers, **years})[found.claims["dated"].to_numpy()]
        counted = rows.value_counts(dropna=False).rename("count").reset_index()
        records: list[Record] = pa.Table.from_pandas(counted, preserve_index=False).to_pylist()
        return records

    def named(self, text: str, limit: int = 10) -> list[Record]:
        """Return some places that hold all words of a text."""
        if not sought_words(text):
            return []
        found = self.dataset.places[places_holding(self.dataset, text)]
        order = found["name"].str.len().sort_values(kind="stable").index[:limit]
        numbers = self.dataset.places.index.get_indexer(order)
        rows = self._tables["places"].select(SHOWN["places"])
        records: list[Record] = rows.take(pa.array(numbers)).to_pylist()
        return records

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """Yield a whole table."""
        is_part = table == "parts"
        yield from (parts_of(self.dataset) if is_part else self._tables[table]).to_batches()

    @cached_property
    def _tables(self) -> dict[str, pa.Table]:
        return tables_of(self.dataset)

    def _selection(self, asked: Criteria) -> Selection:
        return as_filter(asked).select(self.dataset)
