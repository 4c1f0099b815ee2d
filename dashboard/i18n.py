"""The catalogue of visible strings, and the language of the reader.

Strings stand in the code in English, marked with `gettext`. `locales/atlas.pot` lists them; each
other language has `locales/<code>/LC_MESSAGES/atlas.po`, which is read as it is, without a
compiled form.
"""

import io
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geo import messages

LOCALES = Path(__file__).resolve().parent / "locales"
LANGUAGES = ("en", "fa", "fr", "ar")
"""Codes that a link may ask for."""


def available() -> tuple[str, ...]:
    """Return the codes of the languages that the page can be worded in, English first."""
    return ("en", *(code for code in LANGUAGES if _path(code).is_file()))


def activate(code: str) -> str:
    """Word everything that follows in a language; English where it has no catalogue.

    Returns
    -------
    code
        The language that is now in use.
    """
    used = code if code in available() else "en"
    messages.use(messages.Language(used, _catalogue(used)))
    return used


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
