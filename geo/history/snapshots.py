"""Released versions of the data, kept as compact snapshots in `data/releases`.

A snapshot is gzipped text, one JSON value a line: a header, then for each table its columns and its
records as lists of cells. `zcat` shows it, and `diff` two of them. Withheld records are left out,
and so are translations, which change no record.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo.check.content import Content
from geo.check.folder import check_folder
from geo.check.reading import endless_kind
from geo.check.schema import KEYS, record_columns
from geo.errors import Problem, shorten
from geo.files import only_writer, write_whole
from geo.loading import content_hash

FOLDER = "releases"
RECORD_TABLES = ("places.csv", "claims.csv", "milestones.csv")
_TABLES = (*RECORD_TABLES, "codes.csv")
_SUFFIX = ".jsonl.gz"
_VERSION = r"\d+\.\d+\.\d+"
_SOURCE_FIELDS = ("id", "title", "author")
_CUSTOM_FIELDS = ("publisher_kind", "read")

Records = Mapping[str, Mapping[str, str]]


class ReleaseError(ValueError):
    """A released version is not there, or its snapshot cannot be read."""


@dataclass(frozen=True)
class Release:
    """What one version of the data held.

    Parameters
    ----------
    version
        Version in `datapackage.json` at the time.
    content_hash
        SHA-256 of the content files, withheld records included.
    columns
        Columns of each table by the name of its file.
    tables
        Cells of each record by column, by identifier, by the name of the file.
    sources
        What selecting needs of the cited documents, as CSL-JSON items by id.
    """

    version: str
    content_hash: str
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[str, Records] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def versions(folder: Path) -> list[str]:
    """Return the released versions of a data folder, oldest first.

    Examples
    --------
    >>> _path, _written, _problems = write_release(small.folder)
    >>> versions(small.folder)
    ['0.1.0']
    """
    names = (path.name.removesuffix(_SUFFIX) for path in (folder / FOLDER).glob(f"*{_SUFFIX}"))
    return sorted((name for name in names if re.fullmatch(_VERSION, name)), key=_version_key)


def _version_key(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, which sort as versions do."""
    return tuple(int(part) for part in version.split("."))


def read_release(folder: Path, version: str) -> Release:
    """Return a released version of a data folder.

    Raises
    ------
    ReleaseError
        There is no such version, or its snapshot cannot be read.

    Examples
    --------
    >>> _path, _written, _problems = write_release(small.folder)
    >>> read_release(small.folder, "0.1.0").content_hash == small.content_hash
    True
    """
    known = versions(folder)
    if version not in known:
        listed = ", ".join(known) or "none"
        raise ReleaseError(f"no released version {shorten(version, 20)}; released are: {listed}")
    path = folder / FOLDER / f"{version}{_SUFFIX}"
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise ReleaseError(f"an unreadable snapshot ({type(error).__name__})") from error
    return _read(path, changed)


def write_release(folder: Path) -> tuple[Path, bool, list[Problem]]:
    """Write the snapshot of a data folder under its version, once, and whole or not at all.

    Returns
    -------
    path, written, problems
        Nothing is written when there is a problem, nor when the same snapshot is there already.
        That another process is writing one at the same time is a problem.

    Raises
    ------
    OSError
        The snapshot cannot be written.

    Examples
    --------
    >>> path, _written, problems = write_release(small.folder)
    >>> path.name, problems
    ('0.1.0.jsonl.gz', [])
    """
    if not folder.is_dir():
        return folder / FOLDER, False, check_folder(folder)[1]
    with only_writer(folder) as held:
        if not held:
            expected = "one release at a time"
            busy = Problem(FOLDER, 0, "-", "-", "another release under way", expected)
            return folder / FOLDER, False, [busy]
        return _write_release(folder)


def _write_release(folder: Path) -> tuple[Path, bool, list[Problem]]:
    content, problems = check_folder(folder)
    path = folder / FOLDER / f"{content.version}{_SUFFIX}"
    problems = problems or check_releases(folder, content, releasing=True)
    if problems or path.exists():
        return path, False, problems
    path.parent.mkdir(exist_ok=True)
    text = "".join(f"{line}\n" for line in _lines(_snapshot(folder, content)))
    write_whole(path, gzip.compress(text.encode(), compresslevel=9, mtime=0))
    return path, True, []


