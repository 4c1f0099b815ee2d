"""What a data folder says of its subject, and what stands in where it says nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

import geo
from datasets import json_text, lines
from geo.bounds import Bounds
from geo.codes import Code
from geo.subject import SHAPES, Layer, Subject, Text
from geo.subject_defaults import completed
from languages import speaking

PLACES = Code("layer", "tower", "Tower", "", "A tower.")
COLOUR = "a colour as #rrggbb in lower case"
UPSIDE_DOWN = {"name": "x", "bounds": [5, 0, 1, 1]}
EDGES = "south, west, north and east in degrees"
PRISON = {"code": "prison"}
REFUSED: list[tuple[dict[str, Any], str, str, str]] = [
    ({"heading": "x"}, "atlas", "'heading'", "one of title, subtitle, "),
    ({"title": 3}, "atlas.title", "'3'", "words, or words by language"),
    ({"title": "<b>x</b>"}, "atlas.title.en", "HTML '<b>x</b>'", "plain text"),
    ({"title": {"English": "x"}}, "atlas.title", "'English'", "the code of a language such as en"),
    ({"id": "An atlas"}, "atlas.id", "'An atlas'", "lower-case letters, digits and single hyphens"),
    ({"country": "Iran"}, "atlas.country", "'Iran'", "two capital letters of ISO 3166-1"),
    ({"languages": "en"}, "atlas.languages", "'en'", "a list"),
    ({"languages": ["EN"]}, "atlas.languages.0", "'EN'", "the code of a language such as en"),
    ({"outlines": "../x.geojson"}, "atlas.outlines", "'../x.geojson'", "a GeoJSON file of the"),
    ({"start": [99, 0, 5]}, "atlas.start", "'[99, 0, 5]'", "latitude, longitude and a zoom level"),
    ({"start": [1, 2]}, "atlas.start", "'[1, 2]'", "a list of 3 numbers"),
    ({"regions": [{"bounds": [0, 0, 1, 1]}]}, "atlas.regions[0].name", "nothing", "words"),
    ({"regions": [UPSIDE_DOWN]}, "atlas.regions[0].bounds", "'[5, 0, 1, 1]'", EDGES),
    ({"presets": [{"label": "x", "from": "May"}]}, "atlas.presets[0].from", "'May'", "an ISO day"),
    ({"presets": [{"label": "x", "to": "1999-13"}]}, "atlas.presets[0].to", "'1999-13'", "an ISO"),
    ({"layers": [{"shape": "square"}]}, "atlas.layers[0].code", "nothing", "a code of codes.csv"),
    ({"layers": [{"code": "tower"}]}, "atlas.layers", "'tower'", "one of burial_site, "),
    ({"layers": [{**PRISON, "shape": "M0 0"}]}, "atlas.layers[0].shape", "'M0 0'", "one of"),
    ({"layers": [{**PRISON, "colour": "red"}]}, "atlas.layers[0].colour", "'red'", COLOUR),
    ({"layers": [{**PRISON, "place_type": ["S"]}]}, "atlas.layers[0].place_type", "", "a f"),
    ({"kinds": [{"words": ["x"]}]}, "atlas.kinds[0].code", "nothing", "a code of codes.csv"),
    ({"kinds": [{"code": "visit"}]}, "atlas.kinds", "'visit'", "one of burial_reported, "),
    ({"kinds": [{"code": "trial", "word": "x"}]}, "atlas.kinds[0]", "'word'", "one of code, words"),
    ({"authors": [{"words": ["x"]}]}, "atlas.authors[0].names", "nothing", "words"),
    ({"city_kinds": ["visit"]}, "atlas.city_kinds", "'visit'", "one of burial_reported, "),
]


@pytest.mark.parametrize(("said", "field", "found", "expected"), REFUSED)
def test_fault_is_named(
    small_folder: Path, said: dict[str, Any], field: str, found: str, expected: str
) -> None:
    describe(small_folder, said)
    (line,) = lines(small_folder)
    assert line.startswith(f"datapackage.json:0 (-) {field}: {found}")
    assert f"; expected {expected}" in line


@pytest.mark.parametrize("said", [None, "x", [1], 7, {"regions": [1]}, {"layers": {"a": 1}}])
def test_nothing_that_json_holds_is_an_exception(small_folder: Path, said: Any) -> None:
    describe(small_folder, said)
    assert lines(small_folder)


def test_folder_that_says_nothing_is_shown_by_what_it_holds(small_folder: Path) -> None:
    package = {"name": "small-towers", "version": "0.1.0", "description": "Towers."}
    (small_folder / "datapackage.json").write_text(json_text(package), "utf-8")
    data = geo.load(small_folder)
    subject = data.subject
    assert (str(subject.title), subject.id, subject.file_prefix) == ("small-towers",) * 3
    assert subject.author == "small-towers contributors"
    assert str(subject.about) == "Towers."
    assert not subject.content_note
    assert [layer.code for layer in subject.layers] == list(data.codes.of("layer"))
    assert subject.layer_words("prison") == "prison"
    assert len({layer.shape for layer in subject.layers}) == len(subject.layers)
    assert len({layer.colour for layer in subject.layers}) == len(subject.layers)
    assert [str(region.name) for region in subject.regions] == ["All places", "World"]
    located = data.places[data.places["lat"].notna()]
    assert subject.regions[0].bounds.holds(located["lat"], located["lon"]).all()
    assert subject.presets[0].first == "1980"
    assert subject.presets[-1].last == "2018"
    assert subject.city_kinds == tuple(data.codes.of("kind"))


def test_words_are_in_the_language_in_use_or_in_english() -> None:
    text = Text.of({"en": "Towers", "fr": "Tours"})
    assert str(text) == "Towers"
    with speaking("fr"):
        assert str(text) == "Tours"
        assert str(Text.of("Towers")) == "Towers"
    assert str(Text()) == ""
    assert not Text()


def test_layer_is_not_named_as_the_lane_of_events(small_folder: Path) -> None:
    path = small_folder / "codes.csv"
    row = "layer,milestones,Milestones,x,Marks.\nlayer,prison,"
    path.write_text(path.read_text("utf-8").replace("layer,prison,", row), "utf-8")
    (line,) = lines(small_folder)
    assert line.startswith("codes.csv:0 (layer/milestones) code: 'milestones'; expected another")


def test_about_is_read_in_each_language(small_folder: Path) -> None:
    (small_folder / "about.md").write_text("Hello.\n", "utf-8")
    (small_folder / "about.fr.md").write_text("Bonjour.\n", "utf-8")
    (small_folder / "about-us.md").write_text("Not this.\n", "utf-8")
    about = geo.load(small_folder).subject.about
    assert dict(about.by_language) == {"en": "Hello.", "fr": "Bonjour."}


def test_layers_without_a_look_get_one_that_no_other_has() -> None:
    codes = [Code("layer", name, name, "", "") for name in ("aa", "bb", "cc")]
    stated = Layer("bb", shape=SHAPES[0], colour="#0072b2")
    found = completed(Subject(layers=(stated,)), {}, codes, [], None, None).layers
    assert [layer.code for layer in found] == ["bb", "aa", "cc"]
    assert len({layer.shape for layer in found}) == 3
    assert len({layer.colour for layer in found}) == 3
    assert found[0].dark_colour == "#0072b2"


@pytest.mark.parametrize(
    ("extent", "west", "east"),
    [
        (Bounds(10, 20, 12, 24), 19.76, 24.24),
        (Bounds(-17, 179.2, -16, -179.8), 178.7, -179.3),
        (Bounds(5, 7, 5, 7), 6, 8),
    ],
)
def test_first_view_is_the_extent_with_a_margin(extent: Bounds, west: float, east: float) -> None:
    subject = completed(Subject(), {}, [PLACES], [], extent, None)
    box = subject.regions[0].bounds
    assert (box.west, box.east) == pytest.approx((west, east))
    assert box.holds([extent.south, extent.north], [extent.west, extent.east]).all()
    assert Bounds(-90, -180, 90, 180).holds([subject.view.lat], [subject.view.lng]).all()
    assert 0 <= subject.view.zoom <= 14


@pytest.mark.parametrize(
    ("years", "labels"),
    [
        ((1999, 1999), []),
        ((1998, 2001), ["1998", "1999", "2000", "2001"]),
        ((1871, 1969), ["1871–1874", "1875–1899", "1900–1924", "1925–1949", "1950–1969"]),
        ((1, 9999), ["1–2499", "2500–4999", "5000–7499", "7500–9999"]),
    ],
)
def test_presets_divide_the_years(years: tuple[int, int], labels: list[str]) -> None:
    subject = completed(Subject(), {}, [PLACES], [], None, years)
    assert [str(preset.label) for preset in subject.presets] == labels


def describe(folder: Path, said: Any) -> None:
    """Let a folder say something of its subject."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    path.write_text(json_text(package | {"atlas": said}), "utf-8")
