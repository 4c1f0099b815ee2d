"""What a typed text may mean, as it is offered: places, cities, countries, sources, statements."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from babel.languages import get_official_languages
from rapidfuzz import fuzz

from geo import messages
from geo.dataset import Dataset
from geo.lookup import exact
from geo.lookup.names import country_codes, country_names, names_of_cities
from geo.lookup.similar import Index
from geo.lookup.terms import Name, Terms
from geo.messages import gettext as _
from geo.name_keys import key, name_keys
from geo.spelling import fold
from geo.wording import country_name

_LOSS_OF_LANGUAGE = 10.0
"""Points that a name in another language loses: as many as the order of its words may give it."""


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
class Prepared:
    """Indexes of one dataset, and the names they hold in order; own names: English and Persian."""

    places: Index
    own_names: list[tuple[str, str]]
    place_names: list[list[str]]
    cities: Index
    city_labels: dict[str, str]
    city_names: list[list[str]]
    countries: Index
    country_names: list[list[str]]


@lru_cache(maxsize=2)
def prepared_of(dataset: Dataset) -> Prepared:
    """Return the indexes of a dataset, made once.

    Examples
    --------
    >>> len(prepared_of(small).place_names) == len(small.places)
    True
    """
    names = exact.place_names(dataset)
    texts: list[list[str]] = [[] for _ in range(len(dataset.places))]
    for name in names:
        texts[name.owner].append(name.text)
    labels = dataset.cities
    of_cities = names_of_cities(dataset)
    of_countries = [[*country_names(code), *country_codes(code)] for code in dataset.countries]
    return Prepared(
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


def place(dataset: Dataset, number: int, text: str) -> Suggestion:
    """Offer a place, by its number, under its name that answers a text best.

    Examples
    --------
    >>> place(small, 0, "alpha").label
    'Alpha prison, Tehran'
    """
    place_id = str(dataset.places.index[number])
    others = _in_other_languages(dataset, place_id)
    matched = _closest(prepared_of(dataset).place_names[number], text, others)
    return Suggestion("place", place_id, place_label(dataset, place_id), matched)


def city(dataset: Dataset, number: int, text: str) -> Suggestion:
    """Offer a city, by its number, under its name that answers a text best.

    Examples
    --------
    >>> city(small, 0, "Esfahan").label
    'Isfahan'
    """
    prepared = prepared_of(dataset)
    code, label = list(prepared.city_labels.items())[number]
    return Suggestion(
        "city", code, messages.content(label), _closest(prepared.city_names[number], text)
    )


def country(dataset: Dataset, number: int, text: str) -> Suggestion:
    """Offer a country, by its number, under its name that answers a text best.

    Examples
    --------
    >>> country(small, 0, "france").label
    'France'
    """
    code, names = dataset.countries[number], prepared_of(dataset).country_names[number]
    return Suggestion("country", code, country_name(code), _closest(names, text))


def sources_saying(dataset: Dataset, text: str, limit: int) -> Iterator[Suggestion]:
    """Offer the sources that hold every word of a text.

    Examples
    --------
    >>> [source.label for source in sources_saying(small, "agency report", 1)]
    ['Agency report']
    """
    ids = list(dataset.sources)
    for number in np.flatnonzero(exact.sources_holding(dataset, text))[:limit].tolist():
        source = dataset.sources[ids[number]]
        fields = exact.source_text(source).split("\n")
        yield Suggestion("source", ids[number], source.title, _closest(fields, text))


def statements_saying(dataset: Dataset, text: str, limit: int) -> Iterator[Suggestion]:
    """Offer the statements that hold every word of a text.

    Examples
    --------
    >>> [one.id for one in statements_saying(small, "alpha-prison-02", 1)]
    ['alpha-prison-02']
    """
    for frame, said in (
        (dataset.claims, exact.claims_saying(dataset, text)),
        (dataset.milestones, exact.milestones_holding(dataset, text)),
    ):
        for claim_id, summary in frame.loc[said, "summary"].head(limit).items():
            yield Suggestion("statement", str(claim_id), messages.content(summary), summary)


def _in_other_languages(dataset: Dataset, place_id: str) -> Set[str]:
    """Return how a place is called in languages other than that in use and its country's own.

    The country is the one that the subject is about.
    """
    near = {messages.code(), *get_official_languages(dataset.subject.country, de_facto=True)}
    texts = dataset.places.loc[place_id, ["name", "locality", "region"]]
    called: dict[bool, set[str]] = {True: set(texts), False: set()}
    for language, words in dataset.translations.items():
        called[language in near] |= {words[text] for text in texts if text in words}
    return called[False] - called[True]


def _closest(names: Sequence[str], text: str, others: Set[str] = frozenset()) -> str:
    """Return the name that answers a text best: by its beginning, then word by word.

    Some other names give way to one that answers about as well.
    """
    folded, asked = fold(text), key(text).split()

    def likeness(name: str) -> float:
        whole = fuzz.ratio("".join(asked), key(name).replace(" ", ""))
        loss = _LOSS_OF_LANGUAGE * (name in others)
        return 200 * fold(name).startswith(folded) + whole / 10 + word_ratio(name, asked) - loss

    return max(names, key=likeness)


def word_ratio(name: str, asked: Sequence[str]) -> float:
    """Return, of 100, how like the keys asked for are to the likest words of a name.

    Examples
    --------
    >>> round(word_ratio("Alpha prison", ["alfa"]))
    86
    """
    parts = name_keys(name)
    ratios = [max((fuzz.ratio(word, part) for part in parts), default=0.0) for word in asked]
    return sum(ratios) / max(len(ratios), 1)
