"""A run of the page: what it begins with, and what the page has been drawn for.

Every run begins with `begin`, which takes the state from the address when a visit begins or the
reader goes back or forward, and keeps it otherwise.
"""

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import cached
from dashboard.session import language, state, visit
from dashboard.session.address import Address, asked_language
from dashboard.session.interruption import uninterrupted
from dashboard.session.visit import Query


@uninterrupted()
def note_way_back() -> None:
    """Note whether the reader went back or forward; called before a run can be interrupted."""
    context = get_script_run_ctx()
    if context is not None and context.is_history_navigation:
        visit.note(went_back=True)


@uninterrupted()
def begin() -> None:
    """Bring the state up to date with the address, and with the data, at the start of a run.

    Raises
    ------
    DataError
        There is no data to show.
    """
    data, before, left = cached.dataset(), visit.now(), state.address()
    query: Query = {name: st.query_params.get_all(name) for name in sorted(st.query_params)}
    if before.query is not None and not before.went_back and query != before.query:
        # The reader acted before the browser had the address that the action before wrote.
        query = before.query
        state.put(query)
    elif before.went_back:  # what a run before wrote may reach the browser only now
        state.put({name: query[name] for name in st.query_params})
    is_first = before.query is None
    visit.note(data=data, query=query, went_back=False, is_first=is_first)
    if query != before.query or data is not before.data:
        pairs = [(name, value) for name, values in query.items() for value in values]
        language.activate(asked_language(pairs, data))  # what is not understood is said in it
        new, problems = Address.read(pairs, data, cached.data_folder())
        st.session_state[state.ADDRESS] = new
        visit.note(problems=problems, owes_address=False)
        visit.forget()
        if is_first or (new.view, new.presentation) != (left.view, left.presentation):
            state.ask_map(is_return=not is_first)
    note_drawn()
    language.activate(state.address().language)


def note_drawn() -> None:
    """Note that the whole page shows what the reader asked for so far."""
    visit.note(drawn=_wanted())


def is_behind() -> bool:
    """Tell whether the reader asked for something that the whole page does not show yet."""
    return visit.now().drawn != _wanted()


def _wanted() -> tuple[Any, ...]:
    known = visit.now()
    return state.address(), known.choices, known.typed, known.is_misordered
