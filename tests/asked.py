"""What an address asks for, as the library reads it."""

import re
from collections.abc import Mapping

from dashboard.session.presentation import read_presentation, step_of
from geo import Dataset, Filter, Selection
from geo.playback import frames, read_playback, select


def asked(address: Mapping[str, str], data: Dataset) -> Selection:
    """Return the visible set of an address: its filter's, its tour step's or its frame's."""
    pairs = list(address.items())
    query, _faults = Filter.read(pairs, data)
    shown, _faults = read_presentation(pairs, data)
    step = step_of(shown, data)
    if step is not None:
        return step.filter.select(data)
    playback, number, _faults = read_playback(pairs, data, query)
    if playback is not None and shown.is_full_window:
        return select(frames(playback, data)[number], data)
    return query.select(data)


def counted(selection: Selection) -> list[int]:
    """Return the numbers of the counter, in the order in which it says them."""
    numbers = []
    for tally, unlocated in (
        (selection.counts.places, selection.counts.places.unlocated),
        (selection.counts.statements, 0),
    ):
        numbers += [tally.shown, tally.total, *([unlocated] if unlocated else [])]
        numbers += [tally.filtered, tally.undated, tally.withheld]
    return numbers


def numbers_in(words: str) -> list[int]:
    """Return the whole numbers in the text of a counter."""
    return [int(number) for number in re.findall(r"\d+", words)]


def on_map(selection: Selection) -> set[str]:
    """Return the places that have a mark."""
    places = selection.places
    return set(places.index[places.geometry.notna()])
