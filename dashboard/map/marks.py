"""Places on the map: a mark and, where it is not a site, a ring for each."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import folium
import pandas as pd
from folium.utilities import JsCode

from dashboard.look import Look
from dashboard.map.base import AtlasCall
from dashboard.map.cells import Feature, cell_features
from dashboard.map.folium_layers import MarkGroup, PlaceJson
from dashboard.session.view import Command
from geo import Selection, messages
from geo.bounds import Bounds
from geo.cluster import Cell
from geo.codes import RADIUS_KM
from geo.subject import Layer

Row = dict[str, Any]

COLUMNS = (
    "name",
    "name_fa",
    "layer",
    "precision",
    "lat",
    "lon",
    "locality",
    "statements",
    "told",
    "is_outside",
)

RING_PANE = "atlas-rings"  # made by map.js, beneath the marks

RING_STYLE: dict[str, Any] = {
    "color": "#4a5560",
    "weight": 1,
    "opacity": 0.45,
    "fill": True,
    "fill_color": "#4a5560",
    "fill_opacity": 0.05,
}

DARK_RING = {"color": "#d5dde4", "fill_color": "#d5dde4"}

HIT_PX = 24  # smallest target that WCAG 2.5.8 lets a finger meet; the mark drawn in it is smaller


@dataclass(frozen=True)
class MarkTexts:
    """The words that name a mark, in the reader's language.

    `layers` and `precisions` give the word for each code, `places` says how many places of a layer
    there are. The separators stand between the parts of
    a mark's spoken name ("Evin prison, prison, Tehran; site").
    """

    layers: Mapping[str, str]
    precisions: Mapping[str, str]
    statements: Callable[[int], str]
    places: Callable[[str, int], str]
    outside: str = ""
    comma: str = ", "
    semicolon: str = "; "


def with_selected(places: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Add the selected place to some of a selection's where the filters leave it out.

    Returns
    -------
    places
        With `is_outside`, true for that place, which is no part of any count.
    """
    selected, everything = selection.filter.place, selection.dataset.places
    is_left_out = selected in everything.index and selected not in selection.places.index
    beside = everything.loc[[selected] if is_left_out else []]
    return pd.concat([places.assign(is_outside=False), beside.assign(is_outside=True)])


def place_groups(
    places: pd.DataFrame,
    texts: MarkTexts,
    look: Look,
    selected: str | None = None,
    command: Command | None = None,
    ack: str | None = None,
    cells: Sequence[Cell] = (),
    area: Bounds | None = None,
) -> list[folium.FeatureGroup]:
    """Draw `places` as streamlit-folium's `feature_group_to_add`.

    Parameters
    ----------
    places
        One row a place, indexed by `place_id`, with `name`, `layer`, `precision`, `lat`, `lon` in
        degrees and, where there are any, `name_fa`, `locality`, `statements` (a count), `told`
        (whether it is named on the map before others, which are faint then) and `is_outside`, as
        `with_selected` gives it. A place without a point is left out.
    texts
        The words that name a mark.
    look
        What the base map draws, and how.
    selected
        The place that stands out; the map moves to it when it is newly selected and out of sight.
    command
        A view to move to.
    ack
        The name under which the map says that it has drawn the marks; without one it says nothing.
    cells
        Further places, as their numbers.
    area
        A rectangle outside of which nothing is shown, to be drawn.

    Returns
    -------
    groups
        The rings, then a group for each layer, then the call that ends the drawing. Build them anew
        in every run: streamlit-folium changes them.

    Raises
    ------
    ValueError
        A place is in a layer that has no mark.
    """
    layers = look.subject.layers
    rows = located_rows(places, layers)
    counted = cell_features(cells, texts.places)
    features = {layer: counted.get(layer.code, []) for layer in layers}
    for row, feature in zip(rows, mark_features(rows, texts, selected), strict=True):
        features[row["mark"]].append(feature)
    marks = [mark_group(layer, found) for layer, found in features.items() if found]
    return [ring_group(rows, look, area), *marks, last_group(selected, command, ack)]


def located_rows(places: pd.DataFrame, layers: Sequence[Layer]) -> list[Row]:
    """List the places that have a point, in the order in which marks on one point stand.

    Each row has its layer as `mark`.

    Raises
    ------
    ValueError
        A place is in another layer.
    """
    known = {layer.code: at for at, layer in enumerate(layers)}
    located = places.loc[places["lat"].notna() & places["lon"].notna()]
    unknown = sorted(set(located["layer"]) - set(known))
    if unknown:
        raise ValueError(f"layer: no mark for {unknown}; expected one of {list(known)}")
    columns = [column for column in COLUMNS if column in located]
    values = zip(*(located[column].tolist() for column in columns), strict=True)
    rows: list[Row] = [
        {"place_id": place_id, **dict(zip(columns, row, strict=True))}
        for place_id, row in zip(located.index.tolist(), values, strict=True)
    ]
    for row in rows:
        row["point"] = (round(row["lat"], 5), round(row["lon"], 5))
        row["mark"] = layers[known[row["layer"]]]
    return sorted(rows, key=lambda row: (known[row["layer"]], row["place_id"]))


