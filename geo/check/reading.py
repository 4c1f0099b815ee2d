"""CSV and JSON files read without trust: a fault of form is a problem, never an exception."""

import csv
import io
import json
import re
import stat
from collections import Counter
from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from threading import Lock
from typing import Any, NamedTuple

from geo.errors import Problem, shorten

_MAX_FILE_BYTES = 200_000_000
_NAMED = 5  # columns of a faulty header
_READER_LIMIT = 2**31 - 1  # the reader must pass long cells on, so that they can be reported
_limit = Lock()  # the limit holds for the whole process, not for one reader


class Row(NamedTuple):
    """One record of a table with the line on which it starts."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The readable records of one CSV file, in file order; none where the header is faulty.

    `columns` are those of the header; a cell of a column that the file need not have is empty.
    """

    name: str
    rows: tuple[Row, ...] = ()
    text: str = ""
    header: bool = False
    columns: tuple[str, ...] = ()

    def values(self, column: str) -> list[str]:
        """Return one column in file order, empty where the cell is missing.

        Examples
        --------
        >>> Table("a.csv", (Row(2, {"name": "A"}), Row(3, {"name": "B"}))).values("name")
        ['A', 'B']
        """
        return [row.cells.get(column, "") for row in self.rows]


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Read a UTF-8 file, reporting what is wrong with its bytes.

    Returns
    -------
    text, problems
        The text, with replacement characters where bytes are not UTF-8; empty where there is none.

    Examples
    --------
    >>> text, problems = read_text(small.folder / "withheld.csv")
    >>> text.startswith("record_id"), problems
    (True, [])
    """

    def fault(line: int, found: str, expected: str) -> Problem:
        return Problem(path.name, line, "-", "-", found, expected)

    try:
        status = path.stat()
        if kind := endless_kind(status.st_mode):
            return "", [fault(0, kind, "a regular file")]
        if status.st_size > _MAX_FILE_BYTES:
            return "", [fault(0, f"{status.st_size} bytes", f"at most {_MAX_FILE_BYTES}")]
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return "", [fault(0, f"unreadable file ({reason})", "a readable file")]
    problems = []
    if content.startswith(b"\xef\xbb\xbf"):
        problems.append(fault(1, "a byte order mark", "plain UTF-8"))
        content = content[3:]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x} that is not UTF-8"
        problems.append(fault(line, found, "UTF-8 text"))
        text = content.decode("utf-8", errors="replace")
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        problems.append(fault(line, "a carriage return", "lines that end in LF alone"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        problems.append(fault(0, "an empty file", "at least a header"))
    elif not text.endswith("\n"):
        problems.append(fault(text.count("\n") + 1, "no line end after the last line", "LF"))
    return text, problems


def endless_kind(mode: int) -> str:
    """Name what may never come to an end when it is read, by its mode; empty for all else.

    Examples
    --------
    >>> endless_kind(stat.S_IFIFO), endless_kind(stat.S_IFREG)
    ('a pipe', '')
    """
    kinds = {
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "")


def read_table(
    path: Path, columns: tuple[str, ...], optional: Collection[str] = ()
) -> tuple[Table, list[Problem]]:
    """Read a CSV file with a known header, in which columns named in `optional` may be missing.

    Returns
    -------
    table, problems
        Rows whose number of cells fits the header; everything else is a problem.

    Examples
    --------
    >>> table, problems = read_table(small.folder / "withheld.csv", ("record_id", "comment"))
    >>> sorted(problem.found for problem in problems)
    ['no column comment', "unknown column 'reason'", "unknown column 'since'"]
    """
    text, problems = read_text(path)
    with _limit, closing(_records(text)) as records:
        _, header = next(records, (0, None))
        if header is None:
            return Table(path.name, text=text), problems
        absent = [column for column in columns if column in optional and column not in header]
        columns = tuple(column for column in columns if column not in absent)
        problems += _header_problems(path.name, header, columns)
        if any(problem.field == "header" for problem in problems):
            return Table(path.name, text=text), problems
        rows, names, blanks = [], (*columns, *absent), [""] * len(absent)
        for line, cells in records:
            if len(cells) != len(header):
                record = cells[0] if cells else "-"
                found, expected = f"{len(cells)} cells", f"{len(header)}, as in the header"
                problems.append(Problem(path.name, line, record[:60], "-", found, expected))
            else:
                texts = map(intern, cells + blanks)  # most stand in many rows
                rows.append(Row(line, dict(zip(names, texts, strict=True))))
    return Table(path.name, tuple(rows), text, header=True, columns=columns), problems


def without_columns(text: str, columns: Collection[str]) -> str:
    r"""Return the text of a CSV file without some columns; as it is where it has none of them.

    Examples
    --------
    >>> without_columns("id,name,note\n" 'a,"One, two",-\n', {"note", "more"})
    'id,name\na,"One, two"\n'
    """
    with _limit, closing(_records(text)) as records:
        _, header = next(records, (0, []))
        left = [at for at, name in enumerate(header) if name not in columns]
        if len(left) == len(header):
            return text
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([header[at] for at in left])
        writer.writerows([cells[at] for at in left if at < len(cells)] for _, cells in records)
    return out.getvalue()


def _records(text: str) -> Generator[tuple[int, list[str]]]:
    before = csv.field_size_limit(_READER_LIMIT)
    try:
        reader = csv.reader(io.StringIO(text, newline=""))
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    finally:
        csv.field_size_limit(before)


def _header_problems(name: str, header: list[str], columns: tuple[str, ...]) -> list[Problem]:
    def fault(found: str, expected: str) -> Problem:
        return Problem(name, 1, "-", "header", found, expected)

    twice = sorted(column for column, count in Counter(header).items() if count > 1)
    problems = [
        fault(f"column {shorten(column)} twice", "each column once") for column in twice[:_NAMED]
    ]
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    problems += [
        fault(f"no column {column}", "the columns of the data dictionary") for column in missing
    ]
    problems += [
        fault(f"unknown column {shorten(column, 40)}", "no such column")
        for column in unknown[:_NAMED]
    ]
    if not problems and tuple(header) != columns:
        problems.append(fault("columns in another order", ",".join(columns)))
    return problems


def write_rows(columns: tuple[str, ...], rows: list[dict[str, str]]) -> str:
    """Return the canonical CSV text of `rows`: minimal quoting, LF, header first.

    Examples
    --------
    >>> write_rows(("id", "name"), [{"id": "a", "name": "One, two"}]).splitlines()
    ['id,name', 'a,"One, two"']
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows)
    return out.getvalue()


