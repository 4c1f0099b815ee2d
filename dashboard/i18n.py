"""The catalogue of visible strings, and the language of the reader.

Strings stand in the code in English, marked with `gettext`. `locales/atlas.pot` lists them; each
other language has `locales/<code>/LC_MESSAGES/atlas.po`, which is read as it is, without a
compiled form.
"""

import io
from collections.abc import Sequence
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geo import messages
from geo.check.translations import Translations

LOCALES = Path(__file__).resolve().parent / "locales"
LANGUAGES = ("en", "fa", "fr", "ar")
"""Codes that a link may ask for."""


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """Return the codes of the languages that the page can be worded in, English first."""
    return ("en", *(code for code in LANGUAGES if _path(code).is_file()))


def offered(spoken: Sequence[str]) -> tuple[str, ...]:
    """Return the languages to choose among for data that have words in some; in all, if in none."""
    return tuple(code for code in available() if code in (spoken or LANGUAGES))


def activate(code: str, translations: Translations | None = None) -> str:
    """Word everything that follows in a language; English where it has no catalogue.

    Parameters
    ----------
    code
        The language wanted.
    translations
        Texts of the data by language.

    Returns
    -------
    code
        The language that is now in use.
    """
    used = language(code, translations or {})
    messages.use(used)
    return used.code


def language(code: str, translations: Translations) -> messages.Language:
    """Return a language with its texts, English where it has no catalogue."""
    used = code if code in available() else "en"
    return messages.Language(used, _catalogue(used), translations.get(used, {}), used == "fa")


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
        code, _, weight = part.strip().partition(";q=")
        language = code.partition("-")[0].lower()
        if language in offered:
            weighed.setdefault(language, _weight(weight))
    return max(weighed, key=weighed.__getitem__, default="en")


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0


@lru_cache(maxsize=len(LANGUAGES))
def own_name(code: str) -> str:
    """Return what a language is called in itself, such as `Français`."""
    name = Locale.parse(code).get_display_name() or code
    return name[:1].upper() + name[1:]


def is_mirrored(code: str) -> bool:
    """Tell whether a language is written from right to left."""
    return Locale.parse(code).text_direction == "rtl"


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
