"""What a handout is made of: the projection of its map, its axis, lines of words."""

from datetime import datetime, timedelta

import pytest

from dashboard.handout.projection import Box, Projection
from dashboard.handout.svg import clipped, lines, width
from dashboard.session.view import View
from dashboard.timeline.rows import Span
from dashboard.timeline.ticks import ticks


def test_projection_agrees_with_leaflets() -> None:
    whole = Projection(Box(0, 0, 256, 256), View(0, 0, 0))
    assert whole.at(0, -180) == pytest.approx((0, 128))
    assert whole.at(85.0511287798, 180) == pytest.approx((256, 0), abs=0.01)
    west, south, east, north = Projection(Box(0, 0, 512, 512), View(35, 51, 6)).bounds()
    assert (west + east) / 2 == pytest.approx(51)
    assert south < 35 < north


@pytest.mark.parametrize("days", [0.05, 0.5, 2, 9, 30, 92, 200, 400, 1500, 6000, 17_000, 300_000])
def test_axis_names_a_readable_number_of_moments(days: float) -> None:
    start = datetime(1988, 7, 1, 6, 7)
    span = Span(start, start + timedelta(days=days))
    for most in (5, 13):
        found = ticks(span, most)
        assert 1 <= len(found) <= most
        assert all(span.start <= tick.moment < span.end for tick in found)
        assert len({tick.words for tick in found}) == len(found)


def test_lines_fit_their_room() -> None:
    said = "Some words and " + "averylongaddress" * 20 + " and an end"
    found = lines(said, 120, 9)
    assert "".join(found).replace(" ", "") == said.replace(" ", "")
    assert max(width(one, 9) for one in found) <= 120
    assert clipped(said, 120, 9, 2)[-1].endswith("…")
