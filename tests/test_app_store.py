"""Pages on a store show what they do on the data folder that it was loaded from."""

import json
import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path

import psycopg
import pyarrow as pa
import pytest
from starlette.requests import Request

from dashboard import cached, i18n, stored
from dashboard.server import routes
from dashboard.server.first_picture import first_picture
from dashboard.server.front_view import front_view
from dashboard.session.address import PAGES
from datasets import Put
from geo.errors import StoreError
from geo.files import only_writer
from geo.store import load, whole
from geo.store.whole import load_whole
from pages import OPENED, charts, html, open_main
from postgres import Cluster

CALM = "The atlas cannot be shown at the moment"
LOOKS = [
    {},
    {"place": "evin-prison", "lang": "fa"},
    {"layers": "prison", "from": "1988-08", "to": "1988-09", "certainty": "certain"},
    {"cities": "tehran", "q": "ward"},
    {"mode": "present", "tour": "overview", "step": "3"},
    {"lang": "fr", "countries": "SE", "v": "1.0.0"},
]


@pytest.fixture(autouse=True)
def _asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask a store for its mark at each action, and wait for it."""
    monkeypatch.setattr(stored, "CHECK_SECONDS", 0)
    monkeypatch.setattr(stored, "_PATIENCE_SECONDS", 60)


@pytest.fixture
def kept(target: str, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The small folder in a store that the pages show."""
    load(str(small_folder), target)
    monkeypatch.setenv("ATLAS_DATA", target)
    return target


def health() -> dict[str, object]:
    """Return what the app says of its data."""
    found: dict[str, object] = json.loads(bytes(routes.health(Request({"type": "http"})).body))
    return found


def drawn(query: dict[str, str], page: str) -> tuple[str, object, list[str]]:
    """Open a page, and return its HTML, its charts and its warnings."""
    app = open_main(*OPENED, **{"view": page, **query})
    return html(app), charts(app), [one.value for one in [*app.warning, *app.info]]


@pytest.mark.by_turns
@pytest.mark.usefixtures("alone")
@pytest.mark.sample("page", PAGES, 1)
@pytest.mark.sample("look", LOOKS, 1)
def test_pages_are_the_same_from_a_store(
    look: dict[str, str], page: str, shipped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = drawn(look, page)
    monkeypatch.setenv("ATLAS_DATA", shipped)
    assert drawn(look, page) == expected


def first_bytes(query: str) -> tuple[str, str, str]:
    """Return what the first answer says of an address, in its language."""
    view = front_view(query)
    i18n.activate(view.language, view.data.translations, view.address.calendar)
    return view.title, str(view.text), str(first_picture(query, view.data))


def test_first_bytes_are_the_same_from_a_store(
    shipped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "place=evin-prison&from=1988&lang=ar"
    expected = first_bytes(query)
    monkeypatch.setenv("ATLAS_DATA", shipped)
    assert first_bytes(query) == expected


@pytest.mark.by_turns
def test_load_is_shown_at_the_next_action(kept: str, small_folder: Path, put: Put) -> None:
    app = open_main(place="alpha-prison")
    assert "Alpha gaol" not in html(app)
    put("places.csv", "Alpha prison", "Alpha gaol")
    load(str(small_folder), kept)
    app.run()
    assert "Alpha gaol" in html(app)


def test_files_of_a_load_are_those_of_the_page(kept: str, small_folder: Path, put: Put) -> None:
    before = cached.base_map_folder()
    put("basemap/labels.geojson", '"FeatureCollection"', '"FeatureCollection", "name": "new"')
    load(str(small_folder), kept)
    now = cached.base_map_folder()
    assert '"new"' in (now / "labels.geojson").read_text("utf-8")
    assert '"new"' not in (before / "labels.geojson").read_text("utf-8")  # which a page may read


@pytest.mark.by_turns
def test_files_of_older_loads_are_removed(kept: str, small_folder: Path) -> None:
    folders = []
    for _ in range(4):
        load(str(small_folder), kept)
        folders.append(cached.dataset().folder)
    with pytest.raises(StoreError):
        stored.read("duckdb:nowhere", "")
    assert [folder.is_dir() for folder in folders] == [False, False, True, True]
    assert len(list(folders[-1].parent.iterdir())) == 2


def test_files_of_servers_that_ended_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, used = (tmp_path / f"atlas-stores-{name}" for name in ("left", "used"))
    for folder in (left, used, tmp_path / "other"):
        (folder / "basemap").mkdir(parents=True)
    with only_writer(used) as held:
        assert held
        own = stored._files.__wrapped__()
        assert {path for path in tmp_path.iterdir() if path.is_dir()} == {
            *(own, used, tmp_path / "other")
        }
    with only_writer(own) as is_left:
        assert not is_left


def test_store_that_goes_leaves_what_was_read(
    small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "store"
    load(str(small_folder), str(folder))
    monkeypatch.setenv("ATLAS_DATA", f"duckdb:{folder}")
    data = cached.dataset()
    assert health()["status"] == "ok"
    (folder / "store.json").rename(tmp_path / "away")
    assert health() == {
        "status": "stale",
        "problems": 1,
        "data": {"version": data.version, "hash": data.content_hash},
    }
    assert cached.dataset() is data
    (tmp_path / "away").rename(folder / "store.json")
    assert health()["status"] == "ok"
    assert cached.dataset() is data  # which need not be read again


def test_store_that_is_not_there_is_waited_for(
    small_folder: Path,
    cluster: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    address = cluster.create("waited_for")
    monkeypatch.setenv("ATLAS_DATA", address)
    with caplog.at_level(logging.WARNING, "atlas"):
        app = open_main()
    assert app.title[0].value == CALM
    assert "log of the server" in app.caption[0].value
    assert "no store in the database" in caplog.text
    load(str(small_folder), address)
    app.run()
    assert "All places and statements" in html(app)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA atlas CASCADE")
    app.run()
    assert "All places and statements" in html(app)
    assert health()["status"] == "stale"


def test_log_does_not_tell_the_password(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ATLAS_DATA", "postgresql://me:secret@127.0.0.1:1/lights")
    with caplog.at_level(logging.WARNING, "atlas"):
        app = open_main()
    assert app.title[0].value == CALM
    assert "connection failed" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("sc://localhost:15002/srv/lights;token=secret", "a folder on a cluster"),
        ("s3://bucket/lights", "an address of s3"),
        ("duckdb:nowhere", "no store.json that can be read"),
    ],
)
def test_address_that_pages_cannot_read_is_logged(
    address: str, found: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ATLAS_DATA", address)
    with caplog.at_level(logging.WARNING, "atlas"):
        assert open_main().title[0].value == CALM
    assert found in caplog.text
    assert "secret" not in caplog.text


def test_store_larger_than_memory_is_refused(
    kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "MAX_RECORDS", 16)
    with pytest.raises(StoreError) as refused:
        load_whole(kept, tmp_path / "files")
    (problem,) = refused.value.problems
    assert problem.found == "17 places and statements"
    assert problem.expected == "at most 16, which have room in memory"


def test_load_while_a_store_is_read_is_noticed(
    kept: str, small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpack = whole.unpacked

    def slowly(parts: Iterable[pa.RecordBatch], folder: Path) -> Path:
        load(str(small_folder), kept)
        return unpack(parts, folder)

    monkeypatch.setattr(whole, "unpacked", slowly)
    with pytest.raises(StoreError, match=r"loaded anew while it was read|open it anew"):
        load_whole(kept, tmp_path / "files")
