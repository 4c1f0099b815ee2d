"""Points as bytes beside the columns they are made of, and what GeoParquet says of them."""

from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from pyproj import CRS

from geo.bounds import Bounds
from geo.frames import CRS as CRS_CODE

GEOMETRY = "geometry"
_LITTLE_ENDIAN = 1


def with_points(table: pa.Table) -> pa.Table:
    """Return a table that has `lat` and `lon` with its points in WKB, missing where they are.

    Examples
    --------
    >>> table = pa.table({"lat": [1.5, None], "lon": [2.5, None]})
    >>> [shapely.from_wkb(point) for point in with_points(table)[GEOMETRY].to_pylist()]
    [<POINT (2.5 1.5)>, None]
    """
    lon, lat = (table[name].to_numpy(zero_copy_only=False).astype(float) for name in ("lon", "lat"))
    encoded = shapely.to_wkb(shapely.points(lon, lat), byte_order=_LITTLE_ENDIAN)
    cells = np.where(np.isnan(lon), None, encoded)
    return table.append_column(GEOMETRY, pa.array(cells, pa.binary()))


def geo_entry(box: Bounds | None, has_points: bool = True) -> dict[str, Any]:
    """Return the entry `geo` of a GeoParquet 1.1 file whose column of points is `geometry`.

    Parameters
    ----------
    box
        The box round all points, where it is known.
    has_points
        Whether there is any.

    Examples
    --------
    >>> geo_entry(Bounds(0, 170, 5, -170))["columns"]["geometry"]["bbox"]
    [170, 0, -170, 5]
    """
    column: dict[str, Any] = {
        "encoding": "WKB",
        "crs": CRS(CRS_CODE).to_json_dict(),
        "geometry_types": ["Point"] if has_points else [],
    }
    if box is not None:  # as in GeoJSON, the western edge comes first
        column["bbox"] = [box.west, box.south, box.east, box.north]
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
