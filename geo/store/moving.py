"""A dataset moved from one store to another, whole or not at all."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from geo.errors import Problem, StoreError
from geo.store.address import engine, folder_of, is_cluster, is_data_folder, is_database, open_store
from geo.store.interface import Store, refused
from geo.store.layout import About


def load(source: str, target: str) -> About:
    """Put the dataset of one store into another, in the place of what that holds.

    Parameters
    ----------
    source
        Address of a store; a data folder is checked first.
    target
        Address of a store of Parquet files or of a database, which is made where there is none.

    Returns
    -------
    about
        What the target holds now.

    Raises
    ------
    DataError
        The source breaks a rule of the data; the target is as it was.
    StoreError
        One of the two cannot be used, or the target cannot be written; it is as it was.

    Examples
    --------
    >>> load(str(small.folder), str(small.folder.parent / "lights")).rows
    {'places': 5, 'claims': 10, 'milestones': 2}
    """
    problems: list[Problem] = []
    with ExitStack() as held:
        try:
            store = held.enter_context(open_store(source))
        except StoreError as error:
            problems += error.problems
        try:
            write = _writer(target)
        except StoreError as error:
            problems += error.problems
        if problems:
            raise StoreError(problems)
        write(store)
        return store.about


def _writer(target: str) -> Callable[[Store], None]:
    """Return what writes to a target, which may be one."""
    if is_data_folder(target):
        expected = "a store; the files of a data folder are edited by hand"
        raise refused(target, "a data folder", expected)
    if is_cluster(target):
        expected = "the folder that it reads; a cluster reads what a load writes there"
        raise refused("sc:", "a folder on a cluster", expected)
    if is_database(target):
        return partial(engine("postgis", target).write, target)
    return partial(engine("parquet", target).write, folder_of(target))
