"""Links as messengers, editors and campaigns alter them ask what they asked before."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from dashboard.server.api import MAX_QUERY_CHARS, canonical_query
from geo import Filter
from geo.altered_links import pairs_of, trimmed, understood
from geo.bounds import Bounds
from geo.parameters import MAX_VALUE_CHARS, RESTRICTIONS, allowed_values, max_choices

QUERY = Filter(
    layers=("burial_site", "prison"),
    cities=("tehran",),
    q="خاوران (mass grave)",
    bounds=Bounds(25, 44, 39.8, 63.3),
    from_date="1988-07",
    to_date="1988-09-30",
    certainty="certain",
    place="evin-prison",
).to_query()
ALTERED: dict[str, Callable[[str], str]] = {
    "as it was": lambda query: query,
    "ampersands as entities": lambda query: query.replace("&", "&amp;"),
    "as entities twice": lambda query: query.replace("&", "&amp;amp;"),
    "encoded twice": lambda query: query.replace("%", "%25").replace(",", "%252C"),
    "encoded four times": lambda query: query.replace("%", "%25252525"),
    "encoded as a whole": lambda query: quote(query, safe=""),
    "ampersands encoded": lambda query: query.replace("&", "%26"),
    "at the end of a sentence": lambda query: query + ".",
    "in brackets": lambda query: query + ").",
    "in quotation marks": lambda query: query + quote("”,"),
    "in a Persian sentence": lambda query: query + quote("»؟"),
    "in a Markdown address": lambda query: query + ")**",
    "before a line of text": lambda query: query + "%20",
    "followed by campaigns": lambda query: f"utm_source=a&{query}&UTM_medium=b&fbclid=c&gclid=d",
    "followed by others": lambda query: f"{query}&mc_cid=1&mc_eid=2&igshid=3&_ga=4&_gl=5&msclkid=6",
    "all at once": lambda query: quote(f"{query}&utm_id=1).".replace("&", "&amp;"), safe="=&;"),
}


@pytest.mark.parametrize("alter", ALTERED.values(), ids=ALTERED)
def test_altered_link_asks_what_it_asked(atlas: geo.Dataset, alter: Callable[[str], str]) -> None:
    assert Filter.from_query(alter(QUERY), atlas).to_query() == QUERY
    assert canonical_query(alter(f"lang=fa&zoom=5&{QUERY}"), atlas) == QUERY


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("1988-08.", "1988-08"),
        ("tehran),", "tehran"),
        ("Camp (north)", "Camp (north)"),
        ("Camp (north)).", "Camp (north)"),
        ("1988~", "1988~"),
        ("room-_", "room-_"),
        ("...", "..."),
        ("", ""),
    ],
)
def test_punctuation_of_a_sentence_is_taken_off(value: str, kept: str) -> None:
    assert trimmed(value) == kept


@pytest.mark.parametrize("text", ["khavaran).", "a&b=c", "50%", "who?", "c++", "(a)"])
def test_text_to_search_for_is_kept_as_it_is(text: str) -> None:
    assert pairs_of(f"q={quote(text, safe='')}") == [("q", text)]


NAMES = (
    "utm_source utm_medium utm_campaign utm_term utm_content utm_id fbclid gclid gclsrc dclid "
    "gbraid wbraid msclkid yclid ysclid twclid ttclid mc_cid mc_eid igshid igsh _ga _gl _gid "
    "_ga_1AB _hsenc _hsmi __hssc li_fat_id srsltid mkt_tok ref_src"
)


@pytest.mark.parametrize("name", NAMES.split())
def test_parameter_that_follows_readers_is_passed_over(atlas: geo.Dataset, name: str) -> None:
    for query in (f"{name}=Ab-1.2_x", f"{name.upper()}=", f"{name}=1&{name}=2"):
        assert Filter.from_query(query, atlas) == Filter()


@pytest.mark.parametrize(
    "query", ["utm=1", "id=1", "gid=1", "play_=1", "layer=prison", "amp=1", "%00=1"]
)
def test_what_nobody_appends_is_still_refused(atlas: geo.Dataset, query: str) -> None:
    with pytest.raises(geo.FilterError):
        Filter.from_query(query, atlas)


@given(st.lists(st.tuples(*2 * [st.text(st.sampled_from("aq=&%25D8;amp.)( "), max_size=12)])))
def test_what_was_understood_is_not_changed_again(pairs: list[tuple[str, str]]) -> None:
    once = understood(pairs)
    assert understood(once) == once


@pytest.mark.parametrize(
    "query", ["x=" + ")" * 500_000, "q=" + "%25" * 200_000, "a=" * 200_000, "&amp;" * 100_000]
)
def test_hostile_links_are_read_as_well(query: str) -> None:
    assert understood(pairs_of(query)) == pairs_of(query)


def test_everything_that_can_be_chosen_at_once_is_read_again(atlas: geo.Dataset) -> None:
    everything = {one.name: tuple(allowed_values(atlas, one)) for one in RESTRICTIONS}
    query, problems = Filter.read([(name, ",".join(codes)) for name, codes in everything.items()])
    assert not problems
    assert all(len(getattr(query, name)) == len(codes) for name, codes in everything.items())
    written = query.to_query()
    assert len(written) <= MAX_QUERY_CHARS
    assert Filter.from_query(written, atlas) == query


def test_a_page_offers_no_more_choices_than_an_address_holds(small: geo.Dataset) -> None:
    codes = [f"source-{number:05}" for number in range(5_000)]
    most = max_choices(codes)
    assert max_choices(codes[:most]) == most < len(codes)
    assert len(",".join(codes[:most])) <= MAX_VALUE_CHARS < len(",".join(codes[: most + 1]))
