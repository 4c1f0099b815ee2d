"""Filters: what they select, how they travel in an address, and how they say themselves."""

from dataclasses import fields
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.counts import Tally
from geo.filters import Filter
from geo.parameters import MAX_VALUE_CHARS, pairs_of
from plain_reading import PERIODS, expected_ids, ids


@pytest.mark.parametrize(
    ("period", "certainty"),
    list(product(PERIODS, ("possible", "certain"))),
    ids=lambda value: "..".join(value) if isinstance(value, tuple) else value,
)
def test_period_keeps_what_the_files_date_in_it(
    atlas: geo.Dataset, period: tuple[str, str], certainty: str
) -> None:
    query = Filter(from_date=period[0], to_date=period[1], certainty=certainty)
    assert ids(query.select(atlas)) == expected_ids(query)


@pytest.mark.parametrize(
    ("query", "claims", "places"),
    [
        ("", 10, 5),
        ("layers=prison", 5, 2),
        ("layers=prison,commemoration", 7, 3),
        ("kinds=detention", 2, 2),
        ("countries=FR", 2, 1),
        ("cities=tehran", 6, 3),
        ("precision=unlocated", 1, 1),
        ("precision=site,district", 5, 2),
        ("publishers=survivor", 3, 2),
        ("sources=weblog-copy", 3, 3),
        ("layers=burial_site&sources=weblog-copy", 2, 2),
        ("layers=prison&countries=FR", 0, 0),
        ("from=1988-08-10&to=1988-08-20", 5, 3),
        ("from=1988-08-10&to=1988-08-20&certainty=certain", 1, 1),
        ("from=1988-08-06&to=1988-08-16&certainty=certain", 2, 2),
        ("from=1990", 4, 3),
        ("from=1990&certainty=certain", 3, 2),
        ("to=1979", 0, 0),
        ("from=2018-08-25&to=2018-08-25&certainty=certain", 2, 1),
        ("place=bravo-graves", 10, 5),
        ("lang=fa&view=sources&zoom=5&lat=35&lng=51", 10, 5),
    ],
)
def test_query_shows_so_many(small: geo.Dataset, query: str, claims: int, places: int) -> None:
    selection = Filter.from_query(query, small).select(small)
    assert (len(selection.claims), len(selection.places)) == (claims, places)


def test_counts_say_what_became_of_every_record(small: geo.Dataset) -> None:
    counts = Filter.from_query("from=1988-08-10&to=1988-08-20", small).select(small).counts
    assert counts.places == Tally(total=5, shown=3, filtered=2, undated=0, withheld=0, unlocated=1)
    assert counts.claims == Tally(total=10, shown=5, filtered=4, undated=1, withheld=0)
    assert counts.milestones == Tally(total=2, shown=0, filtered=1, undated=1, withheld=0)
    assert counts.statements == Tally(
        total=12, shown=5, filtered=5, undated=2, withheld=0, unlocated=0
    )


def test_place_with_nothing_but_undated_statements_counts_as_undated(small: geo.Dataset) -> None:
    query = Filter.from_query("from=1988&sources=memoir&kinds=executions_reported", small)
    counts = query.select(small).counts
    assert counts.places == Tally(total=5, shown=0, filtered=4, undated=1, withheld=0)


@pytest.mark.parametrize(
    "query", ["countries=FR", "cities=paris", "precision=site", "bounds=0,0,9,9"]
)
def test_milestones_have_no_country_city_or_point(small: geo.Dataset, query: str) -> None:
    asked, _problems = Filter.read(pairs_of(query), small)
    selection = asked.select(small)
    assert selection.milestones.empty == (asked != Filter())


