"""The language in which values of the atlas say themselves."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from gettext import NullTranslations
from string import Formatter
from typing import Any

_DIGITS = {"fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}
"""Digits by language, where they are not the Latin ones (CLDR, default numbering system)."""
_FIRST_DAY = {"fr": "1er"}  # of a month, which CLDR writes as any other
_SEPARATORS = {"fa": ("٬", "٫"), "fr": ("\u202f", ",")}
"""What groups digits and what parts off a fraction, where they are not those of English (CLDR)."""
CALENDARS = ("gregorian", "solar", "lunar")
"""In which dates may be said: Gregorian alone, or with Solar Hijri or lunar Hijri beside."""


@dataclass(frozen=True)
class Language:
    """A language of the interface.

    Parameters
    ----------
    code
        Its code, such as `fr`.
    catalogue
        The texts of the code in it.
    content
        Texts of the data in it, by the text that the data have.
    calendar
        One of `CALENDARS`.
    is_grouping
        Whether the digits of numbers are grouped, as for readers; programs read them without.
    """

    code: str
    catalogue: NullTranslations
    content: Mapping[str, str] = field(default_factory=dict)
    calendar: str = CALENDARS[0]
    is_grouping: bool = True

    @cached_property
    def translations(self) -> frozenset[str]:
        """What the texts of the data are in this language.

        Examples
        --------
        >>> sorted(Language("fr", NullTranslations(), {"Site": "Lieu"}).translations)
        ['Lieu']
        """
        return frozenset(self.content.values())


N_ = str
"""Marks a text for the catalogues that is worded later, when it is shown."""
ENGLISH = Language("en", NullTranslations(), is_grouping=False)
"""What the library says where no language is asked for, in files and to programs too."""
_language: ContextVar[Language | None] = ContextVar("language", default=None)
_source: list[Callable[[], Language]] = []


def use(language: Language) -> None:
    """Word everything that follows in this thread or task in `language`.

    Examples
    --------
    >>> use(Language("fa", NullTranslations()))
    >>> code()
    'fa'
    """
    _language.set(language)


def ask(source: Callable[[], Language]) -> None:
    """Let a program say which language a thread or task begins in; English is left without.

    Examples
    --------
    >>> before = _source[:]
    >>> ask(lambda: Language("fr", NullTranslations()))
    >>> _source[:] = before  # as it was
    """
    _source[:] = [source]


def current() -> Language:
    """Return the language in use.

    Examples
    --------
    >>> current() is ENGLISH
    True
    """
    language = _language.get()
    if language is None:
        language = _source[0]() if _source else ENGLISH
        _language.set(language)
    return language


def code() -> str:
    """Return the code of the language in use, such as `en`.

    Examples
    --------
    >>> code()
    'en'
    """
    return current().code


Manner = tuple[str, str, NullTranslations]


def manner() -> Manner:
    """Return what words depend on, as a key to keep them by: language, calendar and catalogue.

    Examples
    --------
    >>> manner()[:2]
    ('en', 'gregorian')
    """
    return code(), current().calendar, current().catalogue


def gettext(text: str) -> str:
    """Return `text` in the language in use, or `text` itself where it has no translation.

    Examples
    --------
    >>> gettext("Places")
    'Places'
    """
    return worded(current().catalogue.gettext(text))


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a text that fits `number`, in the language in use.

    Examples
    --------
    >>> ngettext("{n} place", "{n} places", 2).format(n=2)
    '2 places'
    """
    return worded(current().catalogue.ngettext(singular, plural, number))


def content(text: str) -> str:
    """Return a text of the data in the language in use, or itself where it has no translation.

    Examples
    --------
    >>> use(Language("fr", NullTranslations(), {"Site": "Lieu"}))
    >>> content("Site"), content("City")
    ('Lieu', 'City')
    """
    return current().content.get(text, text)


def is_translated(text: str) -> bool:
    """Tell whether the data have a text in the language in use, be it the same words.

    Examples
    --------
    >>> use(Language("fr", NullTranslations(), {"Site": "Lieu"}))
    >>> is_translated("Site"), is_translated("Lieu"), is_translated("City")
    (True, True, False)
    """
    return content(text) != text or text in current().translations


def digits(text: str) -> str:
    """Return a text with the digits of the language in use.

    Examples
    --------
    >>> use(Language("fa", NullTranslations()))
    >>> digits("1988-08")
    '۱۹۸۸-۰۸'
    """
    own = _DIGITS.get(code())
    return text.translate(own) if own else text


def dated(text: str) -> str:
    """Return a date with the digits of the language in use, and the first of a month as in it.

    Examples
    --------
    >>> use(Language("fr", NullTranslations()))
    >>> dated("1 août 1988"), dated("11 août 1988"), dated("1988")
    ('1er août 1988', '11 août 1988', '1988')
    """
    first = _FIRST_DAY.get(code())
    return re.sub(r"^1(?!\d)", first, text) if first else digits(text)


def number(value: float, form: str = "") -> str:
    """Return a number as the language in use writes it, in a form that `format` knows.

    Examples
    --------
    >>> number(30000, ","), number(33.5, ".4g")
    ('30,000', '33.5')
    >>> use(Language("fa", NullTranslations()))
    >>> number(30000)
    '۳۰٬۰۰۰'
    """
    return worded(f"{{:{form}}}").format(value)


def before_count(between: str = ": ") -> str:
    """Return what stands before a count: a dot, or `between` where that reads as one more zero.

    Examples
    --------
    >>> before_count()
    ' · '
    >>> use(Language("fa", NullTranslations()))
    >>> before_count()
    ': '
    """
    return between if code() in _DIGITS else " · "


def counted(words: str, count: int | str) -> str:
    """Return words with a count after them, which may be in words itself.

    Examples
    --------
    >>> counted("Prisons", 12)
    'Prisons · 12'
    >>> use(Language("fa", NullTranslations()))
    >>> counted("Prisons", 12)
    'Prisons: ۱۲'
    """
    said = number(count) if isinstance(count, int) else digits(count)
    return f"{words}{before_count()}{said}"


def worded(text: str) -> str:
    """Return a text whose `format` writes numbers as the language in use does.

    Whole numbers are counts; a year or a number of steps is text, from `digits`.

    Examples
    --------
    >>> use(Language("fa", NullTranslations()))
    >>> worded("{n} / {of}").format(n=12345, of="12")
    '۱۲٬۳۴۵ / 12'
    """
    return _Text(text) if current().is_grouping else text


def separators() -> tuple[str, str]:
    """Return what groups digits and what parts off a fraction in the language in use.

    Examples
    --------
    >>> separators()
    (',', '.')
    """
    return _SEPARATORS.get(code(), (",", "."))


class _Text(str):
    """A text in which numbers stand as the language in use writes them."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """Fill in values as `str.format` does."""
        return _FORMATTER.vformat(self, args, values)


class _NumberFormatter(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        spec = format_spec or ("," if isinstance(value, int) else "")
        text: str = super().format_field(value, spec)
        if isinstance(value, int | float):
            return digits(text).translate(str.maketrans(",.", "".join(separators())))
        return text

    def vformat(self, format_string: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
        return super().vformat(str(format_string), args, kwargs)


_FORMATTER = _NumberFormatter()
