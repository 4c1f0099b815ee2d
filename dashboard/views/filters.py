"""The sidebar: which places and statements are shown."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import cached, state
from dashboard.mapbase import LAYER_COLOURS
from dashboard.text import plain
from dashboard.views import option_counts, search_box
from dashboard.views.chips import value_name
from dashboard.widgets import distinct_labels, is_choice, key_showing
from geo import Dataset, Filter
from geo.facets import Leaves
from geo.filter_words import capitalised, layer_words
from geo.messages import gettext as _
from geo.parameters import allowed_values, most_choices, restriction_of

_FROM, _TO, _CERTAINTY, _LAYERS = "filter_from", "filter_to", "filter_certainty", "filter_layers"
_LONGEST_NAME = 120
_SCRIPT = Path(__file__).resolve().parents[1] / "assets" / "sidebar.js"


def render() -> None:
    """Draw the filters; each shows what is in force and changes it at once.

    Every value says how many places and statements it would leave with the other filters applied.
    """
    data, query = state.dataset(), state.current_filter()
    facets = cached.facets(query, data)
    with st.sidebar:
        st.header(_("Filters"), anchor=False)
        search_box.render()
        _draw_dates(query)
        layers_key = key_showing(_LAYERS, list(query.layers or LAYER_COLOURS))
        st.pills(
            _("Layers"),
            list(LAYER_COLOURS),
            selection_mode="multi",
            format_func=lambda code: capitalised(layer_words(code)),
            key=layers_key,
            on_change=_apply_layers,
            args=(layers_key,),
        )
        option_counts.beside_pills(_LAYERS, list(LAYER_COLOURS), facets["layers"])
        for name, words, everything in _choices():
            _draw_choice(name, words, everything, facets[name], data, query)
        st.button(
            _("Reset filters"),
            key="filter_reset",
            on_click=_reset,
            width="stretch",
            disabled=query.without("place") == Filter(),
        )
        st.html(f"<script>{_script()}</script>", unsafe_allow_javascript=True)


@cache
def _script() -> str:
    return _SCRIPT.read_text("utf-8")


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
    first, last = state.typed_dates()
    fields = [(_FROM, first, _("From"), "1981"), (_TO, last, _("To"), _("today"))]
    with st.container(horizontal=True, wrap=False):
        for name, typed, words, example in fields:
            key = key_showing(name, typed)
            st.text_input(
                words, key=key, placeholder=example, on_change=_apply_date, args=(name, key)
            )
    st.caption(_("A day, a month or a year: 1988-07-28, 1988-07, 1988"))
    for fault in state.typing_faults():
        st.error(
            _("{found} is not a date here; expected {expected}.").format(
                found=plain(fault.found), expected=plain(fault.expected)
            )
        )
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


def _draw_choice(
    name: str,
    words: str,
    everything: str,
    leaves: dict[str, Leaves],
    data: Dataset,
    query: Filter,
) -> None:
    chosen: tuple[str, ...] = getattr(query, name)
    names = distinct_labels(
        {code: value_name(name, code, data) for code in _allowed(name, data)}, _LONGEST_NAME
    )
    options = sorted(names, key=lambda code: names[code].casefold())
    key = key_showing(f"filter_{name}", list(chosen))
    st.multiselect(
        words,
        options,
        format_func=lambda code: names.get(code, code),
        key=key,
        placeholder=everything,
        filter_mode="contains",
        max_selections=_most(options, chosen),
        select_all=False,  # Enter would take it instead of the best match
        on_change=_apply_list,
        args=(name, key),
    )
    option_counts.beside_list(words, options, leaves)


def _allowed(name: str, data: Dataset) -> Mapping[str, str]:
    return allowed_values(data, restriction_of(name))


def _most(options: list[str], chosen: tuple[str, ...]) -> int | None:
    """Return how many options an address surely holds, None where it holds them all."""
    most = most_choices(options)
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


def _apply_date(name: str, key: str) -> None:
    if not is_choice(key):
        return
    first, last = state.typed_dates()
    typed = str(st.session_state[key])
    state.type_dates(*((typed, last) if name == _FROM else (first, typed)))


def _apply_certainty(key: str) -> None:
    if is_choice(key):
        state.change(replace(state.current_filter(), certainty=st.session_state[key]))


def _reset() -> None:
    state.change(Filter(place=state.current_filter().place))


if __name__ == "__main__":
    render()
