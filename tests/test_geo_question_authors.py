"""Typed questions that name who states something, beside places, kinds and dates."""

import pytest

import geo
from geo.lookup.authors import documents_alone, documents_of, names_of
from geo.lookup.labels import read_label
from geo.lookup.question import Offer, read_names, read_question, read_rest
from languages import speaking

CITIES = ("ahvaz", "tehran", "london", "paris", "isfahan")


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (
            "Justice for Iran Ahvaz 2017",
            ["Ahvaz · Stated or published by Justice for Iran · 2017"],
        ),
        (
            "from 1988 to 1989 in Tehran, Justice for Iran",
            ["Tehran · Stated or published by Justice for Iran · 1988 to 1989"],
        ),
        ("Iran Tribunal London", ["London · Stated or published by Iran Tribunal"]),
        (
            "Justice for Iran in Iran 2017",
            ["Iran · Stated or published by Justice for Iran · 2017"],
        ),
        (
            "London, Reporters Without Borders",
            ["London · Stated or published by Reporters Without Borders"],
        ),
        (
            "HarperCollins 2005",  # a single word
            ["Stated or published by HarperCollins · 2005", "2005 · containing “HarperCollins”"],
        ),
        (
            "Iran Tribunal or Justice for Iran, Ahvaz",
            ["Ahvaz · Stated or published by Iran Tribunal or Justice for Iran"],
        ),
        ("Montazeri 1988", ["1988 · containing “Montazeri”"]),  # a family name alone is a word
        ("Hossein-Ali Montazeri 1988", ["Stated or published by Hossein-Ali Montazeri · 1988"]),
        ("UN reports", ["Report published · Stated or published by UN"]),
        ("U.N. reports", ["Report published · Stated or published by UN"]),
        ("un procès à Londres", ["London · Trial or tribunal"]),
    ],
)
def test_name_of_an_author_is_one_part(atlas: geo.Dataset, text: str, offered: list[str]) -> None:
    assert [" · ".join(offer.parts) for offer in read_question(atlas, text)] == offered


@pytest.mark.parametrize(
    ("text", "name", "author"),
    [
        ("according to Amnesty in 1988", "Amnesty", "Amnesty International"),
        ("HRW Tehran", "HRW", "Human Rights Watch"),
        ("what does Amnesty say about Ahvaz?", "Amnesty", "Amnesty International"),
        ("à Ahvaz d’après Amnesty", "Amnesty", "Amnesty International"),
        ("به گفتهٔ عفو بین‌الملل در اهواز", "عفو بین‌الملل", "Amnesty International"),
        ("ماذا تقول العفو الدولية عن الأهواز", "العفو الدولية", "Amnesty International"),
        ("IHRDC 1988", "IHRDC", "Iran Human Rights Documentation Center"),
        ("منظمة مجاهدي خلق 1988", "منظمة مجاهدي خلق", "PMOI/MEK"),
        ("UN 2017", "UN", "Asma Jahangir"),
        ("عفو بین‌الملل اهواز", "عفو بین‌الملل", "Amnesty International"),
        ("تهران سازمان ملل متحد", "سازمان ملل متحد", "UN experts"),
        ("العفو الدولية 1988", "العفو الدولية", "Amnesty International"),
        ("l’ONU à Téhéran", "ONU", "UN General Assembly"),
        ("Justice pour l’Iran Ahvaz", "Justice pour l’Iran", "Justice for Iran"),
    ],
)
def test_usual_name_is_understood(atlas: geo.Dataset, text: str, name: str, author: str) -> None:
    offer = read_question(atlas, text)[0]
    assert f"Stated or published by {name}" in offer.parts
    assert author in {atlas.sources[one].author for one in offer.changes["sources"]}
    assert "q" not in offer.changes


def test_usual_name_alone_gives_its_documents(atlas: geo.Dataset) -> None:
    for text in ("HRW", "RSF", "UN", "statements by the UN", "دیده‌بان حقوق بشر"):
        (offer,) = read_label(atlas, text)
        assert offer.changes.keys() == {"sources"}, text
    assert read_label(atlas, "un") == []
    assert documents_alone(atlas, "HarperCollins") is None  # its document is found by the name


def test_name_alone_is_no_question(atlas: geo.Dataset) -> None:
    for text in ("Montazeri", "Justice for Iran", "HRW", "What does HRW say?"):
        assert read_question(atlas, text) == read_names(atlas, text) == [], text


def test_usual_words_stand_for_names_that_documents_have(atlas: geo.Dataset) -> None:
    for author in atlas.subject.authors:
        assert author.words, author.names
        for name in (*author.names, *author.words):
            assert documents_of(atlas, name), name


def test_what_is_left_out_of_a_question_with_an_author_is_named_whole(atlas: geo.Dataset) -> None:
    fewer = [
        offer for offers in read_rest(atlas, "Reporters Without Borders Paris") for offer in offers
    ]
    assert [(offer.left_out, offer.parts) for offer in fewer] == [
        (("Reporters Without Borders",), ("Paris",)),
        (("Paris",), ("Stated or published by Reporters Without Borders",)),
    ]


def gives(offer: Offer, ids: tuple[str, ...], city: str, year: str) -> bool:
    changes = offer.changes
    is_of = changes.get("sources") == ids and changes.get("cities") == (city,)
    return is_of and changes.get("from_date", "") == year and "q" not in changes


def test_every_author_is_understood_beside_cities_and_a_year(atlas: geo.Dataset) -> None:
    names = {name.in_order for source in atlas.sources.values() for name in source.authors}
    for number, name in enumerate(sorted(names)):
        code, year = CITIES[number % len(CITIES)], ("", "1988")[number % 2]
        ids, city = documents_of(atlas, name), atlas.cities[code]
        assert ids, name
        for text in (f"{name} {city} {year}", f"{city} {name} {year}"):
            offers = read_question(atlas, text)
            assert any(gives(offer, ids.values, code, year) for offer in offers), text


def test_name_is_said_in_the_readers_language(atlas: geo.Dataset) -> None:
    with speaking("fa", lambda text: "از {source}" if "stated or" in text else text):
        assert "از Iran Tribunal" in read_question(atlas, "Iran Tribunal 2012")[0].parts


def test_documents_are_named_by_who_wrote_or_published_all_of_them(atlas: geo.Dataset) -> None:
    each = [documents_of(atlas, name) for name in ("Amnesty", "Justice for Iran")]
    amnesty, justice = (part.values for part in each if part)
    assert names_of(atlas, amnesty) == ("Amnesty International",)
    both = ("Amnesty International", "Justice for Iran")
    assert names_of(atlas, justice + amnesty) == both
    assert names_of(atlas, justice[1:]) == names_of(atlas, (*amnesty, justice[1])) == ()
    assert names_of(atlas, ("aawsat-2016-audio", "8mars-2002-cologne")) == ()
    assert names_of(atlas, ()) == ()
