"""Filters on the shipped data, drawn at random."""

from typing import Any

from hypothesis import strategies as st

from geo.filters import Filter
from geo.parameters import RESTRICTIONS, allowed_values
from plain_reading import PERIODS, shipped_data
from recount import bounds

DATES = st.sampled_from(["", *(text for period in PERIODS for text in period)])


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    """Draw a filter on the shipped data, its codes in the order in which they are offered."""
    values: dict[str, Any] = {}
    for restriction in RESTRICTIONS:
        codes = list(allowed_values(shipped_data(), restriction))
        if draw(st.booleans()):
            chosen = draw(st.sets(st.sampled_from(codes), max_size=4))
            values[restriction.name] = tuple(sorted(chosen, key=codes.index))
    first, last = draw(DATES), draw(DATES)
    if first and last and bounds(first)[0] > bounds(last)[1]:
        first, last = last, first
    values.update(from_date=first, to_date=last)
    values["certainty"] = draw(st.sampled_from(["possible", "certain"]))
    return Filter(**values)
