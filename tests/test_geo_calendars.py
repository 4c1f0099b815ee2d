"""The Solar Hijri and the lunar Hijri calendar: published pairs of dates, both ways."""

import pytest

from each_row import for_each
from geo import messages
from geo.calendars import words_beside
from geo.dates import read_form
from geo.typed_dates import read_typed
from geo.wording import date_words, period_words
from languages import speaking

# Nowruz of each year, as the calendar centre of the University of Tehran has published it, and days
# that every chronology of the country gives in both calendars.
SOLAR_PAIRS = {
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


# As three publications have them, collected in the tests of `hijridate` (dralshehri/hijridate on
# GitHub, tests/integration/fixtures).
LUNAR_PAIRS = {
    # Both dates on the title page of an issue of Umm al-Qura, the gazette of Saudi Arabia.
    "15 Jumada al-Ula 1343": "1924-12-12",
    "15 Ramadan 1343": "1925-04-10",
    "7 Dhu al-Hijja 1344": "1926-06-18",
    "11 Jumada al-Akhira 1345": "1926-12-17",
    "8 Muharram 1346": "1927-07-08",
    "11 Shawwal 1347": "1929-03-22",
    "12 Rabi al-Thani 1349": "1930-09-05",
    "7 Ramadan 1350": "1932-01-15",
    "8 Safar 1352": "1933-06-02",
    "11 Dhu al-Hijja 1354": "1936-03-05",
    "8 Muharram 1412": "1991-07-19",
    "8 Rajab 1413": "1993-01-01",
    "8 Ramadan 1414": "1994-02-18",
    "14 Dhu al-Qada 1415": "1995-04-14",
    "12 Safar 1417": "1996-06-28",
    "11 Jumada al-Ula 1418": "1997-09-12",
    "14 Ramadan 1419": "1999-01-01",
    "9 Ramadan 1420": "1999-12-17",
    "21 Dhu al-Hijja 1421": "2001-03-16",
    "18 Muharram 1424": "2003-03-21",
    "14 Rajab 1426": "2005-08-19",
    "11 Dhu al-Hijja 1428": "2007-12-21",
    "10 Dhu al-Hijja 1430": "2009-11-27",
    # The Comparison Calendar of King Fahd University of Petroleum and Minerals.
    "1 Rabi al-Awwal 1399": "1979-01-29",
    "1 Muharram 1400": "1979-11-20",
    "1 Dhu al-Qada 1401": "1981-08-30",
    "1 Rabi al-Thani 1403": "1983-01-15",
    "1 Jumada al-Akhira 1406": "1986-02-10",
    "1 Muharram 1408": "1987-08-25",
    "1 Rajab 1408": "1988-02-18",
    "1 Dhu al-Hijja 1408": "1988-07-14",
    "1 Muharram 1409": "1988-08-13",
    "1 Safar 1409": "1988-09-12",
    "1 Rabi al-Awwal 1409": "1988-10-11",
    "1 Jumada al-Akhira 1409": "1989-01-08",
    "1 Dhu al-Qada 1409": "1989-06-04",
    "1 Muharram 1410": "1989-08-02",
    "1 Dhu al-Hijja 1411": "1991-06-13",
    # The website of the Umm al-Qura calendar.
    "1 Muharram 1431": "2009-12-18",
    "1 Ramadan 1433": "2012-07-20",
    "1 Rabi al-Awwal 1434": "2013-01-13",
    "1 Dhu al-Hijja 1436": "2015-09-14",
    "1 Jumada al-Akhira 1438": "2017-02-28",
    "1 Dhu al-Hijja 1439": "2018-08-12",
    "1 Muharram 1440": "2018-09-11",
    "1 Jumada al-Ula 1441": "2019-12-27",
    "1 Dhu al-Qada 1443": "2022-05-31",
    "1 Rajab 1446": "2025-01-01",
}
PAIRS = [
    *(("solar", *pair) for pair in SOLAR_PAIRS.items()),
    *(("lunar", *pair) for pair in LUNAR_PAIRS.items()),
]


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
