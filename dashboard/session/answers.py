"""Answers of the search: each takes the place of what the one before set in the filter."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import fields, replace
from typing import Any

from dashboard.session import state, visit
from dashboard.session.visit import Setting
from geo import Filter

_PERIOD, _WHERE = ("from_date", "to_date"), ("countries", "cities")


def with_answer(changes: Mapping[str, Any]) -> Filter:
    """Return the filter in force with an answer instead of the one before.

    What the reader chose by other controls stays, except for a city or a country where the answer
    names another, and for a text.
    """
    where = _WHERE if changes.keys() & set(_WHERE) else ()
    return replace(_chosen().without(*where, "q"), **changes)


def put(changes: Mapping[str, Any], new: Filter) -> None:
    """Put a filter with an answer in force, and note what of it the answer set.

    Where the reader had chosen the same by another control, it remains the reader's.
    """
    known, chosen = visit.now().answered, _chosen()
    noted = [Setting.of(new, names) for names in _parted(changes)]
    before = state.current_filter()
    state.change(new)
    # Beside those of answers before, to which the way back leads.
    answered = known | {one for one in noted if not one.holds(chosen)}
    visit.note(answered=answered, swapped=(before, new))


def swapped() -> tuple[Filter, Filter] | None:
    """Return the filter before the last answer and the one with it, while that is in force."""
    found = visit.now().swapped
    is_in_force = found and found[1].without("place") == state.current_filter().without("place")
    return found if is_in_force else None


def undo() -> None:
    """Put back what the last answer took the place of, while that answer is in force."""
    found, known = swapped(), visit.now().answered
    if found:
        state.change(found[0])
        visit.note(answered=known)  # what the answer before set is a search's again


def sets(names: Iterable[str]) -> bool:
    """Tell whether a search set some of these fields, and they are still as it set them."""
    return bool(_set_by_search().intersection(names))


def widen(new: Filter, name: str) -> None:
    """Put a filter with more values of a field in force; a search's field remains the search's."""
    if name in _set_by_search():
        put({name: getattr(new, name)}, new)
    else:
        state.change(new)


def alone() -> Filter:
    """Return what the search set of the filter in force, with the card that is open.

    How sure the dates must be is of the period, and stays with one that the search set.
    """
    found = _set_by_search() | {"place"}
    return _only(found | {"certainty"} if found & set(_PERIOD) else found)


def replaced() -> Filter:
    """Return what the next answer takes the place of, whatever it is."""
    return _only(_set_by_search() | {"q"})


def _only(kept: Set[str]) -> Filter:
    now = state.current_filter()
    return now.without(*(field.name for field in fields(now) if field.name not in kept))


def _chosen() -> Filter:
    """Return what the reader chose of the filter in force by other controls than the search."""
    return state.current_filter().without(*_set_by_search())


def _set_by_search() -> set[str]:
    """Return the fields that are still as a search set them."""
    now = state.current_filter()
    return {name for one in visit.now().answered if one.holds(now) for name in one.names}


def _parted(changes: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the fields that an answer sets, those together that make one restriction."""
    if changes.keys() & set(_PERIOD):
        yield _PERIOD
    for name in changes:
        if name != "place" and name not in _PERIOD:
            yield (name,)
