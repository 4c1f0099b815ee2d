"""The figures page: what sources count, side by side; cities have a tab of their own."""

import streamlit as st

from dashboard.escaping import isolated, plain
from dashboard.figures.chart import figures_chart
from dashboard.figures.cities import draw_cities
from dashboard.session import state, visit
from dashboard.session.address import IN_WORDS, TABS
from dashboard.session.widgets import distinct_labels, is_choice, key_showing
from dashboard.shell import chips, counter, empty_view, picture, sidebar, too_many
from dashboard.templates import macros
from geo import Dataset, Selection, messages
from geo.cite.references import attribution
from geo.conflicts import Conflict, touching
from geo.figures import (
    StatedFigure,
    figure_scopes,
    is_wide,
    opening_scope,
    quantities_in_words,
    stated_figures,
    units,
)
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.repeated_figures import repeated_rows

_TABLES, _CARD = macros("figures/figures.html"), macros("card/card.html")
_SCOPE, _UNIT = "figures_scope", "figures_unit"
_ORDER, _LOG, _TAB = "figures_order", "figures_log", "figures_tab"
_CHART = "figures_chart"
_MAX_NAME_CHARS = 120


def render() -> None:
    """Draw the page from the filter in force."""
    sidebar.render()
    chips.render()
    selection = state.selection()
    counter.render(selection)
    empty_view.render(selection)
    if too_many.render(selection):
        return
    with st.container(key="figures"):
        labels = [_("Figures compared"), _("Cities claimed and named")]
        key = key_showing(_TAB, labels[TABS.index(state.address().tab)])
        args = (key, labels)
        compared, cities = st.tabs(labels, key=key, on_change=_apply_tab, args=args)
        with compared:
            _draw_compared(selection)
        with cities:
            draw_cities(selection)


def _apply_tab(key: str, labels: list[str]) -> None:
    chosen = st.session_state[key]
    if is_choice(key) and chosen in labels:
        state.write(tab=TABS[labels.index(chosen)])


def _draw_compared(selection: Selection) -> None:
    """Draw the choice of figures, their chart and their table."""
    with st.container(key="figure-controls", horizontal=True, vertical_alignment="bottom"):
        place_id = _draw_scope(selection)
        figures, is_log = _draw_unit(selection, place_id)
    if figures:
        opened_on = _opened_on(selection, place_id)
        if opened_on:
            st.caption(plain(opened_on))
        _draw_figures(figures, selection, place_id, is_log)
    else:
        st.info(_("No figure is stated in this view. Remove a filter, or clear all."))


def _opened_on(selection: Selection, place_id: str) -> str:
    """Say which figures are shown where they are not those that were asked for; else nothing."""
    selected = selection.filter.place
    if place_id == selected:
        return ""
    names = {one: _place_name(one, selection.dataset) for one in (selected, place_id) if one}
    if not place_id:
        words = _("No figure is shown for {place}; these are the figures of events.")
        return words.format(place=names[selected])
    if not selected:
        words = _("No figure in this view is about events nationwide; these are about {place}.")
        return words.format(place=names[place_id])
    words = _("No figure is shown for {place} or for events nationwide; these are about {other}.")
    return words.format(place=names[selected], other=names[place_id])


def _place_name(place_id: str, data: Dataset) -> str:
    return messages.content(data.places.at[place_id, "name"])


def _draw_scope(selection: Selection) -> str:
    """Draw the choice between the whole country and a place; it is the page's selected place.

    What holds no figure is not offered. Where nothing else is asked, the country is shown, or else
    the place with most figures.
    """
    data, selected = selection.dataset, selection.filter.place
    scopes = figure_scopes(selection)
    has_events = bool(units(selection) or quantities_in_words(selection))
    names = {"": _("Events nationwide")} if has_events or not scopes else {}
    names |= {scope: _place_name(scope, data) for scope in scopes}
    labels = distinct_labels(names, _MAX_NAME_CHARS)
    first = opening_scope(selection, state.address().figures)
    key = key_showing(_SCOPE, selected if selected in names else first)
    place_id = st.selectbox(
        _("Figures about"),
        list(labels),
        format_func=lambda scope: labels.get(scope, scope),
        key=key,
        on_change=_apply_scope,
        args=(key,),
    )
    return str(place_id or "")


def _apply_scope(key: str) -> None:
    chosen = st.session_state[key]
    if is_choice(key) and chosen is not None:
        state.select_place(chosen)


