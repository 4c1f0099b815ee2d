"""GeoJSON: one feature a place, with its statements inside (https://www.rfc-editor.org/rfc/rfc7946).

Milestones, which have no place, and the stamp are foreign members of the collection.
"""

import json

from geo.export.records import (
    Record,
    as_json,
    by_place,
    claim_records,
    listed,
    milestone_records,
    place_records,
)
from geo.export.stamp import metadata
from geo.filters import Selection


def build(selection: Selection) -> bytes:
    """Return the feature collection, points as longitude and latitude in WGS 84.

    Examples
    --------
    >>> [feature["id"] for feature in json.loads(build(geo.Filter().select(small)))["features"]][:2]
    ['alpha-prison', 'alpha-yard']
    """
    statements = by_place(claim_records(selection))
    collection = {
        "type": "FeatureCollection",
        "metadata": metadata(selection),
        "features": [
            _feature(place, statements[place["place_id"]]) for place in place_records(selection)
        ],
        "milestones": milestone_records(selection),
    }
    return (json.dumps(collection, ensure_ascii=False, default=as_json) + "\n").encode()


def _point(place: Record) -> Record | None:
    """Return the geometry of a place, None where no point is claimed."""
    if place["lat"] is None:
        return None
    return {"type": "Point", "coordinates": [place["lon"], place["lat"]]}


def _feature(place: Record, statements: list[Record]) -> Record:
    properties = {name: value for name, value in place.items() if name not in ("lat", "lon")}
    properties["alt_names"] = listed(place["alt_names"])
    properties["statements"] = [
        {name: value for name, value in statement.items() if name != "place_id"}
        for statement in statements
    ]
    return {
        "type": "Feature",
        "id": place["place_id"],
        "geometry": _point(place),
        "properties": properties,
    }
