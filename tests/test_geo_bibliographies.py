import json

import pytest
import rispy
from pybtex.database import BibliographyData, Entry, parse_string

from browser import ROOT
from datasets import ALL_SOURCES
from geo.cite.bibtex import bibtex, bibtex_items
from geo.cite.csl_json import csl_items, csl_json
from geo.cite.ris import ris, ris_items
from geo.dataset import Dataset
from geo.sources import Source

PLAIN = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    **{f"\\{char}": char for char in "&%$#_"},
}


@pytest.fixture(scope="module")
def sources(atlas: Dataset) -> dict[str, Source]:
    return atlas.sources


@pytest.fixture(scope="module")
def entries(sources: dict[str, Source]) -> BibliographyData:
    return parse_string(bibtex(sources.values()), "bibtex")


@pytest.fixture(scope="module")
def records(sources: dict[str, Source]) -> dict[str, dict]:
    return {record["id"]: record for record in rispy.loads(ris(sources.values()))}


def plain(text: str) -> str:
    for escape, char in PLAIN.items():
        text = text.replace(escape, char)
    return text


def names(source: Source) -> list[str]:
    return [
        name.get("literal") or f"{name['family']}, {name['given']}"
        for name in source.item.get("author", ())
    ]


def entry_of(item: dict) -> Entry:
    """Read back the BibTeX of one item."""
    return parse_string(bibtex_items([item]), "bibtex").entries[item["id"]]


def record_of(item: dict) -> dict:
    """Read back the RIS of one item."""
    (record,) = rispy.loads(ris_items([item]))
    return record


def issued(source: Source) -> list[int]:
    return source.item.get("issued", {}).get("date-parts", [[]])[0]


def test_each_format_holds_every_source_once_and_in_order(sources, entries, records):
    expected = sorted(sources)
    assert len(expected) == ALL_SOURCES
    assert list(entries.entries) == expected
    assert list(records) == expected
    assert [item["id"] for item in json.loads(csl_json(sources.values()))] == expected


def test_bibtex_is_read_back_without_loss(sources, entries):
    for source_id, source in sources.items():
        entry = entries.entries[source_id]
        fields = entry.fields
        assert plain(fields["title"][1:-1]) == source.title
        assert [plain(str(person)).strip("{}") for person in entry.persons.get("author", ())] == (
            names(source)
        )
        assert fields.get("url", "") == source.url
        assert fields.get("year", "") == (str(source.year) if source.year else "")
        assert [int(part) for part in fields.get("date", "").split("-") if part] == issued(source)
        assert fields["language"] == source.language
        assert plain(fields.get("note", "")) == source.note
        publishers = ("journal", "organization", "institution", "publisher", "howpublished")
        stated = [plain(fields[name]) for name in publishers if name in fields]
        assert stated == [source.item["publisher"]] if "publisher" in source.item else not stated


def test_bibtex_keeps_bodies_and_letters_as_they_are(sources):
    text = bibtex([sources["jfi-painscapes-710-dezful"], sources["akhbar-rooz-2003-unesco-dezful"]])
    assert "author = {{Justice for Iran}}" in text
    assert "title = {{زندان یونسکو «دزفول» و آن تابستان سیاه!}}" in text


def test_bibtex_entry_types_are_known_to_readers(entries):
    kinds = {entry.type for entry in entries.entries.values()}
    assert kinds <= {"article", "incollection", "misc", "online", "techreport"}
    assert all(
        "journal" in entry.fields for entry in entries.entries.values() if entry.type == "article"
    )


def test_ris_is_read_back_without_loss(sources, records):
    for source_id, source in sources.items():
        record = records[source_id]
        assert record["title"] == source.title
        assert [one.replace(" – ", ", ") for one in record.get("authors", [])] == names(source)
        assert record.get("urls", []) == ([source.url] if source.url else [])
        assert record.get("year", "") == (str(source.year) if source.year else "")
        assert [int(part) for part in record.get("date", "").split("/") if part] == issued(source)
        assert record["language"] == source.language
        assert record.get("notes", []) == ([source.note] if source.note else [])
        outlet = record.get("publisher") or record.get("secondary_title") or ""
        assert outlet == source.item.get("publisher", "")
        assert "unknown_tag" not in record


def test_ris_keeps_the_name_of_a_body_in_one_piece(sources, records):
    for source_id, source in sources.items():
        stated = [name for name in source.item.get("author", ()) if "literal" in name]
        if len(stated) == len(source.item.get("author", ())):
            # A reader takes what stands before the first comma for the family name.
            assert not any("," in name for name in records[source_id].get("authors", ()))
    item = {**HARD, "editor": [{"family": "King, Jr.", "given": "M. L."}]}
    record = record_of(item)
    assert record["authors"] == ['Body and Co – "so called"', "O'Neil, A. B."]
    assert record["secondary_authors"] == ["King – Jr., M. L."]


