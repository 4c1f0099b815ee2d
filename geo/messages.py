"""The language in which values of the atlas say themselves."""

from contextvars import ContextVar
from dataclasses import dataclass
from gettext import NullTranslations


@dataclass(frozen=True)
class Language:
    """A language code of the interface with its loaded catalogue."""

    code: str
    catalogue: NullTranslations


_ENGLISH = Language("en", NullTranslations())
_language: ContextVar[Language] = ContextVar("language", default=_ENGLISH)


def use(language: Language) -> None:
    """Word everything that follows in this thread or task in `language`.

    Examples
    --------
    >>> use(Language("fa", NullTranslations()))
    >>> code()
    'fa'
    """
    _language.set(language)


def code() -> str:
    """Return the code of the language in use, such as `en`.

    Examples
    --------
    >>> code()
    'en'
    """
    return _language.get().code


def gettext(text: str) -> str:
    """Return `text` in the language in use, or `text` itself where it has no translation.

    Examples
    --------
    >>> gettext("Places")
    'Places'
    """
    return _language.get().catalogue.gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a text that fits `number`, in the language in use.

    Examples
    --------
    >>> ngettext("{n} place", "{n} places", 2).format(n=2)
    '2 places'
    """
    return _language.get().catalogue.ngettext(singular, plural, number)
