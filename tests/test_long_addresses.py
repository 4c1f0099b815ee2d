"""An address of any length opens a page that says what it ignores."""

from urllib.parse import parse_qsl, quote

import pytest
from playwright.sync_api import Page, expect

import geo
from browser import Server, open_page
from dashboard.long_addresses import DROPPED, LONGEST_ADDRESS, is_long, shortened, take_dropped
from datasets import ALL_PLACES
from geo import Filter
from recount import answer

PRISONS = len(answer("layers=prison").places)
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


def test_what_stands_before_is_kept() -> None:
    assert parse_qsl(shortened(LONG["after others"].encode()))[:2] == [
        ("from", "1988"),
        ("layers", "prison"),
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (LONG["letters"], []),
        (LONG["many"], ["'layers'"]),
        ("&".join(f"p{n}=1" for n in range(103)), ["'p99, p100, p101, p102'"]),
        ("&".join(f"p{n}=1" for n in range(200)), ["'p99, p100, p101, p102 and 97 more'"]),
        ("&".join(f"p{n}={'%D8%AE' * 2_000}" for n in range(8)), ["'p5, p6, p7'"]),
        ("&".join(["a=1"] * 99 + ["خ" * 50 + str(n) for n in range(9)]), [f"'{'خ' * 40}'"]),
    ],
)
def test_what_is_dropped_is_named(query: str, names: list[str]) -> None:
    short = shortened(query.encode("latin-1") if query.isascii() else quote(query, "=&").encode())
    assert len(short) <= LONGEST_ADDRESS
    pairs, problems = take_dropped(parse_qsl(short, keep_blank_values=True))
    assert [one.field for one in problems] == names
    assert DROPPED not in dict(pairs)


def test_page_names_what_a_long_address_loses(page: Page, server: Server) -> None:
    open_page(page, server, "&".join(["layers=prison"] * 100) + "&kinds=toll&certainty=certain")
    expect(page.locator(".st-key-notice")).to_contain_text(
        "'layers, kinds, certainty' in the address was not understood and is ignored"
    )
    expect(page.locator(".st-key-counter")).to_contain_text(
        f"{PRISONS} of {ALL_PLACES} places shown"
    )


def test_megabyte_of_search_leaves_a_page_that_names_it(page: Page, server: Server) -> None:
    open_page(page, server, "layers=prison&q=" + "a" * 1_000_000)
    expect(page.locator(".st-key-notice")).to_contain_text("q in the address was not understood")
    expect(page.locator(".st-key-counter")).to_contain_text(
        f"{PRISONS} of {ALL_PLACES} places shown"
    )
