"""How many files are made at the same time: a few in all, and fewer for one client."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

MAX_AT_ONCE = 4
MAX_PER_CLIENT = 2
RETRY_SECONDS = 2

_making: Counter[str] = Counter()
_lock = Lock()


class BusyError(Exception):
    """All slots are taken."""


@contextmanager
def slot(client: str) -> Iterator[None]:
    """Hold one of the slots for a client, named by its address.

    Raises
    ------
    BusyError
        The client, or all clients together, have as many as there are.
    """
    with _lock:
        if _making.total() >= MAX_AT_ONCE or _making[client] >= MAX_PER_CLIENT:
            raise BusyError
        _making[client] += 1
    try:
        yield
    finally:
        with _lock:
            _making[client] -= 1
            if not _making[client]:
                del _making[client]
