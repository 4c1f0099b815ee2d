"""The two fields for a period: what is typed is read, said in words, or asked back."""

import re
from datetime import date

import pytest

from app_tester import AppTest
from geo.lookup import lunar_years
from pages import html, open_main
from searched import offered


class BeforeThat(date):
    """A clock that stands before the years to come of these tests."""

    @classmethod
    def today(cls) -> "BeforeThat":
        return cls(2026, 12, 1)


def type_into(app: AppTest, end: str, text: str) -> AppTest:
    (field,) = [one for one in app.text_input if (one.key or "").startswith(f"filter_{end}")]
    field.set_value(text).run()
    assert not app.exception, app.exception
    return app


def fields(app: AppTest) -> list[str]:
    return [one.value for one in app.text_input if "filter_" in (one.key or "")]


def period(app: AppTest) -> dict[str, str]:
    return {name: app.query_params[name] for name in ("from", "to") if name in app.query_params}


def captions(app: AppTest) -> str:
    unseen = str.maketrans("", "", "\\\u2068\u2069")
    return " ".join(one.value for one in app.caption).translate(unseen)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("August 1988", "1988-08", "1988-08"),
        ("8/1988", "1988-08", "1988-08"),
        ("۱۹۸۸", "1988", "1988"),
        ("14 August 1988", "1988-08-14", "1988-08-14"),
        ("مرداد ۱۳۶۷", "1988-07-23", "1988-08-22"),
        ("été 1987", "1987-06", "1987-08"),
    ],
)
def test_typed_date_is_read_and_stays_as_typed(text: str, first: str, last: str) -> None:
    app = type_into(type_into(open_main(), "from", text), "to", text)
    assert period(app) == {"from": first, "to": last}
    assert fields(app) == [text, text]
    assert not app.error
    assert f"{text}: read as" in captions(app)
    assert "Period: " in captions(app)


@pytest.mark.parametrize("end", ["from", "to"])
@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("1988-07/1988-09", "1988-07", "1988-09", "July to September 1988"),
        ("from July to August 1988", "1988-07", "1988-08", "July to August 1988"),
        ("مرداد تا شهریور ۱۳۶۷", "1988-07-23", "1988-09-22", "Solar Hijri"),
        ("since May 1988", "1988-05", "", "May 1988 or later"),
    ],
)
def test_period_typed_into_one_field_fills_both(
    end: str, text: str, first: str, last: str, said: str
) -> None:
    app = type_into(open_main(), end, text)
    assert period(app) == {"from": first} | ({"to": last} if last else {})
    assert not app.error
    assert f"{text}: read as" in captions(app)
    assert said in captions(app)
    app = type_into(app, "to", "1989-05")
    assert period(app) == {"from": first, "to": "1989-05"}
    assert fields(app) == [first, "1989-05"]
    assert text not in captions(app)


def test_period_that_may_mean_two_is_asked_back() -> None:
    app = type_into(open_main(), "from", "1367-1368")
    assert period(app) == {}
    (solar,) = [one for one in app.button if "Solar Hijri" in one.label]
    solar.click().run()
    assert period(app) == {"from": "1988-03-21", "to": "1990-03-20"}


def test_text_that_is_too_long_for_a_date_is_said_to_be_none() -> None:
    """With a limit of its own the field refused what was pasted without a word."""
    app = type_into(open_main(), "from", "14 August 1988 " * 9)
    assert [one.proto.max_chars for one in app.text_input if "filter_" in (one.key or "")] == [0, 0]
    assert "cannot be read as a date" in app.error[0].value
    assert period(app) == {}


def test_solar_month_is_said_in_both_calendars() -> None:
    app = type_into(open_main(), "from", "Mordad 1367")
    said = "Mordad 1367: read as Mordad 1367 Solar Hijri (23 July to 22 August 1988)."
    assert f"{said} Period: 23 July 1988 or later." in captions(app)


@pytest.mark.parametrize(("number", "first"), [(0, "1988-03-21"), (1, "1367")])
def test_year_that_is_likely_solar_is_asked_back(number: int, first: str) -> None:
    app = type_into(open_main(to="1990"), "from", "1367")
    assert period(app) == {"to": "1990"}
    words = [one.label for one in app.button if (one.key or "").startswith("date_from_")]
    assert [one.replace("\\", "") for one in words] == [
        "1367 Solar Hijri (21 March 1988 to 20 March 1989)",
        "The year 1367",
    ]
    app.button(key=f"date_from_{number}").click().run()
    assert period(app) == {"from": first, "to": "1990"}
    assert not [one for one in app.button if (one.key or "").startswith("date_from_")]
    assert fields(app) == ["1367", "1990"]
    # What was answered is not asked again when the other end is typed.
    type_into(app, "to", "1991")
    assert period(app) == {"from": first, "to": "1991"}


