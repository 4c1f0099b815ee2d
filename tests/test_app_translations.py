"""Whose words a summary is in: wherever one is shown, the page says it there."""

from urllib.parse import parse_qsl

import pandas as pd
import pytest
from lxml import html

from dashboard import i18n
from geo import Dataset, messages
from geo.tours import tours
from pages import html as html_of
from pages import open_main

ENGLISH = {"fa": "انگلیسی", "fr": "anglais", "ar": "الإنجليزية"}
"""What English is called in each language."""
NOTE = "*[@class='language-note']"
VIEWS = ("place=evin-prison", "view=records", "view=figures", "mode=speaker&tour=overview&step=3")
EITHER = {True, False}
"""Both are among what is looked at: summaries with a status, and those without."""


def drawn(query: str, code: str) -> html.HtmlElement:
    return html.fromstring(html_of(open_main(lang=code, **dict(parse_qsl(query)))))


def status_words(atlas: Dataset, code: str) -> str:
    i18n.activate(code, atlas.translations)
    try:
        return atlas.codes.label("translation", "unreviewed", code)
    finally:
        messages.use(messages.ENGLISH)


def claim_of(atlas: Dataset, claim_id: str) -> pd.Series:
    frame = atlas.claims if claim_id in atlas.claims.index else atlas.milestones
    return frame.loc[claim_id]


@pytest.mark.parametrize("code", ENGLISH)
def test_card_says_who_translated_or_that_it_is_english(atlas: Dataset, code: str) -> None:
    said, seen = status_words(atlas, code), set()
    for article in drawn("place=evin-prison", code).xpath("//article[@class='claim']"):
        is_translated = bool(claim_of(atlas, article.get("id"))["translation"])
        originals = article.xpath("details[p[@lang='en']]/summary/text()")
        notes = article.xpath(f"p[@class='summary']/{NOTE}/text()")
        assert notes == ([] if is_translated else [f"({ENGLISH[code]})"])
        assert [words.startswith(said) for words in originals] == [True] * is_translated
        assert bool(article.xpath("p[@class='summary']/bdi[@lang='en']")) != is_translated
        seen.add(is_translated)
    assert seen == EITHER


@pytest.mark.parametrize("code", ENGLISH)
def test_each_row_of_records_says_it_too(atlas: Dataset, code: str) -> None:
    said, seen = status_words(atlas, code), set()
    for row in drawn("view=records", code).xpath("//tbody/tr"):
        (claim_id,) = row.xpath(".//details/p[last()]/text()")
        is_translated = bool(claim_of(atlas, claim_id)["translation"])
        expected = said if is_translated else ENGLISH[code]
        assert row.xpath(f".//{NOTE}/text()") == [f"({expected})"]
        seen.add(is_translated)
    assert seen == EITHER


def test_figures_and_the_speaker_s_notes_say_it_too(atlas: Dataset) -> None:
    allowed = {f"({words})" for words in (status_words(atlas, "fa"), ENGLISH["fa"])}
    figures = drawn("view=figures", "fa")
    summaries = figures.xpath("//table[@class='figures-table'][1]/tbody/tr/td[6]/div/div[@dir]")
    assert summaries
    for one in summaries:
        (note,) = one.xpath(f"{NOTE}/text()")
        assert note in allowed
    page = drawn("mode=speaker&tour=overview&step=3", "fa")
    notes = page.xpath(f"//ol[@class='speaker-notes']/li/p/{NOTE}/text()")
    assert len(notes) == len(tours(atlas)["overview"][2].claim_ids)
    assert set(notes) <= allowed


def test_statements_of_a_question_say_it_too(atlas: Dataset) -> None:
    page = drawn("place=evin-prison", "fr")
    statements = page.xpath("//div[@class='conflicts']//ul/li/ul/li")
    assert statements
    assert [len(one.xpath(NOTE)) for one in statements] == [1] * len(statements)


@pytest.mark.parametrize("view", VIEWS)
def test_page_in_the_language_of_the_data_says_nothing_of_it(view: str) -> None:
    assert "language-note" not in html_of(open_main(**dict(parse_qsl(view))))
