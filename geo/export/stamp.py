"""What every exported file says about itself: which data, which question, what is left out."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from geo.check.table import check_link
from geo.counts import Counts, Tally
from geo.export.records import Record, source_records
from geo.filters import Selection
from geo.history.changes import PARAMETER as VERSION

PUBLIC_URL = "ATLAS_PUBLIC_URL"
"""Environment variable with the address under which the atlas is public."""

NOTES = (
    "Each statement is what one source says. Statements that disagree stand side by side; nothing "
    "is summed, averaged or picked.",
    "The precision of a place says what its point stands for. A point of precision locality is the "
    "centre of a city, not the place itself.",
    "checked says whether the passage itself was read or only an excerpt of the document. "
    "derived_from names the documents that a document repeats.",
)
_HERE = ("localhost", "::1")
"""Names by which a browser reaches its own machine, of no use to another."""
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a ZIP archive holds no earlier date
_URL_CHARACTERS = ":/?#[]@!$&()*+,;=%-._~"


@dataclass(frozen=True)
class Stamp:
    """Origin and extent of one exported file.

    Parameters
    ----------
    title
        Title of the dataset.
    version, content_hash
        Version of the dataset and SHA-256 of its content files.
    released
        When that version was released, in UTC.
    licence, licence_url
        Terms of use, empty where the dataset states none.
    query
        The question in words.
    parameters
        The question as a query string.
    permalink
        Link to the view, with the version of the data it was made of; without a host where no
        public address is set.
    counts
        What is shown and what is left out.
    """

    title: str
    version: str
    content_hash: str
    released: datetime
    licence: str
    licence_url: str
    query: str
    parameters: str
    permalink: str
    counts: Counts

    @property
    def licence_words(self) -> str:
        """Licence with its address.

        Examples
        --------
        >>> from dataclasses import replace
        >>> mark = stamp(geo.Filter().select(small))
        >>> replace(mark, licence="CC0-1.0", licence_url="https://example.org/cc0").licence_words
        'CC0-1.0, https://example.org/cc0'
        """
        return ", ".join(part for part in (self.licence, self.licence_url) if part)

    def fields(self) -> dict[str, str]:
        """Return the stamp as short texts by name, for tables and comments.

        Examples
        --------
        >>> stamp(geo.Filter().select(small)).fields()["dataset_version"]
        '0.1.0'
        """
        return {
            "dataset": self.title,
            "dataset_version": self.version,
            "dataset_hash": f"sha256:{self.content_hash}",
            "dataset_released": f"{self.released:%Y-%m-%d}",
            "licence": self.licence_words,
            "query": self.query,
            "permalink": self.permalink,
            "counts": count_words(self.counts),
        }

    def lines(self) -> list[str]:
        """Return the stamp as lines of text.

        Examples
        --------
        >>> stamp(geo.Filter().select(small)).lines()[1]
        'Dataset version: 0.1.0'
        """
        names = {name: name.replace("_", " ").capitalize() for name in self.fields()}
        return [f"{names[name]}: {value}" for name, value in self.fields().items()]


def stamp(selection: Selection) -> Stamp:
    """Make the stamp of a visible set.

    Examples
    --------
    >>> stamp(geo.Filter(place="delta-camp").select(small)).permalink
    '?place=delta-camp&v=0.1.0'
    """
    data = selection.dataset
    licence = licence_of(data.descriptor.get("licenses"))
    parameters = selection.filter.to_query()
    return Stamp(
        title=str(data.descriptor.get("title") or data.subject.title),
        version=data.version,
        content_hash=data.content_hash,
        released=_released(str(data.descriptor.get("created") or "")),
        licence=str(licence.get("title") or licence.get("name") or ""),
        licence_url=str(licence.get("path") or ""),
        query=selection.filter.describe(data),
        parameters=parameters,
        permalink=permalink("&".join(filter(None, (parameters, f"{VERSION}={data.version}")))),
        counts=selection.counts,
    )


def metadata(selection: Selection, *notes: str) -> dict[str, Any]:
    """Return the stamp as the `metadata` object of formats made of JSON.

    Parameters
    ----------
    selection
        The visible set.
    notes
        What a reader must know of the one format, after what holds for all.

    Examples
    --------
    >>> metadata(geo.Filter().select(small), "A note on the format.")["notes"][-1]
    'A note on the format.'
    """
    mark = stamp(selection)
    return {
        **mark.fields(),
        "parameters": mark.parameters,
        "left_out": {
            name: _tally_record(getattr(mark.counts, name))
            for name in ("places", "claims", "milestones")
        },
        "notes": [*NOTES, *notes],
        "sources": source_records(selection),
    }


def public_address() -> str:
    """Return the address under which the atlas is public, without a slash at the end.

    Raises
    ------
    ValueError
        The environment variable `ATLAS_PUBLIC_URL` holds something else.

    Examples
    --------
    >>> public_address()  # where ATLAS_PUBLIC_URL is not set
    ''
    """
    stated = os.environ.get(PUBLIC_URL, "").strip()
    for found, expected in check_link(stated) if stated else ():
        raise ValueError(f"{PUBLIC_URL}: {found} cannot be used; expected {expected}")
    return stated.rstrip("/")


def is_here(address: str) -> bool:
    """Tell whether an address works in no browser but those of the machine itself.

    Examples
    --------
    >>> is_here("http://127.0.0.1:8501/"), is_here("https://example.org/")
    (True, False)
    """
    host = urlsplit(address).hostname or ""
    return host in _HERE or re.fullmatch(r"127(\.\d+){3}", host) is not None


def permalink(parameters: str) -> str:
    """Return the link to a view by its query string.

    The environment variable `ATLAS_PUBLIC_URL` gives the host; without it, the link begins at the
    question mark.

    Examples
    --------
    >>> permalink("place=delta-camp")
    '?place=delta-camp'
    """
    base = quote(public_address(), safe=_URL_CHARACTERS)
    return f"{base}/?{parameters}" if base else f"?{parameters}"


def count_words(counts: Counts) -> str:
    """Say what is shown and what is left out, so that the parts add up.

    Examples
    --------
    >>> count_words(geo.Filter().select(small).counts).split("; ")[0]
    'Places: 5 of 5 shown'
    """
    without_point = f"; {counts.places.unlocated} of those shown have no point"
    return ". ".join(
        (
            f"Places: {_tally_words(counts.places)}{without_point}",
            f"Statements about places: {_tally_words(counts.claims)}",
            f"Statements about events without one place: {_tally_words(counts.milestones)}",
        )
    )


def _tally_words(tally: Tally) -> str:
    return (
        f"{tally.shown} of {tally.total} shown; left out: {tally.filtered} by the query, "
        f"{tally.undated} as undated, {tally.withheld} as withheld"
    )


def _tally_record(tally: Tally) -> Record:
    return {
        "total": tally.total,
        "shown": tally.shown,
        "filtered": tally.filtered,
        "undated": tally.undated,
        "withheld": tally.withheld,
        "shown_without_point": tally.unlocated,
    }


def licence_of(stated: Any) -> Record:
    """Return the first licence of a descriptor, which nothing has checked; empty for none.

    Examples
    --------
    >>> licence_of([{"name": "CC0-1.0"}]), licence_of("CC0-1.0")
    ({'name': 'CC0-1.0'}, {})
    """
    first = stated[0] if isinstance(stated, list) and stated else None
    return first if isinstance(first, dict) else {}


def _released(created: str) -> datetime:
    """Read the date of release, which stands in for the time of writing in every file."""
    match = re.match(r"\d{4}-\d\d-\d\d", created)
    try:
        day = datetime.fromisoformat(match[0]).replace(tzinfo=UTC) if match else _EARLIEST
    except ValueError:
        day = _EARLIEST
    return max(day, _EARLIEST)
