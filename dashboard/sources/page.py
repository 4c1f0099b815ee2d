"""The sources page: every cited document, what it repeats, and what rests on it."""

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from dashboard import cached
from dashboard.escaping import plain
from dashboard.session import links, state
from dashboard.session.widgets import is_choice, key_showing
from dashboard.templates import macros
from geo import Dataset, Filter, messages
from geo.cite.references import reference
from geo.facets import Leaves
from geo.lookup.exact import text_sought
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.parameters import as_search
from geo.sources import Source, count_independent
from geo.spelling import fold

_TEMPLATE = macros("sources/sources.html")
_SEARCH, _KINDS, _PAGE = "sources_search", "sources_kinds", "sources_page"
_SHOWN = "sources_shown"
_PER_PAGE = 20
_MAX_PLACES = 100

Places = tuple[list[tuple[str, str]], int, str]
"""Address and name of places, how many more there are, and the address that lists them all."""


def render() -> None:
    """Draw the list of sources with its search."""
    data = state.dataset()
    st.header(_("Sources"), anchor=False)
    total, independent = len(data.sources), count_independent(sorted(data.sources), data.sources)
    words = (
        ngettext("{n} document.", "{n} documents, all independent.", total)
        if total == independent
        else _(
            "{n} documents; {independent} of them are independent: a document that copies or "
            "quotes another counts with its origin."
        )
    )
    leaves = cached.facets(Filter(), data)["sources"]
    uncited = total - len(leaves)
    more = _("Bibliographies to download leave out {n} of them, which no statement cites.")
    said = [words.format(n=total, independent=independent), more.format(n=uncited)]
    st.write(" ".join(said if uncited else said[:1]))
    sources = _search(data)
    with st.container(key="sources-found"):
        if not sources:
            st.info(_("No sources match. Use fewer words, or remove the filters beside them."))
            return
        st.caption(ngettext("{n} source", "{n} sources", len(sources)).format(n=len(sources)))
    pages = -(-len(sources) // _PER_PAGE)
    number = st.pagination(pages, key=_PAGE) if pages > 1 else 1
    here = sources[(number - 1) * _PER_PAGE : number * _PER_PAGE]
    places = _places_of(here, data) if data.beyond is None else _counted(here, leaves)
    events = _events_by_source(data)
    statements = {
        one.source_id: (links.source_link(one.source_id), leaves[one.source_id].statements)
        for one in here
        if one.source_id in leaves
    }
    st.html(_TEMPLATE.source_list(here, data, places, events, statements))


def _search(data: Dataset) -> list[Source]:
    kinds = data.codes.of("publisher_kind")
    left, right = st.columns([2, 1])
    now = state.address().listing
    words_key = key_showing(_SEARCH, now.words)
    left.text_input(
        _("Search in sources"),
        key=words_key,
        type="search",
        placeholder=_("Title, author, publisher or identifier"),
        on_change=_find,
        args=(words_key,),
    )
    chosen = right.multiselect(
        _("Kind of publisher"),
        list(kinds),
        key=_KINDS,
        placeholder=_("All kinds"),
        format_func=lambda code: data.codes.label("publisher_kind", code, messages.code()),
    )
    wanted = [text_sought(word) for word in fold(now.words).split()]
    shown = set(_offered(data))
    matching = [
        source
        for source in data.sources.values()
        if source.source_id in shown
        and (not chosen or source.publisher_kind in chosen)
        and all(word in _searchable(source) for word in wanted)
    ]
    return sorted(
        matching, key=lambda source: (source.author.casefold(), source.year or 9999, source.title)
    )


def _offered(data: Dataset) -> Collection[str]:
    """Return all sources, or those behind what is shown, which is offered where a filter is set."""
    query, is_chosen = state.current_filter(), state.address().listing.is_of_shown
    if query.without("place") == Filter():
        return data.sources
    behind, total = state.selection().source_ids, len(data.sources)
    words = _("Only the {n} behind what is shown: {view}")
    key = key_showing(_SHOWN, is_chosen)
    st.toggle(
        words.format(n=len(behind), view=plain(query.describe(data))),
        key=key,
        on_change=_narrow,
        args=(key,),
    )
    if is_chosen:
        return behind
    words = _("Listed from all {total} documents of the atlas; behind what is shown: {n}.")
    st.caption(words.format(n=len(behind), total=total))
    return data.sources


def _find(key: str) -> None:
    if is_choice(key):
        words = as_search(str(st.session_state[key] or ""))
        state.list_sources(replace(state.address().listing, words=words))


def _narrow(key: str) -> None:
    if is_choice(key):
        is_of_shown = bool(st.session_state[key])
        state.list_sources(replace(state.address().listing, is_of_shown=is_of_shown))


def _searchable(source: Source) -> str:
    return f" {fold(f'{reference(source)} {source.source_id}')} "


def _places_of(sources: list[Source], data: Dataset) -> dict[str, Places]:
    """Return the places that rest on each of some sources, by its id."""
    ids = {source.source_id for source in sources}
    claims = data.claims[data.claims["source_id"].isin(ids)]
    points = data.places["coord_source"][data.places["coord_source"].isin(ids)]
    resting: dict[str, dict[str, None]] = {}
    for source_id, place_id in zip(claims["source_id"], claims["place_id"], strict=True):
        resting.setdefault(source_id, {})[place_id] = None
    for place_id, source_id in points.items():
        resting.setdefault(source_id, {})[str(place_id)] = None
    return {
        source_id: _linked(source_id, list(found), data) for source_id, found in resting.items()
    }


def _counted(sources: list[Source], leaves: dict[str, Leaves]) -> dict[str, Places]:
    """Return how many places rest on each of some sources, where they are too many to name."""
    ids = [one.source_id for one in sources if one.source_id in leaves]
    return {
        source_id: ([], leaves[source_id].places, links.source_link(source_id, "map"))
        for source_id in ids
        if leaves[source_id].places
    }


def _linked(source_id: str, place_ids: list[str], data: Dataset) -> Places:
    listed = [
        (
            links.permalink("map", place=place_id),
            messages.content(data.places.at[place_id, "name"]),
        )
        for place_id in place_ids[:_MAX_PLACES]
    ]
    rest = len(place_ids) - len(listed)
    return listed, rest, links.source_link(source_id) if rest else ""


def _events_by_source(data: Dataset) -> dict[str, list[tuple[str, str]]]:
    """Return address and title of the events that each source speaks of, by its id."""
    rows = data.milestones[["source_id", "milestone_id", "title"]].drop_duplicates()
    found: dict[str, list[tuple[str, str]]] = {}
    for source_id, event, title in rows.itertuples(index=False):
        found.setdefault(source_id, []).append((links.event_link(event, "map"), title))
    return found
