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


def render(
    chart: str,
    title: str,
    selection: Selection,
    source_ids: Iterable[str],
    said: Iterable[str],
    notes: Iterable[str] = (),
) -> None:
    """Draw the button that keeps a chart as a picture.

    Parameters
    ----------
    chart
        Key of the chart.
    title
        What the chart is called and is about: the picture is seen without the page.
    selection
        What is shown.
    source_ids
        The documents that the chart rests on; the picture names each.
    said
        What the page says beside the chart: what is counted, and what is not drawn.
    notes
        What stands under the chart.
    """
    data = selection.dataset
    documents = Counter(attribution(data.sources[name]) for name in dict.fromkeys(source_ids))
    button = _TEMPLATE.button(
        chart,
        f"{data.subject.id}-{chart.replace('_', '-')}.png",
        (str(data.subject.title), title),
        (selection.filter.describe(data), *filter(None, said)),
        tuple(notes),
        documents,
        stamp(selection).licence_words,
        links.permalink(),
    )
    st.html(button, unsafe_allow_javascript=True)


def statements_shown(selection: Selection) -> str:
    """Say how many statements are shown and why others are not, for charts of all of them."""
    return str(macros("shell/shell.html").statements(selection.counts.statements).striptags())
