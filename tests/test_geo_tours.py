"""Guided tours: their order, their steps, what is withheld, and whom they cite."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import geo
from datasets import TOUR, lines, rows_of, write_table
from edits import withhold
from geo.cite.references import attribution
from geo.filters import Filter
from geo.tours import MANY_SOURCES, Step, said_by, step_sources, tour_name, tour_sources, tours

STEPS = [(row["tour"], int(row["step"])) for row in rows_of("tour.csv")]
MakeTour = Callable[..., geo.Dataset]


@pytest.fixture
def touring(small_folder: Path) -> MakeTour:
    """Load the small folder with tours of its own: (tour, step, changed cells), by tour."""

    def load(*steps: tuple[str, int, dict[str, Any]], withheld: str = "") -> geo.Dataset:
        rows = [
            {**TOUR[0], "tour": tour, "step": str(step), **cells}
            for tour, step, cells in sorted(steps, key=lambda one: one[:2])
        ]
        write_table(small_folder / "tour.csv", rows)
        if withheld:
            withhold(small_folder, withheld)
        assert lines(small_folder) == []
        return geo.load(small_folder)

    return load


def step_of(data: geo.Dataset, tour: str, number: int) -> Step:
    return tours(data)[tour][number - 1]


def test_tours_of_the_data_in_order(atlas: geo.Dataset) -> None:
    assert list(tours(atlas)) == ["overview", "burial-sites", "commemorations", "summer-1988"]
    assert [(one.tour, one.number) for steps in tours(atlas).values() for one in steps] == sorted(
        STEPS, key=lambda step: (step[0] != "overview", step)
    )


def test_general_tour_first_then_listed_ones_then_by_name(touring: MakeTour) -> None:
    names = ["a-walk", "burial-sites", "b-walk", "overview", "summer-1988"]
    data = touring(*((name, 1, {}) for name in names))
    assert list(tours(data)) == ["overview", "burial-sites", "summer-1988", "a-walk", "b-walk"]


def test_step_is_its_row(small: geo.Dataset) -> None:
    assert tours(small) == {
        "overview": (
            Step(
                tour="overview",
                number=1,
                title="Alpha prison",
                text="The agency reports executions on these days.",
                lat=35.8,
                lon=51.4,
                zoom=9.0,
                filter=Filter(
                    layers=("burial_site", "prison"),
                    from_date="1988-08-01",
                    to_date="1988-08-31",
                    place="alpha-prison",
                ),
                claim_ids=("alpha-prison-01", "milestone-letter-01"),
            ),
        )
    }


def test_filter_of_a_step_travels_as_a_link(atlas: geo.Dataset) -> None:
    for steps in tours(atlas).values():
        for step in steps:
            assert Filter.from_query(step.filter.to_query(), atlas) == step.filter


@pytest.mark.parametrize("withheld", ["bravo-graves-01", "bravo-graves", "milestone-letter-02"])
def test_step_on_a_withheld_record_is_left_out_and_the_rest_counted_anew(
    touring: MakeTour, withheld: str
) -> None:
    hidden = {"title": "Hidden", "place_id": "", "claim_ids": withheld}
    if withheld == "bravo-graves":
        hidden |= {"place_id": withheld, "claim_ids": "alpha-prison-02"}
    steps = [
        ("overview", 1, {"title": "First"}),
        ("overview", 2, hidden),
        ("overview", 3, {"title": "Third"}),
        ("summer-1988", 1, hidden),
    ]
    whole = tours(touring(*steps))
    assert [one.title for one in whole["overview"]] == ["First", "Hidden", "Third"]
    assert list(whole) == ["overview", "summer-1988"]
    left = tours(touring(*steps, withheld=withheld))
    assert [(one.number, one.title) for one in left["overview"]] == [(1, "First"), (2, "Third")]
    assert list(left) == ["overview"]


def test_withheld_place_hides_the_steps_on_its_statements(touring: MakeTour) -> None:
    cells = {"place_id": "", "claim_ids": "alpha-prison-01"}
    assert tours(touring(("overview", 1, cells), withheld="alpha-prison")) == {}


def own_name(name: str) -> str:
    """Give what is a place's own in its name: `Evin` of `Evin prison`."""
    return re.sub(r"( [a-z]\S*)+$", "", re.sub(r"( \(.*\)|,.*)$", "", name))


