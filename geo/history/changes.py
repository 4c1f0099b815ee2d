"""What changed in the records that a link shows, since the version it was made with."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from geo.check.reading import Row, Table
from geo.check.schema import record_columns
from geo.csl import names
from geo.dataset import Dataset
from geo.errors import Problem
from geo.filters import Selection
from geo.history.snapshots import RECORD_TABLES, Records, Release, read_release, versions
from geo.loading import with_records
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.parameters import fault
from geo.sources import from_item
from geo.wording import listed

PARAMETER = "v"
"""Query parameter that holds the data version a link was made with."""
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
PLACE, STATEMENT, SOURCE = "place", "statement", "source"
_KINDS = dict(zip(RECORD_TABLES, (PLACE, STATEMENT, STATEMENT), strict=True))
_DEGREES = ("lat", "lon")


@dataclass(frozen=True)
class FieldChange:
    """Old and new value of one field as text, empty where nothing is stated."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """What became of one record: `added`, `removed` or `changed`.

    `fields` is empty unless it changed. What a removed or withheld record said is not repeated.
    `kind` is what the record is: `place`, `statement` or `source`.
    """

    record_id: str
    what: str
    fields: tuple[FieldChange, ...] = ()
    kind: str = STATEMENT


def read_version(
    pairs: Iterable[tuple[str, str]], folder: Path, dataset: Dataset
) -> tuple[str, list[Problem]]:
    """Read from a query the data version that a link was made with.

    Returns
    -------
    version, problems
        A version that `changes` accepts; empty where the query names none, or none that is known.

    Examples
    --------
    >>> read_version([("v", small.version)], small.folder, small)
    ('0.1.0', [])
    >>> version, problems = read_version([("v", "9.9.9")], small.folder, small)
    >>> version, problems[0].expected
    ('', 'one version of the data: 0.1.0')
    """
    values = [value for name, value in pairs if name == PARAMETER and value]
    if not values:
        return "", []
    known = list(dict.fromkeys([*versions(folder), dataset.version]))
    if len(values) == 1 and values[0] in known:
        return values[0], []
    expected = _("one version of the data: {versions}").format(versions=_(", ").join(known))
    return "", [fault(PARAMETER, ", ".join(values), expected)]


def changes(
    folder: Path, since: str, dataset: Dataset, record_ids: Collection[str] | None = None
) -> list[Change]:
    """Return how places, claims, milestones and their sources differ from a released version.

    Of the sources, only those that the records cite or cited then, as far as releases keep them:
    author, title and kind of publisher.

    Parameters
    ----------
    folder
        Data folder with its releases.
    since
        A released version, or the dataset's own.
    dataset
        The data as it is now.
    record_ids
        Records to compare; all of them when not given.

    Raises
    ------
    ReleaseError
        The version is not in the history.

    Examples
    --------
    >>> changes(small.folder, small.version, small)
    []
    """
    if since == dataset.version and since not in versions(folder):
        return []
    release = read_release(folder, since)
    changes: list[Change] = []
    for name, frame in _frames(dataset).items():
        before, now = release.tables[name], _texts(frame, name)
        wanted = set(before) | set(now)
        wanted = wanted if record_ids is None else wanted & set(record_ids)
        differing = (
            _compare(record_id, before.get(record_id), now.get(record_id), _KINDS[name])
            for record_id in sorted(wanted)
        )
        changes += [change for change in differing if change is not None]
    return changes + _source_changes(release, dataset, record_ids)


def _source_changes(
    release: Release, dataset: Dataset, record_ids: Collection[str] | None
) -> list[Change]:
    cited: set[str] = set()
    for name, frame in _frames(dataset).items():
        if "source_id" in frame:
            then = release.tables[name].items()
            pairs = [*frame["source_id"].items(), *((one, row["source_id"]) for one, row in then)]
            cited |= {source for one, source in pairs if record_ids is None or one in record_ids}
    items = {name: source.item for name, source in dataset.sources.items()}
    differing = (
        _compare(name, _of_source(release.sources.get(name)), _of_source(items.get(name)), SOURCE)
        for name in sorted(cited)
    )
    return [change for change in differing if change is not None]


def _of_source(item: Mapping[str, Any] | None) -> dict[str, str] | None:
    if item is None:
        return None
    people = [name.in_order for name in names(item)]
    kind = str(item["custom"]["publisher_kind"])
    return {"author": "; ".join(people), "title": str(item["title"]), "publisher_kind": kind}


def changes_of_view(selection: Selection, folder: Path, since: str) -> list[Change]:
    """Return the changes of the records that a question shows now or showed then.

    Raises
    ------
    ReleaseError
        The version is not in the history.

    Examples
    --------
    >>> changes_of_view(geo.Filter().select(small), small.folder, small.version)
    []
    """
    dataset = selection.dataset
    shown = _record_ids(selection)
    if since in versions(folder) or since != dataset.version:
        then = _released(read_release(folder, since), dataset)
        shown |= _record_ids(selection.filter.select(then))
    return changes(folder, since, dataset, shown)


def _record_ids(selection: Selection) -> set[str]:
    """Return the identifiers of the places and statements that a selection shows."""
    return {*selection.places.index, *selection.claims.index, *selection.milestones.index}


def _released(release: Release, dataset: Dataset) -> Dataset:
    """Return the records of a release as a dataset, with the codes of today's."""
    places, claims, milestones = (
        Table(name, tuple(Row(0, dict(cells)) for cells in release.tables[name].values()))
        for name in RECORD_TABLES
    )
    sources = {name: from_item(item) for name, item in release.sources.items()}
    return with_records(dataset, places, claims, milestones, sources)


