"""Dates said in words."""

from datetime import date

import pytest

from geo.cite.locators import locator_words
from geo.dates import DateError
from geo.wording import date_words, day_words, period_words
from languages import speaking


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("", "no date stated"),
        ("1988", "1988"),
        ("1988-08", "August 1988"),
        ("1988-08-14", "14 August 1988"),
        ("1988~", "about 1988"),
        ("1988-08~", "about August 1988"),
        ("1988-08?", "August 1988 (uncertain)"),
        ("1988%", "about 1988 (uncertain)"),
        ("1988-08-14%", "about 14 August 1988 (uncertain)"),
        ("198X", "the 1980s"),
        ("19XX", "the 1900s"),
        ("1988-XX", "1988"),
        ("1988-08-XX", "August 1988"),
        ("1988-08-14/1988-08-16", "between 14 and 16 August 1988"),
        ("1988-07-30/1988-08-16", "between 30 July and 16 August 1988"),
        ("1988-12-30/1989-01-02", "between 30 December 1988 and 2 January 1989"),
        ("1988-07/1988-09", "between July and September 1988"),
        ("1988-12/1989-01", "between December 1988 and January 1989"),
        ("1988/1989", "between 1988 and 1989"),
        ("1988-07-05/1988-09", "between 5 July 1988 and September 1988"),
        ("198X/1990", "between the 1980s and 1990"),
        ("1988-08-14~/1988-08-16", "between about 14 and 16 August 1988"),
        ("1988-08/1988-09?", "between August and September 1988 (uncertain)"),
        ("1988~/1989?", "between about 1988 and 1989 (uncertain)"),
        ("1988-08-05/..", "from 5 August 1988 onwards"),
        ("1988?/..", "from 1988 (uncertain) onwards"),
        ("../1988-08", "until August 1988"),
        ("[1988-08-06,1988-08-09]", "6 or 9 August 1988"),
        ("[2011,2012]", "2011 or 2012"),
        ("[1988-07-31,1988-08-09]", "31 July or 9 August 1988"),
        ("[1988-12-31,1989-01-01]", "31 December 1988 or 1 January 1989"),
        ("[1988~,1989]", "about 1988 or 1989"),
        ("[1988-08-06,1988-08-09,1989]", "6 August 1988 or 9 August 1988 or 1989"),
        ("{1988-08-06,1988-08-09}", "6 and 9 August 1988"),
        ("[1988..1990]", "between 1988 and 1990"),
        ("[1988..]", "from 1988 onwards"),
        ("[..1988]", "until 1988"),
        ("2018-08-25T17:42:00", "25 August 2018, 17:42"),
        ("2018-08-25T09:05:00", "25 August 2018, 09:05"),
        ("2018-08-25T00:00:00", "25 August 2018, 00:00"),
    ],
)
def test_date_keeps_its_precision_and_doubt_in_words(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


def test_text_that_is_no_date_is_refused() -> None:
    with pytest.raises(DateError, match=r"^'summer' is not an EDTF date accepted here$"):
        date_words("summer")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("1988", "", "1988 or later"),
        ("", "1988-08", "August 1988 or earlier"),
        ("1988-08-14", "", "14 August 1988 or later"),
        ("1988-08", "1988-08", "August 1988"),
        ("1988-08-14", "1988-08-14", "14 August 1988"),
        ("1988", "1989", "1988 to 1989"),
        ("1988-07", "1988-09", "July to September 1988"),
        ("1988-08-14", "1988-08-16", "14 to 16 August 1988"),
        ("1988-07-14", "1988-08-16", "14 July to 16 August 1988"),
        ("1987-12", "1988-01", "December 1987 to January 1988"),
        ("1988-08-14", "1988-09", "14 August 1988 to September 1988"),
    ],
)
def test_period_of_a_filter_in_words(first: str, last: str, words: str) -> None:
    assert period_words(first, last) == words


def test_day_in_words() -> None:
    assert day_words(date(1988, 8, 14)) == "14 August 1988"


def test_words_follow_the_language_in_use() -> None:
    assert date_words("1988-08-14/1988-08-16") == "between 14 and 16 August 1988"
    with speaking("fr", "«{}»".format):
        assert date_words("1988-08") == "août 1988"
        assert date_words("") == "«no date stated»"
        assert date_words("1788-08-14/1788-08-16") == "«between «14» and «16 août 1788»»"
        assert date_words("1788-08-01") == "1er août 1788"
        assert period_words("1788-08-01", "1788-08-11").startswith("«1er to 11")
    assert date_words("1988-08-14/1988-08-16") == "between 14 and 16 August 1988"


def test_words_are_kept_for_each_catalogue_of_a_language() -> None:
    with speaking("fr"):
        plain = date_words("1988-07/.."), locator_words("whole page")
    with speaking("fr", lambda text: f"* {text}"):
        other = date_words("1988-07/.."), locator_words("whole page")
    assert plain == ("from juillet 1988 onwards", "whole page")
    assert other == tuple(f"* {words}" for words in plain)
