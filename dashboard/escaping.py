"""Words of the data as safe markup: escaped, linked, with their direction."""

import html
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from dashboard.i18n import is_latin, is_mirrored
from dashboard.look import mark_svg
from geo import messages
from geo.subject import Layer

_ARABIC_ALONE = frozenset("ةإ")  # others are typed in Persian as well


def link(url: str, words: str) -> Markup:
    """Return a link that opens beside the page; plain words where `url` is no http(s) address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return escape(words)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return escape(words)
    return Markup(
        '<a href="{}" target="_blank" rel="noopener noreferrer">'
        '{}<span class="out" aria-hidden="true"> ↗</span></a>'
    ).format(url, words)


def plain(words: str) -> str:
    """Return words that Streamlit shows as they are, where it would read Markdown or HTML."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()#!|<>$~:&" else char for char in words)


def isolated(words: str) -> str:
    """Return words that keep their own direction inside a label, where no HTML can say so.

    The first letter decides, as in `names`; brackets stay on their side.
    """
    return f"\u2068{words}\u2069"


def apart(words: str) -> str:
    """Return words that keep their own direction among others on a page from right to left.

    A list of Latin names there runs from right to left, as the page does, and each name whole.
    """
    return isolated(words) if is_mirrored(messages.code()) else words


def safe(words: str) -> str:
    """Escape words for Plotly's HTML, which would print the entity of a quotation mark.

    Charts run from left to right; on a page that does not, words keep their own direction. Where
    a number begins words from right to left, Chromium would move its first digit behind them.
    """
    is_number_first = words[:1].isdigit() and _first_strong(words) != "L"
    return apart("\u200f" * is_number_first + html.escape(words, quote=False))


def strong(words: str) -> str:
    """Return words as `safe` does, in bold.

    The direction is set around the tag: inside it, Chromium moves the first digit away from the
    number that it begins.
    """
    return apart(f"<b>{html.escape(words, quote=False)}</b>")


def hovered(lines: Iterable[str]) -> str:
    """Join lines of Plotly's HTML for the mouse, each of which runs as the page does."""
    start, end = ("\u2067", "\u2069") if is_mirrored(messages.code()) else ("", "")
    return "<br>".join(f"{start}{line}{end}" for line in lines)


def hover_side() -> str:
    """Return on which side such lines begin, `left` or `right`."""
    return "right" if is_mirrored(messages.code()) else "left"


def persian(words: str) -> Markup:
    """Return Persian words marked with their language and direction."""
    return _from_the_right(words, "fa")


def _from_the_right(words: str, language: str) -> Markup:
    marked = Markup('<span lang="{}" dir="rtl">{}</span>')
    return marked.format(language, words) if words else Markup()


def names(words: str) -> Markup:
    """Return a name or a sentence of the data in the language in use, where they have it.

    It is isolated so that its direction stays its own, and marked with its language where that is
    another than the page's.

    A translation runs as the page does, also one that a table holds already. Of all else the first
    letter decides, as for text without a stated direction in HTML (rules P2 and P3 of the Unicode
    Bidirectional Algorithm, UAX #9).
    """
    if messages.is_translated(words):
        said = messages.content(words)
        return Markup(f'<bdi dir="{direction(words)}">{{}}</bdi>').format(said)
    return as_stated(words)


def direction(words: str) -> str:
    """Return the direction of a text of the data as it is shown: `ltr` or `rtl`."""
    if messages.is_translated(words):
        return "rtl" if is_mirrored(messages.code()) else "ltr"
    return "ltr" if _first_strong(words) == "L" else "rtl"


def _first_strong(words: str) -> str:
    """Return the direction of the first letter, `L` where there is none."""
    directions = map(unicodedata.bidirectional, words)
    return next((one for one in directions if one in ("L", "R", "AL")), "L")


def as_stated(words: str) -> Markup:
    """Return a name or a sentence as the data have it, as `names` does otherwise.

    Figures alone run as the page does. Of words from right to left, letters that Persian lacks tell
    Arabic.
    """
    if _first_strong(words) != "L":
        return _from_the_right(words, "ar" if _ARABIC_ALONE & set(words) else "fa")
    if is_mirrored(messages.code()) and not any(map(str.isalpha, words)):
        return Markup('<bdi dir="rtl">{}</bdi>').format(words)
    marked = '<bdi lang="en" dir="ltr">{}</bdi>' if _is_foreign(words) else "<bdi>{}</bdi>"
    return Markup(marked).format(words)


def is_left_in_english(words: str) -> bool:
    """Tell whether a text of the data is shown in English on a page in another language."""
    is_said = messages.is_translated(words) or _first_strong(words) != "L"
    return not is_said and _is_foreign(words)


def _is_foreign(words: str) -> bool:
    return messages.code() != "en" and any(map(str.isalpha, words))


def titled(title: str, language: str) -> Markup:
    """Return the title of a document marked with its language.

    Titles in other letters than the document's language has, and those in brackets, are English
    words for them.

    Examples
    --------
    >>> titled("Massaker Gedenken", "de")
    Markup('<bdi lang="de" dir="ltr">Massaker Gedenken</bdi>')
    >>> titled("Protests in Iran began (Russian)", "ru")
    Markup('<bdi>Protests in Iran began (Russian)</bdi>')
    >>> titled("Протесты", "ru")
    Markup('<bdi lang="ru" dir="ltr">Протесты</bdi>')
    """
    is_own = _begins_in_latin(title) == is_latin(language)
    if not is_own or title.startswith("[") or language in ("", "en"):
        return as_stated(title)
    if _first_strong(title) != "L":
        return _from_the_right(title, language)
    return Markup('<bdi lang="{}" dir="ltr">{}</bdi>').format(language, title)


def _begins_in_latin(words: str) -> bool:
    """Tell whether the first letter of words is a Latin one."""
    return unicodedata.name(next(filter(str.isalpha, words), " "), "").startswith("LATIN")


def quoted(words: str, figure: str, summary: str) -> Markup:
    """Return words that hold a figure, marked as English where it stands as in its summary."""
    if messages.code() == "en" or not any(map(str.isalpha, figure)):
        return escape(words)
    if figure.casefold() not in summary.casefold():
        return escape(words)
    before, held, after = words.partition(figure)
    return Markup("{}{}{}").format(before, as_stated(held), after)


def isolate(words: str, title: str, language: str) -> Markup:
    """Return words in which a title, where they hold it, keeps direction and language to itself.

    Examples
    --------
    >>> isolate("(2008) خاوران. 8 March", "خاوران", "fa")
    Markup('(2008) <span lang="fa" dir="rtl">خاوران</span>. 8 March')
    """
    before, held, after = words.partition(title) if title else (words, "", "")
    return Markup("{}{}{}").format(before, titled(held, language) if held else "", after)


def mark_address(layer: Layer, precision: str = "site", colour: str = "") -> str:
    """Return the mark of a layer as a data address, in the layer's own colour or in another."""
    drawing = mark_svg(layer, precision, colour=colour).replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
    )
    return f"data:image/svg+xml,{quote(drawing)}"