def _draw_unit(selection: Selection, place_id: str) -> tuple[list[StatedFigure], bool]:
    """Draw the choice of unit, order and scale.

    Returns
    -------
    figures, is_log
        The figures to show, in order, and whether on a logarithmic scale.
    """
    data, counts = selection.dataset, list(units(selection, place_id))
    if quantities_in_words(selection, place_id):
        counts.append(IN_WORDS)
    if not counts:
        return [], False
    asked = state.address().figures
    if asked and asked not in counts:
        words = _("No figure in this view is of this unit: {unit}.")
        st.caption(words.format(unit=plain(_unit_name(asked, data))))
    names = {unit: _unit_name(unit, data) for unit in counts}
    labels = distinct_labels(names, _MAX_NAME_CHARS)
    orders = {"published": _("Date of publication"), "publisher": _("Kind of publisher")}
    key = key_showing(_UNIT, asked if asked in counts else counts[0])
    unit = st.selectbox(
        _("What is counted"),
        list(labels),
        format_func=lambda unit: labels.get(unit, unit),
        key=key,
        on_change=_apply_unit,
        args=(key,),
    )
    order = st.segmented_control(
        _("Order"),
        list(orders),
        default="published",
        format_func=orders.__getitem__,
        key=_ORDER,
        required=True,
    )
    if unit == IN_WORDS:
        return quantities_in_words(selection, place_id, str(order)), False
    figures = stated_figures(selection, str(unit), place_id, str(order))
    is_log = is_wide(figures) and st.toggle(
        _("Logarithmic scale"),
        value=True,
        key=f"{_LOG}_{unit}",
        help=_("Each step along the axis is ten times the one before."),
    )
    return figures, is_log


def _apply_unit(key: str) -> None:
    chosen = st.session_state[key]
    if is_choice(key) and chosen in (*state.dataset().codes.of("figure_unit"), IN_WORDS):
        state.compare(chosen)


def _unit_name(unit: str, data: Dataset) -> str:
    if unit in ("", IN_WORDS):
        return _("Quantities in words alone")
    return data.codes.label("figure_unit", unit, messages.code())


def _draw_figures(
    figures: list[StatedFigure], selection: Selection, place_id: str, is_log: bool
) -> None:
    data = selection.dataset
    unit = _unit_name(figures[0].unit, data)
    caption = _("{unit}, as stated by each source").format(unit=unit)
    counted = _how_to_read(figures, data)
    st.caption(counted)
    conflicts = touching(data.conflicts, [figure.claim_id for figure in figures])
    if figures[0].unit:  # words alone have no place on a scale
        _draw_chart(figures, data, is_log, unit)
        picture.render(
            _CHART,
            _title(place_id, caption, data),
            selection,
            [one.source.source_id for one in figures],
            (_opened_on(selection, place_id), counted, _scale_words() if is_log else ""),
            [*_notes(figures), *_open_questions(conflicts)],
        )
    if conflicts:
        st.html(_CARD.differing(conflicts, data))
    table = _TABLES.figure_table(figures, data, caption)
    if figures[0].unit:
        with st.expander(_("The same as a table"), expanded=not visit.is_phone()):
            st.html(table)
    else:
        st.html(table)


def _how_to_read(figures: list[StatedFigure], data: Dataset) -> str:
    """Say how many figures there are, and how they and their chart are to be read."""
    count, is_drawn = len(figures), bool(figures[0].unit)
    said = [
        ngettext("{n} stated figure.", "{n} stated figures.", count).format(n=count),
        _(
            "Each figure stands in the words of its statement, and may count different "
            "things: other places, other months, other groups. Nothing is added up and "
            "none is preferred. A label names the document, which may quote somebody else."
        ),
    ]
    if is_drawn:
        said.append(
            _(
                "A symbol is a figure, a bar a range; a side that fades is open (“at least”, "
                "“fewer than”)."
            )
        )
    said.append(_("Documents without a date of publication come last."))
    if is_drawn and repeated_rows(figures, data):
        said.append(
            _(
                "A line at the edge joins a figure to the same one in the document that its own "
                "repeats."
            )
        )
    return " ".join(said)


def _title(place_id: str, caption: str, data: Dataset) -> str:
    """Return what the figures count with what they are about."""
    if not place_id:
        return _("Figures about events nationwide: {figures}").format(figures=caption)
    words = _("Figures about {place}: {figures}")
    return words.format(place=_place_name(place_id, data), figures=caption)


def _scale_words() -> str:
    return _("Logarithmic scale: each step along the axis is ten times the one before.")


def _notes(figures: list[StatedFigure]) -> list[str]:
    """List the notes of figures, each with the figure it belongs to."""
    return [
        _("{source}, {figure}: {note}").format(
            source=isolated(attribution(figure.source)),
            figure=isolated(figure.number),
            note=isolated(messages.content(figure.notes)),
        )
        for figure in figures
        if figure.notes
    ]


def _open_questions(conflicts: list[Conflict]) -> list[str]:
    """List the questions that the figures bear on, under their heading."""
    heading = ngettext(
        "A question on which sources differ", "Questions on which sources differ", len(conflicts)
    )
    asked = [f"– {messages.content(conflict.question)}" for conflict in conflicts]
    return [heading, *asked] if asked else []


def _draw_chart(figures: list[StatedFigure], data: Dataset, is_log: bool, unit: str) -> None:
    st.plotly_chart(
        figures_chart(figures, data, is_log),
        key=_CHART,
        theme=None,
        config={"displayModeBar": False, "doubleClick": False},
        alt=ngettext(
            "{unit}: {n} stated figure, also in the table below",
            "{unit}: {n} stated figures, also in the table below",
            len(figures),
        ).format(unit=unit, n=len(figures)),
    )
