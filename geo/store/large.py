"""A store that is too large for memory, as a dataset: its small parts, and answers for the rest.

Its head has the documents, codes and files, all that is stated of events, and the places that tours
and conflicts name. A visible set that is small is read into memory beside it; of a large one there
are counts alone, and what an engine counts.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore, Lock
from typing import TypeVar

import numpy as np

from geo.bounds import Bounds
from geo.cluster import Detail
from geo.counts import Counts
from geo.criteria import Criteria
from geo.dataset import Dataset, Whole
from geo.errors import StoreError
from geo.facets import Facets
from geo.filters import Filter, Selection
from geo.loading import load_parts
from geo.store.address import open_store
from geo.store.beside import among_rows, named_in, together
from geo.store.excerpts import MAX_RECORDS, as_filter
from geo.store.interface import Record, Store, refused
from geo.store.parts import unpacked
from geo.store.whole import load_whole, mark_of, public

_SETS = 10
"""So many visible sets, of several readers, have room together where the whole has none."""
_MOST_TEXTS = 200_000
_KEPT_SETS, _KEPT_PLACES, _KEPT_ANSWERS = 6, 64, 256
_AT_ONCE = 2
"""Questions that are asked at once; each connection holds memory of its own."""
_Answer = TypeVar("_Answer")


def open_dataset(address: str, folder: Path, most: int = MAX_RECORDS) -> Dataset:
    """Read a store whole where it has room in memory, else its head.

    Parameters
    ----------
    address
        Its address.
    folder
        Where its files are put; they belong to the dataset.
    most
        How many places and statements have room in memory.

    Raises
    ------
    StoreError
        The store cannot be read, or speaks of too many events.

    Examples
    --------
    >>> lights = str(small.folder.parent / "lights")
    >>> _about = geo.store.load(str(small.folder), lights)
    >>> open_dataset(lights, small.folder.parent / "files").beyond is None
    True
    """
    mark_of(address)  # which refuses what pages cannot read
    with open_store(address) as store:
        count = sum(store.about.rows.values())
    if count <= most:
        return load_whole(address, folder)
    return Large(address, folder, most // _SETS).head


class Large:
    """Answers for the records of a store that are not in memory; see `Beyond`.

    Parameters
    ----------
    address
        The address of the store.
    folder
        Where its files are put.
    most
        How many places and statements of one visible set are read into memory at most.

    Examples
    --------
    >>> lights = str(small.folder.parent / "lights")
    >>> _about = geo.store.load(str(small.folder), lights)
    >>> large = Large(lights, small.folder.parent / "files")
    >>> large.has_place("alpha-yard"), large.has_place("atlantis"), large.most
    (True, False, 20000)
    >>> found = large.select(geo.Filter(cities=("paris",)))
    >>> found.places.index.tolist(), found.counts.claims.shown
    (['charlie-gathering'], 2)
    >>> large.holding(("alpha-yard",)).has_place("alpha-yard")
    True
    >>> large.facets(found.filter)["countries"], large.counts(found.filter) == found.counts
    ({'FR': Leaves(places=1, statements=2)}, True)
    >>> len(large.detail(found.filter, Bounds.read("40,0,50,10"), (), 8).places)
    1
    >>> large.part(geo.Filter(), ["alpha-yard"]).claims.index.tolist()
    ['alpha-yard-01']
    >>> large.first(geo.Filter(), "claims", 1).claims.index.tolist()
    ['alpha-prison-04']
    >>> len(large.excerpt(geo.Filter()).claims), len(large.years(found.filter))
    (10, 1)
    >>> [place["name"] for place in large.named("bravo", 3)]
    ['Bravo graves']
    >>> large.close()
    """

    def __init__(self, address: str, folder: Path, most: int = MAX_RECORDS // _SETS) -> None:
        self.most = most
        self._address, self._mark = address, mark_of(address)
        self._idle: LifoQueue[Store] = LifoQueue()
        self._turns, self._is_closed = BoundedSemaphore(_AT_ONCE), False
        self._counting = Lock()  # of what takes most memory, one question at a time
        try:
            self.head = self._ask(lambda store: self._read_head(store, folder))
        except BaseException:
            self.close()
            raise
        self._sets = lru_cache(_KEPT_SETS)(self._read_set)
        self._asked = lru_cache(_KEPT_SETS)(self._select)
        self._places = lru_cache(_KEPT_PLACES)(self._read_places)
        self._counted = lru_cache(_KEPT_ANSWERS)(self._count)
        self._leaves = lru_cache(_KEPT_ANSWERS)(self._count_leaves)
        self._known = lru_cache(_KEPT_ANSWERS)(self._knows)
        self._firsts = lru_cache(_KEPT_SETS)(self._read_first)
        self._years = lru_cache(_KEPT_ANSWERS)(self._count_years)
        self._views = lru_cache(_KEPT_ANSWERS)(self._detail)

    def close(self) -> None:
        """Let go of all connections; those in use, once they have answered."""
        self._is_closed = True
        self._let_idle_go()

    def has_place(self, place_id: str) -> bool:
        """Tell whether there is a place of that id."""
        return self._known(place_id)

    def holding(self, ids: tuple[str, ...]) -> Dataset:
        """Return the head with all that is stated of some places."""
        missing = tuple(one for one in ids if one not in self.head.places.index)
        return self._places(missing) if missing else self.head

    def counts(self, asked: Criteria) -> Counts:
        """Count what a filter shows and leaves out."""
        return self._counted(as_filter(asked).without("place"))

    def select(self, asked: Criteria) -> Selection:
        """Return the visible set of a filter, whose tables are empty where it is large."""
        return self._asked(as_filter(asked))

    def facets(self, asked: Criteria) -> Facets:
        """Count what each value of each restriction would leave."""
        return self._leaves(as_filter(asked).without("place"))

    def detail(self, asked: Criteria, view: Bounds, kept: Collection[str], finest: int) -> Detail:
        """Choose what a view shows of the places that a filter shows."""
        return self._views(as_filter(asked).without("place"), view, frozenset(kept), finest)

    def part(self, asked: Criteria, ids: Collection[str]) -> Selection:
        """Return the visible set of a filter among some places alone."""
        held = self._ask(lambda store: store.holding(list(ids)))
        self._note_texts(held)
        return as_filter(asked).select(held)

    def first(self, asked: Criteria, table: str, limit: int) -> Selection:
        """Return the first places of a visible set, or its first claims in time; and all events."""
        return self._firsts(as_filter(asked), table, limit)

    def excerpt(self, asked: Criteria) -> Selection:
        """Return the visible set of a filter, refused where it has no room in memory."""
        found = self._ask(lambda store: store.excerpt(asked))
        return replace(found, dataset=replace(found.dataset, folder=self.head.folder))

    def years(self, asked: Criteria) -> Sequence[Record]:
        """Count the dated statements about places that a filter shows by layer and years."""
        return self._years(as_filter(asked).without("place"))

    def named(self, text: str, limit: int) -> Sequence[Record]:
        """Return some places that hold all words of a text."""
        return self._ask(lambda store: store.named(text, limit))

    def _ask(self, question: Callable[[Store], _Answer]) -> _Answer:
        """Ask one connection, which no other thread uses meanwhile; a broken one is opened anew."""
        with self._turns:
            for is_last in (False, True):
                store = self._take()
                try:
                    answer = question(store)
                except StoreError:
                    store.close()
                    self._let_idle_go()
                    if is_last:
                        raise
                except BaseException:
                    store.close()
                    raise
                else:
                    self._idle.put(store)
                    if self._is_closed:
                        self._let_idle_go()
                    return answer
        raise AssertionError("the second time either answers or raises")

    def _take(self) -> Store:
        try:
            return self._idle.get_nowait()
        except Empty:
            store = open_store(self._address)
        if mark_of(self._address) != self._mark:
            store.close()
            raise refused(public(self._address), "loaded anew", "what was there before")
        return store

    def _let_idle_go(self) -> None:
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _read_head(self, store: Store, folder: Path) -> Dataset:
        events = store.about.rows["milestones"]
        if events > MAX_RECORDS:
            expected = f"at most {MAX_RECORDS:,}, which have room in memory"
            raise refused(public(self._address), f"{events:,} statements about events", expected)
        files = unpacked(store.batches("parts"), folder)
        about = store.about
        known = load_parts(files, about.content_hash, about.withheld, Whole())
        held = store.holding(named_in(known), has_events=True)
        self._own_texts = {code: dict(texts) for code, texts in held.translations.items()}
        self._texts = {code: dict(texts) for code, texts in self._own_texts.items()}
        return replace(held, folder=files, translations=self._texts, beyond=self)

    def _count(self, query: Filter) -> Counts:
        return self._ask(lambda store: store.counts(query))

    def _count_leaves(self, query: Filter) -> Facets:
        with self._counting:
            return self._ask(lambda store: store.facets(query))

    def _knows(self, place_id: str) -> bool:
        return self._ask(lambda store: store.has_place(place_id))

    def _count_years(self, query: Filter) -> Sequence[Record]:
        return self._ask(lambda store: store.years(query))

    def _detail(self, query: Filter, view: Bounds, kept: frozenset[str], finest: int) -> Detail:
        return self._ask(lambda store: store.detail(query, view, sorted(kept), finest=finest))

    def _read_places(self, ids: tuple[str, ...]) -> Dataset:
        held = self._ask(lambda store: store.holding(ids))
        self._note_texts(held)
        return together(held, self.head)

    def _read_set(self, query: Filter) -> Selection:
        counts = self.counts(query)
        found = self._ask(lambda store: store.excerpt(query, counts))
        self._note_texts(found.dataset)
        return replace(found, dataset=together(found.dataset, self.head))

    def _read_first(self, query: Filter, table: str, limit: int) -> Selection:
        order = "earliest" if table == "claims" else "number"
        rows = self._ask(lambda store: store.page(query, table, limit=limit, order=order))
        ids = sorted({str(row["place_id"]) for row in rows})
        held = together(self._ask(lambda store: store.holding(ids)), self.head)
        self._note_texts(held)
        return among_rows(query, replace(held, beyond=None), rows, self.counts(query))

    def _select(self, query: Filter) -> Selection:
        alone, counts = query.without("place"), self.counts(query)
        is_large = counts.places.shown + counts.statements.shown > self.most
        held = self.holding((query.place,) if query.place else ())
        if is_large:
            tables = (held.places, held.claims, held.milestones)
            places, claims, events = (frame.iloc[:0] for frame in tables)
            nothing = np.array([], dtype=int)
            return Selection(query, held, places, claims, events, counts, nothing, is_large)
        found = self._sets(alone)
        data = found.dataset if held is self.head else together(found.dataset, held)
        rows = data.places.index.get_indexer(found.claims["place_id"])
        return replace(found, filter=query, dataset=data, place_rows=rows)

    def _note_texts(self, held: Dataset) -> None:
        """Have the names of records that were read in the languages of pages, of late ones alone.

        One dictionary a language serves all pages: what a text is in it, no other record changes.
        """
        for code, texts in held.translations.items():
            known = self._texts.setdefault(code, {})
            if len(known) > _MOST_TEXTS:
                known.clear()
                known.update(self._own_texts.get(code, {}))
            known.update(texts)
