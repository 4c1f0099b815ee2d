"""Areas of the map as boxes in degrees, which may lie across the 180th meridian."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

_DECIMALS = 4


@dataclass(frozen=True)
class Bounds:
    """A box; where `west` is greater than `east`, it lies across the 180th meridian.

    Parameters
    ----------
    south, west, north, east
        Edges in degrees, WGS 84.
    """

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `south,west,north,east` in degrees, to about 10 metres.

        Raises
        ------
        ValueError
            Those are no four edges of a box on the globe.

        Examples
        --------
        >>> Bounds.read("44.84,-0.6,44.86,-0.55")
        Bounds(south=44.84, west=-0.6, north=44.86, east=-0.55)
        """
        box = cls(*map(float, text.split(","))) if text.count(",") == 3 else None
        if box is None or not (
            -90 <= box.south <= box.north <= 90 and abs(box.west) <= 180 and abs(box.east) <= 180
        ):
            raise ValueError(f"{text!r} is no box of south,west,north,east in degrees")
        return cls(*(round(edge, _DECIMALS) for edge in astuple(box)))

    @classmethod
    def around(cls, lats: Sequence[float], lons: Sequence[float]) -> Self:
        """Return the smallest box that holds all points, of which there is at least one.

        Examples
        --------
        >>> print(Bounds.around([1, 2], [179, -179]))
        1,179,2,-179
        """
        sorted_lons = sorted(set(lons))
        # The box leaves out the widest gap between neighbours, going round the globe.
        following = [*sorted_lons[1:], sorted_lons[0] + 360]
        gaps = [east - west for west, east in zip(sorted_lons, following, strict=True)]
        last = max(range(len(gaps)), key=lambda place: (gaps[place], place))
        west = sorted_lons[(last + 1) % len(sorted_lons)]
        return cls(min(lats), west, max(lats), sorted_lons[last])

    def __str__(self) -> str:
        return ",".join(f"{round(edge, _DECIMALS):.9g}" for edge in astuple(self))

    @property
    def crosses(self) -> bool:
        """Whether the box lies across the 180th meridian.

        Examples
        --------
        >>> Bounds.read("0,179,10,-179").crosses
        True
        """
        return self.west > self.east

    def holds(self, lats: ArrayLike, lons: ArrayLike) -> np.ndarray:
        """Tell which points lie inside; a point on an edge does, a missing one does not.

        Examples
        --------
        >>> Bounds.read("0,179,10,-179").holds([5, 5], [180, 0]).tolist()
        [True, False]
        """
        lat, lon = np.asarray(lats, dtype=float), np.asarray(lons, dtype=float)
        from_west, to_east = lon >= self.west, lon <= self.east
        across = from_west | to_east if self.crosses else from_west & to_east
        return np.asarray((lat >= self.south) & (lat <= self.north) & across)
