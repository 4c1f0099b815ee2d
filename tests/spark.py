"""Prove that a cluster of Spark answers as the data in memory do: `bash deploy/spark.sh [ROWS]`.

It starts a master, two workers and the Spark Connect server on 127.0.0.1, lets the tests of stores
ask them all saved queries, and asks them and DuckDB the same of ROWS made-up places. It prints how
many tasks each worker has run. It takes minutes, Java, and 450 MB of packages, so it is no part of
the other tests. Ends with 1 where an answer differs or a worker has done nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

import geo
from bench.stores import FILTERS, VIEWS, Generated
from browser import ROOT, free_port
from datasets import DATA
from geo.errors import StoreError
from geo.store import Store, load, open_store, parquet
from kept_stores import SPARK, assert_same

HOME = ROOT / ".spark" / "pyspark"
HOST = "127.0.0.1"
WORKERS = 2
PATIENCE_SECONDS, GRACE_SECONDS = 120, 30
MANY_IDS = 200_000
FILES = ["tests/test_geo_store.py", "tests/test_geo_store_excerpt.py"]
TESTS = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider"]
SETTINGS = {
    "spark.connect.grpc.binding.address": HOST,
    "spark.executor.memory": "768m",
    "spark.sql.shuffle.partitions": str(WORKERS),
    "spark.atlas.city": "tehran",
}


@dataclass(frozen=True)
class Cluster:
    """Workers behind a Spark Connect server.

    Parameters
    ----------
    port
        Where the server answers.
    pages
        Where it says what the workers have done.
    """

    port: int
    pages: int

    def store(self, folder: Path) -> str:
        """Give the address of a folder of Parquet files."""
        return f"sc://{HOST}:{self.port}{folder}"

    def tasks(self) -> dict[str, int]:
        """Give how many tasks each worker has run, by the address of the worker's own pages."""
        (application,) = _read(self._url("applications"))
        executors = _read(self._url(f"applications/{application['id']}/executors"))
        return {
            urlsplit(one["executorLogs"]["stdout"]).netloc: one["completedTasks"]
            for one in executors
            if one["id"] != "driver"
        }

    def _url(self, path: str) -> str:
        return f"http://{HOST}:{self.pages}/api/v1/{path}"


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """Start all processes of a cluster, which are gone afterwards."""
    master, pages, port, server_pages = (free_port() for _ in range(4))
    url, deploy = f"spark://{HOST}:{master}", "org.apache.spark.deploy"
    settings = SETTINGS | {
        "spark.connect.grpc.binding.port": str(port),
        "spark.ui.port": str(server_pages),
    }
    server = [f"--conf={name}={value}" for name, value in settings.items()]
    server += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
    with ExitStack() as held:
        start = [f"--host={HOST}", f"--port={master}", f"--webui-port={pages}"]
        command = [f"{deploy}.master.Master", *_apart(start)]
        leader = held.enter_context(_process(folder / "master", command))
        _wait(leader, lambda: _alive(pages) == 0)
        for number in range(1, WORKERS + 1):
            start = [f"--host={HOST}", "--cores=1", "--memory=1g", "--webui-port=0"]
            command = [f"{deploy}.worker.Worker", *_apart(start), url]
            held.enter_context(_process(folder / f"worker-{number}", command))
        _wait(leader, lambda: _alive(pages) == WORKERS)
        command = [f"{deploy}.SparkSubmit", "--master", url, *server, "spark-internal"]
        answering = held.enter_context(_process(folder / "server", command))
        cluster = Cluster(port, server_pages)
        _wait(answering, lambda: len(cluster.tasks()) == WORKERS)
        yield cluster


def _apart(options: list[str]) -> list[str]:
    """Give options as Spark's processes take them, without signs of equality."""
    return [part for option in options for part in option.split("=")]


