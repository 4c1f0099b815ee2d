"""Dates as people type them: what is accepted, refused and asked back."""

import pytest

from geo.lookup.mistyped_dates import fault_words, with_offers
from geo.typed_dates import Meaning, read_typed
from languages import speaking

ACCEPTED = {
    "1988": ("1988", "1988"),
    "1988-08": ("1988-08", "1988-08"),
    "1988-08-14": ("1988-08-14", "1988-08-14"),
    "August 1988": ("1988-08", "1988-08"),
    "aug 1988": ("1988-08", "1988-08"),
    "Sept. 1988": ("1988-09", "1988-09"),
    "1988 August": ("1988-08", "1988-08"),
    "8/1988": ("1988-08", "1988-08"),
    "08.1988": ("1988-08", "1988-08"),
    "1988/8": ("1988-08", "1988-08"),
    "14 August 1988": ("1988-08-14", "1988-08-14"),
    "14th of August, 1988": ("1988-08-14", "1988-08-14"),
    "August 14, 1988": ("1988-08-14", "1988-08-14"),
    "1988 Aug 14": ("1988-08-14", "1988-08-14"),
    "1988/8/14": ("1988-08-14", "1988-08-14"),
    "14.8.1988": ("1988-08-14", "1988-08-14"),
    "14/8/1988": ("1988-08-14", "1988-08-14"),
    "8/14/1988": ("1988-08-14", "1988-08-14"),
    "8/8/1988": ("1988-08-08", "1988-08-08"),
    "19880814": ("1988-08-14", "1988-08-14"),
    " 1988 . ": ("1988", "1988"),
    "29 February 1988": ("1988-02-29", "1988-02-29"),
    "14 août 1988": ("1988-08-14", "1988-08-14"),
    "14. März 1988": ("1988-03-14", "1988-03-14"),
    "۱۹۸۸": ("1988", "1988"),
    "\u200f١٩٨٨\u200e": ("1988", "1988"),
    "۱۹۸۸/۸": ("1988-08", "1988-08"),
    "۱۴ اوت ۱۹۸۸": ("1988-08-14", "1988-08-14"),
    "أغسطس ١٩٨٨": ("1988-08", "1988-08"),
    "اگوست ۱۹۸۸": ("1988-08", "1988-08"),
    "۱۴ آگوست ۱۹۸۸": ("1988-08-14", "1988-08-14"),
    "جولای ۱۹۸۸": ("1988-07", "1988-07"),
    "آب ١٩٨٨": ("1988-08", "1988-08"),
    "كانون الثاني 1989": ("1989-01", "1989-01"),
    "مرداد ۶۷": ("1988-07-23", "1988-08-22"),
    "5 Mordad 67": ("1988-07-27", "1988-07-27"),
    "August 1367": ("1367-08", "1367-08"),
    "1299": ("1299", "1299"),
    "1367-05": ("1988-07-23", "1988-08-22"),
    "5/1367": ("1988-07-23", "1988-08-22"),
    "Mordad 1367": ("1988-07-23", "1988-08-22"),
    "مرداد ۱۳۶۷": ("1988-07-23", "1988-08-22"),
    "۵ مرداد ۱۳۶۷": ("1988-07-27", "1988-07-27"),
    "1367/5/5": ("1988-07-27", "1988-07-27"),
    "۱۳۶۷/۰۵/۰۵": ("1988-07-27", "1988-07-27"),
    "سال ۱۳۶۷، ماه مرداد": ("1988-07-23", "1988-08-22"),
    "22 Bahman 1357": ("1979-02-11", "1979-02-11"),
    "1 Farvardin 1300": ("1921-03-21", "1921-03-21"),
    "1 Farvardin 1367": ("1988-03-21", "1988-03-21"),
    "1 Farvardin 1375": ("1996-03-20", "1996-03-20"),
    "30 Esfand 1366": ("1988-03-20", "1988-03-20"),
    "30 Esfand 1403": ("2025-03-20", "2025-03-20"),
    "1 Mehr 1404": ("2025-09-23", "2025-09-23"),
    "Muharram 1409": ("1988-08-13", "1988-09-11"),
    "محرم ۱۴۰۹": ("1988-08-13", "1988-09-11"),
    "ربیع\u200cالاول ۱۴۰۹": ("1988-10-11", "1988-11-09"),
    "ذو الحجة 1408": ("1988-07-14", "1988-08-12"),
    "Dhu'l-Hijja 1408": ("1988-07-14", "1988-08-12"),
    "18 Zilhajja 1408": ("1988-07-31", "1988-07-31"),
    "۱۸ ذیحجه ۱۴۰۸": ("1988-07-31", "1988-07-31"),
    "Rabi II 1409": ("1988-11-10", "1988-12-09"),
    "summer 1987": ("1987-06", "1987-08"),
    "Spring of 1988": ("1988-03", "1988-05"),
    "fall 1988": ("1988-09", "1988-11"),
    "l’automne 1988": ("1988-09", "1988-11"),
    "صيف ١٩٨٧": ("1987-06", "1987-08"),
    "winter 1988/89": ("1988-12", "1989-02"),
    "hiver 1999–2000": ("1999-12", "2000-02"),
    "بهار ۱۳۶۷": ("1988-03-21", "1988-06-21"),
    "تابستان ۱۳۶۶": ("1987-06-22", "1987-09-22"),
    "پاییز سال ۱۳۶۷": ("1988-09-23", "1988-12-21"),
    "زمستان ۶۷": ("1988-12-22", "1989-03-20"),
    "summer 1366": ("1987-06-22", "1987-09-22"),
    # A year of two digits beside a month, or after the word for a year
    "Aug 88": ("1988-08", "1988-08"),
    "14 août 88": ("1988-08-14", "1988-08-14"),
    "سال ۶۷": ("1988-03-21", "1989-03-20"),
    # Decades
    "1980s": ("1980", "1989"),
    "the 1980's": ("1980", "1989"),
    "années 1980": ("1980", "1989"),
    "دهه ۱۳۶۰": ("1981-03-21", "1991-03-20"),
    "1360s": ("1981-03-21", "1991-03-20"),
    "دهه ۸۰ میلادی": ("1980", "1989"),
    "دهه شصت شمسی": ("1981-03-21", "1991-03-20"),
}
"""With the first and the last day, month or year; those of the Solar Hijri calendar are known pairs
of beginnings of years, anniversaries and leap days, those of months of the lunar one stand in the
calendar that `test_geo_calendars.py` names."""


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    typed = read_typed(text)
    assert [(one.first, one.last) for one in typed.meanings] == [ACCEPTED[text]]
    assert typed.is_clear
    assert (typed.bound(False), typed.bound(True)) == ACCEPTED[text]


