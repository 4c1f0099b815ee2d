"""Level of detail: of many places, what one view of the map can show.

A small set is shown place by place. Of a large one, each cell of a grid over the view says how many
places of each layer lie in it, and what lies outside the view is counted in a few large cells. The
grid halves with each level, as tiles of web maps do, so that a cell parts into four.
"""

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil, floor, log2

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo.bounds import Bounds

MAX_MARKS = 600
"""With no more places than these in a view, each has its own mark."""
_COLUMNS = 9
"""The most cells from one side of the view to the other; there are more than half as many."""
_OUTSIDE_LEVEL, _FINEST_LEVEL = 3, 24
_LEAST = 0.75
"""How much of a cell is seen of one that has a number of its own."""
_NORTHMOST = 85.0511
"""Where the square of the web Mercator projection ends."""


@dataclass(frozen=True)
class Cell:
    """Places of one layer that are shown as their number.

    Parameters
    ----------
    layer
        Code of the layer.
    count
        How many places it stands for.
    lat, lon
        Where its number stands, in degrees of WGS84: the middle of all places of its part of the
        grid, whatever their layer.
    order, of
        Which of the numbers that stand there it is, from 0, and of how many.
    bounds
        The box round its places.
    """

    layer: str
    count: int
    lat: float
    lon: float
    order: int
    of: int
    bounds: Bounds


@dataclass(frozen=True)
class Detail:
    """What a view shows of a set of places; together they are all that have a point.

    Parameters
    ----------
    places
        Ids of the places that have marks of their own.
    cells
        The others, counted.
    """

    places: pd.Index
    cells: tuple[Cell, ...]


def detail(
    places: pd.DataFrame,
    view: Bounds,
    kept: Collection[str] = (),
    max_marks: int = MAX_MARKS,
    finest: int = _FINEST_LEVEL,
) -> Detail:
    """Choose what a view shows of places.

    Parameters
    ----------
    places
        One row a place, indexed by `place_id`, with `layer`, and `lat` and `lon` in degrees of
        WGS84; places without a point are left out.
    view
        What the map shows.
    kept
        Places that have marks of their own in any case, such as a selected one.
    max_marks
        How many places a view may hold that are shown each by itself.
    finest
        The level of the smallest cells: they part the world's width into two to this power.

    Returns
    -------
    detail
        All places when there are no more than `max_marks`. Else those of the view, where they are
        no more, or its cells; a cell of one place is that place. The rest in cells of an eighth of
        the world's width.

    Examples
    --------
    >>> shown = detail(small.places, Bounds.read("-10,-10,80,40"), max_marks=1)
    >>> len(shown.places) + sum(cell.count for cell in shown.cells)
    4
    """
    located = places[["layer", "lat", "lon"]]
    located = located[located["lat"].notna() & located["lon"].notna()]
    if len(located) <= max_marks:
        return Detail(located.index, ())
    x, y = _unit(located["lat"], located["lon"])
    zone = _zones(x, y, view)
    is_seen = zone == 0
    is_single = located.index.isin(list(kept))
    if is_seen.sum() <= max_marks:
        is_single |= is_seen
    rows, columns = np.floor(y * 2.0**_OUTSIDE_LEVEL), np.floor(x * 2.0**_OUTSIDE_LEVEL)
    level = min(_level(view), finest)
    rows[is_seen], columns[is_seen] = _in_view(x[is_seen], y[is_seen], view, level)
    grid = 9 * (rows * 2.0**_FINEST_LEVEL + columns).astype(int) + zone
    left = ~is_single
    rest = _Rest(located[left], x[left], y[left], grid[left])
    singles = located.index[is_single].union(rest.alone(), sort=False)
    return Detail(singles, tuple(rest.cells()))


