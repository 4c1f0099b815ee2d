"""Citations: short attributions for cards, full references for lists.

References are formatted by `citeproc-py` in the author-date style "Cite Them Right" that it ships,
from CSL-JSON items (https://docs.citationstyles.org).
"""

from functools import lru_cache

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from geo.messages import gettext as _
from geo.sources import Source

STYLE = "harvard-cite-them-right"


def attribution(source: Source, locator: str = "") -> str:
    """Return a short attribution such as `Amnesty International 2018, p. 34`."""
    year = str(source.year) if source.year else _("n.d.")
    parts = [f"{source.author} {year}", locator]
    return ", ".join(part for part in parts if part)


def reference(source: Source) -> str:
    """Return the full reference of a source as plain text.

    The text comes from the source's own words and must be escaped before it enters HTML.
    """
    return _reference(source.source_id, _Item(source))


class _Item:
    """Lets a source key the cache by what is cited, since mappings have no hash."""

    def __init__(self, source: Source) -> None:
        self.fields = {key: value for key, value in source.item.items() if key != "custom"}
        self._key = repr(self.fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Item) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=4096)
def _reference(source_id: str, item: _Item) -> str:
    bibliography = CitationStylesBibliography(
        _style(), CiteProcJSON([item.fields]), formatter.plain
    )
    bibliography.register(Citation([CitationItem(source_id)]))
    return " ".join(str(bibliography.bibliography()[0]).split())


@lru_cache(maxsize=1)
def _style() -> CitationStylesStyle:
    return CitationStylesStyle(STYLE, validate=False)
