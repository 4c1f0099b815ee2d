"""Values of the data as HTML: everything is escaped here, and nowhere else."""

import unicodedata
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

import pandas as pd

from dashboard.mapbase import mark_svg
from geo import Dataset, messages
from geo.cite import attribution
from geo.conflicts import touching
from geo.filter_words import country_name, listed
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.precision import RADIUS_KM
from geo.sources import Source
from geo.summaries import FigureGroup, count_documents, figure_words
from geo.wording import date_words


def link(url: str, words: str) -> str:
    """Return a link that opens beside the page; plain words where `url` is no http(s) address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return escape(words)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return escape(words)
    return (
        f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">'
        f'{escape(words)}<span class="out" aria-hidden="true"> ↗</span></a>'
    )


def plain(words: str) -> str:
    """Return words that Streamlit shows as they are, where it would read Markdown or HTML."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#!|<>$~:&" else char for char in words)


def isolated(words: str) -> str:
    """Return words that keep their own direction inside a label, where no HTML can say so.

    The first letter decides, as in `names`; brackets stay on their side.
    """
    return f"\u2068{words}\u2069"


def safe(words: str) -> str:
    """Escape words for Plotly's HTML, which would print the entity of a quotation mark."""
    return escape(words, quote=False)


def persian(words: str) -> str:
    """Return Persian words marked with their language and direction."""
    return f'<span lang="fa" dir="rtl">{escape(words)}</span>' if words else ""


def names(words: str) -> str:
    """Return a name or a sentence in either script, isolated so that its direction stays its own.

    The first letter decides, as for text without a stated direction in HTML (rules P2 and P3 of the
    Unicode Bidirectional Algorithm, UAX #9).
    """
    directions = (unicodedata.bidirectional(char) for char in words)
    first = next((one for one in directions if one in ("L", "R", "AL")), "L")
    return f"<bdi>{escape(words)}</bdi>" if first == "L" else persian(words)


def label(data: Dataset, field: str, code: str) -> str:
    """Return the escaped label of a code."""
    return escape(data.codes.label(field, code, messages.code()))


def hint(data: Dataset, field: str, code: str) -> str:
    """Return the label of a code with its meaning as a tooltip."""
    found = data.codes.of(field).get(code)
    meaning = escape(found.description) if found else ""
    return f'<span class="hint" title="{meaning}">{label(data, field, code)}</span>'


def mark_image(layer: str, precision: str = "site") -> str:
    """Return the mark of a layer as an image, since Streamlit takes drawings out of HTML."""
    return f'<img src="{mark_address(layer, precision)}" alt="" width="15" height="15">'


def mark_address(layer: str, precision: str = "site", colour: str = "") -> str:
    """Return the mark of a layer as a data address, in the layer's own colour or in another."""
    drawing = mark_svg(layer, precision, colour=colour).replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
    )
    return f"data:image/svg+xml,{quote(drawing)}"


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


def source_line(source: Source, locator: str, data: Dataset) -> str:
    """Return the short attribution, linked, with the kind of publisher."""
    words = link(source.url, attribution(source, locator))
    return (
        f'<cite title="{escape(source.title)}">{words}</cite> · '
        f"{hint(data, 'publisher_kind', source.publisher_kind)}"
    )


def repeats(source: Source, data: Dataset) -> str:
    """Say which documents a source repeats, after a separator; empty where it repeats none."""
    if not source.derived_from:
        return ""
    origins = listed([attribution(data.sources[one]) for one in source.derived_from])
    return f" · {escape(_('repeats {source}').format(source=origins))}"
