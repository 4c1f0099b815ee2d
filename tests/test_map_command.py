"""Where the map of a presentation begins, by what is presented."""

import pytest

from dashboard.session import map_command
from geo import Dataset, Filter


@pytest.mark.parametrize(
    ("query", "countries"),
    [
        ("from=2018-08-25&to=2018-08-25", {"DE", "SE", "DK", "NL", "CH", "BE"}),
        ("layers=commemoration", {"DE", "SE", "AL"}),
        ("countries=DE", {"DE"}),
        ("cities=cologne", {"DE"}),
        ("place=commemoration-cologne", {"DE"}),
        ("layers=prison&place=commemoration-cologne", {"DE"}),
        ("countries=AL,US", {"AL", "US"}),
    ],
)
def test_map_begins_at_the_places_of_a_region_with_half_of_them_or_at_all(
    atlas: Dataset, query: str, countries: set[str]
) -> None:
    shown = Filter.from_query(query, atlas).select(atlas)
    command = map_command.to_match(shown)
    assert command is not None
    assert command.view is not None
    assert command.area is not None
    places = atlas.places.loc[[*shown.places.index, *filter(None, [shown.filter.place])]]
    seen = places[command.area.holds(places["lat"], places["lon"])]
    assert countries <= set(seen["country"])
    assert 2 * len(seen) >= len(shown.places) or set(seen.index) >= {shown.filter.place}
    south, north = seen["lat"].min(), seen["lat"].max()
    assert (command.area.south, command.area.north) == (south, north)
    assert round(south, 4) <= command.view.lat <= round(north, 4)


@pytest.mark.parametrize("query", ["", "layers=prison", "place=evin-prison", "from=1988-08"])
def test_map_begins_at_the_first_region_with_half_of_the_places(atlas: Dataset, query: str) -> None:
    command = map_command.to_match(Filter.from_query(query, atlas).select(atlas))
    assert command is not None
    assert (command.view, command.area) == (None, None)


def test_map_stays_where_nothing_matches(atlas: Dataset) -> None:
    assert map_command.to_match(Filter.from_query("q=zzz", atlas).select(atlas)) is None
