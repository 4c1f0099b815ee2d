"""Ranges, months, years and approximate dates of two calendars: published pairs, both ways."""

from datetime import date, timedelta
from itertools import pairwise

from each_row import for_each
from geo import Dataset
from geo.calendars import words_beside
from geo.dates import read_form
from geo.lookup.question import read_question
from languages import speaking
from published_dates import LUNAR_PAIRS, PAIRS, SOLAR_PAIRS

RANGES = [
    (calendar, start, end)
    for calendar, pairs in (("solar", SOLAR_PAIRS), ("lunar", LUNAR_PAIRS))
    for start, end in pairwise(sorted(pairs.items(), key=lambda pair: pair[1]))
]
"""From each published day of a calendar to the next one, as words with the Gregorian day."""
NEW_YEARS = {
    int(said.split()[-1]): day
    for said, day in SOLAR_PAIRS.items()
    if said.startswith("1 Farvardin")
}
DOUBTS = ("", "~", "?")
"""What EDTF writes after a date that is stated plainly, approximately or uncertainly."""


def read_back(dataset: Dataset, text: str) -> set[tuple[str, str]]:
    """Return the periods that a typed text may mean."""
    offers = read_question(dataset, text)
    assert all(set(offer.changes) == {"from_date", "to_date"} for offer in offers), text
    return {(offer.changes["from_date"], offer.changes["to_date"]) for offer in offers}


def day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


@for_each(RANGES)
def test_range_of_published_days_is_read_back_from_how_it_is_said(
    pair: tuple[str, tuple[str, str], tuple[str, str]], small: Dataset
) -> None:
    calendar, (start, first), (end, last) = pair
    for doubt in DOUBTS:
        edtf = f"{first}{doubt}/{last}{doubt}"
        with speaking("en", calendar=calendar):
            said = words_beside(read_form(edtf))
        for text in (said, f"{start} to {end}", f"about {start} to {end}", edtf):
            assert read_back(small, text) == {(first, last)}, text


@for_each([pair for pair in PAIRS if pair[1].startswith("1 ")])
def test_month_that_begins_with_a_published_day_is_the_same_both_ways(
    pair: tuple[str, str, str], small: Dataset
) -> None:
    calendar, said, day = pair
    month = said.removeprefix("1 ")
    ((first, last),) = read_back(small, month)
    assert first == day
    assert read_back(small, f"about {month}") == read_back(small, f"circa {month}") == {(day, last)}
    with speaking("en", calendar=calendar):
        ends = [words_beside(read_form(one)) for one in (f"{day}~", last, day_after(last))]
    assert ends[0] == said
    assert ends[1].endswith(month)
    assert ends[2].startswith("1 ")


@for_each([year for year in NEW_YEARS if year + 1 in NEW_YEARS])
def test_year_between_two_published_new_years_is_the_same_both_ways(
    year: int, small: Dataset
) -> None:
    first, end = NEW_YEARS[year], NEW_YEARS[year + 1]
    for text in (f"سال {year}", f"حدود {year}", f"{year}~", f"~{year}", f"c. {year}", f"{year}?"):
        found = read_back(small, text)
        ((_first, last),) = [period for period in found if period[0] == first]
        assert day_after(last) == end, text
    with speaking("en", calendar="solar"):
        assert words_beside(read_form(f"{first}~/{last}~")).startswith("1 Farvardin–")
        assert words_beside(read_form(last)).endswith(f"Esfand {year}")


@for_each(
    [
        ("1367-05/1367-06", "1988-07-23", "1988-09-22"),
        ("1367-05~", "1988-07-23", "1988-08-22"),
        ("۱۳۶۷/۰۵/۰۶-۱۳۶۷/۰۵/۲۹", "1988-07-28", "1988-08-20"),
        ("136X", "1981-03-21", "1991-03-20"),
        ("1988-07~/1988-09?", "1988-07", "1988-09"),
        ("[1988-08-06,1988-08-09]", "1988-08-06", "1988-08-09"),
        ("1988-07-XX", "1988-07", "1988-07"),
        ("198X/199X", "1980", "1999"),
        ("1988-08/..", "1988-08", ""),
        ("../1988-08", "", "1988-08"),
        ("Mordad–Shahrivar 1367", "1988-07-23", "1988-09-22"),
        ("23–25 Mordad 1367", "1988-08-14", "1988-08-16"),
        ("Dhu al-Hijja 1408–Muharram 1409", "1988-07-14", "1988-09-11"),
    ]
)
def test_date_as_data_and_pages_write_it_is_understood(
    pair: tuple[str, str, str], small: Dataset
) -> None:
    typed, first, last = pair
    assert read_back(small, typed) == {(first, last)}
