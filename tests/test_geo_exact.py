"""The search of a filter: it keeps what holds all words, and nothing that is merely alike."""

import json
import re
import unicodedata
from io import BytesIO
from urllib.parse import quote

import numpy as np
import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis import strategies as st

import geo
from datasets import DATA, SPELLINGS, rows_of
from geo.lookup import exact
from geo.parameters import MAX_SEARCH_CHARS
from geo.spelling import LINKING_WORDS, words

RECOUNTED = [
    "gohardasht",
    "EVIN",
    "amnesty",
    "1988",
    "Montazeri",
    "Stockholm court",
    "mass grave",
    "khomeini fatwa",
    "para 4",
    "خاوران",
    "Gothenburg",
    "Göteborg",
    "cimetière",
    "zzzz",
    # A short word is none within others.
    *["UN", "41", "AI index", "a", "x", "<b>x</b>", "ب", "دی", "5"],
]
"""Searches whose words no place name holds by key alone, and no country name holds."""
KEYED = {
    "Rajaee-Shahr": {"gohardasht-prison"},
    "Gohar Dasht": {"gohardasht-prison"},
    "Gohardasht": {"gohardasht-prison"},
    "Qezel Hessar": {"ghezel-hesar-prison"},
    "Beheshtezahra Section 41": {"behesht-e-zahra-section-41"},
    "الأحواز": "Ahvaz",
    "Ahwāz": "Ahvaz",
    "Orumiyeh": "Urmia",
    "مشهد": "Mashhad",
    "esfahan": "Isfahan",
}
NO_CONTROLS = "text without control or direction characters"
REFUSED = {
    "a" * (MAX_SEARCH_CHARS + 1): "at most 200 characters",
    "a" * 1_000_000: "at most 200 characters",
    **dict.fromkeys(["ev\u202ein", "\u202devin", "evin\u202e"], NO_CONTROLS),
    "evin\x00": "text without control or direction characters",
    "ev\ufffdin": "text without control or direction characters",
    "a\u2028b": "text without control or direction characters",
    "\ud800": "text without control or direction characters",
    "'…'": "at least one letter or digit",
}
DIRECTION_MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"
WORDS = ["evin", "prison", "tehran", "1988", "amnesty", "خاوران", "mass", "raji", "e", "of", "xyz"]


def plain(*texts: str) -> str:
    spread = unicodedata.normalize("NFKD", " ".join(texts)).lower()
    bare = "".join(
        str(unicodedata.decimal(char, char))
        for char in spread
        if not unicodedata.combining(char) and char not in "’'‘ـ"
    )
    return " ".join(re.findall(r"\w+", bare))


def recounted(text: str) -> tuple[set[str], set[str], set[str]]:
    """Return ids of places, claims and milestones that hold all words, from the files alone."""
    wanted = plain(text).split()
    spoken = [
        {str(message.id): str(message.string) for message in read_po(BytesIO(path.read_bytes()))}
        for path in sorted((DATA / "translations").glob("*.po"))
    ]
    sources = {}
    for item in json.loads((DATA / "sources.json").read_text("utf-8")):
        names = [str(value) for name in item.get("author", []) for value in name.values()]
        host = re.sub(r"^https?://|[/:?#].*", "", item.get("URL", ""))
        sources[item["id"]] = plain(item["title"], *names, item.get("publisher", ""), host)
    columns = ("name", "name_fa", "alt_names", "locality", "locality_fa", "region")

    def holds(row: dict[str, str], *fields: str, more: str = "") -> bool:
        cells = [row[field] for field in fields]
        others = [said[cell] for cell in filter(None, cells) for said in spoken if cell in said]
        others += [row[column] for column in row if column.startswith("summary_")]
        held = f"{plain(*cells, *others)} {more}"
        return all(word in (held if len(word) > 2 else held.split()) for word in wanted)

    by_name = {row["place_id"] for row in rows_of("places.csv") if holds(row, *columns)}
    claims = {
        row["claim_id"]: row["place_id"]
        for row in rows_of("claims.csv")
        if row["place_id"] in by_name
        or holds(row, "summary", "locator", more=sources[row["source_id"]])
    }
    milestones = {
        row["claim_id"]
        for row in rows_of("milestones.csv")
        if holds(row, "title", "title_fa", "summary", more=sources[row["source_id"]])
    }
    return set(claims.values()), set(claims), milestones


