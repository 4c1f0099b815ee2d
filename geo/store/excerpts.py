"""The visible set of a store as a dataset of its own in memory, as exports and pages take it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.check.translations import TEXTS, Translations
from geo.counts import Counts
from geo.criteria import Criteria
from geo.dataset import Dataset, Whole
from geo.errors import DataError, FilterError, Problem, StoreError
from geo.filters import Filter, Selection
from geo.loading import load_parts, with_rows
from geo.store.layout import RECORDS, About, fields_of
from geo.store.parts import unpacked

MAX_RECORDS = 200_000
"""How many places and statements are put in memory at most: about half a gigabyte."""


class Parts:
    """What of a store is no record: a dataset without any, whose folder is there till `close`.

    Examples
    --------
    >>> with geo.store.open_store(str(small.folder)) as store:
    ...     parts = Parts(store.batches("parts"), store.about, {}, [])
    >>> parts.dataset.version, len(parts.dataset.places)
    ('0.1.0', 0)
    >>> parts.close()
    """

    def __init__(
        self,
        parts: Iterable[pa.RecordBatch],
        about: About,
        cities: Mapping[str, str],
        countries: Iterable[str],
    ) -> None:
        self._folder = TemporaryDirectory(prefix="atlas-store-")
        whole = Whole(about.extent, about.period, cities, tuple(countries))
        try:
            folder = unpacked(parts, Path(self._folder.name))
            self.dataset = load_parts(folder, about.content_hash, about.withheld, whole)
        except DataError as error:
            self.close()
            raise StoreError(error.problems) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Remove the folder."""
        with suppress(OSError):
            self._folder.cleanup()

    def excerpt(
        self, asked: Criteria, records: Mapping[str, pa.Table], counts: Counts
    ) -> Selection:
        """Return a visible set whose dataset holds nothing else of the records.

        Parameters
        ----------
        asked
            The filter.
        records
            The shown records with the columns of their files, by table, in the order of these.
        counts
            What of the whole store is shown and left out.

        Examples
        --------
        >>> from geo.store.layout import tables_of
        >>> with geo.store.open_store(str(small.folder)) as store:
        ...     parts = Parts(store.batches("parts"), store.about, {}, [])
        ...     counts = store.counts(geo.Filter())
        >>> found = parts.excerpt(geo.Filter(), tables_of(small), counts)
        >>> found.dataset.claims.equals(small.claims)
        True
        >>> parts.close()
        """
        dataset = self.dataset_of(records)
        return Selection(
            as_filter(asked),
            dataset,
            dataset.places,
            dataset.claims,
            dataset.milestones,
            counts,
            np.asarray(dataset.place_rows),
        )

    def dataset_of(self, records: Mapping[str, pa.Table]) -> Dataset:
        """Return a dataset of some records, given as in an excerpt.

        Examples
        --------
        >>> from geo.store.layout import tables_of
        >>> with geo.store.open_store(str(small.folder)) as store:
        ...     parts = Parts(store.batches("parts"), store.about, {}, [])
        >>> parts.dataset_of(tables_of(small)).places.equals(small.places)
        True
        >>> parts.close()
        """
        cells = {name: _cells(records[name], name) for name in RECORDS}
        return replace(
            with_rows(self.dataset, *cells.values()),
            translations=_translations(self.dataset, cells),
        )


def as_filter(asked: Criteria) -> Filter:
    """Return criteria as the filter that a selection has.

    Examples
    --------
    >>> as_filter(Criteria(q="lamp")).q
    'lamp'
    """
    return asked if isinstance(asked, Filter) else Filter(**vars(asked))


def refuse_too_many(counts: Counts) -> None:
    """Refuse to put in memory what may have no room there.

    Raises
    ------
    FilterError
        The visible set is too large.

    Examples
    --------
    >>> refuse_too_many(geo.Filter().select(small).counts)
    """
    shown = counts.places.shown + counts.statements.shown
    if shown > MAX_RECORDS:
        found = f"{shown:,} places and statements"
        expected = f"at most {MAX_RECORDS:,}; ask for a shorter period or fewer places"
        raise FilterError([Problem("query", 0, "-", "-", found, expected)])


def _cells(records: pa.Table, name: str) -> pd.DataFrame:
    """Return records as the cells of a file, whose numbers are numbers."""
    columns = {column: records[column].to_pylist() for column in fields_of(name)}
    return pd.DataFrame(columns, dtype=object)


def _translations(dataset: Dataset, records: Mapping[str, pd.DataFrame]) -> Translations:
    """Return the texts of a dataset in other languages, with those in columns of its records."""
    found: dict[str, dict[str, str]] = {}
    for code, texts in dataset.translations.items():
        own: dict[str, str] = {}
        for name, frame in records.items():
            file = f"{name}.csv"
            for column in TEXTS[file]:
                spoken = f"{column}_{code}"
                if spoken in dataset.columns[file]:
                    own.update(zip(frame[column], frame[spoken], strict=True))
        found[code] = dict(texts) | {text: said for text, said in own.items() if said}
    return found
