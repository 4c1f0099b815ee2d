"""What a visit to the page knows that no address holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from dashboard.session.view import Command
from geo import Dataset, Filter, Problem
from geo.bounds import Bounds
from geo.errors import StoreError
from geo.typed_dates import Typed

VISIT, _NOTE_READ = "atlas_visit", "visit_note_read"

Query = Mapping[str, list[str]]
"""The parameters in the browser's address, sorted by name."""


@dataclass(frozen=True)
class Setting:
    """What a search set of a filter: fields that make one restriction, with their values."""

    names: tuple[str, ...]
    values: tuple[Any, ...]

    @classmethod
    def of(cls, query: Filter, names: Sequence[str]) -> "Setting":
        """Return what a filter says in some fields."""
        return cls(tuple(names), tuple(getattr(query, name) for name in names))

    def holds(self, query: Filter) -> bool:
        """Tell whether a filter still says it."""
        return self == Setting.of(query, self.names)


@dataclass(frozen=True)
class Visit:
    """What follows from the reader's actions until the next one.

    Parameters
    ----------
    data
        The data that the page shows.
    query
        The address in the browser as it was last read or written, None before.
    went_back
        Whether the reader went back or forward, which the next run has to follow.
    problems
        What could not be understood in the address.
    command
        The view that the address asked the map for, None for where the reader left it.
    choices
        Statements among which the reader may choose.
    typed
        What the reader typed as `from` and `to` since the period changed elsewhere.
    is_misordered
        Whether the typed period would end before it begins, and is not in force.
    is_first
        Whether this is the visit's first run.
    owes_address
        Whether the address is to be written once what it says is drawn.
    answered
        What searches set, as far as no other control changed it since.
    asked
        The text that was answered last, and what of the filter its answer set.
    swapped
        The filter before the last answer of a search, and the one with it.
    drawn
        What the whole page was last drawn for, as `run.is_behind` compares it.
    looked_for
        The cities, countries and words for which the map was last asked whether it shows them.
    is_turned
        Whether the map went to what they ask for.
    followed
        The area that restricts because the map shows it: where it moves, the area goes along.
    lost
        Why a store larger than memory did not answer the run before, None where it did.
    """

    data: Dataset | None = None
    query: Query | None = None
    went_back: bool = False
    problems: Sequence[Problem] = ()
    command: Command | None = None
    choices: tuple[str, ...] = ()
    typed: Mapping[str, Typed] = field(default_factory=dict)
    is_misordered: bool = False
    is_first: bool = False
    owes_address: bool = False
    answered: frozenset[Setting] = frozenset()
    asked: tuple[str, Filter] | None = None
    swapped: tuple[Filter, Filter] | None = None
    drawn: Any = None
    looked_for: Any = None
    is_turned: bool = False
    followed: Bounds | None = None
    lost: StoreError | None = None


def now() -> Visit:
    """Return what the visit knows by now."""
    found: Visit = st.session_state.get(VISIT, Visit())
    return found


def note(**changes: Any) -> None:
    """Change some fields of what the visit knows."""
    st.session_state[VISIT] = replace(now(), **changes)


def forget() -> None:
    """Drop what belonged to the filter before."""
    note(choices=(), typed={}, is_misordered=False)


def has_browser() -> bool:
    """Tell whether a browser is there to draw the page."""
    return "User-Agent" in st.context.headers


def is_phone() -> bool:
    """Tell whether the browser says that it runs on a phone."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def accepted_languages() -> str:
    """Return what languages the browser accepts, as its header `Accept-Language` says."""
    return st.context.headers.get("Accept-Language") or ""


def note_is_read() -> bool:
    """Tell whether the reader has closed the content note."""
    return bool(st.session_state.get(_NOTE_READ))


def read_note() -> None:
    """Close the content note for this visit."""
    st.session_state[_NOTE_READ] = True
