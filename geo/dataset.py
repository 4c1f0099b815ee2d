"""The checked content of a data folder as tables."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd

from geo import periods
from geo.bounds import Bounds
from geo.check.translations import Translations
from geo.codes import Codes
from geo.conflicts import Conflict
from geo.frames import SIDES
from geo.sources import Source
from geo.spelling import slug
from geo.subject import Subject

if TYPE_CHECKING:
    import geopandas


@dataclass(frozen=True)
class Whole:
    """What is known of all records of a data folder, where but some are in memory.

    Parameters
    ----------
    extent
        Box round all points, None where there is none.
    period
        First and last day that the dates of all statements say, None where none is dated.
    cities, countries
        Those of all places, as `Dataset` has them.
    """

    extent: Bounds | None = None
    period: tuple[date, date] | None = None
    cities: Mapping[str, str] = field(default_factory=dict)
    countries: Sequence[str] = ()


class Beyond(Protocol):
    """Answers for a dataset of which most records are not in memory.

    Its answers are values of modules above this one, which it cannot name: a selection, facets.

    Examples
    --------
    >>> from geo.store.large import Large
    >>> lights = str(small.folder.parent / "lights")
    >>> _about = geo.store.load(str(small.folder), lights)
    >>> found = Large(lights, small.folder.parent / "files")
    >>> beyond, asked = found.head.beyond, geo.Filter(cities=("paris",))
    >>> beyond.has_place("alpha-yard"), beyond.head.version, beyond.most
    (True, '0.1.0', 20000)
    >>> beyond.select(asked).counts == beyond.counts(asked) == beyond.excerpt(asked).counts
    True
    >>> len(beyond.holding(("alpha-yard",)).places), len(beyond.part(asked, ["alpha-yard"]).places)
    (2, 0)
    >>> len(beyond.first(asked, "places", 1).places)
    1
    >>> beyond.facets(asked)["countries"], len(beyond.years(asked))
    ({'FR': Leaves(places=1, statements=2)}, 1)
    >>> len(beyond.detail(asked, Bounds.read("40,0,50,10"), (), 8).places)
    1
    >>> [place["name"] for place in beyond.named("bravo", 3)]
    ['Bravo graves']
    >>> beyond.close()
    """

    @property
    def head(self) -> "Dataset":
        """What of the dataset is always in memory; all that is stated of events is."""

    @property
    def most(self) -> int:
        """How many places and statements of one visible set are in memory at most."""

    def has_place(self, place_id: str) -> bool:
        """Tell whether there is a place of that id."""

    def holding(self, ids: tuple[str, ...]) -> "Dataset":
        """Return the head with all that is stated of some places, named by them or a statement."""

    def counts(self, asked: Any) -> Any:
        """Count what a filter shows and leaves out."""

    def select(self, asked: Any) -> Any:
        """Return the visible set of a filter, whose tables are empty where it is large."""

    def facets(self, asked: Any) -> Any:
        """Count what each value of each restriction would leave."""

    def detail(self, asked: Any, view: Bounds, kept: Collection[str], finest: int) -> Any:
        """Choose what a view shows of the places that a filter shows."""

    def part(self, asked: Any, ids: Collection[str]) -> Any:
        """Return the visible set of a filter among some places alone."""

    def first(self, asked: Any, table: str, limit: int) -> Any:
        """Return the first places of a visible set, or its first claims in time; and all events."""

    def excerpt(self, asked: Any) -> Any:
        """Return the visible set of a filter, refused where it has no room in memory."""

    def years(self, asked: Any) -> Sequence[Mapping[str, Any]]:
        """Count the dated statements about places that a filter shows by layer and years."""

    def named(self, text: str, limit: int) -> Sequence[Mapping[str, Any]]:
        """Return some places that hold all words of a text, those with short names first."""

    def close(self) -> None:
        """Let go of what is held open."""


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
    whole
        What is known of all records, where this dataset holds but some of them.
    beyond
        What answers for the others, where something does.
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
    whole: Whole | None = None
    beyond: Beyond | None = None

    @property
    def everything(self) -> "Dataset":
        """The dataset to which questions are put: this one, or the one of which it is a part.

        Examples
        --------
        >>> small.everything is small
        True
        """
        return self if self.beyond is None else self.beyond.head

    def has_place(self, place_id: str) -> bool:
        """Tell whether there is a place of that id, in memory or not.

        Examples
        --------
        >>> small.has_place("alpha-prison"), small.has_place("atlantis")
        (True, False)
        """
        is_here = place_id in self.places.index
        return is_here or (self.beyond is not None and self.beyond.has_place(place_id))

    def holding(self, *ids: str) -> "Dataset":
        """Return a dataset with all that is stated of some places: this one, where it has all.

        Parameters
        ----------
        ids
            Ids of the places, or of statements about them; others, and empty ones, are nothing.

        Examples
        --------
        >>> small.holding("alpha-prison") is small
        True
        """
        named = tuple(sorted({one for one in ids if one}))
        return self if self.beyond is None else self.beyond.holding(named)

    @cached_property
    def cities(self) -> dict[str, str]:
        """Name of each city by its code, sorted by name.

        Examples
        --------
        >>> small.cities
        {'isfahan': 'Isfahan', 'paris': 'Paris', 'tehran': 'Tehran'}
        """
        if self.whole is not None:
            return dict(self.whole.cities)
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
        if self.whole is not None:
            return list(self.whole.countries)
        return sorted(set(self.places["country"]))

    @cached_property
    def stated_period(self) -> tuple[date, date] | None:
        """First and last day that the dates of all statements say, None where none is dated.

        Examples
        --------
        >>> [day.isoformat() for day in small.stated_period]
        ['1980-01-01', '2018-08-25']
        """
        if self.whole is not None:
            return self.whole.period
        frames = (self.claims, self.milestones)
        earliest, latest = (pd.concat([frame[side] for frame in frames]) for side in SIDES)
        return periods.stated_period(earliest, latest, _year_made(self.descriptor))


def _year_made(descriptor: Mapping[str, Any]) -> int | None:
    """Return the year in which the data were made, None where they do not say."""
    made = re.match(r"(?!0000)[0-9]{4}(?![0-9])", str(descriptor.get("created") or ""))
    return int(made[0]) if made else None
