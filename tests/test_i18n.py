"""The catalogues list every visible string, and each language has all of them."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from browser import ROOT
from dashboard import i18n
from dashboard.templates import macros
from geo import Dataset, messages
from geo.check.translations import numbers
from geo.counts import Tally
from geo.wording import date_words

with (i18n.LOCALES / "babel.cfg").open() as settings:
    METHODS, OPTIONS = parse_mapping_cfg(settings)

TRANSLATED = [code for code in i18n.available() if code != "en"]
Text = str | tuple[str, ...]


def used_strings() -> set[Text]:
    """Return every marked string of both packages."""
    return {
        message if isinstance(message, str) else tuple(message)
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT, method_map=METHODS, options_map=OPTIONS
        )
    }


def catalogue(path: Path, code: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=code)


def of_language(code: str) -> Catalog:
    return catalogue(i18n.LOCALES / code / "LC_MESSAGES" / "atlas.po", code)


def forms(text: Text | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def fields(text: str) -> set[str]:
    """Return the names of values that a text takes."""
    return set(re.findall(r"\{(\w*)", text))


def markup(text: str) -> list[str]:
    """Return the tags and Markdown marks of a text."""
    return sorted(re.findall(r"</?\w+[^>]*>|\*\*|\]\(|`", text))


def edges(text: str) -> tuple[str, str]:
    """Return the white space at both ends, which joins a text to others."""
    text = text.replace("\N{NO-BREAK SPACE};", ";")  # in French a part of the sign
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_template_lists_every_string() -> None:
    listed = {message.id for message in catalogue(i18n.LOCALES / "atlas.pot") if message.id}
    assert listed == used_strings()


@pytest.mark.parametrize("code", TRANSLATED)
def test_language_has_every_string_whole(code: str) -> None:
    faults, used = [], used_strings()
    own = of_language(code)
    listed = {message.id: message for message in own if message.id}
    faults += [f"missing: {text}" for text in used - set(listed)]
    faults += [f"stale: {text}" for text in set(listed) - used]
    for text, message in listed.items():
        english, said = forms(text), forms(message.string)
        if message.fuzzy or not all(said):
            faults.append(f"without a sure translation: {text}")
            continue
        if len(english) > 1 and len(said) != own.num_plurals:
            faults.append(f"{len(said)} plural forms of {own.num_plurals}: {text}")
        for form in said:
            known = fields(english[0]) | fields(english[-1])
            # A form for one or two says the number in its words.
            needed = fields(english[-1]) - ({"n", "count"} if len(said) > 1 else set())
            if not needed <= fields(form) <= known:
                faults.append(f"other values: {text}: {form}")
            if markup(form) not in (markup(english[0]), markup(english[-1])):
                faults.append(f"other markup: {text}: {form}")
            if edges(form) != edges(english[0]):
                faults.append(f"other spaces at its ends: {text}: {form}")
    assert not faults, "\n".join(faults)


def said_in(atlas: Dataset, code: str) -> list[str]:
    """Return all texts in a language, of the interface and of the data."""
    own = [form for message in of_language(code) if message.id for form in forms(message.string)]
    return own + list(atlas.translations[code].values())


@pytest.mark.parametrize("code", [code for code in TRANSLATED if i18n.is_mirrored(code)])
def test_dates_of_numbers_keep_their_order_from_right_to_left(atlas: Dataset, code: str) -> None:
    """Behind Arabic letters, 2004-08-14 was shown as 14-08-2004."""
    bare = re.compile("(?<![\u2068\\d-])\\d+-\\d")
    assert [words for words in said_in(atlas, code) if bare.search(words)] == []


def test_french_signs_stay_with_the_word_before_them(atlas: Dataset) -> None:
    """A line began with a colon: 45 texts had a plain space before it."""
    loose = re.compile(r" [;:!?»]|« |\b(?:p|n°|section|paragraphe)\.? \{|\} km")
    assert [text for text in said_in(atlas, "fr") if loose.search(text)] == []


def test_arabic_nouns_have_the_case_of_their_number() -> None:
    """Eleven places were counted as a hundred are: 11 مكان for 11 مكانًا."""
    own = of_language("ar")
    assert own.plural_expr.endswith("? 4 : 5)")
    counted = [forms(message.string) for message in own if message.pluralizable]
    assert [form for form in counted if len(form[5]) < len(form[4])] == []


def test_languages_are_named_in_themselves() -> None:
    names = {"en": "English", "fa": "فارسی", "fr": "Français", "ar": "العربية"}
    assert {code: i18n.own_name(code) for code in i18n.LANGUAGES} == names


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_counts_are_grouped_as_cldr_has_it(code: str) -> None:
    """12345 places were shown so in every language; a year has no groups in any."""
    i18n.activate(code)
    system = "default" if code == "fa" else "latn"
    said = messages.digits(format_decimal(12345, locale=code, numbering_system=system))
    assert messages.number(12345) == said
    shown = Tally(total=54321, shown=12345, filtered=12345, undated=0, withheld=0)
    words = macros("shell/shell.html").places(shown)
    assert words.count(said) == 2, words
    assert messages.counted("", 12345).endswith(said)
    assert date_words("198X") == messages.digits(date_words("198X"))
    assert "1980" in date_words("198X") or "۱۹۸۰" in date_words("198X")
    messages.use(messages.ENGLISH)
    assert messages.number(12345) == "12345"  # to programs


def test_language_without_a_catalogue_is_shown_in_english() -> None:
    assert i18n.activate("de") == "en"
    assert messages.code() == "en"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fa-IR,fa;q=0.9,en;q=0.8", "fa"),
        ("de-AT,de;q=0.9,fr;q=0.8,en;q=0.7", "fr"),
        ("en;q=0.2, ar", "ar"),
        ("de", "en"),
        ("", "en"),
        ("fa;q=x, fr;q=0.1", "fr"),
        ("*;q=0.5, FR-ca", "fr"),
        ("fa;q=nan, fr;q=0.1", "fr"),
        ("fa;q=inf, ar;q=-1, fr;q=1e3, en;q=9", "en"),
        ("fa ; Q=0.9 , fr;q=0.5", "fa"),
        ("fa;q=0, fr-CA;q=0.3, fr;q=0.7, ar;q=0.5", "fr"),
        ("fa;q=0", "en"),
        ("fa;q=", "en"),
        (",;q=1;;,\x00, fa", "fa"),
    ],
)
def test_first_visit_follows_the_browser(accepted: str, language: str) -> None:
    assert i18n.preferred(accepted, i18n.LANGUAGES) == language


@pytest.mark.parametrize("code", TRANSLATED)
def test_tours_places_and_codes_are_translated(atlas: Dataset, code: str) -> None:
    said = atlas.translations[code]
    assert [text for text in atlas.tour["text"] if text not in said] == []
    # Some names and labels are the same in both languages.
    texts = [*atlas.tour["title"], *atlas.places["name"]]
    for by_code in atlas.codes.by_field.values():
        texts += [one.label for one in by_code.values()]
    assert sum(text in said for text in texts) > 0.7 * len(texts)
    assert [text for text in atlas.tour["text"] if numbers(text) != numbers(said[text])] == []
