"""What each value of a filter would leave."""

from dataclasses import replace

import pytest

from geo import Dataset, Filter
from geo.facets import count_facets
from geo.parameters import RESTRICTIONS, allowed_values

QUERIES = [
    "",
    "layers=prison",
    "kinds=detention&countries=IR",
    "publishers=party&from=1988-07&to=1988-09&certainty=certain",
    "precision=site&q=tehran",
    "bounds=35,50,37,53&sources=jfi-painscapes-72-ahvaz",
]


@pytest.mark.parametrize("query", QUERIES)
def test_count_of_a_value_is_what_choosing_it_alone_leaves(atlas: Dataset, query: str) -> None:
    asked = Filter.from_query(query, atlas)
    facets = count_facets(asked.select(atlas))
    for restriction in RESTRICTIONS:
        values = list(allowed_values(atlas, restriction))[:12]
        for value in values:
            chosen = replace(asked, **{restriction.name: (value,)}).select(atlas)
            leaves = facets[restriction.name].get(value)
            if leaves is None:
                assert len(chosen.places) == 0
                assert restriction.of_places or len(chosen.milestones) == 0
            else:
                assert leaves.places == len(chosen.places)
                assert leaves.statements == chosen.counts.statements.shown