def _unit(lat: ArrayLike, lon: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Project degrees to web Mercator (EPSG:3857), on a square from 0 to 1, north at the top."""
    north = np.radians(np.clip(np.asarray(lat, float), -_NORTHMOST, _NORTHMOST))
    x = np.asarray(lon, float) / 360 + 0.5
    return x % 1, np.clip(0.5 - np.arcsinh(np.tan(north)) / (2 * np.pi), 0, 1 - 1e-12)


def _degrees(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return latitudes and longitudes of points of the square."""
    return np.degrees(np.arctan(np.sinh((0.5 - y) * 2 * np.pi))), (x - 0.5) * 360


def _zones(x: NDArray[np.float64], y: NDArray[np.float64], view: Bounds) -> NDArray[np.int_]:
    """Tell where points lie from the view: 0 for in it, else one number for each side and corner.

    The middle of points outside, of one zone, is outside as well.
    """
    top, bottom = _unit([view.north, view.south], [0, 0])[1]
    width = view.width / 360
    east = (x - (view.west / 360 + 0.5)) % 1
    across = np.select([east <= width, east < (1 + width) / 2], [0, 1], 2)
    return 3 * np.select([y < top, y > bottom], [1, 2], 0) + across


def _level(view: Bounds) -> int:
    """Return the zoom level whose cells part the width of a view into 5 to 9 columns."""
    width = max(view.width / 360, 2.0**-_FINEST_LEVEL)
    return min(floor(log2(_COLUMNS / width)), _FINEST_LEVEL)


def _in_view(
    x: NDArray[np.float64], y: NDArray[np.float64], view: Bounds, level: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the rows and columns of the points in a view, in numbers of the grid."""
    cells = 2.0**level
    top, bottom = _unit([view.north, view.south], [0, 0])[1] * cells
    rows = _joined(y * cells, top, bottom)
    if view.crosses:  # the middle of what lies on both sides of the 180th meridian is far away
        return rows, np.floor(x * cells)
    left = (view.west / 360 + 0.5) * cells
    return rows, _joined(x * cells, left, left + view.width / 360 * cells)


def _joined(at: NDArray[np.float64], start: float, end: float) -> NDArray[np.float64]:
    """Return the numbers of rows or columns; the narrow ends of a view have those of the next."""
    first = floor(start + _LEAST)
    return np.clip(np.floor(at), first, max(first, ceil(end - _LEAST) - 1))


class _Rest:
    """Places without a mark of their own, sorted by the cell in which they lie, then by layer."""

    def __init__(
        self,
        located: pd.DataFrame,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        grid: NDArray[np.int_],
    ) -> None:
        layers, self.layers = pd.factorize(located["layer"], sort=True)
        keys = grid * max(len(self.layers), 1) + layers
        order = np.argsort(keys, kind="stable")
        self.located = located.iloc[order]
        self.x, self.y, self.grid, self.codes = x[order], y[order], grid[order], layers[order]
        self.starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
        self.counts = np.diff(self.starts, append=len(order))

    def alone(self) -> pd.Index:
        """Return the ids of places that no other of their layer shares a cell with."""
        return self.located.index[self.starts[self.counts == 1]]

    def cells(self) -> list[Cell]:
        """Count the others of each cell and layer, all layers of a cell at one point."""
        if not len(self.starts):
            return []
        lat, lon = self.located["lat"].to_numpy(), self.located["lon"].to_numpy()
        edges = [
            np.minimum.reduceat(lat, self.starts),
            np.minimum.reduceat(lon, self.starts),
            np.maximum.reduceat(lat, self.starts),
            np.maximum.reduceat(lon, self.starts),
        ]
        many = np.flatnonzero(self.counts > 1)
        at, counts = self.starts[many], self.counts[many]
        x, y = (np.add.reduceat(one, self.starts)[many] for one in (self.x, self.y))
        _, cell, sharing = np.unique(self.grid[at], return_inverse=True, return_counts=True)
        total = np.bincount(cell, counts)
        middles = _degrees(np.bincount(cell, x) / total, np.bincount(cell, y) / total)
        first = np.cumsum(sharing) - sharing
        return [
            Cell(
                layer=str(self.layers[self.codes[at[n]]]),
                count=int(counts[n]),
                lat=float(middles[0][cell[n]]),
                lon=float(middles[1][cell[n]]),
                order=int(n - first[cell[n]]),
                of=int(sharing[cell[n]]),
                bounds=Bounds(*(float(edge[many[n]]) for edge in edges)),
            )
            for n in range(len(many))
        ]
