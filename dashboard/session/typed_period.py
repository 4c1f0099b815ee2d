"""The period that a reader types, and what of it is not in force."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.session import state, visit
from geo import Filter
from geo.typed_dates import Typed


def put(end: str, typed: Typed) -> None:
    """Put what the reader typed as `from` or `to` in force; what is not clear is kept beside it."""
    now = state.current_filter()
    _put_dates({**visit.now().typed, end: typed}, {"from": now.from_date, "to": now.to_date})


def swap() -> None:
    """Put a period that would end before it begins in force the other way round."""
    now, others = state.current_filter(), {"from": "to", "to": "from"}
    typing = {others[end]: typed for end, typed in visit.now().typed.items()}
    _put_dates(typing, {"from": now.to_date, "to": now.from_date})


def _put_dates(typing: Mapping[str, Typed], ends: dict[str, str]) -> None:
    """Put the ends of a period in force, those that are typed before the others."""
    now = state.current_filter()
    found, is_misordered = read_ends(typing, ends)
    new = replace(now, from_date=found.from_date, to_date=found.to_date)
    if not is_misordered and new != now:
        state.change(new)
    visit.note(typed=typing, is_misordered=is_misordered)


def read_ends(typing: Mapping[str, Typed], ends: Mapping[str, str]) -> tuple[Filter, bool]:
    """Return the period with what is typed clearly, and whether it would end before it begins.

    Parameters
    ----------
    typing
        What was typed, by `from` and `to`.
    ends
        What is in force, where nothing clear was typed.
    """
    clear = {name: one.bound(name == "to") for name, one in typing.items() if one.is_clear}
    found, faults = Filter.read({**ends, **clear}.items(), state.dataset())
    return found, bool(faults)
