"""Addresses of what a reader sees: to come back to it, to cite it, to hand it on."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.i18n import LANGUAGES
from dashboard.session import state
from dashboard.session.address import PAGES, view_pairs
from dashboard.session.presentation import Presentation
from geo.history.changes import PARAMETER
from geo.playback import to_pairs


def permalink(name: str = "", with_view: bool = True, **changes: str) -> str:
    """Return the full address of a page with the filter in force, changed in some fields.

    It names the version of the data, so that it can say later what has changed, and the language.
    An address of another place than the one selected does not say where the map is.

    Parameters
    ----------
    name
        Page, the present one when empty.
    with_view
        Whether it says where the map is, once the reader has moved it.
    changes
        Fields of `Filter` with their new values.
    """
    fields: dict[str, Any] = dict(changes)
    now = state.current_filter()
    new = replace(now, **fields)
    pairs = [*new.to_pairs(), *_version()]
    wanted = name or state.page()
    if wanted != PAGES[0]:
        pairs.append(("view", wanted))
    if with_view and new.place == now.place:
        pairs += view_pairs(state.view())
    return _link(own_address(), [*pairs, *_language()])


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
    pairs = state.shown_filter().to_pairs()
    played, now_frame = state.playback(), state.frame()
    if played and now_frame and played.unit == "minute":  # no filter is as fine as that
        pairs = [*state.current_filter().to_pairs(), ("mode", "present")]
        pairs += to_pairs(played, now_frame.number, state.dataset())
    command = state.command() if state.step() else None
    pairs += view_pairs(command.view if command else state.view())
    return _link(base, [*pairs, *_version(), *_language()])


def presented_link(new: Presentation) -> str:
    """Return the address of a presentation in this browser, such as a step of a tour."""
    return _link(own_address(), [*new.to_pairs(), *_language()])


def _version() -> list[tuple[str, str]]:
    return [(PARAMETER, state.dataset().version)]


def _language() -> list[tuple[str, str]]:
    language = state.language()
    return [] if language == LANGUAGES[0] else [("lang", language)]


def _link(base: str, pairs: list[tuple[str, str]]) -> str:
    query = urlencode(pairs, safe=",", quote_via=quote)
    return f"{base}?{query}" if query else base
