"""Rooms: the windows of one talk find each other, and forgotten talks make room."""

from collections import OrderedDict
from collections.abc import Callable

import pytest

from dashboard.present import rooms
from dashboard.present.rooms import MAX_ROOMS, Position, followers_key, move, where

START, LATER = Position("overview", 1), Position("overview", 7)


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "_rooms", OrderedDict())


def test_window_finds_where_another_has_moved() -> None:
    move("talk", LATER)
    assert where("talk", START) == LATER
    move("talk", Position("burial-sites", 2))
    assert where("talk", START) == Position("burial-sites", 2)


def test_unknown_room_opens_where_the_first_window_is() -> None:
    assert where("talk", LATER) == LATER
    assert where("talk", START) == LATER


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
    assert len(rooms._rooms) <= MAX_ROOMS


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
