"""Where labels of the base map go: the zooms at which none overlaps another."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

LAST_ZOOM = 12
TILE_PX = 256
LINE_PX = 18
CAPITAL_ZOOM = 4
LETTER_PX = {"country": 8, "city": 7}


@dataclass(frozen=True)
class Label:
    """A name at a point, shown from `min_zoom` to `max_zoom`.

    `lon` and `lat` are degrees in EPSG:4326. `rank` is 1 for the largest cities. `size` tells which
    of two labels goes first: the population of a city, the extent of a country.
    """

    kind: str
    name: str
    country: str
    lon: float
    lat: float
    rank: int
    size: float
    min_zoom: int
    max_zoom: int = LAST_ZOOM

    @property
    def half_box_px(self) -> tuple[float, float]:
        """Half the width and half the height of the name as drawn, in pixels."""
        return (LETTER_PX[self.kind] * len(self.name) + 8) / 2, LINE_PX / 2


def to_pixels(lon: float, lat: float, zoom: int) -> tuple[float, float]:
    """Return where a point (degrees) lies on the Web Mercator map, in pixels from the top left."""
    world = TILE_PX * 2**zoom
    y = math.asinh(math.tan(math.radians(max(-85.0, min(85.0, lat)))))
    return world * (lon / 360 + 0.5), world * (0.5 - y / (2 * math.pi))


def overlap(one: Label, other: Label, zoom: int) -> bool:
    """Tell whether the names of two labels, each centred on its point, overlap at a zoom level."""
    x, y = to_pixels(one.lon, one.lat, zoom)
    other_x, other_y = to_pixels(other.lon, other.lat, zoom)
    (half_width, half_height), (other_width, other_height) = one.half_box_px, other.half_box_px
    return (
        abs(x - other_x) < half_width + other_width
        and abs(y - other_y) < half_height + other_height
    )


def is_clear(label: Label, zoom: int, placed: Iterable[Label]) -> bool:
    """Tell whether a label overlaps none of the placed ones that are shown at a zoom level."""
    shown = (other for other in placed if other.min_zoom <= zoom <= other.max_zoom)
    return not any(overlap(label, other, zoom) for other in shown)


def place_country(label: Label, placed: list[Label]) -> Label:
    """Return the label with the first run of zooms at which it is clear, else its last zoom."""
    end = label.max_zoom + 1
    zooms = range(label.min_zoom, end)
    first = next((zoom for zoom in zooms if is_clear(label, zoom, placed)), label.max_zoom)
    later = range(first + 1, end)
    blocked = next((zoom for zoom in later if not is_clear(label, zoom, placed)), end)
    return replace(label, min_zoom=first, max_zoom=blocked - 1)


def place_city(label: Label, placed: list[Label]) -> Label:
    """Return the label with the zoom from which on it stays clear, else with the last zoom."""
    zooms = range(label.min_zoom, LAST_ZOOM + 1)
    blocked = [zoom for zoom in zooms if not is_clear(label, zoom, placed)]
    return replace(label, min_zoom=min(blocked[-1] + 1, LAST_ZOOM) if blocked else label.min_zoom)


def spread(labels: Iterable[Label]) -> Iterator[Label]:
    """Yield the labels, each with the zooms at which it is clear of those before it.

    Capitals go first, then countries, then the other cities by the zoom they ask for; the larger
    before the smaller.
    """

    def turn(label: Label) -> tuple[bool, bool, int, float, str, str]:
        is_country = label.kind == "country"
        is_other = not is_country and label.min_zoom > CAPITAL_ZOOM
        zoom = label.min_zoom if is_other else 0
        return is_other, is_country, zoom, -label.size, label.country, label.name

    placed: list[Label] = []
    for label in sorted(labels, key=turn):
        placed.append((place_country if label.kind == "country" else place_city)(label, placed))
        yield placed[-1]
