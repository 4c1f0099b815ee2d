"""Figures stand side by side in an order that is never one of size."""

from dataclasses import replace
from pathlib import Path

import pytest

import geo
from datasets import Put
from geo import Dataset, Filter
from geo.figures import (
    StatedFigure,
    city_claims,
    figure_scopes,
    is_wide,
    stated_figures,
    units,
)
from geo.named_cities import named_cities
from geo.repeated_figures import Rows, repeated_rows, rows_of_repeated_documents
from recount import shown

STATEMENTS = shown("claims.csv") + shown("milestones.csv")


def all_of(data: Dataset, unit: str, place_id: str = "", order: str = "published") -> list[str]:
    figures = stated_figures(Filter().select(data), unit, place_id, order)
    return [one.claim_id for one in figures]


def test_places_with_a_figure_are_offered_by_name(small: Dataset) -> None:
    assert figure_scopes(Filter().select(small)) == ["alpha-prison", "alpha-yard"]
    assert figure_scopes(Filter(layers=("burial_site",)).select(small)) == ["alpha-yard"]


def test_units_are_counted_apart(small: Dataset) -> None:
    everything = Filter().select(small)
    assert units(everything, "alpha-prison") == {"people_executed": 3}
    assert units(everything, "alpha-yard") == {"bodies": 1}
    assert units(everything) == {}


def test_first_unit_is_the_one_that_is_likely_asked_for(atlas: Dataset) -> None:
    killed = Filter(kinds=("executions_reported", "toll"))
    assert next(iter(units(killed.select(atlas), "gohardasht-prison"))) == "people_executed"
    for kinds in (("executions_reported",), ("toll",)):
        assert next(iter(units(Filter(kinds=kinds).select(atlas)))) == "people_executed"
    machines = {"kind": "executions_reported", "figure_unit": "machines"}
    rows = atlas.claims.index[atlas.claims["place_id"] == "evin-prison"][:5]
    edited = replace(atlas, claims=atlas.claims.copy())
    edited.claims.loc[rows, list(machines)] = list(machines.values())
    here = units(killed.select(edited), "evin-prison")
    assert here["machines"] > here["people_executed"]
    assert next(iter(here)) == "people_executed"


def test_figures_keep_their_bounds_and_their_words(small: Dataset) -> None:
    figures = stated_figures(Filter().select(small), "people_executed", "alpha-prison")
    assert {one.claim_id: (one.low, one.high, one.number) for one in figures} == {
        "alpha-prison-01": (30, 30, "30"),
        "alpha-prison-02": (100, None, "100 as the lower bound"),
        "alpha-prison-03": (None, 50, "50 as the upper bound"),
    }
    assert {one.about for one in figures} == {"Alpha prison"}


def test_order_is_by_publication_with_unknown_dates_last(small: Dataset) -> None:
    published = all_of(small, "people_executed", "alpha-prison")
    assert published == ["alpha-prison-01", "alpha-prison-02", "alpha-prison-03"]


