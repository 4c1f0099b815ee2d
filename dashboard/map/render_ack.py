"""The map's own word that it has drawn what it was sent, for which the rest of a page waits.

The page's script runs on the server and the map in the browser: sent together, both are drawn
together, and the map is seen as late as the page's last line.
"""

from collections.abc import Hashable
from secrets import token_urlsafe
from threading import Event
from weakref import WeakValueDictionary

LONGEST_WAIT_SECONDS = 0.4
_NAME_BYTES = 12


class Word:
    """What one visitor's map says of its drawing.

    Attributes
    ----------
    name
        By what the map calls itself; nobody else can guess it.
    """

    def __init__(self) -> None:
        self.name = token_urlsafe(_NAME_BYTES)
        self._given = Event()
        self._is_due = False
        self._marks: Hashable = None
        _words[self.name] = self

    def expect(self, marks: Hashable, is_there: bool) -> None:
        """Note which marks are sent, after which a word is due if they are others than before.

        Parameters
        ----------
        marks
            What tells one set of marks from another.
        is_there
            Whether the map is up: one that is still to load would take too long to wait for.
        """
        self._is_due = is_there and marks != self._marks
        self._marks = marks
        if self._is_due:
            self._given.clear()

    def wait(self) -> bool:
        """Wait until the map has drawn the marks that it was sent last, or for long enough.

        Returns
        -------
        given
            Whether nothing is due any more.
        """
        if self._is_due:
            self._is_due = False
            return self._given.wait(LONGEST_WAIT_SECONDS)
        return True

    def give(self) -> None:
        """Let the page go on."""
        self._given.set()


_words: WeakValueDictionary[str, Word] = WeakValueDictionary()


def give(name: str) -> bool:
    """Take the word of the map of that name; tell whether there is such a map."""
    word = _words.get(name)
    if word is not None:
        word.give()
    return word is not None
