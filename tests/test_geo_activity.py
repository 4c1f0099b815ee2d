"""Statements are counted only where they certainly are, and plans are never taken for events."""

from pathlib import Path

import pytest

import geo
from datasets import Put
from geo import Dataset, Filter
from geo.activity import (
    MILESTONES,
    announcements,
    city_years,
    count_by_period,
    place_by_city,
    without_a_year,
)

HELD = "charlie-gathering-01,charlie-gathering,gathering_held,2018-08-25T17:42:00"
PLAN = "charlie-gathering-02,charlie-gathering,gathering_announced,2018-08-25"


def test_a_year_counts_what_lies_wholly_inside_it(small: Dataset) -> None:
    found = count_by_period(Filter().select(small))
    assert found.unit == "year"
    assert found.counts.loc["1988"].to_dict() == {
        "prison": 3,
        "burial_site": 1,
        "commemoration": 0,
        MILESTONES: 1,
    }
    assert found.counts.loc["2018"].to_dict()["commemoration"] == 2
    assert found.wider == {"prison": 1, "burial_site": 1}
    assert found.undated == {"prison": 1, MILESTONES: 1}


def test_years_without_a_statement_keep_their_row(small: Dataset) -> None:
    counts = count_by_period(Filter().select(small)).counts
    assert list(counts.index) == [str(year) for year in range(1988, 2019)]
    assert counts.loc["2000"].sum() == 0


def test_a_short_period_is_counted_by_month(small: Dataset) -> None:
    found = count_by_period(Filter(from_date="1988-07", to_date="1988-09").select(small))
    assert found.unit == "month"
    assert list(found.counts.index) == ["1988-07", "1988-08", "1988-09"]
    assert found.counts.loc["1988-08", "prison"] == 2
    assert found.wider == {"prison": 2, "burial_site": 1}


@pytest.mark.parametrize("query", ["", "from=1988-07&to=1989-02", "layers=prison", "from=2016"])
def test_counts_add_up_to_the_visible_set(atlas: Dataset, query: str) -> None:
    selection = Filter.from_query(query, atlas).select(atlas)
    found = count_by_period(selection)
    outside = sum(found.wider.values()) + sum(found.undated.values())
    assert found.counts.to_numpy().sum() + outside == selection.counts.statements.shown


def test_nothing_to_count_gives_no_period(small: Dataset) -> None:
    found = count_by_period(Filter(from_date="2024", to_date="2040").select(small))
    assert found.counts.to_numpy().sum() == 0


def test_cities_by_year_keep_kinds_apart(small: Dataset) -> None:
    table = city_years(Filter().select(small))
    assert table.to_dict("records") == [
        {"city": "paris", "year": "2018", "kind": kind, "claim_ids": (claim_id,), "statements": 1}
        for kind, claim_id in [
            ("gathering_announced", "charlie-gathering-02"),
            ("gathering_held", "charlie-gathering-01"),
        ]
    ]
    assert place_by_city(Filter().select(small)) == {"paris": "charlie-gathering"}


def test_cities_by_year_add_up_with_those_left_out(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    shown = int(city_years(selection)["statements"].sum()) + without_a_year(selection)
    assert shown == selection.claims["kind"].str.startswith("gathering_").sum()


def test_a_commemoration_stands_for_its_city(atlas: Dataset) -> None:
    assert place_by_city(Filter().select(atlas))["tehran"] == "commemoration-tehran"


def match(folder: Path) -> tuple[str, tuple[str, ...]]:
    """Return how the one announcement of the small folder is answered."""
    data = geo.load(folder)
    (found,) = announcements(Filter().select(data))
    assert found.announced == ("charlie-gathering-02",)
    return found.match, found.held


@pytest.mark.parametrize(
    ("announced", "held", "expected"),
    [
        ("2018-08-25", "2018-08-25T17:42:00", "days"),
        ("2018-08-25", "2018-08-24/2018-08-26", "days"),
        ("2018-09-29/2018-10-01", "2018-10-01", "days"),
        ("2018-08-25", "2018-08-04", "month"),
        ("2018-08-25", "2018-08", "month"),
        ("2018-08", "2018-08-25", "month"),
        ("2018-08-25", "2018-09-01", "none"),
        ("2018-08-25", "2018", "none"),
        ("2018", "2018-08-25", "wide"),
        ("2018-07/2018-09", "2018-08-25", "wide"),
    ],
)
def test_announced_is_compared_with_held(
    put: Put, small_folder: Path, announced: str, held: str, expected: str
) -> None:
    put("claims.csv", HELD, HELD.replace("2018-08-25T17:42:00", held))
    put("claims.csv", PLAN, PLAN.replace("2018-08-25", announced))
    found, ids = match(small_folder)
    assert found == expected
    assert ids == (("charlie-gathering-01",) if expected in {"days", "month"} else ())


def test_a_mention_is_not_a_report_of_it_as_held(put: Put, small_folder: Path) -> None:
    put("claims.csv", HELD, HELD.replace("gathering_held", "gathering_reported"))
    (found,) = announcements(Filter().select(geo.load(small_folder)))
    assert (found.match, found.held) == ("none", ())
    assert found.mentioned == ("charlie-gathering-01",)


def test_a_filter_cannot_make_a_report_seem_missing(small: Dataset) -> None:
    (found,) = announcements(Filter(kinds=("gathering_announced",)).select(small))
    assert found.match == "days"


def test_every_dated_announcement_is_compared_once(atlas: Dataset) -> None:
    selection = Filter().select(atlas)
    claims = selection.claims
    wanted = claims[(claims["kind"] == "gathering_announced") & claims["dated"]]
    found = [claim_id for one in announcements(selection) for claim_id in one.announced]
    assert sorted(found) == sorted(wanted.index)


@pytest.mark.parametrize("city", ["vancouver", "helsinki"])
def test_announced_without_a_report_on_25_august_2018(atlas: Dataset, city: str) -> None:
    (found,) = [
        one
        for one in announcements(Filter().select(atlas))
        if one.city == city and one.edtf == "2018-08-25"
    ]
    assert found.match == "none"