def test_source_is_found_by_its_publisher_and_by_the_host_of_its_address(
    atlas: geo.Dataset,
) -> None:
    """`mojahedin` found nothing: it stands in publishers and addresses alone."""
    for word, stated in (("mojahedin", "mojahedin.org"), ("Asharq", "Asharq Al-Awsat")):
        held = exact.sources_holding(atlas, word)
        found = {
            one.source_id
            for one, is_held in zip(atlas.sources.values(), held, strict=True)
            if is_held
        }
        expected = {
            one.source_id
            for one in atlas.sources.values()
            if stated in one.publisher or f"{stated}/" in one.url
        }
        assert len(expected) > 3
        assert found >= expected
        assert set(geo.Filter(q=word).select(atlas).claims["source_id"]) & expected


@pytest.mark.by_turns
@pytest.mark.parametrize("text", RECOUNTED, ids=ascii)
def test_search_keeps_what_a_count_of_the_files_keeps(atlas: geo.Dataset, text: str) -> None:
    kept = geo.Filter(q=text).select(atlas)
    found = (set(kept.places.index), set(kept.claims.index), set(kept.milestones.index))
    assert found == recounted(text)


@pytest.mark.parametrize("text", KEYED, ids=ascii)
def test_place_is_held_by_the_key_of_its_names(atlas: geo.Dataset, text: str) -> None:
    found = set(atlas.places.index[exact.places_holding(atlas, text)])
    expected = KEYED[text]
    if isinstance(expected, str):
        expected = set(atlas.places.index[atlas.places["locality"] == expected])
    assert found == expected


@pytest.mark.parametrize("text", ["gohrdasht", "Khavran", "Rome Bern", "Mashahd"])
def test_similar_words_are_not_held(atlas: geo.Dataset, text: str) -> None:
    assert not exact.places_holding(atlas, text).any()


def test_short_word_is_none_within_others(atlas: geo.Dataset) -> None:
    assert geo.Filter(q="<b>x</b>").select(atlas).counts.places.shown == 0
    united = geo.Filter(q="UN").select(atlas).claims
    assert 0 < len(united) < len(atlas.claims) / 5
    for word, other in (("x", "ox"), ("un", "under"), ("ب", "بابل")):
        assert exact.text_sought(word) not in f" {other} "


def test_word_of_a_script_without_spaces_stands_anywhere() -> None:
    assert exact.text_sought("島") in " 硫黄島 "


def test_prose_is_compared_as_written(atlas: geo.Dataset) -> None:
    """`said` and `Seyed` share a key: a place may be either, a sentence is not."""
    kept = geo.Filter(q="seyed").select(atlas).claims
    own = kept[~kept["place_id"].isin(atlas.places.index[exact.places_holding(atlas, "seyed")])]
    for claim_id, claim in own.iterrows():
        source = exact.source_text(atlas.sources[claim["source_id"]])
        assert "seyed" in f"{claim['summary']} {claim['locator']} {source}".lower(), claim_id


@pytest.mark.parametrize("country", ["Germany", "آلمان", "germany"])
def test_country_is_held_in_english_and_persian(atlas: geo.Dataset, country: str) -> None:
    found = exact.places_holding(atlas, country)
    assert (found == (atlas.places["country"] == "DE").to_numpy()).all()


@given(st.lists(st.sampled_from(WORDS), max_size=4), st.text(max_size=12))
@example(["of", "the"], "")
def test_words_only_narrow(atlas: geo.Dataset, held: list[str], text: str) -> None:
    narrow = geo.Filter(q=" ".join([*held, text])).select(atlas)
    everything = geo.Filter().select(atlas)
    assert set(narrow.claims.index) <= set(everything.claims.index)
    assert set(narrow.milestones.index) <= set(everything.milestones.index)
    assert set(narrow.places.index) == set(narrow.claims["place_id"])
    for tally in (narrow.counts.places, narrow.counts.claims, narrow.counts.milestones):
        assert tally.total == tally.shown + tally.filtered + tally.undated + tally.withheld
    counting = [word for word in words(" ".join([*held, text])) if word not in LINKING_WORDS]
    if counting:
        for tests in (exact.places_holding, exact.claims_saying, exact.milestones_holding):
            whole = tests(atlas, " ".join(counting))
            assert not (whole & ~tests(atlas, counting[0])).any()


