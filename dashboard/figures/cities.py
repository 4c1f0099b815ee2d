"""The second tab of the figures page: cities claimed beside cities named."""

import streamlit as st

from dashboard.templates import macros
from geo import Selection
from geo.conflicts import touching
from geo.figures import city_claims
from geo.messages import gettext as _
from geo.named_cities import named_cities
from geo.wording import country_name

_TABLES, _CARD = macros("figures/figures.html"), macros("card/card.html")


def draw_cities(selection: Selection) -> None:
    """Set claimed numbers of cities beside the cities that statements name."""
    country = selection.dataset.subject.country
    cities = _("cities in {country}").format(country=country_name(country)) if country else ""
    st.write(
        _(
            "Two different things: how many cities a source says there were, and how many {cities} "
            "the statements shown here name, each city once. The second grows with this "
            "dataset; it neither confirms nor answers a claim."
        ).format(cities=cities or _("cities"))
    )
    claimed, named = city_claims(selection), named_cities(selection)
    data = selection.dataset
    conflicts = touching(data.conflicts, [figure.claim_id for figure in claimed])
    left, right = st.columns(2, gap="large")
    with left:
        if claimed:
            st.html(_TABLES.city_claims_table(claimed, data) + _CARD.differing(conflicts, data))
        else:
            st.info(_("No statement in this view counts cities."))
    with right:
        if named:
            st.html(_TABLES.named_cities_table(named, data))
        else:
            words = (
                _("No statement in this view names a city in {country} for these kinds.")
                if country
                else _("No statement in this view names a city for these kinds.")
            )
            st.info(words.format(country=country_name(country)))
