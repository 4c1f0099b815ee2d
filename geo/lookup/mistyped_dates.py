"""What is wrong with a typed date that cannot be read, and what was probably meant by it.

Nothing here is put in force: a reader is asked. Misspelt names are compared with `rapidfuzz`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice, product

from geo.decades import names_decade
from geo.lookup.similar import surely_meant
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.month_names import TOKEN, month_named, month_names, visible
from geo.periods import Period
from geo.seasons import SHORT_SOLAR_YEAR, season_names
from geo.spelling import fold
from geo.typed_dates import MAX_CHARS, Meaning, Typed, read_typed

_NUMBER, _DECADE = re.compile(r"\d+"), re.compile(r"(?:the )?\d{3}0s")
_MONTHS, _LEAST_DAYS, _MOST_DAYS = 12, 28, 31  # of a year, and of a month in any calendar
_MOST_OFFERED, _MOST_TRIED = 3, 50
_LEAST_BEGUN = 3  # letters of a name that is not written to its end


def with_offers(typed: Typed) -> Typed:
    """Return a typed text, where it cannot be read with what is wrong and what was meant.

    Examples
    --------
    >>> [meant.words() for meant in with_offers(read_typed("Agust 1988")).offers]
    ['August 1988']
    >>> [meant.words() for meant in with_offers(read_typed("31 February 1988")).offers]
    ['29 February 1988', 'February 1988']
    >>> [meant.words() for meant in with_offers(read_typed("8/88")).offers]
    ['August 1988', 'Aban 1388 Solar Hijri (23 October to 21 November 2009)']
    >>> [meant.words() for meant in with_offers(read_typed("late 1980s")).offers]
    ['1980 to 1989']
    """
    if not typed.fault or len(typed.text.strip()) > MAX_CHARS:
        return typed
    text = fold(visible(typed.text))
    if typed.fault == "date" and not read_typed(text).meanings:
        last = _last_of_month(text)
        if last:
            return replace(typed, fault="day", offers=last)
        if _is_of_no_month(text):
            return replace(typed, fault="month")
    texts = _decades_within(text) or _respelled(text, typed)
    meant = dict.fromkeys(one for text in texts for one in read_typed(text).meanings)
    return replace(typed, offers=tuple(meant)[:_MOST_OFFERED])


def _decades_within(text: str) -> list[str]:
    """Return the decade of which a text means a part; which years are `late` is not known."""
    words = text.replace("-", " ").split()
    ends = (" ".join(words[at:]) for at in range(1, len(words)))
    named = (end for end in ends if names_decade(end) or _DECADE.fullmatch(end))
    return [end for end in named if read_typed(end).meanings][:1]


def fault_words(typed: Typed) -> str:
    """Say what is wrong with a text; what can be typed, where nothing is offered.

    Examples
    --------
    >>> fault_words(read_typed("14 August"))
    '“14 August” has no year of four digits. Write for example 14 August 2004.'
    >>> fault_words(with_offers(read_typed("31 February 1988")))
    '“31 February 1988” is no date: February 1988 has 29 days.'
    >>> fault_words(with_offers(read_typed("8/88")))
    '“8/88” has no year of four digits.'
    """
    text = typed.text.strip()[:MAX_CHARS]
    if typed.fault == "day":
        month = typed.offers[-1]
        days = Period.read(month.first, month.last)
        count = (days.last - days.first).days + 1 if days.first and days.last else 0
        words = ngettext(
            "“{text}” is no date: {month} has {n} day.",
            "“{text}” is no date: {month} has {n} days.",
            count,
        )
        return words.format(text=text, month=month.typed_words(), n=count)
    if typed.fault == "month":
        words = _("“{text}” is no date: a year has 12 months.")
    elif typed.fault == "year" and typed.offers:
        words = _("“{text}” has no year of four digits.")
    elif typed.fault == "year":
        words = _("“{text}” has no year of four digits. Write for example 14 August 2004.")
    elif typed.offers:
        words = _("“{text}” cannot be read as a date.")
    else:
        words = _(
            "“{text}” cannot be read as a date. Write a day, a month or a year, such as "
            "14 August 2004, 8/2004, 2004 or Mordad 1383."
        )
    return words.format(text=text)


def _last_of_month(text: str) -> tuple[Meaning, ...]:
    """Return the last day of the month of a text whose day comes after it, and that month."""
    for found in _NUMBER.finditer(text):
        if len(found[0]) != 2 or int(found[0]) <= _LEAST_DAYS:
            continue
        for day in range(min(int(found[0]) - 1, _MOST_DAYS), _LEAST_DAYS - 1, -1):
            days = read_typed(_with(text, found, str(day))).meanings
            if len(days) == 1:
                return (*days, *read_typed(_with(text, found, "")).meanings[:1])
    return ()


def _is_of_no_month(text: str) -> bool:
    """Tell whether a number of a text can only be that of a month, and is that of none."""
    return any(
        len(found[0]) <= 2
        and not 0 < int(found[0]) <= _MONTHS
        and read_typed(_with(text, found, str(_MONTHS))).meanings
        for found in _NUMBER.finditer(text)
    )


def _with(text: str, found: re.Match[str], number: str) -> str:
    return text[: found.start()] + number + text[found.end() :]


def _respelled(text: str, typed: Typed) -> Iterator[str]:
    """Yield a folded text with misspelt names as they are spelled, or with its year in full.

    A word that is like none is left out.
    """
    tokens = TOKEN.findall(text)
    if typed.fault == "year" and tokens and SHORT_SOLAR_YEAR.fullmatch(tokens[-1]):
        centuries = ("19", "13") if typed.text.isascii() else ("13", "19")
        yield from (" ".join([*tokens[:-1], century + tokens[-1]]) for century in centuries)
    choices = [_spellings(token) for token in tokens]
    for number, found in enumerate(choices):
        if found == [""] and 0 < number < len(choices) - 1:
            return  # the numbers round a word that is not known would be taken for another date
    yield from (" ".join(one) for one in islice(product(*choices), _MOST_TRIED))


def _spellings(token: str) -> list[str]:
    if token.isdigit() or token in _known() or month_named(token):
        return [token]
    begun = [name for name in sorted(_known()) if name.startswith(token)]
    if len(begun) == 1 and len(token) >= _LEAST_BEGUN:
        return begun
    return surely_meant(token, sorted(_known())) or [""]


def names_meant(word: str) -> list[str]:
    """Return the months and seasons of whose name a word is surely a typing error.

    Examples
    --------
    >>> names_meant("sumer"), names_meant("summer"), names_meant("xyzzy")
    (['summer'], [], [])
    """
    folded = fold(word)
    is_name = folded in _known() or month_named(folded)
    return [] if is_name else surely_meant(folded, sorted(_known()))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(word for name in (*month_names(), *season_names()) for word in name.split())
