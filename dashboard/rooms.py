"""Rooms: what the windows of one talk share, kept in this server's memory.

A window that moves tells its room; the others ask it. A room that is not known, as after the server
was started again, is opened by the first window that asks, at the place where that window is.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

MOST_ROOMS = 200
"""The room that was used least lately is closed when there would be more."""


@dataclass(frozen=True)
class Position:
    """Where a talk is: the step of a tour."""

    tour: str
    step: int


_rooms: OrderedDict[str, Position] = OrderedDict()
_lock = Lock()


def move(room: str, position: Position) -> None:
    """Bring a room to a position."""
    with _lock:
        _keep(room, position)


def where(room: str, otherwise: Position) -> Position:
    """Return where a room is; one that is not known opens at `otherwise`."""
    with _lock:
        found = _rooms.get(room, otherwise)
        _keep(room, found)
    return found


def _keep(room: str, position: Position) -> None:
    """Hold a room as the one used last, and close the one used least lately if there are more."""
    _rooms[room] = position
    _rooms.move_to_end(room)
    while len(_rooms) > MOST_ROOMS:
        _rooms.popitem(last=False)
