"""Citations of statements, places and views of the atlas."""

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
import rispy
from pybtex.database import parse_string

import geo
from dashboard import i18n
from datasets import ALL_PLACES, ALL_SOURCES, ALL_STATEMENTS, CREATED, VERSION
from geo.cite.atlas import (
    cite_place,
    cite_statement,
    cite_view,
    place_item,
    place_sources,
    statement_item,
    view_item,
)
from geo.cite.bibtex import bibtex_items
from geo.cite.coins import coins
from geo.cite.csl_json import csl_items
from geo.cite.references import STYLES, reference, references
from geo.cite.ris import ris_items
from languages import speaking

DAY = date(2026, 12, 3)
LINK = f"https://example.org/?layers=prison&cities=tehran&v={VERSION}"


@pytest.fixture(scope="module")
def selection(atlas: geo.Dataset) -> geo.Selection:
    return geo.Filter.from_query("layers=prison&cities=tehran", atlas).select(atlas)


@pytest.mark.sample("style", STYLES, 1)
def test_every_statement_is_cited_with_source_passage_version_and_record(style, atlas):
    for table in (atlas.claims, atlas.milestones):
        for claim_id, row in table.iterrows():
            text = cite_statement(claim_id, atlas, style)
            source = atlas.sources[row["source_id"]]
            assert source.title in text
            assert source.url in text
            assert row["locator"] in text
            recorded = f"as recorded in The 1988 atlas, dataset version {VERSION}, record "
            assert text.endswith(f"{recorded}{claim_id}.")


def test_statement_in_a_footnote_and_in_a_reference(atlas):
    assert cite_statement("evin-prison-03", atlas) == (
        "Arash Bahmani, “جنازه‌ها را با ماشین حمل گوشت جابه‌جا کردند”, Rooz Online, via "
        "Iranian.com, 1 August 2010, para 1, https://www.iranian.com/main/news/2010/08/01-0.html; "
        f"as recorded in The 1988 atlas, dataset version {VERSION}, record evin-prison-03."
    )
    text = cite_statement("evin-prison-03", atlas, "apa", permalink="https://example.org/r")
    assert text.endswith(
        "https://www.iranian.com/main/news/2010/08/01-0.html. Passage: para 1; as recorded in The "
        f"1988 atlas, dataset version {VERSION}, record evin-prison-03, https://example.org/r."
    )


@pytest.mark.parametrize("style", STYLES)
def test_place_is_cited_with_its_record_and_every_document(style, atlas):
    claims = atlas.claims[atlas.claims["place_id"] == "evin-prison"]
    expected = {*claims["source_id"], atlas.places.loc["evin-prison", "coord_source"]}
    assert {source.source_id for source in place_sources("evin-prison", atlas)} == expected
    record, *references = cite_place("evin-prison", atlas, style, LINK, DAY)
    assert len(references) == len(expected)
    assert references == sorted(references, key=str.casefold)
    assert "Evin prison, in The 1988 atlas: " in record
    assert LINK in record
    assert VERSION in record.replace(LINK, "")
    assert record.endswith(f"Record evin-prison, content hash {atlas.content_hash[:12]}.")


@pytest.mark.parametrize("code", ["fa", "ar"])
def test_words_from_right_to_left_are_one_run_behind_an_english_reference(code, selection):
    i18n.activate(code, selection.dataset.translations)
    found, short = cite_view(selection, LINK, DAY), selection.dataset.content_hash[:12]
    place = cite_place("evin-prison", selection.dataset, permalink=LINK)[0]
    statement = cite_statement("evin-prison-01", selection.dataset, permalink=LINK)
    for text in (found, place):
        assert text.endswith(f"\u2068{short}\u2069.\u2069"), ascii(text)
    assert found.count("\u2067") == 2  # the version, and what is shown
    assert statement.endswith("\u2069.")


def test_gazetteer_is_no_document_of_a_place(atlas):
    place_id = next(
        name for name, one in atlas.places["coord_source"].items() if one.startswith("geonames:")
    )
    used = set(atlas.claims.loc[atlas.claims["place_id"] == place_id, "source_id"])
    assert {source.source_id for source in place_sources(place_id, atlas)} == used


@pytest.mark.parametrize("style", STYLES)
def test_view_is_cited_with_question_link_version_hash_and_day(style, selection):
    text = cite_view(selection, LINK, DAY, style)
    assert text.startswith("The 1988 atlas contributors")
    assert LINK in text
    counts = selection.counts
    places = f"{counts.places.shown} of {ALL_PLACES} places"
    statements = f"{counts.statements.shown} of {ALL_STATEMENTS} statements"
    assert f"View: Prisons in Tehran; {places}, {statements}; content hash " in text
    assert selection.dataset.content_hash[:12] in text
    assert re.search(f"[Vv]ersion {re.escape(VERSION)}", text)
    assert "3 December 2026" in text or "December 3, 2026" in text
    assert "2026" in text.split(LINK)[0]
    assert not re.search(r"\.\.|,,| [.,]|None", text.replace(LINK, "address"))


