"""The parts of a typed question: neighbouring words with what they may mean together."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from geo.dataset import Dataset
from geo.lookup.authors import documents_of
from geo.lookup.edtf_text import say_edtf
from geo.lookup.exact import claims_saying
from geo.lookup.mistyped_dates import names_meant
from geo.lookup.nearness import NEAR_KM, cities_nearby
from geo.lookup.question_words import CERTAINTIES, PASSED_OVER, RECORDS
from geo.lookup.typed_periods import (
    TypedPeriod,
    has_year,
    read_periods,
    typed_years,
    without_elisions,
)
from geo.lookup.vocabulary import Part, Parts, meanings
from geo.messages import content
from geo.messages import gettext as _
from geo.month_names import month_named
from geo.parameters import MAX_SEARCH_CHARS
from geo.seasons import SHORT_SOLAR_YEAR
from geo.spelling import LINKING_WORDS, fold, without_marks, words

_MAX_TOKENS, _MAX_PHRASE, _MOST_OF_DATE = 30, 9, 3
_BETWEEN_TOKENS = re.compile(r"(?:[\s;،؛?؟!()\[\]{}«»“”\"]|(?<!\d),|,(?!\d{3}\b))+")
_RANGE = re.compile(
    r"(?<=\d{4})[-–—/](?=\d{4})|(?<=[^\W_])[–—](?=[^\W_])|(?<=\s)[-–—](?=\s)"
    r"|(?<=[./]\d{4})[-–—](?=\d\d?[./]\d)|(?<=\d{4})\.{2,3}(?=\d{4})|(?<=\b\d)-(?=\d\d?\s+[^\W\d_])|(?<![\w-]\d\d)(?<=\b\d\d)-(?=\d\d?\s+[^\W\d_])"
)

_SHORT_RANGE = re.compile(r"(?<![\w-])(\d{4})[-–—/](\d\d)(?![\w/-])")
_INITIALS = re.compile(r"\b(?:[A-Z]\.)+[A-Z]\b\.?")
_MONTHS = re.compile(r"(?<![\w-])([^\W\d_]+)-([^\W\d_]+)(?![\w-])")
_AND_DATE = re.compile(r"(?<=\s)و(?=(\w+))")  # which Arabic writes as one word with the next
_LAST_MONTH = 12
AS_WORD = "q"
"""Field of a part that is a word to search for, beside what else it may mean."""
_NEAR = frozenset(
    [
        *["near", "around", "nearby", "pres", "autour", "environs"],
        *["نزدیک", "نزدیکی", "اطراف", "حوالی", "قرب", "بالقرب"],
    ]
)
_OF = frozenset(["to", "of", "de", "به", "من"])
_NAMING = frozenset(["place", "cities", "countries"])
_SOLAR_YEAR = "سال"
_WHERE = ({"cities"}, {"place"})
_PERSIAN_DIGITS = re.compile(r"[۰-۹]")
_ARABIC = re.compile(r"[\u0621-\u06d3]")


class Piece(NamedTuple):
    """Neighbouring words with what they may mean; nothing for a word to search for.

    Parameters
    ----------
    text
        The words as typed.
    meanings
        What they may mean.
    is_filler
        Whether they say but that records are asked for, beside words that say which.
    """

    text: str
    meanings: Parts
    is_filler: bool = False


def read_pieces(dataset: Dataset, text: str) -> list[Piece]:
    """Part a text, the longest phrases first; what names nothing is passed over.

    Examples
    --------
    >>> [piece.text for piece in read_pieces(small, "letters in Paris, August 2004")]
    ['letters', 'Paris', 'August 2004']
    >>> [part.values for part in read_pieces(small, "near Isfahan")[0].meanings]
    [('isfahan',)]
    >>> [piece.meanings != () for piece in read_pieces(small, "67")]
    [True]
    >>> [piece.meanings != () for piece in read_pieces(small, "67 prisoners")][0]
    False
    """
    tokens = tokens_of(text)
    if len(tokens) == 1 and SHORT_SOLAR_YEAR.fullmatch(fold(tokens[0])):
        return [Piece(tokens[0], _parts(typed_years(tokens[0])))]
    pieces: list[Piece] = []
    at = 0
    while at < min(len(tokens), _MAX_TOKENS):
        size, found = _longest(dataset, tokens[at : at + _MAX_PHRASE])
        phrase = " ".join(tokens[at : at + size])
        if not found and pieces and _is_short_year(phrase, pieces[-1]):
            found = _periods(dataset, [_SOLAR_YEAR, phrase])
        if found or not _is_passed_over(phrase):
            named = _named(dataset, phrase, found) if found else phrase
            pieces.append(Piece(named, found, _names_records(phrase)))
        at += size
    if at < len(tokens):
        pieces.append(Piece(" ".join(tokens[at:]), ()))
    is_dated = any(part.field == "dates" for piece in pieces for part in piece.meanings)
    return [_with_certainty(piece) for piece in pieces] if is_dated else pieces


def names_within(dataset: Dataset, text: str) -> list[str]:
    """Return the words of a text that name a place, a city or a country, as typed.

    Examples
    --------
    >>> names_within(small, "nothing outside Isfahan")
    ['Isfahan']
    """
    return [
        piece.text
        for piece in read_pieces(dataset, text)
        if any(part.field in _NAMING for part in piece.meanings)
    ]


def says_nothing(token: str) -> bool:
    """Tell whether a word names nothing, or but that records are asked for.

    Examples
    --------
    >>> says_nothing("Statements"), says_nothing("by"), says_nothing("letters")
    (True, True, False)
    """
    return _is_passed_over(token) or _names_records(token)


def tokens_of(text: str) -> list[str]:
    """Return the words of a text, with a hyphen between the ends of a period as one of its own.

    Examples
    --------
    >>> tokens_of("Paris, 14-16 August 1988"), tokens_of("July-August 1988")
    (['Paris', '14', '-', '16', 'August', '1988'], ['July', '-', 'August', '1988'])
    >>> tokens_of("1988-90"), tokens_of("1988-08 Gohar-Dasht")
    (['1988', '-', '1990'], ['1988-08', 'Gohar-Dasht'])
    >>> tokens_of("5,000 in Paris, 1988,1989")
    ['5,000', 'in', 'Paris', '1988', '1989']
    """
    spaced = say_edtf(without_elisions(without_marks(text)[:MAX_SEARCH_CHARS]))
    spaced = _INITIALS.sub(lambda found: found[0].replace(".", ""), spaced)
    spaced = _RANGE.sub(" - ", spaced)
    spaced = _SHORT_RANGE.sub(_spelled_out, spaced)
    spaced = _MONTHS.sub(_parted, spaced)
    spaced = _AND_DATE.sub(_apart, spaced)
    parts = (part.strip(".:'’‘") for part in _BETWEEN_TOKENS.split(spaced))
    return [part for part in parts if part == "-" or fold(part)]


def _spelled_out(found: re.Match[str]) -> str:
    """Write the second year of `1988-90` with its century, unless it may be a month."""
    first, last = found.groups()
    is_year = int(last) > max(int(first[2:]), _LAST_MONTH)
    return f"{first} - {first[:2]}{last}" if is_year else found[0]


def _parted(found: re.Match[str]) -> str:
    names = found.groups()
    return " - ".join(names) if all(month_named(fold(name)) for name in names) else found[0]


def _apart(found: re.Match[str]) -> str:
    is_date = found[1].isdigit() or month_named(fold(found[1])) is not None
    return f"{found[0]} " if is_date else found[0]


def _longest(dataset: Dataset, tokens: Sequence[str]) -> tuple[int, Parts]:
    """Return how many of the next words mean something together, and what."""
    if fold(tokens[0]) in _NEAR:
        size, found = _near(dataset, tokens)
        if found:
            return size, found
    for size in range(len(tokens), 0, -1):
        phrase = " ".join(tokens[:size])
        if has_year(phrase):
            found = _periods(dataset, tokens[:size]) or _misspelt(dataset, tokens[:size])
            if found:
                return size, found
        known = _stated_by(dataset, tokens[:size])
        if size > 1 or not _is_passed_over(phrase):
            known += meanings(dataset, phrase)
        if known:
            return size, known
    return 1, ()


def _stated_by(dataset: Dataset, tokens: Sequence[str]) -> Parts:
    """Return the documents of who some words name; a single one may as well be searched for."""
    phrase = " ".join(tokens)
    part = documents_of(dataset, phrase)
    if part is None or fold(tokens[-1]) in LINKING_WORDS:
        return ()
    if len(tokens) == 1:
        return part, Part(AS_WORD, (phrase,))
    return (part,) if len(words(phrase)) > 1 else ()  # the word alone comes next


def _periods(dataset: Dataset, tokens: Sequence[str]) -> Parts:
    return _parts(read_periods(dataset, tokens))


def _misspelt(dataset: Dataset, tokens: Sequence[str]) -> Parts:
    """Return the periods of a date whose one word is a name of a month or a season with an error.

    A word that means something, or that statements hold, is no error.
    """
    others = [token for token in tokens if not token.isdigit()]
    if len(others) != 1 or not 1 < len(tokens) <= _MOST_OF_DATE:
        return ()
    (word,) = others
    names = names_meant(word)
    if not names or meanings(dataset, word) or claims_saying(dataset, fold(word)).any():
        return ()
    dates = ([name if token == word else token for token in tokens] for name in names)
    return tuple(part for date in dates for part in _periods(dataset, date))


def _parts(typed: Sequence[TypedPeriod]) -> Parts:
    return tuple(Part("dates", (one.first, one.last), one.words) for one in typed)


def _near(dataset: Dataset, tokens: Sequence[str]) -> tuple[int, Parts]:
    """Return what a city with those near it is, and of how many words; none without a city."""
    skipped = 1 + (len(tokens) > 1 and fold(tokens[1]) in _OF)
    size, found = _longest(dataset, tokens[skipped:]) if len(tokens) > skipped else (0, ())
    near = tuple(_with_nearby(dataset, part) for part in found if part.field == "cities")
    return skipped + size, near


def _with_nearby(dataset: Dataset, part: Part) -> Part:
    both = (*part.values, *cities_nearby(dataset, part.values, NEAR_KM))
    name = part.words or ", ".join(content(dataset.cities[code]) for code in part.values)
    words = _("within {km} km of {city}").format(km=NEAR_KM, city=content(name))
    return replace(part, values=both, words=words)


def _is_short_year(token: str, before: Piece) -> bool:
    """Tell whether a number is the year of what a word in Arabic letters before it names.

    Beside the name of a city or a place, it is one in Persian digits alone.
    """
    named = {part.field for part in before.meanings}
    is_asked = named == {"kinds"} or (named in _WHERE and _PERSIAN_DIGITS.search(token) is not None)
    is_number = SHORT_SOLAR_YEAR.fullmatch(fold(token)) is not None
    return is_asked and is_number and _ARABIC.search(before.text) is not None


def _named(dataset: Dataset, phrase: str, found: Parts) -> str:
    """Return a phrase without words at its ends that name nothing, if it means the same so."""
    tokens = phrase.split()
    kept = [at for at, token in enumerate(tokens) if not _is_passed_over(token)]
    if not kept or len(kept) == len(tokens):
        return phrase
    bare = tokens[kept[0] : kept[-1] + 1]
    return " ".join(bare) if _longest(dataset, bare) == (len(bare), found) else phrase


def _with_certainty(piece: Piece) -> Piece:
    known = CERTAINTIES.get(fold(piece.text))
    return piece._replace(meanings=(Part("certainty", (known,)),)) if known else piece


def _names_records(phrase: str) -> bool:
    others = [word for word in fold(phrase).split() if word not in PASSED_OVER]
    return bool(others) and RECORDS.issuperset(others)


def _is_passed_over(token: str) -> bool:
    return token == "-" or all(word in PASSED_OVER for word in fold(token).split())
