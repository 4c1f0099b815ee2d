"""A data folder read into a dataset."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from geo.bounds import Bounds
from geo.check.content import Content
from geo.check.folder import check_folder, read_folder
from geo.check.reading import Table, without_columns
from geo.check.schema import OPTIONAL, TABLES
from geo.check.translations import read_translations
from geo.codes import Code, Codes
from geo.conflicts import Conflict, Side, narrowed
from geo.dataset import Dataset, Whole
from geo.errors import DataError
from geo.frames import frame_of, places_of, statements_of, steps_of
from geo.sources import Source, from_item
from geo.subject import Subject
from geo.subject_defaults import completed

if TYPE_CHECKING:
    import geopandas

CONTENT_FILES = (*TABLES, "sources.json")
"""The files whose bytes make up the content hash."""
_Records = tuple["geopandas.GeoDataFrame", pd.DataFrame, pd.DataFrame]


def load(folder: Path | str) -> Dataset:
    """Read and check the places, claims, milestones and sources in `folder`.

    Raises
    ------
    DataError
        A rule is broken. The message lists every problem, one a line.

    Examples
    --------
    >>> load(small.folder).places.index.tolist()[:2]
    ['alpha-prison', 'alpha-yard']
    """
    folder = Path(folder)
    content, problems = check_folder(folder)
    if problems:
        raise DataError(problems)
    hidden = content.column("withheld.csv", "record_id")
    places, claims, milestones = _records_of(content)
    kept_places = places[~places.index.isin(hidden)]
    kept_claims = claims[~claims.index.isin(hidden) & claims["place_id"].isin(kept_places.index)]
    # A place that nothing speaks of any more is withheld with its statements.
    kept_places = kept_places[kept_places.index.isin(set(kept_claims["place_id"]))]
    kept_milestones = milestones[~milestones.index.isin(hidden)]
    statements = {*kept_claims.index, *kept_milestones.index}
    withheld = {
        "places": len(places) - len(kept_places),
        "claims": len(claims) - len(kept_claims),
        "milestones": len(milestones) - len(kept_milestones),
    }
    read = _read(content, folder, content_hash(folder), (kept_places, kept_claims, kept_milestones))
    stated = extent_of(kept_places), read.stated_period
    return replace(
        read,
        withheld=withheld,
        subject=_completed(read, *stated),
        conflicts=narrowed(read.conflicts, statements),
    )


def load_parts(folder: Path, hashed: str, withheld: Mapping[str, int], whole: Whole) -> Dataset:
    """Read a folder whose tables of records are empty, since these are kept elsewhere.

    Parameters
    ----------
    folder
        A data folder but for that.
    hashed, withheld
        The content hash of the whole data, and how many records of each table are withheld.
    whole
        What is known of the records.

    Raises
    ------
    DataError
        It cannot be read.

    Examples
    --------
    >>> load_parts(small.folder, "", {}, Whole(cities={"rome": "Rome"})).cities
    {'rome': 'Rome'}
    """
    content, problems = read_folder(folder)
    if problems:
        raise DataError(problems)
    content.translations, content.unreviewed, _faults = read_translations(
        folder, content.tables, content.subject.languages
    )
    read = replace(_read(content, folder, hashed, _records_of(content)), whole=whole)
    subject = _completed(read, whole.extent, whole.period)
    return replace(read, withheld=dict(withheld), subject=subject)


def with_rows(
    dataset: Dataset, places: pd.DataFrame, claims: pd.DataFrame, milestones: pd.DataFrame
) -> Dataset:
    """Return a dataset with other records, given as the columns of its files.

    Conflicts are kept as far as the records bear them.

    Examples
    --------
    >>> rows = [getattr(small, name).reset_index() for name in ("places", "claims", "milestones")]
    >>> len(with_rows(small, rows[0], rows[1][:1], rows[2]).claims)
    1
    """
    said, events = statements_of(claims), statements_of(milestones)
    return replace(
        dataset,
        places=places_of(places),
        claims=said,
        milestones=events,
        beyond=None,
        conflicts=narrowed(dataset.conflicts, {*said.index, *events.index}),
    )


def with_records(
    dataset: Dataset, places: Table, claims: Table, milestones: Table, sources: dict[str, Source]
) -> Dataset:
    """Return a dataset with other records, of which none is withheld, and the same codes.

    Conflicts are kept as far as the records bear them.

    Examples
    --------
    >>> tables = [Table(f"{name}.csv") for name in ("places", "claims", "milestones")]
    >>> len(with_records(small, *tables, sources={}).claims)
    0
    """
    frames = (frame_of(table) for table in (places, claims, milestones))
    return replace(
        with_rows(dataset, *frames), sources=sources, withheld=dict.fromkeys(dataset.withheld, 0)
    )


def content_hash(folder: Path) -> str:
    """Return the SHA-256 of names and bytes of the content files, in hexadecimal.

    A table that the folder need not have counts where it is there. The columns of translations do
    not: the hash is that of the files without them.

    Examples
    --------
    >>> content_hash(small.folder) == small.content_hash
    True
    """
    digest = hashlib.sha256()
    absent = {name for name in OPTIONAL if not (folder / name).exists()}
    for name in sorted({*CONTENT_FILES} - absent):
        digest.update(name.encode() + b"\0" + _content_of(folder / name) + b"\0")
    return digest.hexdigest()


def _content_of(path: Path) -> bytes:
    """Return the bytes of a content file, without the columns of translations."""
    fields = TABLES.get(path.name, ())
    left_out = {field.name for field in fields if field.is_translation}
    content = path.read_bytes()
    text = content.decode("utf-8", errors="replace") if left_out else ""
    kept = without_columns(text, left_out)
    return content if kept == text else kept.encode()


def extent_of(places: pd.DataFrame) -> Bounds | None:
    """Return the box round all points, None where there is none.

    Examples
    --------
    >>> extent_of(small.places).south
    32.65246
    """
    located = places[places["lat"].notna()]
    lats, lons = located["lat"].tolist(), located["lon"].tolist()
    return Bounds.around(lats, lons) if lats else None


def _conflicts(table: Table) -> list[Conflict]:
    sides: dict[str, list[Side]] = {}
    questions: dict[str, str] = {}
    for row in table.rows:
        name = row.cells["conflict_id"]
        questions[name] = row.cells["question"]
        side = Side(row.cells["states"], tuple(row.cells["claim_ids"].split(";")))
        sides.setdefault(name, []).append(side)
    return [Conflict(name, questions[name], tuple(own_sides)) for name, own_sides in sides.items()]


def _records_of(content: Content) -> _Records:
    places, claims, milestones = (
        frame_of(content.tables[f"{name}.csv"]) for name in ("places", "claims", "milestones")
    )
    return places_of(places), statements_of(claims), statements_of(milestones)


def _read(content: Content, folder: Path, hashed: str, records: _Records) -> Dataset:
    """Return what a folder holds; subject, conflicts and withheld records as they are there."""
    places, claims, milestones = records
    return Dataset(
        version=content.version,
        content_hash=hashed,
        places=places,
        claims=claims,
        milestones=milestones,
        sources={name: from_item(item) for name, item in content.items.items()},
        codes=_codes(content),
        tour=steps_of(frame_of(content.tables["tour.csv"])),
        withheld={},
        subject=content.subject,
        columns={name: table.columns for name, table in content.tables.items()},
        descriptor=content.descriptor,
        folder=folder,
        conflicts=tuple(_conflicts(content.tables["conflicts.csv"])),
        translations=content.translations,
        unreviewed=frozenset(content.unreviewed),
    )


def _completed(read: Dataset, extent: Bounds | None, period: tuple[date, date] | None) -> Subject:
    codes, years = read.codes, (period[0].year, period[1].year) if period else None
    layers, kinds = codes.of("layer").values(), codes.of("kind")
    return completed(read.subject, read.descriptor, layers, kinds, extent, years)


def _codes(content: Content) -> Codes:
    by_field: dict[str, dict[str, Code]] = {}
    for row in content.rows("codes.csv"):
        code = Code(**row.cells)
        by_field.setdefault(code.field, {})[code.code] = code
    return Codes(by_field)


FOLDER = Path(__file__).resolve().parent.parent / "data"


@lru_cache(maxsize=1)
def shipped() -> Dataset:
    """Return the atlas's own dataset, read once a process.

    Examples
    --------
    >>> shipped() is shipped()  # read once
    True
    """
    return load(FOLDER)
