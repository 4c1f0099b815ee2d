"""Records of a store that are read into memory beside its head: some places, some statements."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from geo.counts import Counts
from geo.dataset import Dataset
from geo.filters import Filter, Selection
from geo.store.interface import Record


def together(held: Dataset, other: Dataset) -> Dataset:
    """Return a dataset with the places of another as well, and otherwise like that one.

    Examples
    --------
    >>> len(together(small, small).places)
    5
    """
    places = held.places[~held.places.index.isin(other.places.index)]
    claims = held.claims[~held.claims["place_id"].isin(other.places.index)]
    return replace(
        other,
        places=pd.concat([places, other.places]),
        claims=pd.concat([claims, other.claims]),
    )


def named_in(known: Dataset) -> list[str]:
    """Return the ids of places and statements that tours and conflicts name.

    Examples
    --------
    >>> named_in(small)[0]
    'alpha-prison'
    """
    named = [one for ids in known.tour["claim_ids"] for one in str(ids).split(";")]
    named += [str(place_id) for place_id in known.tour["place_id"]]
    named += [
        one for conflict in known.conflicts for side in conflict.sides for one in side.claim_ids
    ]
    return sorted({one for one in named if one})


def among_rows(query: Filter, held: Dataset, rows: Sequence[Record], counts: Counts) -> Selection:
    """Return what a filter shows of the places or the claims of a page, and of events.

    Parameters
    ----------
    query
        The filter.
    held
        A dataset in memory that has all that is stated of these places.
    rows
        The page, as a store returns it.
    counts
        What of the whole store is shown and left out.

    Examples
    --------
    >>> rows = [{"claim_id": "alpha-prison-01", "place_id": "alpha-prison"}]
    >>> found = among_rows(Filter(), small, rows, Filter().select(small).counts)
    >>> found.places.index.tolist(), found.claims.index.tolist(), len(found.milestones)
    (['alpha-prison'], ['alpha-prison-01'], 2)
    """
    found = query.select(held)
    ids = {str(row["place_id"]) for row in rows}
    said = [row["claim_id"] for row in rows if "claim_id" in row]
    kept = found.claims["place_id"].isin(ids).to_numpy()
    if said:
        kept = kept & found.claims.index.isin(said)
    return replace(
        found,
        places=found.places[found.places.index.isin(ids)],
        claims=found.claims[kept],
        place_rows=found.place_rows[kept],
        counts=counts,
    )
