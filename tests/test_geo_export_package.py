"""The exported Data Package: valid, and a dataset that reads back as what was exported."""

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

import geo
from datasets import CREATED
from exports import exported, unpacked

SOME = ["", "layers=burial_site&from=1988-07&to=1988-09", "layers=prison&precision=region"]
EMPTY = "from=1700&to=1701"
PART = "layers=commemoration&sources=weblog-copy"


@pytest.mark.sample("query", [*SOME, EMPTY], 1)
def test_package_is_valid_and_reads_back(atlas: geo.Dataset, tmp_path: Path, query: str) -> None:
    folder = unpacked(exported(atlas, "package", query), tmp_path / "package")
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    again = geo.Filter().select(geo.load(folder))
    shown = geo.Filter.from_query(query, atlas).select(atlas)
    for name in ("places", "claims", "milestones"):
        found, expected = getattr(again, name), getattr(shown, name)
        pd.testing.assert_frame_equal(found, expected)
    assert again.source_ids == shown.source_ids
    for source_id in shown.source_ids:
        assert again.dataset.sources[source_id] == atlas.sources[source_id]
    for code, said in atlas.translations.items():
        texts = {*again.places["name"], *again.claims["summary"], *again.dataset.tour["text"]}
        found = again.dataset.translations[code]
        assert {text: found.get(text) for text in texts} == {text: said.get(text) for text in texts}
    assert again.dataset.unreviewed == atlas.unreviewed


def test_package_of_everything_is_the_data_itself(atlas: geo.Dataset) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(atlas, "package"))) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {"translations/ar.po", "translations/fa.po", "translations/fr.po"} <= set(names)
        assert {entry.date_time for entry in archive.infolist()} == {CREATED.timetuple()[:6]}
        for name in names:
            if name not in {"README.md", "datapackage.json"}:
                assert archive.read(name) == (atlas.folder / name).read_bytes(), name


def test_package_leaves_out_steps_it_does_not_cover(small: geo.Dataset, tmp_path: Path) -> None:
    whole = geo.load(unpacked(exported(small, "package"), tmp_path / "whole"))
    part = geo.load(unpacked(exported(small, "package", PART), tmp_path / "part"))
    assert (len(whole.tour), len(part.tour)) == (1, 0)
    assert list(part.claims.index) == ["charlie-gathering-02"]
    assert set(part.sources) == {"agency-report", "paper-copy", "weblog-copy"}
