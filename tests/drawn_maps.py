"""Maps and marks as the tests draw them, and what is read of them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import folium
import pandas as pd
from streamlit_folium import _get_feature_group_string, generate_leaflet_string

from dashboard.look import Look
from dashboard.map.base import MapTexts, base_map
from dashboard.map.marks import MarkTexts
from dashboard.session.view import View
from geo.loading import shipped

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
    step_view="This step",
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
    choose="Select a mark to read its sources",
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


def config(drawn: str) -> Any:
    found = re.search(r"atlas\.start\(map_div, (\{.*\})\);", drawn)
    assert found
    return json.loads(found[1])
