"""Parameters of an address, each read with a problem where it is not understood."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Self

from geo import Problem
from geo.messages import N_
from geo.messages import gettext as _
from geo.parameters import fault, one_of


@dataclass(frozen=True)
class Parameters:
    """Values by name, with what was not understood of those read so far."""

    values: dict[str, str]
    problems: list[Problem]

    @classmethod
    def read(cls, pairs: Iterable[tuple[str, str]], names: Collection[str]) -> Self:
        """Take the parameters of some names; one given twice counts once, and is a problem."""
        found = cls({}, [])
        for name, value in pairs:
            if name not in names or not value:
                continue
            if name in found.values:
                found.refuse(name, value, _("the same name only once"))
            found.values.setdefault(name, value)
        return found

    def choice(
        self,
        name: str,
        allowed: tuple[str, ...],
        default: str = "",
        meant: Callable[[str], str] = str,
    ) -> str:
        """Read one of several allowed values, of which a text may be another way of writing."""
        text = self.values.get(name, default)
        value = meant(text)
        if value == default or value in allowed:
            return value
        expected = one_of(allowed) if allowed else _("nothing, since there is none to choose")
        self.refuse(name, text, expected)
        return default

    def number(
        self,
        name: str,
        limits: tuple[float, float],
        expected: str = N_("a number from {low:g} to {high:g}"),
    ) -> float | None:
        """Read a number within limits, both included; None where there is none."""
        if name not in self.values:
            return None
        text, (low, high) = self.values[name], limits
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if low <= value <= high:
            return value
        self.refuse(name, text, _(expected).format(low=low, high=high))
        return None

    def refuse(self, name: str, found: str, expected: str) -> None:
        """Note that a value is not understood."""
        self.problems.append(fault(name, found, expected))
