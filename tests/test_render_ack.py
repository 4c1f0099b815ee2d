"""The map's word that it is drawn."""

import gc
import threading

import pytest

from dashboard.map import render_ack
from dashboard.map.render_ack import Word, give

MARKS = (("evin-prison", 3.0),)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page wait for so long that a word which is not heard fails the test."""
    monkeypatch.setattr(render_ack, "LONGEST_WAIT_SECONDS", 60)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page not wait at all."""
    monkeypatch.setattr(render_ack, "LONGEST_WAIT_SECONDS", 0)


@pytest.mark.usefixtures("patient")
def test_page_goes_on_at_the_word() -> None:
    word = Word()
    word.expect(MARKS, True)
    map_frame = threading.Timer(0.05, give, [word.name])
    map_frame.start()
    assert word.wait()
    map_frame.join()


@pytest.mark.usefixtures("impatient")
def test_page_goes_on_without_the_word() -> None:
    word = Word()
    word.expect(MARKS, True)
    assert not word.wait()


@pytest.mark.usefixtures("impatient")
def test_nothing_is_due_for_marks_that_are_there() -> None:
    word = Word()
    word.expect(MARKS, True)
    word.give()
    assert word.wait()
    word.expect(MARKS, True)
    assert word.wait()


@pytest.mark.usefixtures("impatient")
def test_word_for_marks_before_is_no_word_for_these() -> None:
    word = Word()
    word.expect(MARKS, True)
    word.give()
    word.expect((), True)
    assert not word.wait()


@pytest.mark.usefixtures("impatient")
def test_nothing_is_due_from_a_map_that_is_still_to_load() -> None:
    word = Word()
    word.expect(MARKS, False)
    assert word.wait()
    word.expect((), True)
    assert not word.wait()


@pytest.mark.usefixtures("impatient")
def test_word_of_one_map_is_not_taken_for_another() -> None:
    mine, other = Word(), Word()
    mine.expect(MARKS, True)
    assert give(other.name)
    assert not mine.wait()


def test_map_that_is_gone_is_not_known() -> None:
    word = Word()
    name = word.name
    assert give(name)
    del word
    gc.collect()
    assert not give(name)
