"""A store in PostgreSQL with PostGIS: the tables of one schema of a database.

Places have a point beside their columns, under a spatial index, for programs that draw them.
"""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from uuid import uuid4

import ibis
import psycopg
import pyarrow as pa
import pyarrow.csv as arrow_csv
from psycopg.conninfo import conninfo_to_dict

from geo.errors import StoreError
from geo.store.engine import BATCH, Engine, EngineStore
from geo.store.interface import Store, fault, refused
from geo.store.layout import COLUMNS, read_about, schema_of
from geo.store.question import Table, Tables

SCHEMA = "atlas"
_PART = "atlas_part"
"""The schema that a load fills before it takes the place of the other."""
_LOCK = 0x61746C6173
_TYPES = {
    pa.int32(): "integer",
    pa.int64(): "bigint",
    pa.float64(): "double precision",
    pa.date32(): "date",
    pa.bool_(): "boolean",
    pa.string(): 'text COLLATE "C"',
    pa.binary(): "bytea",
}
_MEMORY = "256MB"
"""What a step of a query may hold; with less, each row goes through all places that hold words."""
_UNREAD = "postgresql:"
_ADDRESS = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, signs in them as in any web address"
_LOAD = "what `python -m geo load` writes"
_INDEXES = (
    "ALTER TABLE places ADD geometry geometry(Point, 4326) "
    "GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4326)) STORED",
    "CREATE INDEX ON places USING gist (geometry)",
    "CREATE UNIQUE INDEX ON places (number)",
    "CREATE UNIQUE INDEX ON places (place_id)",
    "CREATE UNIQUE INDEX ON claims (number)",
    "CREATE INDEX ON claims (place_number)",
    "CREATE UNIQUE INDEX ON milestones (number)",
    "ANALYZE places",
    "ANALYZE claims",
)
"""What makes the tables quick to read, once they are full."""


def open_database(address: str) -> EngineStore:
    """Open the store of a database.

    Raises
    ------
    StoreError
        It cannot be used; all reasons are named.

    Examples
    --------
    >>> open_database("postgresql://127.0.0.1:1/lights")
    Traceback (most recent call last):
    geo.errors.StoreError: postgresql://127.0.0.1/lights:0 (-) -: connection failed...
    """
    shown = public(address)
    connection = _connect(address)
    try:
        with _reading(connection, shown):
            about, _entry = read_about(_entry_of(connection, shown), shown)
            _check_columns(connection, shown)
        backend = ibis.postgres.from_connection(connection)
        with _reading(connection, shown):
            tables = Tables(**{name: backend.table(name, database=SCHEMA) for name in COLUMNS})
    except BaseException:
        connection.close()
        raise
    engine = Engine(
        partial(_fetch, connection),
        partial(_reading, connection, shown),
        partial(_whole, backend, tables),
        connection.close,
    )
    return EngineStore(engine, tables, about)


def mark_of(address: str) -> str:
    """Return what the store of a database says of itself, which is another text after each load.

    Raises
    ------
    StoreError
        The database or its store cannot be read.

    Examples
    --------
    >>> mark_of("postgresql://127.0.0.1:1/lights")
    Traceback (most recent call last):
    geo.errors.StoreError: postgresql://127.0.0.1/lights:0 (-) -: connection failed...
    """
    shown = public(address)
    with _connect(address) as connection, _naming(shown):
        return _entry_of(connection, shown)


def write(address: str, source: Store) -> None:
    """Put the whole of a store into a database in one transaction, or leave that as it is.

    Raises
    ------
    StoreError
        The database cannot be written, or another load writes to it.

    Examples
    --------
    >>> from geo.store.memory import MemoryStore
    >>> write("postgresql://127.0.0.1:1/lights", MemoryStore(small))
    Traceback (most recent call last):
    geo.errors.StoreError: postgresql://127.0.0.1/lights:0 (-) -: connection failed...
    """
    shown = public(address)
    with _connect(address) as connection, _naming(shown), connection.transaction():
        _may_become_store(connection, shown)
        connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        connection.execute(f"CREATE SCHEMA {_PART}")
        connection.execute(
            "SELECT set_config('search_path', concat_ws(',', %s::text, "
            "current_setting('search_path')), true)",
            [_PART],
        )
        for name in COLUMNS:
            _copy(connection, name, source.batches(name))
        for command in _INDEXES:
            connection.execute(command)
        entry = {**source.about.entry(), "load": uuid4().hex}
        connection.execute("CREATE TABLE about (entry text NOT NULL)")
        connection.execute("INSERT INTO about VALUES (%s)", [json.dumps(entry)])
        _swap(connection)


def public(address: str) -> str:
    """Return an address without user and password, for messages.

    Examples
    --------
    >>> public("postgresql://me:secret@db.example/lights")
    'postgresql://db.example/lights'
    >>> public("postgresql://[")
    'postgresql:'
    """
    try:
        parts = conninfo_to_dict(address)
    except psycopg.Error:
        return _UNREAD
    return f"postgresql://{parts.get('host', '')}/{parts.get('dbname', '')}"


