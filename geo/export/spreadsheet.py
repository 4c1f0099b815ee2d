"""CSV: one row a statement, with its place, its full citation and the stamp in every row.

The stamp (`dataset_version` to `counts`) stands in columns at the end and not in lines before the
header: a file with other lines than header and rows is no CSV to most programs, and rows that are
copied elsewhere keep their origin. A query without an answer gives the header alone.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a
formula. Such a text gets one apostrophe before it; a negative number stays as it is. To get the
text back, take one apostrophe from every text in which apostrophes stand before such a character:
`restore` does. The column `neutralised` names the columns of the row in which this happened.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from geo.export.records import Record
from geo.export.statement_table import COLUMNS, statement_rows
from geo.selection import Selection

NEUTRALISED = "neutralised"
_FORMULA = re.compile(r"(?!-\d+(\.\d+)?$)'*[=+\-@\t\r]")
_RESTORABLE = re.compile(r"'+[=+\-@\t\r]")


def build(selection: Selection) -> bytes:
    """Return the CSV file in UTF-8, its lines ending in LF."""
    rows = statement_rows(selection)
    for row in rows:
        row[NEUTRALISED] = ";".join(name for name, value in row.items() if value != safe(value))
    return csv_text((*COLUMNS, NEUTRALISED), rows).encode()


def csv_text(columns: Sequence[str], rows: Iterable[Record]) -> str:
    """Return rows as CSV with neutralised cells; None is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: safe(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def safe(value: Any) -> Any:
    """Return a text that no spreadsheet takes for a formula; numbers and days as they are."""
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


def restore(text: str) -> str:
    """Return the text of a cell as it was before `safe`."""
    return text[1:] if _RESTORABLE.match(text) else text
