"""The search field: what it offers, and what an answer does to the filter in force."""

from typing import Any

import pytest

from app_tester import AppTest
from dashboard.escaping import isolated
from dashboard.shell.search_box import label
from datasets import ALL_PLACES
from geo import Dataset, Filter
from geo.lookup.search import Suggestion
from pages import address_of, html, labelled, open_main, run

EVIN = Filter(q="Evin prison", place="evin-prison")
KHAVARAN = Filter(q="Khavaran burial ground", place="khavaran-cemetery")


@pytest.mark.parametrize("view", ["map", "records"])
def test_suburb_is_named_beside_the_filters_in_force_and_chosen_by_one_press(view: str) -> None:
    app = ask(open_main(view=view, layers="burial_site"), "Tehran")
    label = app.button(key="cities_nearby").label.replace("\\", "")
    assert label == "Within 20 km: Khavarshahr (1)"
    app.button(key="cities_nearby").click().run()
    both = Filter(layers=("burial_site",), cities=("khavarshahr", "tehran"))
    assert address_of(app).filter == both
    assert not [one for one in app.button if one.key == "cities_nearby"]
    ask(app, "1988")  # the suburb belongs to the search
    assert address_of(app).filter.cities == ()


def test_search_suggests_across_spellings_and_opens_the_place() -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("Gohar Dascht").run()
    suggestion = app.button(key="suggest_place_gohardasht-prison")
    suggestion.click().run()
    assert app.query_params["place"] == "gohardasht-prison"


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


def test_search_can_be_kept_as_a_filter(atlas: Dataset) -> None:
    app = open_main()
    app.text_input(key="search_text").set_value("khavaran").run()
    app.button(key="search_apply").click().run()
    assert app.query_params["q"] == "khavaran"
    shown = Filter(q="khavaran").select(atlas).counts.places.shown
    assert f"<b>{shown}</b> of {ALL_PLACES} places shown" in html(app)
    app.button(key="chip_q_").click().run()
    assert (app.query_params.get("q"), app.text_input(key="search_text").value) == (None, "")


WANTED: dict[str, Any] = {
    "kinds": ("executions_reported",),
    "cities": ("mashhad",),
    "from_date": "1988-08",
    "to_date": "1988-08",
}


QUESTION = {"kinds": "executions_reported", "cities": "mashhad", "from": "1988-08", "to": "1988-08"}


def offered(app: AppTest) -> list[str]:
    """Return what the readings of a typed question say, without Markdown's escapes."""
    offers = [one for one in app.button if (one.key or "").startswith("offer_")]
    return [one.label.replace("\\", "") for one in offers]


def test_question_is_offered_with_what_it_would_show_and_applied_when_chosen(
    atlas: Dataset,
) -> None:
    app = open_main(view="records", publishers="court", q="x" * 9)
    app.text_input(key="search_text").set_value("executions in Mashhad, August 1988").run()
    assert "kinds" not in app.query_params
    assert offered(app)[0].endswith("(nothing matches)")
    assert any("the other filters in force stay" in one.value for one in app.caption)

    app = open_main(view="records", place="evin-prison")
    app.text_input(key="search_text").set_value("executions in Mashhad, August 1988").run()
    counts = Filter(**WANTED).select(atlas).counts
    found = f"({counts.places.shown} places, {counts.statements.shown} statements)"
    words = [isolated(one) for one in ("Mashhad", "Executions reported", "August 1988")]
    assert offered(app) == [f"{' · '.join(words)} {found}"]
    assert any(one.value == "As a question:" for one in app.caption)
    app.button(key=f"offer_{Filter(**WANTED).to_query()}").click().run()
    assert app.text_input(key="search_text").value == ""
    assert offered(app) == []
    assert address_of(app).filter == Filter(**WANTED)
    assert dict(app.query_params) == {**QUESTION, "view": "records"}


