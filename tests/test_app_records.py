"""The records page: tables of the visible set to search, to choose columns of and to open."""

import pandas as pd
import pytest

from app_tester import AppTest
from dashboard.records.tables import LAPTOP_COLUMNS, PHONE_COLUMNS, PLACES, STATEMENTS
from datasets import ALL_STATEMENTS
from geo import Dataset, Filter
from pages import html, labelled, run


def draw(query: str = "", **state: object) -> AppTest:
    return run("records.page", query, **state)


def table(app: AppTest) -> pd.DataFrame:
    return app.dataframe[0].value


def test_all_statements_are_in_the_table(atlas: Dataset) -> None:
    app = draw()
    assert list(table(app)) == list(LAPTOP_COLUMNS["statements"])
    assert len(table(app)) == len(atlas.claims) + len(atlas.milestones)
    captions = [one.value for one in app.caption]
    assert any(one.startswith(f"{ALL_STATEMENTS} rows.") for one in captions)


def test_places_have_a_table_of_their_own(atlas: Dataset) -> None:
    app = draw(records_kind="places")
    assert list(table(app)) == list(LAPTOP_COLUMNS["places"])
    assert sorted(table(app)["name"]) == sorted(atlas.places["name"])


def test_the_table_holds_the_visible_set(atlas: Dataset) -> None:
    query = Filter(layers=("burial_site",), from_date="2016", certainty="certain")
    selection = query.select(atlas)
    shown = len(selection.claims) + len(selection.milestones)
    assert len(table(draw(query.to_query()))) == shown
    assert len(table(draw(query.to_query(), records_kind="places"))) == len(selection.places)


@pytest.mark.parametrize(("kind", "names"), [("statements", STATEMENTS), ("places", PLACES)])
def test_every_column_can_be_shown(kind: str, names: tuple[str, ...]) -> None:
    app = draw(records_kind=kind)
    choice = labelled(app.multiselect, "Columns shown")
    choice.set_value(list(names)).run()
    assert not app.exception
    assert list(table(app)) == list(names)


def test_columns_keep_the_table_s_own_order_and_never_vanish() -> None:
    app = draw()
    choice = labelled(app.multiselect, "Columns shown")
    choice.set_value(["summary", "about"]).run()
    assert list(table(app)) == ["about", "summary"]
    choice.set_value([]).run()
    assert list(table(app)) == [one for one in STATEMENTS if one in PHONE_COLUMNS["statements"]]


def search(app: AppTest, words: str) -> AppTest:
    return labelled(app.text_input, "Search in the table").set_value(words).run()


def test_search_narrows_the_rows() -> None:
    app = search(draw(), "گوهردشت ۱۹۸۸")
    found = table(app)
    assert 0 < len(found) < 40
    assert set(found["about"]) == {"Gohardasht prison"}


def test_a_search_without_an_answer_says_what_to_do() -> None:
    app = search(draw(), "qqqqzzzz")
    assert not app.dataframe
    assert [one.value for one in app.info] == [
        "No rows contain all these words. Use fewer words, or clear the search."
    ]


def test_an_empty_view_says_what_to_do() -> None:
    app = draw("to=1900")
    assert not app.dataframe
    assert any("Widen the period or reset the filters" in one.value for one in app.info)


def test_a_search_in_an_empty_view_says_what_to_do() -> None:
    app = search(draw("from=1950&to=1951"), "Evin")
    assert not app.exception
    assert "Nothing matches these filters" in app.info[0].value


def test_the_selected_place_shows_its_card(atlas: Dataset) -> None:
    app = draw("place=evin-prison")
    claims = atlas.claims[atlas.claims["place_id"] == "evin-prison"]
    assert html(app).count('class="claim"') == len(claims)


def test_the_chosen_row_stays_marked_while_its_card_is_open() -> None:
    app = draw("place=evin-prison", records_chosen="evin-prison-01")
    (row,) = app.session_state["records_table_statements"]["selection"]["rows"]
    assert table(app)["about"].iloc[row] == "Evin prison"
    app = draw(records_chosen="evin-prison-01")
    assert app.session_state["records_table_statements"]["selection"]["rows"] == []


@pytest.mark.parametrize(("kind", "column"), [("statements", "about"), ("places", "name")])
def test_the_rows_of_the_selected_place_stand_first(kind: str, column: str) -> None:
    plain = list(table(draw(records_kind=kind))[column])
    app = draw("place=khavaran-cemetery", records_kind=kind)
    own = [name for name in plain if name == "Khavaran burial ground"]
    rest = [name for name in plain if name != "Khavaran burial ground"]
    assert plain[0] != own[0]
    assert list(table(app)[column]) == own + rest
    assert app.session_state[f"records_table_{kind}"]["selection"]["rows"] == [0]
    (caption,) = [one.value for one in app.caption if " rows." in one.value]
    assert caption.endswith("The rows of Khavaran burial ground stand first.")


def test_no_row_stands_first_without_a_selected_place_or_where_it_has_none() -> None:
    for query in (Filter(), Filter(layers=("prison",), place="khavaran-cemetery")):
        app = draw(query.to_query())
        assert not any("first." in one.value for one in app.caption)
        assert table(app)["about"].iloc[0] != "Khavaran burial ground"
