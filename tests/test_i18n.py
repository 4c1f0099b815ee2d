"""The catalogue lists every visible string."""

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from browser import ROOT
from dashboard import i18n
from geo import messages

with (i18n.LOCALES / "babel.cfg").open() as settings:
    METHODS, OPTIONS = parse_mapping_cfg(settings)


def used_strings() -> set[str | tuple[str, ...]]:
    """Return every marked string of both packages."""
    return {
        message if isinstance(message, str) else tuple(message)
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT, method_map=METHODS, options_map=OPTIONS
        )
    }


def listed_strings(path: str) -> set[str | tuple[str, ...]]:
    with (i18n.LOCALES / path).open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


def test_template_lists_every_string() -> None:
    assert listed_strings("atlas.pot") == used_strings()


def test_only_languages_with_a_catalogue_are_offered() -> None:
    assert i18n.available() == ("en",)


def test_language_without_a_catalogue_is_shown_in_english() -> None:
    assert i18n.activate("fa") == "en"
    assert messages.code() == "en"
