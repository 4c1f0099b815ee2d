"""The search box: suggestions while the reader types, in any spelling."""

from dataclasses import replace

import streamlit as st

from dashboard.escaping import isolated, plain
from dashboard.session import state
from geo import Filter
from geo.lookup.search import Suggestion, nearest, suggest
from geo.messages import gettext as _
from geo.parameters import MAX_SEARCH_CHARS

_TEXT = "search_text"
_MAX_LABEL_CHARS, _MIN_MATCHED_CHARS = 60, 20
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
            max_chars=MAX_SEARCH_CHARS,
            placeholder=_("Place, city, source, word"),
            help=_(
                "Any spelling, Latin or Persian. A search that is applied shows the statements "
                "that contain every word; suggestions also find similar spellings."
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
    suggestions = suggest(data, text)
    if st.button(
        _("Show statements containing “{text}”").format(text=plain(isolated(text))),
        key="search_apply",
        icon=":material/filter_alt:",
        width="stretch",
    ):
        state.search_for(text)
        st.rerun()
    if not suggestions:
        suggestions = nearest(data, text)
        words = (
            _("Nothing is called “{text}”. Nearest:")
            if suggestions
            else _("Nothing is called “{text}”, nor anything like it. Try another spelling.")
        )
        st.caption(words.format(text=plain(isolated(text))))
    with st.container(key="suggestions", gap=None):
        for suggestion in suggestions:
            _draw(suggestion)


def _draw(suggestion: Suggestion) -> None:
    if st.button(
        plain(label(suggestion)),
        key=f"suggest_{suggestion.kind}_{suggestion.id}",
        type="tertiary",
        icon=_KINDS[suggestion.kind],
    ):
        _follow(suggestion)
        st.rerun()


def label(suggestion: Suggestion) -> str:
    """Return what to show of a suggestion: its name and the name that answers, each by itself."""
    words = suggestion.label
    if suggestion.kind != "place" or suggestion.matched in words:
        return isolated(_cut(words, _MAX_LABEL_CHARS))
    left = max(_MIN_MATCHED_CHARS, _MAX_LABEL_CHARS - len(words) - 3)
    return f"{isolated(_cut(words, _MAX_LABEL_CHARS))} ({isolated(_cut(suggestion.matched, left))})"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


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
