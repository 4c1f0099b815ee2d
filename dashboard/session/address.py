"""What an address says of the view: page, language and position of the map."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.i18n import LANGUAGES
from dashboard.session.view import MAX_ZOOM, View
from geo import Problem
from geo.errors import shorten

PAGES = ("map", "timeline", "records", "figures", "activity", "sources", "about", "handout")
"""Codes of the pages, the first one shown when an address names none."""


_CENTRE = {"lat": 32.5, "lng": 53.7, "zoom": 5.0}


@dataclass(frozen=True)
class Shown:
    """How an address wants the visible set to be shown."""

    page: str
    language: str
    view: View | None


def read_shown(pairs: Iterable[tuple[str, str]]) -> tuple[Shown, list[Problem]]:
    """Read page, language and position of the map, with a problem for all that is not understood.

    A parameter given twice counts once, and is a problem.
    """
    one: dict[str, str] = {}
    problems = []
    for name, value in pairs:
        if name in one and name in ("view", "lang", "lat", "lng", "zoom"):
            problems.append(_problem(name, value, "each parameter once"))
        one.setdefault(name, value)
    page, faults = _read_choice(one, "view", PAGES)
    problems += faults
    language, faults = _read_choice(one, "lang", LANGUAGES)
    problems += faults
    view, faults = _read_view(one)
    return Shown(page, language, view), problems + faults


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


def _read_choice(
    address: dict[str, str], name: str, allowed: tuple[str, ...]
) -> tuple[str, list[Problem]]:
    """Read one of several allowed values, the first of them where the address has none.

    Returns
    -------
    value, problems
        An allowed value, with the problem where the address has another.
    """
    value = address.get(name) or allowed[0]
    if value in allowed:
        return value, []
    return allowed[0], [_problem(name, value, "one of " + ", ".join(allowed))]


def _read_view(address: dict[str, str]) -> tuple[View | None, list[Problem]]:
    """Read the position of the map; degrees in WGS84 and Leaflet's zoom level.

    Returns
    -------
    view, problems
        None where the address has no position; what is missing of one is that of Iran.
    """
    limits = {"lat": (-90.0, 90.0), "lng": (-180.0, 180.0), "zoom": (0.0, float(MAX_ZOOM))}
    given = {name: address[name] for name in limits if address.get(name)}
    numbers: dict[str, float] = {}
    faults = []
    for name, text in given.items():
        low, high = limits[name]
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if low <= value <= high:
            numbers[name] = value
        else:
            faults.append(_problem(name, text, f"a number from {low:g} to {high:g}"))
    if not numbers or faults:
        return None, faults
    return rounded(View(**{**_CENTRE, **numbers})), faults


def _problem(name: str, found: str, expected: str) -> Problem:
    return Problem("query", 0, "-", name, shorten(found, 60), expected)
