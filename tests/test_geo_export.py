"""What holds for every exported format: the visible set, the stamp, the bytes, the command."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import geo
from browser import ROOT
from datasets import Put
from exports import BIBLIOGRAPHIES, ROWS_ALONE, contents, csv_rows, exported, gpkg_table, sheets
from geo.__main__ import main
from geo.export import FORMATS, export
from geo.export.stamp import count_words, public_address, stamp
from languages import speaking
from recount import QUERIES, answer

QUERY = "layers=prison&from=1988-08&to=1988-09"

Printed = pytest.CaptureFixture[str]


def plain_text(name: str, file: bytes) -> str:
    """Everything a file says, as text."""
    if name in ("package", "csv-zip"):
        with zipfile.ZipFile(BytesIO(file)) as archive:
            names = [one for one in archive.namelist() if not one.startswith("basemap/")]
            return "\n".join([*names, *(archive.read(one).decode() for one in names)])
    if name == "geoparquet":
        table = pq.read_table(BytesIO(file))
        return f"{table.to_pylist()} {table.schema.metadata[b'atlas'].decode()}"
    if name == "gpkg":
        layers = ("places", "claims", "milestones", "sources", "metadata")
        return str([gpkg_table(file, layer) for layer in layers])
    if name == "xlsx":
        return str(sheets(file))
    return file.decode()


def test_twenty_queries_are_saved() -> None:
    assert len(QUERIES) >= 20
    assert len(set(QUERIES)) == len(QUERIES)
    assert QUERIES[0] == ""


@pytest.mark.sample("query", QUERIES, 1)
@pytest.mark.sample("name", list(FORMATS), 5)
def test_every_format_holds_exactly_the_visible_set(
    atlas: geo.Dataset, query: str, name: str
) -> None:
    expected = answer(query)
    selection = geo.Filter.from_query(query, atlas).select(atlas)
    assert set(selection.places.index) == expected.places
    found = contents(name, export(selection, name))
    for part in ("places", "claims", "milestones", "sources"):
        assert getattr(found, part) in (None, getattr(expected, part)), part


def test_only_bibliographies_and_single_tables_leave_something_out(small: geo.Dataset) -> None:
    for name in FORMATS:
        found = contents(name, exported(small, name))
        parts = (found.places, found.claims, found.milestones, found.sources)
        assert (None in parts) == (name in {*BIBLIOGRAPHIES, *ROWS_ALONE}), name
        assert any(parts), name


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ROWS_ALONE])
def test_every_format_says_what_it_is(
    atlas: geo.Dataset, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_PUBLIC_URL", "https://atlas.example/1988/")
    selection = geo.Filter.from_query(QUERY, atlas).select(atlas)
    text = plain_text(name, export(selection, name))
    words = [
        selection.filter.describe(atlas),
        f"sha256:{atlas.content_hash}",
        atlas.version,
        "Creative Commons Attribution 4.0 International",
        count_words(selection.counts),
    ]
    assert [one for one in words if one not in text] == []
    link = f"https://atlas.example/1988/?{QUERY}&v={atlas.version}"
    assert link in text or link.replace("&", "&amp;") in text


def test_link_has_no_host_unless_set(atlas: geo.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_PUBLIC_URL", raising=False)
    whole = geo.Filter().select(atlas)
    assert stamp(whole).permalink == f"?v={atlas.version}"
    monkeypatch.setenv("ATLAS_PUBLIC_URL", "https://a.example/\u202e1988/")
    assert stamp(whole).permalink.startswith("https://a.example/%E2%80%AE1988/?v=")


@pytest.mark.parametrize(
    "stated",
    ["javascript:alert(1)", "a.example", "ftp://a.example", "https://", 'https://a.example/"<b>'],
)
def test_public_address_is_a_web_address(monkeypatch: pytest.MonkeyPatch, stated: str) -> None:
    monkeypatch.setenv("ATLAS_PUBLIC_URL", stated)
    with pytest.raises(ValueError, match="expected an http or https address") as caught:
        public_address()
    assert str(caught.value).startswith(f"ATLAS_PUBLIC_URL: {stated!r} cannot be used")


def test_counts_of_the_stamp_add_up(atlas: geo.Dataset) -> None:
    found = json.loads(exported(atlas, "json", "from=1988&to=1988"))
    for name in ("places", "claims", "milestones"):
        tally = found["metadata"]["left_out"][name]
        parts = sum(tally[part] for part in ("shown", "filtered", "undated", "withheld"))
        assert tally["total"] == parts
        assert tally["shown"] == len(found[name])
    assert found["metadata"]["left_out"]["claims"]["undated"] > 0


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_holds_a_withheld_record(small_folder: Path, put: Put, name: str) -> None:
    put("withheld.csv", "reason\n", "reason\nalpha-prison,2026-11-21,On request\n")
    data = geo.load(small_folder)
    text = plain_text(name, exported(data, name))
    assert "alpha-prison" not in text
    if name not in ROWS_ALONE:
        assert "1 as withheld" in text


@pytest.mark.by_turns
def test_same_query_gives_the_same_bytes_in_any_process(atlas: geo.Dataset, tmp_path: Path) -> None:
    script = (
        "import sys, geo\nfrom pathlib import Path\nfrom geo.export import FORMATS, export\n"
        "data = geo.load('data')\n"
        "selection = geo.Filter.from_query(sys.argv[1], data).select(data)\n"
        "for name in FORMATS:\n    Path(sys.argv[2], name).write_bytes(export(selection, name))\n"
    )
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tehran", "LC_ALL": "C", "USER": "other"}
    subprocess.run(
        [sys.executable, "-c", script, QUERY, tmp_path],
        cwd=ROOT,
        env=os.environ | elsewhere,
        check=True,
    )
    for name in FORMATS:
        again = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        assert hashlib.sha256(exported(atlas, name, QUERY)).hexdigest() == again, name


@pytest.mark.parametrize("name", FORMATS)
def test_files_are_in_english_whatever_the_language_in_use(small: geo.Dataset, name: str) -> None:
    with speaking("fa"):
        in_persian = exported(small, name)
    assert in_persian == exported(small, name)


@pytest.mark.sample("name", FORMATS, 1)
@pytest.mark.parametrize(
    "more",
    [
        {"licenses": "CC-BY", "created": "soon", "resources": ["places"], "title": 1988},
        {"licenses": [{}], "created": "2026-13-40", "resources": [{"schema": None}]},
        {"licenses": {}, "created": 2026, "resources": {}},
    ],
)
def test_odd_descriptor_is_no_obstacle(
    small_folder: Path, put: Put, name: str, more: dict[str, object]
) -> None:
    put("datapackage.json", '"name": "small"', json.dumps({"name": "small", **more})[1:-1])
    data = geo.load(small_folder)
    for query in ("", "from=1700&to=1701"):
        assert exported(data, name, query)


def test_unknown_format_is_refused(small: geo.Dataset) -> None:
    with pytest.raises(KeyError):
        export(geo.Filter().select(small), "xls")


@pytest.mark.parametrize("name", FORMATS)
def test_command_writes_the_file(small_folder: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    query = "layers=prison&certainty=certain&from=1988"
    arguments = ["export", name, str(out), "--query", query, "--data", str(small_folder)]
    assert main(arguments) == 0
    assert out.read_bytes() == exported(geo.load(small_folder), name, query)


def test_command_says_what_it_wrote(tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "prisons.csv"
    assert main(["export", "csv", str(out), "--query", "?layers=prison"]) == 0
    places = {row["place_id"] for row in csv_rows(out.read_bytes())}
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{out}: {len(places)} places, ")


def test_command_refuses_a_bad_query_with_all_problems(tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out.kml"
    assert main(["export", "kml", str(out), "--query", "layers=x&from=1988-13&nope=1"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[2] for line in lines] == ["layers:", "from:", "nope:"]
    assert not out.exists()


@pytest.mark.parametrize("out", ["missing/out.csv", "."])
def test_command_says_where_it_cannot_write(tmp_path: Path, capsys: Printed, out: str) -> None:
    path = tmp_path / out
    assert main(["export", "csv", str(path)]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert error.startswith(f"{path}: not written (")


def test_command_prints_the_problems_of_the_data(
    small_folder: Path, tmp_path: Path, capsys: Printed
) -> None:
    (small_folder / "places.csv").write_bytes(b"")
    out = tmp_path / "out.csv"
    assert main(["export", "csv", str(out), "--data", str(small_folder)]) == 1
    assert "places.csv:0" in capsys.readouterr().err
    assert not out.exists()


def test_command_lists_formats(capsys: Printed) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["export", "xls", "out"])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert all(name in error for name in FORMATS)
