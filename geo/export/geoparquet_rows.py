"""All shown statements as one flat table: each with its place, its source and the stamp."""

from geo.export.records import (
    PLACE_FIELDS,
    SOURCE_FIELDS,
    STATEMENT_FIELDS,
    Record,
    claim_records,
    milestone_records,
    place_records,
    source_records,
)
from geo.export.stamp import stamp
from geo.filters import Selection

STAMP_FIELDS = (
    "dataset_version",
    "dataset_hash",
    "licence",
    "query",
    "permalink",
    "counts",
)
_PLACE = {name: name if name.startswith("place_") else f"place_{name}" for name in PLACE_FIELDS}
_PLACE |= {"lat": "lat", "lon": "lon"}
_SOURCE = {name: name if name == "source_id" else f"source_{name}" for name in SOURCE_FIELDS}

COLUMNS = (
    "record",
    *STATEMENT_FIELDS,
    *(name for name in _PLACE.values() if name != "place_id"),
    *(name for name in _SOURCE.values() if name != "source_id"),
    *STAMP_FIELDS,
)
"""Columns in order. Those of places and sources begin with `place_` and `source_`."""


def statement_rows(selection: Selection) -> list[Record]:
    """Return one row a statement, claims before milestones, each in file order.

    Returns
    -------
    rows
        Values by column of `COLUMNS`; `record` is `claim` or `milestone`, and a milestone has no
        place. None where nothing is stated.

    Examples
    --------
    >>> row = statement_rows(geo.Filter().select(small))[-1]
    >>> row["record"], row["claim_id"], row["place_name"]
    ('milestone', 'milestone-letter-02', None)
    """
    places = {
        record["place_id"]: {_PLACE[name]: value for name, value in record.items()}
        for record in place_records(selection)
    }
    sources = {
        record["source_id"]: {_SOURCE[name]: value for name, value in record.items()}
        for record in source_records(selection)
    }
    fields = stamp(selection).fields()
    constant = {name: fields[name] for name in STAMP_FIELDS}
    empty = dict.fromkeys(COLUMNS)
    statements = [("claim", record) for record in claim_records(selection)]
    statements += [("milestone", record) for record in milestone_records(selection)]
    return [
        {
            **empty,
            **places.get(statement.get("place_id"), {}),
            **sources[statement["source_id"]],
            **statement,
            **constant,
            "record": record,
        }
        for record, statement in statements
    ]
