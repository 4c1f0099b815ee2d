"""How many statements are dated to each year, or to each of some years where they are many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from geo import Dataset, Filter, Selection
from geo.activity import MILESTONES
from geo.frames import SIDES

_MOST_COLUMNS = 60
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True)
class Column:
    """Some years, with the number of statements in each lane that are dated within them."""

    first: int
    last: int
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Number of statements."""
        return sum(self.counts.values())


@lru_cache(maxsize=4)
def year_steps(data: Dataset) -> tuple[tuple[int, int], ...]:
    """Return the first and the last year of each column, as far as the dates of the data say.

    Examples
    --------
    >>> year_steps(small)[0], year_steps(small)[-1]
    ((1980, 1980), (2018, 2018))
    """
    if data.stated_period is None:
        return ()
    first, last = (day.year for day in data.stated_period)
    step = next(one for one in _STEPS if (last - first) // one < _MOST_COLUMNS or one == _STEPS[-1])
    first -= first % step
    return tuple((year, year + step - 1) for year in range(first, last + 1, step))


def columns(selection: Selection, steps: Sequence[tuple[int, int]]) -> tuple[list[Column], int]:
    """Count the dated statements of a selection by their years.

    Returns
    -------
    columns, wider
        One column a step, and the number of statements whose dates lie in no single one.
    """
    dated = _of_large(selection) if selection.is_large else _dated(selection)
    number = {year: at for at, (first, last) in enumerate(steps) for year in range(first, last + 1)}
    counts: list[Counter[str]] = [Counter() for _ in steps]
    wider = 0
    for first, last, lane, n in dated.itertuples(index=False):
        at = number.get(first)  # none of a year outside all steps, or of none at all
        if at is None or number.get(last) != at:
            wider += n
        else:
            counts[at][lane] += n
    return [Column(*step, count) for step, count in zip(steps, counts, strict=True)], wider


def _of_large(selection: Selection) -> pd.DataFrame:
    """Count the dated statements of a visible set whose records are not in memory."""
    beyond, names = selection.dataset.beyond, [*SIDES, "layer", "count"]
    of_places = pd.DataFrame(beyond.years(selection.filter) if beyond else [], columns=names)
    events = selection.filter.select(replace(selection.dataset, beyond=None))
    none = replace(events, claims=events.claims[:0], place_rows=events.place_rows[:0])
    return pd.concat([of_places, _dated(none)]).astype(dict.fromkeys(SIDES, float))


def _dated(selection: Selection) -> pd.DataFrame:
    """List the first and the last year of each dated statement, and its lane."""
    claims, milestones = selection.claims, selection.milestones
    lanes = selection.dataset.places["layer"].to_numpy()[selection.place_rows]
    lanes = np.append(lanes, [MILESTONES] * len(milestones))
    is_dated = np.append(claims["dated"], milestones["dated"]).astype(bool)
    years = {side: pd.concat([claims[side], milestones[side]]).dt.year for side in SIDES}
    shown = {side: year.to_numpy()[is_dated] for side, year in years.items()}
    return pd.DataFrame({**shown, "layer": lanes[is_dated], "count": 1})


def shown_steps(query: Filter, steps: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the numbers of the steps in which a filter's period begins and ends.

    Where it has no bound, or one outside all steps, the first or the last of them.
    """
    first, last = query.period.first, query.period.last
    begun = sum(first is not None and start <= first.year for start, _end in steps)
    left = sum(last is not None and end >= last.year for _start, end in steps)
    start = max(0, begun - 1)
    return start, max(start, len(steps) - max(1, left))
