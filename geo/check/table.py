"""Rules that one table of records must keep, whatever its subject."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

from geo import dates
from geo.check.reading import Row, Table, write_rows
from geo.check.schema import KEYS, MAX_CELL_CHARS, MAX_SUMMARY_WORDS, TABLES, Field
from geo.errors import Problem, shorten

_HTML = re.compile(r"<\s*[a-zA-Z/!?]|&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,10});")
_PLAIN = re.compile(r"([!-%'-;=-~]([ -%'-;=-~]*[!-%'-;=-~])?)?")
"""Printable ASCII but `&` and `<`, without a space at either end."""
_compiled = lru_cache(re.compile)
_JOINERS = "\u200c\u200d"  # spelling of Persian words, not formatting
_NOT_TEXT = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def record_id(name: str, row: Row) -> str:
    """Return what names a row in messages: its key, or `-`.

    Examples
    --------
    >>> record_id("tour.csv", Row(2, {"tour": "overview", "step": "1"}))
    'overview/1'
    """
    return "/".join(row.cells[key] for key in KEYS[name])[:60] or "-"


def check_table(
    table: Table, known: Mapping[str, set[str]], languages: Collection[str] = ()
) -> Iterator[Problem]:
    """Check cells, keys, references and canonical form of one table.

    Parameters
    ----------
    table
        Rows that fit the header, with the text of the file as it stands.
    known
        Allowed values by the name of a code list or by the name of another file; where a name is
        missing, any value passes.
    languages
        Languages that the subject has words in.

    Examples
    --------
    >>> table = Table("withheld.csv", (Row(2, {"record_id": "", "since": "2024", "reason": "-"}),))
    >>> [(problem.field, problem.found) for problem in check_table(table, {})][:1]
    [('record_id', 'nothing')]
    """
    for field in TABLES[table.name]:
        if field.language and field.language not in languages:
            field = replace(field, required=False)
        yield from _check_column(table, field, known)
    yield from _check_keys(table)
    yield from _check_form(table)


def check_text(
    value: str, allow_markup: bool = False, max_chars: int = MAX_CELL_CHARS
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text as pairs (found, expected).

    Examples
    --------
    >>> list(check_text("plain words")), list(check_text(" <b>"))
    ([], [("white space around ' <b>'", 'none'), ("HTML '<b>'", 'plain text')])
    """
    if len(value) <= max_chars and _PLAIN.fullmatch(value):
        return  # nearly every cell
    if len(value) > max_chars:
        yield f"{len(value)} characters", f"at most {max_chars}"
    if value != value.strip():
        yield f"white space around {shorten(value)}", "none"
    for char in control_characters(value):
        yield f"control character U+{ord(char):04X}", "plain text on one line"
    if "\ufffd" in value:
        yield "a replacement character U+FFFD", "readable text"
    markup = None if allow_markup else _HTML.search(value)
    if markup:
        yield f"HTML {shorten(value[markup.start() : markup.start() + 30])}", "plain text"


def control_characters(value: str) -> list[str]:
    r"""Return the characters that are no text, such as controls and marks of direction.

    Examples
    --------
    >>> control_characters("a\tb\u202e"), control_characters("می\u200cروم")
    (['\t', '\u202e'], [])
    """
    odd = {char for char in set(value) if unicodedata.category(char) in _NOT_TEXT}
    return sorted(odd - set(_JOINERS))


