"""What the statements about one place amount to, without weighing them."""

from dataclasses import dataclass

import pandas as pd

from geo.dataset import Dataset
from geo.filters import Selection
from geo.lookup.nearness import kilometres
from geo.messages import code as language_code
from geo.messages import gettext as _
from geo.sources import count_independent, publication_order


@dataclass(frozen=True)
class FigureGroup:
    """Figures of one unit and kind that statements about one place give differently.

    `claim_ids` are sorted by figure, the lowest first; nothing is summed, averaged or picked.
    """

    kind: str
    unit: str
    claim_ids: tuple[str, ...]


def figures_side_by_side(claims: pd.DataFrame) -> list[FigureGroup]:
    """Group statements of several sources whose figures differ though kind and unit are the same.

    Parameters
    ----------
    claims
        Statements about one place, indexed by `claim_id`.

    Examples
    --------
    >>> claims = small.claims[small.claims["place_id"] == "alpha-prison"]
    >>> [group.claim_ids for group in figures_side_by_side(claims)]
    [('alpha-prison-01', 'alpha-prison-03', 'alpha-prison-02')]
    """
    stated = claims[claims["figure_unit"] != ""]
    groups = []
    for (kind, unit), group in stated.groupby(["kind", "figure_unit"], sort=True):
        bounds = group[["figure_low", "figure_high"]].astype("Float64")
        if len(bounds.drop_duplicates()) > 1 and group["source_id"].nunique() > 1:
            lowest = bounds.min(axis=1).sort_values(kind="stable")
            groups.append(FigureGroup(str(kind), str(unit), tuple(lowest.index)))
    return groups


def by_kind(claims: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Part statements by kind, the kind with most of them first; each part keeps their order.

    Examples
    --------
    >>> claims = small.claims[small.claims["place_id"] == "alpha-prison"]
    >>> {kind: len(rows) for kind, rows in by_kind(claims).items()}
    {'executions_reported': 3, 'detention': 1}
    """
    groups = {str(kind): rows for kind, rows in claims.groupby("kind", sort=True)}
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def in_publication_order(claims: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Sort statements by the publication of their documents, those without a date last.

    Examples
    --------
    >>> in_publication_order(small.claims, small).index[:2].tolist()
    ['alpha-prison-01', 'bravo-graves-01']
    """
    published = [publication_order(dataset.sources[name]) for name in claims["source_id"]]
    return claims.iloc[sorted(range(len(claims)), key=published.__getitem__)]


def count_documents(claims: pd.DataFrame, dataset: Dataset) -> tuple[int, int]:
    """Count the documents behind statements, and how many of them are independent.

    Examples
    --------
    >>> count_documents(small.claims, small)
    (5, 3)
    """
    source_ids = set(claims["source_id"])
    return len(source_ids), count_independent(sorted(source_ids), dataset.sources)


def in_time(claims: pd.DataFrame) -> pd.DataFrame:
    """Sort statements by their first possible day, open and undated ones last.

    Examples
    --------
    >>> in_time(small.claims).index[:3].tolist()
    ['alpha-prison-04', 'delta-camp-01', 'alpha-yard-01']
    """
    order = claims.assign(_open=claims["earliest"].isna())
    return claims.loc[
        order.sort_values(["_open", "earliest", "latest", "date_edtf"], kind="stable").index
    ]


def nearby(dataset: Dataset, place_id: str, limit: int = 6) -> pd.Series:
    """Find the places whose points lie nearest to one place.

    Returns
    -------
    distances
        Kilometres by `place_id`, nearest first, on a sphere; 0 where the point is the same. Empty
        for a place without a point.

    Examples
    --------
    >>> nearby(small, "alpha-prison").round().to_dict()
    {'alpha-yard': 0.0, 'bravo-graves': 351.0, 'charlie-gathering': 4201.0}
    """
    places = dataset.places[dataset.places["lat"].notna()]
    if place_id not in places.index:
        return pd.Series(dtype=float)
    found = kilometres(places, places.loc[[place_id]])[:, 0]
    distances = pd.Series(found, index=places.index).drop(place_id)
    return distances.sort_values(kind="stable").head(limit)


def cities_by_source(selection: Selection) -> pd.DataFrame:
    """Set side by side which cities each document names for gatherings.

    Returns
    -------
    table
        One row a city code, one column a `source_id` that names at least two cities, sorted by
        name of the city and by first publication; cells hold the label of what is stated, with
        clock times where the document prints them, and are empty where the city is not named.

    Examples
    --------
    >>> cities_by_source(geo.Filter().select(small)).empty  # no document names two cities
    True
    """
    data = selection.dataset
    claims = selection.claims[selection.claims["kind"].str.startswith("gathering_")]
    cities = claims["place_id"].map(data.places["city"])
    cells: dict[str, dict[str, list[str]]] = {}
    for city, (_claim_id, claim) in zip(cities, claims.iterrows(), strict=True):
        label = data.codes.label("kind", claim["kind"], language_code())
        at = claim["interval"].at if claim["dated"] else None
        said = f"{label}, {at:%H:%M}" if at else label
        column = cells.setdefault(claim["source_id"], {}).setdefault(city, [])
        if said not in column:
            column.append(said)
    several = {name: by_city for name, by_city in cells.items() if len(by_city) > 1}
    order = sorted(several, key=lambda name: (publication_order(data.sources[name]), name))
    rows = [city for city in data.cities if any(city in by_city for by_city in several.values())]
    return pd.DataFrame(
        {name: [_("; ").join(several[name].get(city, [])) for city in rows] for name in order},
        index=rows,
    )
