"""The sidebar: which places and statements are shown."""

from dataclasses import replace

import streamlit as st

from dashboard import state
from dashboard.mapbase import LAYER_COLOURS
from geo import Filter
from geo.filter_words import capitalised, country_name, layer_words
from geo.messages import gettext as _

_FROM, _TO, _CERTAINTY = "filter_from", "filter_to", "filter_certainty"
_LAYERS = "filter_layers"
_LISTS = {"countries": "filter_countries", "cities": "filter_cities"}


def render() -> None:
    """Draw the filters; each shows what is in force and changes it at once."""
    data, query = state.dataset(), state.current_filter()
    countries = dict(
        sorted(((code, country_name(code)) for code in data.countries), key=lambda pair: pair[1])
    )
    with st.sidebar:
        st.header(_("Filters"), anchor=False)
        _draw_dates(query)
        st.session_state[_LAYERS] = list(query.layers or LAYER_COLOURS)
        st.pills(
            _("Layers"),
            list(LAYER_COLOURS),
            selection_mode="multi",
            format_func=lambda code: capitalised(layer_words(code)),
            key=_LAYERS,
            on_change=_apply_layers,
        )
        _draw_choice("countries", _("Countries"), countries, query, _("All countries"))
        _draw_choice("cities", _("Cities"), data.cities, query, _("All cities"))
        st.button(
            _("Reset filters"),
            key="filter_reset",
            on_click=_reset,
            width="stretch",
            disabled=query.without("place") == Filter(),
        )


def _draw_dates(query: Filter) -> None:
    first, last = state.typed_dates()
    st.session_state[_FROM], st.session_state[_TO] = first, last
    with st.container(horizontal=True, wrap=False):
        st.text_input(_("From"), key=_FROM, placeholder="1981", on_change=_apply_dates)
        st.text_input(_("To"), key=_TO, placeholder=_("today"), on_change=_apply_dates)
    st.caption(_("A day, a month or a year: 1988-07-28, 1988-07, 1988"))
    for fault in state.typing_faults():
        st.error(
            _("{found} is not a date here; expected {expected}.").format(
                found=fault.found, expected=fault.expected
            )
        )
    words = {"possible": _("Possibly"), "certain": _("Certainly")}
    st.session_state[_CERTAINTY] = query.certainty
    st.segmented_control(
        _("Statements dated in the period"),
        list(words),
        format_func=words.__getitem__,
        key=_CERTAINTY,
        required=True,
        on_change=_apply_certainty,
        disabled=not query.has_dates,
        help=_(
            "Possibly: the stated date overlaps the period. Certainly: it lies wholly inside. "
            "Statements without a date are left out while a period is set."
        ),
    )


def _draw_choice(
    name: str, words: str, options: dict[str, str], query: Filter, everything: str
) -> None:
    key = _LISTS[name]
    st.session_state[key] = list(getattr(query, name))
    st.multiselect(
        words,
        list(options),
        format_func=lambda code: options[code],
        key=key,
        placeholder=everything,
        on_change=_apply_list,
        args=(name,),
    )


def _apply_list(name: str) -> None:
    chosen = tuple(st.session_state[_LISTS[name]])
    pairs = [*state.current_filter().without(name).to_pairs(), (name, ",".join(chosen))]
    state.change(Filter.read(pairs, state.dataset())[0])


def _apply_layers() -> None:
    state.show_layers(st.session_state[_LAYERS])


def _apply_dates() -> None:
    state.type_dates(st.session_state[_FROM], st.session_state[_TO])


def _apply_certainty() -> None:
    state.change(replace(state.current_filter(), certainty=st.session_state[_CERTAINTY]))


def _reset() -> None:
    state.change(Filter(place=state.current_filter().place))


if __name__ == "__main__":
    render()
