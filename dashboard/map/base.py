"""The base map: the constant script under every selection of places."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import SimpleNamespace
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps

from dashboard.cached import base_map_folder
from dashboard.look import Look
from dashboard.map.tiles import Tiles
from dashboard.session.view import MAX_ZOOM, View
from geo.check.folder import GROUND
from geo.subject import Region

# Read in streamlit-folium's frame, at `component/NAME/index.html` below the page: relative, since
# the path under which a proxy serves the page is known to the browser alone.
ASSETS = "../../assets"

LEAFLET = f"{ASSETS}/leaflet"

ATLAS = f"{ASSETS}/atlas"

BASEMAP = f"{ASSETS}/basemap"

MIN_ZOOM = 2


@dataclass(frozen=True)
class MapTexts:
    """The words on the map itself, in the reader's language.

    Those on what is elsewhere hold `{n}`, a count, and `{region}`, lengths `{n}`, those on tiles
    the `{host}` that sends them; `language` is the code of the language, and `names` says what
    towns are called in it, by their names on the map.
    """

    map_label: str
    skip: str
    skip_back: str
    zoom_in: str
    zoom_out: str
    regions_label: str
    step_view: str
    area: str
    area_help: str
    wheel_hint: str
    fingers_hint: str
    heap: str
    zoom_here: str
    elsewhere: str
    elsewhere_region: str
    elsewhere_beyond: str
    elsewhere_more: str
    near_town: str
    kilometres: str
    metres: str
    west: str
    north: str
    east: str
    south: str
    loading: str
    outlines_failed: str
    labels_failed: str
    choose: str
    solid: str
    hollow: str
    tiles: str
    tiles_ask: str
    tiles_note: str
    tiles_failed: str
    language: str = "en"
    names: Mapping[str, str] = field(default_factory=dict)
    credit: str = "Natural Earth · GeoNames"


TEMPLATE_OPENING = re.compile(r"\{(?=[{%#])")


def literal(template: Any) -> Any:
    """Keep what a Folium template wrote from being read as a template again.

    Branca compiles each rendered script as Jinja a second time, so that a place named `{{ 7 * 7 }}`
    would be computed on the server. Outside strings, neither JSON nor Folium's scripts have a brace
    before one of these signs; inside, JavaScript reads the escape as the brace.
    """

    def script(this: MacroElement, kwargs: object = None) -> str:
        return TEMPLATE_OPENING.sub(r"\\u007b", str(template.module.script(this, kwargs)))

    return SimpleNamespace(module=SimpleNamespace(script=script))


class AtlasCall(MacroElement):
    """A call of one of `map.js`'s functions with arguments from Python."""

    _template = literal(
        Template(
            "{% macro script(this, kwargs) %}"
            "atlas.{{ this.function }}({{ this.arguments() }});"
            "{% endmacro %}"
        )
    )

    def __init__(self, function: str, *values: object) -> None:
        super().__init__()
        self._name = "AtlasCall"
        self.function = function
        self.values = values

    def arguments(self) -> str:
        """Write the arguments as JavaScript."""
        return ", ".join(htmlsafe_json_dumps(value) for value in self.values)


class AtlasStart(AtlasCall):
    """The call that hands its map over to `map.js`."""

    _template = literal(
        Template(
            "{% macro script(this, kwargs) %}"
            "atlas.{{ this.function }}({{ this._parent.get_name() }}, {{ this.arguments() }});"
            "{% endmacro %}"
        )
    )


class BaseMap(folium.Map):
    """A Folium map that loads one script from the app, with Leaflet in it, and no other."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.default_js = [("atlas", f"{ATLAS}/frame.js")]
        self.default_css = [
            ("leaflet_css", f"{LEAFLET}/leaflet.css"),
            ("atlas_css", f"{ATLAS}/map.css"),
        ]


def base_map(
    texts: MapTexts, look: Look, start: View | None = None, tiles: Tiles | None = None
) -> BaseMap:
    """Draw the map without any place: outlines, labels, scale and buttons.

    Its script is the same for every selection, so streamlit-folium keeps the map, and where the
    reader has moved it, while places change. Build it anew in every run: rendering changes it.

    Parameters
    ----------
    texts
        The words on the map.
    look
        What is drawn, and how.
    start
        The first view; the subject's first region without it. Another start or look is another map
        to streamlit-folium, which then loads it from the beginning: to move a map that is there,
        command a view.
    tiles
        What the reader may ask for beneath the outlines.
    """
    middle = look.subject.view
    drawn = BaseMap(
        location=[middle.lat, middle.lng],
        zoom_start=middle.zoom,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        prefer_canvas=True,
        max_bounds=True,
        min_lat=-85,
        max_lat=85,
        max_bounds_viscosity=1,
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,
        zoom_snap=0.25,
        wheel_px_per_zoom_level=120,
        world_copy_jump=False,
        font_size="13px",
    )
    drawn.add_child(AtlasStart("start", start_config(texts, look, start, tiles)))
    return drawn


def start_config(
    texts: MapTexts, look: Look, start: View | None, tiles: Tiles | None = None
) -> dict[str, object]:
    """Give `atlas.start` what it needs to draw the base map."""
    outlines = look.subject.outlines
    names = {"countries": "countries.geojson", "labels": "labels.geojson"}
    names |= {"provinces": outlines} if outlines else {}
    return {
        "urls": {part: f"{BASEMAP}/{name}" for part, name in names.items()},
        "ground": {
            name.removesuffix(".geojson"): f"{BASEMAP}/{name}"
            for name in GROUND
            if (base_map_folder() / name).is_file()
        },
        "layers": {
            layer.code: {"colour": look.colour(layer), "shape": layer.shape}
            for layer in look.subject.layers
        },
        "regions": [_region(region) for region in look.subject.regions],
        "look": {"large": look.is_large, "dark": look.is_dark},
        "texts": asdict(texts),
        "start": None if start is None else asdict(start),
        "tiles": None if tiles is None else asdict(tiles),
    }


def _region(region: Region) -> dict[str, object]:
    """Give name and corners of a region."""
    return {"name": str(region.name), "corners": region.bounds.corners}
