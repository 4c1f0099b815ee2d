"""A figure is shown in the words of its statement."""

import pytest

from geo import Dataset
from geo.figure_words import figure_words
from geo.stated_numbers import stated_figure, stated_quantity

STATED = [
    ("milestone-toll-1988-31", "fewer than 1,000"),
    ("milestone-toll-1988-03", "2,800 or 3,800"),
    ("milestone-toll-1988-05", "between 2,800 and 3,800"),
    ("milestone-toll-1988-16", "more than 30,000"),
    ("milestone-toll-1988-11", "some 30,000"),
    ("milestone-toll-1988-28", "above 30,000"),
    ("milestone-mass-grave-counts-09", "170 to 190 or more"),
    ("milestone-mass-grave-counts-01", "at least 4,000-5,000"),
    ("milestone-cities-with-executions-01", "at least 32"),
    ("milestone-conference-2018-03", "20"),
    ("milestone-mass-grave-counts-04", "seven"),
]


@pytest.mark.parametrize(("claim_id", "words"), STATED)
def test_milestone_keeps_its_words(atlas: Dataset, claim_id: str, words: str) -> None:
    assert figure_words(atlas.milestones.loc[claim_id], atlas, with_unit=False) == words


@pytest.mark.parametrize(
    ("summary", "low", "high", "words"),
    [
        ("Up to 170 were held.", None, 170, "Up to 170"),
        ("It counts 1,700 and 170.", 170, 170, "170"),
        ("It counts 1,700.", 170, 170, ""),
        ("In 1988 it was 88.5.", 88, 88, ""),
        ("Close to 50 were moved.", 50, 50, "Close to 50"),
        ("Three or four trenches.", 3, 4, "Three or four"),
        ("Dozens.", 30, None, ""),
    ],
)
def test_words_are_found_whole_or_not_at_all(
    summary: str, low: int | None, high: int | None, words: str
) -> None:
    assert stated_figure(summary, low, high) == words


def test_quantity_in_words_is_a_part_of_its_summary(atlas: Dataset) -> None:
    summaries = [*atlas.claims["summary"], *atlas.milestones["summary"]]
    found = [(words, summary) for summary in summaries if (words := stated_quantity(summary))]
    assert len(found) > 10
    assert all(part in summary for words, summary in found for part in words.split(" … "))
    row = atlas.claims.loc["khavaran-cemetery-08"]
    assert figure_words(row, atlas) == "up to several hundred victims"


@pytest.mark.parametrize(
    "summary",
    ["It says many were held.", "Several mass graves.", "Thousands came.", "In the hundreds."],
)
def test_words_that_count_nothing_are_no_quantity(summary: str) -> None:
    assert not stated_quantity(summary)
