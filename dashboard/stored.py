"""The data of a store: read into memory, its small parts if not whole, and anew after each load.

Who reads data folders alone needs no package of an engine, and waits for none.
"""

import atexit
import os
import shutil
import tempfile
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from functools import lru_cache
from pathlib import Path
from time import monotonic

from geo import Dataset
from geo.errors import StoreError
from geo.files import only_writer

CHECK_SECONDS = 2.0
"""How long what is known of a store holds without asking."""
_PATIENCE_SECONDS = 0.3
"""How long a reader waits for the answer; one that comes later holds for the next."""
_MANIFEST = "store.json"
"""What makes a folder a store; `geo.store`, which says so, is imported for one alone."""


_MOST = "ATLAS_MEMORY_RECORDS"
"""Environment variable that says how many records have room in memory."""


class _Watch:
    """Knows the mark of one store, and asks for it now and then, beside what readers do."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.mark, self.asked = _mark(address), monotonic()
        self.asking: Future[str] | None = None

    def now(self) -> str:
        """Return the mark as far as it is known."""
        if self.asking is None and monotonic() - self.asked > CHECK_SECONDS:
            self.asking = _asker.submit(_mark, self.address)
            wait([self.asking], timeout=_PATIENCE_SECONDS)
        if self.asking is not None and self.asking.done():
            self.mark, self.asked, self.asking = self.asking.result(), monotonic(), None
        return self.mark


_KEPT_FOLDERS = 2
"""Files of so many readings stay: a page that was drawn before the last one may still read them."""
_readings: deque[tuple[Path, Dataset]] = deque()
_PREFIX = "atlas-stores-"
_held = ExitStack()
_asker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
_watches: dict[str, _Watch] = {}


def most_records() -> int:
    """Return how many places and statements of a store are read whole; of more, only what is shown.

    Raises
    ------
    ValueError
        The environment variable `ATLAS_MEMORY_RECORDS` holds something else than a number.

    Examples
    --------
    >>> most_records()  # where ATLAS_MEMORY_RECORDS is not set
    200000
    """
    stated = os.environ.get(_MOST, "").strip() or "200000"
    if not (stated.isascii() and stated.isdigit() and int(stated) > 0):
        raise ValueError(f"{_MOST}: {stated!r} cannot be used; expected a whole number from 1")
    return int(stated)


def is_store(address: str) -> bool:
    """Tell whether an address is that of a store, not of a data folder.

    Examples
    --------
    >>> is_store("postgresql://localhost/lights"), is_store("data")
    (True, False)
    """
    is_named = "://" in address or address.startswith("duckdb:")
    return is_named or (Path(address) / _MANIFEST).is_file()


def state(address: str) -> str:
    """Return a text that is another one after each load, and while the store cannot be read."""
    if address not in _watches:
        _watches[address] = _Watch(address)
    return _watches[address].now()


@lru_cache(maxsize=1)
def read(address: str, _state: str) -> Dataset:
    """Read a store, once for each state.

    Raises
    ------
    StoreError
        It cannot be read.
    """
    from geo.store.large import open_dataset

    folder = Path(tempfile.mkdtemp(dir=_files()))
    try:
        data = open_dataset(address, folder, most_records())
    except BaseException:
        shutil.rmtree(folder)
        raise
    _readings.append((folder, data))
    while len(_readings) > _KEPT_FOLDERS:
        left, before = _readings.popleft()
        if before.beyond is not None:
            before.beyond.close()
        shutil.rmtree(left, ignore_errors=True)
    return data


@lru_cache(maxsize=1)
def _files() -> Path:
    """Return a folder for the files of stores, and remove those of servers that have ended.

    A signal ends a server at once, so that it cannot clear up; but then it holds no lock.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError), only_writer(left) as is_left:
            if is_left:
                shutil.rmtree(left)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        with suppress(FileNotFoundError):  # one that starts now may take it for what is left
            if _held.enter_context(only_writer(folder)) and folder.is_dir():
                atexit.register(shutil.rmtree, folder, ignore_errors=True)
                return folder


def _mark(address: str) -> str:
    from geo.store.whole import mark_of

    try:
        return mark_of(address)
    except StoreError as error:
        return str(error)
