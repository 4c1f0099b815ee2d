"""How a query says which frame of which playback is shown."""

from collections.abc import Iterable
from datetime import datetime, time

from geo import dates
from geo.dataset import Dataset
from geo.errors import Problem
from geo.filters import Filter
from geo.messages import gettext as _
from geo.parameters import fault, one_of
from geo.periods import Period
from geo.playback import WINDOWS, Playback, frames, units

NAMES = ("play", "window", "at")
"""The parameters of an address that `read_playback` reads."""


def read_playback(
    pairs: Iterable[tuple[str, str]], dataset: Dataset, query: Filter
) -> tuple[Playback | None, int, list[Problem]]:
    """Read the parameters `play`, `window` and `at` of an address.

    Returns
    -------
    playback, number, problems
        None where the address does not ask for a playback; the number of its frame.

    Examples
    --------
    >>> asked = [("play", "year"), ("at", "2018")]
    >>> playback, number, problems = read_playback(asked, small, Filter())
    >>> frames(playback, small)[number].at, problems
    ('2018', [])
    """
    values: dict[str, str] = {}
    problems = []
    for name, value in pairs:
        if name in NAMES and value and name in values:
            problems.append(fault(name, value, _("the same name only once")))
        elif name in NAMES and value:
            values[name] = value
    unit, window = values.get("play", ""), values.get("window", WINDOWS[0])
    if window not in WINDOWS:
        problems.append(fault("window", window, one_of(WINDOWS)))
        window = WINDOWS[0]
    if not unit:
        return None, 0, problems
    allowed = units(query, dataset)
    if unit not in allowed:
        too_many = _("fewer statements in the data, since so many cannot be played")
        problems.append(fault("play", unit, one_of(allowed) if allowed else too_many))
        return None, 0, problems
    playback = Playback(query, unit, window)
    number = 0
    if "at" in values:
        number, faults = frame_at(playback, dataset, values["at"])
        problems += faults
    return playback, number, problems


def to_pairs(
    playback: Playback, number: int, dataset: Dataset, names_window: bool = False
) -> list[tuple[str, str]]:
    """Return the parameters that `read_playback` reads back.

    Parameters
    ----------
    playback, number, dataset
        What is played, and which of its frames is shown.
    names_window
        Whether the window is named though it is the one that an address without it means.

    Examples
    --------
    >>> to_pairs(Playback(Filter(from_date="1988"), "year", "cumulative"), 1, small)
    [('play', 'year'), ('window', 'cumulative'), ('at', '1989')]
    """
    pairs = [("play", playback.unit)]
    if names_window or playback.window != WINDOWS[0]:
        pairs.append(("window", playback.window))
    return [*pairs, ("at", frames(playback, dataset)[number].at)]


def frame_at(playback: Playback, dataset: Dataset, moment: str) -> tuple[int, list[Problem]]:
    """Return the number of the frame that holds a moment, or the beginning of a longer time.

    The first one, with a problem, for what cannot be read or lies wholly outside of what is played.

    Examples
    --------
    >>> playback = Playback(Filter(from_date="1988", to_date="1989"), "month")
    >>> frame_at(playback, small, "1988-03")
    (2, [])
    >>> print(*frame_at(playback, small, "1990")[1])
    query:0 (-) at: '1990'; expected a time from 1988-01 to 1989-12
    """
    walked, span = frames(playback, dataset), _span(moment)
    if span is None:
        expected = _("a day, month, year or minute: 2004-08-14, 2004-08, 2004, 2018-08-25T17:42")
        return 0, [fault("at", moment, expected)]
    start, end = span
    if end < walked.first or start > walked.last:
        expected = _("a time from {first} to {last}")
        played = expected.format(first=walked[0].at, last=walked[-1].at)
        return 0, [fault("at", moment, played)]
    return walked.number_at(start), []


def _span(text: str) -> tuple[datetime, datetime] | None:
    """Return the first and the last minute of a time, None for what is none."""
    try:
        if "T" in text:
            at = datetime.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
            return at, at
        days = Period.read(text, text)
    except (ValueError, dates.DateError):
        return None
    if days.first is None or days.last is None:
        return None
    return datetime.combine(days.first, time()), datetime.combine(days.last, time(23, 59))
