"""Cited documents inside a web page, for readers such as Zotero (COinS)."""

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from geo.csl import Name, iso_date, names
from geo.sources import Source

_TYPES = {
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "broadcast": "tvBroadcast",
    "dataset": "dataset",
    "entry-encyclopedia": "encyclopediaArticle",
    "interview": "interview",
    "legislation": "statute",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "webpage": "webpage",
}
"""Zotero's item types by CSL type."""


def coins(source: Source) -> str:
    """Return an empty `span` of HTML that carries a document as an OpenURL ContextObject.

    The form is that of COinS (https://ocoins.info) with Dublin Core fields; all text is escaped.

    Examples
    --------
    >>> coins(small.sources["memoir"])
    '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;...rft.title=Memoir&amp;..."></span>'
    """
    context = urlencode(_pairs(source.item), quote_via=quote)
    return f'<span class="Z3988" title="{escape(context)}"></span>'


def _pairs(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    fields = [
        ("rft.type", _TYPES.get(item["type"], "document")),
        ("rft.title", item["title"]),
        *(_author(name) for name in names(item)),
        ("rft.publisher", item.get("publisher", "")),
        ("rft.date", iso_date(item)),
        ("rft.language", item.get("language", "")),
        ("rft.identifier", item.get("URL", "")),
        ("rft_id", item.get("URL", "")),
    ]
    head = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")]
    return head + [(name, value) for name, value in fields if value]


def _author(name: Name) -> tuple[str, str]:
    """Return a body as a body, which readers would otherwise split into given and family name."""
    return "rft.aucorp" if name.is_body else "rft.au", name.inverted
