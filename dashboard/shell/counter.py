"""What a view shows and what it leaves out, in words and numbers."""

import streamlit as st

from dashboard.templates import macros
from geo import Selection


def render(selection: Selection, sentence: str | None = None) -> None:
    """Draw the counter, under a sentence that describes the view; empty for none."""
    if sentence is None:
        sentence = selection.filter.describe(selection.dataset)
    with st.container(key="counter"):
        st.html(macros("shell/shell.html").counter(sentence, selection.counts))
