"""The period that a reader types, and what of it is not in force."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.session import state, visit
from geo import Filter
from geo.typed_dates import Typed


def put(end: str, typed: Typed) -> None:
    """Put what the reader typed as `from` or `to` in force; what is not clear is kept beside it."""
    now = state.current_filter()
    # Of a period that stands in the other field, the end in force stays there alone.
    kept = {name: one for name, one in visit.now().typed.items() if not is_span(one)}
    typing = typed_together(kept, end, typed)
    _put_dates(typing, {"from": now.from_date, "to": now.to_date})


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


def typed_together(typing: Mapping[str, Typed], end: str, typed: Typed) -> dict[str, Typed]:
    """Return what is typed in both fields; a period typed in one takes the place of the other."""
    return {end: typed} if is_span(typed) else {**typing, end: typed}


def is_span(typed: Typed) -> bool:
    """Tell whether a text is clearly a period with ends of its own."""
    return typed.is_clear and any(meaning.is_span for meaning in typed.meanings)


def read_ends(typing: Mapping[str, Typed], ends: Mapping[str, str]) -> tuple[Filter, bool]:
    """Return the period with what is typed clearly, and whether it would end before it begins.

    Parameters
    ----------
    typing
        What was typed, by `from` and `to`.
    ends
        What is in force, where nothing clear was typed.
    """
    found = dict(ends)
    for name, typed in typing.items():
        if is_span(typed):
            both = {"from": typed.bound(is_last=False), "to": typed.bound(is_last=True)}
            found |= {side: day for side, day in both.items() if day}
        elif typed.is_clear:
            found[name] = typed.bound(name == "to")
    period, faults = Filter.read(found.items(), state.dataset())
    return period, bool(faults)
