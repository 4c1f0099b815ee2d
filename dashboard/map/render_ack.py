"""The map's acknowledgement that it has drawn what it was sent, for which the page waits.

The page's script runs on the server and the map in the browser: sent together, both are drawn
together, and the map is seen as late as the page's last line.
"""

from collections.abc import Callable, Hashable
from secrets import token_urlsafe
from threading import Event
from time import monotonic
from weakref import WeakValueDictionary

MAX_WAIT_SECONDS = 0.4
MAX_FIRST_WAIT_SECONDS = 2.0
"""For a map that is still to load; nobody can act on the page before, and its picture is there."""
_NAME_BYTES = 12
_LOOK_SECONDS = 0.05


class RenderAck:
    """What one visitor's map acknowledges.

    Attributes
    ----------
    name
        By what the map calls itself; nobody else can guess it.
    """

    def __init__(self) -> None:
        self.name = token_urlsafe(_NAME_BYTES)
        self._received = Event()
        self._wait_seconds = 0.0
        self._marks: Hashable = None
        _acks[self.name] = self

    def expect(self, marks: Hashable, wait_seconds: float) -> None:
        """Note which marks are sent; others than before are to be acknowledged.

        Parameters
        ----------
        marks
            What tells one set of marks from another.
        wait_seconds
            How long to wait for them at most.
        """
        self._wait_seconds = wait_seconds if marks != self._marks else 0
        self._marks = marks
        if self._wait_seconds:
            self._received.clear()

    def wait(self, give_way: Callable[[], object] = lambda: None) -> bool:
        """Wait until the map has drawn the marks that it was sent last, or for long enough.

        Parameters
        ----------
        give_way
            Called again and again meanwhile; what it raises ends the wait.

        Returns
        -------
        received
            Whether nothing is due any more.
        """
        seconds, self._wait_seconds = self._wait_seconds, 0
        end, is_due = monotonic() + seconds, seconds > 0
        while seconds > 0 and not self._received.wait(min(seconds, _LOOK_SECONDS)):
            give_way()
            seconds = end - monotonic()
        return not is_due or self._received.is_set()

    def receive(self) -> None:
        """Let the page go on."""
        self._received.set()


_acks: WeakValueDictionary[str, RenderAck] = WeakValueDictionary()


def receive(name: str) -> bool:
    """Take the acknowledgement of the map of that name; tell whether there is such a map."""
    ack = _acks.get(name)
    if ack is not None:
        ack.receive()
    return ack is not None
