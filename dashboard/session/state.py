"""The state of one reader's page: an `Address`, and what a visit knows besides.

With `run` this module alone reads and writes the address and what follows from it; a view touches
`st.session_state` for its own widgets only. Every change goes through a function that writes the
address by `write`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.session import map_command, visit
from dashboard.session.address import Address, Played
from dashboard.session.interruption import uninterrupted
from dashboard.session.presentation import MODES, Presentation
from dashboard.session.reading import Listing, Reading
from dashboard.session.view import Command, View
from dashboard.session.visit import Query
from geo import Dataset, Filter, Selection, messages
from geo.bounds import Bounds
from geo.playback import Frame, Playback, select
from geo.played import Told
from geo.played import told as told_of
from geo.tours import Step

ADDRESS = "atlas_address"
BEFORE_PRESENTING = "presenting_before"
"""Key of the address to which a presentation returns when it is left."""
THEME = "presenting_theme"
"""Key of the ground of the presentation before, which the next one has too."""


def address() -> Address:
    """Return what the reader sees as an address."""
    found: Address = st.session_state.get(ADDRESS, Address())
    return found


def dataset() -> Dataset:
    """Return the data that the page shows, of a store too large for memory what it shows of them.

    In these are the visible set, where that is small, and all that is stated of the open place.
    """
    found = everything()
    return found if found.beyond is None else cached.selection(effective_filter(), found).dataset


def everything() -> Dataset:
    """Return the data to which questions are put: the same in a run and in what follows from it.

    The next run may have other data; until then, whatever the reader sees is in these.
    """
    found = visit.now().data
    if found is None:
        found = cached.dataset()
        visit.note(data=found)
    return found


def current_filter() -> Filter:
    """Return the filter in force; without restriction when none is set."""
    return address().filter


def presentation() -> Presentation:
    """Return how the visible set is presented."""
    return address().presentation


def step() -> Step | None:
    """Return the step of the tour that is shown, None outside a tour."""
    return address().step(everything())


def playback() -> Playback | None:
    """Return how time is played, None where it is not; its question is the filter in force."""
    return address().playback(everything())


def frame() -> Frame | None:
    """Return the frame of the playback that is shown, None where time is not played."""
    return address().frame(everything())


def told() -> Told | None:
    """Return what the frame that is shown says itself, None where time is not played."""
    played, shown = playback(), frame()
    return None if played is None or shown is None else told_of(played, shown, everything())


def effective_filter() -> Filter:
    """Return the question that the page answers: the filter in force, a tour's or a frame's."""
    return address().effective_filter(everything())


def selection() -> Selection:
    """Return the visible set of this run."""
    played = frame()
    if played is not None:
        return select(played, everything())
    return cached.selection(effective_filter(), everything())


def page() -> str:
    """Return the page to show."""
    return address().page


def command() -> Command | None:
    """Return the view that the address asked the map for, None for where the reader left it."""
    return visit.now().command


def view() -> View | None:
    """Return where the map is, None where the reader has not moved it."""
    return address().view


def show(new: Presentation, at: Address | None = None, played: Played | None = None) -> None:
    """Present in another way.

    Parameters
    ----------
    new
        How to present.
    at
        Another filter, page and position of the map to be at, where they are given.
    played
        How time is played from now on, where that changes.
    """
    now = address()
    place = at or now
    before = _asks_for(now)
    write(
        filter=place.filter,
        page=place.page,
        view=place.view,
        presentation=new,
        played=now.played if played is None else played,
    )
    visit.forget()
    is_played = played is not None and bool(played.unit)
    if at is not None or is_played or _asks_for(address()) != before:
        # A presented map may be where a tour or a playback left it, unlike the address.
        ask_map(is_return=new.is_full_window, follows=is_played)


def present() -> None:
    """Give the whole window to what is shown."""
    st.session_state[BEFORE_PRESENTING] = address()
    shown = presentation()
    show(replace(shown, mode="present", theme=st.session_state.get(THEME, shown.theme)))


def _asks_for(now: Address) -> tuple[str, str, int, str, bool]:
    """Return what of presenting the view of the map depends on."""
    shown = now.presentation
    return shown.mode, shown.tour, shown.step, shown.left, bool(now.played.unit)


def play(new: Played) -> None:
    """Show a frame of a playback; the map follows what is dated then.

    A frame may take longer to draw than it stays. So that the address never names one that is not
    there yet, the page writes it by `write_owed` once it says what the frame tells of.
    """
    st.session_state[ADDRESS] = replace(address(), version="", played=new)
    visit.note(owes_address=True)
    ask_map(follows=True)


@uninterrupted()
def write_owed() -> None:
    """Write the address of a frame that is drawn by now, where that was put off."""
    if visit.now().owes_address:
        write()


def change(new: Filter) -> None:
    """Put another filter in force; what it changes is no longer what a search set.

    What the reader typed as a period stays, with what it is asked back, until the period changes.
    """
    before = current_filter()
    kept = [one for one in visit.now().answered if one.holds(before) == one.holds(new)]
    write(filter=new, event="" if new.place else address().event)
    visit.note(choices=(), answered=frozenset(kept))
    if (new.from_date, new.to_date) != (before.from_date, before.to_date):
        visit.forget()


def reset() -> None:
    """Lift every restriction, and forget what was typed as one; a place that is open stays so."""
    change(Filter(place=current_filter().place))
    visit.forget()


def show_layers(layers: Sequence[str]) -> None:
    """Show some layers; the last one stays, since an address without layers asks for all."""
    if not layers:
        st.toast(messages.gettext("At least one layer stays shown."))
        return
    wanted = () if set(layers) >= set(everything().codes.of("layer")) else tuple(layers)
    pairs = [*current_filter().without("layers").to_pairs(), ("layers", ",".join(wanted))]
    change(Filter.read(pairs, everything())[0])


def go(name: str) -> None:
    """Turn to another page, keeping the rest of the state; a map that returns keeps its view."""
    write(page=name, figures="", tab="")
    ask_map()


def compare(unit: str, place_id: str = "") -> None:
    """Set the figures in one unit, or `IN_WORDS`, side by side: a place's, or of what is shown."""
    if place_id and everything().has_place(place_id):
        visit.note(choices=())
        own = replace(current_filter(), place=place_id)
        write(page="figures", figures=unit, tab="", filter=own, event="")
    elif not place_id:
        write(page="figures", figures=unit, tab="")


