"""What a reader takes along: a link to the view, its citation, and its data as files."""

from datetime import UTC, datetime

import streamlit as st

from dashboard.card.references import choose_style, draw_reference_files
from dashboard.escaping import apart
from dashboard.session import links, state
from dashboard.session.address import PAGES, page_names
from dashboard.templates import macros
from geo import Selection, messages
from geo.cite.atlas import cite_view, view_item, view_words
from geo.cite.references import references
from geo.export import FORMATS
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.wording import listed

_REFERENCES_PX = 260
_WITH_CARDS = ("map", "timeline", "records", "activity")


def render() -> None:
    """Draw the button; what it opens is made when it is opened."""
    opened = st.popover(
        _("Share · cite · download"), key="share", icon=":material/share:", on_change="rerun"
    )
    if not opened.open:
        return
    selection = state.selection()
    with opened:
        link, cite, files, sheet = st.tabs([_("Link"), _("Cite"), _("Download"), _("Print")])
        with link:
            _draw_link(selection)
        with cite:
            _draw_citation(selection)
        with files:
            _draw_files(selection)
        with sheet:
            _draw_handout()


def _draw_link(selection: Selection) -> None:
    st.caption(_("This address opens the same view, and says so if its records have changed."))
    st.code(links.permalink(), language=None, wrap_lines=True)
    with st.container(key="link-onwards"):
        st.html(macros("shell/shell.html").ways_of_link(links.permalink()))
    st.caption(_("What it shows, in words"))
    st.code(view_words(selection, _opened()), language=None, wrap_lines=True)
    if sites := links.framing_sites():
        _draw_frame(sites)


def _opened() -> str:
    """Say which page but the map is open, for which words, and which card or figures about what."""
    now = state.address()
    names = {**page_names(), "handout": _("Handout")}
    page = "" if now.page == PAGES[0] else _("page “{name}”").format(name=names[now.page])
    found = {"records": now.reading.words, "sources": now.listing.words}.get(now.page, "")
    rows = _("rows with “{words}”").format(words=apart(found)) if found else ""
    return _("; ").join(filter(None, (page, rows, _opened_on_page())))


def _opened_on_page() -> str:
    data, now = state.dataset(), state.address()
    if now.filter.place:
        name = str(data.places.at[now.filter.place, "name"])
    elif now.event:
        events = data.milestones
        name = str(events.loc[events["milestone_id"] == now.event, "title"].iloc[0])
    else:
        return ""
    words = {"figures": _("figures about “{name}”") if now.filter.place else ""}
    words |= dict.fromkeys(_WITH_CARDS, _("card of “{name}”"))
    return words.get(now.page, "").format(name=apart(messages.content(name)))


def _draw_frame(sites: list[str]) -> None:
    """Give what another page shows this view by, and say which pages may."""
    st.caption(
        _(
            "To show this view within another page, paste this into its HTML. Browsers show it on "
            "{sites} alone."
        ).format(sites=listed([f"`{site}`" for site in sites]))
    )
    code = macros("shell/shell.html").frame_code(links.permalink(), state.dataset().subject)
    st.code(str(code), language=None, wrap_lines=True)


def _draw_citation(selection: Selection) -> None:
    today = datetime.now(UTC).date()
    style = choose_style("view_style")
    view = selection, links.permalink(), today
    st.code(cite_view(*view, style, _opened()), language=None, wrap_lines=True)
    draw_reference_files([view_item(*view, _opened())], "atlas-view")
    st.caption(_("To cite a statement or a place, open its card."))
    used = [selection.dataset.sources[name] for name in selection.source_ids]
    with st.expander(
        ngettext(
            "Reference of the {n} source shown", "References of the {n} sources shown", len(used)
        ).format(n=len(used)),
        key="view_references",
        on_change="rerun",
    ) as opened:
        if opened.open:
            st.code(
                "\n\n".join(references(used, style)),
                language=None,
                wrap_lines=True,
                height=_REFERENCES_PX,
            )


def _draw_handout() -> None:
    st.caption(_("One page with map, timeline, sources and a code that opens this view."))
    st.button(_("Printable handout"), key="handout_open", on_click=_open_handout)


def _open_handout() -> None:
    """Turn to the handout, and close what the button stood in."""
    st.session_state["share"] = False
    state.go("handout")


def _draw_files(selection: Selection) -> None:
    places, statements = selection.counts.places.shown, selection.counts.statements.shown
    st.caption(
        _(
            "What the filters let through: {places} and {statements} with their sources. Each file "
            "but the two CSV tables, which have rows alone, says which question it answers and "
            "what was left out."
        ).format(
            places=ngettext("{n} place", "{n} places", places).format(n=places),
            statements=ngettext("{n} statement", "{n} statements", statements).format(n=statements),
        )
    )
    if messages.code() != messages.ENGLISH.code:
        words = _("The files are in English. What is translated of the data is in `{file}`.")
        st.caption(words.format(file=FORMATS["package"].file_name))
    query = selection.filter.without("place").to_query()
    files = [(_(file.title), file.file_name) for file in FORMATS.values()]
    st.html(macros("shell/shell.html").download_links(files, query))
    _draw_code(selection, query)


def _draw_code(selection: Selection, query: str) -> None:
    """Give the lines that read the statements, those about places and events in a table each."""
    tables, counts = [], []
    places, events = selection.counts.claims.shown, selection.counts.milestones.shown
    if places or not events:
        tables.append(("claims", FORMATS["csv"]))
        words = ngettext("{n} statement about places", "{n} statements about places", places)
        counts.append(words.format(n=places))
    if events:
        tables.append(("events", FORMATS["csv-events"]))
        words = ngettext("{n} statement about events", "{n} statements about events", events)
        counts.append(words.format(n=events))
    words = _("To read these statements in Python (pandas) or R: {statements}")
    st.caption(words.format(statements=listed(counts)))
    asked = f"?{query}" if query else ""
    files = [(name, f"{links.own_address()}api/{file.file_name}{asked}") for name, file in tables]
    python = [f'{name} = pd.read_csv("{file}")' for name, file in files]
    r = [f'{name} <- read.csv("{file}", fileEncoding = "UTF-8-BOM")' for name, file in files]
    # Without colours of a language: those that Streamlit has are too faint on a dark page.
    st.code("\n".join(["import pandas as pd", "", *python]), language=None, wrap_lines=True)
    st.code("\n".join(r), language=None, wrap_lines=True)
