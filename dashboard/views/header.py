"""The head of every page: title, pages, a link to this view, and notices."""

from html import escape

import streamlit as st

from dashboard import i18n, state
from geo.messages import gettext as _

_NAVIGATION = "header_page"


def page_names() -> dict[str, str]:
    """Return the name of each page in the language in use."""
    return {
        "map": _("Map"),
        "timeline": _("Timeline"),
        "sources": _("Sources"),
        "about": _("About"),
    }


def render() -> None:
    """Draw the head of the page."""
    with st.container(key="header", horizontal=True, vertical_alignment="center"):
        sentence = _(
            "What named sources state about the 1988 executions of political prisoners in Iran"
        )
        st.html(f"<h1>{escape(_('The 1988 atlas'))}</h1><p>{escape(sentence)}</p>", width="stretch")
        _draw_navigation()
        _draw_share()
    _draw_note()
    _draw_problems()


def _draw_navigation() -> None:
    names = page_names()
    st.session_state[_NAVIGATION] = state.page()
    st.segmented_control(
        _("Page"),
        list(names),
        format_func=names.__getitem__,
        key=_NAVIGATION,
        required=True,
        label_visibility="collapsed",
        on_change=_turn,
    )


def _turn() -> None:
    state.go(st.session_state[_NAVIGATION])


def _draw_share() -> None:
    with st.popover(_("Share"), key="share"):
        st.write(_("This address opens the same view:"))
        st.code(state.permalink(), language=None, wrap_lines=True)


def _draw_note() -> None:
    if state.note_is_read():
        return
    with st.container(key="content-note", horizontal=True, vertical_alignment="center"):
        st.write(
            _(
                "This atlas speaks of executions, burials and mourning. It shows what named "
                "sources state, with their disagreements, and judges none of them."
            )
        )
        st.button(_("Continue"), key="content_note_read", on_click=state.read_note)


def _draw_problems() -> None:
    lines = [
        _(
            "`{name}` in the address was not understood and is ignored: found {found}; expected "
            "{expected}."
        ).format(name=one.field, found=_plain(one.found), expected=_plain(one.expected))
        for one in state.problems()
    ]
    wanted = state.language()
    if wanted not in i18n.available():
        lines.append(
            _(
                "The atlas is not yet available in the language `{code}`; it is shown in English."
            ).format(code=wanted)
        )
    if lines:
        with st.container(key="notice"):
            st.warning("\n\n".join(lines[:8]))


def _plain(words: str) -> str:
    """Keep text from the address from being read as Markdown or as HTML."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#+-.!|<>$~:&" else char for char in words)
