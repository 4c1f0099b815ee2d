"""CSV: one row a statement about a place in one file, one a statement about an event in another.

The files have rows alone. What holds for all of them, the stamp, stands beside them: in the headers
of the HTTP answer, and in `datapackage.json` of `tables.zip`. They begin with a byte order mark, by
which Excel knows UTF-8. A query without an answer gives the header alone.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a
formula. Such a text gets one apostrophe before it; a negative number stays as it is. To get the
text back, take one apostrophe from every text in which apostrophes stand before such a character:
`restore` does.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from geo.export.csv_columns import CLAIM_COLUMNS, EVENT_COLUMNS, claim_rows, event_rows
from geo.export.records import Record
from geo.filters import Selection

BYTE_ORDER_MARK = "\ufeff"
FORMULA_NOTE = (
    "A text in a CSV file that a spreadsheet would run as a formula (it begins with =, +, -, @, a "
    "tab or a carriage return) has an apostrophe before it; to get the text back, take one away."
)
_FORMULA = re.compile(r"(?!-\d+(\.\d+)?$)'*[=+\-@\t\r]")
_RESTORABLE = re.compile(r"'+[=+\-@\t\r]")


def build_claims(selection: Selection) -> bytes:
    """Return the statements about places as CSV in UTF-8, its lines ending in LF.

    Examples
    --------
    >>> build_claims(geo.Filter().select(small))[:20].decode("utf-8-sig")
    'claim_id,place_id'
    """
    return marked(CLAIM_COLUMNS, claim_rows(selection))


def build_events(selection: Selection) -> bytes:
    """Return the statements about events as CSV in UTF-8, its lines ending in LF.

    Examples
    --------
    >>> build_events(geo.Filter().select(small))[:24].decode("utf-8-sig")
    'claim_id,milestone_id'
    """
    return marked(EVENT_COLUMNS, event_rows(selection))


def marked(columns: Sequence[str], rows: Iterable[Record]) -> bytes:
    """Return rows as a CSV file that spreadsheets open, with a byte order mark.

    Examples
    --------
    >>> marked(["name"], [{"name": "A place"}]).decode("utf-8-sig").splitlines()
    ['name', 'A place']
    """
    return (BYTE_ORDER_MARK + csv_text(columns, rows)).encode()


def csv_text(columns: Sequence[str], rows: Iterable[Record]) -> str:
    """Return rows as CSV with neutralised cells; None is an empty cell.

    Examples
    --------
    >>> csv_text(["name", "lat"], [{"name": "=1+1", "lat": -1.5}]).splitlines()
    ['name,lat', "'=1+1,-1.5"]
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: safe(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def safe(value: Any) -> Any:
    """Return a text that no spreadsheet takes for a formula; numbers and days as they are.

    Examples
    --------
    >>> safe("=1+1"), safe("-1.5"), safe("a - b")
    ("'=1+1", '-1.5', 'a - b')
    """
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


def restore(text: str) -> str:
    """Return the text of a cell as it was before `safe`.

    Examples
    --------
    >>> restore("'=1+1"), restore("'quoted'")
    ('=1+1', "'quoted'")
    """
    return text[1:] if _RESTORABLE.match(text) else text
