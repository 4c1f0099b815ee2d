"""PostgreSQL with PostGIS as Debian packages it: a cluster of its own for one run of tests.

It listens on a socket in its own folder alone. It ends with the process that started it, however
that ends.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Thread

USER = "postgres"
"""Whom the server runs as where the tests run as the superuser, which it refuses."""
_QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses="]
_READY = b"database system is ready to accept connections"


class Cluster:
    """A running server, whose databases are made as tests ask for them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def address(self, database: str) -> str:
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def create(self, database: str, options: str = "") -> str:
        """Make an empty database, and return its address."""
        import psycopg  # which the other tests, for which fixtures are read as well, do without

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database} {options}")
        return self.address(database)

    @cached_property
    def prepared(self) -> str:
        """A database that has PostGIS: copied in a fraction of the time that PostGIS takes."""
        import psycopg

        with psycopg.connect(self.create("prepared"), autocommit=True) as connection:
            connection.execute("CREATE EXTENSION postgis")
        return "prepared"


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a server on an empty cluster; both are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-postgres-"))  # which its own user can reach
    if os.geteuid() == 0:
        shutil.chown(folder, USER, USER)
    try:
        initdb = ["initdb", "--auth=trust", "--no-sync", f"--username={USER}", "--encoding=UTF8"]
        made = _as_user(*initdb, "--locale=C.UTF-8", f"--pgdata={folder / 'data'}")
        subprocess.run(made, check=True, capture_output=True, cwd=folder)
        settings = [part for one in _QUICK for part in ("-c", one)]
        command = _as_user("postgres", "-D", str(folder / "data"), "-k", str(folder), *settings)
        with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=folder) as server:
            try:
                _wait_until_ready(server)
                yield Cluster(folder)
            finally:
                server.send_signal(2)  # which ends connections too
                server.wait(30)
    finally:
        shutil.rmtree(folder)


def _as_user(program: str, *options: str) -> list[str]:
    """Return a command that runs as a user the server accepts, and ends with this process."""
    other = [f"--reuid={USER}", f"--regid={USER}", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *other, "--pdeathsig=INT", str(_newest() / program), *options]


def _newest() -> Path:
    """Return where Debian puts the programs of a server."""
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    return max(versions, key=lambda path: int(path.parent.name))


def _wait_until_ready(server: subprocess.Popen[bytes]) -> None:
    assert server.stderr
    said = b""
    while _READY not in said:
        line = server.stderr.readline()
        assert line, f"the server ended: {said.decode()}"
        said += line
    Thread(target=server.stderr.read, daemon=True).start()  # it must never wait for a reader
