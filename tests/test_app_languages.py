"""Pages in each language: no word of another's, whoever reads beside."""

import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest
from babel.messages.pofile import read_po
from google.protobuf.json_format import MessageToDict, MessageToJson
from lxml import html

from app_tester import AppTest
from controls import draw_act
from dashboard import i18n
from dashboard.escaping import plain
from dashboard.session.address import PAGES, Address
from geo import Dataset, messages
from geo.loading import FOLDER
from geo.lookup.question import read_question
from geo.tours import step_sources, tours
from pages import html as html_of
from pages import open_main
from reader import Window
from walks import Act

TRANSLATED = [code for code in i18n.available() if code != "en"]
SAID = {"body", "caption", "help", "label", "options", "placeholder", "title"}
"""Fields of Streamlit's elements that are words for the reader."""
VIEWS = (*(f"view={page}" for page in PAGES), "place=evin-prison", "mode=present&tour=overview")


def words(app: AppTest) -> set[str]:
    """Return every piece of text that a page shows."""
    found: set[str] = set()
    for element in app.main, app.sidebar:
        for one in element:
            proto = getattr(one, "proto", None)
            if proto is not None:
                found.update(_texts(MessageToDict(proto)))
    return found


def _all_texts(app: AppTest) -> Iterator[str]:
    """Give all that a page sends: charts and styles as well."""
    for element in app.main, app.sidebar:
        for one in element:
            proto = getattr(one, "proto", None)
            if proto is not None:
                yield MessageToJson(proto, ensure_ascii=False).replace("\\u2068", "\u2068")


def _texts(value: Any, field: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, field)
    elif isinstance(value, str) and field in SAID:
        if "<" not in value:
            yield value.strip()
            return
        for node in html.fromstring(f"<div>{value}</div>").xpath(
            "//text()[not(parent::style) and not(parent::script)] | //@title | //@aria-label"
        ):
            yield " ".join(node.split())


def catalogue(code: str) -> dict[str, str]:
    """Return the texts without values by what they are in English, some of them alike."""
    with (i18n.LOCALES / code / "LC_MESSAGES" / "atlas.po").open("rb") as file:
        pairs = {message.id: message.string for message in read_po(file, locale=code)}
    return {
        english.strip(): said.strip()
        for english, said in pairs.items()
        if isinstance(english, str) and "{" not in english and any(map(str.isalpha, english))
    }


@pytest.mark.by_turns
@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_of_the_interface_stays_english(code: str) -> None:
    english = {text for text, said in catalogue(code).items() if text != said}
    left = {
        view: words(open_main(**dict(parse_qsl(f"{view}&lang={code}")))) & english for view in VIEWS
    }
    left["share"] = words(open_main("share", lang=code)) & english
    assert {view: texts for view, texts in left.items() if texts} == {}


def test_readers_in_two_languages_never_see_a_word_of_the_other_s(
    request: pytest.FixtureRequest, atlas: Dataset, seed: int
) -> None:
    draw = random.Random(seed)
    codes = draw.sample(i18n.available(), 2)
    said = {code: own_words(code) for code in codes}
    only = {code: said[code] - said[other] for code, other in (codes, codes[::-1])}
    windows = {code: Window({"lang": code}) for code in codes}
    for number in range(200 if request.config.getoption("--nightly") else 30):
        code, other = draw.sample(codes, 2)
        i18n.activate(code, atlas.translations)  # the tester asks labels of widgets for itself
        act = drawn_act(windows[code], draw)
        windows[code].send(act)
        assert not windows[code].app.exception, act
        shown = words(windows[code].app)
        assert shown & only[code], f"--seed {seed}: action {number + 1}, {act}"
        assert shown & only[other] == set(), f"--seed {seed}: action {number + 1}, {act}"


def own_words(code: str) -> set[str]:
    """Return what a language calls the texts without values."""
    return set(catalogue(TRANSLATED[0])) if code == "en" else set(catalogue(code).values())


def drawn_act(window: Window, draw: random.Random) -> Act:
    """Choose what a reader does next, who keeps to one language and to pages with controls."""
    controls = [one for name, one in window.controls.items() if not name.startswith("language_")]
    acts = (draw_act(one, draw) for one in draw.sample(controls, len(controls)))
    return next((act for act in acts if act is not None), Act("back"))


