"""Playback: which window each frame shows, and which statements answer it."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from datasets import rows_of
from geo.filters import Filter
from geo.playback import UNITS, WINDOWS, Frames, Playback, frames, select, sensible_unit, units
from geo.playback_parameters import read_playback, to_pairs
from plain_reading import FIRST, LAST, expected_ids, ids, shipped_data, tallies

AUTUMN = Filter(from_date="1988-07-01", to_date="1988-10-31")
CLOCKED_DAY = Filter(from_date="2018-08-25", to_date="2018-08-25")
EVERYTHING = Filter()


def period(first: str, last: str) -> Filter:
    return Filter(from_date=first, to_date=last)


def windows(found: Frames) -> list[tuple[str, str, str]]:
    """Give what each frame says and asks: its own text, and the bounds of its window."""
    return [(one.at, one.filter.from_date, one.filter.to_date) for one in found]


@lru_cache
def clocked() -> dict[str, str]:
    """Give the clock time of each statement of 25 August 2018 that has one, from the files."""
    rows = [*rows_of("claims.csv"), *rows_of("milestones.csv")]
    return {
        row["claim_id"]: row["date_edtf"][11:16]
        for row in rows
        if row["date_edtf"].startswith("2018-08-25T")
    }


@pytest.mark.parametrize(
    ("query", "unit", "count", "first", "last"),
    [
        (AUTUMN, "day", 123, "1988-07-01", "1988-10-31"),
        (AUTUMN, "month", 4, "1988-07", "1988-10"),
        (AUTUMN, "year", 1, "1988", "1988"),
        (period("1988-02", "1988-03-01"), "day", 30, "1988-02-01", "1988-03-01"),
        (period("1989-02", "1989-02"), "day", 28, "1989-02-01", "1989-02-28"),
        (period("1987-12-31", "1988-01-01"), "month", 2, "1987-12", "1988-01"),
        (period("1981", "1987"), "month", 84, "1981-01", "1987-12"),
        (EVERYTHING, "year", LAST - FIRST + 1, f"{FIRST}", f"{LAST}"),
        (EVERYTHING, "month", 12 * (LAST - FIRST + 1), f"{FIRST}-01", f"{LAST}-12"),
        (period("2020", ""), "year", LAST - 2019, "2020", f"{LAST}"),
        (period("", "1988-07"), "month", 12 * (1988 - FIRST) + 7, f"{FIRST}-01", "1988-07"),
        (period("2040-05-03", ""), "day", 1, "2040-05-03", "2040-05-03"),
        (period("", "1950-05"), "day", 1, "1950-05-31", "1950-05-31"),
        (period("0001", "0002"), "day", 730, "0001-01-01", "0002-12-31"),
        (period("0850-01-15", "0850-03"), "month", 3, "0850-01", "0850-03"),
        (period("0001", "0002"), "year", 2, "0001", "0002"),
        (period("9998", "9999"), "day", 730, "9998-01-01", "9999-12-31"),
        (period("9998", "9999"), "month", 24, "9998-01", "9999-12"),
        (period("9998", "9999"), "year", 2, "9998", "9999"),
        (CLOCKED_DAY, "minute", 196, "2018-08-25T17:03", "2018-08-25T20:18"),
    ],
)
def test_frames_cover_the_period(
    atlas: geo.Dataset, query: Filter, unit: str, count: int, first: str, last: str
) -> None:
    for window in WINDOWS:
        found = frames(Playback(query, unit, window), atlas)
        assert len(found) == count
        assert (found[0].at, found[-1].at) == (first, last)
        assert {(one.count, one.filter.layers) for one in found[:3]} == {(count, ())}
        read = read_playback(to_pairs(found.playback, count - 1, atlas), atlas, query)
        assert read == (found.playback, count - 1, [])
        if unit != "minute":  # whose filter is the whole day
            assert ids(select(found[-1], atlas)) == expected_ids(found[-1].filter)


def test_moving_windows_touch_and_are_clipped_to_the_period(atlas: geo.Dataset) -> None:
    query = period("1988-01-15", "1988-03-10")
    assert windows(frames(Playback(query, "month"), atlas)) == [
        ("1988-01", "1988-01-15", "1988-01-31"),
        ("1988-02", "1988-02", "1988-02"),
        ("1988-03", "1988-03-01", "1988-03-10"),
    ]
    assert windows(frames(Playback(query, "year"), atlas)) == [("1988", "1988-01-15", "1988-03-10")]
    days = frames(Playback(query, "day"), atlas)
    assert windows(days)[44:46] == [
        ("1988-02-28", "1988-02-28", "1988-02-28"),
        ("1988-02-29", "1988-02-29", "1988-02-29"),
    ]


def test_cumulative_windows_begin_with_the_period(atlas: geo.Dataset) -> None:
    query = period("1987-11", "1988-02-10")
    assert windows(frames(Playback(query, "month", "cumulative"), atlas)) == [
        ("1987-11", "1987-11", "1987-11"),
        ("1987-12", "1987-11", "1987-12"),
        ("1988-01", "1987-11", "1988-01"),
        ("1988-02", "1987-11-01", "1988-02-10"),
    ]


def test_every_day_shows_what_edtf_bounds_give(atlas: geo.Dataset) -> None:
    found = frames(Playback(AUTUMN, "day"), atlas)
    answers = []
    for number, frame in enumerate(found):
        day = (date(1988, 7, 1) + timedelta(number)).isoformat()
        assert (frame.number, frame.at) == (number, day)
        shown = ids(select(frame, atlas))
        assert shown == expected_ids(period(day, day)), day
        answers.append(shown)
    assert len(answers) == 123
    assert all(places and claims for places, claims, _events in answers)
    assert len({frozenset(claims) for _places, claims, _events in answers}) > 10


def test_other_restrictions_stay_in_force(atlas: geo.Dataset) -> None:
    query = replace(AUTUMN, layers=("burial_site",), certainty="certain")
    for frame in frames(Playback(query, "month", "cumulative"), atlas):
        expected = expected_ids(replace(query, to_date=frame.filter.to_date))
        assert ids(select(frame, atlas)) == expected
        assert expected[1]


@given(
    unit=st.sampled_from(UNITS[1:]),
    first=st.dates(date(1979, 1, 1), date(2026, 12, 31)),
    days=st.integers(0, 4_000),
    where=st.floats(0, 1),
    certainty=st.sampled_from(("possible", "certain")),
)
def test_cumulative_frames_never_lose_a_record(
    unit: str, first: date, days: int, where: float, certainty: str
) -> None:
    data, last = shipped_data(), first + timedelta(days)
    query = replace(period(first.isoformat(), last.isoformat()), certainty=certainty)
    found = frames(Playback(query, unit, "cumulative"), data)
    number = int(where * (len(found) - 1))
    now = ids(select(found[number], data))
    then = ids(select(found[min(number + 1, len(found) - 1)], data))
    for before, after in zip(now, then, strict=True):
        assert before <= after
    assert ids(select(found[-1], data)) == ids(query.select(data))


def test_minutes_show_each_clocked_statement_in_its_minute(atlas: geo.Dataset) -> None:
    seen: dict[str, str] = {}
    for frame in frames(Playback(CLOCKED_DAY, "minute"), atlas):
        found = select(frame, atlas)
        shown = {*found.claims.index, *found.milestones.index}
        assert shown.isdisjoint(seen)
        assert set(found.places.index) == set(found.claims["place_id"])
        seen |= dict.fromkeys(shown, frame.at[11:])
    assert seen == clocked()
    assert len(seen) > 25


def test_minutes_up_to_then_never_lose_a_statement(atlas: geo.Dataset) -> None:
    for frame in frames(Playback(CLOCKED_DAY, "minute", "cumulative"), atlas)[::13]:
        found = select(frame, atlas)
        expected = {name for name, at in clocked().items() if at <= frame.at[11:]}
        assert {*found.claims.index, *found.milestones.index} == expected


def test_counts_of_each_minute_add_up_with_unclocked_ones_as_such(atlas: geo.Dataset) -> None:
    _places, claims, events = expected_ids(CLOCKED_DAY)
    undated = {
        table: sum(not row["date_edtf"] for row in rows_of(table))
        for table in ("claims.csv", "milestones.csv")
    }
    unclocked = len(claims - clocked().keys()), len(events - clocked().keys())
    assert unclocked[0] > 0
    for frame in frames(Playback(CLOCKED_DAY, "minute"), atlas)[::5]:
        found = select(frame, atlas)
        for tally, shown in tallies(found):
            assert tally.shown == shown
            left_out = (tally.filtered, tally.undated, tally.unclocked, tally.withheld)
            parts = (tally.shown, *left_out)
            assert sum(parts) == tally.total
            assert min(parts) >= 0
        assert found.counts.claims.undated == undated["claims.csv"]
        assert found.counts.milestones.undated == undated["milestones.csv"]
        assert (found.counts.claims.unclocked, found.counts.milestones.unclocked) == unclocked


def test_minutes_are_offered_on_a_day_with_clock_times_alone(atlas: geo.Dataset) -> None:
    assert units(CLOCKED_DAY, atlas) == UNITS
    for query in (
        EVERYTHING,
        AUTUMN,
        period("2018-08", "2018-08"),
        period("2018-08-24", "2018-08-25"),
        period("2018-08-26", "2018-08-26"),
        replace(CLOCKED_DAY, layers=("burial_site",), kinds=("detention",)),
    ):
        assert units(query, atlas) == UNITS[1:]
        with pytest.raises(ValueError, match="one day with clock times"):
            frames(Playback(query, "minute"), atlas)


@pytest.mark.parametrize(
    ("query", "unit"),
    [
        (CLOCKED_DAY, "minute"),
        (period("2018-08-26", "2018-08-26"), "day"),
        (AUTUMN, "day"),
        (period("1988-01-01", "1988-07-18"), "day"),  # 200 days
        (period("1988-01-01", "1988-07-19"), "month"),
        (period("1988", "1988"), "month"),
        (period("1981", "2005"), "month"),  # 300 months
        (period("1981", "2006-01"), "year"),
        (EVERYTHING, "year"),
    ],
)
def test_period_is_played_by_a_sensible_unit(atlas: geo.Dataset, query: Filter, unit: str) -> None:
    assert sensible_unit(query, atlas) == unit


@pytest.mark.parametrize(
    ("query", "unit", "window", "number", "words"),
    [
        (AUTUMN, "day", "moving", 44, "14 August 1988"),
        (AUTUMN, "day", "cumulative", 44, "1 July to 14 August 1988"),
        (AUTUMN, "month", "moving", 1, "August 1988"),
        (AUTUMN, "month", "cumulative", 1, "July to August 1988"),
        (AUTUMN, "year", "moving", 0, "1 July to 31 October 1988"),
        (EVERYTHING, "year", "moving", 8, "1988"),
        (EVERYTHING, "year", "cumulative", 8, "1980 to 1988"),
        (CLOCKED_DAY, "minute", "moving", 39, "25 August 2018, 17:42"),
        (CLOCKED_DAY, "minute", "cumulative", 39, "25 August 2018, 17:03 to 17:42"),
        (CLOCKED_DAY, "minute", "cumulative", 0, "25 August 2018, 17:03"),
    ],
)
def test_frame_says_its_window(
    atlas: geo.Dataset, query: Filter, unit: str, window: str, number: int, words: str
) -> None:
    assert frames(Playback(query, unit, window), atlas)[number].words() == words


def test_frames_are_a_sequence(atlas: geo.Dataset) -> None:
    found = frames(Playback(AUTUMN, "month"), atlas)
    assert [one.at for one in found] == ["1988-07", "1988-08", "1988-09", "1988-10"]
    assert found[1:3] == [found[1], found[2]]
    assert found[-1] == found[3]
    for number in (4, -5):
        with pytest.raises(IndexError):
            found[number]


def test_decades_by_day_are_counted_without_selecting(
    atlas: geo.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("selected")

    monkeypatch.setattr(Filter, "select", refuse)
    found = frames(Playback(period("1981", "2025"), "day", "cumulative"), atlas)
    assert len(found) == (date(2025, 12, 31) - date(1981, 1, 1)).days + 1
    assert found[-1].at == "2025-12-31"
    with pytest.raises(AssertionError, match="selected"):
        select(found[0], atlas)


def test_data_without_dates_still_has_a_frame(small: geo.Dataset) -> None:
    bare = replace(
        small,
        claims=small.claims[~small.claims["dated"]],
        milestones=small.milestones[~small.milestones["dated"]],
    )
    found = frames(Playback(EVERYTHING, "year"), bare)
    assert [one.at for one in found] == [str(date.today().year)]
    assert select(found[0], bare).counts.claims.undated == len(bare.claims)
