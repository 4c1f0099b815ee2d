"""Controls on the pages of `AppTest`: what can be done with each, and what a browser then says."""

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.testing.v1.element_tree import Widget

from app_tester import AppTest
from walks import DATES, WORDS, Act

MARK = re.compile(r'"place_id":\s*"([^"]+)"')
"""Finds the places on the map in what it is sent."""


class Control:
    """Something on a page that can be acted on.

    Parameters
    ----------
    name
        How acts name it.
    widget_id
        By what the browser tells the server of it.
    node
        The element of `AppTest`.
    state
        What it shows.
    """

    def __init__(self, name: str, node: Any) -> None:
        self.name, self.node = name, node
        self.widget_id: str = node.proto.id
        self.kind: str = node.type
        self.state = WidgetState(id=self.widget_id)
        if isinstance(node, Widget):
            self.state = node._widget_state

    @property
    def is_set(self) -> bool:
        """Whether the page puts a value there itself."""
        return bool(getattr(self.node.proto, "set_value", False))

    @property
    def is_told(self) -> bool:
        """Whether the browser has anything to say of it."""
        return self.state.WhichOneof("value") not in (None, "trigger_value")

    @property
    def chosen(self) -> list[str]:
        """Labels of the chosen options."""
        return list(self.state.string_array_value.data)


def nodes(app: AppTest) -> Iterator[tuple[str, Any]]:
    """Yield what can be acted on, with its name."""
    for node in app._tree:
        proto = getattr(node, "proto", None)
        if not getattr(proto, "id", "") or getattr(proto, "disabled", False):
            continue
        if node.type == "component_instance":
            yield "map", node
        elif node.type == "expander":
            yield user_key_from_element_id(proto.id) or "", node
        elif node.key:
            yield node.key, node


def draw_act(control: Control, chance: Random) -> Act | None:
    """Choose what to do with a control."""
    draw = _DRAWN.get(control.kind)
    return None if draw is None else draw(control, chance)


def _draw_text(control: Control, chance: Random) -> Act:
    words = DATES if control.name.startswith(("filter_from", "filter_to")) else WORDS
    longest = control.node.proto.max_chars or None
    return Act("type", control.name, chance.choice(words)[:longest])


def _draw_several(control: Control, chance: Random) -> Act:
    """Add an option, take one away, or take all away."""
    chosen, options = control.chosen, list(control.node.options)
    rest = [one for one in options if one not in chosen]
    if chosen and chance.random() < 0.4:
        chosen = [] if chance.random() < 0.3 else chosen[1:]
    elif rest:
        chosen.append(chance.choice(rest))
    return Act("choose", control.name, chosen)


def _draw_group(control: Control, chance: Random) -> Act:
    options, chosen = control.node.options, control.chosen
    option = chance.choice(options)
    if not control.node._is_single_select:
        chosen = [one for one in options if (one in chosen) != (one == option)]
    elif option in chosen:
        chosen = chosen if control.node.proto.required else []
    else:
        chosen = [option]
    return Act("choose", control.name, chosen)


def _draw_mark(control: Control, chance: Random) -> Act | None:
    """Choose a mark of a chart, or a stretch where that is what the pointer does."""
    proto = control.node.proto
    if len(proto.selection_mode) > 1:
        edges = chance.choice((["1988-07-20", "1988-09-05"], ["2016-01-01 12:00", "1981-02-03"]))
        return Act("stretch", control.name, edges)
    if not proto.selection_mode:
        return None
    data = [one for trace in json.loads(proto.spec)["data"] for one in _custom_data(trace)]
    return Act("mark", control.name, chance.choice(data)) if data else None


def _custom_data(trace: dict[str, Any]) -> list[Any]:
    found = trace.get("customdata")
    return found if isinstance(found, list) else []


def _draw_map(control: Control, chance: Random) -> Act:
    """Choose a mark, move the map, draw a rectangle, or let it come up."""
    marks = MARK.findall(json.loads(control.node.proto.json_args)["feature_group"])
    views = ((32.5, 53.7, 5), (51, 9, 5.25), (0, 179.9, 2), (-33.9, 151, 11))
    lat, lng, zoom = chance.choice(views)
    bounds = [lat - 5, max(lng - 9, -180), lat + 5, min(lng + 9, 180)]
    moved = {"lat": lat, "lng": lng, "zoom": zoom, "bounds": bounds}
    value = chance.choice(
        (
            {"event": "select", "place": chance.choice(marks or ["evin-prison"])},
            {"event": "view", **moved},
            {"event": "area", **moved},
            {"event": "ready", **moved},
        )
    )
    return Act("map", control.name, value)


_DRAWN: dict[str, Any] = {
    "button": lambda control, _chance: Act("click", control.name),
    "checkbox": lambda control, _chance: Act("switch", control.name, not control.state.bool_value),
    "toggle": lambda control, _chance: Act("switch", control.name, not control.state.bool_value),
    "expander": lambda control, chance: Act("switch", control.name, chance.random() < 0.7),
    "text_input": _draw_text,
    "multiselect": _draw_several,
    "button_group": _draw_group,
    "selectbox": lambda control, chance: Act(
        "pick", control.name, chance.choice(control.node.options)
    ),
    "pagination": lambda control, chance: Act(
        "page", control.name, chance.randint(1, control.node.num_pages)
    ),
    "plotly_chart": _draw_mark,
    "component_instance": _draw_map,
}


def state_after(control: Control, act: Act, n: int) -> WidgetState:
    """Return what the browser says of a control after an act."""
    state, value = WidgetState(id=control.widget_id), act.value
    if act.do == "click":
        state.trigger_value = True
    elif act.do == "switch":
        state.bool_value = value
    elif act.do in ("type", "pick"):
        state.string_value = value
    elif act.do == "choose":
        state.string_array_value.data[:] = value
    elif act.do == "page":
        state.int_value = value
    elif act.do == "mark":
        state.string_value = _selected(points=[{"customdata": value}], point_indices=[0])
    elif act.do == "stretch":
        state.string_value = _selected(box=[{"x": value, "y": [0, 1], "xref": "x", "yref": "y"}])
    elif act.do == "map":
        state.json_value = json.dumps({**value, "n": n})
    else:
        raise ValueError(f"no reader does {act.do!r}")
    return state


def _selected(**parts: list[Any]) -> str:
    chosen: dict[str, list[Any]] = {"points": [], "point_indices": [], "box": [], "lasso": []}
    return json.dumps({"selection": chosen | parts})
