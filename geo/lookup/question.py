"""A typed question such as `letters in Paris, August 2004`, understood part by part.

Nothing is guessed: each reading is an offer that says how it understood the text. Words that are
not understood stay a text to search for; articles, prepositions and question words are passed over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, NamedTuple

from geo import messages
from geo.criteria import Criteria
from geo.dataset import Dataset
from geo.lookup.typed_periods import has_year, read_periods, without_elisions
from geo.lookup.vocabulary import OR, Part, Parts, meanings
from geo.messages import gettext as _
from geo.parameters import MAX_SEARCH_CHARS, RESTRICTIONS, allowed_values, read_values
from geo.spelling import LINKING_WORDS, fold, without_marks
from geo.wording import capitalised, country_name, listed

MAX_OFFERS = 4
"""Readings of one text among which a reader is asked, the first where there are more."""
_MIN_PARTS, _MAX_READINGS = 2, 64
_MAX_TOKENS, _MAX_PERIOD, _MAX_NAME = 30, 9, 6
_PASSED_OVER = (LINKING_WORDS | OR).union(
    [
        *["a", "an", "on", "to", "by", "for", "from", "during", "about", "with", "were", "was"],
        *["is", "are", "did", "what", "where", "when", "which", "who", "how", "many", "much"],
        *["show", "list", "me", "there", "any", "took", "place", "happen", "happened", "number"],
        *["people", "persons", "have", "has", "been", "do", "does"],
        *["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "en", "au", "aux"],
        *["dans", "et", "pendant", "quelles", "quels", "ou", "ont", "eu", "lieu", "ete", "sont"],
        *["combien", "nombre", "personnes", "gens"],
        *["از", "به", "که", "را", "این", "کدام", "چه", "چند", "کجا", "کی", "ها", "های"],
        *[
            "کجاست",
            "چیست",
            "کسانی",
            "کسی",
            "نفر",
            "شد",
            "شدند",
            "شده",
            "اند",
            "است",
            "بود",
            "بودند",
        ],
        *["تعداد", "افراد", "مردم"],
        *["فی", "من", "هل", "ما", "متی", "کم", "عدد", "شخص", "شخصا", "اشخاص", "الذین"],
    ]
)
"""Folded words of which a question is built, that name nothing."""
_BETWEEN_TOKENS = re.compile(r"[\s,;،؛?؟!()\[\]{}«»“”\"]+")
_RANGE = re.compile(r"(?<=\d{4})[-–—/](?=\d{4})|(?<=[^\W_])[–—](?=[^\W_])|(?<=\s)[-–—](?=\s)")
_ALONE = frozenset(["dates", "kinds", "layers", "publishers"])
_ORDER = ("place", "cities", "countries", "layers", "kinds", "publishers", "dates")


@dataclass(frozen=True)
class Offer:
    """One reading of a question.

    Parameters
    ----------
    changes
        Fields of a filter with what they become; the others stay as they are.
    parts
        How each part was understood, in the language in use.
    """

    changes: dict[str, Any]
    parts: tuple[str, ...]

    def says_less_than(self, other: "Offer") -> bool:
        """Tell whether another reading holds all of this one and more.

        Examples
        --------
        >>> one, two = Offer({"q": "a"}, ()), Offer({"q": "a", "cities": ("paris",)}, ())
        >>> one.says_less_than(two), two.says_less_than(one)
        (True, False)
        """
        return self.changes.items() < other.changes.items()


class _Piece(NamedTuple):
    """Neighbouring words with what they may mean; nothing for a word to search for."""

    text: str
    meanings: Parts


def read_question(dataset: Dataset, text: str) -> list[Offer]:
    """Return the readings of a text in which at least two different parts are understood.

    A period, a kind or a layer is also understood alone; names alone are suggestions. One place or
    another is a reading each: a filter holds no choice of places.

    Examples
    --------
    >>> (offer,) = read_question(small, "executions in Tehran, August 1988")
    >>> " · ".join(offer.parts)
    'Tehran · Executions reported · August 1988'
    >>> Criteria(**offer.changes).to_query()
    'kinds=executions_reported&cities=tehran&from=1988-08&to=1988-08'
    >>> read_question(small, "Isfahan")
    []
    """
    tokens = _tokens(without_marks(text)[:MAX_SEARCH_CHARS])
    pieces = list(_pieces(dataset, tokens))
    is_choice = any(fold(token) in OR for token in tokens)
    understood = [piece for piece in pieces if piece.meanings]
    offers: list[Offer] = []
    for chosen in islice(product(*(piece.meanings for piece in understood)), _MAX_READINGS):
        for alone in _each_place(chosen) if is_choice else [chosen]:
            offer = _offer(dataset, pieces, iter(alone))
            if offer is not None and all(offer.changes != other.changes for other in offers):
                offers.append(offer)
    fullest = [offer for offer in offers if not any(map(offer.says_less_than, offers))]
    return fullest[:MAX_OFFERS]


def _tokens(text: str) -> list[str]:
    spaced = _RANGE.sub(" - ", without_elisions(text))
    parts = (part.strip(".:'’‘") for part in _BETWEEN_TOKENS.split(spaced))
    return [part for part in parts if part == "-" or fold(part)]


def _pieces(dataset: Dataset, tokens: Sequence[str]) -> Iterator[_Piece]:
    """Part a text, the longest phrases first."""
    at = 0
    while at < min(len(tokens), _MAX_TOKENS):
        size, found = _longest(dataset, tokens[at : at + _MAX_PERIOD])
        text = " ".join(tokens[at : at + size])
        if found or not _is_passed_over(text):
            yield _Piece(text, found)
        at += size
    if at < len(tokens):
        yield _Piece(" ".join(tokens[at:]), ())


def _longest(dataset: Dataset, tokens: Sequence[str]) -> tuple[int, Parts]:
    """Return how many of the next words mean something together, and what."""
    for size in range(len(tokens), 0, -1):
        phrase = " ".join(tokens[:size])
        if has_year(phrase):
            typed = read_periods(dataset, tokens[:size])
            if typed:
                parts = (Part("dates", (one.first, one.last), one.words) for one in typed)
                return size, tuple(parts)
        if size <= _MAX_NAME and not (size == 1 and _is_passed_over(phrase)):
            known = meanings(dataset, phrase)
            if known:
                return size, known
    return 1, ()


def _is_passed_over(token: str) -> bool:
    return token == "-" or all(word in _PASSED_OVER for word in fold(token).split())


def _each_place(chosen: Parts) -> Iterator[tuple[Part | None, ...]]:
    """Give a reading with each of its places alone; nothing stands for the others."""
    places = dict.fromkeys(part for part in chosen if part.field == "place")
    if not places:
        yield chosen
    for place in places:
        yield tuple(part if part.field != "place" or part == place else None for part in chosen)


def _offer(
    dataset: Dataset, pieces: Iterable[_Piece], chosen: Iterator[Part | None]
) -> Offer | None:
    """Put one reading together; None where it has too few parts or no filter can hold it."""
    parts: dict[str, Part] = {}
    rest: list[str] = []
    for piece in pieces:
        part = next(chosen) if piece.meanings else None
        if piece.meanings and part is None:
            continue
        if part is None or (part.field in ("place", "dates") and part.field in parts):
            rest.append(piece.text)
        else:
            before = parts[part.field].values if part.field in parts else ()
            both = tuple(value for value in before if value in part.values)  # "graves destroyed"
            parts[part.field] = Part(part.field, both or before + part.values, part.words)
    if "place" in parts:
        _leave_out_known(dataset, parts)
    if len(parts) < _MIN_PARTS and (rest or not parts.keys() & _ALONE):
        return None
    changes = _changes(dataset, parts, " ".join(rest))
    if read_values(Criteria(**changes).to_pairs(), dataset)[1]:
        return None
    said = [_words(dataset, parts[field]) for field in _ORDER if field in parts]
    if rest:
        said.append(_("containing “{text}”").format(text=" ".join(rest)))
    return Offer(changes, tuple(said))


def _leave_out_known(dataset: Dataset, parts: dict[str, Part]) -> None:
    """Drop what says of a place no more than what and where it is."""
    row = dataset.places.loc[parts["place"].values[0]]
    for restriction in RESTRICTIONS:
        name = restriction.name
        if (
            restriction.of_places
            and name in parts
            and row[restriction.column] in parts[name].values
        ):
            del parts[name]


def _changes(dataset: Dataset, parts: Mapping[str, Part], rest: str) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for restriction in RESTRICTIONS:
        if restriction.name in parts:
            values = parts[restriction.name].values
            order = allowed_values(dataset, restriction)
            changes[restriction.name] = tuple(code for code in order if code in values)
    if "dates" in parts:
        changes["from_date"], changes["to_date"] = parts["dates"].values
    if "place" in parts:
        (place_id,) = parts["place"].values
        row = dataset.places.loc[place_id]
        rest = f"{row['name']} {rest}".strip()
        changes["place"] = place_id
        if (dataset.places["name"] == row["name"]).sum() > 1 and "cities" not in changes:
            changes["cities"] = (row["city"],)
    return changes | ({"q": rest} if rest else {})


def _words(dataset: Dataset, part: Part) -> str:
    """Say one part, each code as its filter does."""
    if part.field == "dates":
        return capitalised(part.words)
    if part.field == "place":
        row = dataset.places.loc[part.values[0]]
        name, city = messages.content(row["name"]), messages.content(row["locality"])
        return _("naming “{name}”, {city}").format(name=name, city=city)
    fields = {"kinds": "kind", "publishers": "publisher_kind"}
    said = []
    for code in dict.fromkeys(part.values):
        if part.field == "cities":
            said.append(messages.content(dataset.cities[code]))
        elif part.field == "countries":
            said.append(country_name(code))
        elif part.field == "layers":
            said.append(capitalised(dataset.subject.layer_words(code)))
        else:
            said.append(dataset.codes.label(fields[part.field], code, messages.code()))
    words = listed(said, is_choice=True)
    return _("published by {kinds}").format(kinds=words) if part.field == "publishers" else words