def test_selection_names_the_documents_it_rests_on(small: geo.Dataset) -> None:
    selection = Filter.from_query("layers=commemoration&sources=live-report", small).select(small)
    assert selection.source_ids == ["live-report"]
    assert selection.places.crs == "EPSG:4326"
    assert [(point.x, point.y) for point in selection.places.geometry] == [(2.3488, 48.85341)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "All places and statements"),
        ("layers=prison", "Prisons and events without one place"),
        (
            "layers=prison&cities=tehran&from=1988-07&to=1988-09",
            "Prisons in Tehran, statements possibly dated July to September 1988",
        ),
        (
            "from=1988-08-14&to=1988-08-16&certainty=certain",
            "Places, statements certainly dated 14 to 16 August 1988",
        ),
        ("from=1988", "Places, statements possibly dated 1988 or later"),
        ("to=1988-08", "Places, statements possibly dated August 1988 or earlier"),
        (
            "layers=prison,burial_site,commemoration",
            "Reported burial sites, commemoration cities, prisons and events without one place",
        ),
        ("layers=commemoration&countries=FR", "Commemoration cities in France"),
        ("cities=tehran,paris", "Places in Paris and Tehran"),
        ("countries=FR,IR", "Places in France and Iran"),
        ("precision=site,unlocated", "Places located by Site or Unlocated"),
        ("kinds=detention", "Places, statements of kind Detention"),
        ("publishers=press,ngo", "Places, published by NGO or Press"),
        ("sources=memoir", "Places, from the source “Memoir”"),
        (
            "kinds=burial_reported,decree,detention,other,toll",
            "Places, statements of kind Burial reported, Decree, Detention or 2 more",
        ),
    ],
)
def test_filter_says_itself(small: geo.Dataset, query: str, words: str) -> None:
    assert Filter.from_query(query, small).describe(small) == words


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?layers=prison", "layers=prison"),
        ("layers=prison,burial_site", "layers=burial_site,prison"),
        ("layers=prison,,prison,", "layers=prison"),
        ("layers=PRISON", "layers=prison"),
        ("cities=Tehran", "cities=tehran"),
        ("cities=T%C3%A9hran,PAR%C3%8DS", "cities=paris,tehran"),
        ("countries=fr", "countries=FR"),
        ("kinds=Burial%20reported", "kinds=burial_reported"),
        ("to=1988-09&from=1988-07", "from=1988-07&to=1988-09"),
        ("certainty=possible", ""),
        ("from=&to=", ""),
        ("place=delta-camp&lang=fa", "place=delta-camp"),
    ],
)
def test_query_is_written_in_one_form(small: geo.Dataset, query: str, canonical: str) -> None:
    assert Filter.from_query(query, small).to_query() == canonical


LAYERS = "one of burial_site, commemoration, prison"
ISO = "a day, a month or a year: 2004-08-14, 2004-08, 2004"
FAULTS = [
    ("layers=jail", "layers", "jail", LAYERS, ""),
    ("layers=jail,prison", "layers", "jail", LAYERS, "layers=prison"),
    ("layers=prison%00", "layers", r"prison\x00", LAYERS, ""),
    ("layers=%E2%80%AEprison", "layers", r"\u202eprison", LAYERS, ""),
    ("countries=Atlantis", "countries", "Atlantis", "one of FR, IR", ""),
    ("layers=prison%E2%80%8D", "layers", r"prison\u200d", LAYERS, ""),
    ("layers=prison%1F", "layers", r"prison\x1f", LAYERS, ""),
    ("cities=tehran;--", "cities", "tehran;--", "one of isfahan, paris, tehran", ""),
    ("cities=%3Cparis%3E", "cities", "<paris>", "one of isfahan, paris, tehran", ""),
    ("cities=shiraz", "cities", "shiraz", "one of isfahan, paris, tehran", ""),
    ("from=1988-13", "from", "1988-13", ISO, ""),
    ("from=1988-02-30&to=1989", "from", "1988-02-30", ISO, "to=1989"),
    ("to=summer", "to", "summer", ISO, ""),
    ("to=0000", "to", "0000", ISO, ""),
    ("from=1988~", "from", "1988~", ISO, ""),
    ("from=۱۹۸۸", "from", "۱۹۸۸", ISO, ""),
    ("certainty=sure", "certainty", "sure", "one of possible, certain", ""),
    (
        "place=evin-prison",
        "place",
        "evin-prison",
        "a place of the atlas, by the name that its link has",
        "",
    ),
    ("from=1988&from=1989", "from", "1989", "the same name only once", "from=1988"),
]


