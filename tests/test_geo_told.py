"""Which numbers of a told text its statements hold."""

import pytest

from geo.stated_numbers import figures_not_stated

STATEMENTS = [
    {
        "figure_low": "2800",
        "figure_high": "",
        "summary": "The agency reports seven sites, 4,500 graves and six cranes in the 1980s.",
        "date_edtf": "2018-08-25T17:03:00",
        "notes": "14 Mordad",
        "locator": "para 143",
    },
    {"title": "UA 235/88", "figure_low": "30"},
]


@pytest.mark.parametrize(
    "text",
    [
        "2,800 and 2800 alike",
        "at 17:03 on 25 August 2018, at 8 of the clock",
        "Seven sites, or 7; six or 6 cranes",
        "the 1980s, para 143, UA 235/88, 14 Mordad",
        "30 of 4,500, and so on.",
        "۳۰ و ۲٬۸۰۰",
        "one by one, the two of them, no figure at all",
        "",
    ],
)
def test_number_that_a_statement_holds_passes(text: str) -> None:
    assert figures_not_stated(text, STATEMENTS) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("28 or 280 or 28,000", ["28", "280", "28,000"]),
        ("ten sites and nine, and ten again", ["ten", "nine"]),
        ("the 1970s, not the 1980s", ["1970s"]),
        ("31, or 30", ["31"]),
        ("۳۱ نفر", ["۳۱"]),
        ("Twenty of 30", ["Twenty"]),
    ],
)
def test_number_that_no_statement_holds_is_named(text: str, missing: list[str]) -> None:
    assert figures_not_stated(text, STATEMENTS) == missing


def test_text_without_statements_may_hold_no_number() -> None:
    assert figures_not_stated("In 1988 four", []) == ["1988", "four"]
