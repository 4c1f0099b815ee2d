"""The 1988 atlas as a library: cited statements about places, as checked tables."""

from geo.dataset import Dataset, load
from geo.errors import DataError, FilterError, Problem
from geo.filters import Filter
from geo.search import search
from geo.selection import Selection

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
