"""What of a data folder is no table of records: kept whole in a store, as files by name.

The tables of records are among them without their rows, since their columns may differ. Nothing
tells what a withheld record says: their ids, the steps of tours and the sides of conflicts that
rest on them and what is translated of them are left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from geo.check.places import BASE_MAP
from geo.check.reading import read_table, write_rows
from geo.check.translations import FOLDER as TRANSLATIONS
from geo.check.translations import TEXTS, with_texts
from geo.conflicts import rows_of
from geo.dataset import Dataset
from geo.errors import Problem, StoreError, shorten
from geo.history.snapshots import FOLDER as RELEASES
from geo.loading import content_hash
from geo.store.layout import RECORDS, schema_of

_PATTERNS = (
    *("*.csv", "*.json", "*.md"),
    *(f"{BASE_MAP}/*.geojson", f"{BASE_MAP}/*.md"),
    f"{TRANSLATIONS}/*.po",
    f"{RELEASES}/*.jsonl.gz",
)
_EMPTIED = (*(f"{name}.csv" for name in RECORDS), "withheld.csv")


def parts_of(dataset: Dataset) -> pa.Table:
    """Return the files of a dataset's folder as a table of a store.

    Raises
    ------
    StoreError
        The folder has changed since it was read.

    Examples
    --------
    >>> parts_of(small)["name"].to_pylist()[-3:]
    ['sources.json', 'tour.csv', 'withheld.csv']
    """
    files = dict(_files(dataset))
    if content_hash(dataset.folder) != dataset.content_hash:
        name = dataset.folder.name
        raise StoreError([Problem(name, 0, "-", "-", "files changed", "the same till all is read")])
    arrays = [pa.array(files.keys(), pa.string()), pa.array(files.values(), pa.binary())]
    return pa.Table.from_arrays(arrays, schema=schema_of("parts"))


def unpacked(parts: Iterable[pa.RecordBatch], folder: Path) -> Path:
    """Write the files of a store into a folder, which is made.

    Raises
    ------
    StoreError
        A file has a name that no part has.

    Examples
    --------
    >>> folder = unpacked(parts_of(small).to_batches(), small.folder.parent / "parts")
    >>> len((folder / "claims.csv").read_text().splitlines())
    1
    """
    for row in (row for batch in parts for row in batch.to_pylist()):
        if not _is_part(row["name"]):
            found = shorten(row["name"])
            raise StoreError([Problem("parts", 0, "-", "name", found, "a file of a data folder")])
        path = folder / row["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(row["content"])
    return folder


def _is_part(name: str) -> bool:
    """Tell whether a name fits a pattern, part by part, so that it leads nowhere else."""
    path = PurePosixPath(name)
    return "\\" not in name and any(
        path.match(pattern) and len(path.parts) == pattern.count("/") + 1 for pattern in _PATTERNS
    )


def _files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    folder, is_whole = dataset.folder, not any(dataset.withheld.values())
    told = {} if is_whole else _told(dataset)
    known = _texts(dataset, told)
    paths = {path for pattern in _PATTERNS for path in folder.glob(pattern) if path.is_file()}
    for name in sorted(path.relative_to(folder).as_posix() for path in paths):
        rows = [] if name in _EMPTIED else told.get(name)
        if rows is not None:
            yield name, write_rows(dataset.columns[name], rows).encode()
        elif name.startswith(f"{TRANSLATIONS}/") and not is_whole:
            yield name, with_texts((folder / name).read_text("utf-8"), known).encode()
        else:
            yield name, (folder / name).read_bytes()


def _told(dataset: Dataset) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of tours and conflicts that rest on nothing withheld."""
    statements = {*dataset.claims.index, *dataset.milestones.index}
    steps, _problems = read_table(dataset.folder / "tour.csv", dataset.columns["tour.csv"])
    kept = [
        row.cells
        for row in steps.rows
        if statements.issuperset(row.cells["claim_ids"].split(";"))
        and (not row.cells["place_id"] or row.cells["place_id"] in dataset.places.index)
    ]
    return {"tour.csv": kept, "conflicts.csv": rows_of(dataset.conflicts)}


def _texts(dataset: Dataset, told: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    """Return the texts that may have a translation."""
    tables = {f"{name}.csv": getattr(dataset, name) for name in RECORDS}
    codes = [code for of_field in dataset.codes.by_field.values() for code in of_field.values()]
    rows = {"codes.csv": [vars(code) for code in codes], **told}
    return {
        text
        for name, columns in TEXTS.items()
        for column in columns
        for text in (
            tables[name][column] if name in tables else (row[column] for row in rows.get(name, ()))
        )
    }
