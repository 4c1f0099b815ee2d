"""Order and filters of the statements on a long card, which no address knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd
import streamlit as st

from dashboard.card.contents import ORDERS
from dashboard.escaping import plain
from dashboard.session import date_question, state, typed_period
from geo import Filter, messages
from geo.lookup.date_field import read_field
from geo.messages import gettext as _
from geo.typed_dates import Typed
from geo.wording import period_words

_ORDER = "card_order"
_FIELDS = {"kinds": "kind", "publishers": "publisher_kind"}


@dataclass(frozen=True)
class _Period:
    """The period of one card: what is typed as `from` and `to`, and what of it is in force."""

    typed: Mapping[str, Typed] = field(default_factory=dict)
    in_force: Filter = field(default_factory=Filter)
    is_misordered: bool = False

    def put(self, end: str, typed: Typed) -> "_Period":
        """Return the period with what was typed as one end; what is not clear changes nothing."""
        typing = typed_period.typed_together(self.typed, end, typed)
        now = {"from": self.in_force.from_date, "to": self.in_force.to_date}
        if end in self.typed and typed_period.is_span(self.typed[end]):
            now = {}  # its other end stands in no field
        found, is_misordered = typed_period.read_ends(typing, now)
        return _Period(typing, self.in_force if is_misordered else found, is_misordered)


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
    data = state.dataset()
    with st.popover(_("Filter"), icon=":material/filter_list:", key=f"card_filter_{place_id}"):
        period = _draw_period(place_id)
        kinds = _chosen(_("Kinds of statement"), "kinds", place_id, claims["kind"])
        publishers = pd.Series([data.sources[name].publisher_kind for name in claims["source_id"]])
        publishers_chosen = _chosen(_("Kinds of publisher"), "publishers", place_id, publishers)
    pairs = {"kinds": kinds, "publishers": publishers_chosen}
    chosen = Filter.read([(name, value) for name, value in pairs.items() if value], data)[0]
    asked = replace(chosen, from_date=period.from_date, to_date=period.to_date)
    # Within the data that the page has, which hold all of a card's statements.
    here = replace(data, beyond=None)
    return claims[claims.index.isin(asked.select(here).claims.index)]


def _draw_period(place_id: str) -> Filter:
    """Let the reader type a period, and return the one in force, as the sidebar does."""
    key = f"card_period_{place_id}"
    if _field("from", place_id) not in st.session_state:
        st.session_state[key] = _Period()
    period: _Period = st.session_state[key]
    with st.container(key="card_dates", horizontal=True, wrap=False):
        for end, label in (("from", _("From")), ("to", _("To"))):
            st.text_input(label, key=_field(end, place_id), on_change=_read, args=(place_id, end))
    for end, typed in period.typed.items():
        date_question.draw(f"card_date_{end}", typed, _choose, place_id, end)
    if period.is_misordered:
        date_question.say_misordered()
    now = period.in_force
    if now.has_dates:
        words = _("Period: {period}.").format(period=period_words(now.from_date, now.to_date))
        st.caption(plain(" ".join([*date_question.read_words(period.typed.values()), words])))
    return now


def _field(end: str, place_id: str) -> str:
    return f"card_{end}_{place_id}"


def _read(place_id: str, end: str) -> None:
    """Put in force what a reader typed."""
    text = str(st.session_state[_field(end, place_id)])
    _choose(place_id, end, read_field(state.dataset(), text))


def _choose(place_id: str, end: str, typed: Typed) -> None:
    """Put in force what a reader typed or chose; the field of an end that it has too is emptied."""
    key = f"card_period_{place_id}"
    st.session_state[key] = st.session_state[key].put(end, typed)
    for other in {"from", "to"} - set(st.session_state[key].typed):
        st.session_state[_field(other, place_id)] = ""


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