@pytest.mark.parametrize(("query", "name", "value", "expected", "kept"), FAULTS)
def test_bad_value_raises_and_is_passed_over_by_the_lenient_reading(
    small: geo.Dataset, query: str, name: str, value: str, expected: str, kept: str
) -> None:
    message = f"query:0 (-) {name}: '{value}'; expected {expected}"
    with pytest.raises(geo.FilterError) as raised:
        Filter.from_query(query, small)
    assert str(raised.value) == message
    read, problems = Filter.read(pairs_of(query), small)
    assert [str(problem) for problem in problems] == [message]
    assert read.to_query() == kept


def test_both_dates_of_a_period_turned_round_are_named(small: geo.Dataset) -> None:
    read, problems = Filter.read(pairs_of("from=1989&to=1988&layers=prison"), small)
    assert read.to_query() == "layers=prison"
    assert [str(problem) for problem in problems] == [
        "query:0 (-) from: '1989'; expected a date no later than to=1988",
        "query:0 (-) to: '1988'; expected a date no earlier than from=1989",
    ]


def test_unknown_parameter_is_named_with_those_that_exist(small: geo.Dataset) -> None:
    with pytest.raises(geo.FilterError) as raised:
        Filter.from_query("layer=prison", small)
    message = str(raised.value)
    assert message.startswith("query:0 (-) layer: 'prison'; expected one of the names layers,")
    for name in ("layers", "kinds", "countries", "cities", "publishers", "precision", "sources"):
        assert f" {name}," in message
    for name in ("from", "to", "certainty", "place"):
        assert name in message.rsplit("of the names ", 1)[1].split(", ")


def test_every_bad_value_is_named_at_once(small: geo.Dataset) -> None:
    with pytest.raises(geo.FilterError) as raised:
        Filter.from_query("layers=jail,camp&from=x&certainty=y", small)
    assert str(raised.value).split("\n") == [
        f"query:0 (-) layers: 'jail'; expected {LAYERS}",
        f"query:0 (-) layers: 'camp'; expected {LAYERS}",
        f"query:0 (-) from: 'x'; expected {ISO}",
        "query:0 (-) certainty: 'y'; expected one of possible, certain",
    ]


def test_long_value_is_cut_in_the_message(small: geo.Dataset) -> None:
    with pytest.raises(geo.FilterError) as raised:
        Filter.from_query("cities=" + "x" * (MAX_VALUE_CHARS + 60), small)
    assert str(raised.value) == (
        f"query:0 (-) cities: '{'x' * 60}'… ({MAX_VALUE_CHARS} more characters); "
        f"expected at most {MAX_VALUE_CHARS} characters"
    )


@given(
    pairs=st.lists(
        st.tuples(
            st.sampled_from([*(field.name for field in fields(Filter)), "from", "to", "q", "x"])
            | st.text(max_size=6),
            st.text(max_size=12) | st.sampled_from(["prison", "1988-08", "certain", "Tehran", ","]),
        ),
        max_size=5,
    )
)
def test_lenient_reading_never_raises_and_agrees_with_the_strict_one(
    atlas: geo.Dataset, pairs: list[tuple[str, str]]
) -> None:
    read, problems = Filter.read(pairs, atlas)
    assert all(str(problem).splitlines() == [str(problem)] for problem in problems)
    assert Filter.from_query(read.to_query(), atlas) == read
    read.select(atlas)
    assert read.describe(atlas)


def test_without_takes_a_restriction_back() -> None:
    query = Filter(layers=("prison",), from_date="1988", to_date="1989", certainty="certain")
    assert query.without("from_date", "to_date", "certainty") == Filter(layers=("prison",))
    assert not query.without("from_date", "to_date").has_dates
