"""Files written whole or not at all, by one process at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there with all its content or not at all, also after a crash.

    Raises
    ------
    OSError
        It cannot be written; what was there before is left as it was.

    Examples
    --------
    >>> write_whole(small.folder / "note.txt", b"text")
    >>> (small.folder / "note.txt").read_bytes()
    b'text'
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    with _opened(path.parent) as folder:
        os.fsync(folder)


@contextmanager
def only_writer(folder: Path) -> Iterator[bool]:
    """Hold a folder's lock, which ends with the process however that ends.

    Yields
    ------
    held
        False where another process holds it.

    Examples
    --------
    >>> with only_writer(small.folder) as first, only_writer(small.folder) as second:
    ...     print(first, second)
    True False
    """
    import fcntl  # which only systems like Unix have: who writes no release is spared it

    with _opened(folder) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held = False
        else:
            held = True
        yield held


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)
