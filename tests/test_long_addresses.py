"""An address of any length opens a page that says what it ignores."""

from urllib.parse import parse_qsl, quote

import pytest
from playwright.sync_api import Page, expect

import geo
from browser import Server, open_page
from dashboard.long_addresses import LONGEST_ADDRESS, is_long, shortened
from geo import Filter

LONG = {
    "letters": "q=" + "a" * 1_000_000,
    "other letters": "q=" + quote("خاوران" * 50_000),
    "codes": "layers=" + "prison," * 100_000,
    "name": "x" * 1_000_000 + "=1",
    "many": "&".join(["layers=prison"] * 2_000),
    "after others": "from=1988&layers=prison&q=" + "a" * 1_000_000,
}


@pytest.mark.parametrize("query", LONG.values(), ids=LONG)
def test_cut_query_is_short_and_still_refused(atlas: geo.Dataset, query: str) -> None:
    assert is_long(query.encode())
    short = shortened(query.encode())
    assert not is_long(short.encode())
    assert len(short) <= LONGEST_ADDRESS
    with pytest.raises(geo.FilterError):
        Filter.from_query(short, atlas)
    assert shortened(short.encode()) == short


def test_what_stands_before_is_kept() -> None:
    assert parse_qsl(shortened(LONG["after others"].encode()))[:2] == [
        ("from", "1988"),
        ("layers", "prison"),
    ]


def test_megabyte_of_search_leaves_a_page_that_names_it(page: Page, server: Server) -> None:
    open_page(page, server, "layers=prison&q=" + "a" * 1_000_000)
    expect(page.locator(".st-key-notice")).to_contain_text("q in the address was not understood")
    expect(page.locator(".st-key-counter")).to_contain_text("30 of 117 places shown")
