"""Level of detail: of many places, what one view of the map can show.

A small set is shown place by place. Of a large one, each cell of a grid over the view says how many
places of each layer lie in it, and what lies outside the view is counted in a few large cells. The
grid halves with each level, as tiles of web maps do, so that a cell parts into four.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.bounds import Bounds
from geo.view_grid import FINEST_LEVEL, NORTHMOST, OUTSIDE_LEVEL, ViewGrid, degrees, unit

_ROUNDING = 1e-9  # of degrees that come back from the square

MAX_MARKS = 600
"""With no more places than these in a view, each has its own mark."""


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
    finest: int = FINEST_LEVEL,
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
    x, y = unit(located["lat"], located["lon"])
    grid = ViewGrid.of(view, finest)
    zone = _zones(x, y, grid)
    is_seen = zone == 0
    is_single = located.index.isin(list(kept))
    if is_seen.sum() <= max_marks:
        is_single |= is_seen
    rows, columns = np.floor(y * 2.0**OUTSIDE_LEVEL), np.floor(x * 2.0**OUTSIDE_LEVEL)
    rows[is_seen], columns[is_seen] = _in_view(x[is_seen], y[is_seen], grid)
    cell = 9 * (rows * 2.0**FINEST_LEVEL + columns).astype(int) + zone
    left = ~is_single
    rest = _Rest(located[left], x[left], y[left], cell[left])
    singles = located.index[is_single].union(rest.alone(), sort=False)
    return Detail(singles, cells_of(rest.groups()))


def _zones(x: NDArray[np.float64], y: NDArray[np.float64], grid: ViewGrid) -> NDArray[np.int_]:
    """Tell where points lie from the view: 0 for in it, else one number for each side and corner.

    The middle of points outside, of one zone, is outside as well.
    """
    east = (x - grid.left) % 1
    across = np.select([east <= grid.width, east < (1 + grid.width) / 2], [0, 1], 2)
    return 3 * np.select([y < grid.top, y > grid.bottom], [1, 2], 0) + across


def _in_view(
    x: NDArray[np.float64], y: NDArray[np.float64], grid: ViewGrid
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the rows and columns of the points in a view, in numbers of the grid."""
    rows = np.clip(np.floor(y * grid.cells), *grid.rows)
    columns = np.floor(x * grid.cells)
    return rows, columns if grid.columns is None else np.clip(columns, *grid.columns)


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
        self.ids, self.order = located.index, order
        self.x, self.y, self.grid, self.codes = x[order], y[order], grid[order], layers[order]
        self.starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
        self.counts = np.diff(self.starts, append=len(order))

    def alone(self) -> pd.Index:
        """Return the ids of places that no other of their layer shares a cell with."""
        return self.ids[self.order[self.starts[self.counts == 1]]]

    def groups(self) -> pd.DataFrame:
        """Count the others of each cell and layer, as `cells_of` takes them."""
        if not len(self.starts):
            return pd.DataFrame(columns=GROUPS)
        groups = pd.DataFrame(
            {
                "cell": self.grid[self.starts],
                "layer": self.layers[self.codes[self.starts]],
                "count": self.counts,
                "x": np.add.reduceat(self.x, self.starts),
                "y": np.add.reduceat(self.y, self.starts),
                "left": np.minimum.reduceat(self.x, self.starts),
                "top": np.minimum.reduceat(self.y, self.starts),
                "right": np.maximum.reduceat(self.x, self.starts),
                "bottom": np.maximum.reduceat(self.y, self.starts),
            }
        )
        return groups[groups["count"] > 1]


GROUPS = ("cell", "layer", "count", "x", "y", "left", "top", "right", "bottom")
"""What is known of the places of one layer in one cell: sums of `x` and `y`, and their edges."""


def _edges(groups: pd.DataFrame) -> NDArray[np.float64]:
    """Return south, west, north and east of groups, so far out that they hold all of their places.

    The square ends before the poles.
    """
    north, west = degrees(groups["left"].to_numpy(dtype=float), groups["top"].to_numpy(dtype=float))
    south, east = degrees(
        groups["right"].to_numpy(dtype=float), groups["bottom"].to_numpy(dtype=float)
    )
    return np.column_stack(
        [
            np.where(south - _ROUNDING < -NORTHMOST, -90, south - _ROUNDING),
            np.maximum(west - _ROUNDING, -180),
            np.where(north + _ROUNDING > NORTHMOST, 90, north + _ROUNDING),
            # Both 180 and -180 stand at the left edge of the square.
            np.where(groups["left"] == 0, 180, np.minimum(east + _ROUNDING, 180)),
        ]
    )


def cells_of(groups: pd.DataFrame) -> tuple[Cell, ...]:
    """Return the cells of a view, all layers of one part of the grid at one point.

    Parameters
    ----------
    groups
        One row a cell and layer with the columns `GROUPS`, sorted by both.

    Examples
    --------
    >>> groups = pd.DataFrame([(1, "gate", 2, 1.0, 1.0, 0.4, 0.4, 0.6, 0.6)], columns=GROUPS)
    >>> [(cell.count, cell.lat, cell.lon) for cell in cells_of(groups)]
    [(2, 0.0, 0.0)]
    """
    if groups.empty:
        return ()
    counts = groups["count"].to_numpy()
    _, cell, sharing = np.unique(groups["cell"], return_inverse=True, return_counts=True)
    total = np.bincount(cell, counts)
    x, y = (np.bincount(cell, groups[axis]) / total for axis in ("x", "y"))
    lats, lons = degrees(x, y)
    first = np.cumsum(sharing) - sharing
    edges = _edges(groups)
    return tuple(
        Cell(
            layer=str(layer),
            count=int(counts[n]),
            lat=float(lats[cell[n]]),
            lon=float(lons[cell[n]]),
            order=int(n - first[cell[n]]),
            of=int(sharing[cell[n]]),
            bounds=Bounds(*map(float, edges[n])),
        )
        for n, layer in enumerate(groups["layer"])
    )
