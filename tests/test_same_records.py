"""Page, route and file hold the same records, whatever is asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from browser import Server
from dashboard.map.marks import located_rows
from dashboard.records.tables import place_table, statement_table
from exports import contents
from geo import Filter
from geo.bounds import Bounds
from geo.export import export
from geo.parameters import RESTRICTIONS
from random_filters import filters
from wire import ask

WORDS = st.sampled_from(["", "", "khavaran", "gohardasht", "اوین", "Amnesty", "mass grave", "zzz"])
BOXES = ("35,50,36.5,52.5", "25,44,39.8,63.3", "45,-10,70,30", "0,0,0,0", "-40,120,50,-70")
AREAS = st.sampled_from([None, None, *map(Bounds.read, BOXES)])


@st.composite
def questions(draw: st.DrawFn) -> Filter:
    """Draw a filter with words to search for and an area."""
    query = replace(draw(filters()), q=draw(WORDS), bounds=draw(AREAS))
    names = [restriction.name for restriction in RESTRICTIONS]  # all at once leave nothing
    return query.without(*draw(st.sets(st.sampled_from(names), min_size=4)))


@pytest.mark.by_turns
@given(query=questions())
def test_page_route_and_file_hold_the_same_records(
    atlas: geo.Dataset, server: Server, query: Filter
) -> None:
    selection = query.select(atlas)
    places, claims = set(selection.places.index), set(selection.claims.index)
    milestones = set(selection.milestones.index)
    # The page: its marks, its two tables and its counters.
    assert {
        row["place_id"] for row in located_rows(selection.places, atlas.subject.layers)
    } == places
    assert set(place_table(selection).index) == places
    assert set(statement_table(selection).index) == claims | milestones
    assert selection.counts.places.shown == len(places)
    assert selection.counts.statements.shown == len(claims | milestones)
    # The routes, and the files.
    for name, path in (("geojson", "places.geojson"), ("csv", "claims.csv")):
        got = ask(server, f"/api/{path}?{query.to_query()}")
        assert got.status == 200
        assert got.body == export(selection, name)
        held = contents(name, got.body)
        assert held.places == places
        assert held.claims == claims
        assert held.milestones == (milestones if name == "geojson" else None)
