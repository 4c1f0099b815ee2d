"""Outlines and names of countries, cut to what a map of a handout shows."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely

from dashboard.handout.projection import Projection, clip
from dashboard.handout.svg import short


@dataclass(frozen=True, eq=False)
class Outlines:
    """The base map's content.

    Parameters
    ----------
    countries, provinces
        Shapes in degrees, EPSG:4326; provinces are those of the country that the subject is about.
    names
        Name, latitude, longitude, first and last zoom level of each country.
    """

    countries: np.ndarray
    provinces: np.ndarray
    names: tuple[tuple[str, float, float, int, int], ...]

    def parts(self, projection: Projection) -> tuple[str, str]:
        """Return the outlines of countries and provinces as path data on the page."""
        return (
            path_data(clip(self.countries, projection)),
            path_data(clip(self.provinces, projection)),
        )

    def countries_named(self, zoom: float) -> list[tuple[str, float, float]]:
        """List the countries whose names a map at this zoom level shows: name, lat, lon."""
        return [
            (name, lat, lon)
            for name, lat, lon, first, last in self.names
            if first <= zoom + 0.5 and zoom < last + 1
        ]


NO_OUTLINES = Outlines(np.array([], dtype=object), np.array([], dtype=object), ())
"""What is left to draw where the base map cannot be read."""


@lru_cache(maxsize=2)
def read_outlines(folder: Path, provinces: str = "") -> Outlines:
    """Read the base map's files of a folder, once; `provinces` names one of them, if it has one."""
    labels = json.loads((folder / "labels.geojson").read_text("utf-8"))["features"]
    names = [
        (
            one["properties"]["name"],
            *reversed(one["geometry"]["coordinates"]),
            one["properties"]["min_zoom"],
            one["properties"].get("max_zoom", 99),
        )
        for one in labels
        if one["properties"]["kind"] == "country"
    ]
    names.sort(key=lambda one: one[3])
    return Outlines(
        _shapes(folder / "countries.geojson"),
        _shapes(folder / provinces) if provinces else NO_OUTLINES.provinces,
        tuple(names),
    )


def _shapes(path: Path) -> np.ndarray:
    features = json.loads(path.read_text("utf-8"))["features"]
    return np.asarray(
        shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    )


def path_data(shapes: np.ndarray) -> str:
    """Write polygons in page pixels as SVG path data."""
    parts = shapely.get_parts(shapes)
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return "".join(_ring_data(ring) for ring in shapely.get_rings(polygons))


def _ring_data(ring: shapely.LinearRing) -> str:
    points = [
        f"{short(round(x, 1))},{short(round(y, 1))}" for x, y in shapely.get_coordinates(ring)
    ]
    return f"M{'L'.join(points[:-1])}Z" if len(points) > 3 else ""
