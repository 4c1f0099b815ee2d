"""Periods as people type them: a date, or two, one after the other or with words that join them.

Dates are read by `geo.typed_dates`; nothing is guessed, so a period that may mean two things gives
both. A season that the data name means what they say, and the months that `geo.seasons` says as
well where these are others; any other name of a period means something only where the data name it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

from geo.dataset import Dataset
from geo.decades import names_decade
from geo.lookup.lunar_years import with_lunar
from geo.lookup.mistyped_dates import with_offers
from geo.messages import gettext as _
from geo.periods import Period
from geo.spelling import LINKING_WORDS, fold
from geo.typed_dates import Meaning, Typed, read_typed, typed_season
from geo.wording import period_words

YEARS = range(1000, 2101)
"""Years that a number in a question may be."""
_FROM = frozenset(["from", "de", "du", "von", "از", "من"])
_BETWEEN = frozenset(["between", "entre", "zwischen", "بین", "میان"])
_TO = frozenset(["to", "until", "till", "through", "a", "au", "bis", "-", "تا", "الی", "حتی"])  # à
_AND = frozenset(["and", "et", "und", "و"])
OR = frozenset(["or", "ou", "oder", "یا", "او"])
"""Folded words between what may be chosen from."""
_SINCE = frozenset(["since", "depuis", "seit", "des", "partir", "منذ"])
_UNTIL = frozenset(["until", "till", "up", "jusquen", "jusqua", "jusquau", "bis", "تا", "حتی"])
_BEFORE = frozenset(["before", "prior", "avant", "vor", "قبل", "پیش"])
_AFTER = frozenset(["after", "apres", "nach", "بعد", "پس"])
_TODAY = frozenset(["today", "now", "present", "aujourdhui", "heute", "امروز", "الیوم"])
_ONWARD = frozenset(["on", "onward", "onwards", "later", "بعد"])
_LINKS = frozenset(["and", "or", "به", "و"])
_YEAR, _DAY = re.compile(r"\b\d{4}\b"), re.compile(r"\d{1,2}")
_SOLAR_CENTURY = re.compile(r"\b13(?=\d\d\b)")  # which is left away: تابستان ۶۷


_ELIDED = re.compile(r"\b[dl]['’](?=\w)", re.IGNORECASE)
_FILLER = LINKING_WORDS | {"de", "du", "سال", "عام", "سنه"}


@dataclass(frozen=True)
class TypedPeriod:
    """A period that typed words may mean.

    Parameters
    ----------
    first, last
        ISO day, month or year; empty where it is open.
    words
        How it was understood.
    """

    first: str
    last: str
    words: str


def has_year(text: str) -> bool:
    """Tell whether a text has a number that may be a year or names a decade, as every date does.

    Examples
    --------
    >>> has_year("August ۱۹۸۸"), has_year("مرداد ۶۷"), has_year("14 August"), has_year("eighties")
    (True, True, False, True)
    """
    return re.search(r"\d{4}|\b[4-9]\d\b", fold(text)) is not None or names_decade(text)


def without_elisions(text: str) -> str:
    """Return a text with its French articles as words of their own gone.

    Examples
    --------
    >>> without_elisions("l’île d'If")
    ' île  If'
    """
    return _ELIDED.sub(" ", text)


def named_period(dataset: Dataset, text: str) -> Meaning | None:
    """Return the period that the data call so in any language, None where there is none.

    The name of a season may be that of another language.

    Examples
    --------
    >>> named_period(small, "the summer of 1988").words()
    'Summer 1988 (July to September 1988)'
    >>> named_period(small, "صيف 1988").first
    '1988-07'
    >>> named_period(small, "summer") is None
    True
    """
    wanted, season = _core(text), typed_season(text)
    for preset in dataset.subject.presets:
        labels = [name for _language, name in preset.label.by_language]
        names = set(map(_core, labels))
        is_season = season and set(season) & set(sum(map(typed_season, labels), ()))
        if is_season or wanted in names | {_SOLAR_CENTURY.sub("", name) for name in names}:
            return Meaning(preset.first, preset.last, name=str(preset.label))
    return None


def read_date(dataset: Dataset, text: str) -> Typed:
    """Read a typed date, or the name of a period of the data.

    Examples
    --------
    >>> [meaning.words() for meaning in read_date(small, "Summer 1988").meanings]
    ['Summer 1988 (July to September 1988)', 'June to August 1988']
    >>> read_date(small, "today").is_clear
    True
    >>> read_date(small, "summer").fault, read_date(small, "1988-13").fault
    ('year', 'month')
    """
    today = _today(text)
    if today:
        return Typed(text, today)
    typed = read_typed(text)
    is_named = bool(typed.fault or typed_season(text))
    named = named_period(dataset, text) if is_named else None
    if named is None:
        return with_offers(replace(typed, meanings=with_lunar(dataset, typed)))
    others = (one for one in typed.meanings if _days(one) != _days(named))
    return Typed(text, (named, *others))


def _today(text: str) -> tuple[Meaning, ...]:
    """Return the day that a word for it means, nothing of any other text."""
    day = datetime.now(UTC).date().isoformat()
    return (Meaning(day, day),) if fold(text).strip() in _TODAY else ()


def _days(meaning: Meaning) -> Period:
    return Period.read(meaning.first, meaning.last)


def _core(text: str) -> str:
    return " ".join(word for word in fold(without_elisions(text)).split() if word not in _FILLER)


def read_periods(dataset: Dataset, words: Sequence[str]) -> list[TypedPeriod]:
    """Return what words that are a date or a period from end to end may mean.

    Examples
    --------
    >>> [period.words for period in read_periods(small, "from July to September 1988".split())]
    ['July to September 1988']
    >>> [(period.first, period.last) for period in read_periods(small, ["1367"])]
    [('1988-03-21', '1989-03-20'), ('1367', '1367')]
    >>> [period.words for period in read_periods(small, ["summer", "1989"])]
    ['June to August 1989']
    >>> [period.words for period in read_periods(small, "August 1988 May 1989".split())]
    ['August 1988 to May 1989']
    >>> read_periods(small, ["in", "1988"])
    []
    """
    text = " ".join(words)
    if typed_season(text):  # from one year to the next too, as a winter is
        return _single(_dates(dataset, words))
    found, named = _joined(dataset, words), named_period(dataset, text)
    if named is None or (named.first, named.last) in [(one.first, one.last) for one in found]:
        return found
    return [*found, TypedPeriod(named.first, named.last, named.words())]


def typed_years(text: str) -> list[TypedPeriod]:
    """Return the years that a number of two digits may mean where nothing stands beside it.

    Examples
    --------
    >>> [period.words for period in typed_years("88")]
    ['the year 1988', '1388 Solar Hijri (21 March 2009 to 20 March 2010)']
    """
    return _single(read_typed(text).meanings)


def _joined(dataset: Dataset, words: Sequence[str]) -> list[TypedPeriod]:
    """Return what a date may mean, or two with the words that join them."""
    folded = ["-" if word == "-" else fold(word) for word in words]
    if len(words) > 1:
        opened = _opened(dataset, words, folded)
        if opened:
            return opened
    is_opened = folded[0] in _FROM | _BETWEEN
    joining = _AND if folded[0] in _BETWEEN else _TO
    for at in range(1, len(words) - 1):
        if folded[at] in joining:
            found = list(_between(dataset, words[is_opened:at], words[at + 1 :]))
            if found:
                return found
    if is_opened:
        return []
    return _single(_dates(dataset, words)) or _in_a_row(dataset, words, folded)


def _in_a_row(dataset: Dataset, words: Sequence[str], folded: Sequence[str]) -> list[TypedPeriod]:
    """Return the periods from the first to the last of two dates with `and` or nothing between."""
    for at in range(1, len(words)):
        is_linked = at > 1 and folded[at - 1] in _AND | OR
        start, end = words[: at - is_linked], words[at:]
        if (is_linked or has_year(" ".join(start))) and has_year(" ".join(end)):
            found = [*_between(dataset, start, end)] or [*_between(dataset, end, start)]
            if found:
                return found
    return []


def _opened(dataset: Dataset, words: Sequence[str], folded: Sequence[str]) -> list[TypedPeriod]:
    """Return what a date may mean with a word that opens it at one side."""
    word, rest = folded[0], words[1:]
    if len(rest) > 1 and folded[1] in _FROM | {"to"}:  # prior to
        rest = rest[1:]
    if word in _SINCE:
        return [_open(meaning.first, "") for meaning in _dates(dataset, rest)]
    if word in _UNTIL:
        return [_open("", meaning.last) for meaning in _dates(dataset, rest)]
    if word in _BEFORE:
        return [_open("", _beside(one.first, -1)) for one in _dates(dataset, rest)]
    if word in _AFTER:
        return [_open(_beside(one.last, 1), "") for one in _dates(dataset, rest)]
    if folded[-1] in _ONWARD:  # from 1990 onwards
        kept = words[word in _FROM : -1 - (folded[-2] in _LINKS)]
        return [_open(meaning.first, "") for meaning in _dates(dataset, kept)]
    return []


def _beside(text: str, step: int) -> str:
    """Return the day, month or year before or after one."""
    year, *rest = map(int, text.split("-"))
    if not rest:
        return f"{year + step:04}"
    if len(rest) == 1:
        years, month = divmod(year * 12 + rest[0] - 1 + step, 12)
        return f"{years:04}-{month + 1:02}"
    return (date.fromisoformat(text) + timedelta(days=step)).isoformat()


def _dates(dataset: Dataset, words: Sequence[str]) -> tuple[Meaning, ...]:
    text = " ".join(words)
    is_likely = all(int(year) in YEARS for year in _YEAR.findall(fold(text)))
    if not is_likely or _DAY.fullmatch(fold(text)):  # a count of what follows
        return ()
    if typed_season(text):
        return read_date(dataset, text).meanings
    return with_lunar(dataset, read_typed(text))


def _open(first: str, last: str) -> TypedPeriod:
    return TypedPeriod(first, last, period_words(first, last))


def _single(meanings: Sequence[Meaning]) -> list[TypedPeriod]:
    """Return what is neither open nor joined, said in its own calendar where that is a question."""
    found = []
    for meaning in meanings:
        plain = not (meaning.parts or meaning.name) and len(meanings) == 1
        words = period_words(meaning.first, meaning.last) if plain else meaning.words()
        found.append(TypedPeriod(meaning.first, meaning.last, words))
    return found


def _between(dataset: Dataset, start: Sequence[str], end: Sequence[str]) -> Iterator[TypedPeriod]:
    """Yield the periods from one date to another of the same calendar, the likelier end first."""
    if not start or not end:
        return
    if _today(" ".join(end)):
        yield from (_open(first.first, "") for first in _dates(dataset, start))
    for last, first in product(_dates(dataset, end), _start_dates(dataset, start, end)):
        period = Period.read(first.first, last.last)
        is_ordered = period.first and period.last and period.first <= period.last
        if is_ordered and first.calendar == last.calendar:
            words = period_words(first.first, last.last)
            if first.parts or first.name:
                words = _("{start} to {end}").format(start=first.words(), end=last.words())
            yield TypedPeriod(first.first, last.last, words)


def _start_dates(dataset: Dataset, start: Sequence[str], end: Sequence[str]) -> tuple[Meaning, ...]:
    """Return what the first date may mean; what it leaves out, it has from the second."""
    if has_year(" ".join(start)):
        return _dates(dataset, start)
    if _DAY.fullmatch(fold(end[0])) and _DAY.fullmatch(fold(start[-1])) and len(start) == 1:
        return _dates(dataset, [*start, *end[1:]])
    return _dates(dataset, [*start, *(word for word in end if has_year(word))])
