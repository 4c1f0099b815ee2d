"""The Solar Hijri and the lunar Hijri calendar: published pairs of dates, both ways."""

import pytest

from each_row import for_each
from geo import messages
from geo.calendars import words_beside
from geo.dates import read_form
from geo.typed_dates import read_typed
from geo.wording import date_words, period_words
from languages import speaking
from published_dates import PAIRS


@for_each(PAIRS)
def test_published_days_are_the_same_in_both_calendars(pair: tuple[str, str, str]) -> None:
    calendar, said, day = pair
    with speaking("en", calendar=calendar):
        assert words_beside(read_form(day)) == said
    assert [(one.first, one.calendar) for one in read_typed(said).meanings] == [(day, calendar)]


@pytest.mark.parametrize(
    ("edtf", "solar", "lunar"),
    [
        ("1988-08", "Mordad–Shahrivar 1367", "Dhu al-Hijja 1408–Muharram 1409"),
        ("1988-03", "Esfand 1366–Farvardin 1367", "Rajab–Shaban 1408"),
        ("1988", "1366–1367", "1408–1409"),
        ("1988~", "1366–1367", "1408–1409"),
        ("1988-08-14?", "23 Mordad 1367", "2 Muharram 1409"),
        ("198X", "1358–1368", "1400–1410"),
        ("1988-08-05/..", "14 Mordad 1367", "23 Dhu al-Hijja 1408"),
        ("1988-07/1988-09", "Tir–Mehr 1367", "Dhu al-Qada 1408–Safar 1409"),
        ("1988-08-14/1988-08-16", "23–25 Mordad 1367", "2–4 Muharram 1409"),
        ("1988-03-01/1988-04-20", "11 Esfand 1366–31 Farvardin 1367", "13 Rajab–4 Ramadan 1408"),
        ("1988/1990-03", "1366–1369", "1408–1410"),
        (
            "[1988-08-06,1988-08-09]",
            "15 Mordad 1367, 18 Mordad 1367",
            "24 Dhu al-Hijja 1408, 27 Dhu al-Hijja 1408",
        ),
        ("2018-08-25T17:42:00", "3 Shahrivar 1397", "14 Dhu al-Hijja 1439"),
        ("0600", "", ""),
        ("1924-07-31", "9 Mordad 1303", ""),
        ("1920/1930", "1298–1309", ""),
        ("2078", "1456–1457", ""),
    ],
)
def test_less_exact_dates_keep_how_close_they_are(edtf: str, solar: str, lunar: str) -> None:
    for calendar, words in (("solar", solar), ("lunar", lunar), ("gregorian", "")):
        with speaking("en", calendar=calendar):
            assert words_beside(read_form(edtf)) == words


def test_both_calendars_stand_side_by_side_where_the_reader_has_both() -> None:
    assert date_words("1988-08-14") == "14 August 1988"
    with speaking("en", calendar="lunar"):
        assert date_words("1988-08?") == "August 1988 (uncertain) (Dhu al-Hijja 1408–Muharram 1409)"
        assert date_words("1920") == "1920"
    with speaking("fa", calendar="solar"):
        assert messages.code() == "fa"
        assert date_words("1988-08~") == "about اوت ۱۹۸۸ (Mordad–Shahrivar ۱۳۶۷)"
        assert period_words("1988-08-14", "1988-08-16") == "۱۴ to ۱۶ اوت ۱۹۸۸ (۲۳–۲۵ Mordad ۱۳۶۷)"
        assert period_words("1988-07", "1988-09").startswith("ژوئیه to سپتامبر ۱۹۸۸")
