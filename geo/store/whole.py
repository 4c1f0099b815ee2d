"""A store read whole into memory, for pages that work on a dataset."""

from dataclasses import replace
from pathlib import Path

from geo.criteria import Criteria
from geo.dataset import Dataset
from geo.store.address import engine, folder_of, is_cluster, is_database, open_store
from geo.store.excerpts import MAX_RECORDS
from geo.store.interface import refused
from geo.store.layout import MANIFEST
from geo.store.parts import unpacked


def mark_of(address: str) -> str:
    """Return a text that is another one after each load of a store.

    Raises
    ------
    StoreError
        The store cannot be read.

    Examples
    --------
    >>> lights = str(small.folder.parent / "lights")
    >>> _about = geo.store.load(str(small.folder), lights)
    >>> before = mark_of(lights)
    >>> _about = geo.store.load(str(small.folder), lights)
    >>> mark_of(lights) == before
    False
    """
    if is_database(address):
        mark: str = engine("postgis", address).mark_of(address)
        return mark
    if is_cluster(address):
        expected = "a folder of Parquet files or a database, which this process reads itself"
        raise refused(address.split(";")[0], "a folder on a cluster", expected)
    try:
        return (folder_of(address) / MANIFEST).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise refused(address, f"no {MANIFEST} that can be read", "a store") from error


def load_whole(address: str, folder: Path) -> Dataset:
    """Read all of a store.

    Parameters
    ----------
    address
        Its address.
    folder
        Where its files are put; they belong to the dataset, and are read when they are needed.

    Raises
    ------
    StoreError
        The store cannot be read, has no room in memory, or was loaded anew meanwhile.

    Examples
    --------
    >>> lights = str(small.folder.parent / "lights")
    >>> _about = geo.store.load(str(small.folder), lights)
    >>> load_whole(lights, small.folder.parent / "files").claims.equals(small.claims)
    True
    """
    name, mark = public(address), mark_of(address)
    with open_store(address) as store:
        count = sum(store.about.rows.values())
        if count > MAX_RECORDS:
            expected = f"at most {MAX_RECORDS:,}, which have room in memory"
            raise refused(name, f"{count:,} places and statements", expected)
        dataset = store.excerpt(Criteria()).dataset
        files = unpacked(store.batches("parts"), folder)
    if mark_of(address) != mark:
        raise refused(name, "loaded anew while it was read", "no load meanwhile")
    return replace(dataset, folder=files)


def public(address: str) -> str:
    """Return an address without what is secret in it, for messages.

    Examples
    --------
    >>> public("postgresql://me:secret@db.example/lights")
    'postgresql://db.example/lights'
    """
    if not is_database(address):
        return address
    shown: str = engine("postgis", address).public(address)
    return shown
