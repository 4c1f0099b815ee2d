"""The visible set as tables in words, which sort and search as a reader expects."""

import re

import pytest

from dashboard import i18n
from dashboard.records.headings import LAPTOP_COLUMNS, PHONE_COLUMNS, columns
from dashboard.records.tables import (
    PLACES,
    STATEMENTS,
    in_order,
    matching,
    place_table,
    statement_table,
)
from geo import Dataset, Filter, messages
from geo.cite.references import attribution


def test_every_shown_statement_has_one_row(small: Dataset) -> None:
    table = statement_table(Filter().select(small))
    assert sorted(table.index) == sorted([*small.claims.index, *small.milestones.index])
    selection = Filter(layers=("prison",), from_date="1988", to_date="1988").select(small)
    shown = [*selection.claims.index, *selection.milestones.index]
    assert sorted(statement_table(selection).index) == sorted(shown)


def test_no_word_of_a_figure_is_broken_beside_a_card(atlas: Dataset) -> None:
    """Of a table 714 px wide, in letters of 6 px, with 17 px between columns: a laptop's."""
    shown = [columns("statements", atlas)[name] for name in LAPTOP_COLUMNS["statements"]]
    figure = columns("statements", atlas)["figure"]
    room_px = 714 * figure.width_px / sum(column.width_px for column in shown) - 17
    said = statement_table(Filter().select(atlas))["figure"].dropna()
    words = {word for one in said for word in re.split(r"[\s-]", one.partition(" ")[2])}
    assert max(map(len, words)) * 6 <= room_px


def test_statements_say_codes_in_words(small: Dataset) -> None:
    row = statement_table(Filter().select(small)).loc["alpha-prison-02"]
    assert row["about"] == "Alpha prison"
    assert row["layer"] == "Prison"
    assert row["kind"] == "Executions reported"
    assert row["figure"].partition(" ")[2] == "100 as the lower bound"
    assert row["unit"] == "People executed"
    assert row["attribution"] == "The Paper 1989"
    assert row["url"] == "https://example.org/paper-copy"
    assert row["publisher_kind"] == "Press"
    assert row["checked"] == "Passage read"
    event = statement_table(Filter().select(small)).loc["milestone-letter-01"]
    assert (event["about"], event["record_id"]) == ("A letter", "milestone-letter")


def test_dates_sort_as_time_does_under_their_words(small: Dataset) -> None:
    table = statement_table(Filter().select(small))
    said = [value.partition(" ")[2] for value in in_order(table, "date", False)["date"]]
    assert said == [
        "the 1980s",
        "1988",
        "from July 1988 onwards",
        "31 July 1988",
        "about August 1988",
        "6 or 9 August 1988",
        "between 14 and 16 August 1988",
        "June 2018 (uncertain)",
        "25 August 2018",
        "25 August 2018, 17:42",
        "no date stated",
        "no date stated",
    ]


def test_two_dates_with_the_same_days_keep_their_own_words(atlas: Dataset) -> None:
    table = statement_table(Filter().select(atlas))
    said = dict(zip(table["edtf"], table["date"].str.partition(" ")[2], strict=True))
    assert (said["1988"], said["1981~"], said["1981"]) == ("1988", "about 1981", "1981")


def test_figures_sort_by_their_first_number(atlas: Dataset) -> None:
    figures = statement_table(Filter().select(atlas))["figure"]
    first = [value.split()[0].replace(",", "") for value in sorted(figures) if value]
    assert first == sorted(first, key=int)


@pytest.mark.parametrize("is_descending", [False, True])
def test_numbers_stand_before_figures_in_words_and_both_before_none(
    atlas: Dataset, is_descending: bool
) -> None:
    table = statement_table(Filter().select(atlas))
    figures = list(in_order(table, "figure", is_descending)["figure"])
    ranks = [2 if not one else int(one.startswith("9" * 10)) for one in figures]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}
    numbers = [one[:10] for one in figures if one and not one.startswith("9" * 10)]
    assert numbers == sorted(numbers, reverse=is_descending)


