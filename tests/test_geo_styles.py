"""Every source in every style of citation."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from citeproc import SCHEMA_PATH
from lxml import etree

from browser import ROOT
from datasets import ALL_SOURCES
from geo.cite import references
from geo.cite.references import (
    NOTES,
    STYLES,
    attribution,
    note_to,
    reference,
    reference_to,
    style_names,
)
from geo.dataset import Dataset
from geo.sources import Source

OWN = sorted((ROOT / "geo" / "cite" / "styles").glob("*.csl"))
FAULTS = re.compile(r"\.\.|,,|;;|::| [.,;]|(?<!n\.d)\.,|[?!]\.|\(\)|“”|‘’|None|\s\s|<|>")


@pytest.fixture(scope="module")
def sources(atlas: Dataset) -> list[Source]:
    return list(atlas.sources.values())


def author_words(source: Source) -> str:
    """Return the part of the first author, or of whoever stands for it, that no style shortens."""
    names = source.item.get("author") or [{"literal": source.item["publisher"]}]
    return names[0].get("literal") or names[0]["family"]


def check(text: str, source: Source) -> None:
    """Assert that a reference is whole; title and address may hold any punctuation."""
    title = " ".join(source.title.split())
    assert author_words(source) in text
    assert text.count(title) == 1, text
    seen = text.replace(title, "Title")
    if source.url:
        assert source.url in text
        seen = seen.replace(source.url, "address")
    year = source.item.get("issued", {}).get("date-parts", [["n"]])[0][0]
    assert str(year) in seen or "undated" in seen
    assert not FAULTS.search(seen), text
    if title.endswith(("!", "?", "...")):
        assert f"{title}." not in text


@pytest.mark.by_turns
@pytest.mark.sample("style", STYLES, 1)
def test_reference_of_every_source_is_whole_and_its_own(style, sources):
    texts = [reference(source, style) for source in sources]
    for text, source in zip(texts, sources, strict=True):
        check(text, source)
        assert text.endswith((".", source.url or "."))
    assert len(set(texts)) == len(texts) == ALL_SOURCES


@pytest.mark.parametrize("style", NOTES)
def test_note_on_every_source_names_the_passage(style, sources):
    for source in sources:
        text = note_to(source.item, 'section "Pour-Mohammadi", paras 3-5', style)
        check(text, source)
        assert ', section "Pour-Mohammadi", paras 3-5' in text
        assert text.endswith(".")


@pytest.mark.parametrize("style", STYLES)
def test_every_type_of_document_in_the_data_is_covered(style, sources):
    types = {source.item["type"] for source in sources}
    texts = {kind: reference_to({**PAGE, "type": kind}, style) for kind in types}
    assert all("A body" in text and "A title" in text for text in texts.values())


PAGE = {
    "id": "page",
    "type": "webpage",
    "title": "A title",
    "author": [{"literal": "A body"}],
    "issued": {"date-parts": [[1988, 8, 5]]},
    "publisher": "An outlet",
    "URL": "https://example.org/a",
    "language": "en",
}
PERSON = {**PAGE, "author": [{"family": "Doe", "given": "Ann Beth"}, {"literal": "A body"}]}
EXPECTED = {
    "harvard": "A body (1988) A title. An outlet. Available at: https://example.org/a.",
    "apa": "A body. (1988, August 5). A title. An outlet. https://example.org/a",
    "chicago": "A body. “A title.” An outlet, August 5, 1988. https://example.org/a.",
    "footnote": "A body, “A title”, An outlet, 5 August 1988, https://example.org/a.",
}
PEOPLE = {
    "harvard": "Doe, A.B. and A body (1988)",
    "apa": "Doe, A. B., & A body. (1988, August 5).",
    "chicago": "Doe, Ann Beth, and A body. “A title.”",
    "footnote": "Ann Beth Doe and A body, “A title”,",
}
UNDATED = {
    "harvard": "A body (no date) A title.",
    "apa": "A body. (n.d.). A title. An outlet.",
    "chicago": "A body. “A title.” An outlet, n.d. https://example.org/a.",
    "footnote": "A body, “A title”, An outlet, undated, https://example.org/a.",
}


@pytest.mark.parametrize("style", STYLES)
def test_page_in_each_style(style):
    assert reference_to(PAGE, style) == EXPECTED[style]
    assert reference_to(PERSON, style).startswith(PEOPLE[style])
    undated = {name: value for name, value in PAGE.items() if name != "issued"}
    assert reference_to(undated, style).startswith(UNDATED[style])


@pytest.mark.parametrize(
    ("parts", "apa", "footnote"),
    [
        ([1988], "(1988)", ", 1988,"),
        ([1988, 8], "(1988, August)", ", August 1988,"),
        ([1988, 8, 5], "(1988, August 5)", ", 5 August 1988,"),
    ],
)
def test_date_is_as_precise_as_known(parts, apa, footnote):
    item = {**PAGE, "issued": {"date-parts": [parts]}}
    assert apa in reference_to(item, "apa")
    assert footnote in reference_to(item, "footnote")


@pytest.mark.parametrize("style", STYLES)
def test_publisher_is_named_and_stands_for_an_unknown_author(style):
    paper = {**PAGE, "type": "article-newspaper", "publisher": "The Paper"}
    assert "The Paper" in reference_to(paper, style)
    item = {name: value for name, value in PAGE.items() if name != "author"}
    text = reference_to(item, style)
    assert text.startswith("An outlet")
    assert text.count("An outlet") == 1


def test_notes():
    note = note_to(PAGE, "para 4", "chicago")
    assert note == "A body, “A title,” An outlet, August 5, 1988, para 4, https://example.org/a."
    note = note_to(PAGE, "para 4", "footnote")
    assert note == "A body, “A title”, An outlet, 5 August 1988, para 4, https://example.org/a."
    assert note_to(PAGE) == EXPECTED["footnote"]


def test_access_date_and_version_are_said_where_given():
    accessed = {"date-parts": [[2026, 11, 2]]}
    item = {**PAGE, "type": "dataset", "version": "1.2.0", "accessed": accessed}
    assert "(Accessed: 2 November 2026)" in reference_to(item, "harvard")
    apa = reference_to(item, "apa")
    assert "A title (Version 1.2.0) [Data set]." in apa
    assert apa.endswith("Retrieved November 2, 2026, from https://example.org/a")
    chicago = "A title. Version 1.2.0, An outlet, August 5, 1988. Accessed November 2, 2026."
    assert chicago in reference_to(item, "chicago")
    assert "A title, version 1.2.0, An outlet" in note_to(item)
    assert note_to(item).endswith("https://example.org/a, accessed 2 November 2026.")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", ["Keep out!", "What does it seek?", "A generation ...", "گور!"])
def test_title_keeps_its_own_last_mark(style, title):
    text = reference_to({**PAGE, "title": title}, style)
    assert title in text
    assert f"{title}." not in text


@pytest.mark.parametrize("style", STYLES)
def test_right_to_left_title_is_intact(style):
    title = "آیا می‌دانید قلعه تاریخی فلک‌الافلاک «در» خرم‌آباد؟"
    assert title in reference_to({**PAGE, "title": title, "language": "fa"}, style)


def test_unknown_style_is_named_with_those_there_are(sources):
    expected = "no citation style 'mla'; expected one of harvard, apa, chicago, footnote"
    with pytest.raises(ValueError, match=re.escape(expected)):
        reference(sources[0], "mla")
    expected = "style 'apa' has no notes; expected one of chicago, footnote"
    with pytest.raises(ValueError, match=re.escape(expected)):
        note_to(PAGE, "p. 1", "apa")


def test_every_style_has_a_name():
    assert list(style_names()) == list(STYLES)
    assert all(style_names().values())


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_own_style_is_valid_csl(path):
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    schema.assertValid(etree.parse(str(path)))


def test_own_styles_are_all_in_use_and_shipped():
    assert {path.stem for path in OWN} == {"apa-like", "chicago-like", "footnote"}
    assert {path.stem for path in OWN} < set(STYLES.values())
    assert 'geo = ["cite/styles/*.csl"]' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_reference_is_the_same_from_many_threads(sources):
    asked = [(source, style) for source in sources[:60] for style in STYLES]
    expected = [reference(source, style) for source, style in asked]
    references._format.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda pair: reference(*pair), asked)) == expected


def test_attribution_is_short(atlas):
    source = atlas.sources["aawsat-2016-audio"]
    assert attribution(source, "para 4") == "Asharq Al-Awsat 2016, para 4"
