"""What Python sends to the map."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import pytest
from streamlit_folium import _get_feature_group_string, generate_js_hash, generate_leaflet_string

from dashboard.look import Look, mark_svg
from dashboard.map.base import MapTexts, base_map
from dashboard.map.cells import finest_level
from dashboard.map.folium_layers import MarkGroup, PlaceJson
from dashboard.map.marks import MarkTexts, place_groups, with_selected
from dashboard.session.view import Command, View
from geo import Filter
from geo.codes import RADIUS_KM
from geo.dataset import shipped
from geo.subject import Layer

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = (
    "</script><img src=x onerror=alert(1)> {{ 'comp' ~ 'uted' }} {% if %} {# \" \\ \u2028 &amp;"
)

MAP_TEXTS = MapTexts(
    map_label="Map of places",
    skip="Skip the marks",
    skip_back="Back past the marks",
    zoom_in="Zoom in",
    zoom_out="Zoom out",
    regions_label="Show",
    area="Draw an area",
    area_help="Then drag over the map",
    wheel_hint="Hold Ctrl",
    fingers_hint="Two fingers",
    heap="Choose a place",
    zoom_here="Zoom in here",
    elsewhere="Places outside the view",
    elsewhere_region="{n} in {region}",
    elsewhere_beyond="{n} in {region} and beyond",
    elsewhere_more="{n} more",
    near_town="{n} near {town}",
    kilometres="{n} km",
    metres="{n} m",
    west="to the west",
    north="to the north",
    east="to the east",
    south="to the south",
    loading="Drawing the map",
    outlines_failed="Outlines could not be loaded",
    labels_failed="Names could not be loaded",
    solid="the place itself",
    hollow="only its city",
    tiles="Detailed map",
    tiles_ask="Show pictures from {host}",
    tiles_note="{host} will then see it",
    tiles_failed="The detailed map could not be loaded",
)
LOOK = Look(shipped().subject)
LAYERS = LOOK.subject.layers
MARK_TEXTS = MarkTexts(
    layers={"prison": "prison", "burial_site": "reported burial site"},
    precisions={"site": "surveyed site", "locality": "city-level point"},
    statements=lambda count: f"{count} statements",
    places=lambda layer, count: f"{count} {layer}s",
    outside="outside the filters",
)


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Places as `geo` gives them; what a row leaves out is that of Evin prison."""
    evin = {
        "place_id": "evin-prison",
        "name": "Evin prison",
        "name_fa": "زندان اوین",
        "layer": "prison",
        "precision": "site",
        "lat": 35.796,
        "lon": 51.384,
        "locality": "Tehran",
        "statements": 16,
    }
    return pd.DataFrame([evin | row for row in rows]).set_index("place_id")


def shipped_places() -> pd.DataFrame:
    return pd.read_csv(ROOT / "data" / "places.csv").set_index("place_id")


def elements(group: folium.FeatureGroup, kind: type) -> Iterator[Any]:
    return (child for child in group._children.values() if isinstance(child, kind))


def collections(groups: list[folium.FeatureGroup], marker: type) -> list[Any]:
    """The GeoJSON layers drawn with a kind of marker."""
    layers = [layer for group in groups for layer in elements(group, folium.GeoJson)]
    return [layer for layer in layers if type(layer.marker) is marker]


def marks(groups: list[folium.FeatureGroup]) -> dict[str, dict[str, Any]]:
    """The properties of each mark by place."""
    return {
        feature["properties"]["place_id"]: feature["properties"]
        for layer in collections(groups, folium.Marker)
        for feature in layer.data["features"]
    }


def script(groups: list[folium.FeatureGroup]) -> str:
    """The script that streamlit-folium sends to the browser for the groups."""
    drawn = base_map(MAP_TEXTS, LOOK)
    drawn.get_root().render()
    generate_leaflet_string(drawn)
    parts = [_get_feature_group_string(group, drawn, at) for at, group in enumerate(groups)]
    # Branca reads what was rendered as a template when the page is rendered once more.
    assert "computed" not in drawn.get_root().render()
    return "".join(parts)


def base_script(texts: MapTexts = MAP_TEXTS, start: View | None = None) -> str:
    drawn = base_map(texts, LOOK, start)
    drawn.get_root().render()
    return generate_leaflet_string(drawn)


def test_map_loads_only_from_the_app() -> None:
    drawn = base_map(MAP_TEXTS, LOOK)
    for group in place_groups(shipped_places(), MARK_TEXTS, LOOK):
        group.add_to(drawn)
    page = drawn.get_root().render()
    assert re.findall(r"""(?:src|href)=["']([^"']+)""", page) == [
        "../../assets/atlas/frame.js",
        "../../assets/leaflet/leaflet.css",
        "../../assets/atlas/map.css",
    ]
    # The name of a namespace is no address that is fetched.
    assert set(re.findall(r"https?://[^\s\"']+", page)) <= {"http://www.w3.org/2000/svg"}


