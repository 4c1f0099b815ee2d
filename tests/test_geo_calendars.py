"""The Solar Hijri calendar: published pairs of dates, both ways."""

import pytest

from each_row import for_each
from geo import messages
from geo.dates import read_form
from geo.solar_hijri import solar_words
from geo.typed_dates import read_typed
from geo.wording import date_words, period_words
from languages import speaking

# Nowruz of each year, as the calendar centre of the University of Tehran has published it, and days
# that every chronology of the country gives in both calendars.
PAIRS = {
    "1 Farvardin 1358": "1979-03-21",
    "1 Farvardin 1359": "1980-03-21",
    "1 Farvardin 1360": "1981-03-21",
    "1 Farvardin 1362": "1983-03-21",
    "1 Farvardin 1363": "1984-03-21",
    "1 Farvardin 1366": "1987-03-21",
    "1 Farvardin 1367": "1988-03-21",
    "1 Farvardin 1368": "1989-03-21",
    "1 Farvardin 1371": "1992-03-21",
    "1 Farvardin 1375": "1996-03-20",
    "1 Farvardin 1376": "1997-03-21",
    "1 Farvardin 1379": "2000-03-20",
    "1 Farvardin 1383": "2004-03-20",
    "1 Farvardin 1391": "2012-03-20",
    "1 Farvardin 1399": "2020-03-20",
    "1 Farvardin 1400": "2021-03-21",
    "1 Farvardin 1403": "2024-03-20",
    "30 Esfand 1358": "1980-03-20",
    "30 Esfand 1362": "1984-03-20",
    "30 Esfand 1366": "1988-03-20",
    "30 Esfand 1370": "1992-03-20",
    "30 Esfand 1375": "1997-03-20",
    "30 Esfand 1379": "2001-03-20",
    "30 Esfand 1403": "2025-03-20",
    "29 Esfand 1367": "1989-03-20",
    "29 Esfand 1329": "1951-03-20",
    "28 Mordad 1332": "1953-08-19",
    "15 Khordad 1342": "1963-06-05",
    "17 Shahrivar 1357": "1978-09-08",
    "26 Dey 1357": "1979-01-16",
    "22 Bahman 1357": "1979-02-11",
    "12 Farvardin 1358": "1979-04-01",
    "13 Aban 1358": "1979-11-04",
    "31 Shahrivar 1359": "1980-09-22",
    "30 Khordad 1360": "1981-06-20",
    "7 Tir 1360": "1981-06-28",
    "8 Shahrivar 1360": "1981-08-30",
    "3 Khordad 1361": "1982-05-24",
    "27 Tir 1367": "1988-07-18",
    "29 Mordad 1367": "1988-08-20",
    "14 Khordad 1368": "1989-06-04",
    "2 Khordad 1376": "1997-05-23",
    "22 Khordad 1388": "2009-06-12",
}


@for_each(PAIRS.items())
def test_published_days_are_the_same_in_both_calendars(pair: tuple[str, str]) -> None:
    solar, day = pair
    assert solar_words(read_form(day)) == solar
    assert [meaning.first for meaning in read_typed(solar).meanings] == [day]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1988-08", "Mordad–Shahrivar 1367"),
        ("1988-03", "Esfand 1366–Farvardin 1367"),
        ("1988", "1366–1367"),
        ("1988~", "1366–1367"),
        ("1988-08-14?", "23 Mordad 1367"),
        ("198X", "1358–1368"),
        ("1988-08-05/..", "14 Mordad 1367"),
        ("1988-07/1988-09", "Tir–Mehr 1367"),
        ("1988-08-14/1988-08-16", "23–25 Mordad 1367"),
        ("1988-03-01/1988-04-20", "11 Esfand 1366–31 Farvardin 1367"),
        ("1988/1990-03", "1366–1369"),
        ("[1988-08-06,1988-08-09]", "15 Mordad 1367, 18 Mordad 1367"),
        ("2018-08-25T17:42:00", "3 Shahrivar 1397"),
        ("0600", ""),
    ],
)
def test_less_exact_dates_keep_how_close_they_are(edtf: str, words: str) -> None:
    assert solar_words(read_form(edtf)) == words


def test_both_calendars_stand_side_by_side_where_the_reader_has_both() -> None:
    assert date_words("1988-08-14") == "14 August 1988"
    with speaking("fa", is_solar=True):
        assert messages.code() == "fa"
        assert date_words("1988-08~") == "about اوت ۱۹۸۸ (Mordad–Shahrivar ۱۳۶۷)"
        assert period_words("1988-08-14", "1988-08-16") == "۱۴ to ۱۶ اوت ۱۹۸۸ (۲۳–۲۵ Mordad ۱۳۶۷)"
        assert period_words("1988-07", "1988-09").startswith("ژوئیه to سپتامبر ۱۹۸۸")
