"""The checked content of a data folder as tables."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo import dates
from geo.bounds import Bounds
from geo.check.folder import Content, check_folder
from geo.check.reading import Table
from geo.check.schema import OPTIONAL, TABLES
from geo.check.translations import Translations
from geo.codes import Code, Codes
from geo.conflicts import Conflict, Side, narrowed
from geo.errors import DataError
from geo.sources import Source, from_item
from geo.spelling import slug
from geo.subject import Subject
from geo.subject_defaults import completed

if TYPE_CHECKING:
    import geopandas

CRS = "EPSG:4326"

_SIDES = "earliest", "latest"

CONTENT_FILES = (*TABLES, "sources.json")
"""The files whose bytes make up the content hash."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Places, statements and sources of one data folder.

    Parameters
    ----------
    version
        Version in `datapackage.json`.
    content_hash
        SHA-256 of the content files, in hexadecimal.
    places
        One row a place, indexed by `place_id`, points in EPSG:4326 (degrees), empty where no point
        is claimed; `city` is the code of the locality.
    claims
        One row a statement about a place, indexed by `claim_id`, in file order. Figures are whole
        numbers or missing. `interval` is `date_edtf` as a `dates.Interval`, None where it is empty;
        `dated`, `earliest` and `latest` (days) hold its bounds, of which one is missing where the
        date is open on that side.
    milestones
        The same for statements about events without one point.
    sources
        Cited documents by id.
    codes
        Allowed values.
    tour
        Steps of guided tours.
    subject
        What the folder is about, and how it is shown.
    conflicts
        Questions on which sources differ, as far as statements that are not withheld bear them.
    withheld
        Number of withheld records by table: `places`, `claims`, `milestones`.
    translations
        Texts of the tables in other languages.
    unreviewed
        Languages whose translations nobody but the translators has read.
    columns
        Columns of each file, of which those of a language may be missing.
    descriptor
        `datapackage.json` as read: title, licences, date of release, tables and their columns.
    folder
        Where the files are, for those that are no table: base map and licence.
    """

    version: str
    content_hash: str
    places: "geopandas.GeoDataFrame"
    claims: pd.DataFrame
    milestones: pd.DataFrame
    sources: dict[str, Source]
    codes: Codes
    tour: pd.DataFrame
    withheld: dict[str, int]
    subject: Subject = field(default_factory=Subject)
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    folder: Path = Path()
    conflicts: tuple[Conflict, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    translations: Translations = field(default_factory=dict)
    unreviewed: frozenset[str] = frozenset()

    @cached_property
    def cities(self) -> dict[str, str]:
        """Name of each city by its code, sorted by name.

        Examples
        --------
        >>> small.cities
        {'isfahan': 'Isfahan', 'paris': 'Paris', 'tehran': 'Tehran'}
        """
        pairs = zip(self.places["city"], self.places["locality"], strict=True)
        return dict(sorted(set(pairs), key=lambda pair: slug(pair[1])))

    @cached_property
    def place_rows(self) -> np.ndarray:
        """Row in `places`, from 0, of the place of each claim.

        Examples
        --------
        >>> place_of_last = small.place_rows[-1]
        >>> small.places.index[place_of_last] == small.claims["place_id"].iloc[-1]
        True
        """
        return self.places.index.get_indexer(self.claims["place_id"])

    @cached_property
    def countries(self) -> list[str]:
        """ISO 3166-1 codes of the countries that have places.

        Examples
        --------
        >>> small.countries
        ['FR', 'IR']
        """
        return sorted(set(self.places["country"]))

    @cached_property
    def stated_period(self) -> tuple[date, date] | None:
        """First and last day that the dates of all statements say, None where none is dated.

        Examples
        --------
        >>> [day.isoformat() for day in small.stated_period]
        ['1980-01-01', '2018-08-25']
        """
        return _stated_period(self.descriptor, self.claims, self.milestones)


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
    places = _places(content.tables["places.csv"])
    claims = _statements(content.tables["claims.csv"])
    milestones = _statements(content.tables["milestones.csv"])
    kept_places = places[~places.index.isin(hidden)]
    kept_claims = claims[~claims.index.isin(hidden) & claims["place_id"].isin(kept_places.index)]
    # A place that nothing speaks of any more is withheld with its statements.
    kept_places = kept_places[kept_places.index.isin(set(kept_claims["place_id"]))]
    kept_milestones = milestones[~milestones.index.isin(hidden)]
    statements = {*kept_claims.index, *kept_milestones.index}
    codes = _codes(content)
    return Dataset(
        version=content.version,
        content_hash=content_hash(folder),
        places=kept_places,
        claims=kept_claims,
        milestones=kept_milestones,
        sources={name: from_item(item) for name, item in content.items.items()},
        codes=codes,
        tour=_tour(content.tables["tour.csv"]),
        withheld={
            "places": len(places) - len(kept_places),
            "claims": len(claims) - len(kept_claims),
            "milestones": len(milestones) - len(kept_milestones),
        },
        subject=completed(
            content.subject,
            content.descriptor,
            codes.of("layer").values(),
            codes.of("kind"),
            _extent(kept_places),
            _years(content.descriptor, kept_claims, kept_milestones),
        ),
        columns={name: table.columns for name, table in content.tables.items()},
        descriptor=content.descriptor,
        folder=folder,
        conflicts=narrowed(_conflicts(content.tables["conflicts.csv"]), statements),
        translations=content.translations,
        unreviewed=frozenset(content.unreviewed),
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
    said, events = _statements(claims), _statements(milestones)
    return replace(
        dataset,
        places=_places(places),
        claims=said,
        milestones=events,
        sources=sources,
        conflicts=narrowed(dataset.conflicts, {*said.index, *events.index}),
        withheld=dict.fromkeys(dataset.withheld, 0),
    )


def content_hash(folder: Path) -> str:
    """Return the SHA-256 of names and bytes of the content files, in hexadecimal.

    A table that the folder need not have counts where it is there.

    Examples
    --------
    >>> content_hash(small.folder) == small.content_hash
    True
    """
    digest = hashlib.sha256()
    absent = {name for name in OPTIONAL if not (folder / name).exists()}
    for name in sorted({*CONTENT_FILES} - absent):
        digest.update(name.encode() + b"\0" + (folder / name).read_bytes() + b"\0")
    return digest.hexdigest()


def _frame(table: Table, index: str) -> pd.DataFrame:
    columns = {field.name: table.values(field.name) for field in TABLES[table.name]}
    return pd.DataFrame(columns, dtype=object).set_index(index)


def _places(table: Table) -> "geopandas.GeoDataFrame":
    import geopandas  # takes a quarter of a second, which whoever loads nothing is spared

    frame = _frame(table, "place_id")
    for axis in ("lat", "lon"):
        frame[axis] = pd.to_numeric(frame[axis]).astype(float)
    frame["city"] = _column([slug(name) for name in frame["locality"]], frame, "object")
    points = geopandas.points_from_xy(frame["lon"], frame["lat"], crs=CRS)
    points[frame["lat"].isna()] = None
    return geopandas.GeoDataFrame(frame, geometry=points)


def _statements(table: Table) -> pd.DataFrame:
    frame = _frame(table, "claim_id")
    for column in ("figure_low", "figure_high"):
        frame[column] = pd.to_numeric(frame[column]).astype("Int64")
    intervals = [dates.parse(text) if text else None for text in frame["date_edtf"]]
    frame["interval"] = _column(intervals, frame, "object")
    frame["dated"] = _column([interval is not None for interval in intervals], frame, "bool")
    for side in _SIDES:
        days = [getattr(interval, side, None) for interval in intervals]
        frame[side] = _column(np.array(days, "datetime64[D]"), frame, "datetime64[s]")
    return frame


def _extent(places: "geopandas.GeoDataFrame") -> Bounds | None:
    located = places[places["lat"].notna()]
    return None if located.empty else Bounds.around(located["lat"], located["lon"])


def _stated_period(
    descriptor: Mapping[str, Any], *frames: pd.DataFrame
) -> tuple[date, date] | None:
    earliest, latest = (pd.concat([frame[side] for frame in frames]) for side in _SIDES)
    return dates.stated_period(earliest, latest, _year_made(descriptor))


def _years(descriptor: Mapping[str, Any], *frames: pd.DataFrame) -> tuple[int, int] | None:
    period = _stated_period(descriptor, *frames)
    return (period[0].year, period[1].year) if period else None


def _year_made(descriptor: Mapping[str, Any]) -> int | None:
    """Return the year in which the data were made, None where they do not say."""
    made = re.match(r"(?!0000)[0-9]{4}(?![0-9])", str(descriptor.get("created") or ""))
    return int(made[0]) if made else None


def _column(values: Sequence[Any] | np.ndarray, frame: pd.DataFrame, dtype: str) -> pd.Series:
    """Make a column of a table, of the same type where there are no rows to tell it.

    A mask that is not known to be one would be taken for a list of columns.
    """
    return pd.Series(values, index=frame.index, dtype=dtype)


def _tour(table: Table) -> pd.DataFrame:
    frame = _frame(table, "tour").reset_index()
    for column, dtype in {"step": int, "lat": float, "lon": float, "zoom": int}.items():
        frame[column] = pd.to_numeric(frame[column]).astype(dtype)
    return frame


def _conflicts(table: Table) -> list[Conflict]:
    sides: dict[str, list[Side]] = {}
    questions: dict[str, str] = {}
    for row in table.rows:
        name = row.cells["conflict_id"]
        questions[name] = row.cells["question"]
        side = Side(row.cells["states"], tuple(row.cells["claim_ids"].split(";")))
        sides.setdefault(name, []).append(side)
    return [Conflict(name, questions[name], tuple(own_sides)) for name, own_sides in sides.items()]


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