FAULTY = {
    "layers": "jail",
    "from": "x",
    "certainty": "sure",
    "place": "nowhere",
    "bounds": "1,2",
    "bogus": "1",
    "lat": "999",
    "room": "!",
}
OF_TALKS = {
    "tour": "overview",
    "step": "99",
    "kiosk": "0",
    "speed": "9",
    "mode": "x",
    "q": "…",
    "v": "0.0.5",
    "play": "minute",
    "at": "x",
}


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("query", [FAULTY, OF_TALKS], ids=["page", "talk"])
def test_notice_about_an_address_is_in_the_reader_s_language(
    atlas: Dataset, code: str, query: dict[str, str]
) -> None:
    _address, problems = Address.read(query.items(), atlas, FOLDER)
    notice = open_main(lang=code, **query).warning[0].value
    assert notice.count("\n\n") == len(problems) - 1 >= 6
    for problem in problems:
        # Codes and examples are written as an address has them, in every language.
        words = re.findall(r"[a-z ]{5,}", problem.expected.split(":")[0].partition(" of ")[0])
        assert [one for one in words if one in notice] == []
        assert f"\u2068{plain(problem.value)}\u2069" in notice


def test_value_in_a_notice_is_shown_as_it_was_written() -> None:
    notice = open_main(lang="fa", layers="زندان\u202e", **{"from": "x" * 99}).warning[0].value
    assert "\u2068زندان\ufffd\u2069" in notice
    assert f"\u2068{'x' * 60}…\u2069" in notice


IN_PERSIAN = {
    "اعدام در مشهد مرداد ۱۳۶۷": (
        "مشهد",
        "اعدام‌های گزارش‌شده",
        "مرداد ۱۳۶۷ هجری شمسی (۲۳ ژوئیه تا ۲۲ اوت ۱۹۸۸)",
    ),
    "executions Mashhad 1988": ("مشهد", "اعدام‌های گزارش‌شده", "۱۹۸۸ (۱۳۶۶–۱۳۶۷)"),
    "اوین ۱۹۸۸": ("با نام «زندان اوین»، تهران", "۱۹۸۸ (۱۳۶۶–۱۳۶۷)"),
    "Tehran, summer 1988": ("تهران", "تابستان ۱۳۶۷ (ژوئیه تا سپتامبر ۱۹۸۸)"),
}


@pytest.mark.parametrize("text", IN_PERSIAN)
def test_question_is_read_back_in_the_reader_s_language(atlas: Dataset, text: str) -> None:
    i18n.activate("fa", atlas.translations)
    (offer, *_others) = read_question(atlas, text)
    messages.use(messages.ENGLISH)
    assert offer.parts == IN_PERSIAN[text]


def test_place_that_a_question_names_is_said_by_its_name_in_the_reader_s_language() -> None:
    app = open_main(lang="fa", q="Evin prison")
    assert app.button(key="chip_q_").label.replace("\\", "") == "«\u2068زندان اوین\u2069»"
    assert app.query_params["q"] == "Evin prison"
    (sentence,) = html.fromstring(html_of(app)).xpath("//p[@class='sentence']/text()")
    assert "زندان اوین" in sentence
    assert "Evin" not in sentence
    app = open_main(lang="fa", q="Prison")  # a word, as well as a label of the data
    assert app.button(key="chip_q_").label.replace("\\", "") == "«\u2068Prison\u2069»"


COUNTING = (
    *VIEWS,
    "mode=speaker&tour=overview",
    "mode=present&play=day&from=1988-08&to=1988-08",
    "mode=present&play=minute&from=2018-08-25&to=2018-08-25&at=2018-08-25T17:42",
    "bounds=25.5,44,39.8,63.3",
)
"""Views with what counts and measures."""


def test_numbers_of_the_page_are_in_the_reader_s_digits(atlas: Dataset) -> None:
    stated = {source.title for source in atlas.sources.values()} | {*atlas.claims["notes"]}
    left = {
        text
        for view in COUNTING
        for text in words(open_main(lang="fa", **dict(parse_qsl(view)))) - stated
        # Left as they are: names and quotations in Latin letters, coordinates, versions.
        if re.search("[0-9]", text) and not re.search(r"[A-Za-z]|\d\.\d", text)
    }
    assert left == set()


@pytest.mark.by_turns
def test_no_dot_stands_before_persian_digits() -> None:
    """It reads as one more zero: 120 statements as 1200."""
    left = {}
    for view in (*COUNTING, *VIEWS, "mode=present&play=day&from=1988-07&to=1988-10"):
        app = open_main(lang="fa", **dict(parse_qsl(view)))
        text = re.sub("<[^>]+>", "", " | ".join(_all_texts(app)))
        if found := re.findall("[^|]{0,40}·[\\s\u2066-\u2069]*[۰-۹]+", text):
            left[view] = found
    assert left == {}


def test_title_of_a_document_stands_within_the_direction_of_its_source(atlas: Dataset) -> None:
    i18n.activate("fa", atlas.translations)
    said = step_sources(tours(atlas)["summer-1988"][8], atlas)
    messages.use(messages.ENGLISH)
    titled = [one for one in said if "(“" in one]
    assert len(titled) == 2
    assert all(one.startswith("\u2067") and one.endswith("\u2069”)\u2069") for one in titled)