def test_script_is_the_one_that_folium_itself_would_write(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = script(place_groups(shipped_places(), MARK_TEXTS, LOOK))
    monkeypatch.setattr(PlaceJson, "render", folium.GeoJson.render)
    monkeypatch.setattr(MarkGroup, "render", folium.FeatureGroup.render)
    assert script(place_groups(shipped_places(), MARK_TEXTS, LOOK)) == ours


def test_base_map_is_the_same_to_streamlit_folium_in_every_run() -> None:
    first, second = base_script(), base_script()
    assert generate_js_hash(first, "map") == generate_js_hash(second, "map")


def test_base_map_script_escapes_its_words() -> None:
    texts = MapTexts(**dict.fromkeys(MapTexts.__dataclass_fields__, HOSTILE))
    drawn = base_script(texts)
    assert "<" not in drawn
    assert config(drawn)["texts"]["skip"] == HOSTILE


def test_base_map_takes_a_start() -> None:
    assert config(base_script())["start"] is None
    started = config(base_script(start=View(35.7, 51.4, 9)))
    assert started["start"] == {"lat": 35.7, "lng": 51.4, "zoom": 9}
    assert started["layers"]["prison"] == {"colour": "#0072b2", "shape": "square"}
    assert [region["name"] for region in started["regions"]] == ["Iran", "World", "Europe"]
    assert started["regions"][0]["corners"] == [[25.1, 44], [39.8, 63.3]]


def test_base_map_has_the_ground_that_its_folder_has(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(config(base_script())["ground"]) == ["urban-areas", "rivers", "lakes"]
    shutil.copy(ROOT / "data" / "basemap" / "lakes.geojson", small_folder / "basemap")
    monkeypatch.setenv("ATLAS_DATA", str(small_folder))
    assert config(base_script())["ground"] == {"lakes": "../../assets/basemap/lakes.geojson"}


def config(drawn: str) -> Any:
    found = re.search(r"atlas\.start\(map_div, (\{.*\})\);", drawn)
    assert found
    return json.loads(found[1])


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


def test_map_that_is_waited_for_has_a_name_to_answer_by() -> None:
    groups = place_groups(table({}), MARK_TEXTS, LOOK, ack=HOSTILE)
    found = re.search(r"atlas\.finish\(null, null, (.*)\);", script(groups))
    assert found
    assert json.loads(found[1]) == HOSTILE


def test_command_carries_its_view() -> None:
    command = Command("c1", View(35.5, 51.25, 9))
    drawn = script(place_groups(table({}), MARK_TEXTS, LOOK, command=command))
    found = re.search(r"atlas\.finish\(null, (.*), null\);", drawn)
    assert found
    expected = {"id": "c1", "lat": 35.5, "lng": 51.25, "zoom": 9, "fly": False}
    assert json.loads(found[1]) == expected


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


def test_hostile_text_stays_text() -> None:
    names = dict.fromkeys(["place_id", "name", "name_fa", "locality"], HOSTILE)
    groups = place_groups(table(names), MARK_TEXTS, LOOK, HOSTILE, Command(HOSTILE, View(0, 0, 5)))
    expected = marks(groups)
    drawn = script(groups)
    assert "<img" not in drawn
    assert "</" not in drawn.replace(r"\u003c/", "")
    assert "{{" not in drawn
    found = re.search(r"_add\((\{\"features\".*\})\);", drawn)
    assert found
    sent = json.loads(found[1])["features"][0]["properties"]
    assert sent == expected[HOSTILE]
    assert sent["name"] == HOSTILE


def test_identifiers_in_data_are_not_taken_for_folium_variables() -> None:
    """streamlit-folium renames `_` and an element's id wherever it finds them in the script."""
    name = "a_0 _div _div_0 _feature_group_0 map_div _feature"
    places = table({"place_id": "site_12", "name": name})
    found = re.search(
        r"_add\((\{\"features\".*\})\);", script(place_groups(places, MARK_TEXTS, LOOK))
    )
    assert found
    sent = json.loads(found[1])["features"][0]["properties"]
    assert (sent["place_id"], sent["name"]) == ("site_12", name)


def test_shipped_places_are_a_small_script() -> None:
    places = shipped_places().assign(statements=12)
    groups = place_groups(places, MARK_TEXTS, LOOK)
    assert len(script(groups).encode()) / len(places) < 520


@pytest.mark.parametrize("zoom", [0, 0.5, 2, 6.25])
@pytest.mark.parametrize("layers", [1, 3, 8])
def test_cells_have_room_for_a_number_of_each_layer(zoom: float, layers: int) -> None:
    level = finest_level(zoom, layers)
    assert 256 * 2 ** (zoom - level) > 24 * layers
    assert 256 * 2 ** (zoom - level - 1) <= 24 * layers + 16


@pytest.mark.parametrize("layer", LAYERS)
def test_legend_mark_has_its_layers_colour_and_is_solid_for_a_site(layer: Layer) -> None:
    assert f'fill="{layer.colour}"' in mark_svg(layer)
    assert 'fill="#ffffff"' in mark_svg(layer, "locality")
    assert "dasharray" in mark_svg(layer, "region")
    assert len({mark_svg(other) for other in LAYERS}) == len(LAYERS)
