"""Filters drawn at random: they select what a plain reading selects, and their counts add up."""

from dataclasses import fields, replace

from hypothesis import given

import geo
from geo.filters import Filter
from plain_reading import expected_ids, ids, tallies
from random_filters import filters


@given(query=filters())
def test_random_filter_selects_what_a_recount_does(atlas: geo.Dataset, query: Filter) -> None:
    assert ids(query.select(atlas)) == expected_ids(query)


@given(query=filters())
def test_counts_of_a_random_filter_add_up(atlas: geo.Dataset, query: Filter) -> None:
    for tally, shown in tallies(query.select(atlas)):
        assert tally.shown == shown
        assert tally.total == tally.shown + tally.filtered + tally.undated + tally.withheld
        assert min(tally.shown, tally.filtered, tally.undated, tally.withheld) >= 0
        assert 0 <= tally.unlocated <= tally.shown
        assert query.has_dates or tally.undated == 0


@given(query=filters())
def test_random_filter_survives_its_query_string(atlas: geo.Dataset, query: Filter) -> None:
    assert Filter.from_query(query.to_query(), atlas) == query
    assert Filter.from_query("?" + query.to_query(), atlas).to_query() == query.to_query()


@given(query=filters(), other=filters())
def test_further_restriction_never_adds_a_record(
    atlas: geo.Dataset, query: Filter, other: Filter
) -> None:
    loose = ids(query.select(atlas))
    for field in fields(Filter):
        if not getattr(query, field.name) and getattr(other, field.name):
            tight = replace(query, **{field.name: getattr(other, field.name)})
            assert all(
                few <= many for few, many in zip(ids(tight.select(atlas)), loose, strict=True)
            )
    certain = ids(replace(query, certainty="certain").select(atlas))
    possible = ids(replace(query, certainty="possible").select(atlas))
    assert all(few <= many for few, many in zip(certain, possible, strict=True))


@given(query=filters())
def test_shown_places_are_those_of_the_shown_statements(atlas: geo.Dataset, query: Filter) -> None:
    selection = query.select(atlas)
    assert set(selection.claims["place_id"]) == set(selection.places.index)
    assert selection.filter == query
    assert list(selection.claims.index) == [
        name for name in atlas.claims.index if name in set(selection.claims.index)
    ]
