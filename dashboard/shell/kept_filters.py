"""What stands between a search and its answer: the filters that the reader chose before."""

import streamlit as st

from dashboard import cached
from dashboard.escaping import isolated, plain
from dashboard.session import answers, state
from dashboard.shell import chips
from geo import Filter, Selection
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.wording import listed


def render(selection: Selection) -> None:
    """Say which filters were kept where they leave a search without places; offer it alone."""
    if not selection.places.empty:
        return
    alone = answers.alone()
    places = cached.selection(alone, selection.dataset).counts.places.shown
    if alone.without("place") == Filter() or not places:
        return
    with st.container(key="kept-filters", horizontal=True, vertical_alignment="center"):
        words = _("The search alone has places. Kept from before it: {filters}.")
        st.caption(plain(words.format(filters=listed(_kept()))), width="content")
        found = ngettext("{n} place", "{n} places", places).format(n=places)
        st.button(
            _("Show the search alone ({places})").format(places=found),
            key="search_alone",
            type="tertiary",
            icon=":material/filter_alt_off:",
            on_click=_show_alone,
        )


def _kept() -> list[str]:
    """Name the filters beside those that the search set."""
    now, alone = state.current_filter(), answers.alone()
    of_search = {words for words, _fields, _code in chips.of(alone, state.dataset())}
    names = [words for words, _fields, _code in chips.of(now, state.dataset())]
    return [isolated(words) for words in names if words not in of_search]


def _show_alone() -> None:
    state.change(answers.alone())
