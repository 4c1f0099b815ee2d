"""Values of the data as HTML: everything is escaped here, and nowhere else."""

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from dashboard.escaping import hint, label, link, mark_image, names, persian, repeats, source_line
from geo import Dataset
from geo.cite.references import attribution
from geo.codes import RADIUS_KM
from geo.conflicts import touching
from geo.figures import figure_words
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.summaries import FigureGroup, count_documents
from geo.wording import country_name, date_words


def place_heading(place: pd.Series, data: Dataset) -> str:
    """Return the head of a place's card: layer, names and where it is."""
    where = [place["locality"], place["region"], country_name(place["country"])]
    lines = [
        f'<p class="tags">{mark_image(place["layer"], place["precision"])}'
        f"{hint(data, 'layer', place['layer'])}</p>",
        f"<h2>{names(place['name'])}</h2>",
        f'<p class="name-fa">{persian(place["name_fa"])}</p>' if place["name_fa"] else "",
        f'<p class="where">{escape(", ".join(dict.fromkeys(part for part in where if part)))}</p>',
    ]
    others = [name.strip() for name in place["alt_names"].split(";") if name.strip()]
    if others:
        spelled = ", ".join(names(name) for name in others)
        lines.append(f'<p class="others"><b>{escape(_("Also written"))}</b> {spelled}</p>')
    return "".join(lines)


def point_note(place: pd.Series, data: Dataset) -> str:
    """Say what kind of point a place has and whose coordinate it is."""
    code = data.codes.of("precision").get(place["precision"])
    lines = [
        f"<b>{label(data, 'precision', place['precision'])}.</b> "
        f"{escape(code.description if code else '')}"
    ]
    if pd.notna(place["lat"]):
        coordinates = f"{place['lat']:.9g}, {place['lon']:.9g}"
        lines.append(f"{escape(coordinates)} · {_point_source(place['coord_source'], data)}")
    radius = RADIUS_KM.get(place["precision"])
    if radius:
        lines.append(
            escape(
                _(
                    "The ring on the map has a radius of {km:g} km: the place may lie "
                    "anywhere inside it, or somewhat beyond."
                ).format(km=radius)
            )
        )
    if place["notes"]:
        lines.append(names(place["notes"]))
    return f'<div class="point">{"".join(f"<p>{line}</p>" for line in lines)}</div>'


def _point_source(coord_source: str, data: Dataset) -> str:
    if coord_source.startswith("geonames:"):
        number = coord_source.removeprefix("geonames:")
        return _("coordinate of {source}").format(
            source=link(f"https://www.geonames.org/{number}", f"GeoNames {number}")
        )
    source = data.sources[coord_source]
    return _("coordinate stated by {source}").format(source=link(source.url, attribution(source)))


def documents_line(claims: pd.DataFrame, data: Dataset) -> str:
    """Say how many statements there are, from how many documents, how many of them independent."""
    documents, independent = count_documents(claims, data)
    statements = ngettext("{n} statement", "{n} statements", len(claims)).format(n=len(claims))
    from_documents = ngettext("{n} document", "{n} documents", documents).format(n=documents)
    apart = _("{n} independent").format(n=independent)
    meaning = escape(_("Documents that repeat one another count once as independent."))
    words = _("{statements} · {documents}, {independent}").format(
        statements=statements, documents=from_documents, independent=apart
    )
    return f'<p class="documents" title="{meaning}">{escape(words)}</p>'


def figures_block(groups: Iterable[FigureGroup], claims: pd.DataFrame, data: Dataset) -> str:
    """Return the figures that stand side by side, each with who states it."""
    blocks = []
    for group in groups:
        rows = "".join(_figure_row(claims.loc[name], data) for name in group.claim_ids)
        kind = label(data, "kind", group.kind)
        unit = label(data, "figure_unit", group.unit)
        blocks.append(f"<table><caption>{kind}: {unit}</caption>{rows}</table>")
    if not blocks:
        return ""
    title = escape(_("Figures side by side"))
    note = escape(
        _(
            "Each figure is its source's own. They may speak of different things; the atlas "
            "neither adds them up nor chooses."
        )
    )
    return f'<section class="figures"><h3>{title}</h3>{"".join(blocks)}<p>{note}</p></section>'


def _figure_row(claim: Any, data: Dataset) -> str:
    source = data.sources[claim["source_id"]]
    return (
        f"<tr><td>{escape(figure_words(claim, data, with_unit=False))}</td>"
        f"<td>{escape(date_words(claim['date_edtf']))}</td>"
        f"<td>{names(attribution(source, claim['locator']))}</td></tr>"
    )


def claim_card(claim_id: str, claim: pd.Series, data: Dataset, title: str = "") -> str:
    """Return one statement as a card with its date, figure, source and how far it was read.

    Parameters
    ----------
    claim_id
        Identifier of the statement.
    claim
        Its row of `claims` or `milestones`.
    data
        The dataset it is part of.
    title
        What the statement is about, where the card stands outside a place.
    """
    source = data.sources[claim["source_id"]]
    figure = figure_words(claim, data)
    heading = f"<h4>{names(title)}</h4>" if title else ""
    number = f'<p class="figure">{escape(figure)}</p>' if figure else ""
    notes = f'<p class="notes">{names(claim["notes"])}</p>' if claim["notes"] else ""
    differs = "".join(
        f'<p class="differs">{escape(_("Sources differ:"))} {names(conflict.question)}</p>'
        for conflict in touching(data.conflicts, [claim_id])
    )
    return (
        f'<article class="claim" id="{escape(claim_id)}">{heading}'
        f'<p class="head"><span class="kind">{hint(data, "kind", claim["kind"])}</span>'
        f'<span class="date" title="EDTF {escape(claim["date_edtf"] or "–")}">'
        f"{escape(date_words(claim['date_edtf']))}</span></p>"
        f'{number}<p class="summary">{names(claim["summary"])}</p>'
        f'<p class="cite">{source_line(source, claim["locator"], data)} · '
        f"{hint(data, 'checked', claim['checked'])}{repeats(source, data)}</p>"
        f"{notes}{differs}</article>"
    )
