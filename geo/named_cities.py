"""The cities that statements name, by kind and layer, to set beside numbers of cities claimed."""

from dataclasses import dataclass

import pandas as pd

from geo.dataset import Dataset
from geo.filters import Selection


@dataclass(frozen=True)
class NamedCities:
    """Cities that statements of one kind name.

    `layer` is empty where all layers are taken together, so that a city counts once; `cities` are
    names in alphabetical order.
    """

    kind: str
    layer: str
    cities: tuple[str, ...]


def named_cities(selection: Selection) -> list[NamedCities]:
    """Return the cities of the subject's country, if it has one, that statements name.

    They stand by kind, as far as the subject sets the cities of a kind beside claimed numbers, and
    by layer.

    Where several layers have statements of a kind, a last entry takes them together. A city is a
    locality of the places: it is there once, however many places and statements it has.

    Examples
    --------
    >>> [(named.kind, named.cities) for named in named_cities(geo.Filter().select(small))][:1]
    [('executions_reported', ('Tehran',))]
    """
    data = selection.dataset
    country = data.subject.country
    places = data.places[data.places["country"] == country] if country else data.places
    groups = []
    for kind in data.subject.city_kinds:
        ids = set(selection.claims.loc[selection.claims["kind"] == kind, "place_id"])
        named = places[places.index.isin(ids)]
        by_layer = [
            NamedCities(kind, layer, _names(data, named.loc[named["layer"] == layer, "city"]))
            for layer in data.codes.of("layer")
            if (named["layer"] == layer).any()
        ]
        if len(by_layer) > 1:
            by_layer.append(NamedCities(kind, "", _names(data, named["city"])))
        groups += by_layer
    return groups


def _names(data: Dataset, cities: pd.Series) -> tuple[str, ...]:
    wanted = set(cities)
    return tuple(name for code, name in data.cities.items() if code in wanted)
