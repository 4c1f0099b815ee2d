"""The visible set of a store is the same in memory and in files as that of the data folder."""

from dataclasses import fields
from pathlib import Path

import pandas as pd
import psycopg
import pyarrow as pa
import pytest

import geo
from datasets import DATA, rows_of
from exports import exported
from folders import write_folder
from geo.__main__ import main
from geo.errors import StoreError
from geo.export import FORMATS, export
from geo.store import Store, excerpts, load, open_store
from geo.store.layout import schema_of
from geo.store.parts import unpacked
from postgres import Cluster
from recount import QUERIES

SAID = "Words of record 01, which is withheld."


@pytest.mark.by_turns
@pytest.mark.sample("query", QUERIES, 1)
@pytest.mark.sample("name", list(FORMATS), 1)
def test_every_file_has_the_bytes_of_the_data_folder(
    query: str, name: str, store: Store, atlas: geo.Dataset
) -> None:
    selection = store.excerpt(geo.Filter.from_query(query, store))
    assert export(selection, name) == exported(atlas, name, query)


@pytest.mark.by_turns
def test_any_folder_is_exported_the_same_from_a_store(
    seed: int, tmp_path: Path, target: str
) -> None:
    """Odd names, open and far dates, points round the 180th meridian, withheld records."""
    source = tmp_path / "any"
    shape = write_folder(source, seed)
    load(str(source), target)
    data = geo.load(source)
    with open_store(target) as opened:
        selection = opened.excerpt(geo.Filter())
        for name in FORMATS:
            assert export(selection, name) == exported(data, name), f"folder {seed}: {shape}"


def test_excerpt_is_a_dataset_as_one_that_is_read(store: Store, atlas: geo.Dataset) -> None:
    found = store.excerpt(geo.Filter()).dataset
    for name in ("places", "claims", "milestones"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(atlas, name))
    others = {field.name for field in fields(atlas)} - {"folder", "whole"}
    for name in others - {"places", "claims", "milestones", "tour"}:
        assert getattr(found, name) == getattr(atlas, name), name
    pd.testing.assert_frame_equal(found.tour, atlas.tour)


def test_part_knows_the_names_and_years_of_the_whole(store: Store, atlas: geo.Dataset) -> None:
    one = next(iter(atlas.cities))
    selection = store.excerpt(geo.Filter(cities=(one,)))
    assert set(selection.places["city"]) == {one}
    found = selection.dataset
    assert list(found.cities.items()) == list(atlas.cities.items())
    assert (found.countries, found.stated_period) == (atlas.countries, atlas.stated_period)
    assert found.subject == atlas.subject


@pytest.mark.by_turns
def test_command_exports_from_a_store(
    store: Store, atlas: geo.Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "layers=prison&from=1988-08&to=1988-09"
    load(str(DATA), str(tmp_path / "store"))
    out = tmp_path / "out.csv"
    assert main(["export", "csv", str(out), "--data", f"{tmp_path}/store", "--query", query]) == 0
    assert out.read_bytes() == exported(atlas, "csv", query)
    shown = store.counts(geo.Filter.from_query(query, atlas))
    said = f"{shown.places.shown} places, {shown.statements.shown} statements"
    assert capsys.readouterr().err == f"{out}: {said}\n"


def test_too_large_a_set_is_refused_before_it_is_read(
    small_folder: Path,
    target: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    load(str(small_folder), target)
    monkeypatch.setattr(excerpts, "MAX_RECORDS", 16)
    out = tmp_path / "out.csv"
    assert main(["export", "csv", str(out), "--data", target]) == 2
    expected = "at most 16; ask for a shorter period or fewer places"
    line = f"query:0 (-) -: 17 places and statements; expected {expected}\n"
    assert capsys.readouterr().err == line
    assert not out.exists()
    assert main(["export", "csv", str(out), "--data", target, "--query", "cities=paris"]) == 0


def test_folder_of_an_excerpt_goes_with_the_store(small_folder: Path, target: str) -> None:
    load(str(small_folder), target)
    with open_store(target) as opened:
        folder = opened.excerpt(geo.Filter()).dataset.folder
        assert (folder / "basemap" / "countries.geojson").exists()
    assert not folder.exists()


def test_store_tells_nothing_of_what_is_withheld(small_folder: Path, tmp_path: Path) -> None:
    name = "alpha-prison-01"  # a step of a tour and a side of a conflict rest on it
    withheld = f"record_id,since,reason\n{name},2026-11-01,Asked for.\n"
    (small_folder / "withheld.csv").write_text(withheld, "utf-8")
    (row,) = [row for row in rows_of("claims.csv", small_folder) if row["claim_id"] == name]
    (small_folder / "translations").mkdir()
    catalogue = f'msgid ""\nmsgstr ""\n\nmsgid "{row["summary"]}"\nmsgstr "{SAID}"\n'
    (small_folder / "translations" / "fr.po").write_text(catalogue, "utf-8")
    load(str(small_folder), str(tmp_path / "store"))
    with open_store(str(tmp_path / "store")) as opened:
        folder = opened.excerpt(geo.Filter()).dataset.folder
        said = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.*") if path.is_file())
        assert name not in said
        assert SAID not in said
    assert SAID in geo.load(small_folder).translations["fr"].values()


def test_files_that_change_while_a_store_is_filled_are_noticed(
    small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(str(small_folder)) as opened:
        monkeypatch.setattr("geo.store.moving.open_store", lambda _: opened)
        with (small_folder / "codes.csv").open("a") as codes:
            codes.write("kind,new,New,new,New.\n")
        with pytest.raises(StoreError, match="files changed"):
            load(str(small_folder), str(tmp_path / "store"))
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "name", ["../a.csv", "/a.csv", "translations/../../a.po", "a/b.csv", "a.sh", "x\\..\\a.csv"]
)
def test_part_of_no_data_folder_is_not_written(name: str, tmp_path: Path) -> None:
    batch = pa.RecordBatch.from_pylist(
        [{"name": name, "content": b"text"}], schema=schema_of("parts")
    )
    with pytest.raises(StoreError, match="expected a file of a data folder"):
        unpacked([batch], tmp_path / "parts")
    assert not list(tmp_path.rglob("*"))


def test_store_whose_parts_are_gone_says_so(small: geo.Dataset, cluster: Cluster) -> None:
    address = cluster.create("without_parts")
    load(str(small.folder), address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DELETE FROM atlas.parts WHERE name = 'datapackage.json'")
    with (
        open_store(address) as opened,
        pytest.raises(StoreError, match=r"datapackage\.json:0 \(-\) -: "),
    ):
        opened.excerpt(geo.Filter())
