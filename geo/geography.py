"""Rules for coordinates: inside the stated country, and as precise as they claim to be."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from shapely import from_geojson
from shapely.errors import ShapelyError
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.errors import Problem
from geo.tables import Row, Table

TOLERANCE_DEGREES = 0.12
"""Slack at borders and coasts: the outlines are simplified by 0.08 degrees."""


def check_places(
    places: Table, source_ids: set[str], outlines: Path, excerpt: bool = False
) -> Iterator[Problem]:
    """Check every point against its country and its precision.

    Parameters
    ----------
    places
        Rows of `places.csv`, points in degrees, WGS84.
    source_ids
        Identifiers that `coord_source` may name.
    outlines
        GeoJSON of countries with `iso_a2`, in WGS84.
    excerpt
        Whether the rows are part of another dataset, so that the site of a district may be missing.
    """
    try:
        _country("", outlines)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, ShapelyError):
        expected = "GeoJSON features with iso_a2 and an outline"
        yield Problem(outlines.name, 0, "-", "features", "outlines that cannot be read", expected)
        return
    points = {
        (row.cells["lat"], row.cells["lon"])
        for row in places.rows
        if row.cells["precision"] == "site" or excerpt
    }
    for row in places.rows:
        for field, found, expected in _faults(row, source_ids, points, outlines):
            yield Problem(
                places.name, row.line, row.cells["place_id"][:60] or "-", field, found, expected
            )


def _faults(
    row: Row, source_ids: set[str], sites: set[tuple[str, str]], outlines: Path
) -> Iterator[tuple[str, str, str]]:
    cells = row.cells
    lat, lon, precision = cells["lat"], cells["lon"], cells["precision"]
    if precision == "unlocated":
        for field in ("lat", "lon", "coord_source"):
            if cells[field]:
                yield field, repr(cells[field]), "nothing, since the place is unlocated"
        return
    point = _point(lat, lon)
    if point is None:
        yield "lat", f"{lat!r}, {lon!r}", "latitude -90 to 90 and longitude -180 to 180"
        return
    yield from _precision_faults(cells, source_ids, (lat, lon) in sites)
    country = _country(cells["country"], outlines)
    if country is None:
        yield "country", repr(cells["country"]), "a country of the base map"
    elif not country.distance(point) <= TOLERANCE_DEGREES:  # an empty outline is at no distance
        yield "lat", f"{lat}, {lon} outside {cells['country']}", "a point in the stated country"


def _precision_faults(
    cells: dict[str, str], source_ids: set[str], at_site: bool
) -> Iterator[tuple[str, str, str]]:
    precision, source = cells["precision"], cells["coord_source"]
    from_gazetteer = source.startswith("geonames:") and source[9:].isdecimal()
    if not from_gazetteer and source not in source_ids:
        yield "coord_source", repr(source), "geonames: and a number, or a record of sources.json"
    if precision == "locality" and not from_gazetteer:
        yield "coord_source", repr(source), "geonames: and a number, since precision is locality"
    if precision == "site" and source.startswith("geonames:"):
        yield "coord_source", repr(source), "the source that states the point, not a gazetteer"
    if (
        precision == "site"
        and min(len(cells[axis].partition(".")[2]) for axis in ("lat", "lon")) < 2
    ):
        yield "precision", f"site with {cells['lat']}, {cells['lon']}", "two decimals or more"
    if precision == "district" and not at_site:
        yield "precision", "district away from every site", "the point of the whole site"


def _point(lat: str, lon: str) -> Point | None:
    try:
        y, x = float(lat), float(lon)
    except ValueError:
        return None
    return Point(x, y) if abs(y) <= 90 and abs(x) <= 180 else None


def _country(code: str, outlines: Path) -> BaseGeometry | None:
    return _countries(outlines, outlines.stat().st_mtime_ns).get(code)


@lru_cache(maxsize=2)
def _countries(outlines: Path, _changed: int) -> dict[str, BaseGeometry]:
    text = outlines.read_text(encoding="utf-8")
    codes = [feature["properties"]["iso_a2"] for feature in json.loads(text)["features"]]
    return dict(zip(codes, from_geojson(text).geoms, strict=True))
