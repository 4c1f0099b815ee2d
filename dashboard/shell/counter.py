"""What a view shows and what it leaves out, in words and numbers."""

from html import escape

import streamlit as st

from geo import Selection
from geo.counts import Tally
from geo.messages import gettext as _


def render(selection: Selection, with_sentence: bool = True) -> None:
    """Draw the counter, under the sentence that describes the view."""
    places, statements = selection.counts.places, selection.counts.statements
    with st.container(key="counter"):
        sentence = escape(selection.filter.describe(selection.dataset)) if with_sentence else ""
        st.html(
            f"{f'<p class=sentence>{sentence}</p>' if sentence else ''}"
            f'<p class="counts">{_part(_("places"), places, True)} '
            f'<span class="gap"></span> {_part(_("statements"), statements, False)}</p>'
        )


def _part(words: str, tally: Tally, located: bool) -> str:
    """Say shown of total, and where the rest is; the numbers add up to the total."""
    shown = _("<b>{shown}</b> of {total} {words} shown").format(
        shown=tally.shown, total=tally.total, words=words
    )
    if located and tally.unlocated:
        shown += " " + _("({unlocated} of them without a point)").format(unlocated=tally.unlocated)
    left_out = [
        _("{n} by the filters").format(n=tally.filtered),
        _("{n} undated").format(n=tally.undated),
        _("{n} withheld").format(n=tally.withheld),
    ]
    return f"{shown} · {_('left out:')} {', '.join(left_out)}"
