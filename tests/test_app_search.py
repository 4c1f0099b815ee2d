"""The search field: what it offers, and what an answer does to the filter in force."""

import pytest

from dashboard.escaping import isolated
from dashboard.shell.search_box import label
from datasets import ALL_PLACES
from geo import Dataset, Filter
from geo.lookup.suggestions import Suggestion
from pages import address_of, html, open_main, run
from searched import captions, offered

EVIN = Filter(place="evin-prison")
"""A card, which restricts nothing."""


def test_search_suggests_across_spellings_and_opens_the_place() -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("Gohar Dascht").run()
    suggestion = app.button(key="suggest_place_gohardasht-prison")
    suggestion.click().run()
    assert app.query_params["place"] == "gohardasht-prison"


def test_address_that_no_source_has_is_no_question() -> None:
    app = run("shell.search_box")
    address = "https://www.example.org/en/documents/8421/2018/en/"
    app.text_input(key="search_text").set_value(address).run()
    assert "No source has this address." in captions(app)
    assert offered(app) == []


def test_tab_in_a_pasted_text_is_a_space() -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("Evin\tprison").run()
    assert "A search needs" not in captions(app)
    assert 'data-text="Evin prison" data-enter="first"' in html(app)
    app.button(key="suggest_place_evin-prison").click().run()
    assert address_of(app).filter == EVIN


def test_suggestions_of_one_name_stand_under_what_choosing_one_does() -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("Tehran").run()
    labels = [one.key for one in app.button if (one.key or "").startswith("suggest_")]
    assert labels[:2] == ["suggest_city_tehran", "suggest_place_commemoration-tehran"]
    said = [one.value for one in app.caption if one.value in ("Show only:", "Open the card of:")]
    assert said == ["Show only:", "Open the card of:"]


def test_suggestion_names_place_and_city_as_the_language_joins_them() -> None:
    app = open_main(view="records", lang="fa")
    app.text_input(key="search_text").set_value("زندان گوهردشت").run()
    assert app.button(key="suggest_place_gohardasht-prison").label == isolated("زندان گوهردشت، کرج")


def test_text_in_the_field_stays_while_a_page_without_it_is_visited() -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("1367").run()
    for page in ("about", "map"):
        bar = next(one for one in app.get("button_group") if one.key.startswith("header_page"))
        bar.set_value(page).run()
        assert not app.exception, app.exception
    assert app.text_input(key="search_text").value == "1367"
    assert offered(app)
    app.button(key="filter_reset").click().run()
    assert app.text_input(key="search_text").value == ""


def test_search_that_finds_nothing_offers_the_nearest() -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value("zzqxw").run()
    assert any("Nothing is called" in caption.value for caption in app.caption)


@pytest.mark.parametrize(
    ("text", "is_like"),
    [("Dizelabad", True), ("gohrdasht", True), ("Gohardascht", False), ("prison Evin", False)],
)
def test_names_that_are_but_like_a_text_are_said_to_be(text: str, is_like: bool) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    assert any((one.key or "").startswith("suggest_place_") for one in app.button)
    assert (f"Nothing is called “{text}”. Nearest:" in captions(app)) == is_like


@pytest.mark.parametrize("text", ["What happened outside Evin?", "Tout sauf Evin", "بجز اوین"])
def test_name_in_a_text_that_turns_it_round_is_offered_by_itself(text: str) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    assert not [one for one in app.button if (one.key or "").startswith("offer_")]
    assert app.button(key="suggest_place_evin-prison")
    assert any("Nearest" in one.value for one in app.caption)


def test_misspelt_word_of_statements_leads_to_them() -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value("Montazri").run()
    assert any("Nothing is called" in caption.value for caption in app.caption)
    keys = [one.key or "" for one in app.button]
    assert keys[0] == "search_apply"
    assert all(key.startswith(("suggest_source", "suggest_statement")) for key in keys[1:])
    app.button(key="search_apply").click().run()
    assert address_of(app).filter == Filter(q="montazeri")


def test_misspelt_name_is_searched_for_as_records_spell_it() -> None:
    """What names its place alone was found, and no other statement that tells of it."""
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value("evinn").run()
    app.button(key="search_apply").click().run()
    assert address_of(app).filter == Filter(q="evin")


