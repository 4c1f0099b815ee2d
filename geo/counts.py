"""Counts of what a filter shows and what it leaves out."""

from dataclasses import dataclass

from geo.messages import gettext as _


@dataclass(frozen=True)
class Tally:
    """How many records there are and what became of them.

    `total` is `shown` + `filtered` + `undated` + `unclocked` + `withheld`; `unlocated` counts those
    shown that have no point, so `shown - unlocated` are on the map. Only where minutes are asked
    for, those that have a date without a time of day are `unclocked`.
    """

    total: int
    shown: int
    filtered: int
    undated: int
    withheld: int
    unlocated: int = 0
    unclocked: int = 0

    def left_out_words(self) -> str:
        """Say how many are left out and why; empty where none is.

        Examples
        --------
        >>> Tally(total=9, shown=5, filtered=3, undated=1, withheld=0).left_out_words()
        'left out: 3 by the filters, 1 undated'
        """
        reasons = {
            _("{n} by the filters"): self.filtered,
            _("{n} undated"): self.undated,
            _("{n} without a time of day"): self.unclocked,
            _("{n} withheld"): self.withheld,
        }
        parts = _(", ").join(words.format(n=n) for words, n in reasons.items() if n)
        return _("left out: {parts}").format(parts=parts) if parts else ""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.total + other.total,
            self.shown + other.shown,
            self.filtered + other.filtered,
            self.undated + other.undated,
            self.withheld + other.withheld,
            self.unlocated + other.unlocated,
            self.unclocked + other.unclocked,
        )


@dataclass(frozen=True)
class Counts:
    """Tallies of places, of statements about places and of statements about milestones."""

    places: Tally
    claims: Tally
    milestones: Tally

    @property
    def statements(self) -> Tally:
        """Tally of all statements, about places and milestones together.

        Examples
        --------
        >>> geo.Filter().select(small).counts.statements.total
        12
        """
        return self.claims + self.milestones
