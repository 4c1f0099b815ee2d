"""The rules of the whole data folder, checked together."""

import re
from collections.abc import Iterator
from pathlib import Path

from geo.check.across import check_across, check_rows
from geo.check.content import Content
from geo.check.places import BASE_MAP, check_base_map, doubtful_points
from geo.check.reading import Table, read_json, read_table
from geo.check.schema import OPTIONAL, TABLES
from geo.check.sources import check_sources, source_ids
from geo.check.subject import read_subject
from geo.check.table import check_table
from geo.check.translations import read_translations
from geo.errors import Problem, shorten

GROUND = ("urban-areas.geojson", "rivers.geojson", "lakes.geojson")
"""Files of the base map that a folder may have or not, from below."""


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
    problems += check_rows(content)
    problems += check_base_map(folder / BASE_MAP, content.subject.outlines)
    if not content.unread:  # or else every record would seem to name something that is not there
        problems += check_across(content)
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
        optional = {
            field.name for field in fields if field.is_translation or field.language not in spoken
        }
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
        kinds = content.codes("publisher_kind")
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


def _known_values(content: Content) -> dict[str, set[str]]:
    """Return allowed values by code list and by file, without the files that cannot be read."""
    known = {}
    if "codes.csv" not in content.unread:
        lists = {field.codes for fields in TABLES.values() for field in fields} - {""}
        known = {name: content.codes(name) for name in lists}
    if "places.csv" not in content.unread:
        known["places.csv"] = content.column("places.csv", "place_id")
    if "sources.json" not in content.unread:
        known["sources.json"] = content.source_ids
    return known
