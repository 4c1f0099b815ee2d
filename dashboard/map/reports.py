"""What the map reports of its reader's actions, read without trust."""

from dataclasses import dataclass, replace

from dashboard.session.view import MAX_ZOOM, View
from geo.bounds import Bounds

MAX_ID_CHARS = 200


@dataclass(frozen=True)
class Selected:
    """The reader chose a place; `n` differs each time."""

    place_id: str
    n: int


@dataclass(frozen=True)
class Ready:
    """The base map is drawn; it shows what lies in `bounds`."""

    view: View
    bounds: Bounds
    n: int


@dataclass(frozen=True)
class Moved:
    """The reader moved the map, or drew a rectangle on it to which it moved.

    `bounds` are those of the view or the rectangle.
    """

    view: View
    bounds: Bounds
    n: int
    is_area: bool = False


def read_events(returned: object) -> list[Selected | Moved | Ready]:
    """Read what `st_folium` returned: the latest action, after a choice that may be unread.

    Of two values that a map sends while the server is busy, Streamlit hands on the second alone.
    """
    chosen = returned.get("chosen") if isinstance(returned, dict) else None
    return [one for one in (read_event(chosen), read_event(returned)) if one is not None]


def read_event(returned: object) -> Selected | Moved | Ready | None:
    """Read one action of the reader, None when `returned` tells of none.

    The value comes from a browser: anything that is not exactly an event counts as none. It stays
    the same from run to run until the next action, so compare `n` with those handled.
    """
    if not isinstance(returned, dict):
        return None
    n = returned.get("n")
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        return None
    if returned.get("event") == "select":
        return read_selected(returned, n)
    if returned.get("event") == "view":
        return read_moved(returned, n)
    if returned.get("event") == "area":
        moved = read_moved(returned, n)
        return None if moved is None else replace(moved, is_area=True)
    if returned.get("event") == "ready":
        moved = read_moved(returned, n)
        return None if moved is None else Ready(moved.view, moved.bounds, n)
    return None


def read_selected(returned: dict[object, object], n: int) -> Selected | None:
    """Read a choice of a place."""
    place_id = returned.get("place")
    if not isinstance(place_id, str) or not 0 < len(place_id) <= MAX_ID_CHARS:
        return None
    return Selected(place_id, n)


def read_moved(returned: dict[object, object], n: int) -> Moved | None:
    """Read a move of the map."""
    lat, lng = number(returned.get("lat"), 90), number(returned.get("lng"), 180)
    zoom, bounds = number(returned.get("zoom"), MAX_ZOOM), returned.get("bounds")
    if lat is None or lng is None or zoom is None or zoom < 0:
        return None
    if not isinstance(bounds, list | tuple) or len(bounds) != 4:
        return None
    south, north = number(bounds[0], 90), number(bounds[2], 90)
    west, east = number(bounds[1], 180), number(bounds[3], 180)
    if south is None or north is None or west is None or east is None:
        return None
    if south > north:
        return None
    return Moved(View(lat, lng, zoom), Bounds(south, west, north, east), n)


def number(value: object, limit: float) -> float | None:
    """Give a number between -`limit` and `limit`, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # An integer from JSON may be too long for a float, so it is compared before it is converted.
    return float(value) if -limit <= value <= limit else None
