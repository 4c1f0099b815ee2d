"""One filter as Ibis expressions over the tables of a store: written once for every engine.

Ibis turns them into the SQL of the engine that runs them, which sends back no more than what is
asked for. What they mean is said by `Filter.select`, `count_facets` and `geo.lookup.exact`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import ibis

from geo.allowed import RESTRICTIONS, Restriction, restriction_of
from geo.bounds import Bounds
from geo.criteria import Criteria
from geo.lookup.stored import sought_words
from geo.store.layout import COLUMNS, schema_of

Table = Any
"""A table of Ibis, which has no types; and its parts below."""
Column = Any


@dataclass(frozen=True)
class Tables:
    """The tables of a store, as `layout` says."""

    places: Table
    claims: Table
    milestones: Table
    listed: Table
    parts: Table


def unbound() -> Tables:
    """Return the tables of no store in particular, whose queries can only be read.

    Examples
    --------
    >>> unbound().listed.columns
    ('restriction', 'position', 'code', 'label')
    """
    return Tables(**{name: ibis.table(schema_of(name), name=name) for name in COLUMNS})


def shown(tables: Tables, name: str, asked: Criteria) -> Table:
    """Return the records of a table that a filter shows.

    Examples
    --------
    >>> sql = ibis.to_sql(shown(unbound(), "places", Criteria(countries=("FR",))), "duckdb")
    >>> "'FR'" in sql
    True
    """
    if name == "places" and not _asks_places_alone(asked):
        spoken_of = shown(tables, "claims", asked)
        return tables.places.filter(tables.places.number.isin(spoken_of.place_number))
    table = getattr(tables, name)
    conditions = _conditions(tables, name, asked)
    if asked.has_dates and name != "places":
        conditions.append(_inside(table, asked))
    return _filtered(table, conditions)


def candidates(tables: Tables, name: str, asked: Criteria) -> Table:
    """Return the claims or milestones that are shown, and those left out as undated alone.

    Where a period is set, those that are `dated` are shown.

    Examples
    --------
    >>> sql = ibis.to_sql(candidates(unbound(), "claims", Criteria(from_date="2004")), "duckdb")
    >>> "MAKE_DATE(2004, 1, 1)" in sql
    True
    """
    table = getattr(tables, name)
    conditions = _conditions(tables, name, asked)
    if asked.has_dates:
        conditions.append(_inside(table, asked) | ~table.dated)
    return _filtered(table, conditions)


def counted_claims(tables: Tables, asked: Criteria) -> Table:
    """Count shown and undated claims, and their places: all of both, shown, without a point.

    Examples
    --------
    >>> counted_claims(unbound(), Criteria()).columns
    ('claims', 'undated', 'places', 'every_place', 'unlocated')
    """
    rows = candidates(tables, "claims", asked)
    if _asks_places_alone(asked):
        places = shown(tables, "places", asked)
        return rows.aggregate(claims=rows.count(), undated=ibis.literal(0)).cross_join(
            places.aggregate(
                places=places.count(),
                every_place=places.count(),
                unlocated=_number_of(places, places.lat.isnull()),
            )
        )
    is_shown = _is_shown(rows, asked)
    of_place = rows.group_by("place_number").aggregate(
        shown=_number_of(rows, is_shown),
        undated=_number_of(rows, ~is_shown),
        is_unlocated=rows.lat.isnull().any(),
    )
    has_shown = of_place.shown > 0
    return of_place.aggregate(
        claims=of_place.shown.sum().fill_null(0),
        undated=of_place.undated.sum().fill_null(0),
        places=_number_of(of_place, has_shown),
        every_place=of_place.count(),
        unlocated=_number_of(of_place, has_shown & of_place.is_unlocated),
    )


def counted_milestones(tables: Tables, asked: Criteria) -> Table:
    """Count shown and undated milestones.

    Examples
    --------
    >>> counted_milestones(unbound(), Criteria()).columns
    ('shown', 'undated')
    """
    rows = candidates(tables, "milestones", asked)
    is_shown = _is_shown(rows, asked)
    return rows.aggregate(shown=_number_of(rows, is_shown), undated=_number_of(rows, ~is_shown))


def held(tables: Tables, name: str, ids: list[str], has_events: bool = False) -> Table:
    """Return all that is stated of some places, which they or a statement name, and of events.

    Examples
    --------
    >>> "'lights'" in ibis.to_sql(held(unbound(), "claims", ["lights"]), "duckdb")
    True
    """
    table = getattr(tables, name)
    if name == "milestones":
        return table if has_events else table.limit(0)
    by_id = tables.places.filter(tables.places.place_id.isin(ids)).select("number")
    by_claim = tables.claims.filter(tables.claims.claim_id.isin(ids)).select(number="place_number")
    named = by_id.union(by_claim).number
    return table.filter(table["number" if name == "places" else "place_number"].isin(named))


def by_years(tables: Tables, asked: Criteria) -> Table:
    """Count the dated claims that are shown by layer and by the years of their dates.

    Examples
    --------
    >>> by_years(unbound(), Criteria()).columns
    ('layer', 'earliest', 'latest', 'count')
    """
    rows = shown(tables, "claims", asked)
    dated = rows.filter(rows.dated)
    years = {side: dated[side].year() for side in ("earliest", "latest")}
    return dated.group_by("layer", **years).aggregate(count=dated.count())


def named(tables: Tables, text: str, limit: int) -> Table:
    """Return the first places that hold all words of a text themselves, those of short name first.

    Examples
    --------
    >>> named(unbound(), "lamp", 3).columns[1]
    'place_id'
    """
    places = tables.places
    found = places.filter(_holds_all(places, text, "keys"))
    return found.order_by(found.name.length(), found.number).limit(limit)


def _number_of(rows: Table, is_counted: Column) -> Column:
    """Count some rows; for Spark, Ibis makes of it a sum, which has no value where no row is."""
    return rows.count(where=is_counted).fill_null(0)


def facet(tables: Tables, asked: Criteria, restriction: Restriction) -> Table:
    """Count places and statements by the value that one restriction has of the statements.

    Its own values do not count; statements about milestones are among the others.

    Examples
    --------
    >>> facet(unbound(), Criteria(), RESTRICTIONS[1]).columns
    ('value', 'places', 'statements')
    """
    others, column = asked.without(restriction.name), restriction.column
    claims, events = (shown(tables, name, others) for name in ("claims", "milestones"))
    of_claims = _counted(claims.group_by(value=claims[column]), claims)
    of_events = events.group_by(value=events[column]).aggregate(
        places=ibis.literal(0).cast("int64"), statements=events.count().cast("int64")
    )
    return of_claims.union(of_events)


def facets_of_places(tables: Tables, asked: Criteria, names: Sequence[str]) -> Table:
    """Count places and statements by all values together of some restrictions, of places alone.

    The values of these restrictions do not count. Of places that are shown with all that is stated,
    none is met twice in their own table, which is quicker than to tell them apart.

    Examples
    --------
    >>> facets_of_places(unbound(), Criteria(), ["layers", "cities"]).columns
    ('layer', 'city', 'places', 'statements')
    """
    others = asked.without(*names)
    columns = [restriction_of(name).column for name in names]
    nothing = ibis.literal(0).cast("int64")
    places, claims = (shown(tables, name, others) for name in ("places", "claims"))
    if not _asks_places_alone(others):
        return _counted(claims.group_by(*columns), claims)
    of_places = places.group_by(*columns).aggregate(
        places=places.count().cast("int64"), statements=nothing
    )
    of_claims = claims.group_by(*columns).aggregate(
        places=nothing, statements=claims.count().cast("int64")
    )
    return of_places.union(of_claims)


def _counted(grouped: Table, claims: Table) -> Table:
    return grouped.aggregate(
        places=claims.place_number.nunique().cast("int64"),
        statements=claims.count().cast("int64"),
    )


def _filtered(table: Table, conditions: list[Column]) -> Table:
    return table.filter(*conditions) if conditions else table


def _asks_places_alone(asked: Criteria) -> bool:
    """Tell whether a filter shows all statements of its places, of which each has one at least."""
    names = [restriction.name for restriction in RESTRICTIONS if not restriction.of_places]
    return not (asked.has_dates or asked.q or any(getattr(asked, name) for name in names))


def _is_shown(rows: Table, asked: Criteria) -> Column:
    """Tell which candidates are shown: all of them, but for the undated while a period is set."""
    return rows.dated if asked.has_dates else ibis.literal(True)


def _conditions(tables: Tables, name: str, asked: Criteria) -> list[Column]:
    table, is_event = getattr(tables, name), name == "milestones"
    conditions = [
        table[restriction.column].isin(getattr(asked, restriction.name))
        for restriction in RESTRICTIONS
        if getattr(asked, restriction.name) and not (is_event and restriction.of_places)
    ]
    if is_event and not asked.keeps_events:
        conditions.append(ibis.literal(False))
    if asked.bounds is not None and not is_event:
        conditions += _in_bounds(table, asked.bounds)
    if sought_words(asked.q):
        says = _holds_all(table, asked.q)
        conditions.append(says if is_event else says | _is_about(tables, table, asked.q))
    return conditions


def _in_bounds(table: Table, box: Bounds) -> list[Column]:
    from_west, to_east = table.lon >= box.west, table.lon <= box.east
    across = (from_west | to_east) if box.crosses else (from_west & to_east)
    return [table.lat >= box.south, table.lat <= box.north, across]


def _is_about(tables: Tables, claims: Table, text: str) -> Column:
    """Tell which claims are about a place that holds all words."""
    places = tables.places
    return claims.place_number.isin(places.filter(_holds_all(places, text, "keys")).number)


def _holds_all(table: Table, text: str, keys: str = "") -> Column:
    """Tell which records hold all words of a text, as written or, where there are keys, by one."""
    tests = []
    for word in sought_words(text):
        test = table.folded.contains(word.folded)
        tests.append(test | table[keys].contains(word.key) if keys and word.key else test)
    return reduce(and_, tests)


def _inside(table: Table, asked: Criteria) -> Column:
    """Tell which dates are in the period, as `Period` says; an open bound has no day."""
    period, is_certain = asked.period, asked.certainty == "certain"
    earliest, latest = table.earliest, table.latest
    tests = [table.dated]
    if period.first is not None:
        bound = earliest if is_certain else latest
        test = bound >= period.first
        tests.append(test if is_certain else test | bound.isnull())
    if period.last is not None:
        bound = latest if is_certain else earliest
        test = bound <= period.last
        tests.append(test if is_certain else test | bound.isnull())
    return reduce(and_, tests)
