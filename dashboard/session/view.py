"""Where the map looks, and what it is told to do."""

from dataclasses import asdict, dataclass

from dashboard.session.query_values import Parameters
from geo.bounds import Bounds
from geo.subject import Start

MAX_ZOOM = 14
_LIMITS = {"lat": (-90.0, 90.0), "lng": (-180.0, 180.0), "zoom": (0.0, float(MAX_ZOOM))}


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
    the same view can be commanded again under another id. It flies there where `is_flight`. Where
    it `follows`, it goes where what it shows is, only if that is out of sight; after a search
    (`is_search`) at once, and from elsewhere no nearer than the view. What a search found is out of
    sight where not all of it is seen (`is_whole`), or less than half. To the view of a tour's step
    (`is_step`) the map offers the way back. Where there is an `area`, the
    map shows all of it, from no nearer than the view.
    """

    command_id: str
    view: View | None
    is_flight: bool = False
    follows: bool = False
    is_search: bool = False
    is_whole: bool = False
    area: Bounds | None = None
    is_step: bool = False


def read_view(address: Parameters, start: Start) -> View | None:
    """Read the position of the map; degrees in WGS84 and Leaflet's zoom level.

    None where the address has no position, or a faulty one; what is missing of one is `start`'s.
    """
    given = {
        name: address.number(name, limits)
        for name, limits in _LIMITS.items()
        if name in address.values
    }
    numbers = {name: number for name, number in given.items() if number is not None}
    if not given or len(numbers) < len(given):
        return None
    return rounded(View(**(asdict(start) | numbers)))


def rounded(view: View) -> View:
    """Return a view as precisely as an address holds it: about 10 metres."""
    return View(round(view.lat, 4), round(view.lng, 4), round(view.zoom, 2))


def view_pairs(view: View | None) -> list[tuple[str, str]]:
    """Return the parameters that say where the map is, none without a view."""
    if view is None:
        return []
    return [
        ("lat", f"{view.lat:.9g}"),
        ("lng", f"{view.lng:.9g}"),
        ("zoom", f"{view.zoom:g}"),
    ]
