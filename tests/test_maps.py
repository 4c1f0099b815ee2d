"""What Python sends to the map."""

import json
import re
import shutil
from pathlib import Path

import folium
import pytest
from streamlit_folium import generate_js_hash

from dashboard.map.base import MapTexts, base_map
from dashboard.map.cells import finest_level
from dashboard.map.folium_layers import MarkGroup, PlaceJson
from dashboard.map.marks import place_groups
from dashboard.session.view import Command, View
from drawn_maps import (
    HOSTILE,
    LOOK,
    MAP_TEXTS,
    MARK_TEXTS,
    ROOT,
    base_script,
    config,
    marks,
    script,
    shipped_places,
    table,
)
from geo.bounds import Bounds


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
    expected = {"id": "c1", "lat": 35.5, "lng": 51.25, "zoom": 9, "fly": False, "step": False}
    assert json.loads(found[1]) == expected


def test_command_carries_the_area_to_show() -> None:
    command = Command("c1", View(5, 180, 6), area=Bounds(0, 179, 10, -179))
    drawn = script(place_groups(table({}), MARK_TEXTS, LOOK, command=command))
    assert '"box": [[0, 179], [10, 181]]' in drawn


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
