"""Bibliographies of cited documents as files that reference managers read."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer
from rispy import RisWriter

from geo.csl import Name, iso_date, names
from geo.sources import PERIODICALS, SITES, Source, with_container

Item = Mapping[str, Any]

_BIBTEX_TYPES = {
    **dict.fromkeys(PERIODICALS, "article"),
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "paper-conference": "inproceedings",
    "post": "online",
    "post-weblog": "online",
    "report": "techreport",
    "thesis": "phdthesis",
    "webpage": "online",
}
"""Entry types of BibTeX and BibLaTeX by CSL type; all others are `misc` with a word for `type`."""
_BIBTEX_WORDS = {
    "bill": "Bill",
    "broadcast": "Broadcast",
    "entry-encyclopedia": "Encyclopedia entry",
    "interview": "Interview",
    "legal_case": "Case",
    "legislation": "Legislation",
    "personal_communication": "Letter",
}
_BIBTEX_PUBLISHERS = {
    "article": "journal",
    "book": "publisher",
    "dataset": "publisher",
    "incollection": "publisher",
    "inproceedings": "publisher",
    "online": "organization",
    "phdthesis": "school",
    "techreport": "institution",
}
_BIBTEX_NAMES = {
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "abstract": "abstract",
    "collection-title": "series",
    "edition": "edition",
    "issue": "issue",
    "language": "language",
    "note": "note",
    "number": "number",
    "page": "pages",
    "publisher-place": "address",
    "version": "version",
    "volume": "volume",
}
"""Field names by the name of the CSL variable they repeat."""
_RIS_TYPES = {
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
_RIS_NAMES = {
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
_ROLES = ("author", "editor")
_COMMA, _DASH = re.compile(r"\s*,\s*"), " – "
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{char: "\\" + char for char in "&%$#_"},
}


def bibtex(sources: Iterable[Source]) -> str:
    """Return documents as BibTeX in UTF-8, sorted by id, with the id as key.

    Names of bodies and titles stand in braces, which keeps them as they are spelled.

    Examples
    --------
    >>> bibtex([small.sources["memoir"]]).splitlines()[1:3]
    ['    author = {Writer, A. and Helper, B.},', '    title = {{Memoir}},']
    """
    return bibtex_items(_with_whole_notes(sources))


def ris(sources: Iterable[Source]) -> str:
    """Return documents as RIS in UTF-8, sorted by id.

    RIS splits a name at its first comma into family and given name, and knows no escape: a body
    with a comma in its name has a dash in its place.

    Examples
    --------
    >>> ris([small.sources["memoir"]]).splitlines()[:3]
    ['TY  - RPRT', 'ID  - memoir', 'AU  - Writer, A.']
    """
    return ris_items(_with_whole_notes(sources))


def csl_json(sources: Iterable[Source]) -> str:
    """Return documents as CSL-JSON, sorted by id, exactly as `sources.json` holds them.

    Examples
    --------
    >>> json.loads(csl_json([small.sources["memoir"]]))[0]["author"]
    [{'family': 'Writer', 'given': 'A.'}, {'family': 'Helper', 'given': 'B.'}]
    """
    return _json_text([source.item for source in _in_order(sources)])


def bibtex_items(items: Iterable[Item]) -> str:
    """Return CSL-JSON items as BibTeX, in the order given.

    Examples
    --------
    >>> print(bibtex_items([{"id": "a-book", "type": "book", "title": "A book"}]).strip())
    @book{a-book,
        title = {{A book}}
    }
    """
    entries = {str(item["id"]): _entry(item) for item in items}
    return str(_BibtexWriter().to_string(BibliographyData(entries)))


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


def csl_items(items: Iterable[Item]) -> str:
    """Return items as the text of a CSL-JSON file, in the order given, each with its container.

    Examples
    --------
    >>> item = {"id": "a", "type": "article-journal", "title": "A title", "publisher": "A paper"}
    >>> json.loads(csl_items([item]))[0]["container-title"]
    'A paper'
    """
    return _json_text([with_container(item, (*PERIODICALS, *SITES)) for item in items])


def _json_text(items: list[Any]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _in_order(sources: Iterable[Source]) -> list[Source]:
    """Return sources sorted by id, each once."""
    by_id = {source.source_id: source for source in sources}
    return [by_id[source_id] for source_id in sorted(by_id)]


def _with_whole_notes(sources: Iterable[Source]) -> list[Item]:
    """Return items whose note also says what `custom` says, which these formats leave out."""
    return [{**source.item, "note": source.note} for source in _in_order(sources)]


class _BibtexWriter(Writer):
    """Writes fields that are escaped already, always in braces."""

    def quote(self, s: str) -> str:
        self.check_braces(s)
        return f"{{{s}}}"

    def _encode(self, text: str) -> str:
        return text


class _PlainRisWriter(RisWriter):
    """Leaves out the line with a number before each record, which is not part of RIS."""

    def set_header(self, count: int) -> str:
        return ""


def _entry(item: Item) -> Entry:
    kind = _BIBTEX_TYPES.get(item["type"], "misc")
    year, month, _day = _date_parts(item, "issued")
    container = "journal" if kind == "article" else "booktitle"
    publisher = _BIBTEX_PUBLISHERS.get(kind, "howpublished")
    fields = {
        "title": f"{{{_escape(item['title'])}}}",
        publisher: _escape(item.get("publisher", "")),
        "type": _escape(item.get("genre") or _BIBTEX_WORDS.get(item["type"], "")),
        "entrysubtype": item["type"].removeprefix("article-") if kind == "article" else "",
        "year": year,
        "month": month.lstrip("0"),
        "date": iso_date(item),
        "url": _address(item),
        "urldate": iso_date(item, "accessed"),
        **{name: _escape(item.get(key, "")) for key, name in _BIBTEX_NAMES.items()},
    }
    if "container-title" in item:
        if publisher == container:
            fields["publisher"] = fields[publisher]
        fields[container] = _escape(item["container-title"])
    people = {role: [_person(name) for name in names(item, role)] for role in _ROLES}
    return Entry(
        kind,
        fields={name: value for name, value in fields.items() if value},
        persons={role: names for role, names in people.items() if names},
    )


def _person(name: Name) -> Person:
    if name.is_body:
        return Person(last=f"{{{_escape(name.family)}}}")
    return Person(last=_escape(name.family), first=_escape(name.given))


def _escape(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)


def _address(item: Item) -> str:
    """Return the address for a field that is taken literally, so with balanced braces."""
    return str(item.get("URL", "")).replace("{", "%7B").replace("}", "%7D")


def _record(item: Item) -> dict[str, Any]:
    """Return a record of `rispy`."""
    item = with_container(item, (*PERIODICALS, *SITES))
    record = {
        "type_of_reference": _RIS_TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "authors": [_ris_name(name) for name in names(item)],
        "secondary_authors": [_ris_name(name) for name in names(item, "editor")],
        "title": item["title"],
        "secondary_title": item.get("container-title", ""),
        "publisher": item.get("publisher", ""),
        "year": _date_parts(item, "issued")[0],
        "date": _ris_date(item, "issued"),
        "urls": [item["URL"]] if "URL" in item else [],
        "access_date": _ris_date(item, "accessed"),
        "notes": [item["note"]] if item.get("note") else [],
        **{name: item[key] for key, name in _RIS_NAMES.items() if key in item},
    }
    return {name: _one_line(value) for name, value in record.items() if value}


def _ris_name(name: Name) -> str:
    """Return a name as `family, given`, or the name of a body, without a comma of its own."""
    return replace(name, family=_COMMA.sub(_DASH, name.family)).inverted


def _ris_date(item: Item, field: str) -> str:
    """Return a date as RIS writes it: year/month/day/, empty where a part is not known."""
    year, month, day = _date_parts(item, field)
    return f"{year}/{month}/{day}/" if year else ""


def _date_parts(item: Item, field: str) -> tuple[str, str, str]:
    """Return year, month and day as digits, each empty where it is not known."""
    year, month, day = (*iso_date(item, field).split("-"), "", "")[:3]
    return year, month, day


def _one_line(value: str | list[str]) -> str | list[str]:
    """Return a value without line ends, each of which would start a new field."""
    if isinstance(value, list):
        return [re.sub(r"\s+", " ", text) for text in value]
    return re.sub(r"\s+", " ", value)
