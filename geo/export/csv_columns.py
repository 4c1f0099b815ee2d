"""The shown statements as two lean tables, about places and about events, with their sources.

They repeat of place and source what is needed to read a row alone; the rest stands in the tables of
places and sources, and what holds for the whole set stands beside the tables.
"""

from geo.export.records import (
    CLAIM_FIELDS,
    MILESTONE_FIELDS,
    Record,
    claim_records,
    milestone_records,
    place_records,
)
from geo.filters import Selection

_PLACE = {
    "place_layer": "layer",
    "place_name": "name",
    "place_name_fa": "name_fa",
    "place_locality": "locality",
    "place_country": "country",
    "lat": "lat",
    "lon": "lon",
    "place_precision": "precision",
}
"""Columns of the place by their name in a row of the table of places."""
CLAIM_COLUMNS = (*CLAIM_FIELDS[:2], *_PLACE, *CLAIM_FIELDS[2:-1], "source_url", CLAIM_FIELDS[-1])
EVENT_COLUMNS = (*MILESTONE_FIELDS[:-1], "source_url", MILESTONE_FIELDS[-1])


def claim_rows(selection: Selection) -> list[Record]:
    """Return one row a shown statement about a place, in file order, by `CLAIM_COLUMNS`.

    Examples
    --------
    >>> row = claim_rows(geo.Filter().select(small))[0]
    >>> row["claim_id"], row["place_name"], row["figure_low"]
    ('alpha-prison-01', 'Alpha prison', 30)
    """
    places = {place["place_id"]: place for place in place_records(selection)}
    rows = []
    for record in _with_addresses(claim_records(selection), selection):
        place = places[record["place_id"]]
        rows.append({**record, **{name: place[field] for name, field in _PLACE.items()}})
    return rows


def event_rows(selection: Selection) -> list[Record]:
    """Return one row a shown statement about an event, in file order, by `EVENT_COLUMNS`.

    Examples
    --------
    >>> [row["claim_id"] for row in event_rows(geo.Filter().select(small))]
    ['milestone-letter-01', 'milestone-letter-02']
    """
    return _with_addresses(milestone_records(selection), selection)


def _with_addresses(records: list[Record], selection: Selection) -> list[Record]:
    sources = selection.dataset.sources
    return [
        {**record, "source_url": sources[record["source_id"]].url or None} for record in records
    ]
