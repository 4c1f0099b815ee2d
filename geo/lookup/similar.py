"""Named things ranked by how well one of their names answers a text, typing errors included.

From best to worst: the name itself, its key, its beginning, all words as words or beginnings of
words, and words that differ in few letters. A name that matters less (a region, a country) loses a
little. Similar words are found with `rapidfuzz` (https://rapidfuzz.github.io/RapidFuzz/).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from geo.lookup.terms import Name, Terms
from geo.name_keys import key, word_key
from geo.spelling import fold, words

EXACT, SAME_KEY, BEGINNING, WORDS, SIMILAR = 100.0, 96.0, 88.0, 78.0, 30.0
"""Points for each way to answer; the last two gain by likeness, 6 and 44 at most."""
_WORDS_SPAN, _SIMILAR_SPAN = 6.0, 44.0
MIN_LIKENESS = 0.7
"""Part of a text, weighed by letters, that must find its like."""
NEAREST_RATIO = 70.0
"""Least ratio, of 100, at which a name that begins alike is still offered as the nearest."""
_SAME, _SAME_KEY, _START, _SIMILAR, _SIMILAR_START = 1.0, 0.98, 0.95, 0.88, 0.85
_WHOLE_WORD = 0.89  # least likeness of a word that is the same or a beginning, less any loss
_MIN_KEY_CHARS, _MIN_START_CHARS, _MAX_JOINED, _MAX_WORDS, _MAX_COMPARED = 3, 5, 4, 12, 2
_LONG_WORD = 9
_REMEMBERED = 24  # words of the last texts: who types changes one of them

Numbers = np.ndarray


class Index:
    """Names prepared for ranking.

    Parameters
    ----------
    names
        All names of all things.
    size
        Number of things, which are numbered from 0.
    sounds
        Keys of the words and neighbouring words of the names, as `name_keys` gives them.
    """

    def __init__(self, names: Sequence[Name], size: int, sounds: Terms) -> None:
        self.size = size
        self._names = Terms(names, lambda text: [fold(text)])
        self._keys = Terms(names, lambda text: [key(text).replace(" ", "")])
        self._words = Terms(names, lambda text: fold(text).split())
        self._sounds = sounds
        self._by_letter: dict[tuple[int, int, str], tuple[list[str], list[int]]] = {}
        self._by_first: dict[str, tuple[list[str], list[int]]] = {}
        single = set(map(word_key, self._words.terms))
        for number, term in enumerate(sounds.terms):
            for at in (0, 1):
                place = (len(term), at, term[at : at + 1])
                _put(self._by_letter.setdefault(place, ([], [])), term, number)
            if term in single:
                _put(self._by_first.setdefault(term[0], ([], [])), term, number)
        self._likeness = lru_cache(maxsize=_REMEMBERED)(self._find_likeness)

    def scores(self, text: str) -> Numbers:
        """Return points from 0 (no answer) to 100 for each thing, in the order of numbers.

        Examples
        --------
        >>> names = [Name(0, "River bank"), Name(1, "River mouth"), Name(2, "Hill")]
        >>> index = Index(names, 3, Terms(names, str.split))
        >>> index.scores("river mouth").tolist()
        [0.0, 100.0, 0.0]
        """
        folded, sound = fold(text), key(text).replace(" ", "")
        scores = np.zeros(self.size)
        if not folded:
            return scores
        self._names.raise_to(EXACT, self._names.same(folded), scores)
        self._names.raise_to(BEGINNING, self._names.starting(folded), scores)
        if len(sound) >= _MIN_KEY_CHARS:
            self._keys.raise_to(SAME_KEY, self._keys.same(sound), scores)
        if len(sound) > _MIN_KEY_CHARS:
            self._keys.raise_to(BEGINNING - 1, self._keys.starting(sound), scores)
        asked = list(dict.fromkeys(words(text)))[:_MAX_WORDS]
        np.maximum(scores, self._by_words(asked), out=scores)
        return scores

    def nearest(self, text: str, limit: int) -> list[int]:
        """Return the things whose names look most like `text` or its longest words, best first.

        A name that begins with another letter is another name.

        Examples
        --------
        >>> names = [Name(0, "River bank"), Name(1, "Hill farm")]
        >>> Index(names, 2, Terms(names, str.split)).nearest("hillfirn", limit=1)
        [1]
        """
        if limit < 1:  # rapidfuzz crashes on a negative limit
            return []
        wanted = {key(text).replace(" ", "")}
        wanted |= {sound for sound in map(word_key, words(text)) if len(sound) > _MIN_KEY_CHARS}
        ratios: dict[int, float] = {}
        for sound in sorted(wanted, key=lambda sound: (-len(sound), sound))[:_MAX_COMPARED]:
            terms = enumerate(self._keys.terms)
            alike = {at: term for at, term in terms if term.startswith(sound[:1])}
            for _term, ratio, number in process.extract(
                sound,
                alike,
                scorer=fuzz.ratio,
                limit=2 * limit,
                score_cutoff=NEAREST_RATIO,
            ):
                at = self._keys.of(number)
                for owner in self._keys.owners[at][:limit].tolist():
                    ratios[owner] = max(ratios.get(owner, 0.0), ratio)
        return sorted(ratios, key=lambda owner: (-ratios[owner], owner))[:limit]

    def _by_words(self, asked: list[str]) -> Numbers:
        """Score what holds all words, or enough that is like them."""
        each = [self._likeness(word) for word in asked]
        likeness = np.average(each, axis=0, weights=[len(word) for word in asked])
        whole = np.min(each, axis=0) >= _WHOLE_WORD
        if 1 < len(asked) <= _MAX_JOINED and not whole.any():
            np.maximum(likeness, self._likeness("".join(asked)), out=likeness)
        similar = np.where(likeness >= MIN_LIKENESS, SIMILAR + _SIMILAR_SPAN * likeness, 0.0)
        return np.where(whole, WORDS + _WORDS_SPAN * likeness, similar)

    def _find_likeness(self, word: str) -> Numbers:
        """Return how like a folded word the likest word of each thing is, from 0 to 1."""
        likeness = np.zeros(self.size)
        self._words.raise_to(_START, self._words.starting(word), likeness, 0.01)
        self._words.raise_to(_SAME, self._words.same(word), likeness, 0.01)
        sound, start = word_key(word), word_key(word, whole=False)
        if len(sound) >= _MIN_KEY_CHARS:
            self._sounds.raise_to(_START - 0.01, self._sounds.starting(start), likeness, 0.01)
            self._sounds.raise_to(_SAME_KEY, self._sounds.same(sound), likeness, 0.01)
            at = self._words.same(word)
            if word.isalpha() and at.start == at.stop:  # a known word is no typing error
                self._raise_similar(sound, likeness)
                self._raise_similar_start(start, likeness)
        return likeness

    def _raise_similar(self, sound: str, likeness: Numbers) -> None:
        """Lift what bears a word with few letters more, less or exchanged.

        Of the first two letters one must stand in its own place or in the other's.
        """
        size, edits = len(sound), _edits(len(sound))
        starts = [(at, letter) for at in (0, 1) for letter in dict.fromkeys(sound[:2])]
        if size == _MIN_KEY_CHARS:  # one letter of three makes another word: not the first
            starts = starts[:1]
        for length in range(size - edits, size + edits + 1):
            for at, letter in starts:
                among = self._by_letter.get((length, at, letter), ([], []))
                self._raise_near(sound, among, _SIMILAR, likeness)

    def _raise_similar_start(self, start: str, likeness: Numbers) -> None:
        """Lift what bears a longer word with the same first letter and a similar beginning."""
        if len(start) < _MIN_START_CHARS:
            return
        terms, numbers = self._by_first.get(start[0], ([], []))
        for size in (len(start), len(start) + 1):
            starts = [term[:size] if len(term) > size else "" for term in terms]
            self._raise_near(start, (starts, numbers), _SIMILAR_START, likeness)

    def _raise_near(
        self, sound: str, among: tuple[list[str], list[int]], most: float, likeness: Numbers
    ) -> None:
        """Lift the bearers of those terms, given with their numbers, that are near `sound`."""
        terms, numbers = among
        if not terms:
            return
        edits = _edits(len(sound))
        distances = process.cdist(
            [sound], terms, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8
        )[0]
        for at in np.flatnonzero(distances <= edits).tolist():
            points = min(most, 1 - float(distances[at]) / max(len(sound), len(terms[at])))
            self._sounds.raise_to(points, self._sounds.of(numbers[at]), likeness, 0.01)


def surely_meant(word: str, known: Sequence[str]) -> list[str]:
    """Return those of some folded words of which a word is surely a typing error.

    Returns
    -------
    words
        With the same first letter and one letter more, less or exchanged, in a long word two; none
        for a short word.

    Examples
    --------
    >>> surely_meant("rivre", ["river", "hill"]), surely_meant("hal", ["hall", "hill"])
    (['river'], [])
    """
    if len(word) < _MIN_START_CHARS:
        return []
    edits = 1 if len(word) < _LONG_WORD else 2
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return [term for term, _distance, _number in near if term[0] == word[0]]


def _put(among: tuple[list[str], list[int]], term: str, number: int) -> None:
    among[0].append(term)
    among[1].append(number)


def _edits(size: int) -> int:
    """Return how many letters a word of `size` may differ in."""
    return 1 if size < 6 else 2 if size < 9 else 3
