"""Folium's layers as streamlit-folium needs them."""

from typing import Any

import folium
from folium.elements import ElementAddToElement
from folium.utilities import get_obj_in_upper_tree

from dashboard.map.base import literal


class PlaceJson(folium.GeoJson):
    """Folium's GeoJSON layer, safe for text that looks like a template."""

    _template = literal(folium.GeoJson._template)

    parent_map: Any

    def render(self, **_kwargs: Any) -> str:
        """Prepare for streamlit-folium, which asks for the script alone; return no page.

        Folium would also compile the script as a template, for a page of its own that nobody sees;
        that took most of the time of a change of filter on the server.
        """
        self.parent_map = get_obj_in_upper_tree(self, folium.Map)
        join(self)
        return ""


class MarkGroup(folium.FeatureGroup):
    """Folium's group of layers, prepared for streamlit-folium alone."""

    def render(self, **kwargs: Any) -> str:
        """Prepare the group and its layers, as `PlaceJson.render` says."""
        join(self)
        for child in list(self._children.values()):
            if isinstance(child, PlaceJson):
                child.render(**kwargs)
        return ""


def join(layer: Any) -> None:
    """Add a layer to its parent in the script."""
    call = ElementAddToElement(layer.get_name(), layer._parent.get_name())
    layer.add_child(call, name=f"{layer.get_name()}_add")
