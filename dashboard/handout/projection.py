"""Where on a handout's page a part of the world stands."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from dashboard.session.view import MAX_ZOOM, View
from geo.bounds import Bounds

TILE_PX = 256
EARTH_KM = 6371.0088
_MARGIN_PX = 26


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in pixels."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles share a part."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, x: ArrayLike, y: ArrayLike, edge: float = 0) -> NDArray[np.bool_]:
        """Tell which points lie inside, at least `edge` from every side."""
        x, y = np.asarray(x), np.asarray(y)
        across = (x >= self.x + edge) & (x <= self.x + self.width - edge)
        down = (y >= self.y + edge) & (y <= self.y + self.height - edge)
        return np.asarray(across & down)


@dataclass(frozen=True)
class Projection:
    """Web Mercator, as the live map uses it, with `view`'s centre in the middle of `box`."""

    box: Box
    view: View

    @property
    def world_px(self) -> float:
        """Width of the whole world in pixels."""
        return float(TILE_PX * 2**self.view.zoom)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where on the page a point in degrees stands."""
        x, y = self.project(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def project(self, points: np.ndarray) -> np.ndarray:
        """Turn rows of `lon, lat` in degrees into rows of `x, y` on the page."""
        x0, y0 = _mercator(np.array([[self.view.lng, self.view.lat]]))[0]
        flat = _mercator(points)
        middle = (self.box.x + self.box.width / 2, self.box.y + self.box.height / 2)
        return (flat - (x0, y0)) * (self.world_px, self.world_px) + middle

    def bounds(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north of the box in degrees."""
        x0, y0 = _mercator(np.array([[self.view.lng, self.view.lat]]))[0]
        across, down = self.box.width / self.world_px / 2, self.box.height / self.world_px / 2
        return (
            max(-180.0, (x0 - across) * 360 - 180),
            _latitude(y0 + down),
            min(180.0, (x0 + across) * 360 - 180),
            _latitude(y0 - down),
        )

    def radius_px(self, radius_km: float, lat: float) -> float:
        """Return the radius of a ring round a point at `lat`, as Leaflet draws its circles."""
        around = 2 * math.pi * EARTH_KM * math.cos(math.radians(lat))
        return radius_km / around * self.world_px


def _mercator(points: np.ndarray) -> np.ndarray:
    """Turn `lon, lat` in degrees into shares of the world's width, from the north-west corner."""
    lat = np.radians(np.clip(points[:, 1], -85.05, 85.05))
    down = (1 - np.log(np.tan(lat / 2 + np.pi / 4)) / np.pi) / 2
    return np.column_stack([(points[:, 0] + 180) / 360, down])


def _latitude(down: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down))))


def fitting(box: Box, points: Iterable[tuple[float, float]], closest: float) -> Projection:
    """Return the projection in which all points (`lat, lon`, at least one) stand well inside.

    It zooms in no further than to the level `closest`, so that what lies around can be told.
    """
    flat = _mercator(np.array([[lon, lat] for lat, lon in points]))
    low, high = flat.min(axis=0), flat.max(axis=0)
    inner = (box.width - 2 * _MARGIN_PX, box.height - 2 * _MARGIN_PX)
    spans = [max(float(span), 1e-9) for span in high - low]
    zoom = min(math.log2(side / span / TILE_PX) for side, span in zip(inner, spans, strict=True))
    middle_x, middle_y = (low + high) / 2
    view = View(_latitude(middle_y), float(middle_x) * 360 - 180, min(zoom, closest))
    return Projection(box, view)


def region_in(bounds: Bounds, box: Box) -> Projection:
    """Return the projection in which a part of the world stands well inside a box."""
    east = bounds.east + 360 if bounds.crosses else bounds.east
    return fitting(box, [(bounds.south, bounds.west), (bounds.north, east)], MAX_ZOOM)


def frame_of(part: Projection, whole: Projection) -> Box:
    """Return where in the box of `whole` the part of the world in `part`'s box lies."""
    west, south, east, north = part.bounds()
    left, top = whole.at(north, west)
    right, bottom = whole.at(south, east)
    return Box(left, top, right - left, bottom - top)


def clip(shapes: np.ndarray, projection: Projection, detail_px: float) -> np.ndarray:
    """Cut shapes in degrees to a little more than the box, and put them on the page.

    What is smaller than `detail_px` is smoothed over.
    """
    west, south, east, north = projection.bounds()
    wide, high = (east - west) * 0.03, (north - south) * 0.03
    cut = shapely.clip_by_rect(shapes, west - wide, south - high, east + wide, north + high)
    flat = shapely.transform(cut[~shapely.is_empty(cut)], projection.project)
    parts = shapely.get_parts(shapely.simplify(flat, detail_px, preserve_topology=False))
    return np.asarray(parts[shapely.area(parts) > detail_px**2])
