"""Questions on which sources differ, with the statements on each side."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Side:
    """One answer, in few words, and the claims and milestone rows that give it."""

    states: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """A question and the answers that sources give; their order says nothing of their weight."""

    conflict_id: str
    question: str
    sides: tuple[Side, ...]

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The statements of all sides, each once.

        Examples
        --------
        >>> small.conflicts[0].claim_ids
        ('alpha-prison-01', 'milestone-letter-01', 'alpha-prison-04')
        """
        return tuple(dict.fromkeys(name for side in self.sides for name in side.claim_ids))


def narrowed(conflicts: Iterable[Conflict], statements: Collection[str]) -> tuple[Conflict, ...]:
    """Return the conflicts as far as some statements bear them.

    A side without a statement is left out, and so is a conflict that has one side left: what it
    says may be what a withheld record said.

    Examples
    --------
    >>> narrowed(small.conflicts, {"alpha-prison-01", "alpha-prison-04"})[0].sides[0].claim_ids
    ('alpha-prison-01',)
    >>> narrowed(small.conflicts, {"alpha-prison-01"})
    ()
    """
    kept = []
    for conflict in conflicts:
        sides = []
        for side in conflict.sides:
            claim_ids = tuple(name for name in side.claim_ids if name in statements)
            if claim_ids:
                sides.append(replace(side, claim_ids=claim_ids))
        if len(sides) > 1:
            kept.append(replace(conflict, sides=tuple(sides)))
    return tuple(kept)


def rows_of(conflicts: Iterable[Conflict]) -> list[dict[str, Any]]:
    """Return conflicts as rows of `conflicts.csv`.

    Examples
    --------
    >>> [(row["side"], row["claim_ids"]) for row in rows_of(small.conflicts)][1]
    (2, 'alpha-prison-04')
    """
    return [
        {
            "conflict_id": conflict.conflict_id,
            "side": number,
            "question": conflict.question,
            "states": side.states,
            "claim_ids": ";".join(side.claim_ids),
        }
        for conflict in conflicts
        for number, side in enumerate(conflict.sides, start=1)
    ]


def touching(conflicts: Iterable[Conflict], claim_ids: Iterable[str]) -> list[Conflict]:
    """Return the conflicts that have one of the statements on a side, in their order.

    Examples
    --------
    >>> [conflict.conflict_id for conflict in touching(small.conflicts, ["alpha-prison-04"])]
    ['held-at-alpha']
    """
    wanted = set(claim_ids)
    return [conflict for conflict in conflicts if not wanted.isdisjoint(conflict.claim_ids)]


def events_first(conflicts: Iterable[Conflict], claims: Collection[str]) -> list[Conflict]:
    """Return the conflicts on events without one place first, then those on places alone.

    Parameters
    ----------
    conflicts
        The questions, in the order of their ids.
    claims
        Ids of the statements about places.

    Examples
    --------
    >>> events_first(small.conflicts, small.claims.index) == list(small.conflicts)
    True
    """
    return sorted(conflicts, key=lambda conflict: set(conflict.claim_ids) <= set(claims))