def read_json(path: Path) -> tuple[Any, str, list[Problem]]:
    """Read a JSON file.

    Returns
    -------
    value, text, problems
        The value, None where it cannot be read, with the text it was read from.

    Examples
    --------
    >>> value, text, problems = read_json(small.folder / "datapackage.json")
    >>> value["version"], problems
    ('0.1.0', [])
    """
    text, problems = read_text(path)
    value, faults = parse_json(path.name, text)
    return value, text, problems + faults


def parse_json(name: str, text: str) -> tuple[Any, list[Problem]]:
    """Return the value of a JSON text, None where it is none or blank, and what is wrong with it.

    Parameters
    ----------
    name, text
        The file's name and its text.

    Examples
    --------
    >>> parse_json("a.json", "[1]")
    ([1], [])
    """
    if not text.strip():
        return None, []
    try:
        value = json.loads(text, parse_constant=_refuse)
        if value is None:
            return None, [Problem(name, 1, "-", "-", "null", "an object or a list")]
        return value, []
    except json.JSONDecodeError as error:
        found = f"text that stops being JSON at column {error.colno} ({error.msg})"
        return None, [Problem(name, error.lineno, "-", "-", found, "JSON")]
    except (RecursionError, ValueError):
        found = "JSON that is too deep or too long, or holds NaN"
        return None, [Problem(name, 0, "-", "-", found, "plain JSON")]


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def lines_of(text: str) -> dict[str, int]:
    """Return the line on which each record of a JSON array names itself, by its identifier.

    Examples
    --------
    >>> lines_of(json.dumps([{"id": "a"}, {"id": "b"}], indent=1))
    {'a': 3, 'b': 6}
    """
    lines: dict[str, int] = {}
    read = json.JSONDecoder().raw_decode
    line, counted = 1, 0
    for match in re.finditer(r'^[ \t]*"id":\s*(?=")', text, re.MULTILINE):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        lines.setdefault(read(text, match.end())[0], line)
    return lines
