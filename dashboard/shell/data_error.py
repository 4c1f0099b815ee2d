"""What a reader sees while the data breaks a rule."""

import streamlit as st

from dashboard import cached, stored
from geo import DataError
from geo.errors import Problem, StoreError
from geo.messages import gettext as _
from geo.messages import ngettext

_AGAIN_SECONDS = 3
_WAITS = "data_error_waits"


def render(error: DataError | StoreError) -> None:
    """Say calmly that the data cannot be shown, and return to the page once it is mended."""
    count = len(error.problems)
    with st.container(key="notice"):
        st.title(_("The atlas cannot be shown at the moment"))
        if stored.is_store(cached.address()):
            st.write(
                _(
                    "Its data cannot be read, so nothing is shown. This page returns by itself "
                    "once the data can be read."
                )
            )
            st.caption(_("For editors: the log of the server says why."))
        else:
            _draw_faulty(count)
    st.session_state[_WAITS] = isinstance(error, StoreError)
    _watch(error.problems)


def _draw_faulty(count: int) -> None:
    """Say that a data folder breaks rules."""
    st.write(
        _(
            "Its data is being edited and does not pass its checks, so nothing is shown "
            "rather than something wrong. This page returns by itself once the data is "
            "mended."
        )
    )
    st.write(ngettext("{n} problem is known.", "{n} problems are known.", count).format(n=count))
    st.caption(_("For editors: `python -m geo check` lists each problem with its file and line."))


@st.fragment(run_every=_AGAIN_SECONDS)
def _watch(before: tuple[Problem, ...]) -> None:
    if st.session_state.pop(_WAITS, False):
        return  # of what a store did not answer now, it is asked again later
    try:
        cached.dataset()
    except DataError as error:
        if error.problems == before:
            return
    st.rerun()
