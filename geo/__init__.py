"""An atlas as a library: cited statements about places, as checked tables."""

from geo.dataset import Dataset, load
from geo.errors import DataError, FilterError, Problem
from geo.filters import Filter, Selection
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
