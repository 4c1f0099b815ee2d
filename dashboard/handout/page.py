"""The handout page: what is shown, on one sheet to print or to keep as a picture."""

from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from dashboard.handout.outlines import NO_OUTLINES, Outlines, base_outlines
from dashboard.handout.sheet import Handout, alternative, handout_svg
from dashboard.look import lanes
from dashboard.session import links, state
from dashboard.session.view import View
from dashboard.shell import chips, sidebar, too_many
from dashboard.templates import macros
from geo.messages import gettext as _
from geo.subject import Subject

_TEMPLATE = macros("handout/handout.html")
_WHOLE = "handout_whole"
# Browsers take the size of the sheet from the style of the open page. Streamlit draws a style sent
# on its own in another place, and may do so later than the sheet: it brings what it needs.
PRINT_STYLE = Path(__file__).resolve().with_name("print.css")


def render() -> None:
    """Draw the page from the filter in force."""
    sidebar.render()
    chips.render()
    selection = state.selection()
    if too_many.render(selection):
        st.button(_("Back to the map"), key="handout_back", on_click=state.go, args=("map",))
        return
    name = f"{selection.dataset.subject.id}-handout.png"
    with st.container(key="handout-controls", horizontal=True, vertical_alignment="center"):
        st.button(_("Back to the map"), key="handout_back", on_click=state.go, args=("map",))
        st.html(_TEMPLATE.buttons(name), unsafe_allow_javascript=True, width="content")
        view = _draw_view_choice()
    handout = Handout(
        selection=selection,
        permalink=_address(view),
        lanes=lanes(selection.dataset.subject),
        today=datetime.now(UTC).date(),
        view=view,
    )
    drawing = handout_svg(handout, _outlines(selection.dataset.subject))
    with st.container(key="handout"):
        picture = b64encode(drawing.encode()).decode()
        style = PRINT_STYLE.read_text("utf-8")
        st.html(_TEMPLATE.sheet(picture, alternative(handout), style))


def _address(view: View | None) -> str:
    """Return the address of the map as the sheet shows it, the public one where it has one."""
    return links.permalink("map", with_view=view is not None, is_printed=True)


def _draw_view_choice() -> View | None:
    """Let the reader choose all shown places in place of the map's view, where it has one."""
    view = state.view()
    if view is None:
        return None
    return None if st.toggle(_("All shown places on the map"), key=_WHOLE) else view


def _outlines(subject: Subject) -> Outlines:
    """Return the base map, and say where it cannot be read."""
    outlines = base_outlines(subject)
    if outlines is NO_OUTLINES:
        st.warning(_("Outlines could not be loaded"))
    return outlines
