"""What a filter selects by a plain reading of the files, without the library under test."""

import json
from calendar import monthrange
from functools import lru_cache
from typing import Any

from edtf import parse_edtf

import geo
from datasets import DATA, rows_of
from geo.counts import Tally
from geo.filters import Filter, Selection

_STATEMENTS = ("claims.csv", "milestones.csv")
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


def bound(text: str, last: bool) -> tuple[int, ...] | None:
    """Return the first or last day of an ISO day, month or year, by the calendar alone."""
    if not text:
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if not last:
        return year, month or 1, day or 1
    month = month or 12
    return year, month, day or monthrange(year, month)[1]


@lru_cache(maxsize=1_024)
def edtf_bounds(text: str) -> tuple[Any, Any]:
    """Return first and last day by the `edtf` package; an open end is infinite there."""
    parsed = parse_edtf(text)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    return (
        (0, 0, 0) if isinstance(lower, float) else tuple(lower[:3]),
        (99999, 0, 0) if isinstance(upper, float) else tuple(upper[:3]),
    )


def _years() -> list[int]:
    dates = [row["date_edtf"] for name in _STATEMENTS for row in rows_of(name)]
    days = [day for edtf in dates if edtf for day in edtf_bounds(edtf)]
    return [day[0] for day in days if 0 < day[0] < 9999]


FIRST, LAST = min(_years()), max(_years())
"""First and last year that a date of the data may mean."""


def answers(edtf: str, first: str, last: str, certainty: str) -> bool:
    """Tell whether a dated statement answers a period, as the data dictionary defines it."""
    if not first and not last:
        return True
    if not edtf:
        return False
    earliest, latest = edtf_bounds(edtf)
    start, end = bound(first, last=False), bound(last, last=True)
    if certainty == "certain":
        return (start is None or earliest >= start) and (end is None or latest <= end)
    return (start is None or latest >= start) and (end is None or earliest <= end)


@lru_cache(maxsize=1)
def shipped_data() -> geo.Dataset:
    return geo.load(DATA)


@lru_cache
def shipped_rows() -> tuple[list[dict], list[dict], dict[str, dict], dict[str, str]]:
    """Read the tables and the publisher kinds with the standard library, less what is withheld."""
    hidden = {row["record_id"] for row in rows_of("withheld.csv")}
    places = {row["place_id"]: row for row in rows_of("places.csv")}
    shown = {name: row for name, row in places.items() if name not in hidden}
    claims = [
        row
        for row in rows_of("claims.csv")
        if row["claim_id"] not in hidden and row["place_id"] in shown
    ]
    milestones = [row for row in rows_of("milestones.csv") if row["claim_id"] not in hidden]
    sources = json.loads((DATA / "sources.json").read_text("utf-8"))
    return (
        claims,
        milestones,
        shown,
        {one["id"]: one["custom"]["publisher_kind"] for one in sources},
    )


def expected_ids(query: Filter) -> tuple[set[str], set[str], set[str]]:
    """Select places, claims and milestones row by row, without the library under test."""
    claims, milestones, places, publishers = shipped_rows()

    def place_fits(row: dict[str, str], city: str) -> bool:
        return (
            (not query.layers or row["layer"] in query.layers)
            and (not query.countries or row["country"] in query.countries)
            and (not query.precision or row["precision"] in query.precision)
            and (not query.cities or city in query.cities)
        )

    def statement_fits(row: dict[str, str]) -> bool:
        return (
            (not query.kinds or row["kind"] in query.kinds)
            and (not query.sources or row["source_id"] in query.sources)
            and (not query.publishers or publishers[row["source_id"]] in query.publishers)
            and answers(row["date_edtf"], query.from_date, query.to_date, query.certainty)
        )

    names = {name: code for code, name in shipped_data().cities.items()}
    fitting = {
        name for name, row in places.items() if place_fits(row, names.get(row["locality"], ""))
    }
    kept = [row for row in claims if row["place_id"] in fitting and statement_fits(row)]
    return (
        {row["place_id"] for row in kept},
        {row["claim_id"] for row in kept},
        {
            row["claim_id"]
            for row in milestones
            if statement_fits(row) and not (query.countries or query.cities or query.precision)
        },
    )


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
