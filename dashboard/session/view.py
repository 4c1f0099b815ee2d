"""Where the map looks, and what it is told to do."""

from dataclasses import dataclass

MAX_ZOOM = 14


@dataclass(frozen=True)
class View:
    """What part of the world the map shows: its centre in degrees and Leaflet's zoom level."""

    lat: float
    lng: float
    zoom: float


@dataclass(frozen=True)
class Command:
    """A view that the page wants, such as after the browser's back button; None for the first one.

    The map obeys a `command_id` once, so a command may stay in place while other things change, and
    the same view can be commanded again under another id. It flies there where `is_flight`.
    """

    command_id: str
    view: View | None
    is_flight: bool = False
