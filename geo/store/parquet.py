"""A store in a folder of Parquet files, which DuckDB reads where they lie.

The table of places is GeoParquet 1.1 (https://geoparquet.org), so that other programs can draw it.
`store.json` names the files that belong together. It is written last and replaced at once: before
that the folder holds what it held, and files that nothing names are removed.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import Problem, StoreError
from geo.files import only_writer, write_whole
from geo.store.engine import BATCH, Engine, EngineStore
from geo.store.interface import Store, fault, refused
from geo.store.layout import COLUMNS, MANIFEST, About, files_of, read_about, schema_of
from geo.store.question import Tables
from geo.wkb_points import geo_entry, with_points

_ROW_GROUP = 122_880
"""Rows that DuckDB reads in one piece."""
_PATTERN_SIGNS = "*?["


def open_folder(folder: Path) -> EngineStore:
    """Open a store of Parquet files, of which a table may have several.

    Raises
    ------
    StoreError
        It cannot be used; all reasons are named.

    Examples
    --------
    >>> from geo.store.memory import MemoryStore
    >>> write(small.folder.parent / "lights", MemoryStore(small))
    >>> with open_folder(small.folder.parent / "lights") as store:
    ...     store.counts(geo.Filter()).places.shown
    5
    """
    with _reading(folder):
        manifest = (folder / MANIFEST).read_bytes().decode("utf-8", "replace")
    about, entry = read_about(manifest, str(folder))
    files = _named_files(folder, entry)
    connection = duckdb.connect()
    try:
        with _reading(folder):
            _make_views(connection, folder, files, about)
            backend = ibis.duckdb.from_connection(connection)
            tables = Tables(**{name: backend.table(name) for name in COLUMNS})
    except BaseException:
        connection.close()
        raise
    whole = partial(_whole, files)
    engine = Engine(backend.to_pyarrow, partial(_reading, folder), whole, connection.close)
    return EngineStore(engine, tables, about)


def write(folder: Path, source: Store) -> None:
    """Put the whole of a store into a folder, or leave that as it is.

    Raises
    ------
    StoreError
        The folder cannot be written or holds something else, or another load writes to it.

    Examples
    --------
    >>> from geo.store.memory import MemoryStore
    >>> write(small.folder.parent / "lights", MemoryStore(small))
    >>> (small.folder.parent / "lights" / "store.json").exists()
    True
    """
    _may_become_store(folder)
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with only_writer(folder) as held:
            if not held:
                raise refused(str(folder), "another load writes to it", "one load at a time")
            _replace(folder, source)
    except OSError as error:
        found = f"not written ({error.strerror or error})"
        raise refused(str(folder), found, "a folder that can be written") from error
    finally:
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _replace(folder: Path, source: Store) -> None:
    files = {name: f"{name}-{uuid4().hex[:12]}.parquet" for name in COLUMNS}
    try:
        for name, file in files.items():
            _write_table(folder / file, name, source.batches(name))
        entry = {**source.about.entry(), "files": {name: [file] for name, file in files.items()}}
        write_whole(folder / MANIFEST, (json.dumps(entry, indent=1) + "\n").encode())
    except BaseException:
        for file in files.values():
            (folder / file).unlink(missing_ok=True)
        raise
    for name in COLUMNS:
        for path in folder.glob(f"{name}-{'[0-9a-f]' * 12}.parquet"):
            if path.name != files[name]:
                path.unlink()


def _write_table(path: Path, name: str, batches: Iterator[pa.RecordBatch]) -> None:
    schema, is_drawn = schema_of(name), name == "places"
    if is_drawn:
        schema = with_points(schema.empty_table()).schema
        schema = schema.with_metadata({"geo": json.dumps(geo_entry(None))})
    with pq.ParquetWriter(path, schema) as writer:
        for batch in batches:
            rows = pa.Table.from_batches([batch])
            whole = with_points(rows) if is_drawn else rows
            writer.write_table(whole.replace_schema_metadata(schema.metadata), _ROW_GROUP)


def _may_become_store(folder: Path) -> None:
    name = str(folder)
    if folder.exists() and not folder.is_dir():
        raise refused(name, "a file", "a folder of a store, an empty one or a new one")
    if folder.is_dir() and not (folder / MANIFEST).exists() and any(folder.iterdir()):
        raise refused(name, "a folder of something else", "that of a store, an empty or a new one")


def _named_files(folder: Path, entry: dict[str, object]) -> dict[str, list[Path]]:
    """Return the files of each table, all of which are there."""
    problems: list[Problem] = []
    files: dict[str, list[Path]] = {}
    for name, names in files_of(entry).items():
        files[name] = [folder / one for one in names]
        if not names:
            problems.append(fault(str(folder), "no file", f"its name in {MANIFEST}", name))
        problems += [
            fault(str(folder), f"no file {path.name}", "what store.json names", name)
            for path in files[name]
            if not path.is_file()
        ]
    if any(sign in str(folder.resolve()) for sign in _PATTERN_SIGNS):
        found = f"one of {_PATTERN_SIGNS} in its path"
        problems.append(fault(str(folder), found, "none, since DuckDB reads them as patterns"))
    if problems:
        raise StoreError(problems)
    return files


def _make_views(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    files: dict[str, list[Path]],
    about: About,
) -> None:
    """Give the files of each table its name, once they hold what they should."""
    problems: list[Problem] = []
    for name, paths in files.items():
        rows = connection.read_parquet([str(path) for path in paths])
        missing = [column for column in COLUMNS[name] if column not in rows.columns]
        there, expected = len(rows), about.rows.get(name)
        problems += [
            fault(str(folder), f"no column {column}", "the columns of its layout", name)
            for column in missing
        ]
        if expected not in (None, there):
            problems.append(fault(str(folder), f"{there} rows", str(expected), name))
        if not missing:
            rows.select(*COLUMNS[name]).create_view(name)
    if problems:
        raise StoreError(problems)


def _whole(files: dict[str, list[Path]], name: str) -> Iterator[pa.RecordBatch]:
    """Yield a table as the files hold it: for that no engine is needed."""
    for path in files[name]:
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(BATCH, columns=list(COLUMNS[name]))


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    """Say in one line what keeps files from being read."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        found = str(error).splitlines()[0]
        raise refused(str(folder), found, "files as written; open it anew after a load") from error
