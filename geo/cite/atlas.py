"""Citations of the atlas itself: of a statement, a place or a view, with version and hash."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

import pandas as pd

from geo.cite.locators import locator_words
from geo.cite.references import (
    DEFAULT,
    NOTES,
    ended,
    note_to,
    one_run,
    reference,
    reference_to,
    references,
)
from geo.dataset import Dataset
from geo.filters import Selection
from geo.messages import gettext as _
from geo.sources import Source

HASH_LENGTH = 12
_HASH = re.compile(rf"[0-9a-f]{{{HASH_LENGTH}}}")

Item = dict[str, Any]


def cite_statement(
    claim_id: str, dataset: Dataset, style: str = "footnote", permalink: str = ""
) -> str:
    """Cite what one source says: its reference, the passage, and the record of the atlas.

    Parameters
    ----------
    claim_id
        Statement about a place or a milestone.
    style
        Code of a style; those with notes name the passage inside the note.
    permalink
        Address of the record in the atlas, if it has one.

    Raises
    ------
    ValueError
        There is no such statement or style.

    Examples
    --------
    >>> cite_statement("alpha-prison-01", small, permalink="?place=alpha-prison")
    'Example Agency, Agency report, 1 February 1989, p. 1, https://example.org/agency-report; as
    recorded in ..., record alpha-prison-01, ?place=alpha-prison.'
    """
    row = _statement(claim_id, dataset)
    source, locator = dataset.sources[row["source_id"]], locator_words(row["locator"])
    recorded = one_run(_recorded(claim_id, dataset, permalink))
    if style in NOTES:
        note = note_to(source.item, locator, style).removesuffix(".")
        return _("{note}; {recorded}.").format(note=note, recorded=recorded)
    return _("{reference} Passage: {locator}; {recorded}.").format(
        reference=ended(reference(source, style)), locator=locator, recorded=recorded
    )


def statement_item(claim_id: str, dataset: Dataset, permalink: str = "") -> Item:
    """Return the source of a statement as a CSL-JSON item whose note names passage and record.

    Examples
    --------
    >>> statement_item("alpha-prison-01", small)["note"]
    'Passage: p. 1; as recorded in ..., record alpha-prison-01.'
    """
    row = _statement(claim_id, dataset)
    source = dataset.sources[row["source_id"]]
    passage = _("Passage: {locator}; {recorded}.").format(
        locator=locator_words(row["locator"]), recorded=_recorded(claim_id, dataset, permalink)
    )
    item = {name: value for name, value in source.item.items() if name != "custom"}
    return {**item, "note": " ".join(part for part in (source.note, passage) if part)}


def cite_place(
    place_id: str,
    dataset: Dataset,
    style: str = DEFAULT,
    permalink: str = "",
    accessed: date | None = None,
) -> list[str]:
    """Cite a place: the atlas's record first, then each document that the record rests on.

    Raises
    ------
    ValueError
        There is no such place or style.

    Examples
    --------
    >>> record, document = cite_place("delta-camp", small)
    >>> document
    'Writer, A. and Helper, B. (no date) Memoir. Available at: https://example.org/memoir.'
    """
    record = _atlas_reference(place_item(place_id, dataset, permalink, accessed), style)
    return [record, *references(place_sources(place_id, dataset), style)]


def place_sources(place_id: str, dataset: Dataset) -> list[Source]:
    """Return the documents behind a place's statements and its point, sorted by id.

    Examples
    --------
    >>> [source.source_id for source in place_sources("alpha-yard", small)]
    ['agency-report', 'weblog-copy']
    """
    place = _place(place_id, dataset)
    used = set(dataset.claims.loc[dataset.claims["place_id"] == place_id, "source_id"])
    return [
        dataset.sources[source_id]
        for source_id in sorted(used | {place["coord_source"]})
        if source_id in dataset.sources
    ]


def place_item(
    place_id: str, dataset: Dataset, permalink: str = "", accessed: date | None = None
) -> Item:
    """Return the atlas's record of a place as a CSL-JSON item.

    Raises
    ------
    ValueError
        There is no such place.

    Examples
    --------
    >>> place_item("delta-camp", small)["note"]
    'Record delta-camp, content hash ...'
    """
    place = _place(place_id, dataset)
    item = _atlas_item(dataset, permalink, accessed)
    note = _("Record {record}, content hash {hash}.")
    return {
        **item,
        "id": f"{dataset.subject.id}-{place_id}",
        "title": _("{place}, in {atlas}").format(place=place["name"], atlas=item["title"]),
        "note": note.format(record=place_id, hash=_short_hash(dataset)),
    }


def cite_view(
    selection: Selection, permalink: str, accessed: date, style: str = DEFAULT, opened: str = ""
) -> str:
    """Cite the atlas as a reader saw it: version, address and day, the question and the hash.

    What was open is said as `view_words` does.

    Raises
    ------
    ValueError
        There is no such style.

    Examples
    --------
    >>> cite_view(geo.Filter().select(small), "?v=0.1.0", date(2024, 5, 1))
    '... Available at: ?v=0.1.0 (Accessed: 1 May 2024). Dataset version 0.1.0. View: All places and
    statements; 5 of 5 places, 12 of 12 statements; content hash ...'
    """
    return _atlas_reference(view_item(selection, permalink, accessed, opened), style)


def view_words(selection: Selection, opened: str = "") -> str:
    """Say what a view shows, and what was open in it, such as the card of a place.

    Examples
    --------
    >>> view_words(geo.Filter().select(small), "card of “Alpha prison”")
    'All places and statements; card of “Alpha prison”'
    """
    described = selection.filter.describe(selection.dataset)
    return _("; ").join(filter(None, (described, opened)))


def view_item(selection: Selection, permalink: str, accessed: date, opened: str = "") -> Item:
    """Return a view of the atlas as a CSL-JSON item; the note says what it shows.

    Examples
    --------
    >>> view_item(geo.Filter().select(small), "?v=0.1.0", date(2024, 5, 1))["accessed"]
    {'date-parts': [[2024, 5, 1]]}
    """
    dataset, counts = selection.dataset, selection.counts
    query = hashlib.sha256(selection.filter.to_query().encode()).hexdigest()
    note = _(
        "View: {words}; {places} of {all_places} places, {statements} of {all_statements} "
        "statements; content hash {hash}."
    ).format(
        words=view_words(selection, opened),
        places=counts.places.shown,
        all_places=counts.places.total,
        statements=counts.statements.shown,
        all_statements=counts.statements.total,
        hash=_short_hash(dataset),
    )
    item = _atlas_item(dataset, permalink, accessed)
    return {**item, "id": f"{dataset.subject.id}-view-{query[:8]}", "note": note}


def _atlas_item(dataset: Dataset, permalink: str, accessed: date | None) -> Item:
    """Return the dataset as a CSL-JSON item, dated by the day of its version."""
    issued = re.match(r"(\d{4})-(\d\d)-(\d\d)", str(dataset.descriptor.get("created", "")))
    item: Item = {
        "id": dataset.subject.id,
        "type": "dataset",
        "title": str(dataset.descriptor.get("title") or dataset.subject.title),
        "author": [{"literal": dataset.subject.author}],
        "version": dataset.version,
        "language": "en",
    }
    if issued:
        item["issued"] = {"date-parts": [[int(part) for part in issued.groups()]]}
    if permalink:
        item["URL"] = permalink
    if accessed:
        item["accessed"] = {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
    return item


def _atlas_reference(item: Mapping[str, Any], style: str) -> str:
    text = note_to(item) if style == "footnote" else reference_to(item, style)
    parts = [ended(text), item["note"]]
    if style == "harvard":  # which leaves out the version
        parts.insert(1, _("Dataset version {version}.").format(version=item["version"]))
    first, *others = parts
    short = _HASH.search(item["note"])
    return " ".join([first, *(one_run(one, short[0] if short else "") for one in others)])


def _recorded(record: str, dataset: Dataset, permalink: str) -> str:
    words = _("as recorded in {atlas}, dataset version {version}, record {record}").format(
        atlas=dataset.subject.title, version=dataset.version, record=record
    )
    return f"{words}, {permalink}" if permalink else words


def _short_hash(dataset: Dataset) -> str:
    return dataset.content_hash[:HASH_LENGTH]


def _statement(claim_id: str, dataset: Dataset) -> pd.Series:
    for table in (dataset.claims, dataset.milestones):
        if claim_id in table.index:
            return cast(pd.Series, table.loc[claim_id])
    raise ValueError(f"no statement {claim_id!r} in the data")


def _place(place_id: str, dataset: Dataset) -> pd.Series:
    if place_id not in dataset.places.index:
        raise ValueError(f"no place {place_id!r} in the data")
    return cast(pd.Series, dataset.places.loc[place_id])
