"""Rooms: what the windows of one talk share, where it is, whether it is dark, since when it runs.

A window that moves tells its room; the others ask it, in `following`. A room that is not known,
as after the server was started again, is opened by the first window that asks, at the place where
that window is. Rooms are kept in this server's memory, or in a file that several servers share.

A room has two keys. Who has the speaker's leads it. Who has the followers', which is made from it
and does not give it away, goes where the room is and can neither move nor open it.
"""

import sqlite3
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from time import time

_FOLLOWERS = "f-"
_LENGTH = 24

MAX_ROOMS = 200
"""The room that was used least lately is closed when there would be more."""

# Not `rooms` or `talks`: a file of an older version may hold such a table with fewer columns.
_TABLE = """CREATE TABLE IF NOT EXISTS stages (
    used INTEGER PRIMARY KEY, room TEXT UNIQUE, tour TEXT, step INTEGER, slide TEXT,
    is_dark INTEGER DEFAULT 0, beside TEXT DEFAULT '', since REAL
)"""
# Each is one statement, so that no other server's comes between.
_OPEN, _MOVE = (
    f"INSERT INTO stages (room, tour, step, slide) VALUES (?, ?, ?, ?) ON CONFLICT DO {otherwise}"
    for otherwise in (
        "NOTHING",
        """UPDATE SET tour = excluded.tour, step = excluded.step, slide = excluded.slide,
        used = (SELECT max(used) + 1 FROM stages)""",
    )
)
_USE = """UPDATE stages SET used = (SELECT max(used) + 1 FROM stages) WHERE room = ?
    RETURNING tour, step, slide, is_dark"""
_DARKEN = "UPDATE stages SET is_dark = ? WHERE room = ?"
_TELL = "UPDATE stages SET beside = ? WHERE room = ?"
_ASK = "SELECT beside FROM stages WHERE room = ?"
_TIME = "UPDATE stages SET since = coalesce(since, ?) WHERE room = ? RETURNING since"
_CLOSE = "DELETE FROM stages WHERE used NOT IN (SELECT used FROM stages ORDER BY used DESC LIMIT ?)"


@dataclass(frozen=True)
class Position:
    """Where a talk is: the step of a tour, or the slide before or after all; whether it is dark."""

    tour: str
    step: int
    slide: str = ""
    is_dark: bool = False


def _opened(file: str) -> sqlite3.Connection:
    opened = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    opened.execute("PRAGMA synchronous = OFF")  # no room needs to outlast the machine
    opened.execute(_TABLE)
    return opened


_rooms = _opened(":memory:")
_lock = Lock()


def share(file: str) -> None:
    """Keep the rooms in a file that other servers on this machine share.

    Raises
    ------
    ValueError
        The file cannot be used.
    """
    global _rooms
    try:
        _rooms = _opened(file)
    except sqlite3.Error as error:
        raise ValueError(
            f"ATLAS_ROOMS: {file!r} cannot be used ({error}); "
            "expected a file of rooms, or a new one in a folder that can be written to"
        ) from None


def leads(room: str) -> bool:
    """Tell whether a key is a speaker's."""
    return not room.startswith(_FOLLOWERS)


def followers_key(room: str) -> str:
    """Return the key of those who follow a room, by either of its keys."""
    digest = sha256(room.encode()).hexdigest()
    return f"{_FOLLOWERS}{digest[:_LENGTH]}" if leads(room) else room


def move(room: str, position: Position) -> None:
    """Bring a room to a step or slide, by the speaker's key alone; dark or not, it stays so."""
    if leads(room):
        with _lock:
            _keep(_MOVE, room, position)


def darken(room: str, is_dark: bool) -> None:
    """Darken the windows of a room or show them again, by the speaker's key alone."""
    if leads(room):
        with _lock:
            _rooms.execute(_DARKEN, (is_dark, followers_key(room)))


def tell(room: str, beside: str) -> None:
    """Note what the hall shows beside the step, empty for that alone; by the speaker's key."""
    if leads(room):
        with _lock:
            _rooms.execute(_TELL, (beside, followers_key(room)))


def beside(room: str) -> str:
    """Return what the hall shows beside the step, as it was last told."""
    with _lock:
        found = _rooms.execute(_ASK, (followers_key(room),)).fetchall()
    return str(found[0][0]) if found else ""


def elapsed(room: str) -> float:
    """Return the seconds since its speaker first asked for them; 0 of a room that is not known."""
    now = time()
    with _lock:
        found = _rooms.execute(_TIME, (now, followers_key(room))).fetchall() if leads(room) else []
    return max(now - found[0][0], 0.0) if found else 0.0


def where(room: str, otherwise: Position) -> Position:
    """Return where a room is; one that is not known opens at `otherwise` for its speaker."""
    with _lock:
        if leads(room):
            _keep(_OPEN, room, otherwise)
        # All rows are fetched, since the statement holds the file until then.
        found = _rooms.execute(_USE, (followers_key(room),)).fetchall()
    if not found:
        return otherwise
    tour, step, slide, is_dark = found[0]
    return Position(tour, step, slide, bool(is_dark))


def _keep(statement: str, room: str, position: Position) -> None:
    """Hold a room as the one used last, and close those used least lately if there are more."""
    at = (position.tour, position.step, position.slide)
    _rooms.execute(statement, (followers_key(room), *at))
    _rooms.execute(_CLOSE, (MAX_ROOMS,))
