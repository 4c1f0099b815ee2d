"""What is read once and kept until its files change."""

import logging
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from dashboard import stored
from geo import DataError, Dataset, Filter, Problem, Selection, load
from geo.check.places import BASE_MAP
from geo.check.schema import STATUS
from geo.check.translations import FOLDER as TRANSLATIONS
from geo.counts import Counts
from geo.errors import StoreError
from geo.facets import Facets, count_facets
from geo.loading import FOLDER
from geo.messages import gettext as _

_MAX_FOLDERS = 2
_loading = Lock()  # what several readers ask for at once is read once
_log = logging.getLogger("atlas")
Fingerprint = tuple[tuple[str, int, int], ...] | str
"""The files of a folder with time and size, or the state of a store."""


@dataclass(frozen=True)
class Reading:
    """What reading the data gave.

    Parameters
    ----------
    files
        Folder or store as they were then.
    data
        The data to show: as last read without a problem; None where they never were.
    problems
        Why what the files hold now is not shown; empty where it is.
    """

    files: Fingerprint
    data: Dataset | None
    problems: tuple[Problem, ...] = ()


_readings: dict[str, Reading] = {}


def address() -> str:
    """Return where the data are: what `ATLAS_DATA` says where it is set, else the project's own."""
    return os.environ.get("ATLAS_DATA") or str(FOLDER)


def data_folder() -> Path:
    """Return the folder of the data, for a store where its files are unpacked."""
    if not stored.is_store(address()):
        return Path(address())
    data = latest().data
    return data.folder if data else FOLDER


def base_map_folder() -> Path:
    """Return the folder of the base map: that of the data, else the project's own."""
    own = data_folder() / BASE_MAP
    return own if own.is_dir() else FOLDER / BASE_MAP


def contact() -> str:
    """Return whom to write to: `ATLAS_CONTACT` for this copy, else what the data say, or nobody."""
    data = latest().data
    return os.environ.get("ATLAS_CONTACT", "").strip() or (data.subject.contact if data else "")


def title() -> str:
    """Return what the atlas is called; a general name where there are no data to say it."""
    data = latest().data
    return str(data.subject.title) if data else _("Atlas")


def dataset() -> Dataset:
    """Return the dataset as last read without a problem, read again whenever a file changes.

    Raises
    ------
    DataError
        The data breaks a rule, and has since this process began.
    """
    reading = latest()
    if reading.data is None:
        raise DataError(reading.problems)
    return reading.data


def latest() -> Reading:
    """Return what the data were when they were last read; reads them where they changed."""
    place = address()
    with _loading:
        files = stored.state(place) if stored.is_store(place) else _fingerprint(Path(place))
        before = _readings.get(place)
        if before is None or before.files != files:
            _readings[place] = _read(place, files, before)
            while len(_readings) > _MAX_FOLDERS:
                _readings.pop(next(iter(_readings)))
        return _readings[place]


def selection(query: Filter, data: Dataset) -> Selection:
    """Return the visible set of a filter; several parts of a page ask for the same one."""
    if data.beyond is not None:  # which keeps a few itself: those of a large store take more room
        return query.select(data)
    return _selection(query, data)


def counts(query: Filter, data: Dataset) -> Counts:
    """Return what a filter shows and leaves out, where no more than the counts is asked for."""
    if data.beyond is not None:
        found: Counts = data.beyond.counts(query)
        return found
    return _selection(query, data).counts


def facets(query: Filter, data: Dataset) -> Facets:
    """Return what each value of each restriction would leave of a filter's visible set."""
    return _facets(query.without("place"), data.everything)


@lru_cache(maxsize=64)
def _selection(query: Filter, data: Dataset) -> Selection:
    return query.select(data)


@lru_cache(maxsize=64)
def _facets(query: Filter, data: Dataset) -> Facets:
    return count_facets(selection(query, data))


def _read(place: str, files: Fingerprint, before: Reading | None) -> Reading:
    """Read the data; some with a problem leave in place what was read before."""
    good = before.data if before else None
    name = "a store" if isinstance(files, str) else place  # whose address may hold a password
    try:
        data = stored.read(place, files) if isinstance(files, str) else load(place)
    except (DataError, StoreError) as error:
        served = f"version {good.version} as read before is still served" if good else "none served"
        count = len(error.problems)
        is_listed = isinstance(error, DataError)
        how = "`python -m geo check` lists them" if is_listed else str(error)
        _log.warning("data in %s: %d problem(s), %s; %s", name, count, served, how)
        return Reading(files, good, error.problems)
    if before and before.problems:
        _log.warning("data in %s: mended, version %s is served", name, data.version)
    is_same = good is not None and not isinstance(files, str) and _is_same(good, data)
    return Reading(files, good if is_same else data)


def _is_same(old: Dataset, new: Dataset) -> bool:
    """Tell whether two readings hold the same, so that what was made of the first still holds."""
    parts = ("content_hash", "descriptor", "translations", "unreviewed")
    pairs = ((old.claims, new.claims), (old.milestones, new.milestones))
    return all(getattr(old, part) == getattr(new, part) for part in parts) and all(
        one[STATUS].equals(other[STATUS]) for one, other in pairs
    )


def _fingerprint(folder: Path) -> Fingerprint:
    """Return name, time and size of every file that reading the folder may open."""
    parts = ((".", "*.*"), (BASE_MAP, "*.geojson"), (TRANSLATIONS, "*.po"))
    paths = sorted(path for part, names in parts for path in (folder / part).glob(names))
    return tuple(state for path in paths if (state := _file_state(path)))


def _file_state(path: Path) -> tuple[str, int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return str(path), state.st_mtime_ns, state.st_size
