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
    begun, ended = (_numbers(dated[side].to_numpy(float), steps) for side in SIDES)
    is_within = (begun == ended) & (begun >= 0)
    within = dated[is_within].assign(step=begun[is_within])
    counts: list[Counter[str]] = [Counter() for _ in steps]
    for (at, lane), n in within.groupby(["step", "layer"], observed=True)["count"].sum().items():
        counts[at][lane] = int(n)
    wider = int(dated["count"][~is_within].sum())
    return [Column(*step, count) for step, count in zip(steps, counts, strict=True)], wider


def _numbers(years: np.ndarray, steps: Sequence[tuple[int, int]]) -> np.ndarray:
    """Return the number of the step that holds each year, -1 for one outside all or for none."""
    if not steps:
        return np.full(len(years), -1)
    first, last = np.array(steps).T
    at = np.searchsorted(first, years, side="right") - 1
    return np.where((at >= 0) & (years <= last[at]), at, -1)


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
    layers = _layers(selection.dataset)
    event = layers.categories.get_loc(MILESTONES)
    lanes = np.append(layers.codes[selection.place_rows], np.full(len(milestones), event))
    is_dated = np.append(claims["dated"], milestones["dated"]).astype(bool)
    years = {
        side: np.append(*(rows[side].dt.year for rows in (claims, milestones))) for side in SIDES
    }
    shown = {side: year[is_dated] for side, year in years.items()}
    of_lane = pd.Categorical.from_codes(lanes[is_dated], layers.categories)
    return pd.DataFrame({**shown, "layer": of_lane, "count": 1})


@lru_cache(maxsize=4)
def _layers(data: Dataset) -> pd.Categorical:
    """Return the layer of each place as numbers, which are counted sooner than words."""
    layers = pd.Categorical(data.places["layer"].to_numpy())
    return layers.add_categories([MILESTONES])


def shown_steps(query: Filter, steps: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the numbers of the steps in which a filter's period begins and ends.

    Where it has no bound, or one outside all steps, the first or the last of them.
    """
    first, last = query.period.first, query.period.last
    begun = sum(first is not None and start <= first.year for start, _end in steps)
    left = sum(last is not None and end >= last.year for _start, end in steps)
    start = max(0, begun - 1)
    return start, max(start, len(steps) - max(1, left))
