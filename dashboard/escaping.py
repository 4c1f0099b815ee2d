"""Words of the data as safe markup: escaped, linked, with their direction."""

import unicodedata
from html import escape
from urllib.parse import quote, urlsplit

from dashboard.look import mark_svg
from geo import Dataset, messages
from geo.cite.references import attribution
from geo.messages import gettext as _
from geo.sources import Source
from geo.wording import listed


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
