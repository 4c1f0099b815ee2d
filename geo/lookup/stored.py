"""What exact matching compares, as text that a database can hold and match by itself.

A store keeps these texts beside its records and asks of each word what `exact` asks: whether it
stands in the folded text, a short word as a whole, or its key among the keys. So both find the
same.
"""

from dataclasses import dataclass

import pandas as pd

from geo.dataset import Dataset
from geo.lookup.exact import key_sought, place_keys, text_sought, texts
from geo.spelling import words


@dataclass(frozen=True)
class StoredTexts:
    """Texts of the records of a dataset, in their order.

    Parameters
    ----------
    places, claims, milestones
        Folded text of each record, one field a line, each between two spaces; that of its source
        with a statement's own.
    place_keys
        Keys of the names of each place, each between two line ends.
    """

    places: list[str]
    place_keys: list[str]
    claims: list[str]
    milestones: list[str]


@dataclass(frozen=True)
class SoughtWord:
    """One word of a text to search for.

    Parameters
    ----------
    folded
        What the folded text of a record must hold somewhere; a short word with the spaces round it.
    key
        What may stand among the keys of a place instead, between line ends as there; or empty.
    """

    folded: str
    key: str


def stored_texts(dataset: Dataset) -> StoredTexts:
    """Return what is compared of each record.

    Examples
    --------
    >>> stored_texts(small).claims[2].splitlines()[:3]
    [' the source says this in alpha prison 03 ', ' p 1 ', ' memoir ']
    """
    folded = iter(texts(dataset))
    places, claims, milestones, sources = (
        [next(folded) for _ in range(len(table))]
        for table in (dataset.places, dataset.claims, dataset.milestones, dataset.sources)
    )
    of_source = dict(zip(dataset.sources, sources, strict=True))
    return StoredTexts(
        places,
        _keys_of_places(dataset),
        _with_sources(claims, dataset.claims["source_id"], of_source),
        _with_sources(milestones, dataset.milestones["source_id"], of_source),
    )


def sought_words(text: str) -> list[SoughtWord]:
    """Return the words that a record must hold, all of them.

    Examples
    --------
    >>> [(word.folded, word.key.strip()) for word in sought_words("the Mashhad")]
    [('mashhad', 'maSad')]
    """
    found = [(text_sought(word), key_sought(word)) for word in dict.fromkeys(words(text))]
    return [SoughtWord(folded, f"\n{key}\n" if key else "") for folded, key in found]


def _keys_of_places(dataset: Dataset) -> list[str]:
    terms = place_keys(dataset)
    lines: list[list[str]] = [[""] for _ in range(len(dataset.places))]
    for number, term in enumerate(terms.terms):
        for owner in set(terms.owners[terms.of(number)].tolist()):
            lines[owner].append(term)
    return ["\n".join([*keys, ""]) for keys in lines]


def _with_sources(folded: list[str], source_ids: pd.Series, texts: dict[str, str]) -> list[str]:
    pairs = zip(folded, source_ids, strict=True)
    return [f"{own}\n{texts[source_id]}" for own, source_id in pairs]
