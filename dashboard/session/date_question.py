"""What a typed date was read as, and what is asked of a reader where that is not clear."""

from collections.abc import Callable, Iterable

import streamlit as st

from dashboard.escaping import isolated, plain
from geo.lookup.mistyped_dates import fault_words
from geo.messages import gettext as _
from geo.typed_dates import Typed
from geo.wording import capitalised


def draw(name: str, typed: Typed, choose: Callable[..., None], *args: str) -> None:
    """Say what is wrong with a typed date, or ask which of its meanings is meant.

    Parameters
    ----------
    name
        Begins the keys of the buttons.
    typed
        The text with what it may mean.
    choose, args
        Called with the text and the one meaning that a reader chose, behind these arguments.
    """
    if typed.fault:
        st.error(plain(fault_words(typed)))
    meanings = typed.meanings or typed.offers
    if typed.is_clear or not meanings:
        return
    with st.container(key=f"{name}_question", gap="small"):
        asked = _("“{text}” may mean:").format(text=isolated(typed.text.strip()))
        st.caption(plain(_("Did you mean:") if typed.fault else asked))
        for number, meaning in enumerate(meanings):
            st.button(
                plain(capitalised(meaning.words())),
                key=f"{name}_{number}",
                on_click=choose,
                args=(*args, Typed(typed.text, (meaning,))),
                width="stretch",
            )


def say_misordered() -> None:
    """Say that a typed period would end before it begins."""
    st.error(_("This period would end before it begins; it is not in force."))


def read_words(typed: Iterable[Typed]) -> list[str]:
    """Say how texts were understood that are clear, and no ISO dates themselves."""
    return [
        _("{text}: read as {date}.").format(text=isolated(date.text.strip()), date=meaning.words())
        for date in typed
        for meaning in date.meanings
        if date.is_clear and date.text.strip() != meaning.first
    ]
