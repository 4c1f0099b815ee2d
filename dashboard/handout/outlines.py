"""Outlines and names of countries, cut to what a map of a handout shows."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import shapely

from dashboard.cached import base_map_folder
from dashboard.handout.projection import Projection, clip
from geo import messages
from geo.subject import Subject
from geo.wording import country_name


@dataclass(frozen=True, eq=False)
class Outlines:
    """The base map's content.

    Parameters
    ----------
    countries, provinces
        Shapes in degrees, EPSG:4326; provinces are those of the country that the subject is about.
    names
        Name, code, latitude, longitude, first and last zoom level of each country.
    """

    countries: np.ndarray
    provinces: np.ndarray
    names: tuple[tuple[str, str, float, float, int, int], ...]

    def parts(self, projection: Projection, detail_px: float) -> tuple[str, str]:
        """Return the outlines of countries and provinces as path data on the page."""
        return (
            path_data(clip(self.countries, projection, detail_px)),
            path_data(clip(self.provinces, projection, detail_px)),
        )

    def countries_named(self, zoom: float) -> list[tuple[str, float, float]]:
        """List the countries whose names a map at this zoom level shows: name, lat, lon.

        They are named in the language in use.
        """
        is_english = messages.code() == "en"
        return [
            (name if is_english or not code else country_name(code), lat, lon)
            for name, code, lat, lon, first, last in self.names
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
            one["properties"].get("country", ""),
            *reversed(one["geometry"]["coordinates"]),
            one["properties"]["min_zoom"],
            one["properties"].get("max_zoom", 99),
        )
        for one in labels
        if one["properties"]["kind"] == "country"
    ]
    names.sort(key=lambda one: one[4])
    return Outlines(
        _shapes(folder / "countries.geojson"),
        _shapes(folder / provinces) if provinces else NO_OUTLINES.provinces,
        tuple(names),
    )


def base_outlines(subject: Subject) -> Outlines:
    """Return the base map of a subject, none while somebody's edit of it cannot be read."""
    try:
        return read_outlines(base_map_folder(), subject.outlines)
    except (OSError, ValueError, KeyError):
        return NO_OUTLINES


def _shapes(path: Path) -> np.ndarray:
    features = json.loads(path.read_text("utf-8"))["features"]
    return np.asarray(
        shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    )


def path_data(polygons: np.ndarray) -> str:
    """Write polygons in page pixels as SVG path data, to a tenth of a pixel."""
    return "".join(_ring_data(ring) for ring in shapely.get_rings(polygons))


def _ring_data(ring: shapely.LinearRing) -> str:
    """Write a ring as its first point and the steps from each point to the next."""
    points = np.round(shapely.get_coordinates(ring)[:-1] * 10).astype(int)
    if len(points) < 3:
        return ""
    start, *steps = np.diff(points, axis=0, prepend=[[0, 0]]) / 10
    return f"M{_pair(start)}l{' '.join(_pair(step) for step in steps)}z"


def _pair(numbers: np.ndarray) -> str:
    x, y = numbers
    return f"{x:g},{y:g}"
