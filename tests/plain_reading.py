"""What a filter selects by a plain reading of the files, without the library under test."""

from functools import lru_cache

import geo
from datasets import CREATED, DATA
from geo.counts import Tally
from geo.filters import Filter, Selection
from recount import ALWAYS, NEVER, answer, bounds, shown

PERIODS = [
    ("1988-08-14", "1988-08-16"),
    ("1988-08-14", "1988-08-14"),
    ("1988-08", "1988-08"),
    ("1988-07", "1988-09"),
    ("1988-07-27", "1988-07-31"),
    ("1988", "1988"),
    ("1981", "1987"),
    ("1988", "2015"),
    ("2016", ""),
    ("", "1988-07-18"),
    ("", "1980"),
    ("2018-08-25", "2018-08-25"),
    ("2018-02-28", "2018-03-01"),
    ("1989-02", "1989-02"),
    ("0001", "0001"),
    ("9999", ""),
    ("", "9999-12-31"),
]


def _years() -> list[int]:
    dates = [row["date_edtf"] for name in ("claims.csv", "milestones.csv") for row in shown(name)]
    days = [day for edtf in dates if edtf for day in bounds(edtf) if day not in (NEVER, ALWAYS)]
    return [year for day in days if (year := int(day[:4])) <= CREATED.year]


FIRST, LAST = min(_years()), max(_years())
"""First and last year that a date of the data says, none of them after the data were made."""


@lru_cache(maxsize=1)
def shipped_data() -> geo.Dataset:
    return geo.load(DATA)


def expected_ids(query: Filter) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Select places, claims and milestones row by row, without the library under test."""
    found = answer(query.to_query())
    return found.places, found.claims, found.milestones


def ids(selection: Selection) -> tuple[set[str], set[str], set[str]]:
    return (
        set(selection.places.index),
        set(selection.claims.index),
        set(selection.milestones.index),
    )


def tallies(selection: Selection) -> list[tuple[Tally, int]]:
    counts = selection.counts
    return [
        (counts.places, len(selection.places)),
        (counts.claims, len(selection.claims)),
        (counts.milestones, len(selection.milestones)),
        (counts.statements, len(selection.claims) + len(selection.milestones)),
    ]
