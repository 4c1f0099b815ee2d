"""What the translations of a summary, in columns beside it, must keep.

Nothing in a column tells that the English summary has changed since: whoever changes one empties
its translations or reads them again. A number that differs is found.
"""

from collections.abc import Iterator, Mapping, Sequence

from geo.check.reading import Table
from geo.check.schema import STATUS
from geo.check.table import record_id
from geo.check.translations import numbers
from geo.errors import Problem, shorten

_SUMMARY = "summary"
_Cells = Mapping[str, str]


def check_summaries(tables: Sequence[Table]) -> Iterator[Problem]:
    """Check the translations of the summaries of statements.

    Parameters
    ----------
    tables
        The tables of statements. A summary that stands in several rows has the same translations
        in all of them, since texts are looked up by the English one.

    Examples
    --------
    >>> from geo.check.reading import Row
    >>> cells = {"claim_id": "a-01", "summary": "He saw 3.", "summary_fr": "Il en vit 2."}
    >>> table = Table("claims.csv", (Row(2, cells),), columns=tuple(cells))
    >>> for problem in check_summaries([table]):
    ...     print(problem)
    claims.csv:2 (a-01) translation: nothing; expected a code, since the summary is translated
    claims.csv:2 (a-01) summary_fr: the numbers 2; expected 3
    """
    there = {name for table in tables for name in table.columns}
    columns = sorted(name for name in there if name.startswith(f"{_SUMMARY}_"))
    if not columns and STATUS not in there:
        return
    rows = [(table.name, row) for table in tables for row in table.rows]
    said = ((name, row) for name, row in rows if any(map(row.cells.get, (*columns, STATUS))))
    first: dict[str, tuple[str, _Cells]] = {}
    for name, row in said:
        first.setdefault(row.cells[_SUMMARY], (record_id(name, row), row.cells))
    for name, row in rows if first else ():
        known = first.get(row.cells[_SUMMARY])
        for column, found, expected in _faults(row.cells, columns, *known) if known else ():
            yield Problem(name, row.line, record_id(name, row), column, found, expected)


def _faults(
    cells: _Cells, columns: Sequence[str], record: str, known: _Cells
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a row, of which `record` is the first with the same summary."""
    said = {column: cells[column] for column in columns if cells.get(column)}
    status, stated = cells.get(STATUS, ""), numbers(cells[_SUMMARY])
    if said and not status:
        yield STATUS, "nothing", "a code, since the summary is translated"
    if status and not said:
        yield STATUS, shorten(status), "nothing, since the summary is not translated"
    for column, text in said.items():
        if numbers(text) != stated:
            found = f"the numbers {', '.join(numbers(text)) or 'none'}"
            yield column, found, ", ".join(stated) or "none"
    for column in (*columns, STATUS):
        text, expected = cells.get(column, ""), known.get(column, "")
        if text != expected:
            where = f"as the same summary has in {record}"
            yield column, _quoted(text), f"{_quoted(expected)}, {where}"


def _quoted(text: str) -> str:
    return shorten(text, 40) if text else "nothing"
