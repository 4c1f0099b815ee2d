"""Numbers on the map that stand for places too many to be drawn each by itself."""

from collections.abc import Callable, Iterable
from dataclasses import astuple
from math import floor, log2

from geo.cluster import Cell

_DECIMALS = 4
_WORLD_LEVEL = 8
"""At zoom level 0, the world is two to this power pixels wide."""
_NUMBER_PX, _ROOM_PX = 24, 16
"""How high a number is, and what room is left round those of a cell: see `map.css`."""

Feature = dict[str, object]


def cell_features(
    cells: Iterable[Cell], words: Callable[[str, int], str]
) -> dict[str, list[Feature]]:
    """Give what `map.js` needs to draw each number, by the code of its layer.

    Parameters
    ----------
    cells
        Counted places.
    words
        Says how many places of a layer a number stands for, given its code and the count.

    Returns
    -------
    features
        GeoJSON features in degrees of WGS84; `box` is south, west, north and east of the places,
        and `at` which number of how many on the same point it is.
    """
    features: dict[str, list[Feature]] = {}
    for cell in cells:
        lat, lon = round(cell.lat, _DECIMALS), round(cell.lon, _DECIMALS)
        properties: Feature = {
            "place_id": f"cell {cell.layer} {lat} {lon}",
            "count": cell.count,
            "name": words(cell.layer, cell.count),
            "box": [round(edge, _DECIMALS) for edge in astuple(cell.bounds)],
            "at": [cell.order, cell.of],
        }
        geometry: Feature = {"type": "Point", "coordinates": [lon, lat]}
        feature: Feature = {"type": "Feature", "geometry": geometry, "properties": properties}
        features.setdefault(cell.layer, []).append(feature)
    return features


def finest_level(zoom: float, layers: int) -> int:
    """Return the level of the smallest cells that have room for a number of each layer.

    Parameters
    ----------
    zoom
        The map's own level.
    layers
        How many numbers may stand below one another.

    Examples
    --------
    >>> finest_level(2, 3), finest_level(0.5, 3)
    (3, 2)
    """
    return max(0, floor(zoom + _WORLD_LEVEL - log2(layers * _NUMBER_PX + _ROOM_PX)))
