"""Areas of the map as boxes in degrees, which may lie across the 180th meridian."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import log2
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

_DECIMALS = 4
_MARGIN = 0.06
"""What a widened box has on each side, as a share of its size."""
_NARROWEST_DEGREES = 2.0


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

    @property
    def width(self) -> float:
        """Degrees from west to east.

        Examples
        --------
        >>> Bounds.read("0,179,10,-179").width
        2.0
        """
        return self.east - self.west + (360 if self.crosses else 0)

    @property
    def corners(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """South-west and north-east as latitude and longitude, the latter beyond 180 if need be.

        Examples
        --------
        >>> Bounds.read("0,179,10,-179").corners
        ((0.0, 179.0), (10.0, 181.0))
        """
        return (self.south, self.west), (self.north, self.west + self.width)

    @property
    def view(self) -> tuple[float, float, float]:
        """Latitude, longitude and zoom level of a map that shows the whole box.

        Examples
        --------
        >>> Bounds.read("40,160,50,-155").view
        (45.0, -177.5, 4.0)
        """
        lat, lon = (self.south + self.north) / 2, _wrapped(self.west + self.width / 2)
        degrees = max(self.width, 2 * (self.north - self.south), _NARROWEST_DEGREES)
        return round(lat, _DECIMALS), round(lon, _DECIMALS), round(log2(360 / degrees) + 1, 2)

    def is_nearly(self, other: "Bounds") -> bool:
        """Tell whether two boxes differ by no more than maps round: a fiftieth of the width.

        Examples
        --------
        >>> Bounds(30, 50, 36, 60).is_nearly(Bounds(30.1, 50, 36, 59.9))
        True
        >>> Bounds(30, 50, 36, 60).is_nearly(Bounds(31, 50, 36, 60))
        False
        """
        pairs = zip(astuple(self), astuple(other), strict=True)
        return max(abs(one - edge) for one, edge in pairs) <= self.width / 50

    def widened(self) -> "Bounds":
        """Return a box with a margin; one that would go round the globe becomes `WORLD`.

        Examples
        --------
        >>> print(Bounds.read("5,7,5,7").widened())
        4,6,6,8
        """
        height = self.north - self.south
        across = max(self.width * _MARGIN, (_NARROWEST_DEGREES - self.width) / 2)
        down = max(height * _MARGIN, (_NARROWEST_DEGREES - height) / 2)
        if self.width + 2 * across >= 360:
            return WORLD
        return Bounds(
            max(-85.0, self.south - down),
            _wrapped(self.west - across),
            min(85.0, self.north + down),
            _wrapped(self.east + across),
        )

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


WORLD = Bounds(-56, -180, 76, 180)
"""Nearly all land that people live on."""


def _wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180
