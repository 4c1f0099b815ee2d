"""How far places lie from one another, and what lies near."""

from functools import lru_cache

import numpy as np
import pandas as pd

from geo.dataset import Dataset

NEAR_KM = 20
"""What lies within it is near a city."""
_EARTH_RADIUS_KM = 6371.0088
_MOST_PAIRS = 200_000


@lru_cache(maxsize=32)
def cities_nearby(dataset: Dataset, cities: tuple[str, ...], within_km: float) -> tuple[str, ...]:
    """Name the other cities that have a place near one of these cities, by their points.

    A reader who looks for a city may mean a suburb too, which sources name by itself. Where there
    are too many points to compare, none is named.

    Examples
    --------
    >>> cities_nearby(small, ("tehran",), within_km=400)
    ('isfahan',)
    """
    places = dataset.places[dataset.places["lat"].notna() & (dataset.places["city"] != "")]
    is_own = places["city"].isin(cities)
    own, others = places[is_own], places[~is_own]
    if len(own) * len(others) > _MOST_PAIRS or own.empty or others.empty:
        return ()
    is_near = (kilometres(others, own) <= within_km).any(axis=1)
    return tuple(sorted(set(others.loc[is_near, "city"])))


def kilometres(places: pd.DataFrame, others: pd.DataFrame) -> np.ndarray:
    """Return kilometres on a sphere from each of some places, a row each, to each of others.

    Parameters
    ----------
    places, others
        With `lat` and `lon` in degrees (WGS84).

    Examples
    --------
    >>> both = small.places.loc[["alpha-yard", "bravo-graves"]]
    >>> kilometres(both, both).round().tolist()
    [[0.0, 351.0], [351.0, 0.0]]
    """
    lat, lon = (np.radians(places[name].to_numpy())[:, None] for name in ("lat", "lon"))
    there_lat, there_lon = (np.radians(others[name].to_numpy()) for name in ("lat", "lon"))
    across = np.sin((lat - there_lat) / 2) ** 2
    along = np.cos(lat) * np.cos(there_lat) * np.sin((lon - there_lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * np.arcsin(np.sqrt(across + along))
