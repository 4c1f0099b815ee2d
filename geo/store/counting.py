"""What a filter shows, counted: Ibis expressions as those of `question`.

Of a statement the store keeps its turn among those of its place, so that an engine tells places
apart only where a filter shows some of the statements of a place that has several.
"""

from collections.abc import Sequence
from typing import Any

import ibis

from geo.allowed import Restriction, restriction_of
from geo.criteria import Criteria
from geo.store.layout import LATER, ONLY, turn_of
from geo.store.question import Tables, asks_places_alone, candidates, is_shown, shown

Table = Any
"""A table of Ibis, which has no types; and its parts below."""
Column = Any
_ALONE = -1
"""Stands for the numbers of all places that one statement speaks of."""


def counted_claims(tables: Tables, asked: Criteria) -> Table:
    """Count shown and undated claims, and their places: all of both, shown, without a point.

    Examples
    --------
    >>> from geo.store.question import unbound
    >>> counted_claims(unbound(), Criteria()).columns
    ('claims', 'undated', 'places', 'every_place', 'unlocated')
    """
    rows = candidates(tables, "claims", asked)
    if asks_places_alone(asked):
        places = shown(tables, "places", asked)
        return rows.aggregate(claims=rows.count(), undated=ibis.literal(0)).cross_join(
            places.aggregate(
                places=places.count(),
                every_place=places.count(),
                unlocated=_number_of(places, places.lat.isnull()),
            )
        )
    shows = is_shown(rows, asked)
    # Places that one statement speaks of need not be told apart: all of them are one group.
    is_alone = rows[turn_of("place")] == ONLY
    of_place = rows.group_by(place=is_alone.ifelse(_ALONE, rows.place_number)).aggregate(
        shown=_number_of(rows, shows),
        undated=_number_of(rows, ~shows),
        unlocated=_number_of(rows, shows & rows.lat.isnull()),
    )
    are_alone = of_place.place == _ALONE

    def number(claims: Column) -> Column:
        return are_alone.ifelse(claims, ibis.least(claims, 1)).sum().fill_null(0)

    return of_place.aggregate(
        claims=of_place.shown.sum().fill_null(0),
        undated=of_place.undated.sum().fill_null(0),
        places=number(of_place.shown),
        every_place=number(of_place.shown + of_place.undated),
        unlocated=number(of_place.unlocated),
    )


def counted_milestones(tables: Tables, asked: Criteria) -> Table:
    """Count shown and undated milestones.

    Examples
    --------
    >>> from geo.store.question import unbound
    >>> counted_milestones(unbound(), Criteria()).columns
    ('shown', 'undated')
    """
    rows = candidates(tables, "milestones", asked)
    shows = is_shown(rows, asked)
    return rows.aggregate(shown=_number_of(rows, shows), undated=_number_of(rows, ~shows))


def by_years(tables: Tables, asked: Criteria) -> Table:
    """Count the dated claims that are shown by layer and by the years of their dates.

    Examples
    --------
    >>> from geo.store.question import unbound
    >>> by_years(unbound(), Criteria()).columns
    ('layer', 'earliest', 'latest', 'count')
    """
    rows = shown(tables, "claims", asked)
    dated = rows.filter(rows.dated)
    years = {side: dated[side].year() for side in ("earliest", "latest")}
    return dated.group_by("layer", **years).aggregate(count=dated.count())


def facet(tables: Tables, asked: Criteria, restriction: Restriction) -> Table:
    """Count places and statements by the value that one restriction has of the statements.

    Its own values do not count; statements about milestones are among the others.

    Examples
    --------
    >>> from geo.allowed import RESTRICTIONS
    >>> from geo.store.question import unbound
    >>> facet(unbound(), Criteria(), RESTRICTIONS[1]).columns
    ('value', 'places', 'statements')
    """
    others, column = asked.without(restriction.name), restriction.column
    claims, events = (shown(tables, name, others) for name in ("claims", "milestones"))
    of_claims = claims.group_by(value=claims[column]).aggregate(
        places=_places_of(claims, others, column),
        statements=claims.count().cast("int64"),
    )
    of_events = events.group_by(value=events[column]).aggregate(
        places=ibis.literal(0).cast("int64"), statements=events.count().cast("int64")
    )
    return of_claims.union(of_events)


def facets_of_places(tables: Tables, asked: Criteria, names: Sequence[str]) -> Table:
    """Count places and statements by all values together of some restrictions, of places alone.

    The values of these restrictions do not count.

    Examples
    --------
    >>> from geo.store.question import unbound
    >>> facets_of_places(unbound(), Criteria(), ["layers", "cities"]).columns
    ('layer', 'city', 'places', 'statements')
    """
    others = asked.without(*names)
    columns = [restriction_of(name).column for name in names]
    claims = shown(tables, "claims", others)
    return claims.group_by(*columns).aggregate(
        places=_places_of(claims, others, "place"),
        statements=claims.count().cast("int64"),
    )


def _places_of(claims: Table, asked: Criteria, column: str) -> Column:
    """Count the places of the claims that a filter shows, each once for a value of a column.

    Where all that is stated of a place is shown, so is its first statement of each value.
    Otherwise those are told apart that several statements of a value speak of.
    """
    turn = claims[turn_of(column)]
    if asks_places_alone(asked):
        return _number_of(claims, turn != LATER).cast("int64")
    several = claims.place_number.nunique(where=turn != ONLY).fill_null(0)
    return (_number_of(claims, turn == ONLY) + several).cast("int64")


def _number_of(rows: Table, is_counted: Column) -> Column:
    """Count some rows; for Spark, Ibis makes of it a sum, which has no value where no row is."""
    return rows.count(where=is_counted).fill_null(0)
