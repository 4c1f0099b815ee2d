"""Which dates are read, with which bounds; and which are refused, with which words."""

import contextlib
import io
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields
from datetime import date, time

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from datasets import rows_of
from each_row import for_each
from geo.dates import DateError, parse, read_form
from geo.periods import Period, stated_period
from geo.wording import date_words

ACCEPTED = [
    ("1988", "1988-01-01", "1988-12-31"),
    ("1988-08", "1988-08-01", "1988-08-31"),
    ("1988-02", "1988-02-01", "1988-02-29"),
    ("1987-02", "1987-02-01", "1987-02-28"),
    ("1988-08-14", "1988-08-14", "1988-08-14"),
    ("1988~", "1988-01-01", "1988-12-31"),
    ("1988?", "1988-01-01", "1988-12-31"),
    ("1988-08%", "1988-08-01", "1988-08-31"),
    ("1988-08-14~", "1988-08-14", "1988-08-14"),
    ("198X", "1980-01-01", "1989-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("1988-XX", "1988-01-01", "1988-12-31"),
    ("1988-08-XX", "1988-08-01", "1988-08-31"),
    ("1988-XX-XX", "1988-01-01", "1988-12-31"),
    ("1988-07/1988-09", "1988-07-01", "1988-09-30"),
    ("1988-08-14/1988-08-16", "1988-08-14", "1988-08-16"),
    ("1988-12-30/1989-01-02", "1988-12-30", "1989-01-02"),
    ("1988-07-05/1988", "1988-07-05", "1988-12-31"),
    ("1988~/1989?", "1988-01-01", "1989-12-31"),
    ("198X/1990", "1980-01-01", "1990-12-31"),
    ("1988/..", "1988-01-01", None),
    ("../1988-08", None, "1988-08-31"),
    ("[1988-08-06,1988-08-09]", "1988-08-06", "1988-08-09"),
    ("[1989,1988]", "1988-01-01", "1989-12-31"),
    ("{1988-08-06,1988-08-09}", "1988-08-06", "1988-08-09"),
    ("[1988..1990]", "1988-01-01", "1990-12-31"),
    ("[1988..]", "1988-01-01", None),
    ("[..1988]", None, "1988-12-31"),
    ("2018-08-25T17:42:00", "2018-08-25", "2018-08-25"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999-12-31", "9999-12-31", "9999-12-31"),
]
FOREIGN = (
    "1988-13 1988-00 1988-8 88 1988-08-14T17:42 1988-08-14T24:00:00 1988-08-14T17:42:60 "
    "1988-08-14T17:42:00Z 1988-08-14T17:42:00+03:30 1988/ /1988 ../.. .. 1988-21 1988-24/1989 "
    "Y17000 -0100 1988S2 1988?-08 ?1988 1988-?08-14 1988-1X 1988-08-1X 1X88 1988-XX-15 198X-08 "
    "1988-XX/1989 {..1984,1988} [1988] [] 1988u unknown open 1988/open １９８８ ١٩٨٨ <b>1988</b>"
)
REFUSED = [
    *(
        (text, f"{text!r} is not an EDTF date accepted here")
        for text in (*FOREIGN.split(), "summer 1988", "1988 / 1989")
    ),
    ("1988-02-30", "'1988-02-30' is not an EDTF date"),
    ("1988-08-32", "'1988-08-32' is not an EDTF date"),
    ("1987-02-29", "1987-02-29 is no day of the years 1 to 9999"),
    ("0000", "0000-01-01 is no day of the years 1 to 9999"),
    ("1988-08/1988-07", "'1988-08/1988-07' ends before it starts"),
    ("1988-08-14/1988-08-13", "'1988-08-14/1988-08-13' ends before it starts"),
    (" 1988", "' 1988' has white space around it"),
    ("1988\n", "'1988\\n' has white space around it"),
    ("1" * 201, "'11111111111111111111'… has 201 characters"),
]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "earliest", "latest"), ACCEPTED)
def test_date_covers_its_strict_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    interval = parse(text)
    assert (interval.edtf, interval.earliest, interval.latest) == (text, day(earliest), day(latest))


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_refused_date_says_why(text: str, message: str) -> None:
    with pytest.raises(DateError) as raised:
        parse(text)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1988", False, False),
        ("1988~", True, False),
        ("1988?", False, True),
        ("1988%", True, True),
        ("1988-07~/1988-09", True, False),
        ("1988-07/1988-09?", False, True),
        ("../1988-09?", False, True),
        ("1988~/..", True, False),
        ("[1988~,1989]", True, False),
        ("{1988,1989%}", True, True),
    ],
)
def test_doubt_about_any_part_is_kept(text: str, approximate: bool, uncertain: bool) -> None:
    interval = parse(text)
    assert (interval.approximate, interval.uncertain) == (approximate, uncertain)


def test_clock_time_is_kept_and_counts_as_its_day() -> None:
    interval = parse("2018-08-25T17:42:00")
    assert interval.at == time(17, 42)
    assert interval.is_day
    assert parse("2018-08-25").at is None


def test_one_day_is_told_from_longer_dates() -> None:
    assert [text for text, *_ in ACCEPTED if parse(text).is_day] == [
        "1988-08-14",
        "1988-08-14~",
        "2018-08-25T17:42:00",
        "9999-12-31",
    ]


