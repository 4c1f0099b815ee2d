"""A store whose tables an engine reads: it runs the queries, and only what is asked leaves it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import ibis
import pandas as pd
import pyarrow as pa

from geo.allowed import RESTRICTIONS, Restriction, restriction_of
from geo.bounds import Bounds
from geo.cluster import MAX_MARKS, Detail, cells_of
from geo.counts import Counts, Tally
from geo.criteria import Criteria
from geo.dataset import Dataset
from geo.facets import Facets, Leaves
from geo.filters import Selection
from geo.lookup.stored import sought_words
from geo.store import counting, question
from geo.store.cells import IN_VIEW, grouped, in_view, zoned
from geo.store.excerpts import Parts, refuse_too_many
from geo.store.interface import Answer, Closing, Record, order_of
from geo.store.layout import RECORDS, SHOWN, About, fields_of, schema_of
from geo.view_grid import FINEST_LEVEL, ViewGrid

Table = question.Table

BATCH = 100_000
"""Records that leave an engine at once where all do."""


@dataclass(frozen=True)
class Engine:
    """What runs the queries of a store.

    Parameters
    ----------
    fetch
        Runs a query and returns all rows.
    reading
        Surrounds the queries of one answer: they see the same records, and what keeps them from
        being read is a `StoreError`.
    whole
        Yields all of a table in the order of its records.
    close
        Lets go of the connection.
    """

    fetch: Callable[[Table], pa.Table]
    reading: Callable[[], AbstractContextManager[None]]
    whole: Callable[[str], Iterator[pa.RecordBatch]]
    close: Callable[[], None]


class EngineStore(Closing):
    """Tables in an engine that Ibis reaches; see `Store`.

    Parameters
    ----------
    engine
        Where the tables are.
    tables
        The tables of the layout there.
    about
        What the store says of itself.

    Examples
    --------
    >>> lights = str(small.folder.parent / "lights")
    >>> _ = geo.store.load(str(small.folder), lights)
    >>> store = geo.store.open_store(lights)
    >>> asked = geo.Filter.from_query("cities=paris", store)
    >>> store.select(asked).places, store.counts(asked).claims.shown
    (['charlie-gathering'], 2)
    >>> store.facets(asked)["countries"]
    {'FR': Leaves(places=1, statements=2)}
    >>> len(store.detail(asked, Bounds.read("40,0,50,10")).places)
    1
    >>> [claim["claim_id"] for claim in store.page(asked, "claims", limit=1)]
    ['charlie-gathering-01']
    >>> store.excerpt(asked).dataset.claims.index.tolist()
    ['charlie-gathering-01', 'charlie-gathering-02']
    >>> store.holding(["alpha-yard"]).claims.index.tolist()
    ['alpha-yard-01']
    >>> [place["name"] for place in store.named("bravo")], len(store.years(asked))
    (['Bravo graves'], 1)
    >>> store.has_place("atlantis"), sum(len(batch) for batch in store.batches("places"))
    (False, 5)
    >>> store.allowed(RESTRICTIONS[2])
    {'FR': 'FR', 'IR': 'IR'}
    >>> store.close()
    """

    def __init__(self, engine: Engine, tables: question.Tables, about: About) -> None:
        self._engine, self._tables, self.about = engine, tables, about
        self._parts: Parts | None = None

    def close(self) -> None:
        """Let go of the connection, and of the folder of an excerpt."""
        self._engine.close()
        if self._parts is not None:
            self._parts.close()

    def allowed(self, restriction: Restriction) -> Mapping[str, str]:
        """Return the values a restriction accepts with their names."""
        listed = self._tables.listed
        own = listed.filter(listed.restriction == restriction.name).order_by("position")
        with self._engine.reading():
            return {row["code"]: row["label"] for row in self._rows(own)}

    def has_place(self, place_id: str) -> bool:
        """Tell whether there is a place of that id."""
        places = self._tables.places
        with self._engine.reading():
            return bool(self._rows(places.filter(places.place_id == place_id).select("number")))

    def counts(self, asked: Criteria) -> Counts:
        """Count what a filter shows and leaves out."""
        with self._engine.reading():
            return self._counts(asked)

    def select(self, asked: Criteria) -> Answer:
        """Return the ids of what a filter shows."""
        claims, milestones = (
            question.shown(self._tables, name, asked).order_by("number")
            for name in ("claims", "milestones")
        )
        with self._engine.reading():
            said = self._frame(claims.select("claim_id", "place_id", "place_number"))
            events = self._column(milestones.select("claim_id"))
            counts = self._counts(asked)
        places = said.drop_duplicates("place_number").sort_values("place_number")["place_id"]
        return Answer(places.tolist(), said["claim_id"].tolist(), events, counts)

    def facets(self, asked: Criteria) -> Facets:
        """Count what each value of each restriction would leave."""
        of_places = [one.name for one in RESTRICTIONS if one.of_places]
        together = [name for name in of_places if not getattr(asked, name)]
        alone = [[name] for name in of_places if getattr(asked, name)]
        found: Facets = {}
        with self._engine.reading():  # one by one: each may hold much memory
            for names in [together, *alone] if together else alone:
                rows = self._frame(counting.facets_of_places(self._tables, asked, names))
                found |= {name: _leaves(rows, restriction_of(name).column) for name in names}
            for one in RESTRICTIONS:
                if not one.of_places:
                    rows = self._frame(counting.facet(self._tables, asked, one))
                    found[one.name] = _leaves(rows, "value")
            others = asked.without("layers")
            (events,) = self._rows(counting.counted_milestones(self._tables, others))
        found["layers"] = {
            layer: Leaves(leaves.places, leaves.statements + events["shown"])
            for layer, leaves in found["layers"].items()
        }
        return {one.name: found[one.name] for one in RESTRICTIONS}

    def detail(
        self,
        asked: Criteria,
        view: Bounds,
        kept: Collection[str] = (),
        max_marks: int = MAX_MARKS,
        finest: int = FINEST_LEVEL,
    ) -> Detail:
        """Choose what a view shows of the places that a filter shows."""
        places = question.shown(self._tables, "places", asked)
        located = places.filter(places.x.notnull())
        grid = ViewGrid.of(view, finest)
        with self._engine.reading():
            of_kept = located.filter(located.place_id.isin(list(kept)))
            own = self._rows(zoned(of_kept, grid)) if kept else []
            singles = [place["place_id"] for place in own]
            groups = self._frame(grouped(located, grid, kept))
            is_seen = groups["zone"] == IN_VIEW
            if groups["count"].sum() + len(own) <= max_marks:
                return Detail(pd.Index(self._place_ids(located)), ())
            seen = groups["count"][is_seen].sum()
            if seen and seen + sum(place["is_seen"] for place in own) <= max_marks:
                singles = list(dict.fromkeys([*singles, *self._place_ids(in_view(located, grid))]))
                groups = groups[~is_seen]
            alone = groups["number"][groups["count"] == 1].tolist()
            if alone:  # of the places that are shown, so that the filter need not be asked again
                every = self._tables.places
                singles += self._place_ids(every.filter(every.number.isin(alone)))
        many = groups[groups["count"] > 1].sort_values(["cell", "layer"])
        return Detail(pd.Index(singles), cells_of(many))

    def page(
        self, asked: Criteria, table: str, offset: int = 0, limit: int = 50, order: str = "number"
    ) -> list[Record]:
        """Return some of the shown records of a table."""
        column, is_falling = order_of(table, offset, limit, order)
        rows = question.shown(self._tables, table, asked)
        key = ibis._[column]
        keys = [key.isnull(), key.desc() if is_falling else key.asc()]
        keys += [ibis._.number] if column != "number" else []
        first = rows.order_by(*keys).limit(offset + limit)
        # With an offset Ibis would let Spark number rows as they come from its workers.
        numbered = first.mutate(at=ibis.row_number().over(order_by=keys))
        some = numbered.filter(numbered.at >= offset).order_by("at").select(*SHOWN[table])
        with self._engine.reading():
            return self._rows(some)

    def excerpt(self, asked: Criteria, counts: Counts | None = None) -> Selection:
        """Return the visible set as a selection of a dataset that holds it alone."""
        parts = self._own_parts()
        with self._engine.reading():
            counts = counts or self._counts(asked)
            refuse_too_many(counts)
            records = {
                name: self._records(name, question.shown(self._tables, name, asked))
                for name in RECORDS
            }
        return parts.excerpt(asked, records, counts)

    def holding(self, ids: Collection[str], has_events: bool = False) -> Dataset:
        """Return a dataset of all that is stated of some places, and of all events or none."""
        parts = self._own_parts()
        with self._engine.reading():
            numbers = self._column(question.numbered(self._tables, ids))
            if len(numbers) < len(set(ids)):
                numbers += self._column(question.spoken_of(self._tables, ids))
            held = {
                name: question.held(self._tables, name, numbers, has_events) for name in RECORDS
            }
            records = {name: self._records(name, rows) for name, rows in held.items()}
        return parts.dataset_of(records)

    def years(self, asked: Criteria) -> list[Record]:
        """Count the dated claims that a filter shows by layer and years."""
        with self._engine.reading():
            return self._rows(counting.by_years(self._tables, asked))

    def named(self, text: str, limit: int = 10) -> list[Record]:
        """Return some places that hold all words of a text."""
        if not sought_words(text):
            return []
        found = question.named(self._tables, text, limit).select(*SHOWN["places"])
        with self._engine.reading():
            return self._rows(found)

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """Yield a whole table."""
        schema = schema_of(table)
        with self._engine.reading():
            for batch in self._engine.whole(table):
                columns = [batch[field.name].cast(field.type) for field in schema]
                yield pa.RecordBatch.from_arrays(columns, schema=schema)

    def _own_parts(self) -> Parts:
        """Return what of the store is no record, unpacked once."""
        if self._parts is None:
            named = (self.allowed(restriction_of(name)) for name in ("cities", "countries"))
            self._parts = Parts(self.batches("parts"), self.about, *named)
        return self._parts

    def _records(self, name: str, rows: Table) -> pa.Table:
        ordered = rows.order_by("number").select(*fields_of(name))
        records: pa.Table = self._engine.fetch(ordered)
        return records

    def _counts(self, asked: Criteria) -> Counts:
        (claims,) = self._rows(counting.counted_claims(self._tables, asked))
        (events,) = self._rows(counting.counted_milestones(self._tables, asked))
        waiting = claims["every_place"] - claims["places"]
        return Counts(
            places=self._tally("places", claims["places"], waiting, claims["unlocated"]),
            claims=self._tally("claims", claims["claims"], claims["undated"]),
            milestones=self._tally("milestones", events["shown"], events["undated"]),
        )

    def _tally(self, name: str, shown: int, undated: int, unlocated: int = 0) -> Tally:
        there, withheld = self.about.rows[name], self.about.withheld[name]
        filtered = there - shown - undated
        return Tally(there + withheld, shown, filtered, undated, withheld, unlocated)

    def _place_ids(self, places: Table) -> list[str]:
        return self._column(places.order_by("number").select("place_id"))

    def _column(self, query: Table) -> list[Any]:
        values: list[Any] = self._engine.fetch(query).column(0).to_pylist()
        return values

    def _rows(self, query: Table) -> list[Record]:
        rows: list[Record] = self._engine.fetch(query).to_pylist()
        return rows

    def _frame(self, query: Table) -> pd.DataFrame:
        frame: pd.DataFrame = self._engine.fetch(query).to_pandas()
        return frame


def _leaves(rows: pd.DataFrame, column: str) -> dict[str, Leaves]:
    """Add up the rows of each value of a column."""
    added = rows.groupby(column)[["places", "statements"]].sum()
    counted = zip(added.index, added["places"].tolist(), added["statements"].tolist(), strict=True)
    return {str(value): Leaves(places, statements) for value, places, statements in counted}
