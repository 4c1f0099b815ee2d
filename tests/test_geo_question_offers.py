"""Typed questions: how an offer says what it understood, and what it leaves out."""

from itertools import combinations, islice
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.lookup.question import MAX_OFFERS, read_names, read_question, read_rest
from geo.lookup.similar import surely_meant
from questions import IN_MASHHAD, queries


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("executions Mashad, August 1988", ("Mashhad", "Executions reported", "August 1988")),
        ("Mashhad 1367", ("Mashhad", "1367 Solar Hijri (21 March 1988 to 20 March 1989)")),
        ("Iran, summer 1988", ("Iran", "Summer 1988 (July to September 1988)")),
        ("summer 1987", ("June to August 1987",)),
        (
            "prisons in Kurdistan",
            ("Kurdistan (Bijar, Kamyaran, Qorveh, Sanandaj or Saqqez)", "Prisons"),
        ),
        ("near Tehran", ("Within 20 km of Tehran (Tehran or Khavarshahr)",)),
        (
            "زمستان ۱۳۶۷",
            ("Dey to Esfand 1367 Solar Hijri (22 December 1988 to 20 March 1989)",),
        ),
        ("certainly in August 1988, Mashhad", ("Mashhad", "Certainly August 1988")),
        ("selon NGOs 1988", ("published by NGO", "1988")),
        ("Evin 1988 letters", ("naming “Evin prison”, Tehran", "1988", "containing “letters”")),
    ],
)
def test_offer_says_how_it_was_understood(
    atlas: geo.Dataset, text: str, parts: tuple[str, ...]
) -> None:
    assert read_question(atlas, text)[0].parts == parts


def test_both_readings_of_a_season_say_their_days(atlas: geo.Dataset) -> None:
    assert [offer.parts for offer in read_question(atlas, "تابستان ۱۳۶۷")] == [
        ("Summer 1988 (July to September 1988)",),
        ("Tir to Shahrivar 1367 Solar Hijri (22 June to 22 September 1988)",),
    ]


REST = {
    "women executed in Gohardasht": [
        (("women",), "kinds=executions_reported&q=Gohardasht prison&place=gohardasht-prison")
    ],
    "women students executed in Mashhad": [(("women", "students"), IN_MASHHAD)],
    "xyzzy 1988": [(("xyzzy",), "from=1988&to=1988")],
    "Mojahedin-e Khalq": [(("Khalq",), "q=Mojahedin-e")],
    "Mullah Hassanali Nayyeri": [(("Mullah", "Hassanali"), "q=Nayyeri")],
    "Hossein Nayyeri demolished": [
        (("Hossein", "Nayyeri"), "kinds=grave_destroyed"),
        (("demolished",), "q=Hossein Nayyeri"),
    ],
    "xyzzy xyzzy Mashhad": [(("xyzzy", "xyzzy"), "cities=mashhad")],
    "executions in Mashhad 1950": [
        (("in Mashhad",), ""),
        (("1950",), IN_MASHHAD),
    ],
}


@pytest.mark.parametrize("text", REST)
def test_rest_is_what_shows_something_without_the_fewest_parts(
    atlas: geo.Dataset, text: str
) -> None:
    shown = []
    for offers in read_rest(atlas, text):
        asked = [(one.left_out, geo.Filter(**one.changes)) for one in offers]
        shown = [(words, one) for words, one in asked if one.select(atlas).counts.places.shown]
        if shown:
            break
    found = [(words, unquote(one.to_query())) for words, one in shown]
    assert found == [one for one in REST[text] if one[1]]


@pytest.mark.parametrize("text", ["prisons outside Tehran", "not Iran", "زندان‌ها به جز تهران"])
def test_what_is_not_asked_for_is_not_offered_by_leaving_out_a_word(
    atlas: geo.Dataset, text: str
) -> None:
    assert list(read_rest(atlas, text)) == []


