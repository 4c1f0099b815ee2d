"""One filter as Ibis expressions over the tables of a store: written once for every engine.

Ibis turns them into the SQL of the engine that runs them, which sends back no more than what is
asked for. What they mean is said by `Filter.select`, `count_facets` and `geo.lookup.exact`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import ibis

from geo.allowed import RESTRICTIONS
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
    if name == "places" and not asks_places_alone(asked):
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


def asks_places_alone(asked: Criteria) -> bool:
    """Tell whether a filter shows all statements of its places, of which each has one at least.

    Examples
    --------
    >>> asks_places_alone(Criteria(cities=("paris",))), asks_places_alone(Criteria(q="lamp"))
    (True, False)
    """
    names = [restriction.name for restriction in RESTRICTIONS if not restriction.of_places]
    return not (asked.has_dates or asked.q or any(getattr(asked, name) for name in names))


def is_shown(rows: Table, asked: Criteria) -> Column:
    """Tell which candidates are shown: all of them, but for the undated while a period is set.

    Examples
    --------
    >>> is_shown(unbound().claims, Criteria(from_date="2004")).get_name()
    'dated'
    """
    return rows.dated if asked.has_dates else ibis.literal(True)


def numbered(tables: Tables, ids: Collection[str]) -> Table:
    """Return the numbers of places of some ids.

    Examples
    --------
    >>> "'lights'" in ibis.to_sql(numbered(unbound(), ["lights"]), "duckdb")
    True
    """
    return tables.places.filter(tables.places.place_id.isin(list(ids))).select("number")


def spoken_of(tables: Tables, ids: Collection[str]) -> Table:
    """Return the numbers of the places that statements of some ids speak of.

    Examples
    --------
    >>> "'lights-01'" in ibis.to_sql(spoken_of(unbound(), ["lights-01"]), "duckdb")
    True
    """
    return tables.claims.filter(tables.claims.claim_id.isin(list(ids))).select("place_number")


def held(tables: Tables, name: str, numbers: list[int], has_events: bool = False) -> Table:
    """Return all that is stated of places of some numbers, and of events.

    Numbers stand in their order in a table, so that an engine need not read all of it.

    Examples
    --------
    >>> "(7, 9)" in ibis.to_sql(held(unbound(), "claims", [7, 9]), "duckdb")
    True
    """
    table = getattr(tables, name)
    if name == "milestones":
        return table if has_events else table.limit(0)
    return table.filter(table["number" if name == "places" else "place_number"].isin(numbers))


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


def _filtered(table: Table, conditions: list[Column]) -> Table:
    return table.filter(*conditions) if conditions else table


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
