"""Rules of `conflicts.csv`: a question, its sides, and what they must rest on."""

from collections import Counter
from collections.abc import Iterator, Mapping

from geo.check.reading import Row, Table
from geo.check.table import record_id
from geo.errors import Problem, shorten
from geo.stated_numbers import figures_not_stated

Cells = Mapping[str, str]
Fault = tuple[str, str, str]


def check_conflicts(
    table: Table, statements: Mapping[str, Cells], excerpt: bool
) -> Iterator[Problem]:
    """Check every side of every conflict.

    Parameters
    ----------
    table
        The rows of `conflicts.csv`.
    statements
        Cells of claims and milestone rows by their id.
    excerpt
        Whether the folder is an export, whose sides lack the statements it does not cover.

    Examples
    --------
    >>> cells = {"conflict_id": "a", "side": "1", "question": "Why?", "states": "So"}
    >>> table = Table("conflicts.csv", (Row(2, {**cells, "claim_ids": "a-01"}),))
    >>> [str(problem) for problem in check_conflicts(table, {"a-01": {}}, excerpt=False)]
    ['conflicts.csv:2 (a/1) side: a conflict of one side; expected at least two sides']
    """
    for row in table.rows:
        faults = list(_faults(row.cells, statements))
        faults += [] if excerpt else _unstated(row.cells, statements)
        for column, found, expected in faults:
            yield _problem(table, row, column, found, expected)
    by_id: dict[str, list[Row]] = {}
    for row in table.rows:
        by_id.setdefault(row.cells["conflict_id"], []).append(row)
    for rows in by_id.values():
        yield from _check_together(table, rows)


def _faults(cells: Cells, statements: Mapping[str, Cells]) -> Iterator[Fault]:
    names = cells["claim_ids"].split(";")
    for name, count in Counter(names).items():
        if count > 1:
            yield "claim_ids", f"{shorten(name)} {count} times", "each once"
        if name not in statements:
            yield "claim_ids", shorten(name), "a claim_id of claims.csv or milestones.csv"


def _unstated(cells: Cells, statements: Mapping[str, Cells]) -> Iterator[Fault]:
    names = cells["claim_ids"].split(";")
    rows = [statements[name] for name in names if name in statements]
    for number in figures_not_stated(cells["states"], rows):
        yield "states", f"{number}, which no claim of the side states", "a figure of its claims"


def _check_together(table: Table, rows: list[Row]) -> Iterator[Problem]:
    """Check what the sides of one conflict have in common."""
    first = rows[0]
    for row in rows:
        if row.cells["question"] != first.cells["question"]:
            found = shorten(row.cells["question"])
            yield _problem(table, row, "question", found, "the question of its other sides")
    if len(rows) < 2:
        yield _problem(table, first, "side", "a conflict of one side", "at least two sides")
    sides = [row.cells["side"] for row in rows]
    if sides != [str(number) for number in range(1, len(rows) + 1)]:
        yield _problem(table, first, "side", ", ".join(sides), "sides numbered from 1")


def _problem(table: Table, row: Row, column: str, found: str, expected: str) -> Problem:
    return Problem(table.name, row.line, record_id(table.name, row), column, found, expected)
