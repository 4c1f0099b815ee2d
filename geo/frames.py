"""Rows of the tables as data frames with the types of their columns."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo import dates
from geo.check.reading import Table
from geo.check.schema import TABLES
from geo.spelling import slug

if TYPE_CHECKING:
    import geopandas

CRS = "EPSG:4326"
SIDES = "earliest", "latest"


def frame_of(table: Table) -> pd.DataFrame:
    """Return the cells of a table as they are.

    Examples
    --------
    >>> frame_of(Table("codes.csv")).columns.tolist()
    ['field', 'code', 'label', 'label_fa', 'description']
    """
    columns = {field.name: table.values(field.name) for field in TABLES[table.name]}
    return pd.DataFrame(columns, dtype=object)


def places_of(cells: pd.DataFrame) -> "geopandas.GeoDataFrame":
    """Return places by id, with their points and the codes of their cities.

    Parameters
    ----------
    cells
        The columns of `places.csv`, as text or, where they are numbers, as such.

    Examples
    --------
    >>> places_of(frame_of(Table("places.csv"))).columns.tolist()[-3:]
    ['notes', 'city', 'geometry']
    """
    import geopandas  # takes a quarter of a second, which whoever loads nothing is spared

    frame = cells.set_index("place_id")
    for axis in ("lat", "lon"):
        frame[axis] = pd.to_numeric(frame[axis]).astype(float)
    frame["city"] = _column([slug(name) for name in frame["locality"]], frame, "object")
    points = geopandas.points_from_xy(frame["lon"], frame["lat"], crs=CRS)
    points[frame["lat"].isna()] = None
    return geopandas.GeoDataFrame(frame, geometry=points)


def statements_of(cells: pd.DataFrame) -> pd.DataFrame:
    """Return statements by id, with their dates as intervals and as days.

    Parameters
    ----------
    cells
        The columns of `claims.csv` or `milestones.csv`, as text or, where they are numbers, as
        such.

    Examples
    --------
    >>> statements_of(frame_of(Table("claims.csv"))).columns.tolist()[-4:]
    ['interval', 'dated', 'earliest', 'latest']
    """
    frame = cells.set_index("claim_id")
    for column in ("figure_low", "figure_high"):
        frame[column] = pd.to_numeric(frame[column]).astype("Int64")
    intervals = [dates.parse(text) if text else None for text in frame["date_edtf"]]
    frame["interval"] = _column(intervals, frame, "object")
    frame["dated"] = _column([interval is not None for interval in intervals], frame, "bool")
    for side in SIDES:
        days = [getattr(interval, side, None) for interval in intervals]
        frame[side] = _column(np.array(days, "datetime64[D]"), frame, "datetime64[s]")
    return frame


def steps_of(cells: pd.DataFrame) -> pd.DataFrame:
    """Return steps of tours in their order.

    Examples
    --------
    >>> len(steps_of(frame_of(Table("tour.csv"))))
    0
    """
    frame = cells.copy()
    for column, dtype in {"step": int, "lat": float, "lon": float, "zoom": int}.items():
        frame[column] = pd.to_numeric(frame[column]).astype(dtype)
    return frame


def _column(values: Sequence[Any] | np.ndarray, frame: pd.DataFrame, dtype: str) -> pd.Series:
    """Make a column of a table, of the same type where there are no rows to tell it.

    A mask that is not known to be one would be taken for a list of columns.
    """
    return pd.Series(values, index=frame.index, dtype=dtype)
