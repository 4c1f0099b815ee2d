"""A withheld record is hidden everywhere at once, and counted."""

from collections.abc import Callable
from pathlib import Path

import pytest

import geo
from geo.counts import Counts, Tally

Withhold = Callable[..., geo.Dataset]
HEADER = "record_id,since,reason\n"


@pytest.fixture
def withhold(small_folder: Path) -> Withhold:
    def load_without(*record_ids: str) -> geo.Dataset:
        rows = [f"{record_id},2026-11-01,Asked for.\n" for record_id in sorted(record_ids)]
        (small_folder / "withheld.csv").write_text(HEADER + "".join(rows), "utf-8")
        return geo.load(small_folder)

    return load_without


def counts(dataset: geo.Dataset, query: str = "") -> Counts:
    return geo.Filter.from_query(query, dataset).select(dataset).counts


def test_nothing_is_withheld_at_first(small: geo.Dataset) -> None:
    assert small.withheld == {"places": 0, "claims": 0, "milestones": 0}


def test_withheld_claim_disappears_and_is_counted(withhold: Withhold) -> None:
    dataset = withhold("alpha-prison-01")
    assert "alpha-prison-01" not in dataset.claims.index
    assert "alpha-prison" in dataset.places.index
    assert dataset.withheld == {"places": 0, "claims": 1, "milestones": 0}
    assert counts(dataset).claims == Tally(total=10, shown=9, filtered=0, undated=0, withheld=1)


def test_withheld_place_takes_its_claims_with_it(withhold: Withhold) -> None:
    dataset = withhold("alpha-prison")
    assert "alpha-prison" not in dataset.places.index
    assert "alpha-prison" not in set(dataset.claims["place_id"])
    assert dataset.withheld == {"places": 1, "claims": 4, "milestones": 0}
    shown = counts(dataset)
    assert shown.places == Tally(total=5, shown=4, filtered=0, undated=0, withheld=1, unlocated=1)
    assert shown.claims == Tally(total=10, shown=6, filtered=0, undated=0, withheld=4)
    assert shown.statements == Tally(total=12, shown=8, filtered=0, undated=0, withheld=4)


def test_withheld_milestone_row_disappears_and_is_counted(withhold: Withhold) -> None:
    dataset = withhold("milestone-letter-02")
    assert list(dataset.milestones.index) == ["milestone-letter-01"]
    assert dataset.withheld == {"places": 0, "claims": 0, "milestones": 1}
    assert counts(dataset).milestones == Tally(total=2, shown=1, filtered=0, undated=0, withheld=1)


def test_withheld_records_are_no_part_of_what_a_filter_leaves_out(withhold: Withhold) -> None:
    dataset = withhold("alpha-prison", "delta-camp-01")
    shown = counts(dataset, "layers=burial_site&from=1988-08&to=1988-08")
    assert shown.claims == Tally(total=10, shown=2, filtered=3, undated=0, withheld=5)
    assert shown.places.withheld == 2  # the second has no statement left
    assert shown.places.total == 5


def test_claim_withheld_together_with_its_place_counts_once(withhold: Withhold) -> None:
    assert withhold("alpha-prison", "alpha-prison-01").withheld == {
        "places": 1,
        "claims": 4,
        "milestones": 0,
    }


def test_withheld_place_is_no_allowed_value_any_more(withhold: Withhold) -> None:
    dataset = withhold("charlie-gathering")
    assert dataset.countries == ["IR"]
    assert dataset.cities == {"isfahan": "Isfahan", "tehran": "Tehran"}
    with pytest.raises(geo.FilterError) as raised:
        geo.Filter.from_query("place=charlie-gathering&countries=FR", dataset)
    assert str(raised.value).split("\n") == [
        "query:0 (-) place: 'charlie-gathering'; "
        "expected a place of the atlas, by the name that its link has",
        "query:0 (-) countries: 'FR'; expected one of IR",
    ]


def test_withholding_everything_leaves_an_empty_atlas(withhold: Withhold) -> None:
    places = ["alpha-prison", "alpha-yard", "bravo-graves", "charlie-gathering", "delta-camp"]
    dataset = withhold(*places, "milestone-letter-01", "milestone-letter-02")
    selection = geo.Filter().select(dataset)
    assert (len(selection.places), len(selection.claims), len(selection.milestones)) == (0, 0, 0)
    assert selection.counts.statements == Tally(
        total=12, shown=0, filtered=0, undated=0, withheld=12
    )
    assert selection.source_ids == []


def test_withholding_changes_the_content_hash(small: geo.Dataset, withhold: Withhold) -> None:
    assert withhold("alpha-prison-01").content_hash != small.content_hash
