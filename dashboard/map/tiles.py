"""The tile layer that whoever runs the atlas may offer beside its own ground."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard.session.view import MAX_ZOOM

ADDRESS, CREDIT, ZOOM = "ATLAS_TILES", "ATLAS_TILES_CREDIT", "ATLAS_TILES_ZOOM"

# Of another host, or from the slash on of our own. What ends a directive of the content security
# policy, or an address in a style, is no part of either.
_TEMPLATE = re.compile(
    r"(https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?)?/(?!/)[^\s\"'<>\\;,()]*", re.IGNORECASE
)
_FIELDS = ["x", "y", "z"]


@dataclass(frozen=True)
class Tiles:
    """Pictures of the ground, which a reader may ask for.

    Attributes
    ----------
    address
        The address of a tile, with `{z}`, `{x}` and `{y}` in place of its numbers.
    credit
        Whom the map names for it.
    max_zoom
        The greatest zoom level of which there are tiles; nearer ones are drawn from it.
    """

    address: str
    credit: str
    max_zoom: int = MAX_ZOOM

    @property
    def origin(self) -> str:
        """Scheme, host and port; empty for tiles of our own host."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def read_tiles(settings: Mapping[str, str]) -> Tiles | None:
    """Read the tile layer from environment variables, None where they set none.

    Raises
    ------
    ValueError
        A variable cannot be used; the message names it and says what is expected.
    """
    address, credit, zoom = (settings.get(name, "").strip() for name in (ADDRESS, CREDIT, ZOOM))
    if not address:
        return None
    if not _TEMPLATE.fullmatch(address) or sorted(re.findall(r"\{(.*?)\}", address)) != _FIELDS:
        raise ValueError(
            f"{ADDRESS}: {address!r} cannot be used; expected an address of http, https or this "
            "host with {z}, {x} and {y}, e.g. https://tiles.example.org/{z}/{x}/{y}.png"
        )
    if not credit:
        raise ValueError(f"{CREDIT}: nothing is set; expected whom the map names for the tiles")
    if zoom and not (zoom.isascii() and zoom.isdigit() and 1 <= int(zoom) <= 24):
        raise ValueError(f"{ZOOM}: {zoom!r} cannot be used; expected a whole number from 1 to 24")
    return Tiles(address, credit, int(zoom or MAX_ZOOM))
