"""What words of a question may name: cities, countries, places, and the codes of the data.

Names are those that suggestions know; words for codes come from their labels, and from the words
that the data list for layers and kinds, each found whole. A label is found by
all its words or by its first with some of the others, in the singular or the plural: `Gathering
held` also by `gatherings`, which then stands for every kind that begins so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from geo.dataset import Dataset
from geo.lookup.exact import MIN_KEY_CHARS, claims_saying
from geo.lookup.names import country_codes, country_names, in_every_language, names_of_cities
from geo.lookup.similar import surely_meant
from geo.lookup.typed_periods import OR, without_elisions
from geo.name_keys import key
from geo.spelling import LINKING_WORDS, fold, words

MAX_SAME_NAME = 4
"""Places of one name among which a reader can be asked."""
_MAX_LABEL_WORDS = 5
_OTHER = "other"
_UNCOUNTED = LINKING_WORDS | {"to", "ها", "های", "هایی"}
_ACCORDING_TO = ("according to", "selon", "laut", "به گفته", "بنا به گفته")
_SAYING = ("say", "says", "said", "disent")
_REGION_OF = ("{} province", "province of {}", "province de {}", "استان {}", "محافظة {}")
_ENDINGS = (
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ss", "ss"),
)
_PLURALS = ("هایی", "های", "ها", "ات")  # the last of Arabic words
_ARTICLE = "ال"


@dataclass(frozen=True)
class Part:
    """A part of a question.

    Parameters
    ----------
    field
        The field of a filter that it restricts; `dates` for a period.
    values
        Codes, the `place_id` of a place, or the two bounds of a period.
    words
        How a period was understood, or what several cities are together; all else is said by its
        codes.
    """

    field: str
    values: tuple[str, ...]
    words: str = ""


Parts = tuple[Part, ...]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What each phrase may mean.

    Parameters
    ----------
    names
        By the folded words of a name.
    sounds
        By the key of a name, for other ways of writing it.
    codes
        By words of a label in the singular, in any order.
    by_letter
        Single words of all these by their first letter.
    """

    names: dict[str, Parts]
    sounds: dict[str, Parts]
    codes: dict[frozenset[str], Parts]
    by_letter: dict[str, list[str]]

    def meanings(self, phrase: str) -> Parts:
        """Return what a phrase may mean as it is written, or in another way of writing.

        Examples
        --------
        >>> vocabulary(small).meanings("Esfahan")
        (Part(field='cities', values=('isfahan',), words=''),)
        """
        named = self.names.get(" ".join(words(phrase)), ())
        found = named + self.codes.get(frozenset(counted_words(phrase)), ())
        sound = _sound(phrase)
        return found or (self.sounds.get(sound, ()) if len(sound) >= MIN_KEY_CHARS else ())


def meanings(dataset: Dataset, phrase: str) -> Parts:
    """Return what a phrase may mean; a single word also with a typing error that leaves no doubt.

    A word that statements hold is no error. Codes of countries are written in capitals.

    Examples
    --------
    >>> [part.values for part in meanings(small, "Thran")]
    [('tehran',)]
    """
    known = vocabulary(dataset)
    found, word = known.meanings(phrase) or _by_code(dataset, phrase), fold(phrase)
    if not found and word.isalpha():
        alike = known.by_letter.get(word[0], ())
        near = surely_meant(word, alike) or surely_meant(_singular(word), alike)
        meant = {known.meanings(one) for one in near}
        if len(meant) == 1 and not claims_saying(dataset, word).any():
            return meant.pop()
    return found


def _by_code(dataset: Dataset, phrase: str) -> Parts:
    codes = [code for code in dataset.countries if phrase in country_codes(code)]
    return tuple(Part("countries", (code,)) for code in codes)


@lru_cache(maxsize=2)
def vocabulary(dataset: Dataset) -> Vocabulary:
    """Return what phrases may mean in a dataset.

    Examples
    --------
    >>> vocabulary(small).meanings("gathering held")
    (Part(field='kinds', values=('gathering_held',), words=''),)
    """
    names: dict[str, dict[Part, None]] = {}
    sounds: dict[str, dict[Part, None]] = {}
    for part, name in _named(dataset):
        names.setdefault(" ".join(words(name)), {})[part] = None
        sounds.setdefault(_sound(name), {})[part] = None
    codes: dict[frozenset[str], dict[str, dict[str, None]]] = {}
    for field, code, labels in _coded(dataset):
        for label in labels:
            codes.setdefault(label, {}).setdefault(field, {})[code] = None
    of_codes = {
        label: tuple(Part(field, tuple(found)) for field, found in fields.items())
        for label, fields in codes.items()
    }
    by_letter: dict[str, list[str]] = {}
    for word in [*names, *(" ".join(label) for label in of_codes if len(label) == 1)]:
        if word.isalpha():
            by_letter.setdefault(word[0], []).append(word)
    return Vocabulary(_clear(names), _clear(sounds), of_codes, by_letter)


