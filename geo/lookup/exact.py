"""Which records hold all words of a text: the exact part of searching.

A word is held where its folded form stands anywhere in a folded field, but one of one or two
letters or digits only where it is a word there. In the names of a place a word is also held where
its key is the key of a word there, or of two or three words written as one. A text is held where
each of its words is; linking words do not count beside others.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from geo.dataset import Dataset
from geo.lookup.names import country_names, in_every_language
from geo.lookup.terms import Name, Terms
from geo.name_keys import name_keys, word_key
from geo.sources import Source
from geo.spelling import fold, parts_words, words

MIN_KEY_CHARS = 3
"""Letters below which two words may share a key by chance."""
MIN_PART_CHARS = 3
"""Letters below which a word stands within others by chance."""
PLACE_COLUMNS = {
    "name": 0.0,
    "alt_names": 0.0,
    "name_fa": 0.0,
    "locality": 2.0,
    "locality_fa": 2.0,
    "region": 3.0,
}
"""Columns by which a place is found, with what an answer by them loses in a ranking.

Where the data have what stands there in other languages, a place is found by that as well.
"""
LOSS_OF_COUNTRY = 4.0

Mask = np.ndarray
_Test = Callable[[str], Mask]


@dataclass(frozen=True, eq=False)
class _Texts:
    """Folded text of the records of one table, in their order.

    Parameters
    ----------
    plain
        Folded fields of each record, one a line, each between two spaces.
    keys
        Keys of the names of the records; None where records are compared as written.
    """

    plain: list[str]
    keys: Terms | None = None

    def holding(self, word: str) -> Mask:
        """Return which records hold a folded word, as written or by its key."""
        written = text_sought(word)
        mask = np.array([written in text for text in self.plain], dtype=bool)
        sound = key_sought(word)
        if self.keys is not None and sound:
            mask[self.keys.owners[self.keys.same(sound)]] = True
        return mask


@dataclass(frozen=True, eq=False)
class _Columns:
    """Folded texts of a dataset, with the number of each statement's place and source."""

    names: list[Name]
    keys: Terms
    places: _Texts
    claims: _Texts
    milestones: _Texts
    sources: _Texts
    place_of_claim: np.ndarray
    source_of_claim: np.ndarray
    source_of_milestone: np.ndarray


def places_holding(dataset: Dataset, text: str) -> Mask:
    """Return which places hold all words of `text` in their names and whereabouts.

    Examples
    --------
    >>> small.places.index[places_holding(small, "Isfahan")].tolist()
    ['bravo-graves']
    >>> small.places.index[places_holding(small, "Esfahan graves")].tolist()
    ['bravo-graves']
    """
    return _all_words(text, [_columns(dataset).places.holding], len(dataset.places))


def sources_holding(dataset: Dataset, text: str) -> Mask:
    """Return which sources, in the order of `dataset.sources`, hold all words of `text`.

    Examples
    --------
    >>> [name for name, held in zip(small.sources, sources_holding(small, "writer")) if held]
    ['memoir']
    """
    return _all_words(text, [_columns(dataset).sources.holding], len(dataset.sources))


def claims_saying(dataset: Dataset, text: str) -> Mask:
    """Return which statements hold all words in summary, locator and the text of their source.

    Examples
    --------
    >>> small.claims.index[claims_saying(small, "weblog copy")].tolist()
    ['alpha-yard-01', 'bravo-graves-02', 'charlie-gathering-02']
    """
    columns = _columns(dataset)
    return _all_words(
        text,
        [columns.claims.holding, _through(columns.sources, columns.source_of_claim)],
        len(dataset.claims),
    )


def places_spoken_of(dataset: Dataset, text: str) -> Mask:
    """Return of which places a statement holds all words of `text` itself.

    Examples
    --------
    >>> small.places.index[places_spoken_of(small, "weblog copy")].tolist()
    ['alpha-yard', 'bravo-graves', 'charlie-gathering']
    """
    mask = np.zeros(len(dataset.places), dtype=bool)
    mask[_columns(dataset).place_of_claim[claims_saying(dataset, text)]] = True
    return mask


def claims_holding(dataset: Dataset, text: str) -> Mask:
    """Return which statements hold all words of `text`, themselves or by their place.

    Examples
    --------
    >>> small.claims.index[claims_holding(small, "charlie weblog")].tolist()
    ['charlie-gathering-02']
    """
    of_place = places_holding(dataset, text)[_columns(dataset).place_of_claim]
    return of_place | claims_saying(dataset, text)


def milestones_holding(dataset: Dataset, text: str) -> Mask:
    """Return which milestones hold all words in titles, summary and the text of their source.

    Examples
    --------
    >>> small.milestones.index[milestones_holding(small, "letter memoir")].tolist()
    ['milestone-letter-02']
    """
    columns = _columns(dataset)
    return _all_words(
        text,
        [columns.milestones.holding, _through(columns.sources, columns.source_of_milestone)],
        len(dataset.milestones),
    )


