"""What a view shows and what it leaves out, in words and numbers."""

import streamlit as st

from dashboard.templates import macros
from geo import Selection


def render(selection: Selection, with_sentence: bool = True) -> None:
    """Draw the counter, under the sentence that describes the view."""
    sentence = selection.filter.describe(selection.dataset) if with_sentence else ""
    with st.container(key="counter"):
        st.html(macros("shell/shell.html").counter(sentence, selection.counts))
