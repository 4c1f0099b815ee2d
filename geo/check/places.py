"""Rules for coordinates and countries, and what the outlines of the base map make doubtful.

The outlines are simplified and show one line where lines are disputed, so they decide nothing: a
point outside them is a warning.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel import Locale
from shapely import from_geojson
from shapely.errors import ShapelyError
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.check.reading import Row, Table, parse_json, read_json, read_text
from geo.errors import Problem

TOLERANCE_DEGREES = 0.12
"""Slack at borders and coasts: the outlines are simplified by 0.08 degrees."""
BASE_MAP = "basemap"
"""Folder of the base map, which a data folder need not have."""
_OUTLINES, _LABELS = "countries.geojson", "labels.geojson"
_NO_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)
"""Codes that Babel names and ISO 3166-1 does not assign to a country, apart from XK (Kosovo)."""


def check_places(places: Table, source_ids: set[str], excerpt: bool = False) -> Iterator[Problem]:
    """Check the country of every place, and every point against its precision.

    Parameters
    ----------
    places
        Rows of `places.csv`, points in degrees, WGS84.
    source_ids
        Identifiers that `coord_source` may name.
    excerpt
        Whether the rows are part of another dataset, so that the site of a district may be missing.

    Examples
    --------
    >>> cells = {"place_id": "a", "country": "XX", "lat": "", "lon": "", "precision": "unlocated"}
    >>> table = Table("places.csv", (Row(2, {**cells, "coord_source": ""}),))
    >>> [problem.found for problem in check_places(table, set())]
    ["'XX'"]
    """
    points = {
        (row.cells["lat"], row.cells["lon"])
        for row in places.rows
        if row.cells["precision"] == "site" or excerpt
    }
    for row in places.rows:
        for fault in _faults(row, source_ids, points):
            yield _problem(row, *fault)


def check_base_map(folder: Path, inner: str = "") -> Iterator[Problem]:
    """Check that the outlines and labels of the base map can be read.

    Parameters
    ----------
    folder
        The base map; where there is no such folder, the map is drawn over the project's own.
    inner
        Its file with the outlines inside the country that the data are about, empty for none.

    Examples
    --------
    >>> list(check_base_map(small.folder / "basemap"))
    []
    """
    if not folder.exists() and not inner:
        return
    whole = True
    others = sorted(path.name for path in folder.glob("*.geojson"))
    for name in filter(None, dict.fromkeys((_OUTLINES, inner, _LABELS, *others))):
        text, faults = read_text(folder / name)
        there, more = _features(name, text)
        yield from (*faults, *more)
        whole = whole and (there or name != _OUTLINES)
    if whole and _outlines(folder) is None:
        expected = "GeoJSON features with iso_a2 and an outline"
        yield Problem(_OUTLINES, 0, "-", "features", "outlines that cannot be read", expected)


@lru_cache(maxsize=16)
def _features(name: str, text: str) -> tuple[bool, tuple[Problem, ...]]:
    """Tell whether a file has features, and what is wrong with it; it seldom changes."""
    value, faults = parse_json(name, text)
    features = value.get("features") if isinstance(value, dict) else None
    there = isinstance(features, list) and bool(features)
    if value is not None and not there:
        faults.append(Problem(name, 1, "-", "features", json.dumps(value)[:40], "GeoJSON features"))
    return there, tuple(faults)


def town_names(base_map: Path) -> list[str]:
    """Return the names of the towns that a base map labels; none where it cannot be read.

    Examples
    --------
    >>> town_names(small.folder / "basemap")
    []
    """
    path = base_map / _LABELS
    value = read_json(path)[0] if path.is_file() else None
    features = value.get("features") if isinstance(value, dict) else None
    described = [one.get("properties") for one in features or () if isinstance(one, dict)]
    return [
        str(one.get("name"))
        for one in described
        if isinstance(one, dict) and one.get("kind") == "city"
    ]


def doubtful_points(places: Table, folder: Path) -> Iterator[Problem]:
    """Return the points that lie outside the outline of their country, where there is one.

    Parameters
    ----------
    places
        Rows of `places.csv`.
    folder
        The base map.

    Examples
    --------
    >>> cells = {"place_id": "a", "country": "FR", "lat": "35.7", "lon": "51.4", "region": "Tehran"}
    >>> table = Table("places.csv", (Row(2, cells),))
    >>> [problem.found for problem in doubtful_points(table, small.folder / "basemap")]
    ['35.7, 51.4 outside the outline of FR']
    """
    outlines = _outlines(folder) or {}
    for row in places.rows if outlines else ():
        cells = row.cells
        at, country = _at(cells["lat"], cells["lon"]), outlines.get(cells["country"])
        if at is None or country is None:
            continue
        # An empty outline is at no distance.
        if not country.distance(Point(at)) <= TOLERANCE_DEGREES:
            found = f"{cells['lat']}, {cells['lon']} outside the outline of {cells['country']}"
            yield _problem(row, "lat", found, "a point in the stated country")


def _problem(row: Row, field: str, found: str, expected: str) -> Problem:
    record = row.cells["place_id"][:60] or "-"
    return Problem("places.csv", row.line, record, field, found, expected)


def _faults(
    row: Row, source_ids: set[str], sites: set[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    cells = row.cells
    if cells["country"] not in _countries():
        yield "country", repr(cells["country"]), "the code of a country in ISO 3166-1"
    lat, lon, precision = cells["lat"], cells["lon"], cells["precision"]
    if precision == "unlocated":
        for field in ("lat", "lon", "coord_source"):
            if cells[field]:
                yield field, repr(cells[field]), "nothing, since the place is unlocated"
        return
    if _at(lat, lon) is None:
        yield "lat", f"{lat!r}, {lon!r}", "latitude -90 to 90 and longitude -180 to 180"
        return
    yield from _precision_faults(cells, source_ids, (lat, lon) in sites)


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


def _at(lat: str, lon: str) -> tuple[float, float] | None:
    """Return longitude and latitude in degrees (WGS84), None where they are none."""
    try:
        y, x = float(lat), float(lon)
    except ValueError:
        return None
    return (x, y) if abs(y) <= 90 and abs(x) <= 180 else None


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    codes = Locale.parse("en").territories
    return frozenset(code for code in map(str, codes) if code.isalpha()) - _NO_COUNTRIES


def _outlines(folder: Path) -> dict[str, BaseGeometry] | None:
    """Return the outlines by `iso_a2`; None where they cannot be read."""
    try:
        return _read_outlines((folder / _OUTLINES).read_text(encoding="utf-8"))
    except (AttributeError, IndexError, KeyError, OSError, TypeError, ValueError, ShapelyError):
        return None


@lru_cache(maxsize=2)
def _read_outlines(text: str) -> dict[str, BaseGeometry]:
    codes = [feature["properties"]["iso_a2"] for feature in json.loads(text)["features"]]
    return dict(zip(codes, from_geojson(text).geoms, strict=True))
