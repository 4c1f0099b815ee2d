"""Order and filters of the statements on a long card, which no address knows."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.card.contents import ORDERS
from dashboard.escaping import isolated, plain
from dashboard.session import state
from geo import Filter, messages
from geo.lookup.mistyped_dates import fault_words, with_offers
from geo.messages import gettext as _
from geo.typed_dates import read_typed

_ORDER = "card_order"
_FIELDS = {"kinds": "kind", "publishers": "publisher_kind"}


def choose_order() -> str:
    """Let the reader choose in which of `ORDERS` statements stand."""
    words = dict(zip(ORDERS, (_("By date"), _("By publication")), strict=True))
    chosen = st.segmented_control(
        _("Order"),
        list(words),
        default=ORDERS[0],
        format_func=words.__getitem__,
        key=_ORDER,
        required=True,
        label_visibility="collapsed",
    )
    return str(chosen)


def narrow(place_id: str, claims: pd.DataFrame) -> pd.DataFrame:
    """Let the reader filter the statements about a place, and return those that are left.

    Each place has its own widgets: on the card of another, nothing is filtered.
    """
    with st.popover(_("Filter"), icon=":material/filter_list:", key=f"card_filter_{place_id}"):
        with st.container(horizontal=True, wrap=False):
            first = _typed(_("From"), "from", place_id)
            last = _typed(_("To"), "to", place_id)
        kinds = _chosen(_("Kinds of statement"), "kinds", place_id, claims["kind"])
        sources = state.dataset().sources
        publishers = pd.Series([sources[name].publisher_kind for name in claims["source_id"]])
        publishers_chosen = _chosen(_("Kinds of publisher"), "publishers", place_id, publishers)
    pairs = {"from": first, "to": last, "kinds": kinds, "publishers": publishers_chosen}
    asked, faults = Filter.read(
        [(name, value) for name, value in pairs.items() if value], state.dataset()
    )
    if faults:
        st.caption(_("This period would end before it begins."))
    # Within the data that the page has, which hold all of a card's statements.
    here = replace(state.dataset(), beyond=None)
    return claims[claims.index.isin(asked.select(here).claims.index)]


def _typed(label: str, end: str, place_id: str) -> str:
    """Let the reader type an end of the period; what is not clear restricts nothing."""
    typed = with_offers(read_typed(st.text_input(label, key=f"card_{end}_{place_id}")))
    if not typed.is_clear:
        unclear = _("This can be read in more than one way: write the year, the month, the day.")
        st.caption(plain(fault_words(typed) if typed.fault else unclear))
    if typed.offers:
        meant = _(", ").join(isolated(one.words()) for one in typed.offers)
        st.caption(plain(_("Did you mean: {dates}?").format(dates=meant)))
    return typed.bound(end == "to") if typed.is_clear else ""


def _chosen(label: str, name: str, place_id: str, values: pd.Series) -> str:
    """Let the reader choose among the codes that a card has, and return them as a query does."""
    codes = sorted(set(values))
    chosen = st.pills(
        label,
        codes,
        selection_mode="multi",
        format_func=lambda code: state.dataset().codes.label(_FIELDS[name], code, messages.code()),
        key=f"card_{name}_{place_id}",
    )
    return ",".join(code for code in codes if code in chosen)
