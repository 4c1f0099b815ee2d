"""Filters on the shipped data, drawn at random."""

from typing import Any

from hypothesis import strategies as st

from geo.filters import Filter
from geo.parameters import RESTRICTIONS, allowed_values
from plain_reading import PERIODS, bound, shipped_data

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
    if first and last and bound(first, last=False) > bound(last, last=True):
        first, last = last, first
    if not (first and last and bound(first, last=False) > bound(last, last=True)):
        values.update(from_date=first, to_date=last)
    values["certainty"] = draw(st.sampled_from(["possible", "certain"]))
    return Filter(**values)
