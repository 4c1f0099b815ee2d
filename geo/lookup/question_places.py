"""Places among the parts of a typed question: several, namesakes, and what is known of one."""

from collections.abc import Iterator, Sequence

from geo.dataset import Dataset
from geo.lookup.pieces import Piece
from geo.lookup.vocabulary import Part, Parts
from geo.parameters import RESTRICTIONS
from geo.spelling import fold


def is_namesake(dataset: Dataset, chosen: Parts, pieces: Sequence[Piece]) -> bool:
    """Tell whether a place of a reading is not the one of its name in the city that it names.

    Examples
    --------
    >>> near = Part("place", ("alpha-prison",)), Part("place", ("bravo-graves",))
    >>> pieces = [Piece("x", near), Piece("Tehran", (Part("cities", ("tehran",)),))]
    >>> [is_namesake(small, (one, pieces[1].meanings[0]), pieces) for one in near]
    [False, True]
    """
    named = {code for part in chosen if part.field == "cities" for code in part.values}
    city = dataset.places["city"]
    return any(
        part.field == "place"
        and city[part.values[0]] not in named
        and any(one.field == "place" and city[one.values[0]] in named for one in piece.meanings)
        for part, piece in zip(chosen, pieces, strict=True)
    )


def each_place(chosen: Parts, is_choice: bool) -> Iterator[tuple[Part | None, ...]]:
    """Give a reading with each of several places alone, then one with all unless one is chosen.

    Nothing stands for the others.

    Examples
    --------
    >>> both = Part("place", ("alpha-prison",)), Part("place", ("bravo-graves",))
    >>> [sum(part is not None for part in one) for one in each_place(both, is_choice=False)]
    [1, 1, 2]
    """
    places = dict.fromkeys(part for part in chosen if part.field == "place")
    if len(places) > 1:
        for place in places:
            yield tuple(part if part.field != "place" or part == place else None for part in chosen)
    if len(places) < 2 or not is_choice:
        yield chosen


def leave_out_known(dataset: Dataset, parts: dict[str, Part]) -> None:
    """Drop what says of a place no more than what and where it is.

    Examples
    --------
    >>> parts = {"place": Part("place", ("alpha-prison",)), "layers": Part("layers", ("prison",))}
    >>> leave_out_known(small, parts)
    >>> list(parts)
    ['place']
    """
    row = dataset.places.loc[parts["place"].values[0]]
    for restriction in RESTRICTIONS:
        name = restriction.name
        if (
            restriction.of_places
            and name in parts
            and row[restriction.column] in parts[name].values
        ):
            del parts[name]
    if "cities" in parts and _names_region(dataset, parts["cities"], str(row["region"])):
        del parts["cities"]


def _names_region(dataset: Dataset, part: Part, region: str) -> bool:
    """Tell whether what names cities names a region as well, as `Tehran` does."""
    return fold(region) in {fold(dataset.cities[code]) for code in part.values}
