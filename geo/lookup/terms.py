"""Which things bear a term: sorted terms of all names, with the things behind each."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np


class Name(NamedTuple):
    """One name of one thing.

    Parameters
    ----------
    owner
        Number of the thing.
    text
        Name as written.
    loss
        Points that an answer by this name loses.
    """

    owner: int
    text: str
    loss: float = 0.0


class Terms:
    """Distinct terms in sorted order, each with the things that bear it.

    `owners[starts[n]:starts[n + 1]]` bear term `n`, with the loss of the name it comes from.

    Parameters
    ----------
    names
        All names of all things.
    terms_of
        Returns the terms of one name as written.
    """

    def __init__(self, names: Sequence[Name], terms_of: Callable[[str], Iterable[str]]) -> None:
        number: dict[str, int] = {}
        made: dict[str, list[int]] = {}
        for name in names:
            if name.text not in made:
                terms = filter(None, terms_of(name.text))
                made[name.text] = [number.setdefault(term, len(number)) for term in terms]
        counts = [len(made[name.text]) for name in names]
        borne = np.array([term for name in names for term in made[name.text]], dtype=int)
        self.terms = sorted(number)
        rank = np.empty(len(number), dtype=int)
        rank[[number[term] for term in self.terms]] = np.arange(len(number))
        order = np.argsort(rank[borne], kind="stable")
        self.owners = np.repeat([name.owner for name in names], counts).astype(int)[order]
        self.losses = np.repeat([name.loss for name in names], counts).astype(float)[order]
        bearers = np.bincount(rank[borne], minlength=len(number))
        self.starts = np.concatenate([[0], np.cumsum(bearers)])

    def same(self, term: str) -> slice:
        """Return where the bearers of a term stand.

        Examples
        --------
        >>> terms = Terms([Name(0, "river bank"), Name(1, "river mouth")], str.split)
        >>> terms.owners[terms.same("river")].tolist()
        [0, 1]
        """
        return self._between(bisect_left(self.terms, term), bisect_right(self.terms, term))

    def starting(self, term: str) -> slice:
        """Return where the bearers of all terms with a beginning stand.

        Examples
        --------
        >>> terms = Terms([Name(0, "river bank"), Name(1, "barn")], str.split)
        >>> terms.owners[terms.starting("ba")].tolist()
        [0, 1]
        """
        last = term + "\U0010ffff"
        return self._between(bisect_left(self.terms, term), bisect_right(self.terms, last))

    def of(self, number: int) -> slice:
        """Return where the bearers of the term with a number stand.

        Examples
        --------
        >>> terms = Terms([Name(0, "river bank"), Name(1, "barn")], str.split)
        >>> terms.terms[1], terms.owners[terms.of(1)].tolist()
        ('barn', [1])
        """
        return self._between(number, number + 1)

    def raise_to(self, points: float, at: slice, scores: np.ndarray, scale: float = 1.0) -> None:
        """Lift the scores of bearers to `points` less their scaled loss, where they are lower.

        Examples
        --------
        >>> terms = Terms([Name(0, "river"), Name(1, "hill", loss=2)], str.split)
        >>> scores = np.zeros(2)
        >>> terms.raise_to(80, terms.same("hill"), scores)
        >>> scores.tolist()
        [0.0, 78.0]
        """
        np.maximum.at(scores, self.owners[at], points - self.losses[at] * scale)

    def _between(self, first: int, end: int) -> slice:
        return slice(int(self.starts[first]), int(self.starts[end]))
