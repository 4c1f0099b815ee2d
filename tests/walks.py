"""Walks of a reader who uses the atlas in any order: drawn at random, repeated, shrunk.

A walk is a list of acts, kept as data: the same list can be walked again, and a walk on which
something broke becomes a regression test once the acts that do not matter are dropped from it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from random import Random
from typing import Any, Protocol

MOVES = frozenset({"controls", "history", "windows", "addresses", "late", "edits"})
"""What a reader may be let do.

`late` acts on what the browser still shows while the page has moved on; `edits` change the data.
"""
WORDS = (
    *("", " ", "!!!", "Evin", "Gohardascht", "Khavaran Paris", "mass grave"),
    *("اوین", "زندان گوهردشت", "خاوران \u200c", "\u202eevin\u202c"),
    *("**b** [x](http://example.invalid) `c` :red[d] $e$", "<b>x</b>&amp;", "%2C,;=&?#", "\\"),
    *("😀" * 40, "x" * 200, "a b " * 49, "evin\tprison\n"),
)
"""What may be typed where words are asked for."""
DATES = (
    *("", "1988", "1988-07", "1988-08-14", "1988-09", "2018-08-25", "1981", "2016", "9999"),
    *(" 1988-08 ", "August 1988", "8/1988", "1988-13", "0000", "۱۹۸۸", "1367", "today"),
    *("-1", "**x**"),
)
"""What may be typed where a date is asked for."""
ADDRESSES = (
    *("", "view=timeline", "view=records", "view=figures", "view=activity", "view=sources"),
    *("view=about", "view=handout", "view=nowhere", "lang=fa&view=records", "mode=present"),
    *("place=evin-prison", "place=nowhere", "cities=tehran&from=1988-07&to=1988-09"),
    *("layers=commemoration&lat=51&lng=9&zoom=5", "from=1950&to=1951", "q=%D8%A7%D9%88%DB%8C"),
    *("bounds=30,45,38,60&certainty=certain&from=1988", "from=1988-13&layers=x&bogus=1", "q=!!!"),
    *("mode=present&tour=overview&step=2", "mode=present&tour=overview&step=3&kiosk=20"),
    *("mode=speaker&tour=overview&step=2&room=abcdef", "mode=present&tour=overview&room=abcdef"),
    *("mode=explore&tour=overview&kiosk=20", "mode=present&play=month&at=1988-08"),
    *("mode=present&play=minute&from=2018-08-25&to=2018-08-25&theme=dark", "v=0.0.1&view=records"),
)
"""Addresses that may be opened: good, odd and wrong ones."""


@dataclass(frozen=True)
class Act:
    """One thing that a reader does.

    Parameters
    ----------
    do
        What: `click`, `choose`, `back` …
    at
        The name of the control.
    value
        What is chosen or typed.
    late
        Whether the browser still showed the page as it was one act before.
    """

    do: str
    at: str = ""
    value: Any = None
    late: bool = False

    def __repr__(self) -> str:
        given = [getattr(self, one.name) for one in fields(self)[:3]]
        while given[1:] and given[-1] in ("", None):
            given.pop()
        words = [repr(one) for one in given] + ["late=True"] * self.late
        return f"Act({', '.join(words)})"


class Reader(Protocol):
    """Who walks: knows what can be done now, does it, and looks whether all is well."""

    def draw(self, chance: Random) -> Act:
        """Choose something that can be done now."""

    def perform(self, act: Act) -> None:
        """Do it, or nothing where the control for it is not there."""

    def check(self, thoroughly: bool) -> None:
        """Look at the page; raise `AssertionError` where anything is wrong with it."""


class BrokenWalkError(AssertionError):
    """A walk on which something broke, with its acts."""

    def __init__(self, acts: Sequence[Act], fault: str) -> None:
        self.acts, self.fault = list(acts), fault
        super().__init__(f"{fault}\nThe walk:\n{written(self.acts)}")


def written(acts: Iterable[Act]) -> str:
    """Write a walk as the Python list that repeats it."""
    return "[\n" + "".join(f"    {act!r},\n" for act in acts) + "]"


def wander(reader: Reader, chance: Random, steps: int, thorough_every: int = 4) -> None:
    """Walk at random, and look at the page after every step."""
    acts: list[Act] = []
    try:
        for number in range(1, steps + 1):
            acts.append(reader.draw(chance))
            reader.perform(acts[-1])
            reader.check(number % thorough_every == 0 or number == steps)
    except AssertionError as fault:
        raise BrokenWalkError(acts, str(fault)) from fault


def follow(reader: Reader, acts: Iterable[Act], thoroughly: bool = True) -> None:
    """Repeat a walk, with a look after every step, a thorough one where nothing else is said."""
    for act in acts:
        reader.perform(act)
        reader.check(thoroughly)


def shrunk(acts: Sequence[Act], breaks: Callable[[list[Act]], bool]) -> list[Act]:
    """Drop acts for as long as the walk still breaks, the earliest first.

    Parameters
    ----------
    acts
        A walk that breaks.
    breaks
        Walks another list of acts anew, and tells whether it breaks in the same way.
    """
    kept = list(acts)
    was_shorter = True
    while was_shorter:
        was_shorter = False
        for act in list(kept[:-1]):
            rest = [one for one in kept if one is not act]
            if breaks(rest):
                kept, was_shorter = rest, True
    return kept
