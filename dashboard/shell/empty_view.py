"""The ways out of a view that shows nothing: wider dates, a search alone, or one filter less."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

import streamlit as st

from dashboard import cached
from dashboard.escaping import isolated, plain
from dashboard.session import answers, state
from dashboard.shell import chips
from geo import Filter, Selection
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.wording import listed, period_words

_MOST_WAYS = 3

Way = tuple[tuple[str, ...], str, int]
"""The fields of a filter to lift, their values in words, and the places that there are without."""


def render(selection: Selection) -> None:
    """Offer what has places where all filters together have none.

    First what is only possibly dated in the period, then a search alone, and the view without one
    of the filters. A search is offered where it has places, with the names of the filters that were
    kept beside it.
    """
    if selection.counts.places.shown:
        return
    alone = answers.alone()
    places = _places(alone, selection)
    is_search = alone.without("place") != Filter() and places > 0
    is_asked = state.page() == "map" or _is_blank(selection)
    possible = _places(_possibly(selection.filter), selection) if is_asked else 0
    ways = _ways(selection) if is_asked else []
    if is_search:
        ways = [way for way in ways if selection.filter.without(*way[0]) != alone]
    if not (is_search or ways or possible):
        return
    with st.container(key="kept-filters", horizontal=True, vertical_alignment="center"):
        if possible:
            period = period_words(selection.filter.from_date, selection.filter.to_date)
            words = _("Possibly dated {period} ({places})")
            words = words.format(period=period, places=_counted(possible))
            _draw("possibly_dated", words, _show_possible)
        if is_search:
            words = _("The search alone has places. Kept from before it: {filters}.")
            st.caption(plain(words.format(filters=listed(_kept()))), width="content")
            words = _("Show the search alone ({places})").format(places=_counted(places))
            _draw("search_alone", words, _show_alone)
        for names, said, count in ways[: _MOST_WAYS - bool(possible)]:
            pattern = _("All layers ({places})")
            if names != ("layers",):
                pattern = _("Without: {filters} ({places})")
            words = pattern.format(filters=said, places=_counted(count))
            _draw(f"without_{names[0]}", words, chips.remove, names)


def _draw(key: str, words: str, on_click: Callable[..., None], *args: object) -> None:
    icon = ":material/filter_alt_off:"
    st.button(plain(words), key=key, type="tertiary", icon=icon, on_click=on_click, args=args)


def _is_blank(selection: Selection) -> bool:
    return not selection.counts.statements.shown


def _ways(selection: Selection) -> list[Way]:
    """Return the filters without which there are places."""
    query, ways = selection.filter, list[Way]()
    for names, group in groupby(chips.of(query, selection.dataset), key=lambda chip: chip[1]):
        places = _places(query.without(*names), selection)
        if places:
            said = [isolated(words) for words, _names, _code in group]
            if names[0] == "from_date":
                said = [period_words(query.from_date, query.to_date)]
            ways.append((names, listed(said), places))
    return ways


def _places(query: Filter, selection: Selection) -> int:
    return cached.counts(query, selection.dataset).places.shown


def _counted(places: int) -> str:
    return ngettext("{n} place", "{n} places", places).format(n=places)


def _kept() -> list[str]:
    """Name the filters beside those that the search set."""
    now, alone = state.current_filter(), answers.alone()
    of_search = {words for words, _fields, _code in chips.of(alone, state.dataset())}
    names = [words for words, _fields, _code in chips.of(now, state.dataset())]
    return [isolated(words) for words in names if words not in of_search]


def _possibly(query: Filter) -> Filter:
    return replace(query, certainty="possible")


def _show_possible() -> None:
    state.change(_possibly(state.current_filter()))


def _show_alone() -> None:
    state.change(answers.alone())
