"""Search in any spelling: places by name, and suggestions while a reader types.

What a `Filter` keeps is exact (`geo.lookup.exact`); here similar words count too, so a mistyped
name still leads to its place. Words for a kind of place (`lighthouse`, `phare`) narrow a
name but are no name of their own.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz

from geo.dataset import Dataset
from geo.lookup import exact, suggestions
from geo.lookup.suggestions import Suggestion, prepared_of, word_ratio
from geo.name_keys import key
from geo.parameters import MAX_SEARCH_CHARS
from geo.spelling import fold, words
from geo.subject import Subject

CONTAINED, SAID = 76.0, 62.0
"""Points of a place that holds all words within its words, or only in its statements."""
_DOUBT = 20.0
"""Points that a name loses which is but like a text that statements hold."""
_MIN_SAID_CHARS = 3
_COMPARED = 100
_MOST_NAMED = 20
"""Places that are compared where others than those that hold the text are not in memory."""
_KIND_BONUS = 0.5


def search(dataset: Dataset, text: str, limit: int = 10) -> list[str]:
    """Find places by name, other spelling, city, region, country or what is stated about them.

    Returns
    -------
    place_ids
        Best first, at most `limit`; empty where nothing is like `text`.

    Examples
    --------
    >>> search(small, "Esfahan")
    ['bravo-graves']
    """
    cut = text[:MAX_SEARCH_CHARS]
    if not words(cut):
        return []
    scores = _named(dataset, cut)
    if len(fold(cut)) >= _MIN_SAID_CHARS:
        said = exact.places_spoken_of(dataset, cut)
        scores = np.maximum(_doubted(scores) if said.any() else scores, SAID * said)
    return [str(dataset.places.index[at]) for at, _ in _best_places(dataset, cut, scores, limit)]


def suggest(dataset: Dataset, text: str, limit: int = 8) -> list[Suggestion]:
    """Offer cities, countries, places, sources and statements for what is typed, best first.

    Examples
    --------
    >>> [(suggestion.kind, suggestion.label) for suggestion in suggest(small, "isf")]
    [('city', 'Isfahan'), ('place', 'Bravo graves, Isfahan')]
    """
    cut = text[:MAX_SEARCH_CHARS]
    if not words(cut) or limit < 1:
        return []
    dataset = _at_hand(dataset.everything, cut)
    prepared, ranked = prepared_of(dataset), list[tuple[float, Suggestion]]()
    if len(fold(cut)) >= _MIN_SAID_CHARS:
        ranked += [(SAID - 1, source) for source in suggestions.sources_saying(dataset, cut, limit)]
        ranked += [
            (SAID - 2, statement)
            for statement in suggestions.statements_saying(dataset, cut, limit)
        ]
    weighed = _doubted if ranked else np.array
    for number, points in _best(weighed(prepared.cities.scores(cut)), limit):
        ranked.append((points, suggestions.city(dataset, number, cut)))
    for number, points in _best(weighed(prepared.countries.scores(cut)), limit):
        ranked.append((points, suggestions.country(dataset, number, cut)))
    for number, points in _best_places(dataset, cut, weighed(_named(dataset, cut)), limit):
        ranked.append((points, suggestions.place(dataset, number, cut)))
    ranked.sort(key=lambda pair: (-pair[0], -round(fuzz.ratio(fold(pair[1].matched), fold(cut)))))
    return [suggestion for _, suggestion in ranked[:limit]]


@lru_cache(maxsize=2)
def _at_hand(dataset: Dataset, text: str) -> Dataset:
    """Return a dataset with places that hold a text, of one whose places are not in memory."""
    if dataset.beyond is None:
        return dataset
    is_long = len(fold(text)) >= exact.MIN_PART_CHARS
    found = dataset.beyond.named(text, _MOST_NAMED) if is_long else []
    held = dataset.holding(*(str(place["place_id"]) for place in found))
    return replace(held, beyond=None)


def _doubted(scores: np.ndarray) -> np.ndarray:
    """Lower names that are but like a text: what statements hold is likely no error for them."""
    return np.where((scores > 0) & (scores < CONTAINED), scores - _DOUBT, scores)


def is_named(suggestion: Suggestion, text: str) -> bool:
    """Tell whether a text is the name that answers it, or its beginning, in any spelling.

    Examples
    --------
    >>> (city,) = suggest(small, "Esfahan", limit=1)
    >>> is_named(city, "Esfa"), is_named(city, "Esfahan graves")
    (True, False)
    """
    asked, named = key(text).replace(" ", ""), key(suggestion.matched).replace(" ", "")
    return bool(asked) and (
        named.startswith(asked) or fold(suggestion.matched).startswith(fold(text))
    )


def nearest(dataset: Dataset, text: str, limit: int = 3) -> list[Suggestion]:
    """Offer the cities, countries and places whose names look most like what nothing answers.

    Examples
    --------
    >>> [suggestion.label for suggestion in nearest(small, "Isfohon", limit=1)]
    ['Isfahan']
    """
    cut = text[:MAX_SEARCH_CHARS]
    prepared = prepared_of(dataset)
    core = " ".join(_split_kinds(dataset, cut)[0])
    found = [
        suggestions.city(dataset, number, core) for number in prepared.cities.nearest(core, limit)
    ]
    found += [
        suggestions.country(dataset, number, core)
        for number in prepared.countries.nearest(core, limit)
    ]
    found += [
        suggestions.place(dataset, number, core) for number in prepared.places.nearest(core, limit)
    ]
    found.sort(key=lambda suggestion: -fuzz.ratio(key(suggestion.matched), key(core)))
    return found[:limit]


def _named(dataset: Dataset, text: str) -> np.ndarray:
    """Score places by their names and whereabouts."""
    prepared = prepared_of(dataset)
    scores = prepared.places.scores(text)
    core, layers = _split_kinds(dataset, text)
    if layers:
        of_core = prepared.places.scores(" ".join(core)) - 1
        same_kind = dataset.places["layer"].isin(layers).to_numpy()
        np.maximum(scores, of_core + _KIND_BONUS * same_kind, out=scores)
    return np.maximum(scores, CONTAINED * exact.places_holding(dataset, text))


def _split_kinds(dataset: Dataset, text: str) -> tuple[list[str], set[str]]:
    """Return the words that are no kind of place, and the layers that the others name."""
    every, kinds = words(text), _kind_words(dataset.subject)
    core = [word for word in every if word not in kinds]
    if not core:
        return every, set()
    return core, {kinds[word] for word in every if word in kinds}


@lru_cache(maxsize=2)
def _kind_words(subject: Subject) -> dict[str, str]:
    """Return the folded words that name a kind of place, with its layer."""
    return {fold(word): layer.code for layer in subject.layers for word in layer.words}


def _best(scores: np.ndarray, limit: int) -> Iterator[tuple[int, float]]:
    """Yield numbers and points of the highest scores, in the order of the data where equal."""
    for number in np.argsort(-scores, kind="stable")[: max(limit, 0)].tolist():
        if scores[number] > 0:
            yield number, float(scores[number])


def _best_places(
    dataset: Dataset, text: str, scores: np.ndarray, limit: int
) -> list[tuple[int, float]]:
    """Return the best places; of equal ones first those named so themselves, then short names."""
    asked = key(" ".join(_split_kinds(dataset, text)[0])).split()
    own = prepared_of(dataset).own_names

    def order(answer: tuple[int, float]) -> tuple[float, float, int]:
        number, points = answer
        name, name_fa = own[number]
        return (
            -points,
            -round(max(word_ratio(name, asked), word_ratio(name_fa, asked))),
            len(name),
        )

    return sorted(_best(scores, max(_COMPARED, limit)), key=order)[: max(limit, 0)]
