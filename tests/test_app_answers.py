"""An answer of the search: what of the filter it takes the place of, says and gives back."""

import pytest

from geo import Filter
from pages import address_of, html, labelled, open_main
from searched import WANTED, ask, captions, in_force, offered, replaced


@pytest.mark.by_turns
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
    app = ask(open_main(view="records", kinds="gathering_held"), "London 2018")
    labelled(app.text_input, "From").set_value("2017").run()
    ask(app, "gathering held in Paris")  # the kind was the reader's before
    ask(app, "Berlin")
    wanted = Filter(kinds=("gathering_held",), cities=("berlin",), from_date="2017", to_date="2018")
    assert address_of(app).filter == wanted


@pytest.mark.parametrize(
    ("opened", "texts", "said", "before"),
    [
        ({"countries": "IR"}, ["Germany"], "Iran → Germany", Filter(countries=("IR",))),
        (
            {"publishers": "ngo"},
            ["executions in Mashhad, August 1988", "Germany"],
            "Kind: Executions reported · Mashhad · possibly August 1988 → Germany",
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


@pytest.mark.by_turns
@pytest.mark.parametrize("view", ["map", "timeline", "records", "figures", "activity"])
def test_filters_that_leave_a_search_without_places_are_named(view: str) -> None:
    app = open_main(view=view, publishers="court", sources="aawsat-2016-audio")
    ask(app, "Germany")
    kept = next(one.value for one in app.caption if "Kept from before it" in one.value)
    assert "Court" in kept
    app.button(key="search_alone").click().run()
    assert address_of(app).filter == Filter(countries=("DE",))
    assert not [one for one in app.button if one.key == "search_alone"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Justice for Iran Ahvaz", "Justice for Iran"),
        ("Amnesty Justice for Iran Ahvaz", "Amnesty International or Justice for Iran"),
    ],
)
def test_documents_of_named_authors_stay_named_by_them(text: str, names: str) -> None:
    app = ask(open_main(), text)
    unseen = str.maketrans("", "", "\\\u2068\u2069")
    chips = [one.label.translate(unseen) for one in app.button if "chip_sources" in str(one.key)]
    assert chips == [f"Stated or published by {names}"]
    assert f"Places in Ahvaz, statements made or published by {names}" in html(app)
    app.button(key="chip_sources_").click().run()
    assert address_of(app).filter == Filter(cities=("ahvaz",))


@pytest.mark.parametrize("is_searched", [True, False])
def test_dates_that_are_not_certain_enough_are_offered_as_possible(is_searched: bool) -> None:
    period = {"from": "1988-07-23", "to": "1988-08-22"}
    if is_searched:
        app = ask(open_main(), "Mashhad Mordad 1367")
        labelled(app.segmented_control, "Statements dated in the period").set_value("certain").run()
    else:
        app = open_main(cities="mashhad", **period, certainty="certain")
    assert "Kept from before it" not in captions(app)
    ways = [one for one in app.button if "place" in one.label]
    assert [one.label.replace("\\", "") for one in ways] == [
        "Possibly dated 23 July to 22 August 1988 (5 places)",
        "Without: \u2068Mashhad\u2069 (9 places)",
        "Without: 23 July to 22 August 1988 (6 places)",
    ]
    ways[0].click().run()
    assert address_of(app).filter == Filter(
        cities=("mashhad",), from_date=period["from"], to_date=period["to"]
    )


def test_question_that_the_filters_in_force_leave_nothing_of_is_offered_without_them() -> None:
    app = open_main(view="records", publishers="court")
    app.text_input(key="search_text").set_value("executions in Mashhad, August 1988").run()
    assert "Nothing matches with the other filters in force. Without them:" in captions(app)
    (label,) = offered(app)
    assert label.endswith(" statements)")
    assert 'data-enter="choose"' in html(app)
    next(one for one in app.button if (one.key or "").startswith("offer_")).click().run()
    assert address_of(app).filter == Filter(**WANTED)
    assert replaced(app)[0].startswith("Replaced: Publisher: Court → ")
    app.button(key="answer_undo").click().run()
    assert address_of(app).filter == Filter(publishers=("court",))


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
    assert in_force(app) == []  # the field is empty, and every part has a field of its own
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


@pytest.mark.parametrize("typed", ["", "Paris"])
def test_filter_in_force_is_said_the_same_after_a_reload(typed: str) -> None:
    app = ask(open_main(view="records"), "how many were executed in Gohardasht")
    again = open_main(**{name: app.query_params[name] for name in app.query_params})
    for one in (app, again):
        one.text_input(key="search_text").set_value(typed).run()
    (said,) = in_force(again)
    assert "Executions reported or Toll" in said
    assert "Gohardasht prison" in said
    assert in_force(app) == [said]


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
    ("place", "kept"), [("evin-prison", ""), ("mashhad-salam-hill", "mashhad-salam-hill")]
)
def test_answer_closes_the_card_of_a_place_that_it_leaves_out(place: str, kept: str) -> None:
    app = open_main(view="records", place=place)
    app.text_input(key="search_text").set_value("Mashhad").run()
    app.button(key="suggest_city_mashhad").click().run()
    assert address_of(app).filter == Filter(cities=("mashhad",), place=kept)


def test_field_is_emptied_with_the_filter_that_its_answer_set() -> None:
    app = open_main(publishers="ngo")
    app.text_input(key="search_text").set_value("Mashhad").run()
    app.button(key="suggest_city_mashhad").click().run()
    app.button(key="chip_publishers_ngo").click().run()  # the reader's own
    assert app.text_input(key="search_text").value == "Mashhad"
    app.button(key="chip_cities_mashhad").click().run()
    assert address_of(app).filter == Filter()
    assert app.text_input(key="search_text").value == ""
