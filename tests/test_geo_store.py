"""Every store answers what the dataset in memory does, with the same ids, counts and pages."""

from dataclasses import replace

import ibis
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import geo
from datasets import SPELLINGS
from geo.allowed import RESTRICTIONS
from geo.bounds import Bounds
from geo.cluster import detail
from geo.facets import count_facets
from geo.store import Store
from geo.store.counting import facet, facets_of_places
from geo.store.interface import ORDERS
from geo.store.question import unbound
from kept_stores import assert_same
from random_filters import filters
from recount import QUERIES, answer

FEW = max(settings().max_examples // 10, 1)
"""How many examples are tried of each engine, where an example is several queries."""
TEXTS = ["", "the", "weekly", "mass graves", *(row["query"] for row in SPELLINGS)]
VIEWS = ["-85,-180,85,180", "35,50,36.5,52.5", "10,170,60,-100", "35.6,51.3,35.8,51.5", "0,0,0,0"]
AREAS = st.none() | st.sampled_from(VIEWS).map(Bounds.read)


@pytest.mark.sample("query", QUERIES, 6)
def test_saved_query_answers_as_the_files_do(query: str, store: Store, atlas: geo.Dataset) -> None:
    asked = geo.Filter.from_query(query, store)
    found, expected = store.select(asked), asked.select(atlas)
    plain = answer(query)
    ids = [frozenset(one) for one in (found.places, found.claims, found.milestones)]
    assert ids == [plain.places, plain.claims, plain.milestones]
    assert found.places == expected.places.index.tolist()
    assert found.counts == expected.counts
    assert store.facets(asked) == count_facets(expected)


@settings(max_examples=FEW)
@given(query=filters(), text=st.sampled_from(TEXTS), area=AREAS)
def test_random_filter_answers_as_in_memory(
    store: Store, atlas: geo.Dataset, query: geo.Filter, text: str, area: Bounds | None
) -> None:
    asked = replace(query, q=text, bounds=area)
    found, expected = store.select(asked), asked.select(atlas)
    assert found.places == expected.places.index.tolist()
    assert found.claims == expected.claims.index.tolist()
    assert found.milestones == expected.milestones.index.tolist()
    assert found.counts == store.counts(asked) == expected.counts
    assert store.facets(asked) == count_facets(expected)


@pytest.mark.sample("text", TEXTS, 4)
def test_words_are_found_in_any_spelling(text: str, store: Store, atlas: geo.Dataset) -> None:
    asked = geo.Filter(q=text)
    assert store.select(asked).claims == asked.select(atlas).claims.index.tolist()


@pytest.mark.parametrize("text", ["<b>x</b>", "x", "UN", "41", "ب", "a", "para 4"], ids=ascii)
def test_short_word_is_none_within_others(text: str, store: Store, atlas: geo.Dataset) -> None:
    found, kept = store.select(geo.Filter(q=text)), geo.Filter(q=text).select(atlas)
    assert found.claims == kept.claims.index.tolist()
    assert found.milestones == kept.milestones.index.tolist()


@settings(max_examples=FEW)
@given(
    query=filters(),
    view=st.sampled_from(VIEWS).map(Bounds.read),
    most=st.sampled_from([0, 1, 5, 40, 600]),
    finest=st.sampled_from([0, 5, 24]),
    is_kept=st.booleans(),
)
def test_view_counts_the_cells_that_it_does_in_memory(
    store: Store,
    atlas: geo.Dataset,
    query: geo.Filter,
    view: Bounds,
    most: int,
    finest: int,
    is_kept: bool,
) -> None:
    places = query.select(atlas).places
    kept = tuple(places.index[places["lat"].notna()][:2]) if is_kept else ()
    found = store.detail(query, view, (*kept, "nowhere"), most, finest)
    assert_same(found, detail(places, view, kept, most, finest))


@pytest.mark.parametrize("most", [0, 20])
def test_whole_set_is_counted_by_the_same_cells(
    most: int, store: Store, atlas: geo.Dataset
) -> None:
    for view in map(Bounds.read, VIEWS):
        assert_same(
            store.detail(geo.Filter(), view, max_marks=most),
            detail(atlas.places, view, max_marks=most),
        )


@pytest.mark.by_turns
@pytest.mark.parametrize("table", ORDERS)
def test_page_has_the_records_of_its_place_in_order(
    table: str, store: Store, atlas: geo.Dataset
) -> None:
    asked = geo.Filter(layers=(atlas.places["layer"].iloc[0],), from_date="1985")
    shown = getattr(asked.select(atlas), table)
    for order in (sign + column for column in ORDERS[table] for sign in ("", "-")):
        frame = shown.assign(number=range(len(shown)))
        is_rising = not order.startswith("-")
        frame = frame.sort_values(order.removeprefix("-"), ascending=is_rising, kind="stable")
        page = store.page(asked, table, 3, 9, order)
        assert [row[frame.index.name] for row in page] == frame.index[3:12].tolist()
        for row in page:
            stated = atlas_row(shown, row[frame.index.name])
            assert {name: row[name] for name in stated} == stated
    assert store.page(asked, table, offset=len(shown)) == []


def atlas_row(frame: pd.DataFrame, name: str) -> dict[str, str]:
    """Return the text cells of a record."""
    return {key: cell for key, cell in frame.loc[name].items() if isinstance(cell, str)}


@pytest.mark.parametrize(
    "asked",
    [
        ("tours", 0, 1, "number"),
        ("places", 0, 1, "name"),
        ("claims", -1, 1, "number"),
        ("claims", 0, -1, "number"),
        ("places", 0, 1, "earliest"),
        ("claims", 0, 1, "--number"),
    ],
)
def test_page_that_is_none_is_refused(asked: tuple[str, int, int, str], store: Store) -> None:
    with pytest.raises(ValueError, match="expected whole numbers from 0"):
        store.page(geo.Filter(), *asked)


def test_store_knows_the_values_of_a_query(store: Store, atlas: geo.Dataset) -> None:
    for restriction in RESTRICTIONS:
        names = geo.parameters.allowed_values(atlas, restriction)
        assert list(store.allowed(restriction).items()) == list(names.items())
    query = "cities=Tehran,Atlantis&layers=nothing&from=2004-13&place=nowhere&colour=red"
    with pytest.raises(geo.FilterError) as in_memory:
        geo.Filter.from_query(query, atlas)
    with pytest.raises(geo.FilterError) as refused:
        geo.Filter.from_query(query, store)
    assert str(refused.value) == str(in_memory.value)
    first = atlas.places.index[0]
    assert geo.Filter.from_query(f"place={first}", store).place == first


def test_what_is_typed_never_runs(store: Store) -> None:
    asked = geo.Filter(cities=("x'; DROP TABLE claims; --", 'a"b', "%", "\\"), q="''); DROP --")
    assert store.select(asked).claims == []
    assert store.counts(geo.Filter()).claims.shown == store.about.rows["claims"]


def test_places_are_not_told_apart_where_all_that_is_stated_of_them_is_shown() -> None:
    asked = geo.Filter(layers=("prison",), bounds=Bounds(0, 0, 9, 9))
    of_statements = [one for one in RESTRICTIONS if not one.of_places]
    queries = [facet(unbound(), asked, one) for one in of_statements]
    queries.append(facets_of_places(unbound(), asked, ["layers", "cities"]))
    for query in queries:
        assert "DISTINCT" not in ibis.to_sql(query, "duckdb")
