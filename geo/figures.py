"""Figures as sources state them, set beside one another without weighing them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from geo.dataset import Dataset
from geo.figure_words import figure_words
from geo.filters import Selection
from geo.sources import Source, publication_order
from geo.stated_numbers import stated_quantity

CITIES = "cities"

ORDERS = ("published", "publisher")
"""Orders in which figures may stand: none of them is by size."""

_WIDE = 100


@dataclass(frozen=True)
class StatedFigure:
    """One figure as one source states it.

    Parameters
    ----------
    claim_id
        The statement.
    about
        Name of the place, or title of the event.
    place_id
        The place, empty for an event without one.
    kind, unit
        What the statement is about, and what is counted or measured; no unit for words alone.
    low, high
        Bounds as stated, None where that side is open.
    number
        The figure in words, without its unit.
    edtf
        The date that the figure is of, as EDTF; may be empty.
    summary, translation, locator, checked, notes
        As in the statement.
    source
        The document.
    """

    claim_id: str
    about: str
    place_id: str
    kind: str
    unit: str
    low: int | None
    high: int | None
    number: str
    edtf: str
    summary: str
    translation: str
    locator: str
    checked: str
    notes: str
    source: Source


def figure_scopes(selection: Selection) -> list[str]:
    """Return the shown places whose statements hold a figure or a quantity in words, by name.

    Milestones are none.

    Examples
    --------
    >>> figure_scopes(geo.Filter().select(small))
    ['alpha-prison', 'alpha-yard']
    """
    claims = selection.claims
    stated = claims[(claims["figure_unit"] != "") | is_in_words(claims)]
    names = selection.dataset.places["name"]
    return sorted(set(stated["place_id"]), key=lambda place_id: names[place_id].casefold())


def has_figures(selection: Selection, place_id: str = "") -> bool:
    """Tell whether a visible set holds a figure or a quantity in words, of a place or of any.

    Examples
    --------
    >>> selection = geo.Filter().select(small)
    >>> has_figures(selection), has_figures(selection, "bravo-graves")
    (True, False)
    """
    if not place_id and figure_scopes(selection):
        return True
    return bool(units(selection, place_id) or quantities_in_words(selection, place_id))


def opening_scope(selection: Selection, unit: str = "") -> str:
    """Return what figures are first shown about: a place, or an empty text for events.

    Where there are none of events, it is the place with most figures; in a unit, if one is given.

    Examples
    --------
    >>> selection = geo.Filter().select(small)
    >>> opening_scope(selection), opening_scope(selection, "bodies")
    ('alpha-prison', 'alpha-yard')
    """
    if units(selection) or quantities_in_words(selection):
        return ""

    def order(place_id: str) -> tuple[bool, int]:
        counts = units(selection, place_id)
        return unit in counts, sum(counts.values())

    return max(figure_scopes(selection), key=order, default="")


def units(selection: Selection, place_id: str = "") -> dict[str, int]:
    """Count the figures in each unit, the unit that is most likely asked for first.

    It is the one with most statements; of as many, the one with most in all the data. Where some
    kinds of statement are asked for, it is the one that these count most often anywhere.

    Parameters
    ----------
    selection
        The visible set.
    place_id
        A place; empty for events without one.

    Examples
    --------
    >>> units(geo.Filter().select(small), "alpha-yard")
    {'bodies': 1}
    """
    counts = Counter(_with_figures(_scope(selection, place_id))["figure_unit"])
    kinds = selection.filter.kinds
    usual = _times_counted(selection.dataset, kinds)

    def order(pair: tuple[str, int]) -> tuple[int, int, str]:
        unit, here = pair
        first, second = (usual[unit], here) if kinds else (here, usual[unit])
        return -first, -second, unit

    return dict(sorted(counts.items(), key=order))


@lru_cache(maxsize=8)
def _times_counted(data: Dataset, kinds: tuple[str, ...]) -> Counter[str]:
    """Count the figures in each unit in all statements of some kinds; of all when none is given."""
    frames = (data.milestones, data.claims)
    rows = (frame[frame["kind"].isin(kinds)] if kinds else frame for frame in frames)
    return sum((Counter(_with_figures(few)["figure_unit"]) for few in rows), Counter[str]())


def stated_figures(
    selection: Selection, unit: str, place_id: str = "", order: str = ORDERS[0]
) -> list[StatedFigure]:
    """Return the figures in one unit, kind of statement by kind of statement.

    Within a kind they stand by publication of their documents, unknown dates last. The kind with
    most statements comes first.

    Parameters
    ----------
    selection
        The visible set.
    unit
        Code of what is counted or measured.
    place_id
        A place; empty for events without one.
    order
        `published`, or `publisher` for kinds of publisher first and publication within them.

    Examples
    --------
    >>> selection = geo.Filter().select(small)
    >>> [figure.number for figure in stated_figures(selection, "bodies", "alpha-yard")]
    ['1,000 to 2,000']
    """
    rows = _scope(selection, place_id)
    return _ordered(_figures(rows[rows["figure_unit"] == unit], selection.dataset), order)


def quantities_in_words(
    selection: Selection, place_id: str = "", order: str = ORDERS[0]
) -> list[StatedFigure]:
    """Return the quantities that statements word without a number, as `stated_figures` does.

    They have no unit and no bounds: `number` holds the words.

    Examples
    --------
    >>> quantities_in_words(geo.Filter().select(small), "alpha-prison")
    []
    """
    rows = _scope(selection, place_id)
    return _ordered(_figures(rows[is_in_words(rows)], selection.dataset), order)


def is_in_words(rows: pd.DataFrame) -> pd.Series:
    """Tell of each statement whether it gives a quantity in words and no figure.

    Examples
    --------
    >>> bool(is_in_words(small.claims).any())
    False
    """
    is_worded = [bool(stated_quantity(summary)) for summary in rows["summary"]]
    return (rows["figure_unit"] == "") & pd.Series(is_worded, index=rows.index, dtype=bool)


def city_claims(selection: Selection) -> list[StatedFigure]:
    """Return all figures that count cities, of places and events, in the order of `ORDERS[0]`.

    Examples
    --------
    >>> city_claims(geo.Filter().select(small))  # none of its figures counts cities
    []
    """
    frames = (selection.milestones, selection.claims)
    rows = [frame[frame["figure_unit"] == CITIES] for frame in frames]
    return _ordered(
        [figure for few in rows for figure in _figures(few, selection.dataset)], ORDERS[0]
    )


def is_wide(figures: Iterable[StatedFigure]) -> bool:
    """Tell whether figures span more than two decades, so that a logarithmic scale helps.

    A figure of zero has no place on such a scale: then the answer is no.

    Examples
    --------
    >>> is_wide(stated_figures(geo.Filter().select(small), "bodies", "alpha-yard"))
    False
    """
    bounds = [
        bound for figure in figures for bound in (figure.low, figure.high) if bound is not None
    ]
    return bool(bounds) and min(bounds) > 0 and max(bounds) / min(bounds) > _WIDE


def _scope(selection: Selection, place_id: str) -> pd.DataFrame:
    if not place_id:
        return selection.milestones
    return selection.claims[selection.claims["place_id"] == place_id]


def _with_figures(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["figure_unit"] != ""]


def _figures(rows: pd.DataFrame, data: Dataset) -> list[StatedFigure]:
    return [_figure(str(claim_id), row, data) for claim_id, row in rows.iterrows()]


def _figure(claim_id: str, row: Any, data: Dataset) -> StatedFigure:
    place_id = row.get("place_id", "")
    return StatedFigure(
        claim_id=claim_id,
        about=data.places.at[place_id, "name"] if place_id else row["title"],
        place_id=place_id,
        kind=row["kind"],
        unit=row["figure_unit"],
        low=None if pd.isna(row["figure_low"]) else int(row["figure_low"]),
        high=None if pd.isna(row["figure_high"]) else int(row["figure_high"]),
        number=figure_words(row, data, with_unit=False),
        edtf=row["date_edtf"],
        summary=row["summary"],
        translation=row["translation"],
        locator=row["locator"],
        checked=row["checked"],
        notes=row["notes"],
        source=data.sources[row["source_id"]],
    )


def _ordered(figures: list[StatedFigure], order: str) -> list[StatedFigure]:
    sizes = Counter(figure.kind for figure in figures)

    def key(figure: StatedFigure) -> tuple[Any, ...]:
        group = figure.source.publisher_kind if order == "publisher" else ""
        published = publication_order(figure.source)
        return (
            -sizes[figure.kind],
            figure.kind,
            group,
            published,
            figure.source.source_id,
            figure.claim_id,
        )

    return sorted(figures, key=key)
