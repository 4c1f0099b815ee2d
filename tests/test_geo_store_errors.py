"""Whatever is wrong with a store is said in lines, all of it at once, and never in a traceback."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pyarrow.parquet as pq
import pytest

import geo
from datasets import DATA
from geo.__main__ import main
from geo.errors import StoreError
from geo.store import load, open_store
from geo.store.spark import open_cluster
from postgres import Cluster

NOWHERE = "postgresql://somebody:secret@127.0.0.1:1/lights"


def said(address: str) -> list[str]:
    """What is wrong with a store, one a line."""
    with pytest.raises(StoreError) as refused:
        open_store(address)
    return str(refused.value).splitlines()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("nowhere", "no such folder"),
        ("duckdb:nowhere", "no such folder"),
        ("README.md", "a file"),
        ("tests", "a folder with neither store.json nor datapackage.json"),
        ("s3://bucket/folder", "an address of s3"),
        ("mysql://me:secret@localhost/lights", "an address of mysql"),
        ("", "no address"),
        ("duckdb:", "no address"),
        ("a\0b", "no address"),
        ("postgresql://a:b@c@localhost/lights", "an address that cannot be read"),
        ("postgresql://localhost/lights?colour=red", "an address that cannot be read"),
        (NOWHERE, "connection failed: connection to server at"),
    ],
)
def test_address_of_no_store_is_refused(
    address: str, found: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(DATA.parent)
    (line,) = said(address)
    assert f": {found}" in line
    assert "secret" not in line
    assert main(["select", address]) == 1
    assert capsys.readouterr() == ("", f"{line}\n")


def test_both_ends_of_a_load_are_looked_at_first(small_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        load(str(tmp_path / "none"), str(small_folder))
    assert [problem.found for problem in refused.value.problems] == [
        "no such folder",
        "a data folder",
    ]


def test_folder_of_something_else_is_left_alone(small_folder: Path, tmp_path: Path) -> None:
    for name, content in {"full": "mine", "file": ""}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(content, "utf-8")
        with pytest.raises(StoreError, match="a folder of something else"):
            load(str(small_folder), str(tmp_path / name))
        assert (tmp_path / name / "file").read_text("utf-8") == content
    with pytest.raises(StoreError, match="a file; expected"):
        load(str(small_folder), str(tmp_path / "full" / "file"))
    with pytest.raises(StoreError, match="not written"):
        load(str(small_folder), str(tmp_path / "full" / "file" / "store"))


@pytest.fixture(scope="module")
def whole(small: geo.Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a store."""
    folder = tmp_path_factory.mktemp("stores") / "whole"
    load(str(small.folder), str(folder))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(whole: dict[str, bytes], tmp_path: Path) -> Path:
    """A store that a test may break."""
    for name, content in whole.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def change(folder: Path, **entries: object) -> None:
    manifest = folder / "store.json"
    entry = json.loads(manifest.read_text("utf-8")) | entries
    manifest.write_text(json.dumps(entry), "utf-8")


BROKEN: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "no text": (lambda folder: (folder / "store.json").write_bytes(b"\xff"), ["-: "]),
    "no json": (lambda folder: (folder / "store.json").write_text("{", "utf-8"), ["-: '{'"]),
    "other layout": (lambda folder: change(folder, layout=0), ["layout: 0; expected 5"]),
    "no counts": (
        lambda folder: change(folder, rows={"places": "5"}),
        ["rows: \"{'places': '5'}\"; expected a whole number for each table"],
    ),
    "no files": (
        lambda folder: change(folder, files={"places": ["x.parquet"], "claims": 5}),
        [
            "places: no file x.parquet",
            "claims: no file; expected its name in store.json",
            "milestones: no file; expected its name in store.json",
            "listed: no file; expected its name in store.json",
            "parts: no file; expected its name in store.json",
        ],
    ),
    "no box": (
        lambda folder: change(folder, extent=[1, 2], period=["soon"]),
        ["extent: \"{'extent': [1, 2], 'period': ['soon']}\"; expected four edges, and two days"],
    ),
    "other counts": (
        lambda folder: change(folder, rows={"places": 4, "claims": 10, "milestones": 3}),
        ["places: 5 rows; expected 4", "milestones: 2 rows; expected 3"],
    ),
    "no columns": (
        lambda folder: without_columns(folder, "claims", "folded", "dated"),
        ["claims: no column dated", "claims: no column folded"],
    ),
    "no parquet": (lambda folder: file_of(folder, "claims").write_bytes(b"PAR1"), ["-: "]),
}


def file_of(folder: Path, name: str) -> Path:
    (path,) = folder.glob(f"{name}-*.parquet")
    return path


