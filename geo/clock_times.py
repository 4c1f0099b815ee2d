"""The statements of one day by their clock times."""

from dataclasses import replace
from datetime import time

import numpy as np
import pandas as pd

from geo.counts import Counts, Tally
from geo.dates import Interval
from geo.filters import Selection

Clock = tuple[time, time]
"""First and last minute of a window, both inside it."""


def minute_of(stated: Interval | None) -> time | None:
    """Return the minute of a stated date, None where it has no clock time.

    Examples
    --------
    >>> minute_of(geo.dates.parse("2018-08-25T17:42:10"))
    datetime.time(17, 42)
    """
    return stated.at.replace(second=0) if stated and stated.at else None


def narrowed(selection: Selection, clock: Clock) -> Selection:
    """Keep the statements of a day whose clock time lies in a window.

    Those without a clock time are left out and counted as such.

    Examples
    --------
    >>> day = geo.Filter(from_date="2018-08-25", to_date="2018-08-25").select(small)
    >>> narrowed(day, (time(17, 0), time(18, 0))).claims.index.tolist()
    ['charlie-gathering-01']
    """
    claims, unclocked = _split(selection.claims, clock)
    events, unclocked_events = _split(selection.milestones, clock)
    places = selection.places[selection.places.index.isin(set(claims["place_id"]))]
    waiting = set(unclocked["place_id"]) - set(places.index)
    unlocated = int(places.geometry.isna().sum())
    counts = Counts(
        places=replace(
            _left(selection.counts.places, len(places), len(waiting)), unlocated=unlocated
        ),
        claims=_left(selection.counts.claims, len(claims), len(unclocked)),
        milestones=_left(selection.counts.milestones, len(events), len(unclocked_events)),
    )
    return replace(selection, places=places, claims=claims, milestones=events, counts=counts)


def _split(frame: pd.DataFrame, clock: Clock) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the statements inside a window, and those without a clock time."""
    at = [minute_of(stated) for stated in frame["interval"]]
    inside = np.array(
        [minute is not None and clock[0] <= minute <= clock[1] for minute in at], dtype=bool
    )
    return frame[inside], frame[np.array([minute is None for minute in at], dtype=bool)]


def _left(tally: Tally, shown: int, unclocked: int) -> Tally:
    filtered = tally.filtered + tally.shown - shown - unclocked
    return replace(tally, shown=shown, filtered=filtered, unclocked=unclocked)
