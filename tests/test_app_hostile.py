"""Whatever a browser says that the widgets of a page hold, the page stands."""

import json

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from dashboard.server import widget_values
from dashboard.session import chosen
from pages import OPENED, whole_page

PAGES = [
    {},
    {"view": "timeline", "place": "evin-prison", "from": "1988", "to": "1988"},
    {"view": "records"},
    {"view": "figures"},
    {"view": "activity"},
    {"view": "sources"},
    {"mode": "present", "play": "day", "from": "1988-07-01", "to": "1988-08-31"},
    {"mode": "present", "tour": "overview", "step": "2", "room": "abcd"},
]
LONG = "x" * 100_000
DEEP = "[" * 5_000 + "]" * 5_000
POINT = {"customdata": [[1], {}], "x": [], "y": None}
SELECTIONS = [
    None,
    [],
    {},
    {"rows": ["a"], "cells": [[]], "points": [1], "box": [1]},
    {"rows": [-1], "cells": 7, "points": [{}], "box": [{"x": 1}]},
    {"rows": [10**30], "cells": [[-5, "a"]], "points": [POINT], "box": [{"x": [1, None]}]},
    {"rows": {"0": 1}, "cells": {"0": 1}, "points": {"0": 1}, "box": {"x": 1}},
    {"rows": [None], "cells": [["a"]], "points": [{"customdata": LONG}], "box": [{}]},
    {"points": [{"customdata": "@nothing|zz"}], "box": [{"x": ["zz", LONG]}]},
    {"points": [{"customdata": "zz"}], "box": []},
]
JSON = [
    "{",
    DEEP,
    "[1]",
    '{"n": NaN, "event": "select"}',
    '{"n": 1, "event": "view", "lat": NaN, "lng": Infinity, "zoom": 1, "bounds": {"a": 1}}',
    '{"n": 1e999, "event": ["area"], "bounds": [1, 2, 3]}',
    '{"n": 2, "event": "select", "place": {"a": []}}',
    '{"n": 3, "event": "select", "place": "nowhere"}',
    f'{{"n": {"9" * 4_000}, "event": "select", "place": "{LONG}"}}',
]
TEXTS = ["", "zz", LONG, "\0", "{", "\u202e", *(json.dumps({"selection": s}) for s in SELECTIONS)]
LABELS = [[], ["zz"], ["zz"] * 50, [LONG, ""]]
ROUNDS = 5


def sent(widget_id: str, kind: str, number: int) -> WidgetState:
    """Return what is sent for a widget in one round: of its kind, or of another at times."""
    if number % 5 == 4:
        kind = "json_value" if kind != "json_value" else "double_value"
    one = WidgetState(id=widget_id)
    if kind == "string_value":
        one.string_value = TEXTS[number % len(TEXTS)]
    elif kind == "string_array_value":
        one.string_array_value.data.extend(LABELS[number % len(LABELS)])
        one.string_array_value.SetInParent()
    elif kind == "json_value":
        one.json_value = JSON[number % len(JSON)]
    else:
        one.double_value = float("nan")
    return one


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_no_selection_is_none(
    monkeypatch: pytest.MonkeyPatch, selection: object, whole: bool
) -> None:
    held = {"selection": selection} if whole else selection
    monkeypatch.setattr(chosen.st, "session_state", {"chart": held})
    assert chosen.chosen_stretch("chart") in (None, tuple(sorted(["zz", LONG])))
    assert chosen.chosen_mark("chart") in ("", LONG, "@nothing|zz", "zz")


@pytest.mark.parametrize(
    ("selection", "mark", "stretch"),
    [
        ({"rows": [2], "cells": []}, "", None),
        ({"points": [{"customdata": ["a", 1]}], "box": []}, "a", None),
        ({"points": [{"customdata": "a"}]}, "a", None),
        ({"box": [{"x": ["1989", "1988-07-01"]}]}, "", ("1988-07-01", "1989")),
    ],
)
def test_selection_is_read(
    monkeypatch: pytest.MonkeyPatch,
    selection: dict[str, object],
    mark: str,
    stretch: tuple[str, str] | None,
) -> None:
    monkeypatch.setattr(chosen.st, "session_state", {"chart": {"selection": selection}})
    assert chosen.chosen_mark("chart") == mark
    assert chosen.chosen_stretch("chart") == stretch


@pytest.fixture(autouse=True)
def prepared() -> None:
    widget_values.prepare()


@pytest.mark.by_turns
@pytest.mark.usefixtures("alone")
@pytest.mark.sample("query", PAGES, 3)
def test_page_stands_whatever_its_widgets_are_said_to_hold(query: dict[str, str]) -> None:
    app = whole_page(query, *OPENED)
    found = 0
    for number in range(ROUNDS):
        known = app._session_state._state._new_widget_state.widget_metadata
        kinds = {one: known[one].value_type for one in known}
        found += len(kinds)
        states = [
            # Not all widgets in the same round are of the same turn: no two are said the same.
            sent(widget_id, kind, number + turn)
            for turn, (widget_id, kind) in enumerate(sorted(kinds.items()))
            if kind != "trigger_value"
        ]
        app._run(WidgetStates(widgets=states))
        assert not app.exception, [one.message for one in app.exception]
    assert found > ROUNDS
