"""Guided tours: steps with a view, a period, a text and the statements it rests on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten

from pandas import DataFrame

from geo.cite.references import attribution
from geo.dataset import Dataset
from geo.filters import Filter

MANY_SOURCES = 7
"""More citations than these are too many for the line under a step."""
_MAX_TITLE_CHARS = 48


@dataclass(frozen=True)
class Step:
    """One step of a tour.

    Parameters
    ----------
    tour
        Identifier of the tour.
    number
        Position in the tour, from 1.
    title, text
        What is told; the text names who says it.
    lat, lon, zoom
        Centre of the map in degrees (WGS84) and Leaflet's zoom level: a view, not a place.
    filter
        Layers and period of the step, and the place it is about, if it is about one.
    claim_ids
        The statements that the text rests on.
    """

    tour: str
    number: int
    title: str
    text: str
    lat: float
    lon: float
    zoom: float
    filter: Filter
    claim_ids: tuple[str, ...]


def tours(dataset: Dataset) -> dict[str, tuple[Step, ...]]:
    """Return the steps of each tour, the general one first.

    A step that rests on a withheld record is left out, since its text may repeat what is withheld.

    Examples
    --------
    >>> [(name, len(steps)) for name, steps in tours(small).items()]
    [('overview', 1)]
    """
    return _tours(dataset.everything)


@lru_cache(maxsize=2)
def _tours(dataset: Dataset) -> dict[str, tuple[Step, ...]]:
    by_tour: dict[str, list[Step]] = {}
    kept = set(dataset.claims.index) | set(dataset.milestones.index)
    for row in dataset.tour.to_dict("records"):
        claim_ids = tuple(str(row["claim_ids"]).split(";"))
        place = str(row["place_id"])
        if not kept.issuperset(claim_ids) or (place and place not in dataset.places.index):
            continue
        steps = by_tour.setdefault(str(row["tour"]), [])
        query = Filter(
            layers=_ordered(str(row["layers"]), dataset),
            from_date=str(row["date_from"]),
            to_date=str(row["date_to"]),
            place=place,
        )
        steps.append(
            Step(
                tour=str(row["tour"]),
                number=len(steps) + 1,
                title=str(row["title"]),
                text=str(row["text"]),
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                zoom=float(row["zoom"]),
                filter=query,
                claim_ids=claim_ids,
            )
        )
    order = sorted(by_tour, key=lambda name: _rank(name, dataset))
    return {name: tuple(by_tour[name]) for name in order}


def tour_name(tour: str, dataset: Dataset, language: str = "en") -> str:
    """Name a tour, by its code where the data has one.

    Examples
    --------
    >>> tour_name("a-second-tour", small)
    'A second tour'
    """
    if tour in dataset.codes.of("tour"):
        return dataset.codes.label("tour", tour, language)
    return tour.replace("-", " ").capitalize()


def step_sources(step: Step, dataset: Dataset) -> list[str]:
    """Return the short attributions of the statements a step rests on, each once, in order.

    More than `MANY_SOURCES` are those of their documents instead, without the passages. Documents
    of one author and year are told apart by their titles.

    Examples
    --------
    >>> step_sources(tours(small)["overview"][0], small)
    ['Example Agency 1989, p. 1']
    """
    titles = _titles([_frame_and_source(one, dataset)[1] for one in step.claim_ids], dataset)
    said = list(
        dict.fromkeys(
            _titled(said_by(one, step, dataset), titles[_frame_and_source(one, dataset)[1]])
            for one in step.claim_ids
        )
    )
    return said if len(said) <= MANY_SOURCES else tour_sources([step], dataset)


def said_by(claim_id: str, step: Step, dataset: Dataset) -> str:
    """Return the short attribution of a statement, with its outlet where the step names that.

    Who hears of a newspaper finds it beside the agency that wrote for it.

    Examples
    --------
    >>> said_by("alpha-prison-01", tours(small)["overview"][0], small)
    'Example Agency 1989, p. 1'
    """
    frame, source_id = _frame_and_source(claim_id, dataset)
    source = dataset.sources[source_id]
    outlet = str(source.item.get("publisher", ""))
    is_told_as_outlet = outlet in step.text and source.author not in step.text
    locator = str(frame.at[claim_id, "locator"])
    return attribution(source, locator, outlet if is_told_as_outlet else "")


def tour_sources(steps: Iterable[Step], dataset: Dataset) -> list[str]:
    """Return the short attributions of the documents that steps rest on, each once, in order.

    Examples
    --------
    >>> tour_sources(tours(small)["overview"], small)
    ['Example Agency 1989']
    """
    ids = [claim_id for step in steps for claim_id in step.claim_ids]
    used = dict.fromkeys(_frame_and_source(one, dataset)[1] for one in ids)
    return [attribution(dataset.sources[source_id]) for source_id in used]


def _titled(said: str, title: str) -> str:
    """Put a title behind an attribution, within its direction where that has one of its own."""
    return f"{said[:-1]}{title}{said[-1]}" if said.startswith("\u2067") else said + title


def _titles(source_ids: Iterable[str], dataset: Dataset) -> dict[str, str]:
    """Return the title of each document whose short attribution is another's too, else nothing."""
    names = {one: attribution(dataset.sources[one]) for one in source_ids}
    times = Counter(names.values())
    titles = {
        one: shorten(dataset.sources[one].title, _MAX_TITLE_CHARS, placeholder="…") for one in names
    }
    return {
        one: f" (“\u2068{titles[one]}\u2069”)" if times[name] > 1 else ""
        for one, name in names.items()
    }


def _frame_and_source(claim_id: str, dataset: Dataset) -> tuple[DataFrame, str]:
    frame = dataset.claims if claim_id in dataset.claims.index else dataset.milestones
    return frame, str(frame.at[claim_id, "source_id"])


def _ordered(layers: str, dataset: Dataset) -> tuple[str, ...]:
    """Return the layers in the order in which a query string lists them."""
    wanted = set(layers.split(";"))
    return tuple(code for code in dataset.codes.of("layer") if code in wanted)


def _rank(name: str, dataset: Dataset) -> tuple[bool, int, str]:
    """Sort tours: the overview, then as their codes stand in the data, then by name."""
    listed = list(dataset.codes.of("tour"))
    return (name != "overview", listed.index(name) if name in listed else len(listed), name)
