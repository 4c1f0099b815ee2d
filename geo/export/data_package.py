"""Data Package: the visible set as a data folder of its own, zipped (https://datapackage.org).

Unpacked, it passes `frictionless validate` and `python -m geo check`, and `geo.load` reads it as a
dataset whose unfiltered selection is the exported one. It holds what that takes: the origins that
the shown documents repeat, all codes, the base map, the steps of tours whose statements are all
shown, the sides of conflicts that shown statements take, what of all that is translated, and no
withheld record. Rows and items stand as in the dataset, except that a text which a spreadsheet
would run as a formula has an apostrophe before it, as in the CSV file.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from geo.check.folder import GROUND
from geo.check.places import BASE_MAP, town_names
from geo.check.schema import TABLES
from geo.check.translations import FOLDER, TEXTS, with_texts
from geo.cite.csl_json import csl_json
from geo.conflicts import narrowed, rows_of
from geo.dataset import Dataset
from geo.export.archive import zipped
from geo.export.csv_files import FORMULA_NOTE, csv_text, safe
from geo.export.records import Record, as_json, plain
from geo.export.stamp import NOTES, Stamp, metadata, stamp
from geo.filters import Selection
from geo.sources import Source

_DEGREES = ("lat", "lon")
_OF_TABLES = ("type", "schema", "dialect")
_DECIMALS = 2


def build(selection: Selection) -> bytes:
    """Return the ZIP archive; its dates are those of the dataset's release.

    Examples
    --------
    >>> build(geo.Filter().select(small))[:2]
    b'PK'
    """
    mark = stamp(selection)
    return zipped(_files(selection, mark), mark.released)


def _files(selection: Selection, mark: Stamp) -> dict[str, bytes]:
    tables = _tables(selection)
    texts = {
        **{name: _table(selection.dataset, name, rows) for name, rows in tables.items()},
        **_translations(selection.dataset, tables),
        "sources.json": csl_json(_sources(selection)),
        "datapackage.json": _descriptor(selection),
        "README.md": _readme(mark),
    }
    return {name: text.encode() for name, text in texts.items()} | _copied(selection)


def _tables(selection: Selection) -> dict[str, list[Record]]:
    data = selection.dataset
    codes = [vars(code) for by_code in data.codes.by_field.values() for code in by_code.values()]
    return {
        "places.csv": _rows(selection.places, _DEGREES),
        "claims.csv": _rows(selection.claims),
        "milestones.csv": _rows(selection.milestones),
        "codes.csv": codes,
        "tour.csv": _rows(_tour(selection)),
        "conflicts.csv": _conflicts(selection),
        "withheld.csv": [],
    }


def _table(dataset: Dataset, name: str, rows: list[Record]) -> str:
    columns = dataset.columns.get(name) or tuple(field.name for field in TABLES[name])
    return csv_text(columns, ({name: row[name] for name in columns} for row in rows))


def _translations(dataset: Dataset, tables: Mapping[str, list[Record]]) -> dict[str, str]:
    """Return the catalogues of the dataset, with the texts of the tables and the names of towns."""
    cells = (row.get(name) for table in TEXTS for row in tables[table] for name in TEXTS[table])
    known = {text for text in cells if safe(text) == text}
    known.update(town_names(dataset.folder / BASE_MAP))
    return {
        f"{FOLDER}/{path.name}": with_texts(path.read_text("utf-8"), known)
        for path in sorted((dataset.folder / FOLDER).glob("*.po"))
    }


def _rows(frame: pd.DataFrame, degrees: Collection[str] = ()) -> list[Record]:
    """Return the rows of a table as cells: text as it is, numbers as the data files write them.

    Columns named in `degrees` have at least the decimals that a surveyed site needs.
    """
    whole = frame.reset_index()
    columns = {
        name: [_cell(value, name in degrees) for value in whole[name]]
        for name in whole.columns
        if name != "geometry"
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _cell(value: Any, degrees: bool) -> Any:
    value = plain(value)
    if not isinstance(value, float):
        return value
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    short = degrees and len(text.partition(".")[2]) < _DECIMALS
    return f"{value:.{_DECIMALS}f}" if short else text


def _tour(selection: Selection) -> pd.DataFrame:
    """Return the steps that speak only of shown statements and places."""
    steps = selection.dataset.tour
    statements = set(selection.claims.index) | set(selection.milestones.index)
    told = [set(ids.split(";")) <= statements for ids in steps["claim_ids"]]
    there = steps["place_id"].isin({"", *selection.places.index})
    return steps[pd.Series(told, index=steps.index, dtype=bool) & there]


def _conflicts(selection: Selection) -> list[Record]:
    """Return the sides of conflicts that shown statements take, where they still differ."""
    shown = {*selection.claims.index, *selection.milestones.index}
    return rows_of(narrowed(selection.dataset.conflicts, shown))


def _sources(selection: Selection) -> list[Source]:
    """Return the documents of statements and coordinates, with the origins that they repeat."""
    known = selection.dataset.sources
    waiting = [*selection.source_ids, *selection.places["coord_source"]]
    cited: dict[str, Source] = {}
    while waiting:
        name = waiting.pop()
        if name in known and name not in cited:
            cited[name] = known[name]
            waiting.extend(known[name].derived_from)
    return list(cited.values())


def _descriptor(selection: Selection) -> str:
    """Return `datapackage.json` as that of the dataset, with the stamp."""
    descriptor = {**selection.dataset.descriptor, "export": metadata(selection, FORMULA_NOTE)}
    resources = descriptor.get("resources")
    if isinstance(resources, list) and not _sources(selection):
        descriptor["resources"] = [_without_sources(resource) for resource in resources]
    return json.dumps(descriptor, ensure_ascii=False, indent=1, default=as_json) + "\n"


def _without_sources(resource: Any) -> Any:
    """Return a resource of a package without sources, since an empty list of JSON is no table.

    Without sources there are no statements and no places, so there is nothing to refer to either.
    """
    if not isinstance(resource, dict):
        return resource
    if resource.get("name") == "sources":
        kept = {name: value for name, value in resource.items() if name not in _OF_TABLES}
        return {**kept, "type": "json"}
    schema = resource.get("schema")
    if not isinstance(schema, dict):
        return resource
    fields = {name: value for name, value in schema.items() if name != "foreignKeys"}
    return {**resource, "schema": fields}


def _copied(selection: Selection) -> dict[str, bytes]:
    """Return the files that are the same in every package."""
    folder, outlines = selection.dataset.folder, selection.dataset.subject.outlines
    base_map = ("README.md", "countries.geojson", outlines, "labels.geojson", *GROUND)
    names = ["LICENSE.md", *(f"basemap/{name}" for name in base_map if name)]
    names += sorted(path.name for path in folder.glob("about*.md"))
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def _readme(mark: Stamp) -> str:
    return "\n".join(
        [
            f"# {mark.title}: an export",
            "",
            *_listed(mark.lines()),
            "",
            *_listed([*NOTES, FORMULA_NOTE]),
            "",
            "`datapackage.json` describes every file and column. `frictionless validate "
            "datapackage.json` checks the files; `python -m geo check` of the atlas checks more.",
            "",
        ]
    )


def _listed(lines: Iterable[str]) -> list[str]:
    return [f"- {line}" for line in lines]