@pytest.mark.parametrize("field", ["layers=prison", "from=1988-08&to=1988-08", "countries=SE"])
def test_search_joins_other_restrictions(atlas: geo.Dataset, field: str) -> None:
    alone = geo.Filter.from_query("q=stockholm", atlas).select(atlas)
    other = geo.Filter.from_query(field, atlas).select(atlas)
    both = geo.Filter.from_query(f"q=stockholm&{field}", atlas).select(atlas)
    assert set(both.claims.index) == set(alone.claims.index) & set(other.claims.index)
    assert set(both.milestones.index) == set(alone.milestones.index) & set(other.milestones.index)


def test_order_of_records_is_kept(atlas: geo.Dataset) -> None:
    kept = geo.Filter(q="tehran").select(atlas)
    held = atlas.claims.index[exact.claims_holding(atlas, "tehran")]
    assert list(kept.claims.index) == list(held)
    assert np.all(np.diff(atlas.places.index.get_indexer(kept.places.index)) > 0)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("q=evin", "evin"),
        ("q=%20%20evin%20prison%20", "evin prison"),
        ("q=evin+prison", "evin prison"),
        ("q=%D8%AE%D8%A7%D9%88%D8%B1%D8%A7%D9%86", "خاوران"),
        ("q=%D8%B9%D8%A7%D8%AF%D9%84%E2%80%8C%D8%A2%D8%A8%D8%A7%D8%AF", "عادل\u200cآباد"),
        ("q=a%26b%3Dc,d%25", "a&b=c,d%"),
        ("q=", ""),
        ("q=%20", ""),
        ("q=" + "a" * MAX_SEARCH_CHARS, "a" * MAX_SEARCH_CHARS),
        ("q=%3Cscript%3E", "<script>"),
        # Marks of direction and joiners at an end come with what is pasted, and show nothing.
        *((f"q={quote(f'{mark}خاو{mark}ران{mark}')}", "خاوران") for mark in DIRECTION_MARKS),
        ("q=%E2%80%8C%D8%AE%D8%A7%D9%88%D8%B1%D8%A7%D9%86%E2%80%8D%E2%80%8C", "خاوران"),
        ("q=%E2%80%8E", ""),
    ],
)
def test_search_is_read_from_a_query(atlas: geo.Dataset, query: str, text: str) -> None:
    read = geo.Filter.from_query(query, atlas)
    assert read == geo.Filter(q=text)
    assert geo.Filter.from_query(read.to_query(), atlas) == read


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:16]))
def test_search_that_cannot_be_read_is_refused(atlas: geo.Dataset, text: str) -> None:
    read, problems = geo.Filter.read([("q", text), ("layers", "prison")], atlas)
    assert read == geo.Filter(layers=("prison",))
    assert [(problem.field, problem.expected) for problem in problems] == [("q", REFUSED[text])]
    assert len(str(problems[0])) < 250
    assert str(problems[0]).isprintable()


def test_second_search_is_refused(atlas: geo.Dataset) -> None:
    with pytest.raises(geo.FilterError, match=r"q: 'b'; expected the same name only once"):
        geo.Filter.from_query("q=a&q=b", atlas)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=gohardasht", "Places and statements matching “gohardasht”"),
        ("q=evin&layers=prison", "Prisons and events without one place, matching “evin”"),
        (
            "q=evin&layers=prison&from=1988-08&to=1988-08",
            "Prisons and events without one place, statements possibly dated August 1988, "
            "matching “evin”",
        ),
    ],
)
def test_search_is_said_in_words(atlas: geo.Dataset, query: str, said: str) -> None:
    assert geo.Filter.from_query(query, atlas).describe(atlas) == said


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=MAX_SEARCH_CHARS))
def test_search_survives_the_query_string(atlas: geo.Dataset, text: str) -> None:
    read, problems = geo.Filter.read([("q", text)], atlas)
    if not problems:
        assert geo.Filter.from_query(read.to_query(), atlas) == read == geo.Filter(q=text.strip())


def test_dataset_without_the_words_keeps_nothing(small: geo.Dataset) -> None:
    kept = geo.Filter(q="zzzz").select(small)
    assert (len(kept.places), len(kept.claims), len(kept.milestones)) == (0, 0, 0)
    assert len(geo.Filter(q="source says").select(small).claims) == len(small.claims)


def test_table_of_spellings_is_held_or_alike(atlas: geo.Dataset) -> None:
    """What a filter keeps of the table of spellings is found by searching too."""
    for row in SPELLINGS:
        held = set(atlas.places.index[exact.places_holding(atlas, row["query"])])
        assert held <= set(geo.search(atlas, row["query"], limit=len(atlas.places)))
