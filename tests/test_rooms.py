"""Rooms: the windows of one talk find each other, and forgotten talks make room."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from browser import ROOT
from dashboard.present import rooms
from dashboard.present.rooms import MAX_ROOMS, Position, followers_key, move, where

START, LATER = Position("overview", 1), Position("overview", 7)


@pytest.fixture(autouse=True)
def empty() -> None:
    rooms._rooms.execute("DELETE FROM stages")


def test_window_finds_where_another_has_moved() -> None:
    move("talk", LATER)
    assert where("talk", START) == LATER
    move("talk", Position("burial-sites", 2))
    assert where("talk", START) == Position("burial-sites", 2)


def test_unknown_room_opens_where_the_first_window_is() -> None:
    assert where("talk", LATER) == LATER
    assert where("talk", START) == LATER


def test_room_stays_dark_wherever_it_goes_until_its_speaker_shows_it() -> None:
    move("talk", START)
    rooms.darken("talk", True)
    move("talk", LATER)
    dark = replace(LATER, is_dark=True)
    assert where("talk", START) == where(followers_key("talk"), START) == dark
    rooms.darken(followers_key("talk"), False)
    assert where("talk", START) == dark
    rooms.darken("talk", False)
    assert where("talk", START) == LATER


def test_clock_of_a_talk_begins_with_its_speaker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "time", iter([100.0, 130.0, 160.0, 200.0]).__next__)
    assert rooms.elapsed("talk") == 0  # of no room yet
    move("talk", START)
    assert rooms.elapsed("talk") == 0
    move("talk", LATER)
    assert rooms.elapsed("talk") == 30
    assert rooms.elapsed(followers_key("talk")) == 0


def test_rooms_are_apart() -> None:
    move("talk", LATER)
    assert where("other", START) == START
    assert where("talk", START) == LATER


@pytest.mark.parametrize("use", [lambda: move("kept", LATER), lambda: where("kept", START)])
def test_room_used_least_lately_is_closed(use: Callable[[], object]) -> None:
    move("kept", LATER)
    move("forgotten", LATER)
    for number in range(MAX_ROOMS - 2):
        move(f"room-{number}", START)
    use()
    move("one more", START)
    assert where("kept", START) == LATER
    assert where("forgotten", START) == START  # opened anew


def test_asking_opens_no_more_rooms_than_there_may_be() -> None:
    for number in range(MAX_ROOMS + 50):
        where(f"room-{number}", START)
    assert rooms._rooms.execute("SELECT count(*) FROM stages").fetchone() == (MAX_ROOMS,)


def test_followers_key_finds_the_room_and_moves_nobody() -> None:
    word = followers_key("talk")
    assert "talk" not in word
    assert followers_key(word) == word
    move("talk", LATER)
    assert where(word, START) == LATER
    move(word, START)
    assert where("talk", START) == LATER


def test_follower_opens_no_room() -> None:
    word = followers_key("talk")
    assert where(word, LATER) == LATER
    assert where("talk", START) == START
    assert where(word, LATER) == START


ANOTHER_SERVER = """
import sys
from dashboard.present.rooms import Position, share, where, move
share(sys.argv[1])
assert where("talk", Position("overview", 1)) == Position("overview", 7)
move("talk", Position("burial-sites", 2, "end"))
"""


def test_servers_share_their_rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(tmp_path / "rooms")
    monkeypatch.setattr(rooms, "_rooms", None)
    rooms.share(file)
    with closing(rooms._rooms):
        move("talk", LATER)
        subprocess.run([sys.executable, "-c", ANOTHER_SERVER, file], cwd=ROOT, check=True)
        assert where("talk", START) == Position("burial-sites", 2, "end")


def test_file_that_cannot_be_shared_is_named(tmp_path: Path) -> None:
    file = str(tmp_path / "nowhere" / "rooms")
    with pytest.raises(ValueError, match=r"^ATLAS_ROOMS: '.*nowhere/rooms' cannot be used"):
        rooms.share(file)
