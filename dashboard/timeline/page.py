"""The timeline page: every dated statement in its row, and cities by document for one day."""

import pandas as pd
import streamlit as st

from dashboard.card import panel as card
from dashboard.session import state
from dashboard.shell import chips, counter, empty_view, sidebar, too_many
from dashboard.templates import macros
from dashboard.timeline import panel, small
from dashboard.timeline.style import FULL
from geo import Selection, messages
from geo.messages import gettext as _
from geo.summaries import cities_by_source

_TABLE = macros("shell/shell.html")


def render() -> None:
    """Draw the page from the filter in force."""
    sidebar.render()
    selection = state.selection()
    chips.render()
    counter.render(selection)
    empty_view.render(selection)
    with st.container(key="stage", horizontal=True):
        with st.container(key="stage-timeline"):
            with st.container(key="timeline"):
                if selection.is_large:
                    small.render(selection)
                else:
                    panel.render(selection, FULL)
            too_many.render(selection)
            _draw_cities(selection)
        with st.container(key="detail"):
            card.render(selection)


def _draw_cities(selection: Selection) -> None:
    """Set the documents that name cities of one day's gatherings side by side."""
    query = selection.filter
    if not query.from_date or query.from_date != query.to_date or len(query.from_date) != 10:
        return
    table = cities_by_source(selection)
    if table.empty:
        return
    heading = _("Cities by document")
    st.subheader(heading, anchor=False)
    st.caption(
        _(
            "What each document says of gatherings on this day. An announcement shows that a "
            "notice existed, not that a gathering was held."
        )
    )
    heads = [
        _TABLE.document_heading(selection.dataset.sources[str(source_id)], int((said != "").sum()))
        for source_id, said in table.items()
    ]
    st.html(_TABLE.city_matrix(heading, _rows(table, selection), heads))


def _rows(table: pd.DataFrame, selection: Selection) -> list[tuple[str, list[str]]]:
    return [
        (messages.content(selection.dataset.cities[str(city)]), list(cells))
        for city, cells in zip(table.index, table.to_numpy(), strict=True)
    ]
