"""Parameters of an address, each read with a problem where it is not understood."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

from geo import Problem
from geo.errors import shorten
from geo.parameters import QUERY


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
                found.refuse(name, value, "each parameter once")
            found.values.setdefault(name, value)
        return found

    def choice(self, name: str, allowed: tuple[str, ...], default: str = "") -> str:
        """Read one of several allowed values."""
        value = self.values.get(name, default)
        if value == default or value in allowed:
            return value
        expected = "one of " + ", ".join(allowed) if allowed else "no such parameter: there is none"
        self.refuse(name, value, expected)
        return default

    def number(self, name: str, limits: tuple[float, float], unit: str = "") -> float | None:
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
        of = f" of {unit}" if unit else ""
        self.refuse(name, text, f"a number{of} from {low:g} to {high:g}")
        return None

    def refuse(self, name: str, found: str, expected: str) -> None:
        """Note that a value is not understood."""
        self.problems.append(Problem(QUERY, 0, "-", name, shorten(found, 60), expected))
