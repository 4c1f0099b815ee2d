"""A chart as a picture that says by itself what it shows, from which sources and on what terms."""

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from dashboard.session import links
from dashboard.templates import macros
from geo import Selection
from geo.cite.references import attribution
from geo.export.stamp import stamp

_TEMPLATE = macros("shell/picture.html")


def render(chart: str, title: str, selection: Selection, source_ids: Iterable[str]) -> None:
    """Draw the button that keeps a chart as a picture.

    Parameters
    ----------
    chart
        Key of the chart.
    title
        What the chart is called.
    selection
        What is shown.
    source_ids
        The documents that the chart rests on.
    """
    data = selection.dataset
    documents = Counter(attribution(data.sources[name]) for name in dict.fromkeys(source_ids))
    counts = macros("shell/shell.html").statements(selection.counts.statements).striptags()
    button = _TEMPLATE.button(
        chart,
        f"{data.subject.id}-{chart.replace('_', '-')}.png",
        (str(data.subject.title), title),
        (selection.filter.describe(data), counts),
        documents,
        stamp(selection).licence_words,
        links.permalink(),
    )
    st.html(button, unsafe_allow_javascript=True)
