"""What is read once and kept until its files change."""

import os
from functools import lru_cache
from pathlib import Path
from threading import Lock

from geo import DataError, Dataset, Filter, Selection, load
from geo.dataset import CONTENT_FILES
from geo.facets import Leaves, count_facets
from geo.shipped import FOLDER

_loading = Lock()  # what several readers ask for at once is read once
Fingerprint = tuple[tuple[str, int, int], ...]


def data_folder() -> Path:
    """Return the folder of the data: `ATLAS_DATA` where it is set, else the project's own."""
    return Path(os.environ.get("ATLAS_DATA") or FOLDER)


def contact() -> str:
    """Return whom to write to about this copy of the atlas: `ATLAS_CONTACT`, empty if not set."""
    return os.environ.get("ATLAS_CONTACT", "").strip()


def dataset() -> Dataset:
    """Return the dataset, read again whenever a file of it has changed.

    Raises
    ------
    DataError
        The data as it stands now breaks a rule.
    """
    folder = data_folder()
    with _loading:
        result = _load(folder, _fingerprint(folder))
    if isinstance(result, DataError):
        raise result
    return result


@lru_cache(maxsize=64)
def selection(query: Filter, data: Dataset) -> Selection:
    """Return the visible set of a filter; several parts of a page ask for the same one."""
    return query.select(data)


@lru_cache(maxsize=64)
def facets(query: Filter, data: Dataset) -> dict[str, dict[str, Leaves]]:
    """Return what each value of each restriction would leave of a filter's visible set."""
    return count_facets(selection(query, data))


def _fingerprint(folder: Path) -> Fingerprint:
    names = (*CONTENT_FILES, "datapackage.json", "basemap/countries.geojson")
    found = []
    for name in names:
        try:
            state = (folder / name).stat()
        except OSError:
            found.append((name, 0, 0))
        else:
            found.append((name, state.st_mtime_ns, state.st_size))
    return tuple(found)


@lru_cache(maxsize=2)
def _load(folder: Path, _files: Fingerprint) -> Dataset | DataError:
    try:
        return load(folder)
    except DataError as error:
        return error