def read_by(new: Reading) -> None:
    """Read the tables of records in another way."""
    if new != address().reading:
        write(reading=new)


def list_sources(new: Listing) -> None:
    """List other sources on their page."""
    if new != address().listing:
        write(listing=new)


def select_place(place_id: str) -> None:
    """Select a place, or none with an empty text; what is no place changes nothing.

    A browser that still shows an older list sends the label of what is no longer an option.
    """
    if place_id and not everything().has_place(place_id):
        return
    visit.note(choices=())
    if place_id != current_filter().place or address().event:
        write(filter=replace(current_filter(), place=place_id), event="")
        if not place_id and step() is not None:
            ask_map()  # which the card has moved


def open_event(event: str) -> None:
    """Open the statements on an event, or close them with an empty text."""
    visit.note(choices=())
    write(filter=current_filter().without("place"), event=event)


def move_to(new: View, bounds: Bounds | None) -> None:
    """Note where the reader has moved the map; where there are bounds, they restrict everything."""
    now = current_filter()
    write(view=new, filter=replace(now, bounds=bounds) if bounds else now)


def offer(claim_ids: tuple[str, ...]) -> None:
    """Open the event that all of some statements are on, or else offer them to choose from."""
    events = everything().milestones["milestone_id"].reindex(claim_ids).unique()
    if len(events) == 1 and isinstance(events[0], str):
        open_event(events[0])
    else:
        visit.note(choices=claim_ids)


def write(**changes: Any) -> None:
    """Change some of the address and write it; from then on it is no longer a link's."""
    new = replace(address(), version="", **changes)
    st.session_state[ADDRESS] = new
    query = {name: [value] for name, value in sorted(new.to_pairs(everything()))}
    visit.note(query=query, problems=(), owes_address=False)
    put(query)


def put(query: Query) -> None:
    """Give the browser another address, and note nothing."""
    st.query_params.from_dict(query)


def ask_map(is_return: bool = False, follows: bool = False) -> None:
    """Ask the map for the view that the address stands for, or else where a presentation begins."""
    command = map_command.of(address(), everything(), is_return, follows)
    if presentation().mode == MODES[0] and view() is None and not (step() or frame()):
        command = map_command.to_match(selection()) or command
    visit.note(command=command)