def test_search_can_be_kept_as_a_filter(atlas: Dataset) -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("khavaran").run()
    app.button(key="search_apply").click().run()
    assert app.query_params["q"] == "khavaran"
    shown = Filter(q="khavaran").select(atlas).counts.places.shown
    assert f"<b>{shown}</b> of {ALL_PLACES} places shown" in html(app)
    app.button(key="chip_q_").click().run()
    assert (app.query_params.get("q"), app.text_input(key="search_text").value) == (None, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [("<b>x</b>", "nothing matches"), ("khavaran", "places, ")],
)
def test_text_to_search_for_says_what_it_would_show(text: str, found: str) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    label = app.button(key="search_apply").label.replace("\\", "")
    assert text in label
    assert found in label


@pytest.mark.parametrize(
    ("text", "said", "first"),
    [
        ("35.69, 51.39", "Points nearest to 35.69, 51.39:", "suggest_place_"),
        (
            "https://www.8mars.com/single-blog.php?c=1212&Id=1845",
            "Sources at this address:",
            "suggest_source_8mars-2002-cologne",
        ),
        ("https://example.org/nothing", "No source has this address.", ""),
    ],
)
def test_point_or_address_that_is_pasted_is_answered(text: str, said: str, first: str) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    assert said in captions(app)
    keys = [one.key for one in app.button if (one.key or "").startswith("suggest_")]
    assert [key.startswith(first) for key in keys[:1] if key] == [True] * bool(first)


@pytest.mark.parametrize(
    ("text", "on_enter"),
    [
        ("executions in Mashhad, August 1988", "first"),
        ("Esfah", "first"),
        ("France", "first"),
        ("Gohardascht", "first"),
        ("gohrdasht", "choose"),
        ("Evni prison", "choose"),
        ("Bagh-e Rezvan", "choose"),
        ("Kermanshah", "first"),
        ("Kerm", "apply"),
        ("bulldozers", "apply"),
        ("Montazeri", "apply"),
        ("Noury", "apply"),
        ("Human Rights Watch", "choose"),  # its documents, or what contains the name
        ("1988 massacre", "choose"),  # these words, or one of them and a year
        ("zzqxw", "choose"),
    ],
)
def test_enter_takes_only_what_is_clear(text: str, on_enter: str) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    assert f'data-text="{text}" data-enter="{on_enter}"' in html(app)
    is_said = "Enter goes to the first answer, and pressed again takes it." in captions(app)
    assert is_said == (on_enter == "choose" and text != "zzqxw")


@pytest.mark.parametrize("text", ["!!!", "\u202e", " "])
def test_unreadable_search_is_not_offered_and_says_why(text: str) -> None:
    app = open_main(q="khavaran")
    app.text_input(key="search_text").set_value(text).run()
    assert not [one for one in app.button if one.key == "search_apply"]
    is_told = any("at least one letter or digit" in one.value for one in app.caption)
    assert is_told == (text == "!!!")
    is_refused = any("without control or direction" in one.value for one in app.caption)
    assert is_refused == (text == "\u202e")
    assert app.query_params["q"] == "khavaran"


def test_text_that_is_too_long_is_said_to_be() -> None:
    """With a limit of its own the field refuses what is pasted without a word."""
    app = run("shell.search_box")
    field = app.text_input(key="search_text")
    assert field.proto.max_chars == 0
    field.set_value("prisons in Kurdistan " * 25).run()
    assert "A search needs at most 200 characters." in captions(app)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Suggestion("source", "a", "گزارش (۱۳۶۷)", ""), "\u2068گزارش (۱۳۶۷)\u2069"),
        (
            Suggestion("place", "b", "Evin prison, Tehran", "زندان (اوین)"),
            "\u2068Evin prison, Tehran\u2069 (\u2068زندان (اوین)\u2069)",
        ),
        (Suggestion("place", "c", "Evin prison", "Evin"), "\u2068Evin prison\u2069"),
        (Suggestion("statement", "d", "x" * 80, ""), f"\u2068{'x' * 60}…\u2069"),
        (
            Suggestion("place", "e", "x" * 80, "ب" * 80),
            f"\u2068{'x' * 60}…\u2069 (\u2068{'ب' * 20}…\u2069)",
        ),
    ],
)
def test_each_part_of_a_suggestion_keeps_its_direction(found: Suggestion, words: str) -> None:
    assert label(found) == words


@pytest.mark.parametrize(("text", "has_more"), [("Germany", True), ("Evin prison", False)])
def test_list_that_leaves_matches_out_says_so(text: str, has_more: bool) -> None:
    app = open_main()
    app.text_input(key="search_text").set_value(text).run()
    assert ("type more letters" in " ".join(one.value for one in app.caption)) == has_more
