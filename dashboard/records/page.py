"""The records page: the visible statements and places as tables to sort, search and choose from."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.card import panel as card
from dashboard.escaping import plain
from dashboard.records.tables import (
    DATE,
    FIGURE,
    LINK,
    PHONE_COLUMNS,
    PLACES,
    STATEMENTS,
    Column,
    columns,
    first_columns,
    matching,
    place_table,
    stated_date,
    stated_words,
    statement_table,
    with_first,
)
from dashboard.session import state, visit
from dashboard.session.chosen import chosen_row
from dashboard.shell import chips, counter, sidebar
from geo import Selection
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.parameters import MAX_SEARCH_CHARS

_KIND, _WORDS, _TABLE = "records_kind", "records_words", "records_table"
_COLUMNS, _CHOSEN = "records_columns", "records_chosen"
_FIRST, _KNOWN = "records_first", "records_known"
_HEIGHT_PX, _PHONE_PX = 560, 360
_SCRIPT = '<script src="./assets/atlas/records.js"></script>'
_ALL = {"statements": STATEMENTS, "places": PLACES}


def render() -> None:
    """Draw the page from the filter in force."""
    sidebar.render()
    chips.render()
    _note_place()
    selection = state.selection()
    counter.render(selection)
    with st.container(key="stage", horizontal=True):
        with st.container(key="stage-table"):
            kind = _draw_controls()
            _draw_table(kind, selection)
        with st.container(key="detail"):
            card.render(selection)


def _note_place() -> None:
    """Let the rows of a place selected elsewhere stand first; a choice in the table moves none."""
    place = state.current_filter().place
    if _KIND not in st.session_state or place != st.session_state.get(_KNOWN):
        st.session_state[_FIRST] = st.session_state[_KNOWN] = place


def _draw_controls() -> str:
    """Draw the choice of table with its search, and return which table is chosen."""
    words = {"statements": _("Statements"), "places": _("Places")}
    with st.container(key="table-controls", horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            _("Table"),
            list(words),
            default="statements",
            format_func=words.__getitem__,
            key=_KIND,
            required=True,
            label_visibility="collapsed",
        )
        st.text_input(
            _("Search in the table"),
            key=_WORDS,
            type="search",
            max_chars=MAX_SEARCH_CHARS,
            placeholder=_("Search in every column"),
            label_visibility="collapsed",
        )
        chosen = str(kind or "statements")
        _draw_columns(chosen)
    return chosen


def _draw_columns(kind: str) -> None:
    headings = columns(kind, state.dataset())
    with st.popover(_("Columns"), icon=":material/view_column:"):
        st.multiselect(
            _("Columns shown"),
            list(_ALL[kind]),
            default=first_columns(kind, visit.is_phone(), state.dataset()),
            format_func=lambda name: headings[name].label,
            key=f"{_COLUMNS}_{kind}",
            placeholder=_("Choose columns"),
        )


def _draw_table(kind: str, selection: Selection) -> None:
    table = _rows(kind, selection)
    if table.empty:
        st.info(_nothing(selection))
        return
    said = ngettext("{n} row", "{n} rows", len(table)).format(n=len(table))
    st.caption(
        _("{rows}. Select a row to open its card; a heading sorts.").format(rows=said)
        + _first_words(table, selection)
    )
    names = list(st.session_state[f"{_COLUMNS}_{kind}"]) or list(PHONE_COLUMNS[kind])
    names = [name for name in _ALL[kind] if name in names]
    _keep_choice(kind, table)
    shown = table[names].reset_index(drop=True)
    with st.container(key="table"):
        st.html(_SCRIPT, unsafe_allow_javascript=True)
        st.dataframe(
            _worded(shown) if {DATE, FIGURE} & set(names) else shown,
            key=f"{_TABLE}_{kind}",
            height=min(_PHONE_PX if visit.is_phone() else _HEIGHT_PX, 37 + 35 * len(table)),
            hide_index=True,
            column_order=names,
            column_config=_configured(kind, names),
            on_select=partial(_choose, kind),
            selection_mode=["single-row", "single-cell"],
            placeholder="",
            alt=_("Table of {rows}").format(rows=said),
        )


def _rows(kind: str, selection: Selection) -> pd.DataFrame:
    table = statement_table(selection) if kind == "statements" else place_table(selection)
    rows = matching(table, st.session_state.get(_WORDS) or "")
    return with_first(rows, st.session_state.get(_FIRST, ""))


def _first_words(table: pd.DataFrame, selection: Selection) -> str:
    """Say which place stands first, after a space; nothing where none does."""
    place = st.session_state.get(_FIRST, "")
    if not _first_of(place, table):
        return ""
    name = plain(selection.dataset.places.at[place, "name"])
    return " " + _("The rows of {place} stand first.").format(place=name)


def _nothing(selection: Selection) -> str:
    if len(selection.claims) + len(selection.milestones):
        return _("No rows contain all these words. Use fewer words, or clear the search.")
    return _("Nothing matches these filters. Widen the period or reset the filters.")


def _worded(shown: pd.DataFrame) -> Styler:
    """Show dates and figures in words alone, over values that sort as time and number do."""
    words = {DATE: stated_date, FIGURE: stated_words}
    said: dict[Any, Any] = {name: _saying(word) for name, word in words.items() if name in shown}
    return shown.style.format(said, na_rep="")


def _saying(word: Callable[[str], str]) -> Callable[[object], str]:
    return lambda value: word(str(value))


def _configured(kind: str, names: list[str]) -> dict[str, ColumnConfig]:
    headings = columns(kind, state.dataset())
    return {name: _config(name, headings[name]) for name in names}


def _config(name: str, column: Column) -> ColumnConfig:
    label, meaning, width = column.label, column.meaning, column.width_px
    if name == LINK:
        return st.column_config.LinkColumn(label, help=meaning, width=width, display_text=_("Open"))
    if name in ("earliest", "latest"):
        return st.column_config.DateColumn(label, help=meaning, width=width, format="YYYY-MM-DD")
    if name in ("lat", "lon"):
        return st.column_config.NumberColumn(label, help=meaning, width=width, format="plain")
    return st.column_config.Column(label, help=meaning, width=width)


def _keep_choice(kind: str, table: pd.DataFrame) -> None:
    """Mark the row that was chosen last wherever it stands now, and no other."""
    chosen = st.session_state.get(_CHOSEN, "")
    if chosen not in table.index or not _is_open(chosen):
        chosen = _first_of(state.current_filter().place, table)
    rows = [list(table.index).index(chosen)] if chosen else []
    st.session_state[f"{_TABLE}_{kind}"] = {"selection": {"rows": rows, "columns": [], "cells": []}}


def _first_of(place_id: str, table: pd.DataFrame) -> str:
    """Return the first row about a place, or the row of the place itself; empty for none."""
    claims = state.dataset().claims
    own = {place_id, *claims.index[claims["place_id"] == place_id]}
    return next((str(name) for name in table.index if name in own), "")


def _is_open(record_id: str) -> bool:
    """Tell whether the card that a row opened still stands."""
    claims = state.dataset().claims
    place_id = claims["place_id"].get(record_id, record_id)
    return record_id in visit.now().choices or place_id == state.current_filter().place


def _choose(kind: str) -> None:
    """Open the card of the row in which something was selected."""
    table = _rows(kind, state.selection())
    number = chosen_row(f"{_TABLE}_{kind}", len(table))
    if number is None:
        return
    record_id = str(table.index[number])
    st.session_state[_CHOSEN] = record_id
    claims = state.dataset().claims
    if kind == "places":
        state.select_place(record_id)
    elif record_id in claims.index:
        state.select_place(str(claims.at[record_id, "place_id"]))
    else:
        state.offer((record_id,))
    st.session_state[_KNOWN] = state.current_filter().place
