"""What an address asks for, as the library reads it."""

import re
from collections.abc import Mapping

from dashboard.session.address import Address
from geo import Dataset, Selection
from geo.loading import FOLDER
from geo.playback import select


def asked(address: Mapping[str, str], data: Dataset) -> Selection:
    """Return the visible set of an address: its filter's, its tour step's or its frame's."""
    found, _faults = Address.read(address.items(), data, FOLDER)
    frame = found.frame(data)
    return found.effective_filter(data).select(data) if frame is None else select(frame, data)


def counted(selection: Selection) -> list[int]:
    """Return the numbers of the counter, in the order in which it says them."""
    numbers = []
    for tally, unlocated in (
        (selection.counts.places, selection.counts.places.unlocated),
        (selection.counts.statements, 0),
    ):
        numbers += [tally.shown, tally.total, *([unlocated] if unlocated else [])]
        left_out = (tally.filtered, tally.undated, tally.unclocked, tally.withheld)
        numbers += [number for number in left_out if number]
    return numbers


def numbers_in(words: str) -> list[int]:
    """Return the whole numbers in the text of a counter."""
    return [int(number) for number in re.findall(r"\d+", words)]


def on_map(selection: Selection) -> set[str]:
    """Return the places that have a mark: what is shown, and the selected one in any case."""
    data, selected = selection.dataset, selection.filter.place
    places = data.places[data.places.index.isin([*selection.places.index, selected])]
    return set(places.index[places.geometry.notna()])
