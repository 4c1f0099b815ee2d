"""Excel workbook with the sheets statements, events, sources and about (Office Open XML).

Every text is written as a text, so nothing in it is run as a formula or turned into a link. Numbers
are numbers; dates stay as texts, since Excel has no day before 1900 and no month without a day.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from geo.export.csv_columns import CLAIM_COLUMNS, EVENT_COLUMNS, claim_rows, event_rows
from geo.export.records import SOURCE_FIELDS, Record, source_records
from geo.export.stamp import NOTES, Stamp, stamp
from geo.filters import Selection

_WIDE = {"summary": 60, "notes": 40, "note": 40, "citation": 36, "title": 36, "locator": 24}
_USUAL = 16  # characters
_PERSIAN = "_fa"
_RIGHT_TO_LEFT = 2


def build(selection: Selection) -> bytes:
    """Return the workbook; its date is that of the dataset's release.

    Examples
    --------
    >>> build(geo.Filter().select(small))[:2]
    b'PK'
    """
    mark = stamp(selection)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": mark.title, "created": mark.released.replace(tzinfo=None)})
        _add_table(book, "statements", CLAIM_COLUMNS, claim_rows(selection))
        _add_table(book, "events", EVENT_COLUMNS, event_rows(selection))
        _add_table(book, "sources", SOURCE_FIELDS, source_records(selection))
        _add_table(book, "about", ("name", "value"), _about(mark))
    return out.getvalue()


def _about(mark: Stamp) -> list[Record]:
    entries = {**mark.fields(), "parameters": mark.parameters}
    rows = [{"name": name, "value": value} for name, value in entries.items()]
    return rows + [{"name": "note", "value": note} for note in NOTES]


def _add_table(book: Workbook, name: str, columns: Sequence[str], rows: Iterable[Record]) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True})
    persian = book.add_format({"reading_order": _RIGHT_TO_LEFT})
    for place, column in enumerate(columns):
        form = persian if column.endswith(_PERSIAN) else None
        sheet.set_column(place, place, _WIDE.get(column, _USUAL), form)
        _write(sheet, 0, place, column, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            _write(sheet, last, place, row[column])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Worksheet, row: int, column: int, value: Any, form: Any = None) -> None:
    """Write a cell; None is an empty one.

    Raises
    ------
    ValueError
        Excel has no room for it: more than 1,048,576 rows, or 32,767 characters in a cell.
    """
    if value is None:
        return
    if isinstance(value, int | float):
        failed = sheet.write_number(row, column, value, form)
    else:
        text = value.isoformat() if isinstance(value, date) else value
        failed = sheet.write_string(row, column, text, form)
    if failed:
        raise ValueError(f"no room in a workbook for row {row + 1}, column {column + 1}")
