"""Search: every spelling of the committed table finds its place, and no text does harm."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import geo
from datasets import SPELLINGS
from geo.lookup.respelled import respelled
from geo.lookup.search import nearest, suggest
from geo.lookup.suggestions import Suggestion
from geo.parameters import MAX_SEARCH_CHARS
from languages import speaking

HOSTILE = {
    "empty": "",
    "blanks": " \t\n ",
    "only marks": "'’-…,;:!",
    "controls": "\x00\x01\x1f",
    "directions": "\u202e\u202d\u2066",
    "megabyte of one letter": "a" * 1_000_000,
    "megabyte of words": "evin " * 200_000,
    "megabyte of accents": "e" + "\u0301\u0316" * 500_000,
    "megabyte of controls": "\x00" * 1_000_000,
    "megabyte of ligatures": "\ufdfa" * 300_000,
    "lone surrogate": "\ud800",
    "script": "<script>alert(1)</script>",
    "pattern": "(a+)+$[",
    "percent": "%00%ff",
}


def test_name_that_is_but_alike_comes_after_what_holds_the_word(atlas: geo.Dataset) -> None:
    """`Noury` stands in statements, and is two letters from `Norway`."""
    assert {one.kind for one in suggest(atlas, "Noury")[:5]} <= {"source", "statement"}
    held = set(geo.Filter(q="Noury").select(atlas).places.index)
    found = geo.search(atlas, "Noury", limit=len(held))
    assert set(found) == held
    assert suggest(atlas, "Noray")[0].label == "Norway"


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: ascii(row["query"])[1:-1])
def test_spelling_finds_its_place_among_three(atlas: geo.Dataset, row: dict[str, str]) -> None:
    assert row["place_id"] in geo.search(atlas, row["query"], limit=3)


def test_table_covers_layers_and_ways_of_writing(atlas: geo.Dataset) -> None:
    assert len({row["query"] for row in SPELLINGS}) == len(SPELLINGS) >= 60
    kinds = {row["kind"] for row in SPELLINGS}
    assert kinds == {"latin", "persian", "arabic", "romanisation", "typo"}
    layers = {atlas.places.at[row["place_id"], "layer"] for row in SPELLINGS}
    assert layers == set(atlas.codes.of("layer"))


@pytest.mark.parametrize("column", ["name", "name_fa", "alt_names"])
def test_every_name_finds_its_place(atlas: geo.Dataset, column: str) -> None:
    for place_id, cell in atlas.places[column].items():
        for name in filter(None, cell.split(";")):
            assert place_id in geo.search(atlas, name, limit=len(atlas.places)), name


def test_every_name_alone_comes_first(atlas: geo.Dataset) -> None:
    names = atlas.places["name"]
    for place_id, name in names[~names.duplicated(keep=False)].items():
        assert geo.search(atlas, name, limit=1) == [place_id], name


def test_better_answers_come_first(atlas: geo.Dataset) -> None:
    assert geo.search(atlas, "Tehran")[0] == "commemoration-tehran"  # its name
    assert geo.search(atlas, "Sari")[0] == "sari-prison"  # a word, before part of a word
    found = geo.search(atlas, "Behesht-e Rez", limit=8)
    assert found[0] == "behesht-e-reza-mashhad"  # a beginning, before similar words
    best = suggest(atlas, "mass grave")[0]
    assert "mass grave" in best.matched  # its words, before the beginning of Masjed
    found = geo.search(atlas, "Montazeri", limit=200)
    assert set(found) == {
        atlas.claims.at[claim_id, "place_id"]
        for claim_id in geo.Filter(q="Montazeri").select(atlas).claims.index
    }  # no name, but statements


def test_words_for_a_kind_prefer_it(atlas: geo.Dataset) -> None:
    assert geo.search(atlas, "jail in Mashhad", limit=1) == ["mashhad-prisons-unspecified"]
    graves = geo.search(atlas, "graveyard Tabriz", limit=2)
    assert {atlas.places.at[place_id, "layer"] for place_id in graves} == {"burial_site"}


@pytest.mark.parametrize(
    "text", ["xyzzy", "qwertyuiop asdfgh", "zzzz", "۰۹۰۹۰۹", "ظظظظظ", "foo bar"]
)
def test_nonsense_finds_nothing(atlas: geo.Dataset, text: str) -> None:
    assert geo.search(atlas, text) == []
    assert suggest(atlas, text) == []


@pytest.mark.parametrize("limit", [0, -1, 1, 3, 10_000])
def test_limit_holds(atlas: geo.Dataset, limit: int) -> None:
    for text in ("iran", "evin", "zahra"):
        assert len(geo.search(atlas, text, limit)) <= max(limit, 0)
        assert len(suggest(atlas, text, limit)) <= max(limit, 0)
        assert len(nearest(atlas, text, limit)) <= max(limit, 0)


def test_region_and_country_find_their_places(atlas: geo.Dataset) -> None:
    places = atlas.places
    for text, column, value in (
        ("Khuzestan", "region", "Khuzestan"),
        ("Germany", "country", "DE"),
        ("آلمان", "country", "DE"),
    ):
        expected = set(places.index[places[column] == value])
        assert set(geo.search(atlas, text, limit=len(expected))) == expected


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_does_no_harm(atlas: geo.Dataset, name: str) -> None:
    for place_id in geo.search(atlas, HOSTILE[name]):
        assert place_id in atlas.places.index
    suggest(atlas, HOSTILE[name])
    nearest(atlas, HOSTILE[name])
    respelled(atlas, HOSTILE[name])


def test_only_the_start_of_a_long_text_counts(atlas: geo.Dataset) -> None:
    assert geo.search(atlas, " " * MAX_SEARCH_CHARS + "evin") == []
    assert geo.search(atlas, "evin" + " " * MAX_SEARCH_CHARS + "xyzzy")[0] == "evin-prison"


@given(
    st.one_of(
        st.text(max_size=60),
        st.text(st.sampled_from("aeiouhkrstvd -'اآویهکگخ\u200c"), max_size=40),
        st.sampled_from([row["query"] for row in SPELLINGS]).flatmap(
            lambda query: st.integers(0, len(query)).map(lambda at: query[:at])
        ),
    )
)
@example("e i")
@example("12 " * 80)
def test_any_text_is_answered(atlas: geo.Dataset, text: str) -> None:
    found = geo.search(atlas, text)
    assert len(found) == len(set(found)) <= 10
    assert set(found) <= set(atlas.places.index)
    assert geo.search(atlas, text) == found
    for suggestion in [*suggest(atlas, text), *nearest(atlas, text)]:
        assert_exists(atlas, suggestion)


def assert_exists(data: geo.Dataset, suggestion: Suggestion) -> None:
    ids = {
        "place": data.places.index,
        "city": data.cities,
        "country": data.countries,
        "source": data.sources,
        "statement": [*data.claims.index, *data.milestones.index],
    }
    assert suggestion.id in ids[suggestion.kind]
    assert suggestion.label
    assert suggestion.matched


def test_suggestions_say_what_answers(atlas: geo.Dataset) -> None:
    assert suggest(atlas, "Rajai Sh")[0] == Suggestion(
        "place", "gohardasht-prison", "Gohardasht prison, Karaj", "Rajai Shahr"
    )
    assert suggest(atlas, "خاور")[0] == Suggestion(
        "place", "khavaran-cemetery", "Khavaran burial ground, Khavarshahr", "خاوران"
    )
    assert suggest(atlas, "Mashad")[0] == Suggestion("city", "mashhad", "Mashhad", "Mashad")
    assert suggest(atlas, "Frankfort")[0].id == "frankfurt-am-main"


@pytest.mark.parametrize(
    ("text", "place_id", "matched"),
    [
        ("بهشت زهرا قطعه ۳۳", "behesht-e-zahra-section-33", "قطعه ۳۳ بهشت زهرا"),
        ("خاوران", "khavaran-district-excavation-1996", "محل حفاری، منطقهٔ خاوران"),
        ("سجن إيفين", "evin-prison", "سجن إيفين"),
    ],
)
def test_name_in_the_language_of_the_country_goes_before_as_good_ones(
    atlas: geo.Dataset, text: str, place_id: str, matched: str
) -> None:
    found = {one.id: one.matched for one in suggest(atlas, text)}
    assert found[place_id].startswith(matched)


def test_name_in_the_readers_language_is_as_good_as_the_countrys(atlas: geo.Dataset) -> None:
    with speaking("ar"):
        found = {one.id: one.matched for one in suggest(atlas, "بهشت زهرا قطعه ۳۳")}
    assert found["behesht-e-zahra-section-33"].startswith("بهشت زهرا، القطعة 33")


def test_suggestions_follow_typing(atlas: geo.Dataset) -> None:
    name = "gohardasht"
    for end in range(3, len(name) + 1):
        assert suggest(atlas, name[:end])[0].id == "gohardasht-prison"
    assert suggest(atlas, "gohrda")[0].id == "gohardasht-prison"


def test_sources_and_statements_are_suggested_after_places(atlas: geo.Dataset) -> None:
    kinds = [one.kind for one in suggest(atlas, "Stockholm", limit=50)]
    order = ["city", "place", "source", "statement"]
    assert kinds == sorted(kinds, key=order.index)
    assert set(kinds) == set(order)
    assert {one.kind for one in suggest(atlas, "Montazeri")} <= {"source", "statement"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("France", "FR"),
        ("فرانسه", "FR"),
        ("فرنسا", "FR"),
        ("Allemagne", "DE"),
        ("ألمانيا", "DE"),
        ("Pays-Bas", "NL"),
        ("etats unis", "US"),
        ("United Kin", "GB"),
        ("UK", "GB"),
        ("ایران", "IR"),
    ],
)
def test_countries_are_found_in_every_language(atlas: geo.Dataset, text: str, code: str) -> None:
    best = suggest(atlas, text)[0]
    assert (best.kind, best.id) == ("country", code)


@pytest.mark.by_turns
def test_cities_and_places_are_found_as_each_language_shows_them(atlas: geo.Dataset) -> None:
    for texts in atlas.translations.values():
        for code, name in atlas.cities.items():
            best = suggest(atlas, texts.get(name, name), limit=1)
            assert [(one.kind, one.id) for one in best] == [("city", code)], name
        for place_id, name in atlas.places["name"].items():
            assert place_id in geo.search(atlas, texts.get(name, name), limit=5), name


def test_same_names_are_told_apart(atlas: geo.Dataset) -> None:
    labels = {one.label for one in suggest(atlas, "Bagh-e Rezvan") if one.kind == "place"}
    assert labels == {"Bagh-e Rezvan cemetery, Isfahan", "Bagh-e Rezvan cemetery, Urmia"}


def test_nearest_offers_names_that_look_alike(atlas: geo.Dataset) -> None:
    assert "Karaj" in {one.label for one in nearest(atlas, "Karbaj prison")}
    assert nearest(atlas, "gohardast xyz")[0].id == "gohardasht-prison"
    assert nearest(atlas, "Montazri") == []  # no likeness to Ontario
    assert nearest(atlas, "") == []
    assert nearest(atlas, "۰۹۰۹۰۹") == []


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Montazri", "montazeri"),
        ("Montazri leter", "montazeri letter"),
        ("مونتظری", "منتظری"),
        ("Montazeri", ""),
        ("evinn", "evin"),
        ("execut", ""),  # which may be still being typed
        ("Montazri xyzzy", ""),
        ("!!!", ""),
    ],
)
def test_words_of_statements_are_respelled(atlas: geo.Dataset, text: str, spelled: str) -> None:
    assert respelled(atlas, text) == spelled


def test_search_works_on_another_dataset(small: geo.Dataset) -> None:
    for place_id, name in small.places["name"].items():
        assert place_id in geo.search(small, name)
    assert geo.search(small, "Gohardasht Karbala Xyz") == []
    assert suggest(small, "e") is not None


def test_search_works_without_records(atlas: geo.Dataset) -> None:
    empty = replace(
        atlas,
        places=atlas.places.iloc[:0],
        claims=atlas.claims.iloc[:0],
        milestones=atlas.milestones.iloc[:0],
        sources={},
    )
    assert geo.search(empty, "evin") == []
    assert suggest(empty, "evin") == nearest(empty, "evin") == []
    assert len(geo.Filter(q="evin").select(empty).places) == 0