def test_text_typed_while_a_question_is_answered_stays() -> None:
    app = open_main(view="records")
    app.text_input(key="search_text").set_value("executions in Mashhad, August 1988").run()
    app.button(key=f"offer_{Filter(**WANTED).to_query()}").click()
    app.text_input(key="search_text").set_value("Evin").run()  # both reach the server at once
    assert address_of(app).filter == Filter(**WANTED)
    assert app.text_input(key="search_text").value == "Evin"


def ask(app: AppTest, text: str) -> AppTest:
    """Search for a text, and take the first of the list."""
    app.text_input(key="search_text").set_value(text).run()
    first = next(b for b in app.button if (b.key or "").startswith(("offer_", "suggest_")))
    return app.button(key=str(first.key)).click().run()


def test_next_search_takes_the_place_of_all_that_the_last_one_set() -> None:
    app = open_main(view="records", publishers="ngo")
    ask(app, "executions in Mashhad, August 1988")
    ask(app, "Germany")
    assert address_of(app).filter == Filter(countries=("DE",), publishers=("ngo",))
    ask(app, "London 2018")
    ask(app, "Isfahan")
    assert address_of(app).filter == Filter(cities=("isfahan",), publishers=("ngo",))
    ask(app, "prisons in Iran")
    assert address_of(app).filter == Filter(
        layers=("prison",), countries=("IR",), publishers=("ngo",)
    )


def test_next_search_leaves_what_other_controls_set_since() -> None:
    app = ask(open_main(view="records", kinds="executions_reported"), "London 2018")
    labelled(app.text_input, "From").set_value("2017").run()
    ask(app, "executions in Mashhad")  # the kind was the reader's before
    ask(app, "Isfahan")
    wanted = Filter(
        kinds=("executions_reported",), cities=("isfahan",), from_date="2017", to_date="2018"
    )
    assert address_of(app).filter == wanted


def replaced(app: AppTest) -> list[str]:
    """Return what the page says of what the last answer took the place of."""
    unseen = str.maketrans("", "", "\\\u2068\u2069")
    return [one.label.translate(unseen) for one in app.button if one.key == "answer_undo"]


@pytest.mark.parametrize(
    ("opened", "texts", "said", "before"),
    [
        ({"countries": "IR"}, ["Germany"], "Iran → Germany", Filter(countries=("IR",))),
        (
            {"publishers": "ngo"},
            ["executions in Mashhad, August 1988", "Germany"],
            "Executions reported · Mashhad · possibly August 1988 → Germany",
            Filter(**WANTED, publishers=("ngo",)),
        ),
        (
            {"q": "Khamenei"},
            ["prisons in Tehran, 1988"],
            "“Khamenei” → Prisons · Tehran · possibly 1988",
            Filter(q="Khamenei"),
        ),
        ({"q": "Khamenei"}, ["Gohardascht"], "“Khamenei” → Gohardasht prison", None),
    ],
)
def test_what_an_answer_replaces_is_said_and_can_be_undone(
    opened: dict[str, str], texts: list[str], said: str, before: Filter | None
) -> None:
    app = open_main(view="records", **opened)
    for text in texts:
        ask(app, text)
    assert replaced(app) == [f"Replaced: {said} · **Undo**"]
    app.button(key="answer_undo").click().run()
    assert not app.exception, app.exception
    assert address_of(app).filter == (before or Filter(q="Khamenei"))
    assert replaced(app) == []


def test_what_is_replaced_is_said_in_the_language_of_the_page() -> None:
    app = ask(open_main(view="records", lang="fa", countries="IR"), "Germany")
    assert replaced(app) == ["جایگزین شد: ایران ← آلمان · **واگرد**"]


def test_answer_that_replaces_nothing_says_nothing() -> None:
    app = ask(open_main(view="records", publishers="ngo"), "Germany")
    assert replaced(app) == []
    ask(app, "France")
    assert replaced(app) == ["Replaced: Germany → France · **Undo**"]
    labelled(app.text_input, "From").set_value(
        "2017"
    ).run()  # the answer is no longer the last word
    assert replaced(app) == []


