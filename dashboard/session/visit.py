"""What a visit to the page knows that no address holds."""

import streamlit as st

_NOTE_READ = "visit_note_read"


def is_phone() -> bool:
    """Tell whether the browser says that it runs on a phone."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def note_is_read() -> bool:
    """Tell whether the reader has closed the content note."""
    return bool(st.session_state.get(_NOTE_READ))


def read_note() -> None:
    """Close the content note for this visit."""
    st.session_state[_NOTE_READ] = True