def check_releases(folder: Path, content: Content, releasing: bool = False) -> list[Problem]:
    """Check that releases can be read and that a released version is left as it was.

    Parameters
    ----------
    folder, content
        A data folder without other problems, and what it holds.
    releasing
        Whether a newer version must also be counted up far enough for what changed.

    Examples
    --------
    >>> content, _problems = check_folder(small.folder)
    >>> check_releases(small.folder, content)
    []
    """
    problems = []
    for path in sorted((folder / FOLDER).glob("*.gz")):
        try:
            if path.name.removesuffix(_SUFFIX) not in versions(folder):
                raise ReleaseError(f"a name other than VERSION{_SUFFIX}")
            _read(path, path.stat().st_mtime_ns)
        except ReleaseError as error:
            expected = "a snapshot as `python -m geo release` writes it"
            problems.append(Problem(path.name, 0, "-", "-", str(error), expected))
    if not problems and versions(folder):
        problems += _check_version(folder, content, releasing)
    return problems


def _check_version(folder: Path, content: Content, releasing: bool) -> Iterator[Problem]:
    newest = versions(folder)[-1]
    released, now = read_release(folder, newest), _snapshot(folder, content)
    needed = _next_version(released, now)
    if now == released:
        return
    if now.version == newest:
        found = f"{newest}, which is released with other content"
    elif _version_key(now.version) < _version_key(newest):
        found = f"{now.version}, while {newest} is released"
    elif releasing and _version_key(now.version) < _version_key(needed):
        found = f"{now.version} after {newest}"
    else:
        return
    expected = f"{needed} or higher, counted as README.md says"
    yield Problem("datapackage.json", 0, "-", "version", found, expected)


def _next_version(before: Release, now: Release) -> str:
    """Return the lowest version that may follow a release, as far as changes can be counted.

    The first number goes up when a column changes or a code is taken away, the second when records
    or sources are added, withheld or taken away or codes are added, otherwise the third.
    """
    first, second, third = _version_key(before.version)
    codes, codes_now = set(before.tables["codes.csv"]), set(now.tables["codes.csv"])
    if dict(before.columns) != dict(now.columns) or codes - codes_now:
        return f"{first + 1}.0.0"
    same_records = all(set(before.tables[name]) == set(now.tables[name]) for name in _TABLES)
    if not same_records or set(before.sources) != set(now.sources):
        return f"{first}.{second + 1}.0"
    return f"{first}.{second}.{third + 1}"


def _snapshot(folder: Path, content: Content) -> Release:
    """Return what a checked data folder holds, without withheld records."""
    hidden = content.column("withheld.csv", "record_id")
    tables = {}
    columns = {name: record_columns(name) for name in _TABLES}
    for name in _TABLES:
        rows = [row.cells for row in content.rows(name)]
        tables[name] = {
            _key(name, cells): {column: cells[column] for column in columns[name]}
            for cells in rows
            if not hidden & {_key(name, cells), cells.get("place_id", "")}
        }
    return Release(
        version=content.version,
        content_hash=content_hash(folder),
        columns=columns,
        tables=tables,
        sources={name: _trimmed(item) for name, item in content.items.items()},
    )


def _key(name: str, cells: Mapping[str, str]) -> str:
    return "/".join(cells[key] for key in KEYS[name])


def _trimmed(item: Mapping[str, Any]) -> dict[str, Any]:
    custom = {name: item["custom"][name] for name in _CUSTOM_FIELDS}
    return {**{name: item[name] for name in _SOURCE_FIELDS if name in item}, "custom": custom}


def _lines(release: Release) -> Iterator[str]:
    header = {"version": release.version, "content_hash": release.content_hash}
    yield _line(header)
    for name in _TABLES:
        columns = release.columns[name]
        yield _line({"table": name, "columns": columns})
        for cells in release.tables[name].values():
            yield _line([cells[column] for column in columns])
    yield _line({"table": "sources.json"})
    for item in release.sources.values():
        yield _line(item)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Release:
    try:
        if kind := endless_kind(path.stat().st_mode):
            raise OSError(kind)
        values = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
        release = _parsed(values)
    except (
        OSError,
        EOFError,
        zlib.error,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ) as error:
        raise ReleaseError(f"an unreadable snapshot ({type(error).__name__})") from error
    if release.version != path.name.removesuffix(_SUFFIX):
        raise ReleaseError(f"the snapshot of version {shorten(release.version, 20)}")
    return release


def _parsed(values: list[Any]) -> Release:
    header, *rest = values
    columns: dict[str, tuple[str, ...]] = {}
    tables: dict[str, dict[str, dict[str, str]]] = {}
    sources: dict[str, dict[str, Any]] = {}
    name = ""
    for value in rest:
        if isinstance(value, dict) and "table" in value:
            name = value["table"]
            if name != "sources.json":
                columns[name], tables[name] = tuple(value["columns"]), {}
        elif name == "sources.json":
            sources[value["id"]] = value
        else:
            cells = dict(zip(columns[name], value, strict=True))
            tables[name][_key(name, cells)] = cells
    if tuple(tables) != _TABLES or not sources:
        raise ValueError("a table is missing")
    return Release(header["version"], header["content_hash"], columns, tables, sources)
