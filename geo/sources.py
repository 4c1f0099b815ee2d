"""Cited documents, and which of them repeat another."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geo.csl import Name, date_parts, iso_date, names

PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")

SITES = ("post", "post-weblog", "webpage")


@dataclass(frozen=True)
class Source:
    """A document that statements rest on.

    Parameters
    ----------
    source_id
        Identifier within the atlas.
    item
        The document as a CSL-JSON item (https://citeproc-js.readthedocs.io/en/latest/csl-json/).
    publisher_kind
        Code of the kind of publisher.
    read
        How far the document was read: `whole`, `part` or `excerpt`.
    read_at
        Addresses or copies that were read.
    derived_from
        Identifiers of the documents it copies or quotes.
    """

    source_id: str
    item: Mapping[str, Any]
    publisher_kind: str
    read: str
    read_at: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Title as published.

        Examples
        --------
        >>> small.sources["agency-report"].title
        'Agency report'
        """
        return str(self.item.get("title", ""))

    @property
    def url(self) -> str:
        """Address to cite, empty where there is none.

        Examples
        --------
        >>> small.sources["agency-report"].url
        'https://example.org/agency-report'
        """
        return str(self.item.get("URL", ""))

    @property
    def publisher(self) -> str:
        """Who published it as the item states, empty where it does not.

        Examples
        --------
        >>> small.sources["weblog-copy"].publisher
        'A weblog'
        """
        return str(self.item.get("publisher", ""))

    @property
    def language(self) -> str:
        """Code of the language the document is written in.

        Examples
        --------
        >>> small.sources["agency-report"].language
        'en'
        """
        return str(self.item.get("language", ""))

    @property
    def note(self) -> str:
        """What a reader of the reference must know about the copy or the title.

        Examples
        --------
        >>> from_item({**small.sources["memoir"].item, "note": "A reprint."}).note
        'A reprint.'
        """
        notes = (self.item.get("note"), self.item["custom"].get("language_note"))
        return " ".join(str(note) for note in notes if note)

    @property
    def year(self) -> int | None:
        """Year of publication, None where the document states none.

        Examples
        --------
        >>> small.sources["agency-report"].year, small.sources["memoir"].year
        (1989, None)
        """
        return next(iter(date_parts(self.item)), None)

    @property
    def issued(self) -> str:
        """Date of publication as EDTF, empty where the document states none.

        Examples
        --------
        >>> small.sources["agency-report"].issued, small.sources["memoir"].issued
        ('1989-02-01', '')
        """
        return iso_date(self.item)

    @property
    def authors(self) -> tuple[Name, ...]:
        """Authors in the order stated.

        Examples
        --------
        >>> [name.inverted for name in small.sources["memoir"].authors]
        ['Writer, A.', 'Helper, B.']
        """
        return names(self.item)

    @property
    def author(self) -> str:
        """Author as a short attribution names it: organisation, family name or publisher.

        Examples
        --------
        >>> small.sources["memoir"].author, small.sources["weblog-copy"].author
        ('Writer and Helper', 'A weblog')
        """
        families = [name.family for name in self.authors]
        if len(families) > 2:
            return f"{families[0]} et al."
        return " and ".join(families) or self.publisher or self.title


def from_item(item: Mapping[str, Any]) -> Source:
    """Make a source from a checked CSL-JSON item with the atlas's `custom` fields.

    Examples
    --------
    >>> item = {"id": "a", "custom": {"publisher_kind": "press", "read": "part", "read_at": "link"}}
    >>> from_item(item).read_at
    ('link',)
    """
    custom = item["custom"]
    return Source(
        source_id=item["id"],
        item=item,
        publisher_kind=custom["publisher_kind"],
        read=custom["read"],
        read_at=texts_of(custom.get("read_at")),
        derived_from=texts_of(custom.get("derived_from")),
    )


def with_container(item: Mapping[str, Any], types: Collection[str]) -> dict[str, Any]:
    """Return a CSL-JSON item whose outlet is the title of what it appeared in.

    `publisher` of the atlas's documents names the outlet. Programs look for that of a newspaper
    article or a web page in `container-title` alone, and know no publisher of such items.

    Parameters
    ----------
    item
        A CSL-JSON item, which stays as it is.
    types
        Item types of which this holds, such as `PERIODICALS`.

    Examples
    --------
    >>> item = {"type": "article-newspaper", "publisher": "The Paper"}
    >>> with_container(item, PERIODICALS)
    {'type': 'article-newspaper', 'container-title': 'The Paper'}
    """
    moved = dict(item)
    if moved["type"] in types and moved.get("publisher") and not moved.get("container-title"):
        moved["container-title"] = moved.pop("publisher")
    return moved


def texts_of(value: object) -> tuple[str, ...]:
    """Return the texts of a field that holds one text or a list of texts.

    Examples
    --------
    >>> texts_of("a"), texts_of(["a", "b"]), texts_of(None)
    (('a',), ('a', 'b'), ())
    """
    if isinstance(value, str):
        return (value,)
    return tuple(str(text) for text in value) if isinstance(value, list) else ()


def origins(source_id: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """Return the documents at the end of the `derived_from` chains that start at `source_id`.

    A document that repeats none is its own origin.

    Examples
    --------
    >>> origins("weblog-copy", small.sources)  # it repeats a newspaper that repeats a report
    frozenset({'agency-report'})
    """
    roots: set[str] = set()
    seen: set[str] = set()
    waiting = [source_id]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        parents = sources[name].derived_from if name in sources else ()
        if parents:
            waiting.extend(parents)
        else:
            roots.add(name)
    return frozenset(roots)


def count_independent(source_ids: Iterable[str], sources: Mapping[str, Source]) -> int:
    """Count the sources that do not repeat one another.

    Two documents are one independent source when they rest on a common origin, directly or
    through a third document among `source_ids`.

    Examples
    --------
    >>> count_independent(["agency-report", "weblog-copy", "memoir"], small.sources)
    2
    """
    groups: list[set[str]] = []
    for source_id in dict.fromkeys(source_ids):
        merged = set(origins(source_id, sources))
        apart = []
        for group in groups:
            if group & merged:
                merged |= group
            else:
                apart.append(group)
        groups = [*apart, merged]
    return len(groups)


def cycles(parents: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return circles of `derived_from`, each starting at its alphabetically first member.

    Where there are any, at least one is found; breaking all that are found may uncover others.

    Examples
    --------
    >>> cycles({"a": ("b",), "b": ("c",), "c": ("a",), "d": ("a",)})
    [('a', 'b', 'c')]
    """
    circles: set[tuple[str, ...]] = set()
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        waiting = [iter((start,))]
        while waiting:
            name = next(waiting[-1], None)
            if name is None:
                waiting.pop()
                if path:
                    done.add(path.popitem()[0])
            elif name in path:
                names = list(path)
                circle = names[names.index(name) :]
                turn = circle.index(min(circle))
                circles.add((*circle[turn:], *circle[:turn]))
            elif name in parents and name not in done:
                path[name] = None
                waiting.append(iter(parents[name]))
    return sorted(circles)


def publication_order(source: Source) -> tuple[int, ...]:
    """Return what sorts documents by publication; a day before its month, no date last.

    Examples
    --------
    >>> names = ["memoir", "weblog-copy", "agency-report", "paper-copy"]
    >>> sorted(names, key=lambda name: publication_order(small.sources[name]))
    ['agency-report', 'paper-copy', 'weblog-copy', 'memoir']
    """
    parts = date_parts(source.item) or (9999,)
    return (*parts, 99, 99)[:3]  # a document without a day comes after those with one
