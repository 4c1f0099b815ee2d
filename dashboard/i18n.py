"""The catalogue of visible strings, and the language of the reader.

Strings stand in the code in English, marked with `gettext`. `locales/atlas.pot` lists them; each
other language has `locales/<code>/LC_MESSAGES/atlas.po`, which is read as it is, without a
compiled form.
"""

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geo import messages
from geo.check.translations import Translations

LOCALES = Path(__file__).resolve().parent / "locales"
LANGUAGES = ("en", "fa", "fr", "ar")
"""Codes that a link may ask for."""
_TAG = re.compile(r"([a-z]{2,8})([-_][a-z0-9]{1,8})*", re.IGNORECASE)
_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)
"""The weight of a language in a header (RFC 9110, 12.4.2)."""
_CALENDARS = {"fa": "solar"}
"""The calendar by language, where dates are not said in the Gregorian one alone."""


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """Return the codes of the languages that the page can be worded in, English first."""
    return ("en", *(code for code in LANGUAGES if _path(code).is_file()))


def offered(spoken: Sequence[str]) -> tuple[str, ...]:
    """Return the languages to choose among for data that have words in some; in all, if in none."""
    return tuple(code for code in available() if code in (spoken or LANGUAGES))


def activate(code: str, translations: Translations | None = None, calendar: str = "") -> str:
    """Word everything that follows in a language; English where it has no catalogue.

    Parameters
    ----------
    code
        The language wanted.
    translations
        Texts of the data by language.
    calendar
        One of `messages.CALENDARS`; that of the language, when empty.

    Returns
    -------
    code
        The language that is now in use.
    """
    used = language(code, translations or {}, calendar)
    messages.use(used)
    return used.code


def language(code: str, translations: Translations, calendar: str = "") -> messages.Language:
    """Return a language with its texts, English where it has no catalogue."""
    used = code if code in available() else "en"
    calendar = calendar or calendar_of(used)
    return messages.Language(used, _catalogue(used), translations.get(used, {}), calendar)


def calendar_of(code: str) -> str:
    """Return the calendar in which a language says dates where the reader asks for none.

    Examples
    --------
    >>> calendar_of("fa"), calendar_of("fr")
    ('solar', 'gregorian')
    """
    return _CALENDARS.get(code, messages.CALENDARS[0])


def preferred(accepted: str, offered: Sequence[str]) -> str:
    """Return the language that a browser asks for first among those offered, English where none is.

    Parameters
    ----------
    accepted
        What it accepts, as in the header `Accept-Language` (RFC 9110, 12.5.4).
    offered
        Codes of languages.

    Examples
    --------
    >>> preferred("de-AT,de;q=0.9,fr;q=0.8,en;q=0.7", ("en", "fa", "fr"))
    'fr'
    """
    weighed: dict[str, float] = {}
    for part in accepted.split(","):
        tag, *parameters = part.split(";")
        found, weight = primary_subtag(tag.strip()), _weight(parameters)
        if found in offered and weight > 0:
            weighed[found] = max(weight, weighed.get(found, 0))
    return max(weighed, key=weighed.__getitem__, default="en")


def _weight(parameters: Sequence[str]) -> float:
    """Return how much a language is wanted: 0 where that cannot be read."""
    found = [_QUALITY.fullmatch(parameter) for parameter in parameters]
    return min((float(one[1]) if one else 0 for one in found), default=1)


def primary_subtag(tag: str) -> str:
    """Return the language of a tag such as `fa-IR` (BCP 47); what is no tag as it is.

    Examples
    --------
    >>> primary_subtag("fa-IR"), primary_subtag("FA"), primary_subtag("fa!")
    ('fa', 'fa', 'fa!')
    """
    found = _TAG.fullmatch(tag)
    return found[1].lower() if found else tag


@lru_cache(maxsize=len(LANGUAGES))
def own_name(code: str) -> str:
    """Return what a language is called in itself, such as `Français`."""
    name = Locale.parse(code).get_display_name() or code
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=len(LANGUAGES))
def is_mirrored(code: str) -> bool:
    """Tell whether a language is written from right to left."""
    return Locale.parse(code).text_direction == "rtl"


@lru_cache(maxsize=128)
def is_latin(code: str) -> bool:
    """Tell whether a language is usually written in Latin letters (CLDR's likely subtags).

    Examples
    --------
    >>> is_latin("de"), is_latin("ru"), is_latin("fa"), is_latin("")
    (True, False, False, False)
    """
    return "_Latn_" in get_global("likely_subtags").get(code, "")


def _path(code: str) -> Path:
    return LOCALES / code / "LC_MESSAGES" / "atlas.po"


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> NullTranslations:
    if code == "en":
        return NullTranslations()
    with _path(code).open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
