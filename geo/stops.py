"""The shown places and events in order of time, to go from one to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

from geo.dates import Interval
from geo.filters import Selection

_When = tuple[bool, date, time, date]
_MONTH = timedelta(days=31)
_UNDATED: _When = (True, date.max, time.max, date.max)


@dataclass(frozen=True)
class Stop:
    """A place or an event; the other of both is empty.

    `claim_id` is the statement that puts it where it stands in time.
    """

    place_id: str
    event: str
    claim_id: str


@lru_cache(maxsize=4)
def stops(selection: Selection) -> tuple[Stop, ...]:
    """Put the shown places and events in order of time, those without a date last.

    Each stands at its first date that is no wider than a month, else at the first of the others.

    Examples
    --------
    >>> found = stops(geo.Filter().select(small))
    >>> [(stop.place_id or stop.event, stop.claim_id) for stop in found][:2]
    [('delta-camp', 'delta-camp-01'), ('alpha-yard', 'alpha-yard-01')]
    """
    first: dict[tuple[str, str], tuple[bool, _When, str]] = {}
    for place_id, event, claim_id, interval in _stated(selection):
        rank = (_is_wide(interval), _when(interval), claim_id)
        owner = (place_id, event)
        if owner not in first or rank < first[owner]:
            first[owner] = rank
    order = sorted(first, key=lambda owner: (first[owner][1], owner))
    return tuple(Stop(*owner, first[owner][2]) for owner in order)


def _stated(selection: Selection) -> Iterator[tuple[str, str, str, Interval | None]]:
    """Yield place, event, id and date of each shown statement; None without a date."""
    for frame, is_event in ((selection.claims, False), (selection.milestones, True)):
        owners = frame["milestone_id" if is_event else "place_id"]
        for claim_id, owner, is_dated, interval in zip(
            frame.index, owners, frame["dated"], frame["interval"], strict=True
        ):
            place_id, event = ("", owner) if is_event else (owner, "")
            yield place_id, event, claim_id, interval if is_dated else None


def _is_wide(interval: Interval | None) -> bool:
    if interval is None or interval.earliest is None or interval.latest is None:
        return True
    return interval.latest - interval.earliest > _MONTH


def _when(interval: Interval | None) -> _When:
    if interval is None:
        return _UNDATED
    first = interval.earliest or interval.latest or date.min
    return False, first, interval.at or time.max, interval.latest or date.max
