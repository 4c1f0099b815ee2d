"""The data that comes with the project."""

from functools import lru_cache
from pathlib import Path

from geo.dataset import Dataset, load

FOLDER = Path(__file__).resolve().parent.parent / "data"


@lru_cache(maxsize=1)
def shipped() -> Dataset:
    """Return the atlas's own dataset, read once a process."""
    return load(FOLDER)