def test_day_of_the_version_comes_from_the_data_alone(selection):
    assert view_item(selection, LINK, DAY)["issued"] == {
        "date-parts": [[CREATED.year, CREATED.month, CREATED.day]]
    }


def test_items_are_read_back_from_each_format(atlas, selection):
    items = [
        view_item(selection, LINK, DAY),
        place_item("evin-prison", atlas, LINK, DAY),
        statement_item("evin-prison-03", atlas),
    ]
    ids = [item["id"] for item in items]
    entries = parse_string(bibtex_items(items), "bibtex").entries
    assert list(entries) == ids
    assert [entry.type for entry in entries.values()] == ["dataset", "dataset", "article"]
    view = entries[ids[0]].fields
    assert (view["url"], view["urldate"], view["version"]) == (LINK, "2026-12-03", VERSION)
    records = rispy.loads(ris_items(items))
    assert [record["id"] for record in records] == ids
    assert records[0]["access_date"] == "2026/12/03/"
    assert records[0]["notes"] == [items[0]["note"]]
    newspaper = dict(items[2])
    newspaper["container-title"] = newspaper.pop("publisher")
    assert json.loads(csl_items(items)) == [*items[:2], newspaper]
    passage = f"Passage: para 1; as recorded in The 1988 atlas, dataset version {VERSION}, record "
    assert items[2]["note"].endswith(f"{passage}evin-prison-03.")
    assert "custom" not in items[2]


def test_different_questions_have_different_keys(atlas, selection):
    everything = geo.Filter().select(atlas)
    keys = [view_item(one, LINK, DAY)["id"] for one in (selection, selection, everything)]
    assert keys[0] == keys[1] != keys[2]


def test_nothing_is_said_that_is_not_known(atlas):
    item = place_item("evin-prison", atlas)
    assert not {"URL", "accessed"} & set(item)
    assert "Accessed" not in cite_place("evin-prison", atlas, "chicago")[0]


def test_unknown_records_and_styles_are_named(atlas, selection):
    with pytest.raises(ValueError, match="no statement 'evin-prison' in the data"):
        cite_statement("evin-prison", atlas)
    with pytest.raises(ValueError, match="no place 'atlantis' in the data"):
        cite_place("atlantis", atlas)
    with pytest.raises(ValueError, match="no citation style 'mla'"):
        cite_view(selection, LINK, DAY, "mla")
    with pytest.raises(ValueError, match="no citation style 'mla'"):
        cite_statement("evin-prison-03", atlas, "mla")


def test_words_are_in_the_language_in_use(atlas):
    with speaking("fr", lambda message: message.replace("as recorded in", "d'après")):
        assert "; d'après L’atlas 1988" in cite_statement("evin-prison-03", atlas)


class Spans(HTMLParser):
    """Collects what a page's COinS carry."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert (tag, values["class"], set(values)) == ("span", "Z3988", {"class", "title"})
        self.found.append(parse_qs(values["title"] or "", strict_parsing=True))


def test_coins_of_every_source_are_read_back(atlas):
    parser = Spans()
    parser.feed("".join(coins(source) for source in atlas.sources.values()))
    assert len(parser.found) == ALL_SOURCES
    for fields, source in zip(parser.found, atlas.sources.values(), strict=True):
        assert fields["ctx_ver"] == ["Z39.88-2004"]
        assert fields["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
        assert fields["rft.title"] == [source.title]
        assert fields.get("rft.identifier", [""]) == [source.url]
        assert fields.get("rft.date", [""])[0][:4] == (str(source.year) if source.year else "")
        named = fields.get("rft.aucorp", []) + fields.get("rft.au", [])
        assert len(named) == len(source.item.get("author", ()))


def test_coins_escape_markup(small):
    source = small.sources["memoir"]
    item = {**source.item, "title": '"><script>alert(1)</script>'}
    span = coins(replace(source, item=item))
    assert span.count("<") == 2
    assert "script>" not in span
    parser = Spans()
    parser.feed(span)
    assert parser.found[0]["rft.title"] == [item["title"]]


def test_document_without_an_address_says_so_in_lists_of_references(atlas):
    lacking = [one for one in atlas.sources.values() if not one.url]
    for text, source in zip(references(lacking), sorted(lacking, key=reference), strict=True):
        assert text == f"{reference(source)} No public address; read: {source.read_at[0]}."
    rows = atlas.claims[atlas.claims["source_id"].isin([one.source_id for one in lacking])]
    place_id = rows["place_id"].iloc[0]
    assert any("No public address; read: " in one for one in cite_place(place_id, atlas))
    i18n.activate("fa", atlas.translations)
    assert f"\u2068{lacking[0].read_at[0]}\u2069.\u2069" in references(lacking[:1])[0]
