"""The state of one reader's page: all of it lives in the address.

This module alone reads and writes the address and what follows from it; a view touches
`st.session_state` for its own widgets only. Every run begins with `begin`, which takes the state
from the address when the address changed outside the page (a shared link, the back button) and
keeps it otherwise. Every change goes through `change`, `go`, `select_place` or `handle`, which
write the address.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import streamlit as st

from dashboard import cached, i18n
from dashboard.address import PAGES, read_shown, rounded
from dashboard.mapbase import View
from dashboard.maps import Command, Moved, Ready, Selected
from dashboard.presentation import Presentation, read_presentation, step_of
from geo import Dataset, Filter, Problem, Selection
from geo.history import PARAMETER, read_version
from geo.playback import Frame, Playback, frames, read_playback, select, to_pairs
from geo.tours import Step

_COMMANDS = count(1)
_CLOSEST = 9  # nearer, a map without streets would show a tour nothing but its mark
_SERVER = uuid4().hex[:8]  # a map outlives a server, and must not take a new command for an old one
_FILTER, _PAGE, _LANGUAGE = "atlas_filter", "atlas_page", "atlas_language"
_VIEW, _COMMAND, _EVENT = "atlas_view", "atlas_command", "atlas_event"
_MAP_READY, _WAITED, _BOUNDS = "atlas_map_ready", "atlas_waited", "atlas_bounds"
_AHEAD, _WRITTEN = "atlas_ahead", "atlas_written"
_BROWSER_SECONDS = 2  # within which a browser has the address that was written
_PROBLEMS, _ADDRESS, _NOTE_READ = "atlas_problems", "atlas_address", "atlas_note_read"
_VERSION = "atlas_version"
_SHOWN, _PLAYBACK, _FRAME = "atlas_shown", "atlas_playback", "atlas_frame"
_CHOICES, _TYPED, _TYPING_FAULTS = "atlas_choices", "atlas_typed", "atlas_typing_faults"


def begin(data: Dataset) -> None:
    """Bring the state up to date with the address at the start of a run."""
    address = _address()
    if st.session_state.pop(_AHEAD, False) and address != st.session_state[_ADDRESS]:
        # The reader acted again before the browser had the address that the last action wrote.
        _put(st.session_state[_ADDRESS])
        address = st.session_state[_ADDRESS]
    if address == st.session_state.get(_ADDRESS):
        i18n.activate(st.session_state[_LANGUAGE])
        return
    first = _ADDRESS not in st.session_state
    pairs = [(name, value) for name, values in address.items() for value in values]
    found, problems = Filter.read(pairs, data)
    shown, faults = read_shown(pairs)
    problems += faults
    page, language, view = shown.page, shown.language, shown.view
    presented, faults = read_presentation(pairs, data)
    problems += faults
    playback, number, faults = read_playback(pairs, data, found)
    problems += faults
    step_before = st.session_state.get(_SHOWN)
    version, faults = read_version(pairs, cached.data_folder(), data)
    problems += faults
    st.session_state[_VERSION] = version
    moved = first or view != st.session_state.get(_VIEW) or presented != step_before
    st.session_state[_FILTER] = found
    st.session_state[_PAGE] = page
    st.session_state[_LANGUAGE] = language
    st.session_state[_VIEW] = view
    st.session_state[_SHOWN] = presented
    st.session_state[_PLAYBACK], st.session_state[_FRAME] = playback, number
    if moved:
        st.session_state[_COMMAND] = _command()
    st.session_state[_PROBLEMS] = problems
    _forget()
    st.session_state[_ADDRESS] = address
    i18n.activate(language)


def dataset() -> Dataset:
    """Return the data that the page shows."""
    return cached.dataset()


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
    """Return how time is played, None where it is not."""
    found: Playback | None = st.session_state.get(_PLAYBACK)
    return found if presentation().is_full_window and step() is None else None


def frame() -> Frame | None:
    """Return the frame of the playback that is shown, None where time is not played."""
    played = playback()
    return None if played is None else frames(played, dataset())[st.session_state[_FRAME]]


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
    return shown_filter().select(dataset())


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
    return Place(current_filter(), page(), st.session_state.get(_VIEW))


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
        st.session_state[_PLAYBACK], st.session_state[_FRAME] = playing.playback, playing.number
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
    st.session_state[_PLAYBACK], st.session_state[_FRAME] = new, number
    _write()


def change(new: Filter) -> None:
    """Put another filter in force."""
    st.session_state[_FILTER] = new
    _forget()
    _write()


def search_for(text: str) -> None:
    """Keep what holds every word of a text; an unreadable text changes nothing."""
    pairs = [*current_filter().without("q").to_pairs(), ("q", text)]
    change(Filter.read(pairs, dataset())[0])


def show_layers(layers: Sequence[str]) -> None:
    """Show some layers; where none would be left, all are shown again."""
    wanted = () if set(layers) >= set(dataset().codes.of("layer")) else tuple(layers)
    pairs = [*current_filter().without("layers").to_pairs(), ("layers", ",".join(wanted))]
    change(Filter.read(pairs, dataset())[0])


def type_dates(first: str, last: str) -> None:
    """Put the period that the reader typed in force; what cannot be read is kept and explained."""
    asked = current_filter().without("from_date", "to_date").to_pairs()
    asked += [("from", first.strip()), ("to", last.strip())]
    new, faults = Filter.read(asked, dataset())
    if not faults:
        change(new)
    st.session_state[_TYPED] = (first, last) if faults else None
    st.session_state[_TYPING_FAULTS] = faults


def typed_dates() -> tuple[str, str]:
    """Return the period as it stands in the two text fields."""
    typed: tuple[str, str] | None = st.session_state.get(_TYPED)
    return typed or (current_filter().from_date, current_filter().to_date)


def typing_faults() -> list[Problem]:
    """Return what could not be read in the typed period."""
    found: list[Problem] = st.session_state.get(_TYPING_FAULTS, [])
    return found


def go(name: str) -> None:
    """Turn to another page, keeping the rest of the state; a map that returns keeps its view."""
    st.session_state[_PAGE] = name
    st.session_state[_COMMAND] = _command()
    _write()


def select_place(place_id: str) -> None:
    """Select a place, or none with an empty text."""
    st.session_state[_CHOICES] = ()
    if place_id != current_filter().place:
        st.session_state[_FILTER] = replace(current_filter(), place=place_id)
        _write()


def offer(claim_ids: tuple[str, ...]) -> None:
    """Offer the statements of a mark that stands for several, to choose among their places."""
    st.session_state[_CHOICES] = claim_ids


def choices() -> tuple[str, ...]:
    """Return the statements among which the reader may choose, empty for none."""
    found: tuple[str, ...] = st.session_state.get(_CHOICES, ())
    return found


def map_is_ready() -> bool:
    """Tell whether the map was drawn in this visit, so that slower parts may follow."""
    return bool(st.session_state.get(_MAP_READY))


def is_kept_waiting() -> bool:
    """Note that something waits for the map; the second time, it waits no longer."""
    waited = bool(st.session_state.get(_WAITED))
    st.session_state[_WAITED] = True
    if waited:
        st.session_state[_MAP_READY] = True
        st.session_state[_AHEAD] = _has_just_written()
    return waited


def handle(event: Selected | Moved | Ready | None, data: Dataset) -> bool:
    """Do what an action on the map asks for, once.

    Returns
    -------
    changed
        Whether the whole page must follow: another place is selected, or the map came up.
    """
    if event is None or event == st.session_state.get(_EVENT):
        return False
    st.session_state[_EVENT] = event
    if not isinstance(event, Selected):
        st.session_state[_BOUNDS] = ",".join(f"{edge:.9g}" for edge in event.bounds)
    if isinstance(event, Ready):
        came_up = not map_is_ready()
        st.session_state[_MAP_READY] = True
        st.session_state[_AHEAD] = came_up and _has_just_written()
        return came_up
    if isinstance(event, Moved) and step() is not None:
        return False  # a tour keeps its own views, and the reader's for afterwards
    if isinstance(event, Moved):
        st.session_state[_VIEW] = rounded(event.view)
        follows = bool(current_filter().bounds)
        if follows:
            _narrow_to_view()
        _write(is_ahead=follows)
        return follows
    if event.place_id not in data.places.index:
        return False
    select_place(event.place_id)
    return True


def show_only_in_view(is_on: bool) -> None:
    """Restrict everything to what the map shows, or lift that restriction."""
    if is_on and st.session_state.get(_BOUNDS):
        _narrow_to_view()
        change(current_filter())
    else:
        change(current_filter().without("bounds"))


def _narrow_to_view() -> None:
    st.session_state[_FILTER] = replace(current_filter(), bounds=st.session_state[_BOUNDS])


def is_phone() -> bool:
    """Tell whether the browser says that it runs on a phone."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def note_is_read() -> bool:
    """Tell whether the reader has closed the content note."""
    return bool(st.session_state.get(_NOTE_READ))


