"""Figures, places in documents and quotations on the pages, as each language has them."""

import re

import pytest

from dashboard import i18n
from geo import Dataset, messages
from geo.cite.locators import locator_words
from geo.cite.references import attribution
from geo.figure_words import figure_words
from geo.wording import date_words, period_words
from pages import charts, open_main
from pages import html as html_of
from presented import footer


def test_figure_is_said_with_what_qualifies_it_in_the_reader_s_language(atlas: Dataset) -> None:
    said = {
        "about 800": "حدود ۸۰۰",
        "more than twenty": "بیش از ۲۰",
        "2,800 or 3,800": "۲٬۸۰۰ یا ۳٬۸۰۰",
    }
    said |= {"three or four": "۳ یا ۴", "1,879 to 3,000 or 4,482": "1,879 to 3,000 or 4,482"}
    met = set()
    rows = (row for frame in (atlas.claims, atlas.milestones) for _id, row in frame.iterrows())
    for row in rows:
        english = figure_words(row, atlas, with_unit=False)
        i18n.activate("fa", atlas.translations)
        words = figure_words(row, atlas, with_unit=False)
        messages.use(messages.ENGLISH)
        met.add(english)
        assert words == said.get(english, words)
        assert english == words or not re.search("[A-Za-z0-9]", words)
    assert said.keys() <= met


def test_figure_in_its_source_s_words_keeps_their_digits() -> None:
    """The page made Persian digits of them between English words and a Latin comma."""
    app = open_main(lang="fa", view="figures")
    chart = str(charts(app))
    assert "1,879 to 3,000 or 4,482" in chart
    assert not re.search("[۰-۹],[۰-۹]", chart)


@pytest.mark.parametrize(
    ("code", "said", "of_axis"),
    [("en", "30,000", ".,"), ("fr", "30\u202f000", ",\u202f"), ("fa", "۳۰٬۰۰۰", "٫٬")],
)
def test_digits_are_grouped_as_the_language_does(code: str, said: str, of_axis: str) -> None:
    """In French 30,000 reads as thirty."""
    app = open_main(lang=code, view="figures")
    assert f"{said}</b>" in html_of(app)
    assert charts(app)[0]["layout"]["separators"] == of_axis


def test_what_a_source_says_of_a_figure_begins_where_its_language_does() -> None:
    table = html_of(open_main(lang="fa", view="figures"))
    assert '<div dir="ltr"><bdi lang="en" dir="ltr">' in table
    assert '<div dir="rtl"><bdi dir="rtl">' in table


IN_FRENCH = {
    "1988-08-14/1988-08-16": "entre le 14 et le 16 août 1988",
    "2023-03/2023-05-04": "entre mars 2023 et le 4 mai 2023",
    "1986-03/1987-03": "entre mars 1986 et mars 1987",
    "1988-08-05/..": "à partir du 5 août 1988",
    "1988-07/..": "dès juillet 1988",
    "../1988-08-05": "jusqu’au 5 août 1988",
    "../1988": "jusqu’en 1988",
}


def test_dates_in_french_have_the_article_of_a_day(atlas: Dataset) -> None:
    i18n.activate("fr", atlas.translations)
    found = {edtf: date_words(edtf) for edtf in IN_FRENCH}
    periods = period_words("1988-08-04", "1988-08-15"), period_words("1988-07", "1988-09")
    messages.use(messages.ENGLISH)
    assert found == IN_FRENCH
    assert periods == ("du 4 au 15 août 1988", "juillet à septembre 1988")


def test_place_in_a_document_is_said_in_the_reader_s_language(atlas: Dataset) -> None:
    locator = 'section "Facts, and figures", paras 3-5, 7 and 12'
    i18n.activate("fa", atlas.translations)
    persian = locator_words(locator), locator_words("para on figures"), locator_words("by hand")
    source = atlas.sources["aawsat-2016-audio"]
    named = [attribution(source, one) for one in ("para 4", '"Facts", para 4', "by hand")]
    undated = next(one for one in atlas.sources.values() if not one.year)
    unsaid = [attribution(undated, one) for one in ("", "para 4")]
    i18n.activate("ar", atlas.translations)
    arabic = locator_words("heading and paras 2-3")
    i18n.activate("fr", atlas.translations)
    french = locator_words("table of contents, s. 4.8")
    messages.use(messages.ENGLISH)
    assert persian == (
        "بخش «\u2068Facts, and figures\u2069»، بندهای ۳ تا ۵، ۷ و ۱۲",  # by rule
        "بند مربوط به ارقام",  # by a translation of the data
        "by hand",
    )
    assert named == [
        "\u2067\u2068Asharq Al-Awsat 2016\u2069، بند ۴\u2069",
        "\u2067\u2068Asharq Al-Awsat 2016\u2069، «\u2068Facts\u2069»، بند ۴\u2069",
        "Asharq Al-Awsat 2016, by hand",
    ]
    author = f"\u2067\u2068{undated.author}\u2069 بی‌تا"  # and not the other way round
    assert unsaid == [f"{author}\u2069", f"{author}، بند ۴\u2069"]
    assert (arabic, french) == (
        "عنوان القسم والفقرات من 2 إلى 3",
        "table des matières, section\N{NO-BREAK SPACE}4.8",
    )


@pytest.mark.parametrize("code", ["fa", "ar"])  # French has "introduction" and "p. 5" as well
def test_every_place_in_a_document_is_said_in_the_language(atlas: Dataset, code: str) -> None:
    """Of the shipped data, none stays English beside the words of a language."""
    i18n.activate(code, atlas.translations)
    locators = {*atlas.claims["locator"], *atlas.milestones["locator"]} - {""}
    left = sorted(one for one in locators if locator_words(one) == one)
    messages.use(messages.ENGLISH)
    assert [one for one in left if re.search("[a-z]{3}", one)] == []


def test_several_sources_are_headed_as_several() -> None:
    app = open_main(lang="fa", tour="summer-1988", step="2")
    assert "<b>منابع:</b>" in footer(app)


def test_dates_in_force_have_the_reader_s_digits() -> None:
    app = open_main(lang="fa", **{"from": "1988-07", "to": "1988"})
    assert [app.text_input(key=f"filter_{end}").value for end in ("from", "to")] == [
        "۱۹۸۸-۰۷",
        "۱۹۸۸",
    ]
    app.text_input(key="filter_to").set_value("مرداد ۶۷").run()
    assert app.query_params["to"] == "1988-08-22"
    assert not app.exception


def test_marks_of_quotation_are_those_of_the_language() -> None:
    """The chip of a search had English ones on every page."""
    app = open_main(lang="fa", q="خاوران", sources="jfi-11278-tabriz")
    assert "«\u2068خاوران\u2069»" in "".join(one.label for one in app.button).replace("\\", "")
    assert "“" not in html_of(app)