def test_order_by_publisher_keeps_publication_within(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    figures = stated_figures(selection, "people_executed", order="publisher")
    tolls = [one for one in figures if one.kind == "toll"]
    kinds = [one.source.publisher_kind for one in tolls]
    assert kinds == sorted(kinds)
    assert sorted(one.claim_id for one in figures) == sorted(all_of(atlas, "people_executed"))


@pytest.mark.parametrize("order", ["published", "publisher"])
def test_no_order_follows_size(atlas: Dataset, order: str) -> None:
    figures = stated_figures(Filter().select(atlas), "people_executed", order=order)
    sizes = [one.low or one.high or 0 for one in figures if one.kind == "toll"]
    assert sizes not in (sorted(sizes), sorted(sizes, reverse=True))


def test_kinds_of_statement_stand_together(atlas: Dataset) -> None:
    figures = stated_figures(Filter().select(atlas), "graves", "khavaran-cemetery")
    kinds = [one.kind for one in figures]
    assert len(set(kinds)) > 1
    assert kinds == [kind for kind in dict.fromkeys(kinds) for _ in range(kinds.count(kind))]


def test_every_stated_figure_of_the_data_is_reached(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    found = [
        claim_id
        for place_id in ["", *figure_scopes(selection)]
        for unit in units(selection, place_id)
        for claim_id in all_of(atlas, unit, place_id)
    ]
    stated = [one["claim_id"] for one in STATEMENTS if one["figure_unit"]]
    assert sorted(found) == sorted(stated)


def ids(links: Rows) -> dict[str, tuple[str, ...]]:
    return {name: tuple(row.claim_id for row in rows) for name, rows in links.items()}


def test_a_document_that_repeats_another_need_not_repeat_its_figure(small: Dataset) -> None:
    figures = stated_figures(Filter().select(small), "people_executed", "alpha-prison")
    found = rows_of_repeated_documents(figures, small)
    assert ids(found) == {"alpha-prison-02": ("alpha-prison-01",)}
    assert repeated_rows(figures, small) == {}
    first, *others = figures
    same = [replace(one, low=first.low, high=first.high) for one in others]
    assert ids(repeated_rows([first, *same], small)) == {"alpha-prison-02": ("alpha-prison-01",)}
    other_kind = [replace(one, kind="detention") for one in same]
    assert repeated_rows([first, *other_kind], small) == {}


def test_repeated_figures_of_the_data_are_the_same(atlas: Dataset) -> None:
    """8,000 was said to repeat "more than 30,000", since its document repeats the other."""
    tolls = stated_figures(Filter().select(atlas), "people_executed")
    found = ids(rows_of_repeated_documents(tolls, atlas))
    assert "milestone-toll-1988-35" in found
    assert repeated_rows(tolls, atlas) == {}
    graves = stated_figures(Filter().select(atlas), "mass_graves")
    (repeated,) = repeated_rows(graves, atlas).values()
    assert [(one.number, one.kind) for one in repeated] == [("seven", "grave_destroyed")]


def test_a_document_between_two_others_is_passed_through_only_when_absent(small: Dataset) -> None:
    sources = small.sources

    def row(claim_id: str, source_id: str) -> StatedFigure:
        source = sources[source_id]
        return StatedFigure(
            claim_id, "", "", "toll", "bodies", 1, 1, "1", "", "", "", "", "passage", "", source
        )

    first, middle, last = row("a", "agency-report"), row("b", "paper-copy"), row("c", "weblog-copy")
    assert ids(repeated_rows([first, last], small)) == {"c": ("a",)}
    assert ids(repeated_rows([first, middle, last], small)) == {"b": ("a",), "c": ("b",)}


def test_wide_means_more_than_two_decades(small: Dataset, atlas: Dataset) -> None:
    near = stated_figures(Filter().select(small), "people_executed", "alpha-prison")
    assert not is_wide(near)
    assert is_wide(stated_figures(Filter().select(atlas), "people_executed"))
    assert not is_wide([])


def test_zero_is_never_put_on_a_logarithmic_scale(put: Put, small_folder: Path) -> None:
    put("claims.csv", "30,30,people_executed", "0,9000,people_executed")
    data = geo.load(small_folder)
    figures = stated_figures(Filter().select(data), "people_executed", "alpha-prison")
    assert not is_wide(figures)


def test_publication_date_is_said_as_far_as_known(small: Dataset) -> None:
    found = {name: source.issued for name, source in small.sources.items()}
    assert found == {
        "agency-report": "1989-02-01",
        "live-report": "2018-08-25",
        "memoir": "",
        "paper-copy": "1989",
        "weblog-copy": "2018-07",
    }


def test_city_claims_are_those_of_the_data(atlas: Dataset) -> None:
    found = city_claims(Filter().select(atlas))
    stated = [one["claim_id"] for one in STATEMENTS if one["figure_unit"] == "cities"]
    assert sorted(one.claim_id for one in found) == sorted(stated)
    assert {110, 32, 21, 30, 20} <= {one.low for one in found}


def test_named_cities_count_each_city_once_by_kind_and_layer(small: Dataset) -> None:
    found = named_cities(Filter().select(small))
    assert [(one.kind, one.layer, one.cities) for one in found] == [
        ("executions_reported", "prison", ("Tehran",)),
        ("burial_reported", "burial_site", ("Isfahan", "Tehran")),
    ]


def test_named_cities_follow_the_filter_and_the_country(small: Dataset) -> None:
    prisons = named_cities(Filter(layers=("prison",)).select(small))
    assert [one.kind for one in prisons] == ["executions_reported"]
    abroad = replace(small, subject=replace(small.subject, country="FR"))
    assert named_cities(Filter().select(abroad)) == []


def test_several_layers_are_also_taken_together(atlas: Dataset) -> None:
    found = [
        one for one in named_cities(Filter().select(atlas)) if one.kind == "executions_reported"
    ]
    *layers, together = found
    assert together.layer == ""
    assert set(together.cities) == {city for one in layers for city in one.cities}