LUNAR, SOLAR = (
    "1409 lunar Hijri (13 August 1988 to 1 August 1989)",
    "1409 Solar Hijri (21 March 2030 to 20 March 2031)",
)
EARLY = (
    "1402 Solar Hijri (21 March 2023 to 19 March 2024)",
    "1402 lunar Hijri (28 October 1981 to 17 October 1982)",
    "The year 1402",
)


@pytest.mark.parametrize(
    ("calendar", "year", "asked"),
    [
        ("", "1402", EARLY),
        ("lunar", "1402", (EARLY[1], EARLY[0], EARLY[2])),
        ("", "1409", (LUNAR, SOLAR, "The year 1409")),
        ("", "1421", ("1421 lunar Hijri (6 April 2000 to 25 March 2001)", "The year 1421")),
    ],
)
def test_year_that_may_be_lunar_is_asked_back(
    calendar: str, year: str, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lunar_years, "date", BeforeThat)
    app = type_into(open_main(**({"calendar": calendar} if calendar else {})), "from", year)
    buttons = [one for one in app.button if (one.key or "").startswith("date_from_")]
    assert tuple(one.label.replace("\\", "") for one in buttons) == asked
    if LUNAR in asked:
        buttons[asked.index(LUNAR)].click().run()
        assert period(app) == {"from": "1988-08-13"}


@pytest.mark.parametrize("text", ["1409", "1404-1409", "since ۱۴۰۹", "بین ۱۴۰۸ و ۱۴۰۹"])
def test_lunar_year_is_searched_for_before_one_to_come(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lunar_years, "date", BeforeThat)
    app = open_main(view="records")
    app.text_input(key="search_text").set_value(text).run()
    lunar, solar, *_gregorian = offered(app)
    assert "1988" in lunar or "1989" in lunar
    assert "203" in solar


def test_season_that_the_data_name_otherwise_is_asked_back() -> None:
    app = type_into(open_main(), "from", "تابستان ۱۳۶۷")
    words = [one.label for one in app.button if (one.key or "").startswith("date_from_")]
    assert [one.replace("\\", "") for one in words] == [
        "Summer 1988 (July to September 1988)",
        "Tir to Shahrivar 1367 Solar Hijri (22 June to 22 September 1988)",
    ]
    app.button(key="date_from_1").click().run()
    assert period(app) == {"from": "1988-06-22"}


def test_what_was_probably_meant_is_put_in_force_by_a_press() -> None:
    app = type_into(open_main(to="1990"), "from", "Agust 1988")
    assert period(app) == {"to": "1990"}
    assert "cannot be read as a date" in app.error[0].value
    app.button(key="date_from_0").click().run()
    assert period(app) == {"from": "1988-08", "to": "1990"}
    assert fields(app) == ["Agust 1988", "1990"]
    assert "Agust 1988: read as August 1988." in captions(app)
    assert not app.error


def test_day_that_a_month_has_not_is_named() -> None:
    app = type_into(open_main(), "to", "31 February 1988")
    assert "February 1988 has 29 days" in app.error[0].value
    app.button(key="date_to_1").click().run()
    assert period(app) == {"to": "1988-02"}


def test_other_end_counts_while_one_is_asked_back() -> None:
    app = type_into(type_into(open_main(), "from", "8/9/1988"), "to", "1989")
    assert period(app) == {"to": "1989"}
    assert app.button(key="date_from_0").label == "8 September 1988"
    app.button(key="date_from_1").click().run()
    assert period(app) == {"from": "1988-08-09", "to": "1989"}


def test_year_in_an_address_stays_what_it_says() -> None:
    app = open_main(**{"from": "1367"})
    assert period(app) == {"from": "1367"}
    assert fields(app) == ["1367", ""]
    type_into(app, "to", "1990")
    assert period(app) == {"from": "1367", "to": "1990"}


def test_period_that_ends_before_it_begins_is_not_in_force() -> None:
    app = type_into(open_main(to="1988"), "from", "May 1990")
    assert period(app) == {"to": "1988"}
    assert fields(app) == ["May 1990", "1988"]
    assert "would end before it begins" in app.error[0].value
    type_into(app, "to", "1991")
    assert period(app) == {"from": "1990-05", "to": "1991"}
    assert not app.error