ASKED = {
    "8/9/1988": ["8 September 1988", "9 August 1988"],
    "8.9.1988": ["8 September 1988", "9 August 1988"],
    "1367": ["1367 Solar Hijri (21 March 1988 to 20 March 1989)", "the year 1367"],
    "۱۳۶۷": ["1367 Solar Hijri (21 March 1988 to 20 March 1989)", "the year 1367"],
    "1300": ["1300 Solar Hijri (21 March 1921 to 21 March 1922)", "the year 1300"],
    # A year of two digits alone: first is that of the calendar in whose digits it is typed
    "67": ["the year 1967", "1367 Solar Hijri (21 March 1988 to 20 March 1989)"],
    "۶۷": ["1367 Solar Hijri (21 March 1988 to 20 March 1989)", "the year 1967"],
    "’88": ["the year 1988", "1388 Solar Hijri (21 March 2009 to 20 March 2010)"],
    "année 88": ["the year 1988", "1388 Solar Hijri (21 March 2009 to 20 March 2010)"],
    "winter 1988": ["December 1988 to February 1989", "December 1987 to February 1988"],
    "شتاء 1988": ["December 1988 to February 1989", "December 1987 to February 1988"],
    # A year of two digits may be of two calendars; first is that of the language.
    "summer 88": [
        "June to August 1988",
        "Tir to Shahrivar 1388 Solar Hijri (22 June to 22 September 2009)",
    ],
    "autumn 67": [
        "September to November 1967",
        "Mehr to Azar 1367 Solar Hijri (23 September to 21 December 1988)",
    ],
    **{
        text: [
            "1980 to 1989",
            "1380 to 1389 Solar Hijri (21 March 2001 to 20 March 2011)",
        ]
        for text in ("80s", "the eighties", "les années 80", "années quatre-vingt", "الثمانينات")
    },
    **{
        text: ["1360 to 1369 Solar Hijri (21 March 1981 to 20 March 1991)", "1960 to 1969"]
        for text in ("دهه ۶۰", "دهه شصت")
    },
    "5/6/1367": [
        "5 Shahrivar 1367 Solar Hijri (27 August 1988)",
        "6 Mordad 1367 Solar Hijri (28 July 1988)",
    ],
}


@pytest.mark.parametrize("text", ASKED)
def test_asked_back(text: str) -> None:
    typed = read_typed(text)
    assert [one.words() for one in typed.meanings] == ASKED[text]
    assert not typed.is_clear


@pytest.mark.parametrize("text", ["67", "’88", "autumn 67", "60s", "the sixties"])
def test_solar_hijri_is_first_where_dates_are_said_in_it(text: str) -> None:
    usual = [one.calendar for one in read_typed(text).meanings]
    with speaking("fa", calendar="solar"):
        asked = [one.calendar for one in read_typed(text).meanings]
    assert (usual, asked) == (["gregorian", "solar"], ["solar", "gregorian"])