def _connect(address: str) -> psycopg.Connection:
    shown = public(address)
    if shown == _UNREAD or address.count("@") > 1:  # what the server's client says may hold a word
        raise refused(shown, "an address that cannot be read", _ADDRESS)
    try:
        connection = psycopg.connect(address, connect_timeout=10, autocommit=True)
    except psycopg.Error as error:
        expected = "a PostgreSQL server that can be reached, and a database there"
        raise refused(shown, _in_one_line(error), expected) from error
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        connection.close()
        raise refused(shown, f"a database in {encoding}", "one in UTF8")
    return connection


def _entry_of(connection: psycopg.Connection, shown: str) -> str:
    (table,) = connection.execute("SELECT to_regclass(%s)", [f"{SCHEMA}.about"]).fetchone() or (0,)
    if not table:
        raise refused(shown, "no store in the database", _LOAD)
    rows = connection.execute(f"SELECT entry FROM {SCHEMA}.about").fetchall()
    if len(rows) != 1:
        raise StoreError([fault(shown, f"{len(rows)} rows", "one", f"{SCHEMA}.about")])
    return str(rows[0][0])


def _check_columns(connection: psycopg.Connection, shown: str) -> None:
    query = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s"
    there = set(connection.execute(query, [SCHEMA]).fetchall())
    tables = {table for table, _ in there}
    problems = [fault(shown, "no such table", _LOAD, name) for name in COLUMNS.keys() - tables]
    problems += [
        fault(shown, f"no column {column}", _LOAD, name)
        for name in COLUMNS.keys() & tables
        for column in COLUMNS[name]
        if (name, column) not in there
    ]
    if problems:
        raise StoreError(sorted(problems))


def _may_become_store(connection: psycopg.Connection, shown: str) -> None:
    """Refuse what holds something else, and a second load at once."""
    (is_free,) = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK]).fetchone() or (
        False,
    )
    if not is_free:
        raise refused(shown, "another load writes to it", "one load at a time")
    others = connection.execute(
        "SELECT to_regnamespace(%(schema)s) IS NOT NULL AND to_regclass(%(about)s) IS NULL",
        {"schema": SCHEMA, "about": f"{SCHEMA}.about"},
    ).fetchone()
    if others and others[0]:
        raise refused(shown, f"a schema {SCHEMA} of something else", "that of a store, or none")


def _copy(connection: psycopg.Connection, name: str, batches: Iterator[pa.RecordBatch]) -> None:
    """Make a table and fill it, by the server's own bulk format."""
    columns = ", ".join(f"{field.name} {_TYPES[field.type]}" for field in schema_of(name))
    connection.execute(f"CREATE TABLE {name} ({columns})")
    options = arrow_csv.WriteOptions(include_header=False)
    with connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:
        for batch in batches:
            text = io.BytesIO()
            # an empty text is quoted, no value is not
            arrow_csv.write_csv(_in_hexadecimal(batch), text, options)
            copy.write(text.getvalue())


def _in_hexadecimal(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch with its bytes as the server reads them."""
    columns = {
        name: pa.array([rf"\x{value.hex()}" for value in column.to_pylist()], pa.string())
        if column.type == pa.binary()
        else column
        for name, column in zip(batch.schema.names, batch.columns, strict=True)
    }
    return pa.RecordBatch.from_pydict(columns)


def _fetch(connection: psycopg.Connection, query: Table) -> pa.Table:
    """Run a query without a cursor of the server, for which it would use but one of its cores."""
    rows = connection.execute(str(ibis.to_sql(query, dialect="postgres"))).fetchall()
    struct = query.schema().as_struct().to_pyarrow()
    return pa.Table.from_batches([pa.RecordBatch.from_struct_array(pa.array(rows, type=struct))])


def _whole(backend: Any, tables: Tables, name: str) -> Iterator[pa.RecordBatch]:
    """Yield a table by a cursor of the server."""
    table = getattr(tables, name).select(*COLUMNS[name])
    ordered = table.order_by("number") if "number" in COLUMNS[name] else table
    yield from backend.to_pyarrow_batches(ordered, chunk_size=BATCH)


def _swap(connection: psycopg.Connection) -> None:
    """Put the filled schema in the place of the other, of which the load's own tables go."""
    if connection.execute("SELECT to_regnamespace(%s)", [SCHEMA]).fetchone() != (None,):
        old = ", ".join(f"{SCHEMA}.{name}" for name in (*COLUMNS, "about"))
        connection.execute(f"DROP TABLE IF EXISTS {old}")
        connection.execute(f"DROP SCHEMA {SCHEMA}")
    connection.execute(f"ALTER SCHEMA {_PART} RENAME TO {SCHEMA}")


@contextmanager
def _reading(connection: psycopg.Connection, shown: str) -> Iterator[None]:
    """Let queries see one state of the database, and change nothing."""
    with _naming(shown), connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute(f"SET LOCAL work_mem = '{_MEMORY}'")
        yield


@contextmanager
def _naming(shown: str) -> Iterator[None]:
    """Say in one line what the server objects to."""
    try:
        yield
    except psycopg.Error as error:
        raise refused(shown, _in_one_line(error), "a server that does what is asked") from error


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
