"""How to cite a place, or one statement about it."""

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from dashboard.card.references import choose_style, draw_reference_files
from dashboard.escaping import apart
from dashboard.session import links, state
from dashboard.session.fragments import fragment
from dashboard.session.widgets import distinct_labels
from geo import Dataset
from geo.cite.atlas import cite_place, cite_statement, place_item, place_sources, statement_item
from geo.cite.references import attribution
from geo.messages import gettext as _
from geo.wording import date_words

_WHOLE = ""
_MAX_NAME_CHARS = 200


@fragment
def render(place_id: str, claim_ids: list[str]) -> None:
    """Draw the citations of a place and its statements; made when the reader opens them.

    Parameters
    ----------
    place_id
        The selected place, empty for statements that stand by themselves.
    claim_ids
        The statements, in the order of the card.
    """
    opened = st.expander(_("Cite"), key="cite_place", on_change="rerun")
    if not opened.open:
        return
    data = state.dataset()
    permalink = links.permalink("map", place=place_id)
    whole = [_WHOLE] if place_id else []
    names = distinct_labels(
        {claim_id: _statement_name(claim_id, data) for claim_id in claim_ids}, _MAX_NAME_CHARS
    )
    with opened:
        what: str = st.selectbox(
            _("What to cite"),
            [*whole, *names],
            key="cite_what",
            format_func=lambda option: (
                names.get(option, option) if option else _("The whole place")
            ),
        )
        style = choose_style("cite_style")
        if what in claim_ids:
            permalink = links.statement_permalink(what)
            text = cite_statement(what, data, style, permalink)
            items = [statement_item(what, data, permalink)]
        else:
            today = datetime.now(UTC).date()
            text = "\n\n".join(cite_place(place_id, data, style, permalink, today))
            items = [place_item(place_id, data, permalink, today)]
            items += [dict(source.item) for source in place_sources(place_id, data)]
        st.code(text, language=None, wrap_lines=True)
        draw_reference_files(items, f"atlas-{what or place_id}")


def _statement_name(claim_id: str, data: Dataset) -> str:
    frame = data.claims if claim_id in data.claims.index else data.milestones
    claim: Any = frame.loc[claim_id]
    source = data.sources[claim["source_id"]]
    return f"{date_words(claim['date_edtf'])}: {apart(attribution(source, claim['locator']))}"
