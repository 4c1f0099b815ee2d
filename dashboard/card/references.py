"""References to documents in a style, and as files for other programs."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.cite.bibtex import bibtex_items
from geo.cite.csl_json import csl_items
from geo.cite.references import style_names
from geo.cite.ris import ris_items
from geo.messages import gettext as _

WRITERS: dict[str, tuple[Callable[[list[dict[str, Any]]], str], str]] = {
    "BibTeX": (bibtex_items, "bib"),
    "RIS": (ris_items, "ris"),
    "CSL-JSON": (csl_items, "json"),
}
"""Formats of reference managers: what writes them, and the ending of their files."""


def choose_style(key: str) -> str:
    """Let the reader choose a citation style, and return its code."""
    names = style_names()
    chosen: str = st.selectbox(_("Style"), list(names), format_func=names.__getitem__, key=key)
    return chosen


def draw_reference_files(items: list[dict[str, Any]], name: str) -> None:
    """Offer CSL-JSON items in the formats of reference managers; made when asked for."""
    with st.container(horizontal=True):
        for label, (write, ending) in WRITERS.items():
            st.download_button(
                label,
                data=_writing(write, items),
                file_name=f"{name}.{ending}",
                key=f"{name}_{ending}",
                on_click="ignore",
            )


def _writing(
    write: Callable[[list[dict[str, Any]]], str], items: list[dict[str, Any]]
) -> Callable[[], bytes]:
    return lambda: write(items).encode()
