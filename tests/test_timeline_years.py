"""The small timeline: how statements are counted by year, and which years a period is."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dashboard.timeline.rows import dated_statements, visible_span
from dashboard.timeline.years import columns, shown_steps, year_steps
from datasets import CREATED
from geo import Dataset, Filter
from plain_reading import LAST

STEPS = tuple((year, year + 4) for year in range(1980, 2030, 5))


def test_each_dated_statement_is_in_one_column_or_counted_as_wider(atlas: Dataset) -> None:
    steps = year_steps(atlas)
    everything = Filter().select(atlas)
    statements, (found, wider) = dated_statements(everything), columns(everything, steps)
    assert [(column.first, column.last) for column in found] == list(steps)
    assert sum(column.total for column in found) + wider == len(statements)
    of_1988 = sum(
        {one.interval.earliest.year, one.interval.latest.year} == {1988}
        for one in statements
        if one.interval.earliest and one.interval.latest
    )
    assert next(column.total for column in found if column.first == 1988) == of_1988 > 100
    assert 0 < wider < 100


def test_steps_are_few_however_long_the_time(atlas: Dataset, small: Dataset) -> None:
    assert all(first == last for first, last in year_steps(atlas))
    assert year_steps(small)[0][0] < year_steps(small)[-1][1]
    assert len(year_steps(atlas)) <= 60


def test_axes_end_where_the_data_do_though_a_date_may_mean_later_years(atlas: Dataset) -> None:
    everything = Filter().select(atlas)
    statements = dated_statements(everything)
    open_ended = [one for one in statements if one.edtf == "202X"]
    assert open_ended
    assert year_steps(atlas)[-1] == (LAST, LAST)
    assert visible_span(everything, statements).end < datetime(CREATED.year + 2, 1, 1)
    assert visible_span(everything, open_ended).end.year == LAST + 1  # with the room at its edge
    later = replace(everything, filter=Filter(from_date=f"{CREATED.year + 1}"))
    assert visible_span(later, open_ended).length > timedelta()
    is_open = everything.claims.index.isin([one.claim_id for one in open_ended])
    alone = replace(
        everything,
        claims=everything.claims[is_open],
        milestones=everything.milestones.iloc[:0],
        place_rows=everything.place_rows[is_open],
    )
    assert columns(alone, year_steps(atlas))[1] == is_open.sum() == len(open_ended)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("", "", (0, 9)),
        ("1988-07", "1988-09", (1, 1)),
        ("1985", "", (1, 9)),
        ("", "1984", (0, 0)),
        ("1984-12-31", "1985-01-01", (0, 1)),
        ("1950", "1951", (0, 0)),
        ("2050", "2051", (9, 9)),
    ],
)
def test_period_is_shown_by_the_steps_that_hold_its_ends(
    first: str, last: str, shown: tuple[int, int]
) -> None:
    assert shown_steps(Filter(from_date=first, to_date=last), STEPS) == shown
