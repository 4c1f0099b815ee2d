"""Whether the page is light or dark, as the reader's system or the switch on the page says."""

import streamlit as st


def is_dark() -> bool:
    """Tell whether the page is dark."""
    return bool(st.context.theme.type == "dark")