@pytest.mark.parametrize("view", ["map", "timeline", "records", "figures", "activity"])
def test_filters_that_leave_a_search_without_places_are_named(view: str) -> None:
    app = open_main(view=view, publishers="court", sources="aawsat-2016-audio")
    ask(app, "Germany")
    kept = next(one.value for one in app.caption if "Kept from before it" in one.value)
    assert "Court" in kept
    app.button(key="search_alone").click().run()
    assert address_of(app).filter == Filter(countries=("DE",))
    assert not [one for one in app.button if one.key == "search_alone"]


def test_question_that_can_be_read_in_two_ways_asks() -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value("graves in Tehran").run()
    assert len(offered(app)) == 2
    assert 'data-enter="choose"' in html(app)


def captions(app: AppTest) -> str:
    unseen = str.maketrans("", "", "\\\u2068\u2069")
    return " ".join(one.value for one in app.caption).translate(unseen)


def test_question_that_nothing_answers_is_offered_without_the_word_at_fault() -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value("women executed in Gohardasht").run()
    assert "Nothing matches all of it. Without “women”:" in captions(app)
    (label,) = offered(app)
    assert "Gohardasht prison" in label
    assert "women" not in label
    assert label.endswith(" statements)")
    assert 'data-enter="choose"' in html(app)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("autumn 67", ["23 September to 21 December 1988"]),
        ("تابستان ۱۳۶۷", ["July to September 1988", "22 June to 22 September 1988"]),
    ],
)
def test_reading_of_a_season_shows_all_its_days(text: str, days: list[str]) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    assert [day in label for day, label in zip(days, offered(app), strict=True)] == [True] * len(
        days
    )


def test_filters_in_force_are_no_fault_of_the_words() -> None:
    app = open_main(view="records", publishers="court")
    app.text_input(key="search_text").set_value("executions in Mashhad, August 1988").run()
    assert [label.endswith("(nothing matches)") for label in offered(app)] == [True]
    assert "Without" not in captions(app)


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
    ("text", "found"),
    [
        ("commemorations in Canada 2019", "Commemoration cities"),
        ("Rasht 1367", "Solar Hijri"),
        ("Mashhad 1367", "Solar Hijri"),
    ],
)
def test_reading_that_shows_nothing_gives_way_to_one_that_shows_something(
    text: str, found: str
) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    (label,) = offered(app)
    assert found in label
    assert 'data-enter="first"' in html(app)


@pytest.mark.parametrize(
    ("text", "on_enter"),
    [
        ("executions in Mashhad, August 1988", "first"),
        ("Esfah", "first"),
        ("France", "first"),
        ("Gohardascht", "first"),
        ("gohrdasht", "choose"),
        ("Bagh-e Rezvan", "choose"),
        ("Kermanshah", "first"),
        ("Kerm", "apply"),
        ("bulldozers", "apply"),
        ("Montazeri", "apply"),
        ("Noury", "apply"),
        ("1988 massacre", "choose"),  # these words, or one of them and a year
        ("zzqxw", "choose"),
    ],
)
def test_enter_takes_only_what_is_clear(text: str, on_enter: str) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    assert f'data-text="{text}" data-enter="{on_enter}"' in html(app)


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


def test_answer_takes_the_place_of_the_text_searched_for_before() -> None:
    app = open_main(view="records", q="Khamenei", publishers="ngo", to="1950")
    app.text_input(key="search_text").set_value("bulldozer").run()
    assert any("In force" in one.value and "Khamenei" in one.value for one in app.caption)
    assert 'data-text="bulldozer" data-enter="apply"' in html(app)
    app.button(key="search_apply").click().run()
    assert address_of(app).filter == Filter(q="bulldozer", publishers=("ngo",), to_date="1950")
    assert not any("In force" in one.value for one in app.caption)
    for text, key, wanted in (
        ("Paris", "suggest_city_paris", Filter(cities=("paris",), publishers=("ngo",))),
        ("فرنسا", "suggest_country_FR", Filter(countries=("FR",), publishers=("ngo",))),
        (
            "Evin",
            "suggest_place_evin-prison",
            Filter(place="evin-prison", publishers=("ngo",), cities=("mashhad",)),
        ),
    ):
        app = open_main(view="records", q="Khamenei", publishers="ngo", cities="mashhad")
        app.text_input(key="search_text").set_value(text).run()
        app.button(key=key).click().run()
        assert address_of(app).filter == wanted