def test_places_of_one_name_are_told_apart(atlas: geo.Dataset) -> None:
    offers = read_question(atlas, "Bagh-e Rezvan 1988")
    assert [offer.changes["cities"] for offer in offers] == [("isfahan",), ("urmia",)]
    assert len({offer.parts for offer in offers}) == 2


@pytest.mark.parametrize("text", ["Isfahan Bagh-e Rezvan", "باغ رضوان اصفهان"])
def test_place_in_another_city_than_the_one_named_is_no_reading(
    atlas: geo.Dataset, text: str
) -> None:
    assert queries(atlas, text) == []  # but a suggestion
    (dated,) = read_question(atlas, f"{text} 1988")
    assert dated.changes["place"] == "bagh-e-rezvan-isfahan"


def test_two_near_words_leave_a_doubt() -> None:
    assert surely_meant("hells", ["hills", "halls", "tells"]) == ["hills", "halls"]
    assert surely_meant("hils", ["hills"]) == []


def test_order_of_words_makes_no_second_reading(atlas: geo.Dataset) -> None:
    found = queries(atlas, 'GRAVE"EXECUTION"GRAVE')
    assert len(found) == len(set(found)) > 0


WORDS = [
    *[
        "executions",
        "Mashhad",
        "Evin",
        "August",
        "1988",
        "1367",
        "to",
        "from",
        "between",
        "and",
        "or",
        "Gohardasht",
    ],
    *["مشهد", "اعدام", "تا", "NGOs", "according", "graves", "-", "8/9/1988", "of", "xyzzy"],
]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_gives_filters_that_read_back(atlas: geo.Dataset, text: str) -> None:
    offers = read_question(atlas, text)
    assert len(offers) <= MAX_OFFERS
    for offer in offers:
        asked = geo.Filter(**offer.changes)
        assert geo.Filter.read(asked.to_pairs(), atlas) == (asked, [])
        assert offer.parts
    for one, other in combinations(offers, 2):
        assert one.changes != other.changes
        assert one.parts != other.parts
    for fewer in islice(read_rest(atlas, text), 1):
        for one, other in combinations(fewer, 2):
            assert one.changes != other.changes


@pytest.mark.parametrize("text", ["Evin or Gohardasht 1988", "اوین یا گوهردشت 1988"])
def test_one_place_or_another_is_a_reading_each(atlas: geo.Dataset, text: str) -> None:
    assert queries(atlas, text) == [
        "q=Evin prison&from=1988&to=1988&place=evin-prison",
        "q=Gohardasht prison&from=1988&to=1988&place=gohardasht-prison",
    ]


@pytest.mark.parametrize("text", ["Evin and Gohardasht 1988", "Evin, Gohardasht 1988"])
def test_each_of_several_places_is_a_reading_before_all_at_once(
    atlas: geo.Dataset, text: str
) -> None:
    assert queries(atlas, text) == [
        "q=Evin prison&from=1988&to=1988&place=evin-prison",
        "q=Gohardasht prison&from=1988&to=1988&place=gohardasht-prison",
        "q=Evin prison Gohardasht&from=1988&to=1988&place=evin-prison",
    ]


def test_words_that_join_names_are_not_searched_for(atlas: geo.Dataset) -> None:
    offers = read_question(atlas, "executions in Evin, in Gohardasht and Khavaran")
    assert offers[-1].changes["q"] == "Evin prison Gohardasht Khavaran"
    said = {one.left_out for few in read_rest(atlas, "graves in Paris and 1950") for one in few}
    assert ("Paris",) in said


def test_several_places_alone_are_a_card_each(atlas: geo.Dataset) -> None:
    assert [offer.changes for offer in read_names(atlas, "اوین، گوهردشت")] == [
        {"place": "evin-prison"},
        {"place": "gohardasht-prison"},
        {"place": "evin-prison", "q": "Evin prison گوهردشت"},
    ]
