"""A typed question such as `letters in Paris, August 2004`, understood part by part.

Nothing is guessed: each reading is an offer that says how it understood the text. Words that are
not understood stay a text to search for; articles, prepositions and question words are passed over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Any

from geo.criteria import Criteria
from geo.dataset import Dataset
from geo.lookup.part_words import words_of
from geo.lookup.pieces import AS_WORD, Piece, read_pieces, tokens_of
from geo.lookup.question_places import each_place, is_namesake, leave_out_known
from geo.lookup.typed_periods import OR
from geo.lookup.vocabulary import Part
from geo.messages import gettext as _
from geo.parameters import RESTRICTIONS, allowed_values, read_values
from geo.spelling import fold
from geo.wording import listed

MAX_OFFERS = 4
"""Readings of one text among which a reader is asked, the first where there are more."""
_MIN_PARTS, _MAX_READINGS, _MAX_LEFT_OUT = 2, 64, 8
_MOST_WORDS = 4  # of which some are left out together
_ONCE = ("place", "dates")
_NAMES = frozenset(["place", "cities", "countries", "sources"])
_ALONE = frozenset(["dates", "kinds", "layers", "publishers"])
_NEGATIONS = frozenset(
    [
        *["not", "no", "except", "without", "outside", "excluding", "pas", "sauf", "sans", "hors"],
        *["جز", "بجز", "بدون", "غیر", "خارج", "نه", "لیس", "باستثنا", "عدا"],
    ]
)
"""Folded words that turn round what stands beside them."""


@dataclass(frozen=True)
class Offer:
    """One reading of a question.

    Parameters
    ----------
    changes
        Fields of a filter with what they become; the others stay as they are.
    parts
        How each part was understood, in the language in use.
    left_out
        What of the text it leaves out, as typed.
    of_figures
        Whether it leads to the figures that sources give.
    unit
        The unit of these that it asks for; empty where it names none.
    """

    changes: dict[str, Any]
    parts: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    of_figures: bool = False
    unit: str = ""

    def says_less_than(self, other: "Offer") -> bool:
        """Tell whether another reading holds all of this one and more; none does of a card.

        Examples
        --------
        >>> one, two = Offer({"q": "a"}, ()), Offer({"q": "a", "cities": ("paris",)}, ())
        >>> one.says_less_than(two), two.says_less_than(one)
        (True, False)
        """
        is_card = self.changes.keys() == {"place"}
        return not is_card and self.changes.items() < other.changes.items()


def read_question(dataset: Dataset, text: str) -> list[Offer]:
    """Return the readings of a text in which at least two different parts are understood.

    A period, a kind or a layer is also understood alone, and a period with words to search for;
    names alone are suggestions, unless records of what they name are asked for. Of several places
    each is a reading: a filter holds no choice of places.

    Examples
    --------
    >>> (offer,) = read_question(small, "executions in Tehran, August 1988")
    >>> " · ".join(offer.parts)
    'Tehran · Executions reported · August 1988'
    >>> Criteria(**offer.changes).to_query()
    'kinds=executions_reported&cities=tehran&from=1988-08&to=1988-08'
    >>> read_question(small, "Isfahan")
    []
    >>> [offer.parts for offer in read_question(small, "all statements about Isfahan")]
    [('Isfahan',), ('Isfahan', 'Statement')]
    """
    pieces = read_pieces(dataset, text)
    asked = _asked(pieces)
    if asked == pieces:
        return _offers(dataset, text, pieces)
    is_known = all(piece.meanings for piece in asked)
    offers = _offers(dataset, text, asked, is_name=is_known)
    known = [offer.changes for offer in offers]
    named = [piece for piece in pieces if piece.meanings or not piece.is_filler]
    more = _offers(dataset, text, named)  # a word for records may name a kind of them
    return [*offers, *(one for one in more if one.changes not in known)][:MAX_OFFERS]


def read_names(dataset: Dataset, text: str) -> list[Offer]:
    """Return the readings of a text that names something and says no more that is not known of it.

    They are for a text that is no name itself, such as one with words of questions.

    Examples
    --------
    >>> (offer,) = read_names(small, "What happened in Isfahan?")
    >>> offer.changes
    {'cities': ('isfahan',)}
    """
    pieces = _asked(read_pieces(dataset, text))
    is_known = all(piece.meanings for piece in pieces)
    return _offers(dataset, text, pieces, is_name=True) if is_known else []


def read_rest(dataset: Dataset, text: str) -> Iterator[list[Offer]]:
    """Yield the readings of less than a text: without one part, then without more of them.

    First go words that mean nothing, each alone, then more of them where they are few, then all or
    one that means something, then one such with them: names after all else, which says less. Words
    to search for may be all that is left. Where a word says what is not asked for, there are none:
    without it, they would be its contrary.

    Examples
    --------
    >>> (offer,) = next(read_rest(small, "women executed in Tehran"))
    >>> offer.left_out, offer.parts
    (('women',), ('Tehran', 'Executions reported'))
    >>> [offer.parts for offer in next(read_rest(small, "Omid weblog"))]
    [('containing “weblog”',), ('containing “Omid”',)]
    """
    pieces = _asked(read_pieces(dataset, text))
    if any(_turns_round(piece) for piece in pieces):
        return
    of_words = [at for at, piece in enumerate(pieces) if not piece.meanings]
    others = [at for at, piece in enumerate(pieces) if piece.meanings]
    others.sort(key=lambda at: _names_something(pieces[at]))
    sizes = range(1, max(2, len(of_words) if len(of_words) <= _MOST_WORDS else 0))
    fewer = [list(combinations(of_words, size)) for size in sizes]
    all_or_known = [tuple(of_words), *((at,) for at in others)]
    with_words = [(*of_words, at) for at in others if of_words]
    for choice in (*fewer, all_or_known, with_words):
        offers: list[Offer] = []
        for left_out in list(filter(None, choice))[:_MAX_LEFT_OUT]:
            kept = [piece for at, piece in enumerate(pieces) if at not in left_out]
            said = tuple(pieces[at].text for at in left_out)
            known = [offer.changes for offer in offers]
            more = _offers(dataset, text, kept, said)
            offers += [offer for offer in more if offer.changes not in known]
        yield offers


def _names_something(piece: Piece) -> bool:
    """Tell whether a piece may be the name of something, and no word for many."""
    return any(part.field in _NAMES for part in piece.meanings)


def _turns_round(piece: Piece) -> bool:
    """Tell whether a piece is a word for what is not asked for, as none in a name is."""
    is_name = any(part.field == "sources" for part in piece.meanings)
    return not is_name and not _NEGATIONS.isdisjoint(fold(piece.text).split())


def _asked(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces that say which records are asked for; all of them where none says it."""
    return [piece for piece in pieces if not piece.is_filler] or pieces


