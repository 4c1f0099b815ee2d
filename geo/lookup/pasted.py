"""What is pasted into search and is no name: a point, or the address of a document."""

import re

import pandas as pd

from geo.dataset import Dataset
from geo.lookup.nearness import kilometres
from geo.lookup.suggestions import Suggestion, place_label
from geo.messages import gettext as _
from geo.messages import number
from geo.sources import Source

_ADDRESS = re.compile(r"https?://\S+|www\.\S+\.\S+", re.IGNORECASE)
_COMMON = re.compile(r"^https?://|^www\.|[/#?]+$", re.IGNORECASE)
_DEGREES = r"(?P<sign{0}>[-−]?)(?P<degrees{0}>\d{{1,3}}(?:[.٫]\d+)?)°?"
_PARTS = (
    r"(?:\s*(?P<minutes{0}>\d{{1,2}}(?:[.٫]\d+)?)[′'](?:\s*(?P<seconds{0}>\d+(?:\.\d+)?)[″\"])?)?"
)
_POINT = re.compile(
    rf"(?:geo:)?{_DEGREES.format(0)}{_PARTS.format(0)}\s*(?P<side0>[NS]?)"
    rf"(?:\s*[,،;]\s*|\s+){_DEGREES.format(1)}{_PARTS.format(1)}\s*(?P<side1>[EW]?)",
    re.IGNORECASE,
)
_MOST_LAT, _MOST_LON = 90.0, 180.0


def is_address(text: str) -> bool:
    """Tell whether a text is the address of a page.

    Examples
    --------
    >>> is_address("https://example.org/a"), is_address("Paris")
    (True, False)
    """
    return _ADDRESS.fullmatch(text.strip()) is not None


def read_point(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees, None for a text that is no point.

    Whole numbers alone are none: they may be years or anything else.

    Examples
    --------
    >>> read_point("48.86, 2.35"), read_point("33°30′S 151°15'E"), read_point("1988, 1990")
    ((48.86, 2.35), (-33.5, 151.25), None)
    >>> read_point("95.0, 2.0") is None, read_point("12, 13") is None
    (True, True)
    """
    found = _POINT.fullmatch(text.strip())
    if found is None or not any(mark in text for mark in ".٫°"):
        return None
    lat, lon = _degrees(found, "0"), _degrees(found, "1")
    return (lat, lon) if abs(lat) <= _MOST_LAT and abs(lon) <= _MOST_LON else None


def pasted(dataset: Dataset, text: str, limit: int = 8) -> list[Suggestion]:
    """Offer the sources at an address, or the places nearest to a point, the nearest first.

    Of a dataset whose places are not in memory, none is offered for a point.

    Examples
    --------
    >>> [(one.id, one.matched) for one in pasted(small, "32.7, 51.7", limit=1)]
    [('bravo-graves', '6 km')]
    >>> [one.id for one in pasted(small, "http://www.example.org/live-report/")]
    ['live-report']
    """
    if is_address(text):
        found = [one for one in dataset.sources.values() if _stands_at(one, text)]
        return [Suggestion("source", one.source_id, one.title, one.url) for one in found[:limit]]
    point = read_point(text)
    located = dataset.places[dataset.places["lat"].notna()]
    if point is None or located.empty or dataset.beyond is not None:
        return []
    there = pd.DataFrame([point], columns=["lat", "lon"])
    distances = pd.Series(kilometres(located, there)[:, 0], index=located.index)
    nearest = distances.sort_values(kind="stable").head(limit)
    return [
        Suggestion("place", str(place_id), place_label(dataset, str(place_id)), _km(km))
        for place_id, km in nearest.items()
    ]


def _km(distance: float) -> str:
    return _("{n} km").format(n=number(round(distance)))


def _degrees(found: re.Match[str], side: str) -> float:
    """Return the degrees of one side of a point; south and west are negative."""
    parts = [found[f"{name}{side}"] for name in ("degrees", "minutes", "seconds")]
    values = [float((part or "0").replace("٫", ".")) for part in parts]
    degrees = values[0] + values[1] / 60 + values[2] / 3600
    is_negative = bool(found[f"sign{side}"]) or found[f"side{side}"].upper() in ("S", "W")
    return -degrees if is_negative else degrees


def _stands_at(source: Source, text: str) -> bool:
    """Tell whether a source is at an address, with or without scheme, `www.` and last slash."""
    wanted = _plain(text)
    return wanted != "" and wanted in {_plain(one) for one in (source.url, *source.read_at) if one}


def _plain(address: str) -> str:
    """Return an address without what makes no other page."""
    before = ""
    while before != address:
        before, address = address, _COMMON.sub("", address.strip())
    return address.casefold()