def without_columns(folder: Path, name: str, *columns: str) -> None:
    path = file_of(folder, name)
    pq.write_table(pq.read_table(path).drop_columns(list(columns)), path)


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_folder_is_refused(fault: str, folder: Path) -> None:
    breaks, expected = BROKEN[fault]
    breaks(folder)
    lines = said(str(folder))
    assert len(lines) == len(expected)
    for line, part in zip(lines, expected, strict=True):
        assert part in line


def test_folder_named_like_a_pattern_is_refused(whole: dict[str, bytes], tmp_path: Path) -> None:
    named = tmp_path / "what?[1]"
    named.mkdir()
    for name, content in whole.items():
        (named / name).write_bytes(content)
    (line,) = said(str(named))
    assert "one of *?[ in its path" in line


def test_broken_database_is_refused(small: geo.Dataset, cluster: Cluster) -> None:
    address = cluster.create("broken")
    assert ["no store in the database" in line for line in said(address)] == [True]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA atlas")
        with pytest.raises(StoreError, match="a schema atlas of something else"):
            load(str(small.folder), address)
        connection.execute("DROP SCHEMA atlas")
        load(str(small.folder), address)
        connection.execute("CREATE VIEW mine AS SELECT name FROM atlas.places")
        with pytest.raises(StoreError, match="other objects depend on"):
            load(str(small.folder), address)
        connection.execute("DROP VIEW mine")
        connection.execute("ALTER TABLE atlas.claims DROP folded, DROP dated")
        connection.execute("DROP TABLE atlas.listed")
        assert [line.partition("(-) ")[2].partition(";")[0] for line in said(address)] == [
            "claims: no column dated",
            "claims: no column folded",
            "listed: no such table",
        ]
        connection.execute("UPDATE atlas.about SET entry = '{\"layout\": 0}'")
        assert ["layout: 0; expected 5" in line for line in said(address)] == [True]
        load(str(small.folder), address)
        with open_store(address) as opened:
            connection.execute("DROP TABLE atlas.claims")
            with pytest.raises(StoreError, match=r'relation "atlas.claims" does not exist'):
                opened.counts(geo.Filter())


def test_database_that_cannot_hold_all_words_is_refused(cluster: Cluster) -> None:
    address = cluster.create("latin", "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    (line,) = said(address)
    assert "a database in LATIN1; expected one in UTF8" in line


def test_right_that_is_not_given_is_named(small: geo.Dataset, cluster: Cluster) -> None:
    address = cluster.create("closed")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE ROLE reader LOGIN")
    with pytest.raises(StoreError, match='permission denied to create extension "postgis"'):
        load(str(small.folder), address.replace("postgres@", "reader@", 1))
    assert "no store in the database" in said(address)[0]


@pytest.mark.parametrize("engine", ["duckdb", "psycopg"])
def test_package_that_is_missing_is_named(
    engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    monkeypatch.setitem(sys.modules, engine, None)
    lines = said(str(folder) if engine == "duckdb" else NOWHERE)
    assert len(lines) == 2
    assert "no ibis-framework; expected what `pip install -r geo/store/requirements" in lines[0]
    assert f"no {engine}; expected" in lines[1]
    assert "secret" not in "".join(lines)


def test_packages_of_a_cluster_are_named_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pyspark", "grpc"):
        monkeypatch.setitem(sys.modules, module, None)
    expected = "expected what `pip install -r geo/store/requirements-spark.txt` installs"
    assert said("sc://localhost:15002/lights;token=secret") == [
        f"sc::0 (-) -: no {package}; {expected}" for package in ("pyspark-client", "grpcio")
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "host/lights",
        "host:15002",
        "host:15002/",
        "host:15002/;token=secret/lights",
        "me:secret@host:15002/lights",
        "host:15002/many*",
        "host:port/lights",
        "host:15002/a\0b",
    ],
)
def test_address_of_no_folder_on_a_cluster_is_refused(rest: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_cluster(f"sc://{rest}")
    (line,) = str(refused.value).splitlines()
    assert "an address that cannot be read; expected sc://HOST:PORT/FOLDER" in line
    assert "secret" not in line


def test_cluster_takes_no_load(small_folder: Path) -> None:
    with pytest.raises(StoreError, match="a folder on a cluster; expected the folder that it"):
        load(str(small_folder), "sc://localhost:15002/lights")


def test_ids_are_printed_and_what_is_left_out(
    small_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["select", str(small_folder), "--query", "cities=paris"]) == 0
    assert capsys.readouterr() == (
        "place\tcharlie-gathering\nclaim\tcharlie-gathering-01\nclaim\tcharlie-gathering-02\n",
        "places: 1 of 5 shown; left out: 4 by the filters\n"
        "claims: 2 of 10 shown; left out: 8 by the filters\n"
        "milestones: 0 of 2 shown; left out: 2 by the filters\n",
    )
    assert main(["select", str(small_folder), "--query", "cities=atlantis"]) == 2
    assert capsys.readouterr().out == ""
