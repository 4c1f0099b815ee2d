"""The HTML in which Streamlit's front end starts."""

from pathlib import Path

import pytest
import streamlit

from dashboard.server.front_page import front_page

SHELL = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")


def test_page_is_called_by_its_own_name() -> None:
    page = front_page(SHELL, "a1", "An & atlas")
    assert page.count("<title>") == 1
    assert "<title>An &amp; atlas</title>" in page


def test_words_come_before_what_may_fail() -> None:
    page = front_page(SHELL, "a1", "An & atlas")
    assert page.index("longer than usual") < page.index("</head>")
    assert page.index("Loading the atlas…</div>") < page.index('<div id="root">')


def test_reader_without_scripts_is_led_to_the_data() -> None:
    _before, said = front_page(SHELL, "a1", "An & atlas").split("<noscript>")
    said = said.split("</noscript>")[0]
    assert 'href="api/claims.csv"' in said
    assert "Streamlit" not in said


def test_scripts_of_streamlit_are_kept() -> None:
    page = front_page(SHELL, "a1", "An & atlas")
    for line in SHELL.splitlines():
        if "<script" in line or 'rel="modulepreload"' in line:
            assert line in page


@pytest.mark.parametrize("part", ["<title>", "</noscript>", '<div id="root">', "</head>"])
def test_another_page_of_streamlit_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="Streamlit's page has no"):
        front_page(SHELL.replace(part, ""), "a1", "An atlas")
