"""What the frames of a playback say themselves, and which of them are skipped."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import geo
from datasets import rows_of
from geo.filters import Filter
from geo.playback import WINDOWS, Playback, default_window, frames, select
from geo.played import dated_by_frame, next_told, told
from recount import bounds

SUMMER = Filter(from_date="1988-07", to_date="1988-09")
CLOCKED_DAY = Filter(from_date="2018-08-25", to_date="2018-08-25")


def dated_to(day: date) -> set[str]:
    """Give the statements that the files date to one day."""
    rows = [*rows_of("claims.csv"), *rows_of("milestones.csv")]
    return {
        row["claim_id"]
        for row in rows
        if row["date_edtf"] and bounds(row["date_edtf"]) == (day.isoformat(), day.isoformat())
    }


def test_each_day_says_what_is_dated_to_it(atlas: geo.Dataset) -> None:
    found = dated_by_frame(Playback(SUMMER, "day"), atlas)
    days = [date(1988, 7, 1) + timedelta(number) for number in range(92)]
    assert found == {at: ids for at, day in enumerate(days) if (ids := dated_to(day))}
    assert 10 < len(found) < 40


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize(("query", "unit"), [(SUMMER, "day"), (CLOCKED_DAY, "minute")])
def test_counts_of_a_frame_add_up(
    atlas: geo.Dataset, query: Filter, unit: str, window: str
) -> None:
    playback = Playback(query, unit, window)
    for frame in frames(playback, atlas)[::9]:
        found, shown = told(playback, frame, atlas), select(frame, atlas)
        total = len(shown.claims) + len(shown.milestones)
        assert len(found.own) + found.perhaps + found.earlier == total
        assert found.own <= {*shown.claims.index, *shown.milestones.index}
        assert not found.earlier or window == "cumulative"


def test_frame_counts_in_words_and_notes_the_empty_days_before(atlas: geo.Dataset) -> None:
    playback = Playback(SUMMER, "day", "cumulative")
    number = next_told(playback, 45, atlas)
    assert number == 59
    found = told(playback, frames(playback, atlas)[number], atlas)
    assert found.words().startswith("1 statement dated 29 August 1988 · ")
    assert found.words().endswith(f" earlier · {found.perhaps} whose dates may include it")
    assert found.note() == "No statements dated 16 to 28 August 1988"
    empty = told(playback, frames(playback, atlas)[number - 1], atlas)
    assert empty.words().startswith("0 statements dated 28 August 1988")
    assert empty.note() == ""


def test_playing_skips_to_what_is_dated_and_ends_at_the_end(atlas: geo.Dataset) -> None:
    playback, at, seen = Playback(SUMMER, "day"), -1, []
    while at < 91:
        at = next_told(playback, at, atlas)
        seen.append(at)
    assert seen == [*sorted(dated_by_frame(playback, atlas)), 91]
    bare = replace(playback, query=replace(SUMMER, layers=("commemoration",), q="zzzz"))
    assert next_told(bare, 3, atlas) == 91


def test_minutes_note_the_empty_time_before(atlas: geo.Dataset) -> None:
    playback = Playback(CLOCKED_DAY, "minute")
    later = next_told(playback, 0, atlas)
    found = told(playback, frames(playback, atlas)[later], atlas)
    assert found.perhaps == 0
    assert found.note().startswith("No statements dated 17:")


def test_short_units_keep_what_came_before() -> None:
    assert [default_window(unit) for unit in ("minute", "day", "month", "year")] == [
        *("cumulative", "cumulative"),
        *("moving", "moving"),
    ]
