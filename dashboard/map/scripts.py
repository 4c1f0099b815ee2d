"""The scripts of the map's frame, which it fetches as one file."""

from pathlib import Path

from xstatic.pkg import leaflet

ASSETS = Path(__file__).resolve().parents[1] / "assets"
PARTS = (
    *("map", "basemap", "history", "gestures", "controls", "tooltip", "pointing", "heaps"),
    *("heap_menu", "edges", "cells", "labels", "inset", "tiles"),
)


def map_script() -> str:
    """Return Leaflet and our own scripts, in the order in which they build on one another."""
    files = [Path(leaflet.BASE_DIR) / "leaflet.js", *(ASSETS / f"{part}.js" for part in PARTS)]
    texts = [path.read_text("utf-8") for path in files]
    return "\n".join(text.partition("//# sourceMappingURL")[0] for text in texts)