@pytest.mark.parametrize("opened", [{"to": "1988"}, {"from": "1985", "to": "1988"}])
def test_period_that_ends_before_it_begins_can_be_swapped(opened: dict[str, str]) -> None:
    app = type_into(open_main(**opened), "from", "May 1990")
    assert period(app) == opened
    app.button(key="dates_swap").click().run()
    assert not app.exception, app.exception
    assert period(app) == {"from": "1988", "to": "1990-05"}
    assert fields(app) == ["1988", "May 1990"]
    assert not app.error
    type_into(type_into(app, "to", "1980"), "from", "Mordad 1367")
    app.button(key="dates_swap").click().run()
    assert period(app) == {"from": "1980", "to": "1988-08-22"}
    assert fields(app) == ["1980", "Mordad 1367"]


def test_emptied_field_lifts_its_end() -> None:
    app = type_into(open_main(**{"from": "1988", "to": "1989"}), "from", "")
    assert period(app) == {"to": "1989"}


def test_markdown_that_is_typed_stays_text() -> None:
    app = type_into(open_main(), "from", "**1988** ![x](http://example.invalid/i.png)")
    assert "![x]" not in app.error[0].value


def test_reset_forgets_what_was_typed() -> None:
    app = type_into(open_main(q="khavaran"), "from", "summer")
    app.button(key="filter_reset").click().run()
    assert fields(app) == ["", ""]
    assert not app.error


def test_question_of_a_date_stays_while_other_filters_change() -> None:
    app = type_into(open_main(view="records"), "from", "8/9/1988")
    app.multiselect(key=of_cities(app)).set_value(["tehran"]).run()
    assert not app.exception, app.exception
    assert app.query_params["cities"] == "tehran"
    assert fields(app) == ["8/9/1988", ""]
    app.button(key="date_from_0").click().run()
    assert period(app) == {"from": "1988-09-08"}
    type_into(app, "to", "1980")  # a period that ends before it begins stays said as well
    app.multiselect(key=of_cities(app)).set_value([]).run()
    assert "would end before it begins" in app.error[0].value
    app.button(key="chip_from_date_").click().run()  # what changes the period answers it
    assert fields(app) == ["", ""]
    assert not app.error


def of_cities(app: AppTest) -> str:
    return next(str(one.key) for one in app.multiselect if "filter_cities" in str(one.key))


@pytest.mark.parametrize("pressed", ["filter_reset", "chip_all"])
def test_reset_empties_the_search_and_what_is_asked_of_a_date(pressed: str) -> None:
    opened = {"q": "khavaran", "layers": "prison"} if pressed == "chip_all" else {}
    app = type_into(open_main(**opened), "from", "1367")
    app.text_input(key="search_text").set_value("1367").run()
    assert not app.button(key="filter_reset").disabled
    app.button(key=pressed).click().run()
    assert not app.exception, app.exception
    assert app.text_input(key="search_text").value == ""
    assert fields(app) == ["", ""]
    assert not [one for one in app.button if (one.key or "").startswith(("date_", "offer_"))]


def test_readers_of_any_language_have_the_calendar_that_they_ask_for() -> None:
    app = open_main("languages-0", place="khavaran-cemetery")
    assert "Shahrivar 1367" not in html(app)
    for calendar, year in (("solar", "Shahrivar 1367"), ("lunar", "1408"), ("gregorian", "1408")):
        (choice,) = (one for one in app.radio if str(one.key).startswith("calendar"))
        choice.set_value(calendar).run()
        assert not app.exception, app.exception
        asked = {} if calendar == "gregorian" else {"calendar": calendar}
        assert app.query_params == {"place": "khavaran-cemetery", **asked}
        assert (year in html(app)) == (calendar != "gregorian")
    app = open_main("languages-0", place="khavaran-cemetery", lang="fa", calendar="gregorian")
    assert "شهریور ۱۳۶۷" not in html(app)
    (choice,) = (one for one in app.radio if str(one.key).startswith("calendar"))
    choice.set_value("solar").run()  # as Persian has it anyway
    assert "calendar" not in app.query_params
    assert "شهریور ۱۳۶۷" in html(app)


def test_years_of_the_slider_are_no_quantities() -> None:
    (slider,) = open_main().select_slider
    assert slider.options[0] == "1980"
    assert all(re.fullmatch(r"\d{4}(–\d{4})?", one) for one in slider.options)
