"""The visible set as plain records: places, statements and sources, as every format writes them."""

from datetime import date
from typing import Any

import pandas as pd

from geo.cite.references import attribution
from geo.dataset import Dataset
from geo.figure_words import figure_words
from geo.filters import Selection
from geo.sources import Source

Record = dict[str, Any]

PLACE_FIELDS = (
    "place_id",
    "layer",
    "name",
    "name_fa",
    "alt_names",
    "locality",
    "locality_fa",
    "region",
    "country",
    "lat",
    "lon",
    "precision",
    "coord_source",
    "notes",
)
STATEMENT_FIELDS = (
    "claim_id",
    "place_id",
    "milestone_id",
    "title",
    "title_fa",
    "kind",
    "date_edtf",
    "earliest",
    "latest",
    "figure_low",
    "figure_high",
    "figure_unit",
    "summary",
    "source_id",
    "locator",
    "checked",
    "notes",
    "citation",
    "figure_words",
)
_DERIVED = ("citation", "figure_words")
CLAIM_FIELDS = tuple(
    name for name in STATEMENT_FIELDS if name not in ("milestone_id", "title", "title_fa")
)
MILESTONE_FIELDS = tuple(name for name in STATEMENT_FIELDS if name != "place_id")
SOURCE_FIELDS = (
    "source_id",
    "type",
    "author",
    "issued",
    "title",
    "publisher",
    "url",
    "language",
    "publisher_kind",
    "read",
    "derived_from",
    "note",
)


def place_records(selection: Selection) -> list[Record]:
    """Return the shown places, in file order, without geometry.

    Examples
    --------
    >>> records = place_records(geo.Filter().select(small))
    >>> [(record["name"], record["lat"]) for record in records][::4]
    [('Alpha prison', 35.79575), ('Delta camp', None)]
    """
    return _records(selection.places, PLACE_FIELDS)


def claim_records(selection: Selection) -> list[Record]:
    """Return the shown statements about places, in file order.

    Examples
    --------
    >>> claim_records(geo.Filter().select(small))[0]["citation"]
    'Example Agency 1989, p. 1'
    >>> claim_records(geo.Filter().select(small))[2]["figure_words"]
    '50 as the upper bound'
    """
    return _statements(selection.claims, selection.dataset, CLAIM_FIELDS)


def milestone_records(selection: Selection) -> list[Record]:
    """Return the shown statements about events without one point, in file order.

    Examples
    --------
    >>> [record["date_edtf"] for record in milestone_records(geo.Filter().select(small))]
    ['1988-07-31', None]
    """
    return _statements(selection.milestones, selection.dataset, MILESTONE_FIELDS)


def source_records(selection: Selection) -> list[Record]:
    """Return the documents that the shown statements rest on, sorted by id.

    Examples
    --------
    >>> [record["author"] for record in source_records(geo.Filter().select(small))][:3]
    ['Example Agency', None, 'Writer, A.; Helper, B.']
    """
    return [_source_record(selection.dataset.sources[name]) for name in selection.source_ids]


def _source_record(source: Source) -> Record:
    """Return one document; what it does not state is None."""
    values = {
        "source_id": source.source_id,
        "type": source.item["type"],
        "author": "; ".join(name.inverted for name in source.authors),
        "issued": source.issued,
        "title": source.title,
        "publisher": source.item.get("publisher", ""),
        "url": source.url,
        "language": source.language,
        "publisher_kind": source.publisher_kind,
        "read": source.read,
        "derived_from": ";".join(source.derived_from),
        "note": source.note,
    }
    return {name: plain(values[name]) for name in SOURCE_FIELDS}


def by_place(records: list[Record]) -> dict[str, list[Record]]:
    """Group statements by the place they speak of.

    Examples
    --------
    >>> by_place([{"place_id": "a", "kind": "x"}, {"place_id": "b"}, {"place_id": "a"}])["a"]
    [{'place_id': 'a', 'kind': 'x'}, {'place_id': 'a'}]
    """
    grouped: dict[str, list[Record]] = {}
    for record in records:
        grouped.setdefault(record["place_id"], []).append(record)
    return grouped


def listed(cell: str | None) -> list[str]:
    """Split a cell that holds a list.

    Examples
    --------
    >>> listed("a;b"), listed(None)
    (['a', 'b'], [])
    """
    return cell.split(";") if cell else []


def plain(value: Any) -> Any:
    """Return a cell as a value of plain Python, None where nothing is stated.

    Examples
    --------
    >>> plain(""), plain(pd.NA), plain(pd.Timestamp("2024-05-01"))
    (None, None, datetime.date(2024, 5, 1))
    """
    if isinstance(value, str):
        return value or None
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def as_json(value: Any) -> str:
    """Return a day as JSON holds it; the `default` of `json.dumps`.

    Examples
    --------
    >>> as_json(date(2024, 5, 1))
    '2024-05-01'
    """
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _records(frame: pd.DataFrame, fields: tuple[str, ...]) -> list[Record]:
    whole = frame.reset_index()
    columns = [[plain(value) for value in whole[name]] for name in fields]
    return [dict(zip(fields, row, strict=True)) for row in zip(*columns, strict=True)]


def _statements(frame: pd.DataFrame, data: Dataset, fields: tuple[str, ...]) -> list[Record]:
    records = _records(frame, tuple(name for name in fields if name not in _DERIVED))
    for record in records:
        source = data.sources[record["source_id"]]
        record["citation"] = attribution(source, record["locator"])
        record["figure_words"] = plain(figure_words(record, data, with_unit=False))
    return records
