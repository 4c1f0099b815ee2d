"""What a browser says is selected in a chart; anything else counts as nothing."""

from collections.abc import Mapping
from typing import Any

import streamlit as st


def chosen_mark(key: str) -> str:
    """Return the name of the mark that is selected in the chart of a key, empty for none."""
    points = [point for point in _selected(key, "points") if isinstance(point, Mapping)]
    data = points[0].get("customdata") if points else None
    name = data[0] if isinstance(data, list) and data else data
    return name if isinstance(name, str) else ""


def chosen_stretch(key: str) -> tuple[str, str] | None:
    """Return the two ends of the box that is drawn in the chart of a key, None where there is none.

    They are texts, in the order of their letters.
    """
    boxes = [box for box in _selected(key, "box") if isinstance(box, Mapping)]
    ends = boxes[0].get("x") if boxes else None
    if not isinstance(ends, list) or len(ends) != 2 or not all(isinstance(x, str) for x in ends):
        return None
    first, last = sorted(ends)
    return first, last


def _selected(key: str, what: str) -> list[Any]:
    found: Any = st.session_state.get(key)
    for name in ("selection", what):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, list) else []
