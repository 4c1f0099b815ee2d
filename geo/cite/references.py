"""Citations: short attributions for cards, full references for lists.

References are formatted by `citeproc-py` from CSL-JSON items (https://docs.citationstyles.org): in
the author-date style "Cite Them Right" that it ships, or in one of the styles in `geo/cite/styles`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from unicodedata import bidirectional

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from geo.cite.locators import locator_words
from geo.messages import gettext as _
from geo.sources import PERIODICALS, Source, with_container

STYLES = {
    "harvard": "harvard-cite-them-right",
    "apa": "apa-like",
    "chicago": "chicago-like",
    "footnote": "footnote",
}
"""Files of the styles by the code that asks for them."""
DEFAULT = "harvard"
NOTES = ("chicago", "footnote")
"""Styles whose citations are notes that name the passage."""
_FOLDER = Path(__file__).parent / "styles"
_FIELDS = (
    "id",
    "type",
    "title",
    "author",
    "container-title",
    "issued",
    "accessed",
    "publisher",
    "version",
    "URL",
    "language",
)
_PASSAGE = "\ue000"  # no text of the atlas may hold a private character
_lock = Lock()  # a style keeps the item it is working on


@dataclass(frozen=True)
class _Request:
    """What is to be formatted, as a key of the cache."""

    fields: str
    style: str
    note: bool
    with_passage: bool = False


def attribution(source: Source, locator: str = "", outlet: str = "") -> str:
    """Return a short attribution such as `Amnesty International 2018, p. 34`.

    Where an outlet is given, the author stands in brackets behind it.

    Examples
    --------
    >>> attribution(small.sources["agency-report"], "p. 34")
    'Example Agency 1989, p. 34'
    >>> attribution(small.sources["memoir"])
    'Writer and Helper n.d.'
    >>> attribution(small.sources["agency-report"], outlet="The Paper")
    'The Paper (Example Agency) 1989'
    """
    year = str(source.year) if source.year else _("n.d.")
    who = f"{outlet} ({source.author})" if outlet else source.author
    author, where = f"{who} {year}", locator_words(locator)
    comma, is_said = _(", "), where not in ("", locator)
    if _is_mirrored(where) or _is_mirrored(year) or (is_said and comma != ", "):
        # All runs as its end does, but the name.
        name = f"\u2068{who}\u2069 {year}" if _is_mirrored(year) else f"\u2068{author}\u2069"
        return f"\u2067{comma.join(filter(None, (name, where)))}\u2069"
    return ", ".join(filter(None, (author, where)))


def _is_mirrored(words: str) -> bool:
    return bidirectional(words[:1] or " ") in ("R", "AL")


def style_names() -> dict[str, str]:
    """Return what each style is called, by its code.

    Examples
    --------
    >>> style_names()["apa"]
    'APA (7th edition)'
    """
    return {
        "harvard": _("Harvard (Cite Them Right)"),
        "apa": _("APA (7th edition)"),
        "chicago": _("Chicago (notes and bibliography)"),
        "footnote": _("Footnote"),
    }


def reference(source: Source, style: str = DEFAULT) -> str:
    """Return the full reference of a source as plain text.

    The text comes from the source's own words and must be escaped before it enters HTML. The
    publisher stands for an author that is not known, and is not said a second time.

    Raises
    ------
    ValueError
        There is no such style.

    Examples
    --------
    >>> reference(small.sources["agency-report"])
    'Example Agency (1989) Agency report. Available at: https://example.org/agency-report.'
    """
    return reference_to(source.item, style)


def references(sources: Iterable[Source], style: str = DEFAULT) -> list[str]:
    """Return the full references of sources, in the order of the alphabet; see `reference`.

    One without a public address says so.

    Examples
    --------
    >>> [text.partition(" (")[0] for text in references(small.sources.values())]
    ['A weblog', 'Example Agency', 'Example Association', 'The Paper', 'Writer, A. and Helper, B.']
    """
    found = (with_address_note(reference(source, style), source) for source in sources)
    return sorted(found, key=str.casefold)


def with_address_note(text: str, source: Source) -> str:
    """Return a reference that says where its document was read, if that has no public address.

    Examples
    --------
    >>> letter = Source("letter", {"title": "A letter"}, "other", "part", ("a copy",))
    >>> with_address_note("A letter.", letter)
    'A letter. No public address; read: a copy.'
    """
    if source.url:
        return text
    words, where = _("No public address."), _("; ").join(source.read_at)
    if where:
        words = _("No public address; read: {where}.").format(where=where)
    return f"{ended(text)} {one_run(words, where)}"


def one_run(words: str, whole: str = "") -> str:
    """Return words that keep their order behind English where they run from right to left.

    Parameters
    ----------
    words
        What follows.
    whole
        Words in them that keep their own direction, such as a hash, whose digits would go astray.

    Examples
    --------
    >>> len(one_run("هش 1a2b", "1a2b")), one_run("Hash 1a2b", "1a2b")  # with four marks
    (11, 'Hash 1a2b')
    """
    if not _is_mirrored(words):
        return words
    kept = words.replace(whole, f"\u2068{whole}\u2069") if whole else words
    return f"\u2067{kept}\u2069"


def ended(text: str) -> str:
    """Return a reference that ends in an address so that a sentence may follow it.

    Examples
    --------
    >>> ended("https://example.org"), ended("A letter.")
    ('https://example.org.', 'A letter.')
    """
    return text if text.endswith((".", "!", "?")) else f"{text}."


def reference_to(item: Mapping[str, Any], style: str = DEFAULT) -> str:
    """Return the full reference of a CSL-JSON item; see `reference`.

    Examples
    --------
    >>> reference_to({"id": "a-book", "type": "book", "title": "A book"}, "apa")
    '(n.d.). A book.'
    """
    return _settled(_format(_Request(_fields(item), _checked(style), note=False)), item)


def note_to(item: Mapping[str, Any], locator: str = "", style: str = "footnote") -> str:
    """Return the first note that cites a passage of a CSL-JSON item, as plain text.

    Raises
    ------
    ValueError
        There is no such style, or it has no notes.

    Examples
    --------
    >>> note_to(small.sources["memoir"].item, "ch. 2")
    'A. Writer and B. Helper, Memoir, undated, ch. 2, https://example.org/memoir.'
    """
    if _checked(style) not in NOTES:
        raise ValueError(f"style {style!r} has no notes; expected one of {', '.join(NOTES)}")
    text = _format(_Request(_fields(item), style, note=True, with_passage=bool(locator)))
    return _settled(text, item).replace(_PASSAGE, locator)


def _checked(style: str) -> str:
    if style not in STYLES:
        raise ValueError(f"no citation style {style!r}; expected one of {', '.join(STYLES)}")
    return style


def _fields(item: Mapping[str, Any]) -> str:
    """Return the fields that styles use, completed from what the item states otherwise."""
    fields = {name: item[name] for name in _FIELDS if name in item}
    outlet = fields.get("publisher", "")
    if "author" not in fields and outlet:
        fields["author"] = [{"literal": outlet}]
    fields = with_container(fields, PERIODICALS)
    if "publisher" in fields and fields.get("author") == [{"literal": outlet}]:
        del fields["publisher"]
    return json.dumps(fields, ensure_ascii=False)


@lru_cache(maxsize=8192)
def _format(request: _Request) -> str:
    fields = json.loads(request.fields)
    with _lock:
        bibliography = CitationStylesBibliography(
            _style(request.style), CiteProcJSON([fields]), formatter.plain
        )
        # The passage is put in afterwards: citeproc-py makes every hyphen of it a dash.
        passage = {"locator": Locator("section", _PASSAGE)} if request.with_passage else {}
        citation = Citation([CitationItem(fields["id"], **passage)])
        bibliography.register(citation)
        text = bibliography.cite(citation, str) if request.note else bibliography.bibliography()[0]
    return " ".join(str(text).split())


def _settled(text: str, item: Mapping[str, Any]) -> str:
    """Return a reference without the full stop after a title that ends in another mark."""
    title = " ".join(item["title"].split())
    return text.replace(f"{title}.", title) if title.endswith(("!", "?", "…", "...")) else text


@lru_cache(maxsize=len(STYLES))
def _style(style: str) -> CitationStylesStyle:
    own = _FOLDER / f"{STYLES[style]}.csl"
    if own.is_file():
        return CitationStylesStyle(str(own), validate=False)
    return CitationStylesStyle(STYLES[style], locale="en-GB", validate=False)
