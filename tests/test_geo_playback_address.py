"""Playback in an address: which frame a moment means, and what an address asks for."""

import pytest

import geo
from geo.filters import Filter
from geo.playback import UNITS, WINDOWS, Playback, frames
from geo.playback_parameters import frame_at, read_playback, to_pairs
from plain_reading import FIRST

AUTUMN = Filter(from_date="1988-07-01", to_date="1988-10-31")
CLOCKED_DAY = Filter(from_date="2018-08-25", to_date="2018-08-25")
EVERYTHING = Filter()


@pytest.mark.parametrize(
    ("query", "unit", "moment", "number"),
    [
        (AUTUMN, "day", "1988-07-01", 0),
        (AUTUMN, "day", "1988-08-14", 44),
        (AUTUMN, "day", "1988-08-14T23:59", 44),
        (AUTUMN, "day", "1988-08", 31),
        (AUTUMN, "day", "1988", 0),
        (AUTUMN, "year", "1988", 0),
        (AUTUMN, "month", "1988-09-30", 2),
        (EVERYTHING, "year", "1988", 1988 - FIRST),
        (EVERYTHING, "month", "1988-08", 12 * (1988 - FIRST) + 7),
        (CLOCKED_DAY, "minute", "2018-08-25T17:42", 39),
        (CLOCKED_DAY, "minute", "2018-08-25T17:42:30+02:00", 39),
        (CLOCKED_DAY, "minute", "2018-08-25", 0),
    ],
)
def test_moment_is_found_in_its_frame(
    atlas: geo.Dataset, query: Filter, unit: str, moment: str, number: int
) -> None:
    assert frame_at(Playback(query, unit), atlas, moment) == (number, [])


@pytest.mark.parametrize(
    "moment", ["1988-13", "1988-02-30", "abc", "2018-08-25T25:00", "T", "../1988", "1", "x" * 900]
)
def test_unreadable_moment_is_said_and_the_first_frame(atlas: geo.Dataset, moment: str) -> None:
    number, problems = frame_at(Playback(AUTUMN, "day"), atlas, moment)
    assert number == 0
    assert [one.field for one in problems] == ["at"]
    assert problems[0].found.startswith(f"'{moment[:60]}'")
    assert "2004-08-14" in problems[0].expected


@pytest.mark.parametrize(
    ("query", "unit", "moment", "expected"),
    [
        (AUTUMN, "day", "1980", "a time from 1988-07-01 to 1988-10-31"),
        (AUTUMN, "day", "9999-12-31", "a time from 1988-07-01 to 1988-10-31"),
        (AUTUMN, "month", "1988-06-30T23:59", "a time from 1988-07 to 1988-10"),
        (EVERYTHING, "year", str(FIRST - 1), f"a time from {FIRST} to "),
        (CLOCKED_DAY, "minute", "2018-08-26", "a time from 2018-08-25T17:03 to 2018-08-25T20:18"),
        (CLOCKED_DAY, "minute", "2018-08-25T17:02", "a time from 2018-08-25T17:03 to "),
    ],
)
def test_moment_outside_of_what_is_played_is_said_and_the_first_frame(
    atlas: geo.Dataset, query: Filter, unit: str, moment: str, expected: str
) -> None:
    number, problems = frame_at(Playback(query, unit), atlas, moment)
    assert number == 0
    assert [(one.field, one.found) for one in problems] == [("at", f"'{moment}'")]
    assert problems[0].expected.startswith(expected)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("window", WINDOWS)
def test_address_leads_back_to_the_frame(atlas: geo.Dataset, unit: str, window: str) -> None:
    query = CLOCKED_DAY if unit == "minute" else AUTUMN
    playback = Playback(query, unit, window)
    last = len(frames(playback, atlas)) - 1
    for number in {0, last // 2, last}:
        pairs = to_pairs(playback, number, atlas)
        assert ("window" in dict(pairs)) is (window == "cumulative")
        assert read_playback(pairs, atlas, query) == (playback, number, [])


@pytest.mark.parametrize(
    ("pairs", "read", "faults"),
    [
        ([], None, []),
        ([("play", "")], None, []),
        ([("window", "cumulative"), ("at", "1988-08-14")], None, []),
        ([("play", "week")], None, [("play", "'week'", "one of day, month, year")]),
        ([("play", "minute")], None, [("play", "'minute'", "one of day, month, year")]),
        ([("play", "Day")], None, [("play", "'Day'", "one of day, month, year")]),
        ([("window", "all")], None, [("window", "'all'", "one of moving, cumulative")]),
        (
            [("play", "day"), ("window", "all")],
            ("day", "moving", 0),
            [("window", "'all'", "one of moving, cumulative")],
        ),
        (
            [("play", "day"), ("at", "1988-08-14"), ("play", "month"), ("at", "1988-09-01")],
            ("day", "moving", 44),
            [
                ("play", "'month'", "the same name only once"),
                ("at", "'1988-09-01'", "the same name only once"),
            ],
        ),
        (
            [("play", "day"), ("at", "noon")],
            ("day", "moving", 0),
            [
                (
                    "at",
                    "'noon'",
                    "a day, month, year or minute: 2004-08-14, 2004-08, 2004, 2018-08-25T17:42",
                )
            ],
        ),
        ([("tour", "x"), ("play", "month"), ("at", "")], ("month", "moving", 0), []),
    ],
)
def test_what_an_address_asks_for(
    atlas: geo.Dataset,
    pairs: list[tuple[str, str]],
    read: tuple[str, str, int] | None,
    faults: list[tuple[str, str, str]],
) -> None:
    playback, number, problems = read_playback(pairs, atlas, AUTUMN)
    found = None if playback is None else (playback.unit, playback.window, number)
    assert found == read
    assert [(one.field, one.found, one.expected) for one in problems] == faults
    assert playback is None or playback.query == AUTUMN
