"""The large timeline: a chart of every dated statement, with its presets and a list."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.escaping import plain
from dashboard.look import Lane, lanes, marks_of_dates
from dashboard.session import state, theme, visit
from dashboard.session.chosen import chosen_mark, chosen_stretch
from dashboard.session.widgets import distinct_labels, is_choice, key_showing
from dashboard.shell import picture
from dashboard.timeline.choices import band_lane, same_in_time, statements_of, widest
from dashboard.timeline.figure import timeline_figure
from dashboard.timeline.period import draw_play, draw_presets, narrow_to
from dashboard.timeline.rows import Statement, dated_statements
from dashboard.timeline.style import TimelineStyle
from geo import Selection
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.wording import date_words

_CHART = "timeline_chart"

_LIST, _LISTED = "timeline_list", "timeline_list_open"

_OPENED = "timeline_opened_bands"

_PHONE_MARK_SHARE = 0.03

_MAX_NAME_CHARS = 120


def render(selection: Selection, style: TimelineStyle) -> None:
    """Draw presets and timeline; a chosen mark opens its place, a stretch narrows the period."""
    is_phone = visit.is_phone()
    share = _PHONE_MARK_SHARE if is_phone else style.mark_share
    with st.container(key="timeline-controls", horizontal=True):
        draw_presets(selection)
        draw_play(selection)
        brush = not is_phone and _draw_tool() == "stretch"
    style = replace(style, brush=brush, mark_share=share, is_dark=theme.is_dark())
    drawn = lanes(selection.dataset.subject, style.is_dark)
    figure = timeline_figure(selection, drawn, style, opened=_opened())
    count = len(dated_statements(selection))
    undated = len(selection.claims) + len(selection.milestones) - count
    if figure is None:
        st.info(_("No dated statements match. Remove a filter, or clear all."))
        return
    st.plotly_chart(
        figure,
        key=_CHART,
        on_select=_choose,
        selection_mode=("points", "box") if brush else "points",
        theme=None,
        config={"displayModeBar": False, "doubleClick": False},
        alt=ngettext(
            "Timeline of {n} dated statement by layer",
            "Timeline of {n} dated statements by layer",
            count,
        ).format(n=count),
    )
    _draw_bands(selection, drawn)
    rest = ngettext("{n} undated statement", "{n} undated statements", undated).format(n=undated)
    not_drawn = _("In no row: {statements}.").format(statements=rest) if undated else ""
    if undated:
        st.caption(not_drawn)
    said = picture.statements_shown(selection), not_drawn
    title, notes = _("Timeline of dated statements"), marks_of_dates()
    picture.render(_CHART, title, selection, selection.source_ids, said, notes)
    _draw_list(selection)


def _opened() -> frozenset[str]:
    """Return the lanes whose bands the reader has opened."""
    found: frozenset[str] = st.session_state.get(_OPENED, frozenset())
    return found


def _draw_bands(selection: Selection, drawn: Mapping[str, Lane]) -> None:
    """Offer to draw date by date what covers the whole period, and to close it again."""
    counts = Counter(statement.lane for statement in widest(selection))
    with st.container(key="timeline-bands", horizontal=True):
        for lane in drawn:
            if counts[lane]:
                is_open = lane in _opened()
                words = _("{lane}: close the {n}") if is_open else _("{lane}: draw the {n} by date")
                st.button(
                    plain(words.format(lane=drawn[lane].name, n=counts[lane])),
                    key=f"timeline_band_{lane}",
                    icon=":material/expand_less:" if is_open else ":material/expand_more:",
                    type="tertiary",
                    on_click=_open_band,
                    args=(lane, not is_open),
                )


def _open_band(lane: str, is_open: bool) -> None:
    st.session_state[_OPENED] = _opened() | {lane} if is_open else _opened() - {lane}


def _draw_list(selection: Selection) -> None:
    """Offer what the timeline shows as a list, to be chosen from without a pointer.

    Hundreds of options slow every change of a filter down: the list is made once it is opened.
    """
    opened = st.expander(_("Statements by time"), key="timeline_listed", on_change="rerun")
    if not opened.open:
        return
    groups = {group[0].claim_id: group for group in same_in_time(selection)}
    first, *opened_by_it = st.session_state.get(_LISTED, (None,))
    is_open = first in groups and opened_by_it == [*_what_is_open()]
    key = key_showing(_LIST, first if is_open else None)
    labels = distinct_labels(
        {first: _group_words(group) for first, group in groups.items()}, _MAX_NAME_CHARS
    )
    opened.selectbox(
        _("Statement"),
        list(labels),
        key=key,
        index=None,
        format_func=lambda first: labels.get(first, first),
        placeholder=_("Choose a statement"),
        help=_("Opens what a mark of the timeline opens. Type a year or a name to find it."),
        on_change=_open_listed,
        args=(key,),
    )


def _group_words(group: tuple[Statement, ...]) -> str:
    return f"{date_words(group[0].edtf)} · {group[0].title}"


def _draw_tool() -> str:
    """Let the reader choose what the pointer does.

    Streamlit's charts report either clicks or dragging. On a phone, where a finger that moves over
    the timeline scrolls the page, there is no choice.
    """
    names = {"mark": _("Click to open"), "stretch": _("Drag to select a period")}
    chosen: str = st.segmented_control(
        _("Pointer"),
        list(names),
        format_func=names.__getitem__,
        key="timeline_tool",
        default="mark",
        required=True,
        wrap=True,
        label_visibility="collapsed",
    )
    return chosen


def _choose() -> None:
    """Put the days of a stretch in force as the period, or open a mark."""
    stretch, mark = chosen_stretch(_CHART), chosen_mark(_CHART)
    if stretch is not None:
        narrow_to(*(end[:10] for end in stretch))
    elif lane := band_lane(mark):
        _open_band(lane, True)
    elif mark:
        selection = state.selection()
        _open(statements_of(mark, selection), selection)


def _open_listed(key: str) -> None:
    if not is_choice(key):
        return
    first = st.session_state[key]
    selection = state.selection()
    for group in same_in_time(selection):
        if group[0].claim_id == first:
            _open(tuple(statement.claim_id for statement in group), selection)
    st.session_state[_LISTED] = (first, *_what_is_open())


def _what_is_open() -> tuple[str, str, tuple[str, ...]]:
    """Return the place, the event and the choice that are open beside the timeline."""
    return state.current_filter().place, state.address().event, visit.now().choices


def _open(chosen: tuple[str, ...], selection: Selection) -> None:
    """Open the one place that statements are about, or else offer them to choose from."""
    places = set(selection.claims["place_id"].reindex(chosen).dropna())
    if len(places) == 1 and len(chosen) == selection.claims.index.isin(chosen).sum():
        state.select_place(places.pop())
    else:
        state.offer(chosen)