def texts(dataset: Dataset) -> list[str]:
    """Return the folded text of each place, statement, milestone and source.

    Examples
    --------
    >>> [text.splitlines() for text in texts(small) if "weblog" in text]
    [[' weblog copy ', ' a weblog ', ' example org ']]
    """
    columns = _columns(dataset)
    tables = (columns.places, columns.claims, columns.milestones, columns.sources)
    return [text for table in tables for text in table.plain]


def place_names(dataset: Dataset) -> list[Name]:
    """Return the names by which places are found, place by place, own names first.

    Places are numbered in the order of `dataset.places`; their country is named in each of
    `COUNTRY_LANGUAGES`.

    Examples
    --------
    >>> [name.text for name in place_names(small) if name.owner == 3]
    ['Charlie gathering', 'Paris', 'پاریس', 'Île-de-France', 'France', 'فرانسه', 'فرنسا']
    """
    return _columns(dataset).names


def place_keys(dataset: Dataset) -> Terms:
    """Return the keys of the words of `place_names`, and of neighbouring words as one.

    Examples
    --------
    >>> place_keys(small).terms[:3]
    ['Carli', 'Carligathiring', 'alf']
    """
    return _columns(dataset).keys


def text_sought(word: str) -> str:
    """Return what the folded text of a record must hold for a folded word.

    Examples
    --------
    >>> text_sought("mashhad"), text_sought("un"), text_sought("島")
    ('mashhad', ' un ', '島')
    """
    return f" {word} " if len(word) < MIN_PART_CHARS and parts_words(word) else word


def key_sought(word: str) -> str:
    """Return the key by which a folded word is sought in names, empty where it is too short.

    Examples
    --------
    >>> key_sought("mashhad"), key_sought("al")
    ('maSad', '')
    """
    sound = word_key(word)
    return sound if len(sound) >= MIN_KEY_CHARS else ""


def source_text(source: Source) -> str:
    """Return title, authors and publisher of a source, with the host of its address.

    The author stands first as attributions name it.

    Examples
    --------
    >>> source_text(small.sources["memoir"]).splitlines()
    ['Memoir', 'Writer and Helper', 'A.', 'Writer', 'B.', 'Helper', 'example.org']
    >>> source_text(small.sources["live-report"]).splitlines()
    ['Live report', 'Example Association', 'example.org']
    """
    parts = [source.title, source.author]
    for name in source.authors:
        parts += [name.given, name.family]
    parts += [source.publisher, urlsplit(source.url).hostname or ""]
    return "\n".join(dict.fromkeys(filter(None, parts)))


@lru_cache(maxsize=2)
def _columns(dataset: Dataset) -> _Columns:
    claims, milestones = dataset.claims, dataset.milestones
    number = {name: at for at, name in enumerate(dataset.sources)}
    names = [name for of_place in _names(dataset) for name in of_place]
    keys = Terms(names, name_keys)
    lines: list[list[str]] = [[] for _ in range(len(dataset.places))]
    for name in names:
        lines[name.owner].append(name.text)
    return _Columns(
        names=names,
        keys=keys,
        places=_Texts([_lines(texts) for texts in lines], keys),
        claims=_Texts(_plain(dataset, claims, ["summary", "locator"])),
        milestones=_Texts(_plain(dataset, milestones, ["title", "title_fa", "summary"])),
        sources=_Texts(
            [_lines(source_text(source).split("\n")) for source in dataset.sources.values()]
        ),
        place_of_claim=dataset.places.index.get_indexer(claims["place_id"]),
        source_of_claim=claims["source_id"].map(number).to_numpy(dtype=int),
        source_of_milestone=milestones["source_id"].map(number).to_numpy(dtype=int),
    )


def _names(dataset: Dataset) -> Iterator[list[Name]]:
    """Yield the names of each place."""
    columns = [dataset.places[column] for column in (*PLACE_COLUMNS, "country")]
    for owner, (*cells, country) in enumerate(zip(*columns, strict=True)):
        names: list[Name] = []
        for (column, loss), cell in zip(PLACE_COLUMNS.items(), cells, strict=True):
            is_list = column == "alt_names"
            parts = cell.split(";") if is_list else in_every_language(dataset, cell)
            names += [Name(owner, part, loss) for part in parts if part]
        names += [Name(owner, name, LOSS_OF_COUNTRY) for name in country_names(country)]
        yield list(dict.fromkeys(names))


def _plain(dataset: Dataset, frame: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    rows = frame[list(columns)].itertuples(index=False)
    return [
        _lines(text for cell in row for text in in_every_language(dataset, cell)) for row in rows
    ]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(f" {text} " for text in dict.fromkeys(map(fold, filter(None, texts))))


def _through(texts: _Texts, numbers: np.ndarray) -> _Test:
    """Return a test of records by the text of what each refers to."""
    return lambda word: texts.holding(word)[numbers]


def _all_words(text: str, tests: Sequence[_Test], size: int) -> Mask:
    mask = np.ones(size, dtype=bool)
    for word in dict.fromkeys(words(text)):
        if mask.any():
            mask &= np.logical_or.reduce([test(word) for test in tests])
    return mask
