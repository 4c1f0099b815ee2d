"""The grid over a view of the map by which places are counted, in numbers that any store can use.

The world is a square from 0 to 1 in web Mercator (EPSG:3857), north at the top, which halves with
each level, as tiles of web maps do.
"""

from dataclasses import dataclass
from math import ceil, floor, log2

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo.bounds import Bounds

OUTSIDE_LEVEL, FINEST_LEVEL = 3, 24
"""Levels of the cells outside a view, and of the smallest that there are."""
_COLUMNS = 9
"""The most cells from one side of the view to the other; there are more than half as many."""
_LEAST = 0.75
"""How much of a cell is seen of one that has a number of its own."""
NORTHMOST = 85.0511
"""Where the square of the web Mercator projection ends."""


def unit(lat: ArrayLike, lon: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Project degrees to the square.

    Examples
    --------
    >>> [float(one) for one in unit(0, 0)]
    [0.5, 0.5]
    """
    north = np.radians(np.clip(np.asarray(lat, float), -NORTHMOST, NORTHMOST))
    x = np.asarray(lon, float) / 360 + 0.5
    return x % 1, np.clip(0.5 - np.arcsinh(np.tan(north)) / (2 * np.pi), 0, 1 - 1e-12)


def degrees(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return latitudes and longitudes of points of the square.

    Examples
    --------
    >>> [one.tolist() for one in degrees(np.array([0.5]), np.array([0.5]))]
    [[0.0], [0.0]]
    """
    return np.degrees(np.arctan(np.sinh((0.5 - y) * 2 * np.pi))), (x - 0.5) * 360


@dataclass(frozen=True)
class ViewGrid:
    """A view of the map on the square, and the grid over it.

    Parameters
    ----------
    top, bottom
        Its edges from 0 to 1, from the north on.
    left, width
        Where it begins, and how much of the world's width it shows; it may go on past 1.
    cells
        How many cells part the width of the world.
    rows, columns
        The first and the last in the view that have numbers of their own: its narrow ends belong to
        them. No columns where the view lies across the 180th meridian, since the middle of what
        lies on both sides would be far away.
    """

    top: float
    bottom: float
    left: float
    width: float
    cells: float
    rows: tuple[int, int]
    columns: tuple[int, int] | None

    @classmethod
    def of(cls, view: Bounds, finest: int = FINEST_LEVEL) -> "ViewGrid":
        """Lay the grid over a view whose width it parts into 5 to 9 columns, if `finest` allows.

        Examples
        --------
        >>> ViewGrid.of(Bounds.read("-10,0,10,45")).columns
        (32, 39)
        """
        top, bottom = (float(edge) for edge in unit([view.north, view.south], [0, 0])[1])
        left, width = view.west / 360 + 0.5, view.width / 360
        cells = 2.0 ** min(_level(width), finest)
        across = None if view.crosses else _inner(left * cells, left * cells + width * cells)
        return cls(top, bottom, left, width, cells, _inner(top * cells, bottom * cells), across)


def _level(width: float) -> int:
    return min(floor(log2(_COLUMNS / max(width, 2.0**-FINEST_LEVEL))), FINEST_LEVEL)


def _inner(start: float, end: float) -> tuple[int, int]:
    """Return the first and the last row or column of which enough is seen."""
    first = floor(start + _LEAST)
    return first, max(first, ceil(end - _LEAST) - 1)
