"""What Python makes of the map's answers."""

from dataclasses import replace

import pytest

from dashboard.map.reports import Moved, Ready, Selected, read_event, read_events
from dashboard.session.view import View
from geo.bounds import Bounds

BOX = [25.0, 44.0, 40.0, 63.0]
BOUNDS = Bounds(*BOX)
SEEN = {"lat": 35, "lng": 51.5, "zoom": 9.25, "bounds": BOX, "n": 4}
MOVE = Moved(View(35.0, 51.5, 9.25), BOUNDS, 4)


def test_choice_is_read() -> None:
    returned = {"event": "select", "place": "evin-prison", "n": 3}
    assert read_event(returned) == Selected("evin-prison", 3)


def test_move_is_read() -> None:
    assert read_event({"event": "view", **SEEN}) == MOVE


def test_drawn_rectangle_is_read() -> None:
    returned = {"event": "area", **SEEN}
    assert read_event(returned) == replace(MOVE, is_area=True)
    assert read_event(returned | {"bounds": [40, 44, 25, 63]}) is None


def test_view_across_the_antimeridian_is_read() -> None:
    bounds = [-30.0, 160.0, 10.0, -140.0]
    returned = {"event": "view", "lat": -10, "lng": -170, "zoom": 4, "bounds": bounds, "n": 4}
    assert read_event(returned) == Moved(View(-10.0, -170.0, 4.0), Bounds(*bounds), 4)


def test_drawn_map_is_read() -> None:
    assert read_event({"event": "ready", **SEEN}) == Ready(View(35.0, 51.5, 9.25), BOUNDS, 4)


def test_choice_goes_along_with_the_move_after_it() -> None:
    chosen = {"event": "select", "place": "evin-prison", "n": 3}
    moved = {"event": "view", **SEEN}
    assert read_events(moved | {"chosen": chosen}) == [Selected("evin-prison", 3), MOVE]
    assert read_events(moved | {"chosen": "evin-prison"}) == [MOVE]
    assert read_events(None) == []


NO_EVENTS = [
    None,
    {},
    [],
    "select",
    3,
    {"last_active_drawing": None},
    {"event": "select", "place": "evin-prison"},
    {"event": "other", "place": "evin-prison", "n": 1},
    {"event": ["select"], "place": "evin-prison", "n": 1},
]


@pytest.mark.parametrize("returned", NO_EVENTS)
def test_anything_else_is_no_event(returned: object) -> None:
    assert read_event(returned) is None


@pytest.mark.parametrize("n", [None, 0, -1, 1.0, "1", True, float("nan")])
def test_event_without_a_number_is_none(n: object) -> None:
    assert read_event({"event": "select", "place": "evin-prison", "n": n}) is None


@pytest.mark.parametrize("place", [None, "", 7, ["evin-prison"], "x" * 201])
def test_choice_of_nothing_is_none(place: object) -> None:
    assert read_event({"event": "select", "place": place, "n": 1}) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (field, value)
        for field in ("lat", "lng", "zoom")
        for value in (None, "35", True, float("nan"), float("inf"), 10**400, -181, [35])
    ]
    + [("lat", 90.1), ("lng", 180.1), ("zoom", -0.5), ("zoom", 14.5)]
    + [
        ("bounds", value)
        for value in (
            None,
            "BOX",
            [],
            BOX[:3],
            [*BOX, 1],
            [None, 44, 40, 63],
            [25, "44", 40, 63],
            [25, 44, float("nan"), 63],
            [40, 44, 25, 63],
            [-91, 44, 40, 63],
            [25, 44, 40, 181],
        )
    ],
)
def test_move_to_nowhere_is_none(field: str, value: object) -> None:
    assert read_event({"event": "view", **SEEN, field: value}) is None
