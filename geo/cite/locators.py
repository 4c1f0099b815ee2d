"""Where in a document a statement stands, in the reader's words where it is said in fixed ones."""

import re
from functools import lru_cache

from geo import messages
from geo.messages import N_
from geo.messages import gettext as _
from geo.wording import listed

_FORMS = (
    N_("para {numbers}"),
    N_("paras {numbers}"),
    N_("p. {numbers}"),
    N_("pp. {numbers}"),
    N_("s. {numbers}"),
    N_("no. {numbers}"),
    N_("answer {numbers}"),
    N_("answers {numbers}"),
    N_("bullet {numbers}"),
    N_('entry "{words}"'),
    N_('section "{words}"'),
    N_('para beginning "{words}"'),
    N_('"{words}"'),
    N_("opening para"),
    N_("opening paras"),
    N_("opening lines"),
    N_("lead paragraph"),
    N_("last para"),
    N_("whole page"),
    N_("whole text"),
    N_("title page"),
    N_("title"),
    N_("heading"),
    N_("caption"),
    N_("table of contents"),
    N_("list"),
    N_("abstract"),
    N_("executive summary"),
    N_("introduction"),
    N_("quotation"),
)
"""What is understood: numbers, words of the document in quotation marks, and fixed words."""
_RANGE = r"\d[\d.]*(?:-\d[\d.]*)?"
_VALUES = {
    re.escape("{numbers}"): rf"(?P<numbers>{_RANGE}(?:(?:, | and ){_RANGE})*)",
    re.escape("{words}"): r'(?P<words>[^"]+)',
}
_NOT_WITHIN = r'(?!\d)(?=(?:[^"]*"[^"]*")*[^"]*$)'  # a list of numbers, or quotation marks
_COMMA, _AND = re.compile(f", {_NOT_WITHIN}"), re.compile(f" and {_NOT_WITHIN}")


def locator_words(locator: str) -> str:
    """Say where in a document something stands, in the language in use.

    Parameters
    ----------
    locator
        As the data have it, in English.

    Returns
    -------
    words
        As the data say it in that language, else put together where it is numbers, fixed words and
        quotations of the document; the locator itself in English, and where it is more than these.

    Examples
    --------
    >>> locator_words('section "Background", paras 3-5 and 7')
    'section "Background", paras 3-5 and 7'
    """
    is_english = messages.code() == messages.ENGLISH.code
    said = messages.content(locator)
    return said if is_english or said != locator else _in_language(locator, messages.manner())


@lru_cache(maxsize=4096)
def _in_language(locator: str, _manner: messages.Manner) -> str:
    parts = [[_said(one) for one in _AND.split(part)] for part in _COMMA.split(locator)]
    is_understood = all(all(part) for part in parts)
    return _(", ").join(map(listed, parts)) if is_understood else locator


def _said(part: str) -> str:
    """Say one place in a document; nothing where it is not understood."""
    for form in _FORMS:
        found = _pattern(form).fullmatch(part)
        if found is not None:
            values = found.groupdict()
            if "numbers" in values:
                values["numbers"] = _numbers(values["numbers"])
            else:  # the document's own, which run as they do there
                values = {name: f"\u2068{words}\u2069" for name, words in values.items()}
            return _(form).format(**values)
    return ""


@lru_cache(maxsize=len(_FORMS))
def _pattern(form: str) -> re.Pattern[str]:
    pattern = re.escape(form)
    for name, value in _VALUES.items():
        pattern = pattern.replace(name, value)
    return re.compile(pattern, re.IGNORECASE)


def _numbers(stated: str) -> str:
    return _(", ").join(
        listed(list(map(_range, part.split(" and ")))) for part in stated.split(", ")
    )


def _range(stated: str) -> str:
    start, _hyphen, end = messages.digits(stated).partition("-")
    return _("{start} to {end}").format(start=start, end=end) if end else start