def test_every_place_that_a_step_names_is_told_on_its_map(atlas: geo.Dataset) -> None:
    cities, forgotten = set(atlas.places["locality"]), {}
    for step in (one for steps in tours(atlas).values() for one in steps):
        ids = atlas.claims.loc[atlas.claims.index.isin(step.claim_ids), "place_id"]
        told = {own_name(name) for name in atlas.places.loc[ids, "name"]}
        shown = {own_name(name) for name in step.filter.select(atlas).places["name"]}
        words = f"{step.title} {step.text}"
        left = sorted(name for name in shown - told - cities if name in words)
        forgotten |= {(step.tour, step.number): left} if left else {}
    assert forgotten == {}


def test_outlet_that_a_step_names_is_cited_beside_the_author(touring: MakeTour) -> None:
    cells = {"claim_ids": "alpha-prison-01", "place_id": ""}
    step = step_of(touring(("overview", 1, cells)), "overview", 1)
    data = touring(("overview", 1, cells))
    source = data.sources[str(data.claims.at["alpha-prison-01", "source_id"])]
    told = replace(step, text=f"{source.author} reports it; so does The Paper.")
    heard = replace(step, text="The Paper reports it.")
    data.sources[source.source_id].item["publisher"] = "The Paper"
    assert step_sources(told, data) == ["Example Agency 1989, p. 1"]
    assert step_sources(heard, data) == ["The Paper (Example Agency) 1989, p. 1"]


def test_documents_of_one_author_and_year_are_told_apart_by_their_titles(
    touring: MakeTour,
) -> None:
    data = touring(("overview", 1, {"claim_ids": "alpha-prison-01;charlie-gathering-01"}))
    first, other = (
        data.sources[str(data.claims.at[one, "source_id"])]
        for one in ("alpha-prison-01", "charlie-gathering-01")
    )
    alike = replace(first, source_id=other.source_id, item={**first.item, "title": "Other"})
    data.sources[other.source_id] = alike
    said = step_sources(step_of(data, "overview", 1), data)
    assert said == [
        f"{attribution(one, 'p. 1')} (“\u2068{one.title}\u2069”)" for one in (first, alike)
    ]


def test_many_sources_of_a_step_are_named_without_their_passages(atlas: geo.Dataset) -> None:
    said = [(step, step_sources(step, atlas)) for steps in tours(atlas).values() for step in steps]
    many = [(step, names) for step, names in said if len(names) > MANY_SOURCES]
    assert many
    for step, names in many:
        assert names == tour_sources([step], atlas)


@pytest.mark.parametrize(
    ("tour", "language", "name"),
    [
        ("overview", "en", "Overview"),
        ("burial-sites", "en", "Reported burial sites"),
        ("overview", "fa", "نمای کلی"),
        ("a-long-walk", "en", "A long walk"),
    ],
)
def test_tour_is_named_by_its_code_or_its_identifier(
    atlas: geo.Dataset, tour: str, language: str, name: str
) -> None:
    assert tour_name(tour, atlas, language) == name


def test_sources_are_listed_once_in_the_order_of_the_statements(touring: MakeTour) -> None:
    claim_ids = [
        "charlie-gathering-01",
        "alpha-prison-01",
        "milestone-letter-01",
        "alpha-prison-02",
        "bravo-graves-01",
    ]
    data = touring(("overview", 1, {"claim_ids": ";".join(claim_ids)}))
    assert step_sources(step_of(data, "overview", 1), data) == [
        attribution(data.sources[name], "p. 1")
        for name in ("live-report", "agency-report", "paper-copy")
    ]


@pytest.mark.parametrize(("tour", "number"), STEPS, ids=lambda value: str(value))
def test_step_of_the_data_shows_a_place_and_cites_all_it_rests_on(
    atlas: geo.Dataset, tour: str, number: int
) -> None:
    step = step_of(atlas, tour, number)
    shown = step.filter.select(atlas)
    located = shown.places.index[shown.places.geometry.notna()]
    assert len(located) > 0
    if step.filter.place:
        assert step.filter.place in located
    told = {(row["tour"], row["step"]): row["claim_ids"] for row in rows_of("tour.csv")}
    assert step.claim_ids == tuple(told[tour, str(number)].split(";"))
    stated = {one["claim_id"]: one for one in rows_of("claims.csv") + rows_of("milestones.csv")}
    cited = " · ".join(step_sources(step, atlas))
    for name in step.claim_ids:
        author = atlas.sources[stated[name]["source_id"]].author
        assert author in cited
        assert author in said_by(name, step, atlas)
