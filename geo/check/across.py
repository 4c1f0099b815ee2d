"""The rules that several rows or files of a data folder keep together."""

import re
from collections.abc import Iterator

from geo.check.conflicts import check_conflicts
from geo.check.content import Content
from geo.check.places import check_places
from geo.check.schema import SLUG, SLUG_FORM, STATUS, TABLES
from geo.check.subject import check_codes
from geo.check.summaries import check_summaries
from geo.check.table import record_id
from geo.check.tours import Known, check_tours
from geo.errors import Problem, shorten
from geo.sources import texts_of
from geo.spelling import slug

_STATEMENTS = ("claims.csv", "milestones.csv")
_TOURS = "tour"  # codes of this field give tours a label, and a tour need not have one
_TOUR_CODE = (SLUG, SLUG_FORM)
_NUMBER, _FIGURE = re.compile(r"[0-9]{2,9}"), re.compile(r"[0-9]{1,9}")
_CODE = (r"[a-z]+(_[a-z]+)*", "lower-case words joined by underscores")


def check_rows(content: Content) -> Iterator[Problem]:
    """Check what the rows of one file keep together, as far as the file could be read.

    Examples
    --------
    >>> from geo.check.folder import check_folder
    >>> content, _problems = check_folder(small.folder)
    >>> list(check_rows(content))
    []
    """
    yield from _check_code_forms(content)
    yield from _check_statements(content)
    yield from _check_cities(content)
    yield from check_summaries([content.tables[name] for name in _STATEMENTS])


def check_across(content: Content) -> Iterator[Problem]:
    """Check what one file says of another, where all could be read.

    Examples
    --------
    >>> from geo.check.folder import check_folder
    >>> content, _problems = check_folder(small.folder)
    >>> list(check_across(content))
    []
    """
    yield from check_places(content.tables["places.csv"], content.source_ids, content.excerpt)
    yield from _check_codes(content)
    layers, kinds = content.codes("layer"), content.codes("kind")
    yield from check_codes(content.subject, layers, kinds)
    yield from _check_claim_ids(content)
    yield from _check_use(content)
    yield from _check_told(content)
    yield from _check_withheld(content)


def _check_codes(content: Content) -> Iterator[Problem]:
    lists = {field.codes for fields in TABLES.values() for field in fields} - {""}
    needed = lists - {STATUS} | {"publisher_kind"}
    for name in sorted(needed - content.column("codes.csv", "field")):
        yield Problem("codes.csv", 0, "-", "field", f"no codes for {name}", "at least one")
    known = needed | {_TOURS, STATUS}
    for row in content.rows("codes.csv"):
        if row.cells["field"] not in known:
            found, expected = shorten(row.cells["field"]), f"one of {', '.join(sorted(known))}"
            record = record_id("codes.csv", row)
            yield Problem("codes.csv", row.line, record, "field", found, expected)


def _check_code_forms(content: Content) -> Iterator[Problem]:
    for row in content.rows("codes.csv"):
        code = row.cells["code"]
        form, expected = _TOUR_CODE if row.cells["field"] == _TOURS else _CODE
        if code and not re.fullmatch(form, code, re.ASCII):
            record = record_id("codes.csv", row)
            yield Problem("codes.csv", row.line, record, "code", shorten(code), expected)


def _check_statements(content: Content) -> Iterator[Problem]:
    for name, owner in (("claims.csv", "place_id"), ("milestones.csv", "milestone_id")):
        for row in content.rows(name):
            for column, found, expected in _statement_faults(row.cells, owner):
                yield Problem(name, row.line, record_id(name, row), column, found, expected)


def _statement_faults(cells: dict[str, str], owner: str) -> Iterator[tuple[str, str, str]]:
    start, _, number = cells["claim_id"].rpartition("-")
    if start != cells[owner] or not _NUMBER.fullmatch(number):
        yield "claim_id", shorten(cells["claim_id"]), f"{owner} and a number: {cells[owner]}-01"
    low, high, unit = cells["figure_low"], cells["figure_high"], cells["figure_unit"]
    if (low or high) and not unit:
        yield "figure_unit", "nothing", "a unit, since there is a figure"
    if unit and not (low or high):
        yield "figure_unit", shorten(unit), "nothing, since there is no figure"
    if _FIGURE.fullmatch(low) and _FIGURE.fullmatch(high) and int(low) > int(high):
        yield "figure_low", f"{low} above figure_high {high}", "the lower bound"


def _check_claim_ids(content: Content) -> Iterator[Problem]:
    claims = content.column("claims.csv", "claim_id")
    for row in content.rows("milestones.csv"):
        if row.cells["claim_id"] in claims:
            record = record_id("milestones.csv", row)
            found = f"{shorten(row.cells['claim_id'])}, which claims.csv has too"
            expected = "an id that only one statement has"
            yield Problem("milestones.csv", row.line, record, "claim_id", found, expected)


def _check_use(content: Content) -> Iterator[Problem]:
    claimed = content.column("claims.csv", "place_id")
    for row in content.rows("places.csv"):
        if row.cells["place_id"] not in claimed:
            yield Problem(
                "places.csv",
                row.line,
                record_id("places.csv", row),
                "place_id",
                "a place of which no claim speaks",
                "at least one claim",
            )
    used = (
        content.column("claims.csv", "source_id")
        | content.column("milestones.csv", "source_id")
        | content.column("places.csv", "coord_source")
    )
    for item in content.items.values():  # the origin of a document that is used is part of it
        used.update(texts_of(item["custom"].get("derived_from")))
    for source_id in sorted(set(content.items) - used):
        yield Problem(
            "sources.json",
            0,
            source_id,
            "id",
            "a source that nothing uses",
            "a claim, a milestone, a coordinate or a document that rests on it",
        )


def _check_cities(content: Content) -> Iterator[Problem]:
    first: dict[str, tuple[str, str]] = {}
    for row in content.rows("places.csv"):
        city = (row.cells["locality"], row.cells["country"])
        known = first.setdefault(slug(city[0]), city)
        if known != city:
            yield Problem(
                "places.csv",
                row.line,
                record_id("places.csv", row),
                "locality",
                f"{city[0]!r} in {city[1]} beside {known[0]!r} in {known[1]}",
                "one spelling and one country for the city code " + slug(city[0]),
            )


def _check_told(content: Content) -> Iterator[Problem]:
    """Check what is told on the ground of statements: tours and conflicts."""
    statements = {
        row.cells["claim_id"]: row.cells for name in _STATEMENTS for row in content.rows(name)
    }
    known = Known(
        statements,
        content.codes("layer"),
        {row.cells["place_id"]: row.cells["layer"] for row in content.rows("places.csv")},
    )
    yield from check_tours(content.tables["tour.csv"], known, content.excerpt)
    yield from check_conflicts(content.tables["conflicts.csv"], statements, content.excerpt)


def _check_withheld(content: Content) -> Iterator[Problem]:
    known = (
        content.column("places.csv", "place_id")
        | content.column("claims.csv", "claim_id")
        | content.column("milestones.csv", "claim_id")
    )
    for row in content.rows("withheld.csv"):
        if row.cells["record_id"] not in known:
            yield Problem(
                "withheld.csv",
                row.line,
                record_id("withheld.csv", row),
                "record_id",
                shorten(row.cells["record_id"]),
                "a place_id or a claim_id",
            )
