"""Level of detail: of many places, nothing is lost in a view and nothing counted twice."""

from collections import Counter
from random import Random

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.bounds import Bounds
from geo.cluster import Cell, detail

LAYERS = ("lightship", "lighthouse", "daymark")
VIEWS = st.sampled_from(
    ["-85,-180,85,180", "50,0,60,20", "-10,170,10,-170", "0,0,0,0", "57.1,10.1,57.2,10.2"]
).map(Bounds.read)


def table(points: list[tuple[str, float, float]]) -> pd.DataFrame:
    names = [f"place-{n}" for n in range(len(points))]
    return pd.DataFrame(points, columns=["layer", "lat", "lon"], index=names)


def scattered(seed: int, count: int, across: float = 180) -> pd.DataFrame:
    random = Random(seed)
    layers = random.choices(LAYERS, k=count)
    edges = (across / 2, across)
    return table([(layer, *(random.uniform(-edge, edge) for edge in edges)) for layer in layers])


@given(
    points=st.lists(st.tuples(st.sampled_from(LAYERS), st.floats(-90, 90), st.floats(-180, 180))),
    view=VIEWS,
    most=st.integers(0, 5),
    finest=st.integers(0, 24),
)
def test_marks_and_numbers_are_all_places_with_a_point(
    points: list[tuple[str, float, float]], view: Bounds, most: int, finest: int
) -> None:
    places = table(points)
    places.loc["somewhere"] = ("daymark", None, None)
    kept = {"place-0"} & set(places.index)
    shown = detail(places, view, kept, most, finest)
    assert kept <= set(shown.places)
    assert shown.places.is_unique
    assert "somewhere" not in shown.places
    counts = Counter(places.loc[shown.places, "layer"])
    for cell in shown.cells:
        counts[cell.layer] += cell.count
        assert cell.count > 1
        own = places[(places["layer"] == cell.layer) & ~places.index.isin(shown.places)]
        assert cell.bounds.holds(own["lat"], own["lon"]).sum() >= cell.count
    assert counts == Counter(layer for layer, _lat, _lon in points)


def test_few_places_are_shown_each_by_itself_and_so_are_few_in_the_view() -> None:
    places = scattered(1, 50)
    assert detail(places, Bounds.read("0,0,1,1"), max_marks=50).cells == ()
    view = Bounds.read("0,0,60,60")
    seen = places.index[view.holds(places["lat"], places["lon"])]
    shown = detail(places, view, max_marks=len(seen))
    assert set(seen) <= set(shown.places)
    assert shown.cells


def test_numbers_of_what_is_outside_stand_outside() -> None:
    places = scattered(2, 5_000)
    for view in (Bounds.read("-20,-60,30,80"), Bounds.read("-20,150,30,-150")):
        shown = detail(places, view, max_marks=20)
        seen = sum(cell.count for cell in shown.cells if is_in(cell, view))
        single = view.holds(places.loc[shown.places, "lat"], places.loc[shown.places, "lon"]).sum()
        assert seen + single == view.holds(places["lat"], places["lon"]).sum()


def test_numbers_are_as_few_however_many_places_there_are() -> None:
    view = Bounds.read("-40,-80,40,80")
    for places in (scattered(3, 5_000), scattered(3, 50_000)):
        assert 50 < len(detail(places, view).cells) < 450


def test_cells_are_coarser_where_asked_and_none_is_a_narrow_end_of_the_view() -> None:
    places, view = scattered(5, 20_000), Bounds.read("-24,-46,24,46")
    for level, least in ((24, 20), (4, 6)):
        cells = [one for one in detail(places, view, finest=level).cells if is_in(one, view)]
        counts = Counter[tuple[float, float]]()
        for cell in cells:
            counts[cell.lat, cell.lon] += cell.count
        assert least <= len(counts) <= 2 * least
        assert 3.5 * min(counts.values()) > max(counts.values())


def is_in(cell: Cell, view: Bounds) -> bool:
    return bool(view.holds([cell.lat], [cell.lon])[0])


def test_numbers_of_all_layers_of_a_cell_stand_at_one_point_in_order() -> None:
    shown = detail(scattered(4, 3_000, across=5), Bounds.read("-3,-6,3,6"))
    points: dict[tuple[float, float], list[tuple[int, int]]] = {}
    for cell in shown.cells:
        points.setdefault((cell.lat, cell.lon), []).append((cell.order, cell.of))
    assert len(points) > 10
    for orders in points.values():
        assert sorted(orders) == [(n, len(orders)) for n in range(len(orders))]
