"""A store that a Spark cluster reads: the folder of Parquet files that `parquet` writes.

This process asks the cluster's Spark Connect server, needs no Java, and reads no file itself. The
server and all workers must see the folder under the same path or address. `pyspark` is a package of
its own, in `geo/store/requirements-spark.txt`, and is imported when a cluster is asked.
"""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import ibis
import pyarrow as pa

from geo.errors import Problem, StoreError
from geo.store.engine import BATCH, Engine, EngineStore
from geo.store.interface import fault, refused
from geo.store.layout import COLUMNS, MANIFEST, About, files_of, read_about
from geo.store.question import Table, Tables, unbound

FORM = "sc://HOST:PORT/FOLDER"
_ADDRESS = re.compile(r"sc://(?P<server>[^/;@\s]+:[0-9]{1,5})/(?P<path>[^\0;*?\[\]{}\\]+)")
"""Neither a setting of the client, which may be a secret, nor a pattern of file names."""
_TOKEN = "SPARK_CONNECT_AUTHENTICATE_TOKEN"
_REACH_SECONDS = 10
_RETRIES = 3
"""How often a question is asked of a server that has gone; the client would ask for ten minutes."""
_SUBSTITUTE = "spark.sql.variable.substitute"
"""What would put a setting of the cluster in the place of `${...}`, in a sought text too."""


def open_cluster(address: str) -> EngineStore:
    """Open a folder of Parquet files on a Spark cluster.

    Raises
    ------
    StoreError
        It cannot be used; all reasons are named.

    Examples
    --------
    >>> open_cluster("sc://localhost:15002")
    Traceback (most recent call last):
    geo.errors.StoreError: sc::0 (-) -: an address that cannot be read; expected sc://HOST:PORT/...
    """
    found = _ADDRESS.fullmatch(address)
    if not found:
        expected = f"{FORM}, and a token in {_TOKEN}"
        raise refused("sc:", "an address that cannot be read", expected)
    path = found["path"].rstrip("/")
    folder = path if "://" in path else f"/{path}"
    session = _session(found["server"], address)
    tables = unbound()
    try:
        with _reading(address):
            session.conf.set(_SUBSTITUTE, "false")
            about = _make_views(session, folder, address)
    except BaseException:
        session.stop()
        raise
    whole = partial(_whole, session, tables, about)
    engine = Engine(partial(_fetch, session), partial(_reading, address), whole, session.stop)
    return EngineStore(engine, tables, about)


def _session(server: str, address: str) -> Any:
    """Return a session of its own on a server that answers."""
    from pyspark.sql import SparkSession
    from pyspark.sql.connect.client.retries import DefaultPolicy

    host, _, port = server.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), _REACH_SECONDS).close()
    except (OSError, ValueError, OverflowError) as error:
        expected = "a Spark Connect server that can be reached"
        raise refused(address, f"no connection ({error})", expected) from error
    session = SparkSession.builder.remote(f"sc://{server}").create()
    session.client.set_retry_policies([DefaultPolicy(max_retries=_RETRIES)])
    return session


def _make_views(session: Any, folder: str, address: str) -> About:
    """Give the files of each table its name, once they hold what they should."""
    manifest = session.read.text(f"{folder}/{MANIFEST}", wholetext=True).collect()
    about, entry = read_about("".join(row.value for row in manifest), address)
    problems: list[Problem] = []
    for name, files in files_of(entry).items():
        if not files:
            problems.append(fault(address, "no file", f"its name in {MANIFEST}", name))
            continue
        rows = session.read.parquet(*(f"{folder}/{file}" for file in files))
        missing = [column for column in COLUMNS[name] if column not in rows.columns]
        there, expected = rows.count(), about.rows.get(name)
        problems += [
            fault(address, f"no column {column}", "the columns of its layout", name)
            for column in missing
        ]
        if expected not in (None, there):
            problems.append(fault(address, f"{there} rows", str(expected), name))
        if not missing:
            rows.select(*COLUMNS[name]).createTempView(name)
    if problems:
        raise StoreError(problems)
    return about


def _fetch(session: Any, query: Table) -> pa.Table:
    """Run a query without pandas, which Ibis goes by and where numbers cannot lack a value."""
    rows = session.sql(ibis.pyspark.compile(query)).toArrow()
    return rows.cast(query.schema().to_pyarrow())


def _whole(session: Any, tables: Tables, about: About, name: str) -> Iterator[pa.RecordBatch]:
    """Yield a table, one that can be long in pieces."""
    table = getattr(tables, name).select(*COLUMNS[name])
    pieces = [table]
    if name in about.rows:
        pieces = [
            table.filter(table.number >= start, table.number < start + BATCH).order_by("number")
            for start in range(0, about.rows[name], BATCH)
        ]
    for piece in pieces:
        yield from _fetch(session, piece).to_batches()


@contextmanager
def _reading(address: str) -> Iterator[None]:
    """Say in one line what the cluster objects to."""
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, pa.ArrowException) as error:
        found = " ".join(str(error).split("\n\n")[0].split()) or type(error).__name__
        expected = "files as written, and a cluster that sees them; open it anew after a load"
        raise refused(address, found, expected) from error
