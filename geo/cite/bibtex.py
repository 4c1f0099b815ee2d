"""Cited documents as BibTeX, which BibLaTeX reads too."""

from collections.abc import Iterable

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from geo.cite.csl_json import items_with_notes
from geo.csl import Item, Name, digits, iso_date, names
from geo.sources import PERIODICALS, Source

_TYPES = {
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
_WORDS = {
    "bill": "Bill",
    "broadcast": "Broadcast",
    "entry-encyclopedia": "Encyclopedia entry",
    "interview": "Interview",
    "legal_case": "Case",
    "legislation": "Legislation",
    "personal_communication": "Letter",
}
_PUBLISHERS = {
    "article": "journal",
    "book": "publisher",
    "dataset": "publisher",
    "incollection": "publisher",
    "inproceedings": "publisher",
    "online": "organization",
    "phdthesis": "school",
    "techreport": "institution",
}
_NAMES = {
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
_ROLES = ("author", "editor")
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
    return bibtex_items(items_with_notes(sources))


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
    return str(_EscapedWriter().to_string(BibliographyData(entries)))


class _EscapedWriter(Writer):
    """Writes fields that are escaped already, always in braces."""

    def quote(self, s: str) -> str:
        self.check_braces(s)
        return f"{{{s}}}"

    def _encode(self, text: str) -> str:
        return text


def _entry(item: Item) -> Entry:
    kind = _TYPES.get(item["type"], "misc")
    year, month, _day = digits(item, "issued")
    container = "journal" if kind == "article" else "booktitle"
    publisher = _PUBLISHERS.get(kind, "howpublished")
    fields = {
        "title": f"{{{_escape(item['title'])}}}",
        publisher: _escape(item.get("publisher", "")),
        "type": _escape(item.get("genre") or _WORDS.get(item["type"], "")),
        "entrysubtype": item["type"].removeprefix("article-") if kind == "article" else "",
        "year": year,
        "month": month.lstrip("0"),
        "date": iso_date(item),
        "url": _address(item),
        "urldate": iso_date(item, "accessed"),
        **{name: _escape(item.get(key, "")) for key, name in _NAMES.items()},
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