def test_every_shown_place_has_one_row_with_its_counts(small: Dataset) -> None:
    table = place_table(Filter().select(small))
    assert sorted(table.index) == sorted(small.places.index)
    counted = ["statements", "documents", "independent"]
    assert table.loc["alpha-prison", counted].tolist() == [4, 3, 2]
    assert table.loc["charlie-gathering", "country"] == "France"
    narrow = place_table(Filter(kinds=("detention",)).select(small))
    assert narrow["statements"].to_dict() == {"alpha-prison": 1, "delta-camp": 1}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("paper copy press", ["alpha-prison-02"]),
        ("copy isfahan", ["bravo-graves-02"]),  # of the title
        ("ISFAHAN", ["bravo-graves-01", "bravo-graves-02"]),
        ("زندان آلفا paper", ["alpha-prison-02"]),
        ("letter 31 july", ["milestone-letter-01"]),
        ("nowhere", []),
        ("<i>a</i>", []),  # letters of other words
    ],
)
def test_search_finds_words_in_any_column(small: Dataset, words: str, expected: list[str]) -> None:
    table = statement_table(Filter().select(small))
    assert sorted(matching(table, words).index) == expected
    assert len(matching(table, "  ")) == len(table)


@pytest.mark.by_turns
def test_search_finds_what_an_opened_row_says_of_its_document(atlas: Dataset) -> None:
    table = statement_table(Filter().select(atlas))
    for source_id, rows in table.groupby("source_id"):
        source = atlas.sources[source_id]
        people = [f"{name.given} {name.family}" for name in source.authors]
        repeated = [attribution(atlas.sources[one]) for one in source.derived_from]
        for words in (source.title, *people, *repeated):
            assert len(matching(rows, words)) == len(rows), (source_id, words)
    assert 0 < len(matching(table, "A Friendship Made Over Death")) < 10


def test_search_finds_the_words_of_the_language_and_of_the_data(atlas: Dataset) -> None:
    i18n.activate("fr", atlas.translations)
    try:
        table = statement_table(Filter().select(atlas))
    finally:
        messages.use(messages.ENGLISH)
    spoken = {
        "Newspaper Arya closed": "Fermeture du journal Arya",
        "Upper cemetery, Dabbaghha Street": "Cimetière d’en haut, rue Dabbaghha",
    }
    for words, said in spoken.items():
        assert len(matching(table, said)) > 0
        assert set(matching(table, words).index) == set(matching(table, said).index)


def test_an_empty_set_gives_empty_tables(small: Dataset) -> None:
    nothing = Filter(to_date="1900").select(small)
    places = place_table(nothing)
    assert places.empty
    assert list(places) == list(PLACES)


@pytest.mark.parametrize(("kind", "names"), [("statements", STATEMENTS), ("places", PLACES)])
def test_every_column_has_a_heading(small: Dataset, kind: str, names: tuple[str, ...]) -> None:
    headings = columns(kind, small)
    assert tuple(headings) == tuple(sorted(headings, key=list(headings).index))
    assert set(headings) == set(names)
    assert set(LAPTOP_COLUMNS[kind]) | set(PHONE_COLUMNS[kind]) <= set(names)


def test_headings_explain_each_code(small: Dataset) -> None:
    meaning = columns("statements", small)["checked"].meaning
    for code in small.codes.of("checked").values():
        assert f"{code.label}: {code.description}" in meaning


def test_rows_sort_both_ways_and_what_is_empty_stays_last(small: Dataset) -> None:
    table = statement_table(Filter().select(small))
    for is_descending in (False, True):
        dates = list(in_order(table, "date", is_descending)["edtf"])
        assert dates[-2:] == ["", ""]
        figures = list(in_order(table, "figure", is_descending)["figure"])
        stated = [figure for figure in figures if figure]
        assert figures[: len(stated)] == stated == sorted(stated, reverse=is_descending)
