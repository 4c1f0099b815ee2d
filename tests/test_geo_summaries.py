"""What statements about one place amount to."""

import math

import pandas as pd
import pytest
from pyproj import Geod

import geo
from geo.figure_words import figure_words
from geo.summaries import cities_by_source, count_documents, figures_side_by_side, in_time, nearby

STATEMENT = "seed-000-assembly-anniversary-2018"
NOTICE = "seed-001-interactive-conference-2018"
LIVE_REPORT = "seed-002-live-report-2018"


def of_place(dataset: geo.Dataset, place_id: str) -> pd.DataFrame:
    return dataset.claims[dataset.claims["place_id"] == place_id]


@pytest.mark.parametrize(
    ("claim_id", "words", "number"),
    [
        ("alpha-prison-01", "People executed: 30", "30"),
        ("alpha-prison-02", "People executed: 100 as the lower bound", "100 as the lower bound"),
        ("alpha-prison-03", "People executed: 50 as the upper bound", "50 as the upper bound"),
        ("alpha-yard-01", "Bodies: 1,000 to 2,000", "1,000 to 2,000"),
        ("alpha-prison-04", "", ""),
    ],
)
def test_figure_is_as_stated(small: geo.Dataset, claim_id: str, words: str, number: str) -> None:
    row = small.claims.loc[claim_id]
    assert figure_words(row, small) == words
    assert figure_words(row, small, with_unit=False) == number


def test_differing_figures_stand_side_by_side_the_lowest_first(small: geo.Dataset) -> None:
    (group,) = figures_side_by_side(of_place(small, "alpha-prison"))
    assert (group.kind, group.unit) == ("executions_reported", "people_executed")
    assert group.claim_ids == ("alpha-prison-01", "alpha-prison-03", "alpha-prison-02")


def test_equal_figures_and_single_ones_are_no_disagreement(small: geo.Dataset) -> None:
    claims = of_place(small, "alpha-prison")
    assert figures_side_by_side(claims.loc[["alpha-prison-01"]]) == []
    twice = claims.loc[["alpha-prison-01", "alpha-prison-02"]].copy()
    twice[["figure_low", "figure_high"]] = 30
    assert figures_side_by_side(twice) == []
    assert figures_side_by_side(of_place(small, "bravo-graves")) == []
    assert figures_side_by_side(claims.iloc[:0]) == []


def test_bounds_that_differ_disagree_though_the_low_ones_are_equal(small: geo.Dataset) -> None:
    claims = of_place(small, "alpha-prison").loc[["alpha-prison-01", "alpha-prison-02"]].copy()
    claims["figure_low"] = 30
    (group,) = figures_side_by_side(claims)
    assert group.claim_ids == ("alpha-prison-01", "alpha-prison-02")


def test_every_disagreement_of_the_atlas_keeps_all_its_statements(atlas: geo.Dataset) -> None:
    for place_id, claims in atlas.claims.groupby("place_id"):
        for group in figures_side_by_side(claims):
            alike = claims[(claims["kind"] == group.kind) & (claims["figure_unit"] == group.unit)]
            assert sorted(group.claim_ids) == sorted(alike.index), place_id
            stated = {figure_words(claims.loc[name], atlas) for name in group.claim_ids}
            assert len(stated) > 1, place_id


@pytest.mark.parametrize(
    ("place_id", "documents", "independent"),
    [
        ("alpha-prison", 3, 2),
        ("alpha-yard", 1, 1),
        ("bravo-graves", 2, 1),
        ("charlie-gathering", 2, 2),
        ("delta-camp", 1, 1),
    ],
)
def test_documents_and_independent_ones_are_counted(
    small: geo.Dataset, place_id: str, documents: int, independent: int
) -> None:
    assert count_documents(of_place(small, place_id), small) == (documents, independent)


def test_no_statement_rests_on_no_document(small: geo.Dataset) -> None:
    assert count_documents(small.claims.iloc[:0], small) == (0, 0)


def test_statements_are_sorted_in_time_the_undated_last(small: geo.Dataset) -> None:
    assert list(in_time(small.claims).index) == [
        "alpha-prison-04",
        "delta-camp-01",
        "alpha-yard-01",
        "alpha-prison-02",
        "bravo-graves-01",
        "alpha-prison-01",
        "bravo-graves-02",
        "charlie-gathering-02",
        "charlie-gathering-01",
        "alpha-prison-03",
    ]


def test_distances_are_those_on_the_globe(atlas: geo.Dataset) -> None:
    globe = Geod(ellps="WGS84")
    places = atlas.places
    for place_id in ("khavaran-cemetery", "commemoration-sydney", "commemoration-vancouver"):
        here = places.loc[place_id if place_id in places.index else places.index[0]]
        found = nearby(atlas, here.name, limit=len(places))
        assert len(found) == int(places["lat"].notna().sum()) - 1
        assert found.is_monotonic_increasing
        for other, distance in found.items():
            there = places.loc[other]
            *_, metres = globe.inv(here["lon"], here["lat"], there["lon"], there["lat"])
            assert math.isclose(distance, metres / 1000, rel_tol=0.006, abs_tol=0.01), other


def test_nearest_places_of_the_small_folder(small: geo.Dataset) -> None:
    found = nearby(small, "alpha-prison")
    assert list(found.index) == ["alpha-yard", "bravo-graves", "charlie-gathering"]
    assert found["alpha-yard"] == 0
    assert found["bravo-graves"] == pytest.approx(350.5, abs=1)
    assert list(nearby(small, "alpha-prison", limit=1).index) == ["alpha-yard"]


def test_place_without_a_point_has_no_neighbours(small: geo.Dataset) -> None:
    assert nearby(small, "delta-camp").empty


def test_cities_of_25_august_2018_differ_by_document(atlas: geo.Dataset) -> None:
    query = geo.Filter.from_query("from=2018-08-25&to=2018-08-25", atlas)
    table = cities_by_source(query.select(atlas))
    counts = (table != "").sum()
    assert counts[[STATEMENT, NOTICE, LIVE_REPORT]].to_dict() == {
        STATEMENT: 15,
        NOTICE: 18,
        LIVE_REPORT: 17,
    }
    named = {source: set(table.index[table[source] != ""]) for source in table.columns}
    assert "vienna" in named[LIVE_REPORT] - named[STATEMENT] - named[NOTICE]
    assert {"vancouver", "helsinki"} & named[LIVE_REPORT] == set()
    assert {"bern", "frankfurt-am-main", "toronto"} <= named[NOTICE] - named[STATEMENT]
    assert list(table.index) == sorted(table.index)
    assert table.loc["vienna", STATEMENT] == ""
    assert table.loc["vienna", LIVE_REPORT].startswith("Gathering held, ")
    assert table.loc["vancouver", NOTICE] == "Gathering announced"


def test_city_table_without_gatherings_is_empty(atlas: geo.Dataset) -> None:
    query = geo.Filter.from_query("layers=prison", atlas)
    assert cities_by_source(query.select(atlas)).empty


def test_texts_of_one_family_count_once(atlas: geo.Dataset) -> None:
    """The gallery prints the list of the older page: two documents, one origin."""
    family = ["call4justice-mass-graves", "mojahedin-36262-secret-graves"]
    claims = atlas.claims[atlas.claims["source_id"].isin(family)]
    assert count_documents(claims, atlas) == (2, 1)
