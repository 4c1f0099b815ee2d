"""Lists and tables as HTML: sources, files, and the key to the marks."""

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.mapbase import LAYER_COLOURS
from dashboard.text import hint, label, link, mark_image, names, repeats
from geo import Dataset
from geo.cite import reference
from geo.coins import coins
from geo.messages import gettext as _
from geo.precision import RADIUS_KM
from geo.sources import Source


def source_card(
    source: Source, data: Dataset, places: Sequence[tuple[str, str]], events: Sequence[str] = ()
) -> str:
    """Return a source with its full reference, and the places and events that rest on it.

    Parameters
    ----------
    source
        The document.
    data
        The dataset it is part of.
    places
        Address and name of each place, for links.
    events
        Titles of events without one place.
    """
    read = {"whole": _("read whole"), "part": _("read in part"), "excerpt": _("excerpt read")}
    facts = [
        hint(data, "publisher_kind", source.publisher_kind),
        escape(read[source.read]),
        f'<span lang="en">{escape(source.language)}</span>',
        f"<code>{escape(source.source_id)}</code>",
    ]
    rests = ", ".join(
        f'<a href="{escape(url)}" target="_self">{names(name)}</a>' for url, name in places
    )
    spoken_of = escape("; ".join(events))
    opened = link(source.url, _("Open")) if source.url else ""
    note = f'<p class="notes">{names(source.note)}</p>' if source.note else ""
    lines = [
        f'<p class="reference"><bdi>{escape(reference(source))}</bdi> {opened}</p>',
        f'<p class="cite">{" · ".join(facts)}{repeats(source, data)}</p>',
        note,
        f'<p class="rests"><b>{escape(_("Places"))}</b> {rests}</p>' if rests else "",
        f'<p class="rests"><b>{escape(_("Events"))}</b> {spoken_of}</p>' if events else "",
    ]
    return f'<article class="source">{"".join(lines)}{coins(source)}</article>'


def precision_key(data: Dataset) -> str:
    """Return the key to the marks: a row for each precision that places have."""
    used = set(data.places["precision"])
    rows = []
    precisions = data.codes.of("precision")
    for code in (precisions[name] for name in RADIUS_KM if name in precisions):
        if code.code not in used:
            continue
        radius = RADIUS_KM.get(code.code)
        ring = _(" Ring of {km:g} km.").format(km=radius) if radius else ""
        if code.code == "unlocated":
            ring = _(" Not on the map; listed beside it.")
        marks = "".join(mark_image(layer, code.code) for layer in LAYER_COLOURS)
        rows.append(
            f"<tr><td>{marks if code.code != 'unlocated' else ''}</td>"
            f"<td><b>{label(data, 'precision', code.code)}.</b> "
            f"{escape(code.description + ring)}</td></tr>"
        )
    shared = escape(_("Marks that share a point stand round it, joined to it by a line."))
    return f'<table class="key">{"".join(rows)}</table><p class="key">{shared}</p>'


def download_links(files: Sequence[tuple[str, str]], query: str) -> str:
    """Return links to files of the visible set.

    Parameters
    ----------
    files
        Title and name of each file under `api/`, beside the page.
    query
        The question as a query string.
    """
    rows = []
    for title, name in files:
        address = escape(f"api/{name}?{query}" if query else f"api/{name}")
        rows.append(
            f'<li><a href="{address}" download="{escape(name)}" target="_self">'
            f"{escape(name)}</a> {escape(title)}</li>"
        )
    return f'<ul class="files">{"".join(rows)}</ul>'


def city_matrix(rows: Iterable[tuple[str, Sequence[str]]], heads: Sequence[str]) -> str:
    """Return a table of cities by documents, with what each document says of the city.

    Parameters
    ----------
    rows
        Name of the city and one plain text a document, empty where it does not name the city.
    heads
        Heading of each document, as safe HTML.
    """
    head = "".join(f"<th>{one}</th>" for one in heads)
    body = "".join(
        f"<tr><th>{names(city)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        for city, cells in rows
    )
    return (
        f'<div class="scroll"><table class="matrix"><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
