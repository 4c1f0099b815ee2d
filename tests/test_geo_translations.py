"""Translations of the data: read, checked, and never another's."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import geo
from datasets import DATA
from geo import messages

HEAD = (
    "# By the project, unreviewed.\n"
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
)


@pytest.fixture
def put(small_folder: Path) -> Callable[..., Path]:
    """Give what writes a French catalogue of some pairs into a copy of the small folder."""

    def write(*pairs: tuple[str, str], flags: str = "") -> Path:
        (small_folder / "translations").mkdir()
        entries = [f'{flags}msgid "{text}"\nmsgstr "{said}"\n' for text, said in pairs]
        (small_folder / "translations" / "fr.po").write_text("\n".join([HEAD, *entries]), "utf-8")
        return small_folder

    return write


def test_names_are_said_in_the_language_in_use(put: Callable[..., Path]) -> None:
    data = geo.load(put(("Alpha prison", "Prison Alpha")))
    messages.use(messages.Language("fr", messages.ENGLISH.catalogue, data.translations["fr"]))
    try:
        assert messages.content("Alpha prison") == "Prison Alpha"
        assert messages.content("Alpha yard") == "Alpha yard"
    finally:
        messages.use(messages.ENGLISH)
    assert data.unreviewed == {"fr"}


def test_doubtful_and_empty_entries_are_not_used(put: Callable[..., Path]) -> None:
    data = geo.load(put(("Alpha prison", "Prison Alpha"), flags="#, fuzzy\n"))
    assert data.translations["fr"] == {}


@pytest.mark.parametrize(
    ("pair", "found"),
    [
        (("Gone prison", "Prison"), "the translation of a text that no table has"),
        (("Alpha prison", "Prison <b>"), "HTML '<b>'"),
        (("Alpha prison", "Prison 4"), "the numbers 4; expected none"),
    ],
)
def test_faults_are_named(put: Callable[..., Path], pair: tuple[str, str], found: str) -> None:
    with pytest.raises(geo.DataError) as error:
        geo.load(put(pair))
    assert found in str(error.value)
    assert str(error.value).startswith("fr.po:")


def test_file_that_is_no_catalogue_is_named(put: Callable[..., Path]) -> None:
    folder = put()
    (folder / "translations" / "fr.po").write_bytes(b"\xff\xfe")
    with pytest.raises(geo.DataError, match=r"fr\.po:0 .*no catalogue"):
        geo.load(folder)


def test_towns_of_the_base_map_have_names_too(atlas: geo.Dataset) -> None:
    """Qom and Yazd stood in Latin letters on the Persian map: no catalogue could name them."""
    labels = json.loads((DATA / "basemap" / "labels.geojson").read_text("utf-8"))["features"]
    towns = [one["properties"] for one in labels if one["properties"]["kind"] == "city"]
    of_iran = {town["name"] for town in towns if town["country"] == "IR"}
    for code in ("fa", "ar"):
        known = set(atlas.translations[code])
        assert of_iran - known == set()
        assert {"Baghdad", "Baku", "Jerusalem", "Kabul", "Paris"} <= known
        left = {town["name"] for town in towns} - known
        assert left == {"Gqeberha", "Rasapūdipalem"}  # no form of theirs is in common use
