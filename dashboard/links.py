"""Addresses of what a reader sees: to come back to it, to cite it, to hand it on."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard import state
from dashboard.address import PAGES, view_pairs
from dashboard.presentation import Presentation
from geo.history import PARAMETER
from geo.playback import to_pairs


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
    pairs = replace(state.current_filter(), **fields).to_pairs()
    pairs.append((PARAMETER, state.dataset().version))
    wanted = name or state.page()
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
    pairs = [*state.shown_filter().to_pairs(), (PARAMETER, state.dataset().version)]
    played, now_frame = state.playback(), state.frame()
    if played and now_frame and played.unit == "minute":  # no filter is as fine as that
        pairs = [*state.current_filter().to_pairs(), ("mode", "present")]
        pairs += to_pairs(played, now_frame.number, state.dataset())
    now = state.command()
    if now is not None:
        pairs += view_pairs(now.view)
    if state.page() != PAGES[0] and not state.presentation().mode:
        pairs.append(("view", state.page()))
    return _link(base, pairs)


def presented_link(new: Presentation) -> str:
    """Return the address of a presentation in this browser, such as a step of a tour."""
    return _link(own_address(), new.to_pairs())


def _link(base: str, pairs: list[tuple[str, str]]) -> str:
    query = urlencode(pairs, safe=",", quote_via=quote)
    return f"{base}?{query}" if query else base
