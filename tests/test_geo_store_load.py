"""A dataset is moved whole or not at all, and comes out of each store as it went in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import geopandas
import psycopg
import pyarrow as pa
import pytest

import geo
from datasets import Put, lines
from folders import write_folder
from geo.__main__ import main
from geo.errors import StoreError
from geo.files import only_writer
from geo.store import load, open_store
from geo.store.memory import MemoryStore
from kept_stores import answers
from postgres import Cluster

ASKED = ("", "from=1988&certainty=certain", "to=1988-08&q=zandan&bounds=-90,170,90,60")


def filters(opened: geo.store.Store) -> list[geo.Filter]:
    return [geo.Filter.from_query(query, opened) for query in ASKED]


@pytest.mark.by_turns
def test_any_folder_comes_out_as_it_went_in(seed: int, tmp_path: Path, target: str) -> None:
    """Odd names, open and far dates, points round the 180th meridian, withheld records."""
    source = tmp_path / "any"
    shape = write_folder(source, seed)
    load(str(source), target)
    with open_store(str(source)) as kept, open_store(target) as made:
        assert made.about == kept.about
        for asked in filters(kept):
            assert answers(made, asked) == answers(kept, asked), f"folder {seed}: {shape}"


@pytest.mark.by_turns
def test_store_is_loaded_from_another_and_again(
    small_folder: Path, target: str, cluster: Cluster, tmp_path: Path
) -> None:
    on_the_way = str(tmp_path / "way")
    assert load(str(small_folder), on_the_way) == load(on_the_way, target)
    with open_store(target) as before:
        first = answers(before, geo.Filter())
    assert load(target, on_the_way) == load(on_the_way, target)  # in the place of what is there
    with open_store(target) as after, open_store(str(small_folder)) as source:
        assert answers(after, geo.Filter()) == first == answers(source, geo.Filter())
    assert len(list((tmp_path / "way").iterdir())) == 6


def test_faulty_data_are_refused_as_by_check(
    small_folder: Path, put: Put, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", str(small_folder), target]) == 0
    assert capsys.readouterr().err == "loaded version 0.1.0: 5 places, 10 claims, 2 milestones\n"
    put("claims.csv", "2018-06?", "june 2018")
    put("places.csv", "32.65246", "132.65246")
    assert main(["load", str(small_folder), target]) == 1
    assert capsys.readouterr().out.splitlines() == lines(small_folder)
    with open_store(target) as opened:
        assert opened.counts(geo.Filter()).places.shown == 5


class Cut(MemoryStore):
    """Whose last table breaks off."""

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        if table == "listed":
            raise KeyboardInterrupt
        yield from super().batches(table)


@pytest.mark.parametrize("was_there", [False, True])
def test_interrupted_load_leaves_what_was_there(
    was_there: bool,
    small: geo.Dataset,
    target: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = replace(small, version="9.9.9")
    if was_there:
        load(str(small.folder), target)
    files = sorted(Path(target).glob("*"))
    with monkeypatch.context() as patched:
        patched.setattr("geo.store.moving.open_store", lambda _: Cut(other))
        with pytest.raises(KeyboardInterrupt):
            load(str(small.folder), target)
    assert sorted(Path(target).glob("*")) == files
    assert Path(target).exists() == (was_there and "://" not in target)
    if was_there:
        with open_store(target) as opened:
            assert opened.about.version == small.version
            assert opened.counts(geo.Filter()).places.shown == len(small.places)
    else:
        with pytest.raises(StoreError, match=r"no such folder|no store in the database"):
            open_store(target)


def test_files_of_a_load_that_was_killed_go_with_the_next(
    small_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    load(str(small_folder), str(folder))
    (folder / f"places-{'0' * 12}.parquet").write_bytes(b"PAR1")
    (folder / "notes.txt").write_text("mine", "utf-8")
    with open_store(str(folder)) as opened:
        load(str(small_folder), str(folder))
        with pytest.raises(StoreError, match="open it anew after a load"):
            opened.counts(geo.Filter())
    assert len(list(folder.glob("*.parquet"))) == 5
    assert (folder / "notes.txt").exists()


def test_second_load_at_once_is_refused(
    small_folder: Path, tmp_path: Path, cluster: Cluster
) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    database = cluster.create("busy")
    with only_writer(folder), psycopg.connect(database) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [0x61746C6173])
        for busy in (str(folder), database):
            with pytest.raises(StoreError, match="another load writes to it"):
                load(str(small_folder), busy)


def test_other_programs_can_draw_the_places(
    small: geo.Dataset, tmp_path: Path, cluster: Cluster
) -> None:
    folder, database = tmp_path / "store", cluster.create("drawn")
    load(str(small.folder), str(folder))
    load(str(small.folder), database)
    (path,) = folder.glob("places-*.parquet")
    places = geopandas.read_parquet(path).set_index("place_id")
    assert places.crs == small.places.crs
    assert places.geometry.geom_equals(small.places.geometry)[small.places["lat"].notna()].all()
    with psycopg.connect(database) as connection:
        query = "SELECT ST_X(geometry), ST_Y(geometry) FROM atlas.places ORDER BY number"
        points = connection.execute(query).fetchall()
    located = small.places[["lon", "lat"]]
    assert points == [
        (None, None) if lon != lon else (lon, lat) for lon, lat in located.to_numpy().tolist()
    ]