def read_note() -> None:
    """Close the content note for this visit."""
    st.session_state[_NOTE_READ] = True


def permalink(name: str = "", **changes: str) -> str:
    """Return the full address of a page with the filter in force, changed in some fields.

    It names the version of the data, so that it can say later what has changed.

    Parameters
    ----------
    name
        Page, the present one when empty.
    changes
        Fields of `Filter` with their new values.
    """
    fields: dict[str, Any] = dict(changes)
    pairs = replace(current_filter(), **fields).to_pairs()
    pairs.append((PARAMETER, dataset().version))
    wanted = name or page()
    if wanted != PAGES[0]:
        pairs.append(("view", wanted))
    return _link(own_address(), pairs)


def own_address() -> str:
    """Return the address of the atlas in the reader's browser, with a slash at the end."""
    return (st.context.url or "").split("?")[0].rstrip("/") + "/"


def shown_link(base: str) -> str:
    """Return the address of what is on screen as an ordinary page, for another reader.

    Parameters
    ----------
    base
        Address of the atlas that the other reader can reach.
    """
    pairs = [*shown_filter().to_pairs(), (PARAMETER, dataset().version)]
    played = playback()
    if played is not None and played.unit == "minute":  # no filter is as fine as that
        pairs = [*current_filter().to_pairs(), ("mode", "present")]
        pairs += to_pairs(played, st.session_state[_FRAME], dataset())
    now = command()
    if now is not None:
        pairs += _view_pairs(now.view)
    if page() != PAGES[0] and not presentation().mode:
        pairs.append(("view", page()))
    return _link(base, pairs)


