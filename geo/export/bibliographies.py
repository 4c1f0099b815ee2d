"""BibTeX, RIS and CSL-JSON: the documents that the shown statements rest on."""

from geo.cite.bibtex import bibtex
from geo.cite.csl_json import csl_items
from geo.cite.ris import ris
from geo.export.stamp import stamp
from geo.filters import Selection
from geo.sources import Source


def build_bibtex(selection: Selection) -> bytes:
    """Return BibTeX; the stamp stands before the entries, where BibTeX reads nothing.

    An at sign would begin an entry even there, so it is written out.

    Examples
    --------
    >>> build_bibtex(geo.Filter().select(small)).splitlines()[1]
    b'% Dataset version: 0.1.0'
    """
    lines = [f"% {line.replace('@', ' at ')}\n" for line in stamp(selection).lines()]
    return ("".join(lines) + "\n" + bibtex(_sources(selection))).encode()


def build_ris(selection: Selection) -> bytes:
    """Return RIS; the stamp stands before the first record, in three lines.

    RIS has no comments. Readers skip what comes before the first `TY`, some of them only if it is
    short.

    Examples
    --------
    >>> build_ris(geo.Filter().select(small)).splitlines()[4]
    b'TY  - RPRT'
    """
    *data, query, link, counts = stamp(selection).lines()
    lines = ["; ".join(data), f"{query}; {link}", counts]
    return ("\n".join(lines) + "\n\n" + ris(_sources(selection))).encode()


def build_csl(selection: Selection) -> bytes:
    """Return CSL-JSON; the stamp is in the `custom` object of each item.

    The format is a bare list, and its items part company once they are imported.

    Examples
    --------
    >>> b'"dataset_version": "0.1.0"' in build_csl(geo.Filter().select(small))
    True
    """
    mark = stamp(selection).fields()
    items = [
        {**source.item, "custom": {**source.item["custom"], "exported_from": mark}}
        for source in _sources(selection)
    ]
    return csl_items(items).encode()


def _sources(selection: Selection) -> list[Source]:
    return [selection.dataset.sources[source_id] for source_id in selection.source_ids]
