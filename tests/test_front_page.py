"""The HTML in which Streamlit's front end starts."""

import pytest

from dashboard.server.front_page import FrontPage
from wire import SHELL

PAGE = FrontPage.around(SHELL, "a1").without_data("An & atlas")


def test_page_is_called_by_its_own_name() -> None:
    assert PAGE.count("<title>") == 1
    assert "<title>An &amp; atlas</title>" in PAGE


def test_words_come_before_what_may_fail() -> None:
    assert PAGE.index("longer than usual") < PAGE.index("</head>")
    assert PAGE.index("Loading the atlas…</div>") < PAGE.index('<div id="root">')


def test_reader_without_scripts_is_led_to_the_data() -> None:
    _before, said = PAGE.split("<noscript>")
    said = said.split("</noscript>")[0]
    assert 'href="api/claims.csv"' in said
    assert "Streamlit" not in said


def test_no_typeface_is_fetched_that_is_not_used() -> None:
    assert 'as="font"' in SHELL
    assert 'as="font"' not in PAGE


def test_scripts_of_streamlit_are_kept() -> None:
    for line in SHELL.splitlines():
        if "<script" in line or 'rel="modulepreload"' in line or 'rel="stylesheet"' in line:
            assert line.strip() in PAGE


def test_what_can_be_shown_comes_before_what_is_fetched() -> None:
    assert PAGE.index("</main>") < PAGE.index('type="module"') < PAGE.index('<div id="root">')
    assert PAGE.index("</main>") < PAGE.index('rel="stylesheet"')


@pytest.mark.parametrize(
    "part", ['<html lang="', "<title>", "</noscript>", '<div id="root">', "</head>"]
)
def test_another_page_of_streamlit_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="Streamlit's page has no"):
        FrontPage.around(SHELL.replace(part, ""), "a1")
