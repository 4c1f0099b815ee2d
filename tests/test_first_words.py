"""What is there before any script: a picture of the map, or the first words of a presentation."""

import gzip

import pytest

import geo
from first_bytes import answer
from geo.tours import step_sources, tours

STEP_3 = "tour=overview&step=3"


@pytest.mark.parametrize(
    ("query", "picture", "card"),
    [
        ("", True, False),
        ("place=evin-prison", True, True),
        ("layers=prison&lat=50&lng=10&zoom=4", True, False),
        ("q=nothing-is-called-so", True, False),
        ("view=timeline&place=evin-prison", False, False),
        ("view=handout", False, False),
        ("mode=present", False, False),
        ("tour=overview&step=3", False, False),
    ],
)
def test_map_page_begins_with_a_picture(query: str, picture: bool, card: bool) -> None:
    said = answer(query)
    drawn = said.tree.xpath("//main/div[@class='atlas-first-map']/svg[@aria-hidden='true']")
    assert (len(drawn), len(said.tree.xpath("//main/article"))) == (picture, card)
    assert len(said.tree.xpath("//h1")) == 1
    if picture:
        assert len(gzip.compress(said.page.encode())) < 50_000
        assert said.page.index("<svg") < said.page.index('<div id="root">')


@pytest.mark.parametrize(
    ("query", "look", "heading"),
    [
        ("tour=overview&step=3", "is-light ", None),
        ("tour=overview&step=3&theme=dark", "is-dark ", None),
        ("tour=overview&step=1&slide=title", "is-light is-slide", "Overview"),
        (
            "mode=present&layers=prison&lang=fr",
            "is-light ",
            "Prisons et événements sans lieu unique",
        ),
        ("tour=overview&step=3&slide=end", "", None),
        ("tour=overview&step=3&place=evin-prison", "", None),
        ("mode=speaker&tour=overview&step=3", "", None),
        ("mode=present&play=year", "", None),
        ("left=present&tour=overview&step=3", "", None),
        ("", "", None),
    ],
)
def test_presentation_begins_with_its_words(
    atlas: geo.Dataset, query: str, look: str, heading: str | None
) -> None:
    said = answer(query)
    found = said.tree.xpath("//main/div[starts-with(@class, 'atlas-first-talk')]")
    assert [one.get("class") for one in found] == ([f"atlas-first-talk {look}"] if look else [])
    for one in found:
        wanted = heading or tours(atlas)["overview"][2].title
        assert [words.text_content() for words in one.xpath(".//h2")] == [wanted]


def test_first_words_of_a_step_name_its_sources(atlas: geo.Dataset) -> None:
    def foot(query: str) -> str:
        return " ".join(answer(query).tree.xpath("string(//main//p[@class='foot'])").split())

    assert "".join(answer(STEP_3).tree.xpath("//main//p[@class='told']//text()"))
    for said in step_sources(tours(atlas)["overview"][2], atlas):
        assert said in foot(STEP_3)
    assert len(gzip.compress(answer(STEP_3).page.encode())) < 40_000
    assert foot(f"{STEP_3}&slide=title") == foot("mode=present") == ""
