"""The map acknowledges that it is drawn."""

import gc
import threading

import pytest

from dashboard.map.render_ack import RenderAck, receive

MARKS = (("evin-prison", 3.0),)


# So long that an acknowledgement that is not heard fails the test, and as short as can be.
PATIENT, IMPATIENT = 60, 1e-6


def test_page_goes_on_once_the_map_answers() -> None:
    ack = RenderAck()
    ack.expect(MARKS, PATIENT)
    map_frame = threading.Timer(0.05, receive, [ack.name])
    map_frame.start()
    assert ack.wait()
    map_frame.join()


def test_page_gives_way_while_it_waits() -> None:
    def act() -> None:
        raise InterruptedError

    ack = RenderAck()
    ack.expect(MARKS, PATIENT)
    with pytest.raises(InterruptedError):
        ack.wait(give_way=act)


def test_page_goes_on_without_an_answer() -> None:
    ack = RenderAck()
    ack.expect(MARKS, IMPATIENT)
    assert not ack.wait()


def test_nothing_is_due_for_marks_that_are_there() -> None:
    ack = RenderAck()
    ack.expect(MARKS, IMPATIENT)
    ack.receive()
    assert ack.wait()
    ack.expect(MARKS, IMPATIENT)
    assert ack.wait()


def test_answer_for_marks_before_is_none_for_these() -> None:
    ack = RenderAck()
    ack.expect(MARKS, IMPATIENT)
    ack.receive()
    ack.expect((), IMPATIENT)
    assert not ack.wait()


def test_nothing_is_due_from_a_map_that_is_still_to_load() -> None:
    ack = RenderAck()
    ack.expect(MARKS, 0)
    assert ack.wait()
    ack.expect((), IMPATIENT)
    assert not ack.wait()


def test_answer_of_one_map_is_not_taken_for_another() -> None:
    mine, other = RenderAck(), RenderAck()
    mine.expect(MARKS, IMPATIENT)
    assert receive(other.name)
    assert not mine.wait()


def test_map_that_is_gone_is_not_known() -> None:
    ack = RenderAck()
    name = ack.name
    assert receive(name)
    del ack
    gc.collect()
    assert not receive(name)
