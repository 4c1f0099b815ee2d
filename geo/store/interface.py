"""What every store answers, whatever it keeps its tables in."""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, Self

import pyarrow as pa

from geo.allowed import Known
from geo.bounds import Bounds
from geo.cluster import MAX_MARKS, Detail
from geo.counts import Counts
from geo.criteria import Criteria
from geo.dataset import Dataset
from geo.errors import Problem, StoreError
from geo.facets import Facets
from geo.filters import Selection
from geo.store.layout import RECORDS, About
from geo.view_grid import FINEST_LEVEL

Record = dict[str, Any]

ORDERS = {
    "places": ("number", "lat", "lon"),
    "claims": ("number", "earliest", "latest", "figure_low", "figure_high"),
    "milestones": ("number", "earliest", "latest", "figure_low", "figure_high"),
}
"""Columns by which a page may be ordered: `number` is the order of the files.

None is text, which engines sort each in their own way.
"""


@dataclass(frozen=True)
class Answer:
    """What a filter lets through, by id and in the order of the files.

    Parameters
    ----------
    places, claims, milestones
        Ids of what is shown.
    counts
        What is shown and what is left out, and why.
    """

    places: list[str]
    claims: list[str]
    milestones: list[str]
    counts: Counts


class Store(Known, AbstractContextManager["Store"], Protocol):
    """A dataset that answers filters; it is closed at the end of a `with` block.

    Every method answers as the library does of the dataset in memory, and raises `StoreError` where
    the store cannot be read. A store also lists the values that a query may name.

    Examples
    --------
    >>> store = geo.store.open_store(str(small.folder))
    >>> asked = geo.Filter.from_query("cities=paris", store)
    >>> store.select(asked).places, store.counts(asked).claims.shown
    (['charlie-gathering'], 2)
    >>> store.facets(asked)["countries"]
    {'FR': Leaves(places=1, statements=2)}
    >>> len(store.detail(asked, Bounds.read("40,0,50,10")).places)
    1
    >>> [claim["claim_id"] for claim in store.page(asked, "claims", limit=1)]
    ['charlie-gathering-01']
    >>> store.excerpt(asked).places.index.tolist()
    ['charlie-gathering']
    >>> len(store.holding(["alpha-yard"]).places), len(store.years(asked))
    (5, 1)
    >>> [place["name"] for place in store.named("bravo")]
    ['Bravo graves']
    >>> store.has_place("atlantis"), sum(len(batch) for batch in store.batches("places"))
    (False, 5)
    >>> store.close()
    """

    about: About

    def counts(self, asked: Criteria) -> Counts:
        """Count what a filter shows and leaves out, without naming it."""

    def select(self, asked: Criteria) -> Answer:
        """Return the ids of what a filter shows, as `Filter.select` does."""

    def facets(self, asked: Criteria) -> Facets:
        """Count what each value of each restriction would leave, as `count_facets` does."""

    def detail(
        self,
        asked: Criteria,
        view: Bounds,
        kept: Collection[str] = (),
        max_marks: int = MAX_MARKS,
        finest: int = FINEST_LEVEL,
    ) -> Detail:
        """Choose what a view shows of the places that a filter shows, as `cluster.detail` does."""

    def page(
        self, asked: Criteria, table: str, offset: int = 0, limit: int = 50, order: str = "number"
    ) -> list[Record]:
        """Return some of the shown records of a table, with all that is stated of each.

        Parameters
        ----------
        asked
            The filter.
        table
            `places`, `claims` or `milestones`.
        offset, limit
            How many records are passed over, and how many come at most.
        order
            One of `ORDERS`, with a hyphen before it for the greatest first. What has no value comes
            last, and what has the same in the order of the files.

        Raises
        ------
        ValueError
            There is no such table or order, or a number is negative.
        """

    def excerpt(self, asked: Criteria, counts: Counts | None = None) -> Selection:
        """Return the visible set as a selection of a dataset that holds it alone.

        Its counts are those of the whole store, and it has all sources, codes and files. It is of
        use till the store is closed. The dataset of a data folder is in memory already, and whole.

        Parameters
        ----------
        asked
            The filter.
        counts
            Its counts, where they are known.

        Raises
        ------
        FilterError
            The visible set is too large for the memory.
        """

    def holding(self, ids: Collection[str], has_events: bool = False) -> Dataset:
        """Return a dataset of all that is stated of some places, and of all events or none.

        Parameters
        ----------
        ids
            Ids of the places, or of statements about them.
        has_events
            Whether it has what is stated of events, too.
        """

    def years(self, asked: Criteria) -> list[Record]:
        """Count the dated claims that a filter shows by `layer` and years.

        `earliest` and `latest` are the years in which their dates begin and end, none where a date
        is open; `count` is their number.
        """

    def named(self, text: str, limit: int = 10) -> list[Record]:
        """Return some places that hold all words of a text, those with short names first."""

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """Yield a whole table, as another store takes it."""

    def close(self) -> None:
        """Let go of what the store holds open."""


class Closing:
    """Closes a store at the end of a `with` block."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what the store holds open.

        Examples
        --------
        >>> Closing().close()
        """


def order_of(table: str, offset: int, limit: int, order: str) -> tuple[str, bool]:
    """Return the column that orders a page, and whether its greatest value comes first.

    Raises
    ------
    ValueError
        A page cannot be asked for like this.

    Examples
    --------
    >>> order_of("claims", 0, 10, "-latest")
    ('latest', True)
    """
    column = order.removeprefix("-")
    if table not in RECORDS or column not in ORDERS[table] or min(offset, limit) < 0:
        raise ValueError(
            f"no page {offset}, {limit} of {table!r} by {order!r}; expected whole numbers from 0 "
            f"and one of {ORDERS}"
        )
    return column, order != column


def fault(address: str, found: str, expected: str, field: str = "-") -> Problem:
    """Note what is wrong with a store.

    Examples
    --------
    >>> print(fault("lights", "no such folder", "a store", "places"))
    lights:0 (-) places: no such folder; expected a store
    """
    return Problem(address, 0, "-", field, found, expected)


def refused(address: str, found: str, expected: str) -> StoreError:
    """Return the one fault of a store as an error.

    Examples
    --------
    >>> print(refused("lights", "no such folder", "a store"))
    lights:0 (-) -: no such folder; expected a store
    """
    return StoreError([fault(address, found, expected)])