def _offers(
    dataset: Dataset,
    text: str,
    pieces: Sequence[Piece],
    left_out: tuple[str, ...] = (),
    is_name: bool = False,
) -> list[Offer]:
    is_choice = any(fold(token) in OR for token in tokens_of(text))
    understood = [piece for piece in pieces if piece.meanings]
    offers: list[Offer] = []
    for chosen in islice(product(*(piece.meanings for piece in understood)), _MAX_READINGS):
        if is_namesake(dataset, chosen, understood):
            continue
        for alone in each_place(chosen, is_choice):
            offer = _offer(dataset, pieces, iter(alone), left_out, is_name)
            if offer is not None and all(offer.changes != other.changes for other in offers):
                offers.append(offer)
    fullest = [offer for offer in offers if not any(map(offer.says_less_than, offers))]
    return fullest[:MAX_OFFERS]


def _offer(
    dataset: Dataset,
    pieces: Iterable[Piece],
    chosen: Iterator[Part | None],
    left_out: tuple[str, ...],
    is_name: bool,
) -> Offer | None:
    """Put one reading together; None where it has too few parts or no filter can hold it."""
    parts: dict[str, Part] = {}
    rest: list[str] = []
    for piece in pieces:
        part = next(chosen) if piece.meanings else None
        if piece.meanings and part is None:
            continue
        is_second = part is not None and part.field in _ONCE and part.field in parts
        if part is None or part.field == AS_WORD or is_second:
            rest.append(piece.text)
        else:
            parts[part.field] = _joined(parts.get(part.field), part)
    if "place" in parts:
        leave_out_known(dataset, parts)
    if "dates" not in parts:
        parts.pop("certainty", None)
    others = [one for one in parts.values() if one.field != "sources"]  # alone it is a label
    is_alone = not rest and any(one.field in _ALONE or one.words for one in others)
    is_alone |= "dates" in parts
    is_less = bool(left_out and (parts or rest))
    is_named = is_name and bool(others)
    if not (is_less or is_named or (parts and (is_alone or len(parts) >= _MIN_PARTS))):
        return None
    changes = _changes(dataset, parts, " ".join(rest))
    if read_values(Criteria(**changes).to_pairs(), dataset)[1]:
        return None
    said = words_of(dataset, parts, is_card=changes.keys() == {"place"})
    if rest:
        said.append(_("containing “{text}”").format(text=" ".join(rest)))
    return Offer(changes, tuple(said), left_out)


def _joined(before: Part | None, part: Part) -> Part:
    """Return two parts of one field as one: what both name, else all; of authors always all."""
    if before is None:
        return part
    if part.field == "sources":
        names = listed(list(dict.fromkeys((before.words, part.words))), is_choice=True)
        return Part(part.field, before.values + part.values, names)
    both = tuple(value for value in before.values if value in part.values)  # "graves destroyed"
    return Part(part.field, both or before.values + part.values)


def _changes(dataset: Dataset, parts: Mapping[str, Part], rest: str) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for restriction in RESTRICTIONS:
        if restriction.name in parts:
            values = parts[restriction.name].values
            order = allowed_values(dataset, restriction)
            changes[restriction.name] = tuple(code for code in order if code in values)
    if "dates" in parts:
        changes["from_date"], changes["to_date"] = parts["dates"].values
    if "certainty" in parts:
        (changes["certainty"],) = parts["certainty"].values
    if parts.keys() == {"place"} and not rest:  # its card, which restricts nothing
        changes["place"] = parts["place"].values[0]
    elif "place" in parts:
        (place_id,) = parts["place"].values
        row = dataset.places.loc[place_id]
        rest = f"{row['name']} {rest}".strip()
        changes["place"] = place_id
        if (dataset.places["name"] == row["name"]).sum() > 1 and "cities" not in changes:
            changes["cities"] = (row["city"],)
    return changes | ({"q": rest} if rest else {})
