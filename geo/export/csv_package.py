"""The CSV tables of the visible set with what describes them, zipped as a Data Package.

`claims.csv` and `milestones.csv` are the files that are also given alone; `places.csv` and
`sources.csv` hold what they refer to. `datapackage.json` holds the stamp and says what every column
means (https://datapackage.org). For a data folder that the atlas itself reads, see `data_package`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from geo.export.archive import zipped
from geo.export.csv_columns import CLAIM_COLUMNS, EVENT_COLUMNS
from geo.export.csv_files import FORMULA_NOTE, build_claims, build_events, marked
from geo.export.records import (
    PLACE_FIELDS,
    SOURCE_FIELDS,
    Record,
    as_json,
    place_records,
    source_records,
)
from geo.export.stamp import NOTES, metadata, stamp
from geo.filters import Selection

_TYPES = {
    "lat": "number",
    "lon": "number",
    "earliest": "date",
    "latest": "date",
    "figure_low": "integer",
    "figure_high": "integer",
}
_MEANINGS = {
    "earliest": "First day that date_edtf may mean; empty where it is open.",
    "latest": "Last day that date_edtf may mean; empty where it is open.",
    "citation": "Short attribution: author and year, then where in the document.",
    "source_url": "Address of the document, as in sources.csv.",
    "figure_words": "The figure as the summary words it (nearly 170), a quantity without a number "
    "too; the recorded bounds where the summary does not repeat them.",
}
_TABLES: dict[str, tuple[str, Sequence[str], str]] = {
    "claims": ("What one source says of one place", CLAIM_COLUMNS, "claim_id"),
    "milestones": ("What one source says of one event", EVENT_COLUMNS, "claim_id"),
    "places": ("Places that the statements speak of", PLACE_FIELDS, "place_id"),
    "sources": ("Documents that the statements rest on", SOURCE_FIELDS, "source_id"),
}
"""Title, columns and key of each table."""
_REFERENCES = {"claims": ("places", "sources"), "milestones": ("sources",)}


def build(selection: Selection) -> bytes:
    """Return the ZIP archive; its dates are those of the dataset's release.

    Examples
    --------
    >>> build(geo.Filter().select(small))[:2]
    b'PK'
    """
    mark = stamp(selection)
    listed = [f"- {line}" for line in (*mark.lines(), *NOTES, FORMULA_NOTE)]
    files = {
        "claims.csv": build_claims(selection),
        "milestones.csv": build_events(selection),
        "places.csv": marked(PLACE_FIELDS, place_records(selection)),
        "sources.csv": marked(SOURCE_FIELDS, source_records(selection)),
        "datapackage.json": _descriptor(selection).encode(),
        "README.md": "\n".join([f"# {mark.title}: tables", "", *listed, ""]).encode(),
    }
    return zipped(files, mark.released)


def _descriptor(selection: Selection) -> str:
    stated = selection.dataset.descriptor
    about = metadata(selection, FORMULA_NOTE)
    meanings = _MEANINGS | _stated_meanings(stated)
    descriptor = {
        **{name: stated[name] for name in ("title", "licenses", "sources") if name in stated},
        "name": f"{selection.dataset.subject.package}-tables",
        "version": selection.dataset.version,
        "export": {name: value for name, value in about.items() if name != "sources"},
        "resources": [_resource(name, meanings) for name in _TABLES],
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=1, default=as_json) + "\n"


def _resource(name: str, meanings: Mapping[str, str]) -> Record:
    title, columns, key = _TABLES[name]
    keys = [
        {
            "fields": f"{other[:-1]}_id",
            "reference": {"resource": other, "fields": f"{other[:-1]}_id"},
        }
        for other in _REFERENCES.get(name, ())
    ]
    schema: Record = {
        "fields": [_field(column, meanings) for column in columns],
        "primaryKey": key,
        "missingValues": [""],
    }
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": title,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(column: str, meanings: Mapping[str, str]) -> Record:
    field = {"name": column, "type": _TYPES.get(column, "string")}
    meaning = meanings.get(column) or meanings.get(column.removeprefix("place_"))
    return field | ({"description": meaning} if meaning else {})


def _stated_meanings(descriptor: Mapping[str, Any]) -> dict[str, str]:
    """Return what the dataset's own descriptor, which nothing has checked, says of columns."""
    meanings: dict[str, str] = {}
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        schema = resource.get("schema") if isinstance(resource, dict) else None
        fields = schema.get("fields") if isinstance(schema, dict) else None
        for field in fields if isinstance(fields, list) else ():
            if isinstance(field, dict) and isinstance(field.get("description"), str):
                meanings.setdefault(str(field.get("name")), field["description"])
    return meanings
