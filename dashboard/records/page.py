"""The records page: the visible statements and places as tables to read, sort and search."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.card import panel as card
from dashboard.escaping import plain
from dashboard.records.headings import PHONE_COLUMNS, columns, first_columns
from dashboard.records.tables import (
    PLACES,
    STATEMENTS,
    in_order,
    matching,
    place_table,
    statement_table,
    with_first,
)
from dashboard.session import links, state, visit
from dashboard.session.reading import Reading
from dashboard.session.widgets import is_choice, key_showing
from dashboard.shell import chips, counter, empty_view, sidebar, too_many
from dashboard.templates import macros
from geo import Selection, messages
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.parameters import as_search

_TEMPLATE = macros("records/records.html")
_KIND, _WORDS, _COLUMNS = "records_kind", "records_words", "records_columns"
_ORDER, _FIRST, _WHOLE = "records_order", "records_first", "records_whole"
_MANY = 200  # rows that are drawn unless more are asked for
_ALL = {"statements": STATEMENTS, "places": PLACES}


def render() -> None:
    """Draw the page from the filter in force."""
    sidebar.render()
    chips.render()
    _note_place()
    selection = state.selection()
    counter.render(selection)
    empty_view.render(selection)
    too_many.render(selection)
    with st.container(key="stage", horizontal=True):
        with st.container(key="stage-table"):
            kind = _draw_controls()
            _draw_table(kind, selection)
        with st.container(key="detail"):
            card.render(selection)


def _note_place() -> None:
    """Let the rows of the selected place stand first for who comes to the page; none moves after.

    A place that is gone since, with its data, stands nowhere.
    """
    is_there = any(str(key).startswith(_KIND) for key in st.session_state)
    if not is_there or _FIRST not in st.session_state:
        st.session_state[_FIRST] = state.current_filter().place
    if st.session_state.get(_FIRST) not in state.dataset().places.index:
        st.session_state[_FIRST] = ""


def _draw_controls() -> str:
    """Draw the choice of table with its search, and return which table is chosen."""
    words, now = {"statements": _("Statements"), "places": _("Places")}, state.address().reading
    kind_key, words_key = key_showing(_KIND, now.table), key_showing(_WORDS, now.words)
    with st.container(key="table-controls", horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            _("Table"),
            list(words),
            format_func=words.__getitem__,
            key=kind_key,
            required=True,
            on_change=_turn_to,
            args=(kind_key,),
            label_visibility="collapsed",
        )
        st.text_input(
            _("Search in the table"),
            key=words_key,
            type="search",
            placeholder=_("Search in every column"),
            on_change=_find,
            args=(words_key,),
            label_visibility="collapsed",
        )
        _draw_columns(now.table)
    return now.table


def _turn_to(key: str) -> None:
    """Show another table, in its own order; what is searched for stays."""
    if is_choice(key) and st.session_state[key]:
        state.read_by(Reading(st.session_state[key], words=state.address().reading.words))


def _find(key: str) -> None:
    if is_choice(key):
        words = as_search(str(st.session_state[key] or ""))
        state.read_by(replace(state.address().reading, words=words))


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
    counts, is_cut = selection.counts, selection.is_large
    selection = selection.first("claims" if kind == "statements" else kind, _MANY)
    table = _rows(kind, selection, _MANY if is_cut else None)
    if table.empty:
        st.info(_nothing(selection))
        return
    shown = table if is_cut or _shows_all(len(table)) else table.head(_MANY)
    of_all = counts.statements.shown if kind == "statements" else counts.places.shown
    caption = _caption(len(shown), of_all if is_cut else len(table))
    st.caption(
        _("{rows}. A name opens its card.").format(rows=plain(caption))
        + _first_words(shown, selection)
        + (_cut_words() if is_cut else _search_words())
    )
    _draw_sorting(kind)  # before the headings that press its buttons
    with st.container(key="table"):
        _draw_orders(kind)
        st.html(_markup(kind, shown, caption, selection))


def _markup(kind: str, shown: pd.DataFrame, caption: str, selection: Selection) -> str:
    data = selection.dataset
    names = list(st.session_state[f"{_COLUMNS}_{kind}"]) or list(PHONE_COLUMNS[kind])
    headings = columns(kind, data)
    about = set(shown["record_id" if kind == "statements" else "place_id"])
    places, opened = set(data.places.index), state.address().event
    hrefs = {
        name: links.card_link(name) if name in places else links.event_link(name) for name in about
    }
    found: str = _TEMPLATE.reading_table(
        kind,
        caption,
        {name: headings[name] for name in _ALL[kind] if name in names},
        shown.to_dict("records"),
        state.address().reading.order,
        hrefs,
        selection.filter.place or opened,
        data,
    )
    return found


def _shows_all(count: int) -> bool:
    """Let the reader have all rows of a long table on the page, which takes longer to draw."""
    if count <= _MANY:
        return True
    return st.toggle(
        _("All rows on this page, for printing and for the browser's own search"), key=_WHOLE
    )


def _caption(shown: int, count: int) -> str:
    if shown < count:
        return _("The first {shown} of {count} rows").format(shown=shown, count=count)
    return ngettext("{n} row", "{n} rows", count).format(n=count)


def _draw_sorting(kind: str) -> None:
    """Draw the buttons that the headings of the table press, which nobody sees."""
    with st.container(key="records-unseen"):
        for name in _ALL[kind]:
            st.button(name, key=f"records_sort_{name}", on_click=_sort, args=(kind, name))


def _draw_orders(kind: str) -> None:
    """Offer the orders that headings give, for where rows are cards without any: records.css."""
    headings = columns(kind, state.dataset())
    ways = {False: _("{column}, ascending"), True: _("{column}, descending")}
    now = state.address().reading
    shown = {*st.session_state[f"{_COLUMNS}_{kind}"], now.order[0]}
    words = {
        f"{name} {way}": ways[way].format(column=headings[name].label)
        for name in _ALL[kind]
        for way in ways
        if name in shown
    }
    name, is_descending = now.order
    key = key_showing(f"{_ORDER}_of_{kind}", f"{name} {is_descending}")
    with st.container(key="records-orders"):
        st.selectbox(
            _("Order"),
            list(words),
            key=key,
            format_func=lambda order: words.get(order, order),
            label_visibility="collapsed",
            on_change=_sort_as_chosen,
            args=(kind, key),
        )


def _sort_as_chosen(kind: str, key: str) -> None:
    if not is_choice(key):
        return
    name, _space, way = (st.session_state[key] or "").partition(" ")
    _sort_by(kind, name, way == str(True))


def _sort(kind: str, name: str) -> None:
    """Sort by a column, downwards where rows already stand by it."""
    was, is_descending = state.address().reading.order
    _sort_by(kind, name, was == name and not is_descending)


def _sort_by(kind: str, name: str, is_descending: bool) -> None:
    """Sort a table; one that the reader has left since stays as it is, and so does its order."""
    now = state.address().reading
    if kind == now.table and name in _ALL[kind]:
        st.session_state[_FIRST] = ""
        state.read_by(now.sorted_by(name, is_descending))


def _rows(kind: str, selection: Selection, most: int | None) -> pd.DataFrame:
    table = statement_table(selection) if kind == "statements" else place_table(selection)
    table = table[:most]
    now = state.address().reading
    rows = matching(table, now.words)
    if now.column:
        rows = in_order(rows, now.column, now.is_descending)
    return with_first(rows, _first())


def _first() -> str:
    """Return the place whose rows stand first: in the table's own order alone."""
    return "" if state.address().reading.column else str(st.session_state.get(_FIRST, ""))


def _first_words(table: pd.DataFrame, selection: Selection) -> str:
    """Say which place stands first, after a space; nothing where none does."""
    place = _first()
    ids = table["record_id" if "record_id" in table else "place_id"]
    if not place or place not in set(ids):
        return ""
    name = plain(messages.content(selection.dataset.places.at[place, "name"]))
    return " " + _("The rows of {place} stand first.").format(place=name)


def _search_words() -> str:
    """Say what the search of the table does not reach, after a space; nothing without one."""
    is_searched = bool(state.address().reading.words.strip())
    return " " + _("This search is of the table alone: files leave it out.") if is_searched else ""


def _cut_words() -> str:
    """Say, after a space, what orders and searches of the first rows of very many do not reach."""
    return " " + _("The order and the search of the table are of these rows alone.")


def _nothing(selection: Selection) -> str:
    if len(selection.claims) + len(selection.milestones):
        return _("No rows contain all these words. Use fewer words, or clear the search.")
    return _("Nothing matches all these filters. Remove one of them, or clear all.")
