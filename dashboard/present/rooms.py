"""Rooms: what the windows of one talk share, kept in this server's memory.

A window that moves tells its room; the others ask it, in `following`. A room that is not known,
as after the server was started again, is opened by the first window that asks, at the place where
that window is.

A room has two keys. Who has the speaker's leads it. Who has the followers', which is made from it
and does not give it away, goes where the room is and can neither move nor open it.
"""

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

_FOLLOWERS = "f-"
_LENGTH = 24

MAX_ROOMS = 200
"""The room that was used least lately is closed when there would be more."""


@dataclass(frozen=True)
class Position:
    """Where a talk is: the step of a tour, or the slide before or after all steps."""

    tour: str
    step: int
    slide: str = ""


_rooms: OrderedDict[str, Position] = OrderedDict()
_lock = Lock()


def leads(room: str) -> bool:
    """Tell whether a key is a speaker's."""
    return not room.startswith(_FOLLOWERS)


def followers_key(room: str) -> str:
    """Return the key of those who follow a room, by either of its keys."""
    digest = sha256(room.encode()).hexdigest()
    return f"{_FOLLOWERS}{digest[:_LENGTH]}" if leads(room) else room


def move(room: str, position: Position) -> None:
    """Bring a room to a position, by the speaker's key alone."""
    if leads(room):
        with _lock:
            _keep(followers_key(room), position)


def where(room: str, otherwise: Position) -> Position:
    """Return where a room is; one that is not known opens at `otherwise` for its speaker."""
    key = followers_key(room)
    with _lock:
        position = _rooms.get(key, otherwise)
        if leads(room) or key in _rooms:
            _keep(key, position)
    return position


def _keep(room: str, position: Position) -> None:
    """Hold a room as the one used last, and close the one used least lately if there are more."""
    _rooms[room] = position
    _rooms.move_to_end(room)
    while len(_rooms) > MAX_ROOMS:
        _rooms.popitem(last=False)