@pytest.mark.parametrize("text", ["graves in Tehran", "Esfahan", "zzqxw"])
def test_answer_in_force_is_said_beside_any_text_but_its_own(text: str) -> None:
    app = ask(open_main(view="records", publishers="ngo"), "executions in Mashhad, August 1988")
    assert in_force(app) == []  # the field is empty
    app.text_input(key="search_text").set_value(text).run()
    (said,) = in_force(app)
    for words in ("Mashhad", "Executions reported", "August 1988"):
        assert words in said
    assert address_of(app).filter.publishers == ("ngo",)  # which stays whatever is chosen
    app.text_input(key="search_text").set_value("executions in Mashhad, August 1988").run()
    assert in_force(app) == []
    ask(app, "Isfahan")
    assert in_force(app) == []
    app.text_input(key="search_text").set_value("Isfahan 1988").run()
    assert ["Places in Isfahan" in one for one in in_force(app)] == [True]


def test_answer_that_undo_puts_back_is_a_searchs_again() -> None:
    app = ask(open_main(view="records", publishers="ngo"), "executions in Evin prison 1988")
    before = address_of(app).filter
    ask(app, "Isfahan")
    app.button(key="answer_undo").click().run()
    assert address_of(app).filter == before
    app.text_input(key="search_text").set_value("Mashhad").run()
    (said,) = in_force(app)
    for words in ("Evin prison", "Executions reported", "1988"):
        assert words in said
    ask(app, "Mashhad")
    assert address_of(app).filter == Filter(cities=("mashhad",), publishers=("ngo",))


@pytest.mark.parametrize(
    ("text", "key", "wanted"),
    [
        ("What happened at Evin?", "place=evin-prison", EVIN),
        ("What happened in Evin prison?", "place=evin-prison", EVIN),
        ("Que s'est-il passé à Evin ?", "place=evin-prison", EVIN),
        ("در زندان اوین چه گذشت؟", "place=evin-prison", EVIN),
        ("ماذا حدث في سجن إيفين؟", "place=evin-prison", EVIN),
        ("گورهای دسته‌جمعی خاوران", "place=khavaran-cemetery", KHAVARAN),
        ("گورهای دسته جمعی خاوران", "place=khavaran-cemetery", KHAVARAN),
        ("گورهای جمعی خاوران", "place=khavaran-cemetery", KHAVARAN),
        ("What happened in Iran?", "countries=IR", Filter(countries=("IR",))),
    ],
)
def test_question_that_holds_a_name_offers_what_it_names(
    text: str, key: str, wanted: Filter
) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    assert not any("Nothing" in one.value for one in app.caption)
    (offer,) = [one for one in app.button if (one.key or "").startswith("offer_")]
    assert key in str(offer.key)
    offer.click().run()
    assert address_of(app).filter == wanted


def in_force(app: AppTest) -> list[str]:
    """Return what the page says of the answer that is in force, under the search field."""
    return [one.value for one in app.caption if one.value.startswith("In force until")]


@pytest.mark.parametrize(
    ("place", "kept"), [("evin-prison", ""), ("mashhad-salam-hill", "mashhad-salam-hill")]
)
def test_answer_closes_the_card_of_a_place_that_it_leaves_out(place: str, kept: str) -> None:
    app = open_main(view="records", place=place)
    app.text_input(key="search_text").set_value("Mashhad").run()
    app.button(key="suggest_city_mashhad").click().run()
    assert address_of(app).filter == Filter(cities=("mashhad",), place=kept)


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
