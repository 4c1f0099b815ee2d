"""How many records each value of a restriction would leave, with all other restrictions applied."""

from dataclasses import dataclass

import pandas as pd

from geo.filters import Selection
from geo.parameters import RESTRICTIONS, Restriction


@dataclass(frozen=True)
class Leaves:
    """What choosing one value alone would leave."""

    places: int
    statements: int


Facets = dict[str, dict[str, Leaves]]


def count_facets(selection: Selection) -> Facets:
    """Count what each value of each restriction would leave.

    Parameters
    ----------
    selection
        The visible set; a restriction's own values do not count against one another.

    Returns
    -------
    facets
        By name of the restriction and by value; a value that would leave nothing is not in it.

    Examples
    --------
    >>> count_facets(geo.Filter().select(small))["countries"]
    {'IR': Leaves(places=4, statements=8), 'FR': Leaves(places=1, statements=2)}
    """
    beyond = selection.dataset.beyond
    if beyond is not None:
        found: Facets = beyond.facets(selection.filter)
        return found
    return {restriction.name: _count_facet(selection, restriction) for restriction in RESTRICTIONS}


def _count_facet(selection: Selection, restriction: Restriction) -> dict[str, Leaves]:
    """Count what each value of one restriction would leave, as `count_facets` does for all."""
    others = selection
    if getattr(selection.filter, restriction.name):
        others = selection.filter.without(restriction.name).select(selection.dataset)
    return _count(others, restriction)


def _count(selection: Selection, restriction: Restriction) -> dict[str, Leaves]:
    if restriction.of_places:
        of_places = selection.dataset.places[restriction.column].to_numpy()
        values = pd.Series(of_places[selection.place_rows])
        statements = values.value_counts()
        if restriction.name == "layers":  # a choice of layers leaves milestones in
            statements = statements + len(selection.milestones)
    else:
        values = _of_statements(selection.claims, selection, restriction)
        events = _of_statements(selection.milestones, selection, restriction)
        statements = values.value_counts().add(events.value_counts(), fill_value=0)
    places = pd.Series(selection.place_rows).groupby(values.to_numpy()).nunique()
    return {
        str(value): Leaves(int(places.get(value, 0)), int(count))
        for value, count in statements.items()
    }


def _of_statements(
    frame: pd.DataFrame, selection: Selection, restriction: Restriction
) -> pd.Series:
    if restriction.column == "publisher_kind":
        sources = selection.dataset.sources.items()
        return frame["source_id"].map({name: source.publisher_kind for name, source in sources})
    return frame[restriction.column]