@pytest.mark.parametrize(
    "kind", ["article-newspaper", "article-magazine", "article-journal", "webpage", "post-weblog"]
)
def test_outlet_stands_where_programs_look_for_it(kind):
    item = {**HARD, "type": kind, "publisher": "The Paper"}
    (written,) = json.loads(csl_items([item]))
    assert (written["container-title"], "publisher" in written) == ("The Paper", False)
    record = record_of(item)
    assert (record["secondary_title"], "publisher" in record) == ("The Paper", False)
    assert item["publisher"] == "The Paper"
    both = {**item, "container-title": "A supplement"}
    assert json.loads(csl_items([both])) == [both]


def test_publisher_of_a_report_stays():
    item = {**HARD, "type": "report", "publisher": "A body"}
    assert json.loads(csl_items([item])) == [item]


def test_ris_types_are_those_of_the_format(records):
    kinds = {record["type_of_reference"] for record in records.values()}
    assert kinds <= set(rispy.TYPE_OF_REFERENCE_MAPPING)
    assert kinds >= {"NEWS", "ELEC", "RPRT", "BLOG", "ENCYC"}


def test_ris_has_nothing_but_fields(sources):
    lines = ris(sources.values()).splitlines()
    assert all(not line or line[2:6] == "  - " for line in lines)


def test_csl_json_of_all_sources_is_the_data_file(sources):
    assert csl_json(sources.values()) == (ROOT / "data" / "sources.json").read_text("utf-8")


def test_order_and_repetition_of_sources_change_nothing(sources):
    some = [sources[one] for one in list(sources)[:9]]
    for write in (bibtex, ris, csl_json):
        assert write(some) == write([*reversed(some), *some])


def test_no_source_is_an_empty_file():
    assert bibtex([]) == ""
    assert rispy.loads(ris([])) == []
    assert json.loads(csl_json([])) == []


HARD = {
    "id": "hard",
    "type": "webpage",
    "title": "Evidence & {Legal} 100 % #1_$ ~ ^ \\ “–” \u200cفا",
    "author": [{"literal": 'Body and Co, "so called"'}, {"family": "O'Neil", "given": "A. B."}],
    "URL": "https://example.org/a_{b}?c=d%20e&f=~g#h",
}


def test_bibtex_escapes_what_has_a_meaning_in_tex():
    entry = entry_of(HARD)
    assert plain(entry.fields["title"][1:-1]) == HARD["title"]
    assert entry.fields["url"] == "https://example.org/a_%7Bb%7D?c=d%20e&f=~g#h"
    people = [plain(str(person)) for person in entry.persons["author"]]
    assert people == ['{Body and Co, "so called"}', "O'Neil, A. B."]


def test_ris_holds_a_value_on_one_line():
    broken = {**HARD, "title": "One\nER  - \nTY  - BOOK"}
    record = record_of(broken)
    assert record["title"] == "One ER - TY - BOOK"


def test_access_date_and_version_are_written_where_given():
    accessed = {"date-parts": [[2026, 11, 2]]}
    item = {**HARD, "type": "dataset", "version": "1.0.0", "accessed": accessed}
    entry, record = entry_of(item), record_of(item)
    assert (entry.type, record["type_of_reference"]) == ("dataset", "DATA")
    assert entry.fields["version"] == record["edition"] == "1.0.0"
    assert (entry.fields["urldate"], record["access_date"]) == ("2026-11-02", "2026/11/02/")


def test_no_access_date_is_made_up(sources):
    assert "urldate" not in bibtex(sources.values())
    assert "Y2  -" not in ris(sources.values())


CHAPTER = {
    **HARD,
    "type": "chapter",
    "container-title": "A book",
    "editor": [{"family": "Stone", "given": "Ann"}],
    "publisher": "A press",
    "publisher-place": "Leeds",
    "volume": "2",
    "page": "10-12",
    "ISBN": "978-0",
    "DOI": "10.1/a_b",
}


BIBTEX_NAMES = {
    "booktitle": "container-title",
    "publisher": "publisher",
    "address": "publisher-place",
    "volume": "volume",
    "pages": "page",
    "isbn": "ISBN",
    "doi": "DOI",
}
RIS_NAMES = {
    "secondary_title": "container-title",
    "publisher": "publisher",
    "place_published": "publisher-place",
    "volume": "volume",
    "start_page": "page",
    "issn": "ISBN",
    "doi": "DOI",
}


def test_details_of_printed_works_are_kept():
    entry = entry_of(CHAPTER)
    assert (entry.type, str(entry.persons["editor"][0])) == ("incollection", "Stone, Ann")
    for name, variable in BIBTEX_NAMES.items():
        assert plain(entry.fields[name]) == CHAPTER[variable], name
    record = record_of(CHAPTER)
    assert (record["type_of_reference"], record["secondary_authors"]) == ("CHAP", ["Stone, Ann"])
    for name, variable in RIS_NAMES.items():
        assert record[name] == CHAPTER[variable], name


def test_journal_and_publisher_are_both_kept():
    item = {**CHAPTER, "type": "article-journal", "container-title": "A journal"}
    entry = entry_of(item)
    assert (entry.fields["journal"], entry.fields["publisher"]) == ("A journal", "A press")
