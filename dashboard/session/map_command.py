"""Which view an address asks the map for, and how the map goes there."""

from collections.abc import Sequence
from itertools import count
from uuid import uuid4

import pandas as pd

from dashboard.session.address import Address
from dashboard.session.view import Command, View, rounded
from geo import Dataset, Filter, Selection
from geo.bounds import Bounds
from geo.playback import select
from geo.played import area_played

_COMMANDS = count(1)
_CLOSEST = 9  # nearer, a map without streets would show a tour nothing but its mark
_AROUND = 6  # so far off, a city is seen in its country
_SERVER = uuid4().hex[:8]  # a map outlives a server, and must not take a new command for an old one


def of(now: Address, data: Dataset, is_return: bool, follows: bool) -> Command | None:
    """Return the view that the map should show: a step's, to which it flies, or the reader's.

    Where time is played, the map follows what is dated then, unless a link says where it is, and
    begins where the played statements are if the first frame has no place to follow.

    Parameters
    ----------
    now, data
        What the reader sees.
    is_return
        Whether the map may be elsewhere, as where the reader came back to this address: where that
        has no view, the map goes to its first.
    follows
        Whether the map follows the frame that is shown though the address has a view.

    Returns
    -------
    command
        None where the map stays as the reader left it.
    """
    step, wanted = now.step(data), now.view
    if step is not None:
        wanted = View(step.lat, step.lon, min(step.zoom, _CLOSEST))
    follows = now.frame(data) is not None and (follows or wanted is None)
    is_flight = follows or step is not None
    start = _start_of_playing(now, data) if follows else None
    if start is not None:
        wanted, follows = start, False
    if not (follows or is_return or wanted is not None):
        return None
    name = f"{_SERVER}-{next(_COMMANDS)}"
    return Command(name, wanted, is_flight, follows, is_step=step is not None)


def home() -> Command:
    """Return the command to go to the first view of the map."""
    return Command(f"{_SERVER}-{next(_COMMANDS)}", None)


def to_found(query: Filter, places: pd.DataFrame) -> Command | None:
    """Return the command to go to what is asked for; the map obeys where it does not show it.

    A city or a country is asked for as a whole; of what holds some words, a few places may lie far
    from the others.

    Parameters
    ----------
    query
        What is asked for. With a place selected, the map goes to that.
    places
        What is shown, with `lat` and `lon` in degrees (WGS84), missing where there is no point.
    """
    if query.place or not (query.cities or query.countries or query.q):
        return None
    located = _points(places)
    if located.empty:
        return None
    lat, lng, _zoom = Bounds.around(list(located["lat"]), list(located["lon"])).view
    view = rounded(View(lat, lng, _AROUND))
    is_whole = bool(query.cities or query.countries)
    name = f"{_SERVER}-{next(_COMMANDS)}"
    return Command(name, view, follows=True, is_search=True, is_whole=is_whole)


def to_match(shown: Selection) -> Command | None:
    """Return the command with which the presentation of a view begins.

    The map goes to the first region, or to the places in another that has half of them at least,
    or else to all of them; to the open place where it is outside that first region. None where no
    place has a point.
    """
    points = _points(shown.places)
    if points.empty:
        return None
    name = f"{_SERVER}-{next(_COMMANDS)}"
    home, *others = shown.dataset.subject.regions
    if _holds_half(home.bounds, points):
        every = shown.dataset.places
        picked = _points(every[every.index == shown.filter.place])
        if home.bounds.holds(picked["lat"], picked["lon"]).all():
            return Command(name, None)
        points = picked
    known = [one.bounds for one in others if not one.is_world]
    most = next((one for one in known if _holds_half(one, points)), None)
    if most is not None:
        points = points[most.holds(points["lat"], points["lon"])]
    area = Bounds.around(list(points["lat"]), list(points["lon"]))
    lat, lng, _zoom = area.view
    return Command(name, rounded(View(lat, lng, _AROUND)), area=area)


def _points(places: pd.DataFrame) -> pd.DataFrame:
    return places[["lat", "lon"]].dropna().astype(float)


def _holds_half(area: Bounds, points: pd.DataFrame) -> bool:
    """Tell whether half of some points at least lie in an area."""
    return bool(2 * area.holds(points["lat"], points["lon"]).sum() >= len(points))


def is_seen(command: Command, in_view: Sequence[bool]) -> bool:
    """Tell whether a view shows what a search found, as the map does.

    Parameters
    ----------
    command
        From `to_found`.
    in_view
        Of each place with a point, whether it lies in the view.
    """
    seen = sum(in_view)
    return seen == len(in_view) if command.is_whole else 2 * seen >= len(in_view)


def _start_of_playing(now: Address, data: Dataset) -> View | None:
    """Return where the played statements are, while the first frame shows no place itself."""
    played, shown = now.playback(data), now.frame(data)
    if played is None or shown is None or shown.number:
        return None
    if select(shown, data).places.geometry.notna().any():
        return None
    area = area_played(played, data)
    if area is None:
        return None
    lat, lng, zoom = area.view
    return rounded(View(lat, lng, min(zoom, _CLOSEST)))
