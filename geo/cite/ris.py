"""Cited documents as RIS."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rispy import RisWriter

from geo.cite.csl_json import items_with_notes
from geo.csl import Item, Name, digits, names
from geo.sources import PERIODICALS, SITES, Source, with_container

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "MULTI",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "paper-conference": "CPAPER",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
_NAMES = {
    "DOI": "doi",
    "ISBN": "issn",
    "ISSN": "issn",
    "abstract": "abstract",
    "collection-title": "tertiary_title",
    "edition": "edition",
    "genre": "type_of_work",
    "issue": "number",
    "language": "language",
    "number": "number",
    "page": "start_page",
    "publisher-place": "place_published",
    "version": "edition",
    "volume": "volume",
}
"""Fields of `rispy` by the name of the CSL variable they repeat."""
_COMMA, _DASH = re.compile(r"\s*,\s*"), " – "


def ris(sources: Iterable[Source]) -> str:
    """Return documents as RIS in UTF-8, sorted by id.

    RIS splits a name at its first comma into family and given name, and knows no escape: a body
    with a comma in its name has a dash in its place.

    Examples
    --------
    >>> ris([small.sources["memoir"]]).splitlines()[:3]
    ['TY  - RPRT', 'ID  - memoir', 'AU  - Writer, A.']
    """
    return ris_items(items_with_notes(sources))


def ris_items(items: Iterable[Item]) -> str:
    """Return CSL-JSON items as RIS, in the order given.

    Examples
    --------
    >>> print(ris_items([{"id": "a-book", "type": "book", "title": "A book"}]).strip())
    TY  - BOOK
    ID  - a-book
    TI  - A book
    ER  -
    """
    return _PlainRisWriter().formats([_record(item) for item in items])


class _PlainRisWriter(RisWriter):
    """Leaves out the line with a number before each record, which is not part of RIS."""

    def set_header(self, count: int) -> str:
        return ""


def _record(item: Item) -> dict[str, Any]:
    """Return a record of `rispy`."""
    item = with_container(item, (*PERIODICALS, *SITES))
    record = {
        "type_of_reference": _TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "authors": [_ris_name(name) for name in names(item)],
        "secondary_authors": [_ris_name(name) for name in names(item, "editor")],
        "title": item["title"],
        "secondary_title": item.get("container-title", ""),
        "publisher": item.get("publisher", ""),
        "year": digits(item, "issued")[0],
        "date": _ris_date(item, "issued"),
        "urls": [item["URL"]] if "URL" in item else [],
        "access_date": _ris_date(item, "accessed"),
        "notes": [item["note"]] if item.get("note") else [],
        **{name: item[key] for key, name in _NAMES.items() if key in item},
    }
    return {name: _one_line(value) for name, value in record.items() if value}


def _ris_name(name: Name) -> str:
    """Return a name as `family, given`, or the name of a body, without a comma of its own."""
    return replace(name, family=_COMMA.sub(_DASH, name.family)).inverted


def _ris_date(item: Item, field: str) -> str:
    """Return a date as RIS writes it: year/month/day/, empty where a part is not known."""
    year, month, day = digits(item, field)
    return f"{year}/{month}/{day}/" if year else ""


def _one_line(value: str | list[str]) -> str | list[str]:
    """Return a value without line ends, each of which would start a new field."""
    if isinstance(value, list):
        return [re.sub(r"\s+", " ", text) for text in value]
    return re.sub(r"\s+", " ", value)
