"""What answers a query, counted from the data files alone: no line of the library is used.

It reads the parameters of a filter as the contract states them, without `q`.
"""

import calendar
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

from datasets import DATA, rows_of

QUERIES = [
    line
    for line in (Path(__file__).parent / "queries.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
OF_PLACES = {"layers": "layer", "countries": "country", "precision": "precision", "cities": "city"}
OF_STATEMENTS = {"kinds": "kind", "sources": "source_id", "publishers": "publisher"}
NEVER, ALWAYS = "0000-00-00", "9999-99-99"


@dataclass(frozen=True)
class Answer:
    """Ids of the records that answer a query."""

    places: frozenset[str]
    claims: frozenset[str]
    milestones: frozenset[str]
    sources: frozenset[str]


@lru_cache
def answer(query: str) -> Answer:
    """Compute what answers a query."""
    asked = dict(parse_qsl(query))
    places = {row["place_id"] for row in shown("places.csv") if place_matches(row, asked)}
    claims = [
        row
        for row in shown("claims.csv")
        if row["place_id"] in places and statement_matches(row, asked)
    ]
    placed = asked.keys() & {"countries", "cities", "precision", "bounds"}
    events = [] if placed else shown("milestones.csv")
    milestones = [row for row in events if statement_matches(row, asked)]
    return Answer(
        frozenset(row["place_id"] for row in claims),
        frozenset(row["claim_id"] for row in claims),
        frozenset(row["claim_id"] for row in milestones),
        frozenset(row["source_id"] for row in [*claims, *milestones]),
    )


@lru_cache
def shown(name: str) -> list[dict[str, str]]:
    """Read a table, less what is withheld."""
    hidden = {row["record_id"] for row in rows_of("withheld.csv")}
    return [row for row in rows_of(name) if not hidden & {*list(row.values())[:2]}]


def place_matches(row: dict[str, str], asked: dict[str, str]) -> bool:
    values = {**row, "city": city(row["locality"])}
    if "bounds" in asked:
        south, west, north, east = map(float, asked["bounds"].split(","))
        if not row["lat"] or not south <= float(row["lat"]) <= north:
            return False
        lon = float(row["lon"])
        if not (west <= lon <= east if west <= east else lon >= west or lon <= east):
            return False
    return matches(values, asked, OF_PLACES)


def statement_matches(row: dict[str, str], asked: dict[str, str]) -> bool:
    values = {**row, "publisher": publishers()[row["source_id"]]}
    return matches(values, asked, OF_STATEMENTS) and in_time(row["date_edtf"], asked)


def matches(values: dict[str, str], asked: dict[str, str], columns: dict[str, str]) -> bool:
    return all(
        values[column] in asked[name].split(",")
        for name, column in columns.items()
        if name in asked
    )


def in_time(edtf: str, asked: dict[str, str]) -> bool:
    if "from" not in asked and "to" not in asked:
        return True
    if not edtf:
        return False
    first, last = bounds(edtf)
    start = bounds(asked["from"])[0] if "from" in asked else NEVER
    end = bounds(asked["to"])[1] if "to" in asked else ALWAYS
    if asked.get("certainty") == "certain":
        return start <= first and last <= end
    return first <= end and start <= last


def bounds(edtf: str) -> tuple[str, str]:
    """Return first and last day as text that sorts; an open side is before or after all."""
    if "/" in edtf:
        lower, upper = edtf.split("/")
        return (
            NEVER if lower == ".." else bounds(lower)[0],
            ALWAYS if upper == ".." else bounds(upper)[1],
        )
    days = re.findall(r"\d{4}(?:-\d\d){0,2}|\d{3}X", edtf.partition("T")[0])
    return first_day(days[0]), last_day(days[-1])


def first_day(date: str) -> str:
    return date.replace("X", "0") + "-01" * (2 - date.count("-"))


def last_day(date: str) -> str:
    date = date.replace("X", "9")
    if date.count("-") == 0:
        return f"{date}-12-31"
    if date.count("-") == 1:
        year, month = map(int, date.split("-"))
        return f"{date}-{calendar.monthrange(year, month)[1]}"
    return date


@lru_cache
def publishers() -> dict[str, str]:
    items = json.loads((DATA / "sources.json").read_text("utf-8"))
    return {item["id"]: item["custom"]["publisher_kind"] for item in items}


def city(locality: str) -> str:
    plain = unicodedata.normalize("NFKD", locality).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
