"""What a question for a number asks to count: units of figures by the words of their labels."""

from functools import lru_cache

from geo.dataset import Dataset
from geo.lookup.names import in_every_language
from geo.lookup.question_words import PASSED_OVER
from geo.lookup.vocabulary import counted_words
from geo.spelling import fold


def units_asked(dataset: Dataset, text: str) -> list[str]:
    """Return the units all of whose words a text holds, those of most words first.

    Examples
    --------
    >>> units_asked(small, "How many graves were found?"), units_asked(small, "How many people?")
    (['graves'], [])
    >>> units_asked(small, "How many cities?")
    ['cities']
    """
    words = _words(text)
    found = [(-len(asked), unit) for asked, unit in _labels(dataset) if asked <= words]
    return list(dict.fromkeys(unit for _size, unit in sorted(found, key=lambda one: one[0])))


def names_unit_alone(dataset: Dataset, text: str, unit: str) -> bool:
    """Tell whether a text holds the words of a unit and no other that names something.

    Examples
    --------
    >>> names_unit_alone(small, "many graves", "graves"), names_unit_alone(small, "x", "graves")
    (True, False)
    """
    return (_words(text), unit) in _labels(dataset)


@lru_cache(maxsize=2)
def _labels(dataset: Dataset) -> list[tuple[frozenset[str], str]]:
    """List the words of each label of each unit that name something, with the unit."""
    return [
        (words, code.code)
        for code in dataset.codes.of("figure_unit").values()
        for label in (*in_every_language(dataset, code.label), code.label_fa)
        if (words := _words(label))
    ]


def _words(text: str) -> frozenset[str]:
    return frozenset(
        counted_words(" ".join(word for word in fold(text).split() if word not in PASSED_OVER))
    )
