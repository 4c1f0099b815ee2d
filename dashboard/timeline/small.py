"""The small timeline under the map: statements by year, and a slider for the period."""

from dataclasses import replace

import streamlit as st

from dashboard import cached
from dashboard.look import lanes
from dashboard.session import state, theme
from dashboard.session.widgets import is_choice, key_showing
from dashboard.templates import macros
from dashboard.timeline.period import draw_play, draw_presets, narrow_to
from dashboard.timeline.years import Column, columns, shown_steps, year_steps
from geo import Selection, messages
from geo.messages import gettext as _
from geo.wording import period_words

_TEMPLATE = macros("timeline/years.html")

_YEARS = "timeline_years"


def render(selection: Selection) -> None:
    """Draw the statements by year, with the period in words, its presets and a slider for it."""
    query, data = selection.filter, selection.dataset
    steps = year_steps(data)
    is_set = bool(query.from_date or query.to_date)
    found, wider = columns(selection, steps)
    found = _by_year(selection) if is_set else found
    with st.container(key="timeline-controls", horizontal=True):
        words = period_words(query.from_date, query.to_date) if is_set else _("All years")
        st.html(_TEMPLATE.period(words, wider))
        draw_play(selection)
        draw_presets(selection)
    if len(steps) < 2:
        return
    shown = shown_steps(query, steps)
    key = key_showing(_YEARS, shown)
    with st.container(key="timeline-years"):
        is_empty = not selection.counts.statements.shown
        st.html(_TEMPLATE.years(found, lanes(data.subject, theme.is_dark()), shown, is_empty))
        st.select_slider(
            _("Years of the period"),
            range(len(steps)),
            value=shown,
            key=key,
            format_func=lambda at: "–".join(map(_year, dict.fromkeys(steps[at]))),
            on_change=_choose_years,
            args=(key, shown),
            label_visibility="collapsed",
        )


def _year(year: int) -> str:
    return messages.digits(str(year))


def draw_years(selection: Selection, is_dark: bool) -> None:
    """Draw the statements by year alone, those outside the period faint."""
    data = selection.dataset
    found = _by_year(selection)
    if len(found) > 1:
        shown = shown_steps(selection.filter, year_steps(data))
        is_empty = not selection.counts.statements.shown
        st.html(_TEMPLATE.years(found, lanes(data.subject, is_dark), shown, is_empty))


def _by_year(selection: Selection) -> list[Column]:
    """Count what the filters but the period let through, a column each."""
    query, data = selection.filter, selection.dataset
    around = cached.selection(replace(query, from_date="", to_date=""), data)
    return columns(around, year_steps(data))[0]


def _choose_years(key: str, shown: tuple[int, int]) -> None:
    """Put the chosen years in force; an end that was not moved stays as exact as it was."""
    if not is_choice(key):
        return
    (start, end), now = st.session_state[key], state.current_filter()
    steps = year_steps(state.dataset())
    first, last = now.from_date, now.to_date
    if start != shown[0]:
        first = f"{steps[start][0]:04d}" if start else ""
    if end != shown[1]:
        last = f"{steps[end][1]:04d}" if end < len(steps) - 1 else ""
    narrow_to(first, last)
