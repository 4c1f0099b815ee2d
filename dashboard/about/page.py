"""The about page: what the atlas is, how to read it, and which data it shows."""

from urllib.parse import quote

import streamlit as st
from markupsafe import Markup

from dashboard import cached
from dashboard.about.prose import sections, uncertainty
from dashboard.cached import contact
from dashboard.escaping import link, plain
from dashboard.session import state
from dashboard.shell.precision_key import precision_key
from dashboard.templates import macros
from geo import Filter, messages
from geo.check.table import check_link
from geo.conflicts import events_first
from geo.export.stamp import licence_of
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.sources import count_independent
from geo.subject import Layer
from geo.wording import uncapitalised


def render() -> None:
    """Draw the page."""
    data = state.dataset()
    with st.container(key="about"):
        st.header(_("About this atlas"), anchor=False)
        beginning, rest = sections(str(data.subject.about))
        if beginning:
            st.markdown(beginning)
        _draw_numbers()
        for title, text in rest:
            st.subheader(title, anchor=False)
            st.markdown(text)
        st.subheader(_("How to read precision"), anchor=False)
        st.html(precision_key(data))
        st.subheader(_("How to read dates"), anchor=False)
        st.markdown(uncertainty(data.subject))
        _draw_conflicts()
        _draw_data()


def _draw_conflicts() -> None:
    data = state.dataset()
    if not data.conflicts:
        return
    st.subheader(_("Known conflicts between sources"), anchor=False)
    st.write(
        _(
            "Each statement below stands in its source's name, and no side outranks another. The "
            "list is a choice of the best known; each place's card and the page Figures compared "
            "show those that touch them."
        )
    )
    conflicts = events_first(data.conflicts, data.claims.index)
    st.html(macros("card/card.html").conflict_list(conflicts, data))


def _draw_numbers() -> None:
    data = state.everything()
    counts, leaves = cached.counts(Filter(), data), cached.facets(Filter(), data)
    of_layers = leaves["layers"]
    layers = [
        _count_words(layer, of_layers[layer.code].places if layer.code in of_layers else 0)
        for layer in data.subject.layers
    ]
    cited = sorted(source for source, count in leaves["sources"].items() if count.places)
    documents, independent = len(cited), count_independent(cited, data.sources)
    places, statements = counts.places.shown, counts.statements.shown
    st.write(
        _(
            "It holds {places} ({layers}) and {statements}: {claims} about places, from "
            "{documents}, {independent}, and {milestones} about events without one place."
        ).format(
            places=ngettext("{n} place", "{n} places", places).format(n=places),
            layers=plain(_(", ").join(layers)),
            statements=ngettext("{n} statement", "{n} statements", statements).format(n=statements),
            claims=counts.claims.shown,
            documents=ngettext("{n} document", "{n} documents", documents).format(n=documents),
            independent=_("all independent")
            if documents == independent
            else _("{n} of them independent").format(n=independent),
            milestones=counts.milestones.shown,
        )
    )


def _count_words(layer: Layer, count: int) -> str:
    label = state.dataset().codes.label("layer", layer.code, messages.code())
    what = uncapitalised(label) if count == 1 else str(layer.plural)
    return _("{n} {what}").format(n=count, what=what)


def _licence_words() -> str:
    """Say the terms of the compilation as Markdown."""
    stated = licence_of(state.dataset().descriptor.get("licenses"))
    name = plain(str(stated.get("name") or stated.get("title") or "").replace("-", " "))
    address = str(stated.get("path") or "")
    if not name:
        return _("The sources that the compilation cites remain their publishers' own.")
    if not list(check_link(address)):
        name = f"[{name}]({quote(address, safe=':/?#=&%')})"
    return _(
        "The compilation is published under {licence}; the sources it cites remain their "
        "publishers' own."
    ).format(licence=name)


def _draw_data() -> None:
    data = state.dataset()
    st.subheader(_("Data, licence and citation"), anchor=False)
    st.markdown(
        _("Data version **{version}**, content hash `{hash}`.").format(
            version=data.version, hash=data.content_hash
        )
    )
    others = _(
        "Outlines: Natural Earth (public domain). City points and names: GeoNames (CC BY 4.0). "
        "Code: MIT licence."
    )
    letters = _(
        "Persian and Arabic letters: Noto Sans Arabic, under the "
        "[SIL Open Font License]({address})."
    ).format(address="./assets/fonts/LICENSE")
    st.markdown(f"{_licence_words()} {others} {letters}")
    st.write(_("To cite the data:"))
    st.code(
        _("{author} ({year}) {title}: dataset {version} (content hash {hash}).").format(
            author=data.subject.author,
            title=data.subject.title,
            year=str(data.descriptor.get("created", ""))[:4],
            version=data.version,
            hash=data.content_hash[:12],
        ),
        language=None,
        wrap_lines=True,
    )
    _draw_contact()


def _draw_contact() -> None:
    st.subheader(_("Errors and requests"), anchor=False)
    st.write(
        _(
            "If a statement is misread, a link is wrong or a source is missing, report it with the "
            "link to the place and the source that shows it. If a record could harm you or your "
            "family, ask for it to be hidden: it is hidden first and reviewed afterwards. The file "
            "CONTRIBUTING.md says how records are corrected."
        )
    )
    address = contact()
    if address:
        st.html(Markup("<p>{} {}</p>").format(_("Write to:"), link(address, address)))
    else:
        st.write(_("Write to whoever runs this copy of the atlas, or use the project's tracker."))
