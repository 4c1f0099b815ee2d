"""The rules of the whole data folder, checked together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.check.conflicts import check_conflicts
from geo.check.places import check_base_map, check_places, doubtful_points
from geo.check.reading import Row, Table, read_json, read_table
from geo.check.schema import OPTIONAL, SLUG, SLUG_FORM, TABLES
from geo.check.sources import check_sources, source_ids
from geo.check.subject import check_codes, read_subject
from geo.check.table import check_table, record_id
from geo.check.tours import Known, check_tours
from geo.check.translations import Translations, read_translations
from geo.errors import Problem, shorten
from geo.sources import texts_of
from geo.spelling import slug
from geo.subject import Subject

_TOURS = "tour"  # codes of this field give tours a label, and a tour need not have one
_TOUR_CODE = (SLUG, SLUG_FORM)
BASE_MAP = "basemap"

"""Folder of the base map, which a data folder need not have."""
GROUND = ("urban-areas.geojson", "rivers.geojson", "lakes.geojson")
"""Files of the base map that a folder may have or not, from below."""
_NUMBER, _FIGURE = re.compile(r"[0-9]{2,9}"), re.compile(r"[0-9]{1,9}")
_CODE = (r"[a-z]+(_[a-z]+)*", "lower-case words joined by underscores")


@dataclass
class Content:
    """What a data folder holds, as far as it could be read; `unread` names the files it cannot."""

    tables: dict[str, Table] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)
    source_ids: set[str] = field(default_factory=set)
    version: str = ""
    descriptor: dict[str, Any] = field(default_factory=dict)
    subject: Subject = field(default_factory=Subject)
    translations: Translations = field(default_factory=dict)
    unreviewed: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    @property
    def excerpt(self) -> bool:
        """Whether the folder is an export, which need not hold everything.

        Examples
        --------
        >>> Content(descriptor={"export": {"query": "All places"}}).excerpt
        True
        """
        return bool(self.descriptor.get("export"))

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the readable rows of one file.

        Examples
        --------
        >>> content, _problems = check_folder(small.folder)
        >>> content.rows("milestones.csv")[0].cells["date_edtf"]
        '1988-07-31'
        """
        return self.tables[name].rows

    def column(self, name: str, column: str) -> set[str]:
        """Return the distinct values of one column, without the empty one.

        Examples
        --------
        >>> content, _problems = check_folder(small.folder)
        >>> sorted(content.column("places.csv", "country"))
        ['FR', 'IR']
        """
        values = set(self.tables[name].values(column))
        values.discard("")
        return values


def check_folder(folder: Path) -> tuple[Content, list[Problem]]:
    """Read a data folder and check every rule.

    Returns
    -------
    content, problems
        Sorted by file and line; an empty list means that the folder can be loaded.

    Examples
    --------
    >>> content, problems = check_folder(small.folder)
    >>> content.version, problems
    ('0.1.0', [])
    >>> print(*check_folder(Path("nowhere"))[1])
    nowhere:0 (-) -: no such folder; expected a data folder
    """
    if not folder.is_dir():
        return Content(), [Problem(folder.name, 0, "-", "-", "no such folder", "a data folder")]
    content, problems = read_folder(folder)
    known = _known_values(content)
    for table in content.tables.values():
        problems += check_table(table, known, content.subject.languages)
    problems += _check_code_forms(content)
    problems += _check_statements(content)
    problems += _check_cities(content)
    problems += check_base_map(folder / BASE_MAP, content.subject.outlines)
    if not content.unread:  # or else every record would seem to name something that is not there
        problems += _check_across(content)
        content.translations, content.unreviewed, faults = read_translations(
            folder, content.tables, content.subject.languages
        )
        problems += faults
    return content, sorted(set(problems))


def warnings(folder: Path, content: Content) -> list[Problem]:
    """Return what a reader of the folder should look at again, which is no problem in itself.

    Examples
    --------
    >>> content, _problems = check_folder(small.folder)
    >>> warnings(small.folder, content)
    []
    """
    places = content.tables.get("places.csv")
    return sorted(doubtful_points(places, folder / BASE_MAP)) if places else []


def _check_across(content: Content) -> Iterator[Problem]:
    """Check what one file says of another."""
    yield from check_places(content.tables["places.csv"], content.source_ids, content.excerpt)
    yield from _check_codes(content)
    layers, kinds = _codes(content, "layer"), _codes(content, "kind")
    yield from check_codes(content.subject, layers, kinds)
    yield from _check_claim_ids(content)
    yield from _check_use(content)
    yield from _check_told(content)
    yield from _check_withheld(content)


def read_folder(folder: Path) -> tuple[Content, list[Problem]]:
    """Read tables, sources and description of a data folder.

    Returns
    -------
    content, problems
        What could be read, without its translations, and what keeps a file from being read.

    Examples
    --------
    >>> read_folder(small.folder)[0].version
    '0.1.0'
    """
    content = Content()
    problems = list(_read_description(content, folder))
    for name, fields in TABLES.items():
        if name in OPTIONAL and not (folder / name).exists():
            content.tables[name] = Table(name, header=True)
            continue
        columns = tuple(field.name for field in fields)
        spoken = ("", *content.subject.languages)
        optional = {field.name for field in fields if field.language not in spoken}
        table, faults = read_table(folder / name, columns, optional)
        content.tables[name] = table
        problems += faults
        if not table.header:
            content.unread.add(name)
    value, text, faults = read_json(folder / "sources.json")
    content.source_ids = source_ids(value)
    if not isinstance(value, list):
        content.unread.add("sources.json")
    problems += faults
    if value is not None:
        kinds = _codes(content, "publisher_kind")
        content.items, faults = check_sources(value, text, kinds)
        problems += faults
    return content, problems


def _read_description(content: Content, folder: Path) -> Iterator[Problem]:
    """Read `datapackage.json`, which says which languages the tables hold."""
    package, _, faults = read_json(folder / "datapackage.json")
    yield from faults
    if package is not None:
        content.descriptor = package if isinstance(package, dict) else {}
        content.subject, faults = read_subject(content.descriptor, folder)
        yield from faults
        version = content.descriptor.get("version")
        if isinstance(version, str) and re.fullmatch(r"\d{1,5}(\.\d{1,5}){2}", version, re.ASCII):
            content.version = version
        else:
            expected = "a version such as 1.0.0"
            yield Problem("datapackage.json", 0, "-", "version", shorten(version), expected)


def _codes(content: Content, name: str) -> set[str]:
    return {row.cells["code"] for row in content.rows("codes.csv") if row.cells["field"] == name}


def _known_values(content: Content) -> dict[str, set[str]]:
    """Return allowed values by code list and by file, without the files that cannot be read."""
    known = {}
    if "codes.csv" not in content.unread:
        lists = {field.codes for fields in TABLES.values() for field in fields} - {""}
        known = {name: _codes(content, name) for name in lists}
    if "places.csv" not in content.unread:
        known["places.csv"] = content.column("places.csv", "place_id")
    if "sources.json" not in content.unread:
        known["sources.json"] = content.source_ids
    return known


def _check_codes(content: Content) -> Iterator[Problem]:
    needed = {field.codes for fields in TABLES.values() for field in fields} - {""} | {
        "publisher_kind"
    }
    for name in sorted(needed - content.column("codes.csv", "field")):
        yield Problem("codes.csv", 0, "-", "field", f"no codes for {name}", "at least one")
    known = needed | {_TOURS}
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
        row.cells["claim_id"]: row.cells
        for name in ("claims.csv", "milestones.csv")
        for row in content.rows(name)
    }
    known = Known(
        statements,
        _codes(content, "layer"),
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
