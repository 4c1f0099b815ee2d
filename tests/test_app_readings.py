"""The readings of a typed question: offered, asked among, and put in force."""

import pytest

from dashboard.escaping import isolated
from geo import Dataset, Filter
from pages import address_of, html, open_main, run
from searched import QUESTION, WANTED, captions, offered

EVIN, KHAVARAN = Filter(place="evin-prison"), Filter(place="khavaran-cemetery")
"""Cards, which restrict nothing."""


def test_question_is_offered_with_what_it_would_show_and_applied_when_chosen(
    atlas: Dataset,
) -> None:
    app = open_main(view="records", publishers="ngo", q="x" * 9)
    app.text_input(key="search_text").set_value("executions in Mashhad, August 1988").run()
    assert "kinds" not in app.query_params
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


def test_question_that_can_be_read_in_two_ways_asks() -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value("graves in Tehran").run()
    assert len(offered(app)) == 2
    assert 'data-enter="choose"' in html(app)


def test_label_of_a_citation_is_offered_with_its_documents(atlas: Dataset) -> None:
    app = open_main(view="records")
    app.text_input(key="search_text").set_value("Justice for Iran 2018").run()
    label = offered(app)[0].translate({0x2068: None, 0x2069: None})
    written = [(one.author, one.year) for one in atlas.sources.values()]
    number = written.count(("Justice for Iran", 2018))
    assert label.startswith(f"As stated by Justice for Iran 2018 · {number} documents (")
    first = next(one for one in app.button if (one.key or "").startswith("offer_"))
    first.click().run()
    shown = [atlas.sources[name] for name in address_of(app).filter.sources]
    assert {(one.author, one.year) for one in shown} == {("Justice for Iran", 2018)}


@pytest.mark.parametrize(
    ("text", "vague"),
    [("UN reports on Mashhad", "reports"), ("در مشهد، اعدام‌ها ۱۹۹۵", "۱۹۹۵")],
)
def test_names_are_left_out_of_a_question_last(text: str, vague: str) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    said = captions(app)
    assert said.count("Nothing matches all of it. Without “") == 1
    assert f"Nothing matches all of it. Without “{vague}" in said
    assert said.count("Without “") > 1


@pytest.mark.parametrize(
    ("text", "on_enter", "count"),
    [("Evin sumer 1988", "first", 1), ("تابستان ۱۳۶۷ اوین", "first", 1), ("8/9/1990", "choose", 2)],
)
def test_readings_that_show_the_same_are_one_unless_their_days_differ(
    text: str, on_enter: str, count: int
) -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value(text).run()
    assert len(offered(app)) == count
    assert f'data-enter="{on_enter}"' in html(app)


def test_question_that_nothing_answers_is_offered_without_the_word_at_fault() -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value("women executed in Gohardasht").run()
    assert "Nothing matches all of it. Without “women”:" in captions(app)
    (label,) = offered(app)
    assert "Gohardasht prison" in label
    assert "women" not in label
    assert label.endswith(" statements)")
    assert 'data-enter="choose"' in html(app)


def test_first_words_of_a_name_are_offered_as_the_place_before_they_are_a_question() -> None:
    app = run("shell.search_box")
    app.text_input(key="search_text").set_value("Khavaran burial").run()
    assert "the card of “Khavaran burial ground”" in offered(app)[0]
    assert "Burial reported" in offered(app)[1]
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
