"""The state of one reader's page: all of it lives in the address.

This module alone reads and writes the address and what follows from it; a view touches
`st.session_state` for its own widgets only. Every run begins with `begin`, which takes the state
from the address when a visit begins or the reader goes back or forward, and keeps it otherwise.
Every change goes through one of its functions, which write the address.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from uuid import uuid4

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import cached, i18n
from dashboard.session.address import PAGES, read_shown, view_pairs
from dashboard.session.presentation import Presentation, read_presentation, step_of
from dashboard.session.view import Command, View
from geo import Dataset, Filter, Problem, Selection
from geo.altered_links import understood
from geo.history.changes import read_version
from geo.playback import Frame, Playback, frames, read_playback, select, to_pairs, units
from geo.tours import Step
from geo.typed_dates import Typed

_COMMANDS = count(1)
_CLOSEST = 9  # nearer, a map without streets would show a tour nothing but its mark
_SERVER = uuid4().hex[:8]  # a map outlives a server, and must not take a new command for an old one
_FILTER, _PAGE, _LANGUAGE = "atlas_filter", "atlas_page", "atlas_language"
_VIEW, _COMMAND = "atlas_view", "atlas_command"
_WENT_BACK = "atlas_went_back"
_PROBLEMS, _ADDRESS = "atlas_problems", "atlas_address"
_VERSION, _DATA = "atlas_version", "atlas_data"
_SHOWN, _PLAYED, _FRAME = "atlas_shown", "atlas_played", "atlas_frame"
_CHOICES, _TYPED, _MISORDERED = "atlas_choices", "atlas_typed", "atlas_misordered"


def note_way_back() -> None:
    """Note whether the reader went back or forward; called before a run can be interrupted."""
    context = get_script_run_ctx()
    if context is not None and context.is_history_navigation:
        st.session_state[_WENT_BACK] = True


def begin() -> None:
    """Bring the state up to date with the address, and with the data, at the start of a run.

    Raises
    ------
    DataError
        There is no data to show.
    """
    before, data = st.session_state.get(_DATA), cached.dataset()
    st.session_state[_DATA] = data
    address = _address()
    first = _ADDRESS not in st.session_state
    went_back = st.session_state.pop(_WENT_BACK, False)
    if not first and not went_back and address != st.session_state[_ADDRESS]:
        # The reader acted before the browser had the address that the action before wrote.
        _put(st.session_state[_ADDRESS])
        address = st.session_state[_ADDRESS]
    if address == st.session_state.get(_ADDRESS) and data is before:
        i18n.activate(st.session_state[_LANGUAGE])
        return
    pairs = [(name, value) for name, values in address.items() for value in values]
    pairs = understood(pairs)
    found, problems = Filter.read(pairs, data)
    shown, faults = read_shown(pairs)
    problems += faults
    page, language = shown.page, shown.language
    presented, faults = read_presentation(pairs, data)
    problems += faults
    playback, number, faults = read_playback(pairs, data, found)
    problems += faults
    step_before = st.session_state.get(_SHOWN)
    version, faults = read_version(pairs, cached.data_folder(), data)
    problems += faults
    st.session_state[_VERSION] = version
    moved = first or shown.view != view() or presented != step_before
    st.session_state[_FILTER] = found
    st.session_state[_PAGE] = page
    st.session_state[_LANGUAGE] = language
    st.session_state[_VIEW] = shown.view
    st.session_state[_SHOWN] = presented
    _keep_playing(playback, number)
    if moved:
        st.session_state[_COMMAND] = _command(is_return=not first)
    st.session_state[_PROBLEMS] = problems
    _forget()
    st.session_state[_ADDRESS] = address
    i18n.activate(language)


def dataset() -> Dataset:
    """Return the data that the page shows: the same in all of a run and in what follows from it.

    The next run may have other data; until then, whatever the reader sees is in these.
    """
    if _DATA not in st.session_state:
        st.session_state[_DATA] = cached.dataset()
    found: Dataset = st.session_state[_DATA]
    return found


def current_filter() -> Filter:
    """Return the filter in force; without restriction when none is set."""
    found: Filter = st.session_state.get(_FILTER, Filter())
    return found


def presentation() -> Presentation:
    """Return how the visible set is presented."""
    found: Presentation = st.session_state.get(_SHOWN, Presentation())
    return found


def step() -> Step | None:
    """Return the step of the tour that is shown, None outside a tour."""
    return step_of(presentation(), dataset())


def playback() -> Playback | None:
    """Return how time is played, None where it is not; its question is the filter in force."""
    played: tuple[str, str] | None = st.session_state.get(_PLAYED)
    if played is None or not presentation().is_full_window or step() is not None:
        return None
    unit, window = played
    query = current_filter()
    return Playback(query, unit, window) if unit in units(query, dataset()) else None


def frame() -> Frame | None:
    """Return the frame of the playback that is shown, None where time is not played."""
    played = playback()
    if played is None:
        return None
    walked = frames(played, dataset())
    return walked[min(st.session_state[_FRAME], len(walked) - 1)]


def shown_filter() -> Filter:
    """Return the question that the page answers: the filter in force, a tour's or a frame's.

    A place that the reader chose stands before the place that a step is about.
    """
    now, played = step(), frame()
    if now is not None:
        return replace(now.filter, place=current_filter().place or now.filter.place)
    return current_filter() if played is None else played.filter


def selection() -> Selection:
    """Return the visible set of this run."""
    played = frame()
    if played is not None:
        return select(played, dataset())
    return cached.selection(shown_filter(), dataset())


def page() -> str:
    """Return the page to show."""
    return str(st.session_state.get(_PAGE, PAGES[0]))


def language() -> str:
    """Return the code of the language that the address asks for."""
    return str(st.session_state.get(_LANGUAGE, i18n.LANGUAGES[0]))


def command() -> Command | None:
    """Return the view that the address asked the map for, None for where the reader left it."""
    found: Command | None = st.session_state.get(_COMMAND)
    return found


def view() -> View | None:
    """Return where the map is, None where the reader has not moved it."""
    found: View | None = st.session_state.get(_VIEW)
    return found


def link_version() -> str:
    """Return the data version that the link was made with, empty where it does not say."""
    return str(st.session_state.get(_VERSION, ""))


def problems() -> list[Problem]:
    """Return what could not be understood in the address."""
    found: list[Problem] = st.session_state.get(_PROBLEMS, [])
    return found


@dataclass(frozen=True)
class Place:
    """Where a reader is: filter, page and position of the map."""

    filter: Filter
    page: str
    view: View | None


def place() -> Place:
    """Return where the reader is, to come back to it."""
    return Place(current_filter(), page(), view())


@dataclass(frozen=True)
class Playing:
    """A playback and the number of its frame; without a playback, time is not played."""

    playback: Playback | None = None
    number: int = 0


def show(new: Presentation, at: Place | None = None, playing: Playing | None = None) -> None:
    """Present in another way.

    Parameters
    ----------
    new
        How to present.
    at
        Another place to be at, where one is given.
    playing
        What is played from now on, where that changes.
    """
    if at is not None:
        st.session_state[_FILTER], st.session_state[_PAGE] = at.filter, at.page
        st.session_state[_VIEW] = at.view
    if playing is not None:
        _keep_playing(playing.playback, playing.number)
    moved = at is not None or _asks_for(new) != _asks_for(presentation())
    st.session_state[_SHOWN] = new
    if moved:
        st.session_state[_COMMAND] = _command()
    _forget()
    _write()


def _asks_for(shown: Presentation) -> tuple[str, str, int]:
    """Return the part of a presentation on which the view of the map depends."""
    return shown.mode, shown.tour, shown.step


def play(new: Playback, number: int) -> None:
    """Show a frame of a playback."""
    _keep_playing(new, number)
    _write()


def _keep_playing(playback: Playback | None, number: int) -> None:
    """Keep how time is played and which frame is shown; what is asked is the filter in force."""
    played = None if playback is None else (playback.unit, playback.window)
    st.session_state[_PLAYED], st.session_state[_FRAME] = played, number


def change(new: Filter) -> None:
    """Put another filter in force."""
    st.session_state[_FILTER] = new
    _forget()
    _write()


def search_for(text: str) -> None:
    """Keep what holds every word of a text; an unreadable or empty text changes nothing."""
    found = Filter.read([("q", text)], dataset())[0]
    if found.q:
        change(replace(current_filter(), q=found.q))


def show_layers(layers: Sequence[str]) -> None:
    """Show some layers; where none would be left, all are shown again."""
    wanted = () if set(layers) >= set(dataset().codes.of("layer")) else tuple(layers)
    pairs = [*current_filter().without("layers").to_pairs(), ("layers", ",".join(wanted))]
    change(Filter.read(pairs, dataset())[0])


def type_date(end: str, typed: Typed) -> None:
    """Put what the reader typed as `from` or `to` in force; what is not clear is kept beside it."""
    typing, now = {**typed_dates(), end: typed}, current_filter()
    ends = {"from": now.from_date, "to": now.to_date}
    ends |= {name: one.bound(name == "to") for name, one in typing.items() if one.is_clear}
    found, faults = Filter.read(ends.items(), dataset())
    new = replace(now, from_date=found.from_date, to_date=found.to_date)
    if not faults and new != now:
        change(new)
    st.session_state[_TYPED] = typing
    st.session_state[_MISORDERED] = bool(faults)


def typed_dates() -> dict[str, Typed]:
    """Return what the reader typed as `from` and `to` since the filter changed elsewhere."""
    found: dict[str, Typed] = st.session_state.get(_TYPED, {})
    return found


def is_misordered() -> bool:
    """Tell whether the typed period would end before it begins, and is not in force."""
    return bool(st.session_state.get(_MISORDERED))


def go(name: str) -> None:
    """Turn to another page, keeping the rest of the state; a map that returns keeps its view."""
    st.session_state[_PAGE] = name
    st.session_state[_COMMAND] = _command()
    _write()


def select_place(place_id: str) -> None:
    """Select a place, or none with an empty text; what is no place changes nothing.

    A browser that still shows an older list sends the label of what is no longer an option.
    """
    if place_id and place_id not in dataset().places.index:
        return
    st.session_state[_CHOICES] = ()
    if place_id != current_filter().place:
        st.session_state[_FILTER] = replace(current_filter(), place=place_id)
        _write()


def move_to(new: View, bounds: str) -> None:
    """Note where the reader has moved the map; where there are bounds, they restrict everything."""
    st.session_state[_VIEW] = new
    if bounds:
        st.session_state[_FILTER] = replace(current_filter(), bounds=bounds)
    _write()


def offer(claim_ids: tuple[str, ...]) -> None:
    """Offer the statements of a mark that stands for several, to choose among their places."""
    st.session_state[_CHOICES] = claim_ids


def choices() -> tuple[str, ...]:
    """Return the statements among which the reader may choose, empty for none."""
    found: tuple[str, ...] = st.session_state.get(_CHOICES, ())
    return found


def _forget() -> None:
    """Drop what belonged to the filter before."""
    st.session_state[_CHOICES] = ()
    st.session_state[_TYPED] = {}
    st.session_state[_MISORDERED] = False


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in sorted(st.query_params)}


def _write() -> None:
    """Write the state into the address."""
    parameters = dict(current_filter().to_pairs())
    if page() != PAGES[0]:
        parameters["view"] = page()
    if language() != i18n.LANGUAGES[0]:
        parameters["lang"] = language()
    parameters |= dict(view_pairs(view()))
    parameters |= dict(presentation().to_pairs())
    played, now = playback(), frame()
    if played is not None and now is not None:
        parameters |= dict(to_pairs(played, now.number, dataset()))
    st.session_state[_PROBLEMS] = []
    st.session_state[_VERSION] = ""
    st.session_state[_ADDRESS] = {name: [parameters[name]] for name in sorted(parameters)}
    _put(st.session_state[_ADDRESS])


def _put(address: dict[str, list[str]]) -> None:
    st.query_params.from_dict({name: values[0] for name, values in address.items()})


def _command(is_return: bool = False) -> Command | None:
    """Word the view that the map should show: a step's, to which it flies, or the reader's.

    A reader who returns to an address without a view was there before the map was moved.
    """
    now, wanted = step(), view()
    if now is not None:
        wanted = View(now.lat, now.lon, min(now.zoom, _CLOSEST))
    if wanted is None and not is_return:
        return None
    return Command(f"{_SERVER}-{next(_COMMANDS)}", wanted, now is not None)
