"""The restrictions that a query may name, and the values that each accepts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from geo.dataset import Dataset


@dataclass(frozen=True)
class Restriction:
    """A parameter that lists allowed values of one attribute.

    Parameters
    ----------
    name
        Name of the parameter and of the field of `Filter`.
    column
        Column that must hold one of the values; `publisher_kind` is looked up by source.
    of_places
        Whether the attribute is the place's own; otherwise it is the statement's.
    codes
        Field of `codes.csv` that lists the values, empty where the data lists them.
    """

    name: str
    column: str
    of_places: bool
    codes: str = ""


RESTRICTIONS = (
    Restriction("layers", "layer", True, "layer"),
    Restriction("kinds", "kind", False, "kind"),
    Restriction("countries", "country", True),
    Restriction("cities", "city", True),
    Restriction("publishers", "publisher_kind", False, "publisher_kind"),
    Restriction("precision", "precision", True, "precision"),
    Restriction("sources", "source_id", False),
)


def restriction_of(name: str) -> Restriction:
    """Return the restriction of that name.

    Raises
    ------
    KeyError
        No restriction has the name.

    Examples
    --------
    >>> restriction_of("cities").column
    'city'
    """
    return {restriction.name: restriction for restriction in RESTRICTIONS}[name]


def allowed_values(dataset: Dataset, restriction: Restriction) -> dict[str, str]:
    """Return the values a restriction accepts with their names, in the order to offer them.

    Examples
    --------
    >>> allowed_values(small, restriction_of("cities"))
    {'isfahan': 'Isfahan', 'paris': 'Paris', 'tehran': 'Tehran'}
    """
    if restriction.codes:
        return {code.code: code.label for code in dataset.codes.of(restriction.codes).values()}
    if restriction.name == "cities":
        return dataset.cities
    if restriction.name == "countries":
        return {code: code for code in dataset.countries}
    return {name: source.title for name, source in dataset.sources.items()}


class Known(Protocol):
    """What knows the values that a query may name: a dataset, or a store of one."""

    def allowed(self, restriction: Restriction) -> Mapping[str, str]:
        """Return the values a restriction accepts with their names, in the order to offer them.

        Examples
        --------
        >>> list(known_by(small).allowed(restriction_of("countries")))
        ['FR', 'IR']
        """

    def has_place(self, place_id: str) -> bool:
        """Tell whether there is a place of that id.

        Examples
        --------
        >>> known_by(small).has_place("atlantis")
        False
        """


@dataclass(frozen=True)
class _OfDataset:
    dataset: Dataset

    def allowed(self, restriction: Restriction) -> Mapping[str, str]:
        return allowed_values(self.dataset, restriction)

    def has_place(self, place_id: str) -> bool:
        return self.dataset.has_place(place_id)


def known_by(dataset: Dataset | Known) -> Known:
    """Return what knows the values of a dataset; anything else knows its own.

    Examples
    --------
    >>> known_by(small).has_place("bravo-graves")
    True
    """
    return _OfDataset(dataset) if isinstance(dataset, Dataset) else dataset
