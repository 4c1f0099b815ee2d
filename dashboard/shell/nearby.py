"""Cities close to the chosen ones, such as a suburb that sources name by itself."""

from dataclasses import replace

import streamlit as st

from dashboard import cached
from dashboard.escaping import plain
from dashboard.session import answers, state
from geo import Dataset, Filter, messages
from geo.lookup.nearness import NEAR_KM, cities_nearby
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.parameters import allowed_values, restriction_of
from geo.wording import listed

_MOST_NAMED = 3


def button(query: Filter, data: Dataset) -> None:
    """Offer to choose them as well, where places would be shown in them."""
    near = _leaving_places(query, data)
    if not near:
        return
    st.button(
        _("Within {km} km: {cities}").format(km=NEAR_KM, cities=plain(_named(near, data))),
        key="cities_nearby",
        type="tertiary",
        icon=":material/add:",
        help=_("Not among the chosen cities. Press to choose these as well."),
        on_click=_choose,
        args=(tuple(near),),
    )


def caption(query: Filter, data: Dataset) -> None:
    """Name them beneath the list of cities."""
    near = _leaving_places(query, data)
    if near:
        words = _("Within {km} km, but not chosen: {cities}")
        st.caption(words.format(km=NEAR_KM, cities=plain(_named(near, data))))


def _leaving_places(query: Filter, data: Dataset) -> dict[str, int]:
    """Return how many places the other filters leave in each, where any."""
    if not query.cities or data.beyond is not None:  # which does not have all points at hand
        return {}
    leaves = cached.facets(query, data)["cities"]
    near = [code for code in cities_nearby(data, query.cities, NEAR_KM) if code in leaves]
    return {code: leaves[code].places for code in near if leaves[code].places}


def _named(near: dict[str, int], data: Dataset) -> str:
    """Name each with its places; of many, how many cities there are."""
    if len(near) > _MOST_NAMED:
        return ngettext("{n} city", "{n} cities", len(near)).format(n=len(near))
    words = _("{city} ({n})")
    return listed(
        [words.format(city=messages.content(data.cities[code]), n=n) for code, n in near.items()]
    )


def _choose(codes: tuple[str, ...]) -> None:
    query, known = state.current_filter(), allowed_values(state.dataset(), restriction_of("cities"))
    wanted = {*query.cities, *codes}
    answers.widen(replace(query, cities=tuple(code for code in known if code in wanted)), "cities")