def test_interval_cannot_be_changed() -> None:
    interval = parse("1988")
    for field in fields(interval):
        with pytest.raises(FrozenInstanceError):
            setattr(interval, field.name, None)


@pytest.mark.parametrize(
    ("text", "first", "last", "overlaps", "within"),
    [
        ("1988-08-14", "1988-08-14", "1988-08-16", True, True),
        ("1988-08-16", "1988-08-14", "1988-08-16", True, True),
        ("1988-08-13", "1988-08-14", "1988-08-16", False, False),
        ("1988-08-17", "1988-08-14", "1988-08-16", False, False),
        ("1988-08", "1988-08-14", "1988-08-16", True, False),
        ("1988-08-01/1988-08-14", "1988-08-14", "1988-08-16", True, False),
        ("1988-08-14", None, "1988-08-14", True, True),
        ("1988-08-14", "1988-08-14", None, True, True),
        ("1988", None, None, True, True),
        ("1988/..", "1990-01-01", "1990-12-31", True, False),
        ("1988/..", "1988-01-01", None, True, True),
        ("1988/..", None, "1987-12-31", False, False),
        ("../1988", None, "1988-12-31", True, True),
        ("../1988", "1989-01-01", None, False, False),
        ("../1988", "1988-12-31", "1989-01-01", True, False),
    ],
)
def test_periods_include_their_bounds(
    text: str, first: str | None, last: str | None, overlaps: bool, within: bool
) -> None:
    stated, period = parse(text), Period(day(first), day(last))
    assert period.possibly_holds([stated.earliest], [stated.latest]).tolist() == [overlaps]
    assert period.certainly_holds([stated.earliest], [stated.latest]).tolist() == [within]


DAYS = st.none() | st.dates(date(1979, 1, 1), date(1999, 12, 31))


@given(bounds=st.tuples(DAYS, DAYS), period=st.tuples(DAYS, DAYS))
def test_what_lies_within_a_period_overlaps_it(
    bounds: tuple[date | None, date | None], period: tuple[date | None, date | None]
) -> None:
    for pair in (bounds, period):
        if pair[0] and pair[1] and pair[0] > pair[1]:
            return
    days = ([bounds[0]], [bounds[1]])
    if Period(*period).certainly_holds(*days).all():
        assert Period(*period).possibly_holds(*days).all()


STATED = sorted(
    {row["date_edtf"] for name in ("claims.csv", "milestones.csv") for row in rows_of(name)} - {""}
)


def parts(form: object) -> object:
    """Give the attributes of a form, and of the forms in it."""
    if isinstance(form, list | tuple):
        return [parts(one) for one in form]
    if hasattr(form, "__dict__"):
        return type(form), {name: parts(value) for name, value in vars(form).items()}
    return form


@pytest.mark.by_turns
@for_each(sorted({*STATED, *(text for text, *_ in ACCEPTED)}))
def test_form_is_the_one_that_the_package_reads(text: str) -> None:
    assert parts(read_form(text)) == parts(parse_edtf(text))


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [
        (["1988", "2025-08", "202X"], "1988-01-01", "2025-08-31"),
        (["1988", "2025-08", "2019/..", "../2035"], "1988-01-01", "2025-08-31"),
        (["2024", "2026"], "2024-01-01", "2026-12-31"),  # the year of the data is no later one
        (["2024", "2031-06"], "2024-01-01", "2031-06-30"),  # announced
        (["202X"], "2020-01-01", "2020-01-01"),
        ([], "", ""),
    ],
)
def test_dates_say_no_time_after_the_data_that_they_but_may_mean(
    texts: list[str], first: str, last: str
) -> None:
    stated = [parse(text) for text in texts]
    bounds = [one.earliest for one in stated], [one.latest for one in stated]
    found = stated_period(*bounds, own_year=2026)
    assert [day.isoformat() for day in found or ()] == [day for day in (first, last) if day]
    latest = max((one.latest for one in stated if one.latest), default=None)
    without = stated_period(*bounds)
    assert (without[1] if without else None) == latest


DIGITS = ["1988", "1989", "-08", "-02-29", "-02-30", "0000", "-24", "T17:42:00", "T24:00:00"]
MARKS = ["198X", "19XX", "-XX", "..", "/", "~", "?", "%", ",", "[", "]", "{", "}", "-", "Z", "S2"]
PIECES = st.sampled_from(DIGITS + MARKS)


@given(st.lists(PIECES, max_size=9).map("".join) | st.text("0189X-/~?%,[]{}.T:", max_size=24))
def test_any_text_is_refused_or_has_bounds_and_words(text: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            interval = parse(text)
        except DateError:
            return
        finally:
            assert printed.getvalue() == ""
        assert date_words(text)
    assert interval.earliest or interval.latest
    assert interval.uncertain == any(mark in text for mark in "?%")
    assert interval.approximate == any(mark in text for mark in "~%")


FIRST_USE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from geo import dates

sys.setswitchinterval(1e-6)
texts = ["[2011..2012]", "1988-XX", "198X/1990", "[1988-08-06..1988-08-09]", "[1988..]", "198X"]
together = Barrier(4)

def read(_thread):
    together.wait()
    return [dates.parse(text).earliest for text in texts]

with ThreadPoolExecutor(4) as threads:
    found = list(threads.map(read, range(4)))
assert all(one == found[0] for one in found), found
"""


def test_first_use_in_several_threads_reads_every_date() -> None:
    run = subprocess.run([sys.executable, "-c", FIRST_USE], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
