"""The search box: suggestions while the reader types, in any spelling."""

from dataclasses import replace

import streamlit as st

from dashboard import state
from dashboard.text import plain
from geo import Filter
from geo.messages import gettext as _
from geo.parameters import LONGEST_SEARCH
from geo.search import Suggestion, nearest, suggest

_TEXT = "search_text"
_LONGEST_LABEL = 60
_KINDS = {
    "place": ":material/place:",
    "city": ":material/location_city:",
    "source": ":material/description:",
    "statement": ":material/notes:",
}


@st.fragment
def render() -> None:
    """Draw the search field with what the typed text may mean."""
    text = (
        st.text_input(
            _("Search"),
            key=_TEXT,
            type="search",
            live=True,
            max_chars=LONGEST_SEARCH,
            placeholder=_("Place, city, source, word"),
            help=_(
                "Any spelling, Latin or Persian. A search that is applied keeps the statements "
                "that hold every word; suggestions also find similar spellings."
            ),
        )
        or ""
    ).strip()
    if not text:
        return
    data = state.dataset()
    faults = Filter.read([("q", text)], data)[1]
    if faults:
        st.caption(_("A search needs {expected}.").format(expected=plain(faults[0].expected)))
        return
    found = suggest(data, text)
    if st.button(
        _("Keep what holds “{text}”").format(text=plain(text)),
        key="search_apply",
        icon=":material/filter_alt:",
        width="stretch",
    ):
        state.search_for(text)
        st.rerun()
    if not found:
        st.caption(_("Nothing is called “{text}”. Nearest:").format(text=plain(text)))
        found = nearest(data, text)
    with st.container(key="suggestions", gap=None):
        for suggestion in found:
            _draw(suggestion)


def _draw(suggestion: Suggestion) -> None:
    words = suggestion.label
    if suggestion.kind == "place" and suggestion.matched not in words:
        words = f"{words} ({suggestion.matched})"
    if len(words) > _LONGEST_LABEL:
        words = f"{words[:_LONGEST_LABEL].rstrip()}…"
    if st.button(
        plain(words),
        key=f"suggest_{suggestion.kind}_{suggestion.id}",
        type="tertiary",
        icon=_KINDS[suggestion.kind],
    ):
        _follow(suggestion)
        st.rerun()


def _follow(suggestion: Suggestion) -> None:
    """Open a place or the place of a statement; restrict to a city or a source."""
    data, query = state.dataset(), state.current_filter()
    if suggestion.kind == "place":
        state.select_place(suggestion.id)
    elif suggestion.kind == "city":
        state.change(replace(query, cities=(suggestion.id,)))
    elif suggestion.kind == "source":
        state.change(replace(query, sources=(suggestion.id,)))
    elif suggestion.id in data.claims.index:
        state.select_place(str(data.claims.at[suggestion.id, "place_id"]))
    else:
        state.offer((suggestion.id,))


if __name__ == "__main__":
    render()
