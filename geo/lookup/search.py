"""Search in any spelling: places by name, and suggestions while a reader types.

What a `Filter` keeps is exact (`geo.lookup.exact`); here similar words count too, so a mistyped
name still leads to its place. Words for a kind of place (`lighthouse`, `phare`) narrow a
name but are no name of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz

from geo import messages
from geo.dataset import Dataset
from geo.lookup import exact
from geo.lookup.names import country_codes, country_names, names_of_cities
from geo.lookup.similar import Index
from geo.lookup.terms import Name, Terms
from geo.messages import gettext as _
from geo.parameters import MAX_SEARCH_CHARS
from geo.spelling import fold, key, name_keys, words
from geo.subject import Subject
from geo.wording import country_name

CONTAINED, SAID = 76.0, 62.0
"""Points of a place that holds all words within its words, or only in its statements."""
_DOUBT = 20.0
"""Points that a name loses which is but like a text that statements hold."""
_MIN_SAID_CHARS = 3
_COMPARED = 100
_KIND_BONUS = 0.5


@dataclass(frozen=True)
class Suggestion:
    """Something that a typed text may mean.

    Parameters
    ----------
    kind
        `place`, `city`, `country`, `source` or `statement`.
    id
        A `place_id`, the code of a city or a country, a `source_id` or a `claim_id`.
    label
        What to show: name with city, title, or summary.
    matched
        The name or field of it that answers the text, as written.
    """

    kind: str
    id: str
    label: str
    matched: str


@dataclass(frozen=True, eq=False)
class _Prepared:
    """Indexes of one dataset, and the names they hold in order; own names: English and Persian."""

    places: Index
    own_names: list[tuple[str, str]]
    place_names: list[list[str]]
    cities: Index
    city_labels: dict[str, str]
    city_names: list[list[str]]
    countries: Index
    country_names: list[list[str]]


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
    prepared, ranked = _prepared(dataset), list[tuple[float, Suggestion]]()
    if len(fold(cut)) >= _MIN_SAID_CHARS:
        ranked += [(SAID - 1, source) for source in _sources(dataset, cut, limit)]
        ranked += [(SAID - 2, statement) for statement in _statements(dataset, cut, limit)]
    weighed = _doubted if ranked else np.array
    for number, points in _best(weighed(prepared.cities.scores(cut)), limit):
        ranked.append((points, _city(dataset, number, cut)))
    for number, points in _best(weighed(prepared.countries.scores(cut)), limit):
        ranked.append((points, _country(dataset, number, cut)))
    for number, points in _best_places(dataset, cut, weighed(_named(dataset, cut)), limit):
        ranked.append((points, _place(dataset, number, cut)))
    ranked.sort(key=lambda pair: (-pair[0], -round(fuzz.ratio(fold(pair[1].matched), fold(cut)))))
    return [suggestion for _, suggestion in ranked[:limit]]


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
    prepared = _prepared(dataset)
    core = " ".join(_split_kinds(dataset, cut)[0])
    suggestions = [_city(dataset, number, core) for number in prepared.cities.nearest(core, limit)]
    suggestions += [
        _country(dataset, number, core) for number in prepared.countries.nearest(core, limit)
    ]
    suggestions += [
        _place(dataset, number, core) for number in prepared.places.nearest(core, limit)
    ]
    suggestions.sort(key=lambda suggestion: -fuzz.ratio(key(suggestion.matched), key(core)))
    return suggestions[:limit]


def _named(dataset: Dataset, text: str) -> np.ndarray:
    """Score places by their names and whereabouts."""
    prepared = _prepared(dataset)
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
    own = _prepared(dataset).own_names

    def order(answer: tuple[int, float]) -> tuple[float, float, int]:
        number, points = answer
        name, name_fa = own[number]
        return (
            -points,
            -round(max(_word_ratio(name, asked), _word_ratio(name_fa, asked))),
            len(name),
        )

    return sorted(_best(scores, max(_COMPARED, limit)), key=order)[: max(limit, 0)]


@lru_cache(maxsize=2)
def _prepared(dataset: Dataset) -> _Prepared:
    names = exact.place_names(dataset)
    texts: list[list[str]] = [[] for _ in range(len(dataset.places))]
    for name in names:
        texts[name.owner].append(name.text)
    labels = dataset.cities
    of_cities = names_of_cities(dataset)
    of_countries = [[*country_names(code), *country_codes(code)] for code in dataset.countries]
    return _Prepared(
        Index(names, len(texts), exact.place_keys(dataset)),
        list(zip(dataset.places["name"], dataset.places["name_fa"], strict=True)),
        texts,
        _index(of_cities),
        labels,
        of_cities,
        _index(of_countries),
        of_countries,
    )


def _index(names_of_each: Sequence[Sequence[str]]) -> Index:
    names = [Name(at, text) for at, listed in enumerate(names_of_each) for text in listed]
    return Index(names, len(names_of_each), Terms(names, name_keys))


def place_label(dataset: Dataset, place_id: str) -> str:
    """Return the name of a place with its city, which the name may hold.

    Examples
    --------
    >>> place_label(small, "bravo-graves")
    'Bravo graves, Isfahan'
    """
    row = dataset.places.loc[place_id]
    name, locality = messages.content(row["name"]), messages.content(row["locality"])
    inside = fold(row["locality"]) in fold(row["name"])
    return name if inside else _(", ").join((name, locality))


def _place(dataset: Dataset, number: int, text: str) -> Suggestion:
    place_id = str(dataset.places.index[number])
    matched = _closest(_prepared(dataset).place_names[number], text)
    return Suggestion("place", place_id, place_label(dataset, place_id), matched)


def _city(dataset: Dataset, number: int, text: str) -> Suggestion:
    prepared = _prepared(dataset)
    code, label = list(prepared.city_labels.items())[number]
    return Suggestion(
        "city", code, messages.content(label), _closest(prepared.city_names[number], text)
    )


def _country(dataset: Dataset, number: int, text: str) -> Suggestion:
    code, names = dataset.countries[number], _prepared(dataset).country_names[number]
    return Suggestion("country", code, country_name(code), _closest(names, text))


def _sources(dataset: Dataset, text: str, limit: int) -> Iterator[Suggestion]:
    ids = list(dataset.sources)
    for number in np.flatnonzero(exact.sources_holding(dataset, text))[:limit].tolist():
        source = dataset.sources[ids[number]]
        fields = exact.source_text(source).split("\n")
        yield Suggestion("source", ids[number], source.title, _closest(fields, text))


def _statements(dataset: Dataset, text: str, limit: int) -> Iterator[Suggestion]:
    for frame, said in (
        (dataset.claims, exact.claims_saying(dataset, text)),
        (dataset.milestones, exact.milestones_holding(dataset, text)),
    ):
        for claim_id, summary in frame.loc[said, "summary"].head(limit).items():
            yield Suggestion("statement", str(claim_id), messages.content(summary), summary)


def _closest(names: Sequence[str], text: str) -> str:
    """Return the name that answers a text best: by its beginning, then word by word."""
    folded, asked = fold(text), key(text).split()

    def likeness(name: str) -> float:
        whole = fuzz.ratio("".join(asked), key(name).replace(" ", ""))
        return 200 * fold(name).startswith(folded) + whole / 10 + _word_ratio(name, asked)

    return max(names, key=likeness)


def _word_ratio(name: str, asked: Sequence[str]) -> float:
    """Return, of 100, how like the keys asked for are to the likest words of a name."""
    parts = name_keys(name)
    ratios = [max((fuzz.ratio(word, part) for part in parts), default=0.0) for word in asked]
    return sum(ratios) / max(len(ratios), 1)
