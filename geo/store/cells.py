"""Level of detail as one Ibis expression: an engine counts places by the cells of a view.

The grid is that of `geo.view_grid`, what becomes of its numbers that of `geo.cluster`; only the
counting is here.
"""

from collections.abc import Collection
from typing import Any

import ibis

from geo.view_grid import FINEST_LEVEL, OUTSIDE_LEVEL, ViewGrid

Table = Any
"""A table of Ibis, which has no types; and its parts below."""
Column = Any

IN_VIEW = 0
"""The zone of what a view shows; the others lie at its sides and corners."""
_ZONES = 9


def grouped(places: Table, grid: ViewGrid, kept: Collection[str] = ()) -> Table:
    """Count places with a point by cell and layer.

    Parameters
    ----------
    places
        Those to count.
    grid
        The grid over the view.
    kept
        Ids of those that are not counted.

    Returns
    -------
    groups
        The columns `cluster.GROUPS`, the zone of the cell, and the least number of its places.

    Examples
    --------
    >>> from geo.bounds import Bounds
    >>> from geo.store.question import unbound
    >>> grouped(unbound().places, ViewGrid.of(Bounds(0, 0, 9, 9))).columns[:3]
    ('cell', 'zone', 'layer')
    """
    located = places.filter(places.x.notnull())
    if kept:
        located = located.filter(located.place_id.notin(list(kept)))
    placed = located.mutate(cell=_cell(located, grid), zone=_zone(located, grid))
    return placed.group_by("cell", "zone", "layer").aggregate(
        count=placed.count(),
        number=placed.number.min(),
        x=placed.x.sum(),
        y=placed.y.sum(),
        left=placed.x.min(),
        top=placed.y.min(),
        right=placed.x.max(),
        bottom=placed.y.max(),
    )


def in_view(places: Table, grid: ViewGrid) -> Table:
    """Return the places that a view shows.

    Examples
    --------
    >>> from geo.bounds import Bounds
    >>> from geo.store.question import unbound
    >>> in_view(unbound().places, ViewGrid.of(Bounds(0, 0, 9, 9))).columns[0]
    'number'
    """
    return places.filter(places.x.notnull(), _zone(places, grid) == IN_VIEW)


def zoned(places: Table, grid: ViewGrid) -> Table:
    """Return the ids of places in their order, and whether a view shows each.

    Examples
    --------
    >>> from geo.bounds import Bounds
    >>> from geo.store.question import unbound
    >>> zoned(unbound().places, ViewGrid.of(Bounds(0, 0, 9, 9))).columns
    ('place_id', 'is_seen')
    """
    ordered = places.order_by("number")
    return ordered.select("place_id", is_seen=_zone(ordered, grid) == IN_VIEW)


def _zone(places: Table, grid: ViewGrid) -> Column:
    """Tell where points lie from the view: `IN_VIEW`, else a number for each side and corner."""
    gone = places.x - grid.left
    east = gone - gone.floor()
    across = ibis.cases((east <= grid.width, 0), (east < (1 + grid.width) / 2, 1), else_=2)
    down = ibis.cases((places.y < grid.top, 1), (places.y > grid.bottom, 2), else_=0)
    return 3 * down + across


def _cell(places: Table, grid: ViewGrid) -> Column:
    """Return the number of the cell in which each place lies."""
    is_seen = _zone(places, grid) == IN_VIEW
    columns = (places.x * grid.cells).floor()
    if grid.columns is not None:
        columns = _between(columns, *grid.columns)
    rows = _between((places.y * grid.cells).floor(), *grid.rows)
    outside = 2.0**OUTSIDE_LEVEL
    row = is_seen.ifelse(rows, (places.y * outside).floor()).cast("int64")
    column = is_seen.ifelse(columns, (places.x * outside).floor()).cast("int64")
    return _ZONES * (row * 2**FINEST_LEVEL + column) + _zone(places, grid)


def _between(value: Column, least: int, most: int) -> Column:
    return ibis.greatest(ibis.least(value, most), least)
