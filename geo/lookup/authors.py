"""Documents by the name of who states or publishes them, as a question may hold it.

Authors are named in full, outlets without what their name adds in brackets or after a comma. The
data may list usual words for them, such as abbreviations.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from geo.dataset import Dataset
from geo.lookup.typed_periods import without_elisions
from geo.lookup.vocabulary import Part
from geo.parameters import allowed_values, restriction_of
from geo.sources import Source
from geo.spelling import words

_MIN_CHARS, _LEAST_OF_TWO = 3, 3
_ADDED = re.compile(r"\s+\(|,\s")
_BETWEEN = " / "


def documents_of(dataset: Dataset, phrase: str) -> Part | None:
    """Return the documents of the author or the outlet that a phrase names.

    A name of one or two letters is one in capitals alone: `UN`, but not the French article.

    Examples
    --------
    >>> documents_of(small, "the Example Agency")
    Part(field='sources', values=('agency-report',), words='Example Agency')
    >>> documents_of(small, "Example") is None
    True
    """
    name = _key(phrase)
    is_name = len(name) >= _MIN_CHARS or phrase.isupper()
    return (_usual(dataset).get(name) or _named(dataset).get(name)) if is_name else None


def documents_alone(dataset: Dataset, text: str) -> Part | None:
    """Return the documents of the name that all of a text is, unless they are one found by it.

    Examples
    --------
    >>> documents_alone(small, "Example Agency") is None
    True
    """
    part = documents_of(dataset, text)
    is_found = part and len(part.values) == 1 and _key(text) not in _usual(dataset)
    return None if is_found else part


@lru_cache(maxsize=64)
def names_of(dataset: Dataset, source_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name, or the two, whose documents are exactly some; none for other documents.

    Of as many documents as names there are none: their titles say more.

    Examples
    --------
    >>> names_of(small, ("agency-report",))
    ()
    """
    wanted = frozenset(source_ids)
    if not wanted:
        return ()
    parts = [*_named(dataset).values(), *_usual(dataset).values()]
    known: dict[frozenset[str], str] = {}
    for part in parts:
        if wanted.issuperset(part.values):
            known.setdefault(frozenset(part.values), _ADDED.split(part.words)[0])
    if wanted in known:
        return (known[wanted],) if len(wanted) > 1 else ()
    for first, name in known.items():
        if 2 * len(first) < len(wanted) or len(wanted) < _LEAST_OF_TWO:
            continue
        for second, other in known.items():
            if first | second == wanted:
                return tuple(sorted((name, other)))
    return ()


@lru_cache(maxsize=2)
def _named(dataset: Dataset) -> dict[str, Part]:
    """Return the documents of each author and outlet, in the order in which an address has them."""
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for source_id in allowed_values(dataset, restriction_of("sources")):
        for name in _names(dataset.sources[source_id]):
            if len(_key(name)) >= _MIN_CHARS:
                found.setdefault(_key(name), (name, {}))[1][source_id] = None
    return {name: Part("sources", tuple(ids), written) for name, (written, ids) in found.items()}


@lru_cache(maxsize=2)
def _usual(dataset: Dataset) -> dict[str, Part]:
    """Return the documents that the usual words for authors and outlets stand for."""
    usual: dict[str, Part] = {}
    named = _named(dataset)
    for author in dataset.subject.authors:
        of_names = [named[_key(name)].values for name in author.names if _key(name) in named]
        ids = tuple(dict.fromkeys(name for ids in of_names for name in ids))
        if ids:
            usual |= {_key(word): Part("sources", ids, word) for word in author.words}
    return usual


def _names(source: Source) -> Iterator[str]:
    """Yield the names of who wrote and who published a document."""
    for name in (*(author.in_order for author in source.authors), source.publisher):
        bare = _ADDED.split(name)[0]
        yield from (name, bare, *bare.split(_BETWEEN))


def _key(name: str) -> str:
    return " ".join(words(without_elisions(name)))
