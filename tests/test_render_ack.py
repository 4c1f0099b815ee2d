"""The map acknowledges that it is drawn."""

import gc
import threading

import pytest

from dashboard.map import render_ack
from dashboard.map.render_ack import RenderAck, receive

MARKS = (("evin-prison", 3.0),)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page wait for so long that an acknowledgement that is not heard fails the test."""
    monkeypatch.setattr(render_ack, "MAX_WAIT_SECONDS", 60)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page not wait at all."""
    monkeypatch.setattr(render_ack, "MAX_WAIT_SECONDS", 0)


@pytest.mark.usefixtures("patient")
def test_page_goes_on_once_the_map_answers() -> None:
    ack = RenderAck()
    ack.expect(MARKS, True)
    map_frame = threading.Timer(0.05, receive, [ack.name])
    map_frame.start()
    assert ack.wait()
    map_frame.join()


@pytest.mark.usefixtures("impatient")
def test_page_goes_on_without_an_answer() -> None:
    ack = RenderAck()
    ack.expect(MARKS, True)
    assert not ack.wait()


@pytest.mark.usefixtures("impatient")
def test_nothing_is_due_for_marks_that_are_there() -> None:
    ack = RenderAck()
    ack.expect(MARKS, True)
    ack.receive()
    assert ack.wait()
    ack.expect(MARKS, True)
    assert ack.wait()


@pytest.mark.usefixtures("impatient")
def test_answer_for_marks_before_is_none_for_these() -> None:
    ack = RenderAck()
    ack.expect(MARKS, True)
    ack.receive()
    ack.expect((), True)
    assert not ack.wait()


@pytest.mark.usefixtures("impatient")
def test_nothing_is_due_from_a_map_that_is_still_to_load() -> None:
    ack = RenderAck()
    ack.expect(MARKS, False)
    assert ack.wait()
    ack.expect((), True)
    assert not ack.wait()


@pytest.mark.usefixtures("impatient")
def test_answer_of_one_map_is_not_taken_for_another() -> None:
    mine, other = RenderAck(), RenderAck()
    mine.expect(MARKS, True)
    assert receive(other.name)
    assert not mine.wait()


def test_map_that_is_gone_is_not_known() -> None:
    ack = RenderAck()
    name = ack.name
    assert receive(name)
    del ack
    gc.collect()
    assert not receive(name)
