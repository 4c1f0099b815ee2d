"""Parts of a page that run by themselves, and the whole page where a change concerns all of it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from dashboard.session import run, visit
from geo.errors import StoreError

P = ParamSpec("P")


def fragment(draw: Callable[P, None]) -> Callable[P, None]:
    """Make a part of the page run by itself, but the whole where more than the part has changed.

    A busy browser tells the server of several controls at once, and names only one part to run
    for all of them: a button pressed while the map tells where it is would change the address, and
    leave the page as it was.

    Parameters
    ----------
    draw
        Draws the part.

    Returns
    -------
    part
        The same as a fragment of Streamlit.
    """

    @st.fragment
    @wraps(draw)
    def part(*args: P.args, **kwargs: P.kwargs) -> None:
        if run.is_behind():
            st.rerun()
        try:
            draw(*args, **kwargs)
        except StoreError as error:
            visit.note(lost=error)
            st.rerun()

    return part