REFUSED = {
    "date": "x 1988, summer 5 1988, summer 1988-89, winter 1988/90, "
    "winter 0000, 1988-13, 1988-00, 31 February 1988, 29 February 1989, "
    "0000, 1988~, 1988?, 198X, [1988], 1988/1990, 1988-1989, -1988, 1988/14/8, 8-1988-9, ma 1988, "
    "1985s, 85s, quatre-vingt, ju 1988, Mordad 1988, 30 Esfand 1367, 31 Mehr 1367, 1367-13, "
    "14 August Mordad 1988, "
    "14 15 August 1988, 1988-08-14T17:42, 1988-08-14-1, 19881314, <b>1988</b>, tomorrow",
    "year": "summer, زمستان, "
    "14, 39, 8/88, the 67, August, 14 August, 5 مرداد, مرداد ۱۳, Mordad 39, 198, 19888, "
    "198808, 08-14",
}


@pytest.mark.parametrize(
    ("text", "fault"), [(text, one) for one, texts in REFUSED.items() for text in texts.split(", ")]
)
def test_refused(text: str, fault: str) -> None:
    typed = read_typed(text)
    assert (typed.meanings, typed.fault, typed.is_clear) == ((), fault, False)
    assert fault_words(with_offers(typed)).startswith(f"“{text}” ")


OFFERED = {
    "Agust 1988": ["August 1988"],
    "14 Febuary 1988": ["14 February 1988"],
    "sumer 1988": ["June to August 1988"],
    "۸ مردا ۱۳۶۷": ["8 Mordad 1367 Solar Hijri (30 July 1988)"],
    "14 xyz 1988": [],
    "مردداد ۱۳۶۷": ["Mordad 1367 Solar Hijri (23 July to 22 August 1988)"],
    "early 1988": ["the year 1988"],
    "late 1980s": ["1980 to 1989"],
    "1988?": ["the year 1988"],
    "31 Aug 1988 AD": ["31 August 1988"],
    "14/8/88": ["14 August 1988", "14 Aban 1388 Solar Hijri (5 November 2009)"],
    "۸/۶۷": ["Aban 1367 Solar Hijri (23 October to 21 November 1988)", "August 1967"],
    "14 August": [],
    "tomorrow": [],
}


@pytest.mark.parametrize("text", OFFERED)
def test_what_was_probably_meant_is_offered_and_not_in_force(text: str) -> None:
    typed = with_offers(read_typed(text))
    assert [one.words() for one in typed.offers] == OFFERED[text]
    assert (typed.meanings, typed.is_clear) == ((), False)


@pytest.mark.parametrize(
    ("text", "said", "offered"),
    [
        ("31 February 1988", "February 1988 has 29 days.", "29 February 1988"),
        ("29/2/1989", "February 1989 has 28 days.", "28 February 1989"),
        ("1988-06-31", "June 1988 has 30 days.", "30 June 1988"),
        ("45 August 1988", "August 1988 has 31 days.", "31 August 1988"),
        (
            "30 Esfand 1367",
            "Esfand 1367 has 29 days.",
            "29 Esfand 1367 Solar Hijri (20 March 1989)",
        ),
        ("1988-13", "a year has 12 months.", ""),
        ("1988/14/8", "a year has 12 months.", ""),
    ],
)
def test_day_or_month_that_there_is_not_is_named(text: str, said: str, offered: str) -> None:
    typed = with_offers(read_typed(text))
    assert fault_words(typed) == f"“{text}” is no date: {said}"
    assert [one.words() for one in typed.offers][:1] == [offered][: bool(offered)]


def test_long_text_is_refused_and_cut() -> None:
    typed = read_typed("1988 " * 100_000)
    assert typed.fault == "date"
    assert len(fault_words(with_offers(typed))) < 250


@pytest.mark.parametrize("text", ["", "  ", "\u200f"])
def test_nothing_typed_is_no_date_and_no_fault(text: str) -> None:
    typed = read_typed(text)
    assert (typed.meanings, typed.fault, typed.is_clear, typed.bound(True)) == ((), "", True, "")


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        (Meaning("1988", "1988"), "the year 1988"),
        (Meaning("1988-08", "1988-08"), "August 1988"),
        (
            Meaning("1988-07-23", "1988-08-22", "solar", (1367, 5)),
            "Mordad 1367 Solar Hijri (23 July to 22 August 1988)",
        ),
    ],
)
def test_meaning_says_itself(meaning: Meaning, words: str) -> None:
    assert meaning.words() == words