def presented_link(new: Presentation) -> str:
    """Return the address of a presentation in this browser, such as a step of a tour."""
    return _link(own_address(), new.to_pairs())


def _link(base: str, pairs: list[tuple[str, str]]) -> str:
    query = urlencode(pairs, safe=",", quote_via=quote)
    return f"{base}?{query}" if query else base


def _forget() -> None:
    """Drop what belonged to the filter before."""
    st.session_state[_CHOICES] = ()
    st.session_state[_TYPED] = None
    st.session_state[_TYPING_FAULTS] = []


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in sorted(st.query_params)}


def _write(is_ahead: bool = True) -> None:
    """Write the state into the address.

    Parameters
    ----------
    is_ahead
        Whether a run of the whole page follows, which must trust the state and not the address.
    """
    parameters = dict(current_filter().to_pairs())
    view: View | None = st.session_state.get(_VIEW)
    if page() != PAGES[0]:
        parameters["view"] = page()
    if language() != i18n.LANGUAGES[0]:
        parameters["lang"] = language()
    if view is not None:
        parameters |= dict(_view_pairs(view))
    parameters |= dict(presentation().to_pairs())
    played = playback()
    if played is not None:
        parameters |= dict(to_pairs(played, st.session_state[_FRAME], dataset()))
    st.session_state[_PROBLEMS] = []
    st.session_state[_VERSION] = ""
    st.session_state[_ADDRESS] = {name: [parameters[name]] for name in sorted(parameters)}
    st.session_state[_AHEAD] = is_ahead
    st.session_state[_WRITTEN] = time.monotonic()
    _put(st.session_state[_ADDRESS])


def _has_just_written() -> bool:
    return time.monotonic() - st.session_state.get(_WRITTEN, float("-inf")) < _BROWSER_SECONDS


def _put(address: dict[str, list[str]]) -> None:
    st.query_params.from_dict({name: values[0] for name, values in address.items()})


def _view_pairs(view: View) -> list[tuple[str, str]]:
    return [
        ("lat", f"{view.lat:.9g}"),
        ("lng", f"{view.lng:.9g}"),
        ("zoom", f"{view.zoom:g}"),
    ]


def _command() -> Command | None:
    """Word the view that the map should show: a step's, to which it flies, or the reader's."""
    now = step()
    view: View | None = st.session_state.get(_VIEW)
    if now is not None:
        view = View(now.lat, now.lon, min(now.zoom, _CLOSEST))
    return None if view is None else Command(f"{_SERVER}-{next(_COMMANDS)}", view, now is not None)
