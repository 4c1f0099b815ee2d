"""The filters in force as chips, each of which can be removed."""

from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.escaping import isolated, plain
from dashboard.session import answers, state
from dashboard.shell import nearby, search_box
from dashboard.templates import macros
from geo import Dataset, Filter, messages
from geo.filter_words import searched
from geo.lookup.authors import names_of
from geo.messages import gettext as _
from geo.parameters import RESTRICTIONS
from geo.wording import capitalised, country_name, listed, period_words

_MAX_CHARS, _MOST_NAMED, _MOST_SOURCES = 28, 3, 6
_LEFT_OUT = "-"

Chip = tuple[str, tuple[str, ...], str]
"""Its words, the fields of `Filter` it stands for, and the one value of them, empty for all.

A minus before the value says that it is left out, and comes back without the chip.
"""


def container() -> DeltaGenerator:
    """Reserve the place of the chips; it stays while there is none, as in `header`."""
    return st.container(key="chips", horizontal=True)


def render(kept: DeltaGenerator | None = None) -> None:
    """Draw a chip for each restriction.

    Parameters
    ----------
    kept
        Where to draw them, from `container`: beside the map, where they keep to one line; here
        when left out.
    """
    query, data = state.current_filter(), state.dataset()
    chips, replaced = of(query, data), _replaced(data)
    place = kept or container()
    if not chips and not replaced:
        return
    with place:
        with st.container(key="chips-in-force", horizontal=True):
            if replaced:
                _draw_undo(replaced)
            for words, names, code in chips:
                st.button(
                    plain(words),
                    key=f"chip_{names[0]}_{code}",
                    icon=":material/close:",
                    icon_position="right",
                    help=_("Remove filter"),
                    on_click=remove,
                    args=(names, code),
                )
            nearby.button(query, data)  # last: it is none, and may give way
        if kept:
            st.html(macros("shell/shell.html").more_chips(), width="content")
        if len(chips) > 1:
            st.button(_("Clear all"), key="chip_all", type="tertiary", on_click=search_box.reset)


def _draw_undo(replaced: str) -> None:
    undo = _("Undo")
    st.button(
        f"{plain(replaced)} · **{plain(undo)}**",
        key="answer_undo",
        type="tertiary",
        icon=":material/undo:",
        on_click=answers.undo,
    )


def of(query: Filter, data: Dataset) -> list[Chip]:
    """Return a chip for each restriction of a filter."""
    return [*_listed(query, data), *_single(query, data)]


def remove(names: tuple[str, ...], code: str = "") -> None:
    """Lift a restriction, or one value of it, from the filter in force; for callbacks.

    That may be another than the one that the chip was drawn for.
    """
    query = state.current_filter()
    if "q" in names or answers.sets(names):
        search_box.empty()
    if code.startswith(_LEFT_OUT):
        shown = {*query.layers, code.removeprefix(_LEFT_OUT)} if query.layers else set()
        state.show_layers(
            [one for one in state.dataset().subject.layer if one in shown or not shown]
        )
    elif code:
        values: dict[str, Any] = {
            name: tuple(one for one in getattr(query, name) if one != code) for name in names
        }
        state.change(replace(query, **values))
    else:
        state.change(query.without(*names))


def _replaced(data: Dataset) -> str:
    """Say what the answer in force took the place of; nothing where it was only added."""
    swapped = answers.swapped()
    if swapped is None:
        return ""
    before, after = ([words for words, _names, _code in of(one, data)] for one in swapped)
    gone = [words for words in before if words not in after]
    came = [words for words in after if words not in before]
    if not came and swapped[1].place in data.places.index:
        came = [messages.content(data.places.at[swapped[1].place, "name"])]
    if not gone or not came:
        return ""
    return _("Replaced: {before} → {after}").format(before=_joined(gone), after=_joined(came))


def _joined(words: list[str]) -> str:
    """Name the first few of some chips, and count the others."""
    more = [f"+{messages.number(len(words) - _MOST_NAMED)}"] if len(words) > _MOST_NAMED else []
    return isolated(" · ".join([*map(isolated, words[:_MOST_NAMED]), *more]))


def _listed(query: Filter, data: Dataset) -> list[Chip]:
    chips = _without_layers(query, data)
    for restriction in RESTRICTIONS:
        if chips and restriction.name == "layers":
            continue
        names = names_of(data, query.sources) if restriction.name == "sources" else ()
        if names:
            named = listed([isolated(_shortened(name)) for name in names], is_choice=True)
            words = capitalised(_("stated or published by {source}").format(source=named))
            chips.append((words, ("sources",), ""))
            continue
        if restriction.name == "sources" and len(query.sources) > _MOST_SOURCES:
            n = len(query.sources)
            words = messages.ngettext("{n} document", "{n} documents", n).format(n=n)
            chips.append((_said("sources", words), ("sources",), ""))
            continue
        for code in getattr(query, restriction.name):
            name = _shortened(value_name(restriction.name, code, data))
            chips.append((_said(restriction.name, name), (restriction.name,), code))
    return chips


def _without_layers(query: Filter, data: Dataset) -> list[Chip]:
    """Return the layers that are left out, where these are fewer than those that are shown."""
    layers = data.subject.layer
    off = [layer for layer in layers if query.layers and layer not in query.layers]
    if len(off) >= len(query.layers):
        return []
    words = _("Without {layer}")
    return [
        (words.format(layer=data.subject.layer_words(layer)), ("layers",), f"{_LEFT_OUT}{layer}")
        for layer in off
    ]


def _said(field: str, name: str) -> str:
    """Say what a value is of, where its name alone could be that of something else."""
    patterns = {
        "kinds": _("Kind: {name}"),
        "publishers": _("Publisher: {name}"),
        "precision": _("Precision: {name}"),
        "sources": _("Source: {name}"),
    }
    return patterns[field].format(name=isolated(name)) if field in patterns else name


def value_name(name: str, code: str, data: Dataset) -> str:
    """Name one value of a restriction as a reader knows it."""
    if name == "layers":
        return capitalised(data.subject.layer_words(code))
    if name == "countries":
        return country_name(code)
    if name == "cities":
        return messages.content(data.cities.get(code, code))
    if name == "sources":
        return data.sources[code].title
    field = {"kinds": "kind", "publishers": "publisher_kind", "precision": "precision"}[name]
    return data.codes.label(field, code, messages.code())


def _single(query: Filter, data: Dataset) -> list[Chip]:
    chips: list[Chip] = []
    if query.q:
        words = isolated(_shortened(searched(query, data)))
        chips.append((_("“{text}”").format(text=words), ("q",), ""))
    if query.bounds:
        chips.append((_("Only an area of the map"), ("bounds",), ""))
    if query.has_dates:
        period = period_words(query.from_date, query.to_date)
        words = _("certainly {period}") if query.certainty == "certain" else _("possibly {period}")
        chips.append((words.format(period=period), ("from_date", "to_date", "certainty"), ""))
    return chips


def _shortened(words: str) -> str:
    return words if len(words) <= _MAX_CHARS else f"{words[:_MAX_CHARS].rstrip()}…"
