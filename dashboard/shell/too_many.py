"""What a page says of more statements than have room in memory."""

import streamlit as st

from geo import Selection
from geo.messages import gettext as _
from geo.messages import ngettext


def render(selection: Selection) -> bool:
    """Say that a visible set is too large for a page, and how to narrow it; tell whether it is."""
    beyond = selection.dataset.beyond
    if not selection.is_large or beyond is None:
        return False
    places, statements = selection.counts.places.shown, selection.counts.statements.shown
    st.info(
        _(
            "{places} and {statements} match, more than this page can list ({most} of both "
            "together). Choose a shorter period, a city, a kind of statement or a source, or zoom "
            "in on the map and turn on “Only in view”."
        ).format(
            places=ngettext("{n} place", "{n} places", places).format(n=places),
            statements=ngettext("{n} statement", "{n} statements", statements).format(n=statements),
            most=beyond.most,
        )
    )
    return True
