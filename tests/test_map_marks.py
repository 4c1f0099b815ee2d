"""The marks and rings of a map: what each says, and how precisely it is drawn."""

import re

import folium
import pytest

from dashboard.look import mark_svg
from dashboard.map.marks import place_groups, with_selected
from drawn_maps import (
    LAYERS,
    LOOK,
    MARK_TEXTS,
    collections,
    elements,
    marks,
    script,
    shipped_places,
    table,
)
from geo import Filter
from geo.codes import RADIUS_KM
from geo.loading import shipped
from geo.subject import Layer


def test_each_layer_is_one_group_between_rings_and_the_end() -> None:
    groups = place_groups(shipped_places(), MARK_TEXTS, LOOK)
    kept = [len(list(elements(group, folium.GeoJson))) for group in groups]
    assert kept[1:] == [1, 1, 1, 0]
    counts = [len(layer.data["features"]) for layer in collections(groups, folium.Marker)]
    expected = shipped_places().dropna(subset=["lat"])["layer"].value_counts()
    assert counts == [expected[layer.code] for layer in LAYERS]


def test_no_places_draw_no_marks() -> None:
    groups = place_groups(table({}).iloc[:0], MARK_TEXTS, LOOK)
    assert marks(groups) == {}
    assert "atlas.finish(null, null, null);" in script(groups)


def test_place_without_a_point_is_not_drawn() -> None:
    places = table({}, {"place_id": "lost", "lat": None, "lon": None, "precision": "unlocated"})
    assert list(marks(place_groups(places, MARK_TEXTS, LOOK))) == ["evin-prison"]


def test_layer_without_a_mark_is_an_error() -> None:
    message = (
        "layer: no mark for ['office']; expected one of ['prison', 'burial_site', 'commemoration']"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        place_groups(table({"layer": "office"}), MARK_TEXTS, LOOK)


def test_mark_says_what_it_is() -> None:
    found = marks(place_groups(table({}), MARK_TEXTS, LOOK))
    assert found["evin-prison"] == {
        "place_id": "evin-prison",
        "name": "Evin prison",
        "other": "زندان اوین",
        "precision": "site",
        "notes": "Tehran · surveyed site · 16 statements",
        "label": "Evin prison, prison, Tehran; surveyed site",
        "statements": 16,
    }


def test_mark_without_some_columns_says_less() -> None:
    places = table({"name_fa": None}).drop(columns=["locality", "statements"])
    assert marks(place_groups(places, MARK_TEXTS, LOOK))["evin-prison"] == {
        "place_id": "evin-prison",
        "name": "Evin prison",
        "precision": "site",
        "notes": "surveyed site",
        "label": "Evin prison, prison; surveyed site",
    }


def test_marks_on_one_point_are_numbered_in_a_fixed_order() -> None:
    places = table(
        {"place_id": "b", "layer": "burial_site"},
        {"place_id": "c", "layer": "prison"},
        {"place_id": "a", "layer": "prison"},
        {"place_id": "elsewhere", "lat": 35.797},
    )
    found = marks(place_groups(places, MARK_TEXTS, LOOK))
    numbers = {place_id: (mark.get("k"), mark.get("of")) for place_id, mark in found.items()}
    assert numbers == {"a": (0, 3), "c": (1, 3), "b": (2, 3), "elsewhere": (None, None)}
    assert found == marks(place_groups(places.iloc[::-1], MARK_TEXTS, LOOK))


def test_only_the_selected_mark_is_selected() -> None:
    groups = place_groups(table({}, {"place_id": "other"}), MARK_TEXTS, LOOK, "other")
    chosen = [place_id for place_id, mark in marks(groups).items() if mark.get("selected")]
    assert chosen == ["other"]
    assert 'atlas.finish("other", null, null);' in script(groups)


def test_selected_place_that_the_filters_leave_out_has_a_mark_that_says_so() -> None:
    query = Filter(layers=("commemoration",), place="evin-prison")
    selection = query.select(shipped())
    assert "evin-prison" not in selection.places.index
    places = with_selected(selection.places, selection)
    found = marks(place_groups(places, MARK_TEXTS, LOOK, "evin-prison"))
    assert [place_id for place_id, one in found.items() if one.get("outside")] == ["evin-prison"]
    assert found["evin-prison"]["selected"]
    assert found["evin-prison"]["notes"].endswith(" · outside the filters")
    assert found["evin-prison"]["label"].endswith("; outside the filters")
    inside = query.without("layers").select(shipped())
    assert not with_selected(inside.places, inside)["is_outside"].any()


@pytest.mark.parametrize("precision", RADIUS_KM)
def test_ring_has_the_radius_of_its_precision(precision: str) -> None:
    rings = collections(
        place_groups(table({"precision": precision}), MARK_TEXTS, LOOK), folium.Circle
    )
    radius_km = RADIUS_KM[precision]
    assert [ring.marker.options["radius"] for ring in rings] == (
        [] if radius_km is None else [radius_km * 1000]
    )
    for ring in rings:
        assert ring.marker.options["interactive"] is False
        assert ring.marker.options["pane"] == "atlas-rings"
        assert ring.data["geometry"]["coordinates"] == [[51.384, 35.796]]


def test_places_on_one_point_share_a_ring() -> None:
    places = table(
        {"precision": "locality"},
        {"place_id": "b", "precision": "locality", "layer": "burial_site"},
        {"place_id": "c", "precision": "locality", "lat": 36.0},
        {"place_id": "d", "precision": "district"},
    )
    rings = collections(place_groups(places, MARK_TEXTS, LOOK), folium.Circle)
    points = {ring.marker.options["radius"]: ring.data["geometry"]["coordinates"] for ring in rings}
    assert points == {1000: [[51.384, 35.796]], 15000: [[51.384, 36.0], [51.384, 35.796]]}


@pytest.mark.parametrize("layer", LAYERS)
def test_legend_mark_has_its_layers_colour_and_is_solid_for_a_site(layer: Layer) -> None:
    assert f'fill="{layer.colour}"' in mark_svg(layer)
    assert 'fill="#ffffff"' in mark_svg(layer, "locality")
    assert "dasharray" in mark_svg(layer, "region")
    assert len({mark_svg(other) for other in LAYERS}) == len(LAYERS)
