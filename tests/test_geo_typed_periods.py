"""Two dates in a question that stand one after the other: the period from the first to the last."""

import geo
from each_row import for_each
from geo.lookup.question import read_question

TWO = {
    "August 1988 September 1988": ("1988-08", "1988-09"),
    "1988-07-01 1988-09-30": ("1988-07-01", "1988-09-30"),
    "1988, 1990": ("1988", "1990"),
    "8/1988 9/1988": ("1988-08", "1988-09"),
    "1980s 1990s": ("1980", "1999"),
    "1989 1988": ("1988", "1989"),
    "1988 1988": ("1988", "1988"),
    "July and August 1988": ("1988-07", "1988-08"),
    "1988 or 1989": ("1988", "1989"),
    "juillet et août 1988": ("1988-07", "1988-08"),
    "مرداد ۱۳۶۷ شهریور ۱۳۶۷": ("1988-07-23", "1988-09-22"),
    "مرداد و شهریور ۱۳۶۷": ("1988-07-23", "1988-09-22"),
    "يوليو وأغسطس 1988": ("1988-07", "1988-08"),
    "1988 و1989": ("1988", "1989"),
    "de juillet à septembre 1988": ("1988-07", "1988-09"),
}


def _periods(data: geo.Dataset, text: str) -> list[tuple[str, str]]:
    offers = [offer.changes for offer in read_question(data, text)]
    return [(one.get("from_date", ""), one.get("to_date", "")) for one in offers if "q" not in one]


@for_each(TWO.items())
def test_two_dates_are_a_period(case: tuple[str, tuple[str, str]], atlas: geo.Dataset) -> None:
    text, period = case
    assert _periods(atlas, text) == [period]


def test_two_years_of_either_calendar_are_asked_back(atlas: geo.Dataset) -> None:
    assert _periods(atlas, "1367 1368") == [("1988-03-21", "1990-03-20"), ("1367", "1368")]


def test_two_dates_are_a_period_beside_other_words(atlas: geo.Dataset) -> None:
    (offer,) = read_question(atlas, "Paris 2018, 2019")
    assert offer.changes == {"cities": ("paris",), "from_date": "2018", "to_date": "2019"}


@for_each(["14 August 1988", "August 14, 1988", "1988 8 14", "winter 1988 1989"])
def test_numbers_of_one_date_are_not_two(text: str, atlas: geo.Dataset) -> None:
    (offer,) = read_question(atlas, text)
    first, last = offer.changes["from_date"], offer.changes["to_date"]
    assert first == last or text.startswith("winter")