@contextmanager
def _process(folder: Path, command: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a class of Spark, which ends with this process in any case; its log is in its folder."""
    folder.mkdir()
    env = os.environ | {
        "SPARK_HOME": str(HOME),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_DAEMON_MEMORY": "512m",  # of the server too
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_WORKER_DIR": str(folder),
    }
    whole = ["setpriv", "--pdeathsig=TERM", str(HOME / "bin/spark-class"), *command]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(whole, cwd=folder, env=env, stdout=log, stderr=log)
    try:
        yield process
    except BaseException:
        lines = (folder / "log").read_text("utf-8").splitlines()
        telling = [one for one in lines if " INFO " not in one and not one.startswith("\tat ")]
        print(f"--- {folder.name}", *telling[-20:], sep="\n", file=sys.stderr)
        raise
    finally:
        process.terminate()
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _read(url: str) -> Any:
    with urlopen(url, timeout=10) as answer:
        return json.load(answer)


def _alive(pages: int) -> int:
    """Give how many workers a master knows."""
    return int(_read(f"http://{HOST}:{pages}/json/")["aliveworkers"])


def _wait(process: "subprocess.Popen[bytes]", is_there: Callable[[], bool]) -> None:
    """Ask until the answer is yes; fail when the process ends, or it takes too long."""
    began = time.monotonic()
    while True:
        try:
            if is_there():
                return
        except (OSError, ValueError):  # it does not listen yet, or knows of no application
            pass
        assert process.poll() is None, f"ended: {process.args}"
        assert time.monotonic() - began < PATIENCE_SECONDS, f"not ready: {process.args}"
        Event().wait(0.5)


def see_tests(cluster: Cluster) -> None:
    """Let the tests of all stores ask this one: all saved queries, then the rest."""
    env = os.environ | {SPARK: f"sc://{HOST}:{cluster.port}"}
    for chosen, name in ((["--nightly"], "saved"), ([], "not saved")):
        print(f"pytest {' '.join([*FILES, *chosen])} -k 'spark and {name}'", flush=True)
        command = [*TESTS, *FILES, *chosen, "-k", f"spark and {name}"]
        subprocess.run(command, cwd=ROOT, env=env, check=True)


def see_command(cluster: Cluster, folder: Path) -> None:
    """Let the command answer, and say in a line what is no store."""
    load(str(DATA), str(folder))
    expected = _selected(str(DATA))
    assert expected.returncode == 0
    found = _selected(cluster.store(folder))
    assert (found.stdout, found.stderr) == (expected.stdout, expected.stderr)
    missing = _selected(cluster.store(folder / "missing"))
    assert missing.returncode == 1
    assert missing.stderr.count("\n") == 1, missing.stderr
    assert "Path does not exist" in missing.stderr
    with open_store(cluster.store(folder)) as store:
        asked = geo.Filter(cities=("${spark.atlas.city}",))
        assert not store.select(asked).places, "a setting in the place of a text"
        for file in folder.glob("*.parquet"):
            file.unlink()
        with pytest.raises(StoreError, match="open it anew after a load"):
            store.counts(geo.Filter())
    print("python -m geo select sc://…: as of the data folder", flush=True)


def _selected(address: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "geo", "select", address, "--query", "layers=prison"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def see_many(cluster: Cluster, folder: Path, rows: int) -> None:
    """Compare with DuckDB what the cluster says of many places."""
    parquet.write(folder, Generated(rows))
    with open_store(str(folder)) as single, open_store(cluster.store(folder)) as spread:
        print(
            f"{rows:,} made-up places: the same by DuckDB and by Spark, tasks of each worker",
            flush=True,
        )
        for name, asked in FILTERS.items():
            shown = single.counts(asked).places.shown
            with _both_working(cluster, f"{name}: {shown:,} places"):
                _compare(single, spread, asked, has_ids=shown < MANY_IDS)


def _compare(single: Store, spread: Store, asked: geo.Filter, has_ids: bool) -> None:
    assert spread.counts(asked) == single.counts(asked)
    assert spread.facets(asked) == single.facets(asked)
    page = ("claims", 100, 50, "-latest")
    assert spread.page(asked, *page) == single.page(asked, *page)
    for view in VIEWS.values():
        assert_same(spread.detail(asked, view), single.detail(asked, view))
    if has_ids:
        assert spread.select(asked) == single.select(asked)


@contextmanager
def _both_working(cluster: Cluster, title: str) -> Iterator[None]:
    """Print how many tasks each worker does meanwhile; none of them may be idle."""
    before = cluster.tasks()
    yield
    done = {worker: count - before[worker] for worker, count in cluster.tasks().items()}
    print(f"  {title:48} {done}", flush=True)
    assert len(done) == WORKERS, done
    assert all(done.values()), done


def main(rows: int) -> None:
    """Start the cluster, ask it, and end it."""
    with tempfile.TemporaryDirectory(prefix="atlas-spark-") as name:
        folder = Path(name)
        with running_cluster(folder) as cluster:
            print(f"a master and {WORKERS} workers: {', '.join(cluster.tasks())}", flush=True)
            with _both_working(cluster, "tasks of each worker"):
                see_command(cluster, folder / "store")
                see_tests(cluster)
            see_many(cluster, folder / "many", rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