def _clear(named: dict[str, dict[Part, None]]) -> dict[str, Parts]:
    """Keep of each name its cities and countries, else its places unless they are too many."""
    kept = {}
    for phrase, parts in named.items():
        wider = [part for part in parts if part.field != "place"]
        if wider or len(parts) <= MAX_SAME_NAME:
            kept[phrase] = tuple(wider or parts)
    return kept


def _named(dataset: Dataset) -> Iterator[tuple[Part, str]]:
    """Yield each city, country and place with each of its names."""
    for code, names in zip(dataset.cities, names_of_cities(dataset), strict=True):
        for name in names:
            yield Part("cities", (code,)), name
    yield from _regions(dataset)
    for code in dataset.countries:
        for name in country_names(code):
            yield Part("countries", (code,)), name
    columns = dataset.places[["name", "name_fa", "alt_names"]]
    for place_id, name, name_fa, others in columns.itertuples():
        every = (*in_every_language(dataset, name), name_fa, *others.split(";"))
        for other in filter(None, every):
            yield Part("place", (str(place_id),)), other


def _regions(dataset: Dataset) -> Iterator[tuple[Part, str]]:
    """Yield the cities of each region with each of its names; alone, unless a city has the name."""
    of_cities = {fold(name) for names in names_of_cities(dataset) for name in names}
    for region, cities in dataset.places.groupby("region")["city"]:
        part = Part("cities", tuple(sorted(set(cities) - {""})), str(region))
        for name in filter(fold, in_every_language(dataset, str(region))):
            if fold(name) not in of_cities:
                yield part, name
            for pattern in _REGION_OF:
                yield part, pattern.format(name)


def _coded(dataset: Dataset) -> Iterator[tuple[str, str, Iterable[frozenset[str]]]]:
    """Yield each code with the sets of words that name it."""
    for kind in dataset.subject.kinds:
        yield "kinds", kind.code, _whole(kind.words)
    for code in dataset.codes.of("kind").values():
        for label in (*in_every_language(dataset, code.label), code.label_fa):
            yield "kinds", code.code, _beginnings(label) if code.code != _OTHER else ()
    for layer in dataset.subject.layers:
        known = dataset.codes.of("layer").get(layer.code)
        labels = [*in_every_language(dataset, known.label), known.label_fa] if known else []
        plurals = [words for _language, words in layer.plural.by_language]
        yield "layers", layer.code, _whole([*labels, *plurals, *layer.words])
    for code in dataset.codes.of("publisher_kind").values():
        labels = [*in_every_language(dataset, code.label), code.label_fa]
        named = [label for label in labels if label and code.code != _OTHER]
        said = [f"{words} {label}" for words in (*_ACCORDING_TO, *_SAYING) for label in named]
        yield "publishers", code.code, _whole(said)


def _whole(labels: Iterable[str]) -> Iterator[frozenset[str]]:
    return (frozenset(counted) for counted in map(counted_words, labels) if counted)


def _beginnings(label: str) -> Iterator[frozenset[str]]:
    """Yield the words of a label, and its first with each choice of the others."""
    every = counted_words(label)
    if not every:
        return
    yield frozenset(every)
    for head in _heads(label):
        others = [word for word in every if word != head][: _MAX_LABEL_WORDS - 1]
        for size in range(len(others) + 1):
            for chosen in combinations(others, size):
                yield frozenset((head, *chosen))


def _heads(label: str) -> Iterator[str]:
    """Yield the first word of a label, and of what it names beside that, as in `Bay or cove`."""
    is_first = True
    for word in fold(without_elisions(label)).split():
        if word in OR:
            is_first = True
        elif is_first and word not in _UNCOUNTED:
            yield _singular(word)
            is_first = False


def counted_words(phrase: str) -> Sequence[str]:
    """Return the words of a phrase that name something, in the singular.

    Examples
    --------
    >>> counted_words("the graves of Isfahan")
    ['grave', 'isfahan']
    """
    return [
        _singular(word)
        for word in fold(without_elisions(phrase)).split()
        if word not in _UNCOUNTED and word not in OR
    ]


def _singular(word: str) -> str:
    """Return a folded word as far as plural and article do not change it, in the simplest way."""
    if len(word) <= MIN_KEY_CHARS:
        return word
    if len(word) > len(_ARTICLE) + MIN_KEY_CHARS - 1:
        word = word.removeprefix(_ARTICLE)
    for ending in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending)
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word.removesuffix("s")


def _sound(phrase: str) -> str:
    return key(phrase).replace(" ", "")
