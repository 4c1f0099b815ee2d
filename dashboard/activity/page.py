"""The activity page: when statements fall, where gatherings were, announced beside held."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.activity.charts import city_years_chart, kind_words, periods_chart
from dashboard.activity.markup import announcements_summary, announcements_table
from dashboard.activity.numbers import apart_px, either_way
from dashboard.card import panel as card
from dashboard.look import lanes
from dashboard.session import links, state, visit
from dashboard.session.chosen import chosen_mark
from dashboard.shell import chips, counter, empty_view, picture, sidebar, too_many
from dashboard.templates import macros
from geo import Selection, messages
from geo.activity import (
    GATHERINGS,
    PeriodCounts,
    announcements,
    city_years,
    count_by_period,
    place_by_city,
    without_a_year,
)
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.spelling import fold
from geo.wording import listed

_PERIODS, _CITIES = "activity_periods", "activity_cities"
_CONFIG = {"displayModeBar": False, "doubleClick": False}


def render() -> None:
    """Draw the page from the filter in force."""
    sidebar.render()
    chips.render()
    selection = state.selection()
    counter.render(selection)
    empty_view.render(selection)
    if too_many.render(selection):
        return
    with st.container(key="stage", horizontal=True):
        with st.container(key="stage-activity"):
            _draw_periods(selection)
            _draw_cities(selection)
            _draw_announcements(selection)
        with st.container(key="detail"):
            card.render(selection)


def _draw_periods(selection: Selection) -> None:
    periods = count_by_period(selection)
    monthly = periods.unit == "month"
    st.subheader(_("Statements by month") if monthly else _("Statements by year"), anchor=False)
    if not periods.counts.to_numpy().any():
        st.info(_("No statement lies inside one period. Remove a filter, or clear all."))
        return
    counted = _("Counted are statements in this dataset, not events or people.")
    st.caption(counted + " " + _("Select a bar to narrow the period to it."))
    is_phone = visit.is_phone()
    is_narrow = is_phone or bool(selection.filter.place)
    chart = periods_chart(periods, lanes(selection.dataset.subject), is_narrow, is_phone)
    apart = 0 if is_phone else apart_px(chart)  # on a phone they stand by turns higher and lower
    template = macros("activity/activity.html")
    st.html(template.numbers_that_fit(_PERIODS, apart, *either_way(chart)))
    heading = _("Statements by month, by layer") if monthly else _("Statements by year, by layer")
    st.plotly_chart(
        chart,
        key=_PERIODS,
        on_select=_narrow,
        selection_mode="points",
        theme=None,
        config=_CONFIG,
        alt=_("{chart}, also in the table below").format(chart=heading),
    )
    rest = _left_out(sum(periods.wider.values()), sum(periods.undated.values()), monthly)
    said = picture.statements_shown(selection), counted, rest
    picture.render(_PERIODS, heading, selection, selection.source_ids, said)
    if rest:
        st.caption(rest)
    with st.expander(_("The same as a table")):
        st.html(_periods_table(heading, periods, selection))


def _periods_table(heading: str, periods: PeriodCounts, selection: Selection) -> str:
    named = lanes(selection.dataset.subject)
    used = [lane for lane in named if periods.counts[lane].any()]
    counts = periods.counts[used]
    counts = counts[counts.any(axis=1)]
    rows = list(zip(counts.index, counts.to_numpy().tolist(), strict=True))
    first = _("Month") if periods.unit == "month" else _("Year")
    template = macros("activity/activity.html")
    table: str = template.periods_table(heading, first, [named[lane].name for lane in used], rows)
    return table


def _left_out(wider: int, undated: int, monthly: bool) -> str:
    """Say what no bar counts; empty where every statement is in one."""
    wide = (
        ngettext(
            "{n} statement whose date covers more than one month",
            "{n} statements whose date covers more than one month",
            wider,
        )
        if monthly
        else ngettext(
            "{n} statement whose date covers more than one year",
            "{n} statements whose date covers more than one year",
            wider,
        )
    )
    none = ngettext("{n} undated statement", "{n} undated statements", undated)
    parts = [words.format(n=n) for words, n in ((wide, wider), (none, undated)) if n]
    rest = _("In no bar: {statements}. They are never shared out.")
    return rest.format(statements=listed(parts)) if parts else ""


def _narrow() -> None:
    """Narrow the period to the chosen year or month."""
    period = chosen_mark(_PERIODS)
    if period in count_by_period(state.selection()).counts.index:
        state.change(replace(state.current_filter(), from_date=period, to_date=period))


def _draw_cities(selection: Selection) -> None:
    heading = _("Gatherings by city and year")
    st.subheader(heading, anchor=False)
    table = city_years(selection)
    if table.empty:
        st.info(_("No gathering with a certain year is in this view. Widen or reset the filters."))
        return
    key = _(
        "Each symbol is a kind of statement; a number inside it says how many. Years without "
        "one have no column. An announcement does not show that a gathering was held."
    )
    st.caption(key + " " + _("Select a city to open its place."))
    named = {code: messages.content(name) for code, name in selection.dataset.cities.items()}
    cities = dict(sorted(named.items(), key=lambda city: fold(city[1])))
    st.html(macros("activity/activity.html").goes_on())
    with st.container(key="city-years"):
        st.plotly_chart(
            city_years_chart(table, cities, selection.dataset.subject.city_layer.colour),
            key=_CITIES,
            on_select=_open_city,
            selection_mode="points",
            theme=None,
            config=_CONFIG,
            alt=_("{chart}, also in the table below").format(chart=heading),
        )
        by_keys = macros("activity/activity.html").by_keys("city-years", heading)
        st.html(by_keys, unsafe_allow_javascript=True)
    claims = selection.claims[selection.claims["kind"].isin(GATHERINGS)]
    drawn, rest = int(table["statements"].sum()), without_a_year(selection)
    counted = ngettext("{n} statement", "{n} statements", drawn).format(n=drawn)
    undated = ngettext(
        "{n} statement on a gathering has no certain year and is not in the matrix.",
        "{n} statements on gatherings have no certain year and are not in the matrix.",
        rest,
    ).format(n=rest)
    said = counted, key, undated if rest else ""
    picture.render(_CITIES, heading, selection, claims["source_id"], said)
    if rest:
        st.caption(undated)
    with st.expander(_("The same as a table")):
        years = sorted(set(table["year"]))
        rows = _matrix_rows(table, years, cities)
        heads = [messages.digits(year) for year in years]
        st.html(macros("shell/shell.html").city_matrix(heading, rows, heads))


def _matrix_rows(
    table: pd.DataFrame, years: list[str], cities: dict[str, str]
) -> list[tuple[str, list[str]]]:
    cells: dict[tuple[str, str], list[str]] = {}
    for kind in GATHERINGS:
        own = table[table["kind"] == kind]
        for city, year, n in zip(own["city"], own["year"], own["statements"], strict=True):
            cells.setdefault((city, year), []).append(f"{kind_words(kind)}: {messages.number(n)}")
    named = [city for city in cities if city in set(table["city"])]
    parted = _("; ").join
    return [
        (cities[city], [parted(cells.get((city, year), [])) for year in years]) for city in named
    ]


def _open_city() -> None:
    """Select the place of the chosen city."""
    place_id = place_by_city(state.selection()).get(chosen_mark(_CITIES))
    if place_id:
        state.select_place(place_id)


def _draw_announcements(selection: Selection) -> None:
    st.subheader(_("Announced, and reported as held"), anchor=False)
    if selection.dataset.beyond is not None:  # a report out of memory would seem missing
        st.info(_("There are too many records to compare announcements with reports."))
        return
    found = announcements(selection)
    if not found:
        st.info(_("No dated announcement is in this view. Widen or reset the filters."))
        return
    st.write(announcements_summary(found))
    st.caption(
        _(
            "Compared by city and by day or month, with all reports in the dataset. Where none is "
            "found, this dataset holds no report; that says nothing on whether a gathering took "
            "place."
        )
    )
    st.html(announcements_table(found, selection.dataset, _address))


def _address(place_id: str) -> str:
    return links.permalink(place=place_id)
