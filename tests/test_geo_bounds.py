"""Areas in degrees: read, written, said in words, and holding points, on both sides of 180°."""

import io
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from datasets import Put
from exports import exported
from geo.bounds import Bounds

DEGREES = st.floats(-180, 180)
ACROSS = "bounds=-20,170,20,-170"
BOTH = {"bravo-graves", "charlie-gathering"}


NO_BOXES = "1,2,3 1,2,3,4,5 a,2,3,4 3,2,1,4 1,181,2,3 1,2,3,-181 nan,2,3,4 1,inf,2,3"


@pytest.mark.parametrize("text", NO_BOXES.split())
def test_what_is_no_box_is_refused(text: str, small: geo.Dataset) -> None:
    with pytest.raises(ValueError, match=r"degrees|convert"):
        Bounds.read(text)
    filter_, problems = geo.Filter.read([("bounds", text)], small)
    assert (filter_.bounds, [one.field for one in problems]) == (None, ["bounds"])


def test_box_across_180_travels_in_a_query_and_says_itself(small: geo.Dataset) -> None:
    asked = geo.Filter.from_query("bounds=-20.00001,170,20,-170.5", small)
    assert asked.to_query() == "bounds=-20,170,20,-170.5"
    assert geo.Filter.from_query(asked.to_query(), small) == asked
    assert asked.describe(small) == (
        "Places in the area 20° S to 20° N, 170° E across 180° to 170.5° W"
    )


@pytest.fixture
def pacific(small_folder: Path, put: Put) -> geo.Dataset:
    """The small dataset with a place on either side of the 180th meridian, and one without."""
    put("places.csv", "Île-de-France,FR,48.85341,2.3488", "Northern,FJ,-16.8,179.99")
    put("places.csv", "Isfahan,IR,32.65246,51.67462", "Isfahan,WS,-13.8,-171.7")
    return geo.load(small_folder)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        (ACROSS, BOTH),
        ("bounds=-20,179.99,20,-179", {"charlie-gathering"}),
        ("bounds=-20,180,20,-171.7", {"bravo-graves"}),
        ("bounds=-15,170,20,-170", {"bravo-graves"}),
        ("bounds=-20,-170,20,170", set()),
        ("bounds=-90,-180,90,180", {"alpha-prison", "alpha-yard", *BOTH}),
    ],
)
def test_box_holds_points_on_both_sides(pacific: geo.Dataset, query: str, places: set[str]) -> None:
    shown = geo.Filter.from_query(query, pacific).select(pacific)
    assert set(shown.places.index) == places
    assert len(json.loads(exported(pacific, "geojson", query))["features"]) == len(places)


def test_extent_of_a_file_is_the_narrow_side(pacific: geo.Dataset) -> None:
    file = pq.read_table(io.BytesIO(exported(pacific, "geoparquet", ACROSS)))
    (column,) = json.loads(file.schema.metadata[b"geo"])["columns"].values()
    assert column["bbox"] == [179.99, -16.8, -171.7, -13.8]


@given(st.lists(st.tuples(st.floats(-90, 90), DEGREES), min_size=1, max_size=8))
def test_smallest_box_holds_every_point(points: list[tuple[float, float]]) -> None:
    lats, lons = zip(*points, strict=True)
    box = Bounds.around(lats, lons)
    assert box.holds(lats, lons).all()
    width = (box.east - box.west) % 360 if box.crosses else box.east - box.west
    assert width <= max(lons) - min(lons) + 1e-9
    plain = Bounds(min(lats), min(lons), max(lats), max(lons))
    assert not plain.crosses
    assert plain.holds(lats, lons).all()


def test_missing_point_is_in_no_box() -> None:
    whole = Bounds(-90, -180, 90, 180)
    assert whole.holds([np.nan, 1], [np.nan, 2]).tolist() == [False, True]
