"""Addresses of what a reader sees: to come back to it, to cite it, to hand it on."""

import os
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.session import state
from dashboard.session.address import Address
from dashboard.session.presentation import Presentation
from geo import Filter
from geo.export.stamp import public_address


def permalink(
    name: str = "",
    with_view: bool = True,
    event: str = "",
    is_printed: bool = False,
    **changes: Any,
) -> str:
    """Return the full address of a page with the filter in force, changed in some fields.

    It names the version of the data, so that it can say later what has changed, and language and
    calendar.
    An address of another place than the one selected does not say where the map is.

    Parameters
    ----------
    name
        Page, the present one when empty.
    with_view
        Whether it says where the map is, once the reader has moved it.
    event
        The event that is open there, the present one when neither it nor a place is named.
    is_printed
        Whether it is for paper, and so begins with `ATLAS_PUBLIC_URL` where that is set.
    changes
        Fields of `Filter` with their new values.
    """
    now = state.address()
    new = replace(now.filter, **changes)
    shown = now.elsewhere(
        filter=new,
        page=name or now.page,
        view=now.view if with_view and new.place == now.filter.place else None,
        version=state.dataset().version,
        figures=now.figures if name in ("", now.page) else "",
        reading=now.reading,
        listing=now.listing,
        event=event or ("" if new.place else now.event),
    )
    public = public_address() if is_printed else ""
    return _link(f"{public}/" if public else own_address(), shown)


def statement_permalink(claim_id: str) -> str:
    """Return the full address of a statement: of its place or event, opened at it."""
    data = state.dataset()
    if claim_id in data.claims.index:
        page = permalink("map", place=str(data.claims.at[claim_id, "place_id"]))
    else:
        event = str(data.milestones.at[claim_id, "milestone_id"])
        page = permalink("map", event=event, place="")
    return f"{page}#{claim_id}"


def card_link(place_id: str) -> str:
    """Return the address, relative to the atlas, of what is shown with the card of a place."""
    now = state.address()
    shown = replace(now, filter=replace(now.filter, place=place_id), event="", version="")
    return _link("", shown)


def event_link(event: str, page: str = "") -> str:
    """Return the address, relative to the atlas, of what is shown with the card of an event.

    Parameters
    ----------
    event
        The event, a `milestone_id`.
    page
        Where its card opens, the present page when empty.
    """
    now = state.address()
    own = now.filter.without("place")
    return _link("", replace(now, filter=own, page=page or now.page, event=event, version=""))


def source_link(source_id: str, page: str = "records") -> str:
    """Return the address, relative to the atlas, of a page with all that a source states."""
    own = Filter(sources=(source_id,))
    return _link("", state.address().elsewhere(filter=own, page=page))


def own_address() -> str:
    """Return the address of the atlas in the reader's browser, with a slash at the end."""
    return (st.context.url or "").split("?")[0].rstrip("/") + "/"


def framing_sites() -> list[str]:
    """Return the origins whose pages may show the atlas in a frame, `https://example.org`."""
    return os.environ.get("ATLAS_FRAME_ANCESTORS", "").split()


def shown_link(base: str) -> str:
    """Return the address of what is on screen as an ordinary page, for another reader.

    Parameters
    ----------
    base
        Address of the atlas that the other reader can reach.
    """
    now, frame, command = state.address(), state.frame(), state.command()
    shown = now.elsewhere(
        filter=state.effective_filter(),
        view=command.view if state.step() and command else now.view,
        version=state.dataset().version,
    )
    if frame is not None and frame.clock is not None:  # no filter is as fine as a minute
        shown = replace(
            shown, filter=now.filter, presentation=Presentation("present"), played=now.played
        )
    return _link(base, shown)


def presented_link(new: Presentation) -> str:
    """Return the address of a presentation in this browser, such as a step of a tour."""
    return _link(own_address(), state.address().elsewhere(presentation=new))


def _link(base: str, address: Address) -> str:
    query = urlencode(address.to_pairs(state.dataset()), safe=",", quote_via=quote)
    return f"{base}?{query}" if query else base