def mark_features(rows: list[Row], texts: MarkTexts, selected: str | None) -> Iterator[Feature]:
    """Yield each place's GeoJSON feature, with its number among the marks on the same point."""
    sharing = Counter(row["point"] for row in rows)
    met: Counter[tuple[float, float]] = Counter()
    for row in rows:
        point = row["point"]
        properties = mark_properties(row, texts)
        if sharing[point] > 1:
            properties |= {"k": met[point], "of": sharing[point]}
            met[point] += 1
        if row["place_id"] == selected:
            properties["selected"] = True
        lat, lon = point
        geometry = {"type": "Point", "coordinates": [lon, lat]}
        yield {"type": "Feature", "geometry": geometry, "properties": properties}


def mark_properties(row: Row, texts: MarkTexts) -> dict[str, object]:
    """Give what `map.js` needs to name one mark; its colour and shape come with its layer."""
    stated, name_fa, locality = (text_of(row.get(key)) for key in ("name", "name_fa", "locality"))
    name, locality = messages.content(stated), messages.content(locality)
    other = stated if name != stated else name_fa
    precision = texts.precisions.get(row["precision"], row["precision"])
    layer = texts.layers.get(row["layer"], row["layer"])
    count = row.get("statements")
    outside = texts.outside if row.get("is_outside") else ""
    stated_there = "" if pd.isna(count) else texts.statements(int(count))
    where = " · ".join(note for note in (locality, precision) if note)
    counted = messages.before_count(texts.comma).join(
        part for part in (where, stated_there) if part
    )
    spoken = texts.comma.join(part for part in (name, layer, locality) if part)
    spoken = texts.semicolon.join(part for part in (spoken, precision, outside) if part)
    properties: dict[str, object] = {
        "place_id": row["place_id"],
        "name": name,
        "precision": row["precision"],
        "notes": " · ".join(note for note in (counted, outside) if note),
        "label": spoken,
    }
    if other:
        properties["other"] = other
    if outside:
        properties["outside"] = True
    if not pd.isna(count):
        properties["statements"] = int(count)
    if row.get("told") is not None:
        properties["told"] = bool(row["told"])
    if row.get("told") and text_of(row.get("locality")):
        properties["town"] = row["locality"]  # by which the map has it
    return properties


def text_of(value: object) -> str:
    """Give a cell's text, empty for a missing value."""
    return value if isinstance(value, str) else ""


def mark_group(layer: Layer, features: list[Feature]) -> folium.FeatureGroup:
    """Draw the marks of one layer, all from one constant marker."""
    icon = folium.DivIcon(
        html="",  # `map.js` puts the shape in: HTML would be parsed once a mark
        icon_size=(HIT_PX, HIT_PX),
        class_name=f"atlas-mark is-{layer.shape} atlas-of-{layer.code}",
    )
    # Leaflet's own mouse and key handling is off: `map.js` handles all marks at once.
    marker = folium.Marker(icon=icon, interactive=False, keyboard=False)
    bind = JsCode(f"(feature, mark) => atlas.bind(feature, mark, '{layer.code}')")
    group = MarkGroup(control=False)
    collection = {"type": "FeatureCollection", "features": features}
    group.add_child(PlaceJson(collection, marker=marker, on_each_feature=bind))
    return group


def ring_group(rows: list[Row], look: Look, area: Bounds | None = None) -> folium.FeatureGroup:
    """Draw how far from its point a place may lie: one ring for each precision and point."""
    group = MarkGroup(control=False)
    group.add_child(AtlasCall("begin", *([area.corners] if area else [])))
    for precision, radius_km in RADIUS_KM.items():
        points = dict.fromkeys(row["point"] for row in rows if row["precision"] == precision)
        if radius_km is None or not points:
            continue
        geometry = {"type": "MultiPoint", "coordinates": [[lon, lat] for lat, lon in points]}
        dashes = "4 5" if precision == "region" else None
        style = RING_STYLE | (DARK_RING if look.is_dark else {})
        ring = folium.Circle(radius=radius_km * 1000, dash_array=dashes, **style)
        ring.options |= {"pane": RING_PANE, "interactive": False}  # Folium passes neither on
        feature = {"type": "Feature", "geometry": geometry, "properties": {}}
        group.add_child(PlaceJson(feature, marker=ring))
    return group


def last_group(
    selected: str | None, command: Command | None, ack: str | None
) -> folium.FeatureGroup:
    """Make the group that tells `map.js` that all marks are there."""
    group = MarkGroup(control=False)
    order = None
    if command is not None:
        order = {
            "id": command.command_id,
            "fly": command.is_flight,
            "step": command.is_step,
        }
        if command.follows:
            home = asdict(command.view) if command.view else None
            order |= {"follows": True, "home": home}
            order |= {"search": command.is_search, "whole": command.is_whole}
        else:
            order |= asdict(command.view) if command.view else {"region": 0}
            order |= {"box": command.area.corners} if command.area else {}
    group.add_child(AtlasCall("finish", selected, order, ack))
    return group