def check_link(value: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an address as pairs (found, expected).

    Examples
    --------
    >>> list(check_link("https://example.org")), list(check_link("example.org"))
    ([], [("'example.org'", 'an http or https address')])
    """
    expected = "an http or https address"
    try:
        parts = urlsplit(value)
        plain = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        plain = False
    if not plain or re.search(r"[\s<>\"]", value):
        yield shorten(value), expected


def _check_column(table: Table, field: Field, known: Mapping[str, set[str]]) -> Iterator[Problem]:
    values = set(table.values(field.name))
    checked = ((value, [*_check_value(value, field, known)]) for value in values)
    faults = {value: found for value, found in checked if found}
    for row in table.rows if faults else ():
        for found, expected in faults.get(row.cells[field.name], ()):
            record = record_id(table.name, row)
            yield Problem(table.name, row.line, record, field.name, found, expected)


def _check_value(
    value: str, field: Field, known: Mapping[str, set[str]]
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a cell as pairs (found, expected)."""
    yield from check_text(value, max_chars=field.max_chars)
    if not value:
        if field.required:
            yield "nothing", "a value"
        return
    if field.pattern and not _compiled(field.pattern, re.ASCII).fullmatch(value):
        yield shorten(value), field.form
    if field.codes in known and value not in known[field.codes]:
        codes = ", ".join(sorted(known[field.codes]))
        expected = f"a code of {field.codes}, of which codes.csv has none"
        yield shorten(value), f"one of {codes}" if codes else expected
    if field.refers_to in known and value not in known[field.refers_to]:
        yield f"{shorten(value)}, which is not there", f"a record of {field.refers_to}"
    if field.name in ("date_edtf", "since"):
        yield from _check_date(value, field.form or dates.EXPECTED)
    if field.name == "summary" and len(value.split()) > MAX_SUMMARY_WORDS:
        yield f"{len(value.split())} words", f"at most {MAX_SUMMARY_WORDS}"


def _check_date(value: str, expected: str) -> Iterator[tuple[str, str]]:
    try:
        dates.parse(value)
    except dates.DateError as error:
        yield str(error), expected


def _keys(table: Table) -> list[tuple[str, ...]]:
    return list(zip(*(table.values(column) for column in KEYS[table.name]), strict=True))


def _check_keys(table: Table) -> Iterator[Problem]:
    seen: set[tuple[str, ...]] = set()
    for row, key in zip(table.rows, _keys(table), strict=True):
        if key in seen:
            found = f"{shorten('/'.join(key))} a second time"
            field = KEYS[table.name][-1]
            yield Problem(table.name, row.line, record_id(table.name, row), field, found, "once")
        seen.add(key)


def _sortable(key: tuple[str, ...]) -> tuple[str | int, ...]:
    """Return the key by which a row is sorted; steps of a tour sort as numbers."""
    return tuple(int(part) if part.isdecimal() and len(part) < 10 else part for part in key)


def _check_form(table: Table) -> Iterator[Problem]:
    """Check order and spelling of the file, once every record could be read."""
    yield from _check_order(table)
    columns = table.columns or tuple(field.name for field in TABLES[table.name])
    canonical = write_rows(columns, [row.cells for row in table.rows])
    if table.text == canonical:
        return
    lines = table.text.split("\n")
    if lines[-1] or len(lines) != canonical.count("\n") + 1:
        return  # a row that could not be read, or a line break in a cell, is reported as such
    for number, (line, wanted) in enumerate(zip(lines, canonical.split("\n"), strict=True), 1):
        if line != wanted:
            yield Problem(
                table.name,
                number,
                "-",
                "-",
                f"the line {shorten(line, 60)}",
                f"its canonical form {shorten(wanted, 60)}",
            )


def _check_order(table: Table) -> Iterator[Problem]:
    """Check that rows are sorted; the first that is not stands for all that follow."""
    keys = map(_sortable, _keys(table))
    for (before, row), (first, second) in zip(pairwise(table.rows), pairwise(keys), strict=True):
        try:
            in_order = first <= second
        except TypeError:  # a step that is no number is reported as a cell
            in_order = True
        if not in_order:
            record, column = record_id(table.name, row), KEYS[table.name][0]
            found = f"a record after {record_id(table.name, before)}"
            expected = "records sorted by identifier"
            yield Problem(table.name, row.line, record, column, found, expected)
            return
