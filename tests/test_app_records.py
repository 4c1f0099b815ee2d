"""The records page: tables of the visible set to search, to choose columns of and to open."""

import re
from html import unescape

import pandas as pd
import pytest

from app_tester import AppTest
from dashboard.records.headings import LAPTOP_COLUMNS, PHONE_COLUMNS
from dashboard.records.tables import PLACES, STATEMENTS
from datasets import ALL_STATEMENTS
from geo import Dataset, Filter
from pages import address_of, html, labelled, open_main, run


def draw(query: str = "", **state: object) -> AppTest:
    return run("records.page", query, **state)


def table(app: AppTest) -> pd.DataFrame:
    """Read the table as it is shown, by the names of its columns."""
    shown = next(one for one in html(app).split("<table") if "records-table" in one)
    names = re.findall(r'data-press="records_sort_(\w+)"', shown)
    rows = [
        [text_in(re.sub(r"<details>.*?</details>", "", cell, flags=re.DOTALL)) for cell in cells]
        for row in re.findall(r"<tr[ >].*?</tr>|<tr>.*?</tr>", shown, re.DOTALL)
        if (cells := re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL))
    ]
    return pd.DataFrame(rows, columns=names)


def text_in(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def test_all_statements_are_in_the_table(atlas: Dataset) -> None:
    app = draw()
    assert list(table(app)) == list(LAPTOP_COLUMNS["statements"])
    assert len(table(app)) == 200
    assert any(f"The first 200 of {ALL_STATEMENTS} rows" in one.value for one in app.caption)
    app.toggle(key="records_whole").set_value(True).run()
    assert len(table(app)) == len(atlas.claims) + len(atlas.milestones)
    assert html(app).count("<details>") == len(table(app))
    assert any(one.value.startswith(f"{ALL_STATEMENTS} rows.") for one in app.caption)


def test_a_heading_sorts_and_again_turns_the_order(atlas: Dataset) -> None:
    app = draw("layers=prison&kinds=detention")
    app.button(key="records_sort_about").click().run()
    names = list(table(app)["about"])
    assert names == sorted(names, key=str.casefold)
    app.button(key="records_sort_about").click().run()
    assert list(table(app)["about"]) == sorted(names, key=str.casefold, reverse=True)
    assert 'aria-sort="descending"' in html(app)
    (order,) = (one for one in app.selectbox if one.label == "Order")  # where there is no heading
    assert order.value == "about True"
    assert not any("heading" in one.value for one in app.caption)
    order.set_value("about False").run()
    assert list(table(app)["about"]) == names
    assert 'aria-sort="ascending"' in html(app)


def test_order_and_search_are_in_the_address_and_come_back_from_it(atlas: Dataset) -> None:
    app = search(open_main(view="records", layers="prison"), "Evin")
    app.button(key="records_sort_about").click().run()
    app.button(key="records_sort_about").click().run()
    rows = table(app)
    written = dict(address_of(app).to_pairs(atlas))
    assert written == {"layers": "prison", "view": "records", "sort": "-about", "find": "Evin"}
    again = open_main(**written)
    assert table(again).equals(rows)
    assert labelled(again.text_input, "Search in the table").value == "Evin"
    assert 'href="?layers=prison&amp;place=evin-prison&amp;view=records&amp;sort=-about' in html(
        app
    )
    kinds = next(one for one in app.get("button_group") if one.key.startswith("records_kind"))
    kinds.set_value("places").run()
    written = dict(address_of(app).to_pairs(atlas))
    assert written == {"layers": "prison", "view": "records", "table": "places", "find": "Evin"}
    assert list(table(app)) == list(LAPTOP_COLUMNS["places"])


def test_an_order_that_a_table_does_not_have_is_said_and_left_out() -> None:
    app = open_main(view="records", table="places", sort="summary")
    assert "sort in the address was not understood" in app.warning[0].value
    assert 'aria-sort="ascending"><button type="button" data-press="records_sort_name"' in html(app)


def test_the_orders_offered_are_those_of_the_columns_shown_and_name_the_one_in_force() -> None:
    app = draw()
    order = labelled(app.selectbox, "Order")
    assert order.value == "date False"
    assert [one.split(",")[0] for one in order.options[::2]] == [
        *("Place or event", "Kind", "Date", "Summary", "Figure", "Unit", "As stated by")
    ]


def test_places_have_a_table_of_their_own(atlas: Dataset) -> None:
    app = draw("view=records&table=places")
    assert list(table(app)) == list(LAPTOP_COLUMNS["places"])
    assert sorted(table(app)["name"]) == sorted(atlas.places["name"])


def test_counts_of_a_place_are_in_the_digits_of_the_language() -> None:
    for language, digits in (("fa", "[۰-۹]+"), ("fr", "[0-9]+")):
        counts = table(draw(f"view=records&table=places&lang={language}"))["statements"]
        assert counts.str.fullmatch(digits).all()


def test_the_table_holds_the_visible_set(atlas: Dataset) -> None:
    query = Filter(layers=("burial_site",), from_date="2016", certainty="certain")
    selection = query.select(atlas)
    shown = len(selection.claims) + len(selection.milestones)
    assert len(table(draw(query.to_query()))) == shown
    assert len(table(draw(f"{query.to_query()}&view=records&table=places"))) == len(
        selection.places
    )


@pytest.mark.parametrize(("kind", "names"), [("statements", STATEMENTS), ("places", PLACES)])
def test_every_column_can_be_shown(kind: str, names: tuple[str, ...]) -> None:
    app = draw(f"view=records&table={kind}")
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
    assert "files leave it out" in app.caption[0].value


def test_search_is_there_when_the_reader_comes_back() -> None:
    app = search(open_main(view="records"), "Mashhad")
    found = table(app)
    for view in ("about", "records"):
        bar = next(one for one in app.get("button_group") if one.key.startswith("header_page"))
        bar.set_value(view).run()
    assert table(app).equals(found)
    assert not app.exception


def test_a_long_search_is_cut_to_what_an_address_holds() -> None:
    app = search(open_main(view="records"), "Mashhad " * 100)
    assert len(app.query_params["find"]) <= 200
    assert len(table(app))


def test_what_a_pasted_search_holds_beside_text_is_left_out() -> None:
    app = search(open_main(view="records"), "\u202eEvin\x01prison\u200f")
    assert app.query_params["find"] == "Evin prison"
    assert len(table(app))


def test_a_search_without_an_answer_says_what_to_do() -> None:
    app = search(draw(), "qqqqzzzz")
    assert "records-table" not in html(app)
    assert [one.value for one in app.info] == [
        "No rows contain all these words. Use fewer words, or clear the search."
    ]


def test_an_empty_view_says_what_to_do() -> None:
    app = draw("to=1900")
    assert "records-table" not in html(app)
    assert any("Remove one of them, or clear all" in one.value for one in app.info)


def test_a_search_in_an_empty_view_says_what_to_do() -> None:
    app = search(draw("from=1950&to=1951"), "Evin")
    assert not app.exception
    assert "Nothing matches all these filters" in app.info[0].value


def test_the_selected_place_shows_its_card(atlas: Dataset) -> None:
    app = draw("place=evin-prison")
    claims = atlas.claims[atlas.claims["place_id"] == "evin-prison"]
    assert html(app).count('class="claim"') == len(claims)


def test_the_rows_of_the_open_card_are_marked_and_lead_to_it() -> None:
    page = html(draw("place=evin-prison&kinds=detention"))
    assert page.count('aria-current="true"') == 2
    assert 'href="?kinds=detention&amp;place=evin-prison"' in page
    assert "aria-current" not in html(draw("kinds=detention"))


@pytest.mark.parametrize(("kind", "column"), [("statements", "about"), ("places", "name")])
def test_the_rows_of_the_selected_place_stand_first(kind: str, column: str) -> None:
    plain = list(table(draw(f"view=records&table={kind}", records_whole=True))[column])
    app = draw(f"view=records&place=khavaran-cemetery&table={kind}", records_whole=True)
    own = [name for name in plain if name == "Khavaran burial ground"]
    rest = [name for name in plain if name != "Khavaran burial ground"]
    assert plain[0] != own[0]
    assert list(table(app)[column]) == own + rest
    (caption,) = [one.value for one in app.caption if " rows. " in one.value]
    assert caption.endswith("The rows of Khavaran burial ground stand first.")


def test_no_row_stands_first_without_a_selected_place_or_where_it_has_none() -> None:
    for query in (Filter(), Filter(layers=("prison",), place="khavaran-cemetery")):
        app = draw(query.to_query())
        assert not any("first." in one.value for one in app.caption)
        assert table(app)["about"].iloc[0] != "Khavaran burial ground"
