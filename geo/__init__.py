"""An atlas as a library: cited statements about places, as checked tables.

Examples in docstrings are run as tests (`tests/test_geo_examples.py`). They know the names of their
module, `geo`, and `small`: a dataset of five places, written by `tests/datasets.py`.
"""

from geo.dataset import Dataset
from geo.errors import DataError, FilterError, Problem
from geo.filters import Filter, Selection
from geo.loading import load
from geo.lookup.search import search

__all__ = [
    "DataError",
    "Dataset",
    "Filter",
    "FilterError",
    "Problem",
    "Selection",
    "load",
    "search",
]