def change_words(change: Change) -> str:
    """Say one change, such as `evin-prison-01: figure_low was “30”, now “33”`.

    Examples
    --------
    >>> change_words(Change("alpha-prison-01", CHANGED, (FieldChange("figure_low", "30", "33"),)))
    'alpha-prison-01: figure_low was “30”, now “33”'
    >>> change_words(Change("delta-camp", ADDED))
    'delta-camp: added'
    """
    if change.what == ADDED:
        return _("{record}: added").format(record=change.record_id)
    if change.what == REMOVED:
        return _("{record}: no longer in the atlas").format(record=change.record_id)
    parts = [
        _("{field} was {old}, now {new}").format(
            field=field.name, old=_quoted(field.old), new=_quoted(field.new)
        )
        for field in change.fields
    ]
    return _("{record}: {changes}").format(record=change.record_id, changes=_("; ").join(parts))


def summary_words(changes: Collection[Change], since: str) -> str:
    """Say in one sentence what became of the records a link shows.

    Examples
    --------
    >>> added = [Change(name, ADDED, kind=PLACE) for name in ("a", "b")]
    >>> summary_words([*added, Change("c", ADDED), Change("d", REMOVED)], "1.0.0")
    'Since version 1.0.0 of the data: 2 places and 1 statement added; 1 statement removed.'
    >>> summary_words([], "1.0.0")
    'Nothing this link shows has changed since version 1.0.0.'
    """
    if not changes:
        return _("Nothing this link shows has changed since version {version}.").format(
            version=since
        )
    patterns = {
        ADDED: _("{records} added"),
        REMOVED: _("{records} removed"),
        CHANGED: _("{records} changed"),
    }
    counted = {what: _counted(one for one in changes if one.what == what) for what in patterns}
    parts = [
        patterns[what].format(records=listed(records))
        for what, records in counted.items()
        if records
    ]
    return _("Since version {version} of the data: {changes}.").format(
        version=since, changes=_("; ").join(parts)
    )


def _counted(changes: Iterable[Change]) -> list[str]:
    """Count the places, statements and sources among some changes, each in words."""
    numbers = Counter(change.kind for change in changes)
    words = {
        PLACE: ngettext("{n} place", "{n} places", numbers[PLACE]),
        STATEMENT: ngettext("{n} statement", "{n} statements", numbers[STATEMENT]),
        SOURCE: ngettext("{n} source", "{n} sources", numbers[SOURCE]),
    }
    return [words[kind].format(n=numbers[kind]) for kind in words if numbers[kind]]


def _compare(
    record: str,
    before: Mapping[str, str] | None,
    now: Mapping[str, str] | None,
    kind: str,
) -> Change | None:
    if before is None or now is None:
        if before is now:
            return None
        return Change(record, REMOVED if now is None else ADDED, kind=kind)
    pairs = [(name, before.get(name, ""), now.get(name, "")) for name in {**before, **now}]
    fields = tuple(
        FieldChange(name, old, new)
        for name, old, new in pairs
        if _plain(name, old) != _plain(name, new)
    )
    return Change(record, CHANGED, fields, kind) if fields else None


def _frames(dataset: Dataset) -> dict[str, pd.DataFrame]:
    frames = (dataset.places, dataset.claims, dataset.milestones)
    return dict(zip(RECORD_TABLES, frames, strict=True))


def _texts(frame: pd.DataFrame, name: str) -> Records:
    """Return the cells of a table as the file states them, apart from zeros that end a degree."""
    cells = frame.reset_index()[list(record_columns(name))].astype(object)
    records = cells.where(cells.notna(), "").astype(str).to_dict("index")
    return dict(zip(frame.index, records.values(), strict=True))


def _plain(name: str, text: str) -> str:
    return str(float(text)) if name in _DEGREES and text else text


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=text) if text else _("empty")
