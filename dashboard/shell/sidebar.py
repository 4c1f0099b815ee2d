"""The sidebar: which places and statements are shown."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from pandas import notna

from dashboard import cached
from dashboard.escaping import plain
from dashboard.session import date_question, state, theme, typed_period, visit
from dashboard.session.widgets import distinct_labels, is_choice, key_showing
from dashboard.shell import nearby, option_counts, search_box
from dashboard.shell.chips import value_name
from dashboard.templates import macros
from geo import Dataset, Filter, messages
from geo.cite.references import attribution
from geo.facets import Leaves
from geo.lookup.date_field import read_field
from geo.messages import gettext as _
from geo.parameters import allowed_values, max_choices, restriction_of
from geo.spelling import fold
from geo.typed_dates import Typed
from geo.wording import capitalised, period_words

_CERTAINTY, _LAYERS = "filter_certainty", "filter_layers"
_MAX_NAME_CHARS = 120
_ASSETS = Path(__file__).resolve().parents[1] / "assets"
# Within the page, so that they are there before what they serve can be pressed.
_SCRIPTS = ("sidebar.js", "chips.js", "search.js", "sheet.js", "card.js", "records.js")


def render() -> None:
    """Draw the filters; each shows what is in force and changes it at once.

    Every value says how many places and statements it would leave with the other filters applied.
    """
    data, query = state.dataset(), state.current_filter()
    facets = cached.facets(query, data)
    with st.sidebar:
        st.html(macros("shell/shell.html").filters_title())
        search_box.render()
        _draw_dates(query)
        layers = list(data.subject.layer)
        layers_key = key_showing(_LAYERS, list(query.layers or layers))
        st.pills(
            _("Layers"),
            layers,
            selection_mode="multi",
            format_func=lambda code: capitalised(data.subject.layer_words(code)),
            key=layers_key,
            on_change=_apply_layers,
            args=(layers_key,),
        )
        option_counts.beside_pills(_LAYERS, layers, facets["layers"])
        for name, words, everything in _choices():
            _draw_choice(name, words, everything, facets[name], data, query)
            if name == "cities":
                nearby.caption(query, data)
        st.button(
            _("Reset filters"),
            key="filter_reset",
            on_click=search_box.reset,
            width="stretch",
        )
        words = _("Light page") if theme.is_dark() else _("Dark page")
        st.html(macros("shell/shell.html").theme_switch(words))
        names = {"filters-label": _("Filters"), "loading": _("Loading…")}
        said = (f"--{name}: {json.dumps(one, ensure_ascii=False)};" for name, one in names.items())
        st.html(f"<style>:root {{ {' '.join(said)} }}</style>")
        st.html(f"<script>{_scripts()}</script>", unsafe_allow_javascript=True)


@cache
def _scripts() -> str:
    return "\n".join((_ASSETS / name).read_text("utf-8") for name in _SCRIPTS)


def _choices() -> list[tuple[str, str, str]]:
    return [
        ("countries", _("Countries"), _("All countries")),
        ("cities", _("Cities"), _("All cities")),
        ("kinds", _("Kinds of statement"), _("All kinds")),
        ("publishers", _("Kinds of publisher"), _("All publishers")),
        ("precision", _("Precision of the point"), _("Every precision")),
        ("sources", _("Sources"), _("All sources")),
    ]


def _draw_dates(query: Filter) -> None:
    typed = visit.now().typed
    fields = [
        ("from", query.from_date, _("From"), _first_year()),
        ("to", query.to_date, _("To"), _("today")),
    ]
    with st.container(key="dates", horizontal=True, wrap=False):
        for end, value, words, example in fields:
            shown = typed[end].text if end in typed else messages.digits(value)
            key = key_showing(f"filter_{end}", shown)
            st.text_input(
                words,
                key=key,
                placeholder=example,
                on_change=_apply_date,
                args=(end, key),
            )
    for end, date in typed.items():
        date_question.draw(f"date_{end}", date, typed_period.put, end)
    if visit.now().is_misordered:
        with st.container(key="dates_misordered", gap="small"):
            date_question.say_misordered()
            st.button(
                _("Swap the two dates"),
                key="dates_swap",
                on_click=typed_period.swap,
                width="stretch",
            )
    st.caption(plain(_dates_words(query, list(typed.values()))))
    certainties = {"possible": _("Possibly"), "certain": _("Certainly")}
    certainty_key = key_showing(_CERTAINTY, query.certainty)
    st.segmented_control(
        _("Statements dated in the period"),
        list(certainties),
        format_func=certainties.__getitem__,
        key=certainty_key,
        required=True,
        on_change=_apply_certainty,
        args=(certainty_key,),
        disabled=not query.has_dates,
        help=_(
            "Possibly: the stated date overlaps the period. Certainly: it lies wholly inside. "
            "Statements without a date are left out while a period is set."
        ),
    )


def _first_year() -> str:
    """Return the year with which the named periods begin; the first of all where one is open."""
    data = state.dataset()
    named = [preset.first[:4] for preset in data.subject.presets]
    if named and all(named):
        return messages.digits(min(named))
    if data.beyond is not None:
        return messages.digits(str(data.stated_period[0].year)) if data.stated_period else ""
    days = [table["earliest"].min() for table in (data.claims, data.milestones)]
    return min((messages.digits(str(day.year)) for day in days if notna(day)), default="")


def _dates_words(query: Filter, typed: list[Typed]) -> str:
    """Say how typed dates were understood and which period is in force; what to type for none."""
    if not query.has_dates:
        stated = str(state.dataset().subject.date_examples)
        return _("A day, a month or a year: {examples}").format(
            examples=stated or _("14 August 2004, 8/2004, 2004")
        )
    period = _("Period: {period}.").format(period=period_words(query.from_date, query.to_date))
    return " ".join([*date_question.read_words(typed), period, *_future_words(query)])


def _future_words(query: Filter) -> list[str]:
    """Say of a period after today why there may be statements in it."""
    first = query.period.first
    if first is None or first <= datetime.now(UTC).date():
        return []
    return [_("It lies after today; a date without a stated end may reach into it.")]


def _draw_choice(
    name: str,
    words: str,
    everything: str,
    leaves: dict[str, Leaves],
    data: Dataset,
    query: Filter,
) -> None:
    chosen: tuple[str, ...] = getattr(query, name)
    label = _labels if data.beyond is None else _labels.__wrapped__  # whose texts come in parts
    names = label(name, data, messages.manner())
    every = list(names)
    options = option_counts.offered(every, leaves, chosen)
    key = key_showing(f"filter_{name}", list(chosen))
    st.multiselect(
        words,
        options,
        format_func=lambda code: names.get(code, code),
        key=key,
        placeholder=everything,
        filter_mode="contains",
        max_selections=_most(every, chosen),
        select_all=False,  # Enter would take it instead of the best match
        on_change=_apply_list,
        args=(name, key),
    )
    option_counts.beside_list(words, options, leaves)
    if len(options) < len(every):
        shown, there = (messages.number(len(codes)) for codes in (options, every))
        listed = _(
            "{n} of {all} are listed, those with the most statements. Search finds the others."
        )
        st.caption(plain(listed.format(n=shown, all=there)))


@lru_cache(maxsize=32)
def _labels(name: str, data: Dataset, _manner: messages.Manner) -> dict[str, str]:
    """Label each value of a list, in the order of their labels; most runs draw the same."""
    names = distinct_labels(
        {code: _option_name(name, code, data) for code in _allowed(name, data)}, _MAX_NAME_CHARS
    )
    return dict(sorted(names.items(), key=lambda pair: fold(pair[1])))


def _option_name(name: str, code: str, data: Dataset) -> str:
    """Name a value as its list does: a source as cards attribute it, then by its title."""
    words = value_name(name, code, data)
    if name != "sources" or words == data.sources[code].author:
        return words
    source = attribution(data.sources[code])
    return _("{source}: {title}").format(source=source, title=words)


def _allowed(name: str, data: Dataset) -> Mapping[str, str]:
    return allowed_values(data, restriction_of(name))


def _most(options: list[str], chosen: tuple[str, ...]) -> int | None:
    """Return how many options an address surely holds, None where it holds them all."""
    most = max_choices(options)
    return None if most == len(options) else max(most, len(chosen))


def _apply_list(name: str, key: str) -> None:
    if not is_choice(key):
        return
    chosen = st.session_state[key]
    new: dict[str, Any] = {
        name: tuple(code for code in _allowed(name, state.dataset()) if code in chosen)
    }
    state.change(replace(state.current_filter(), **new))


def _apply_layers(key: str) -> None:
    if is_choice(key):
        state.show_layers(st.session_state[key])


def _apply_date(end: str, key: str) -> None:
    if not is_choice(key):
        return
    typed_period.put(end, read_field(state.dataset(), str(st.session_state[key])))


def _apply_certainty(key: str) -> None:
    chosen = st.session_state[key]
    if is_choice(key) and chosen:
        state.change(replace(state.current_filter(), certainty=chosen))
