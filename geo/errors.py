"""The faults that reading and checking the atlas can report."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one field of one record.

    Parameters
    ----------
    file
        Name of the file inside the data folder, or the name of the query.
    line
        Line of the file on which the record starts, counted from 1; 0 where there is none.
    record
        Identifier of the record, or `-` when it has none.
    field
        Column or key at fault, or `-` for the file as a whole.
    found
        What stands there, shortened.
    expected
        What would be accepted.
    value
        The beginning of what stands there as it is, where it was typed or linked by a reader.
    """

    file: str
    line: int
    record: str
    field: str
    found: str
    expected: str
    value: str = ""

    def __str__(self) -> str:
        file, record, field, found, expected = (
            _one_line(text)
            for text in (self.file, self.record, self.field, self.found, self.expected)
        )
        return f"{file}:{self.line} ({record}) {field}: {found}; expected {expected}"


class DataError(ValueError):
    """The data folder breaks at least one rule; the message lists every problem, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FilterError(ValueError):
    """A query holds values that no filter understands; the message lists every one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class StoreError(ValueError):
    """A store cannot be used; the message lists every reason that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shorten(value: object, limit: int = 80) -> str:
    """Quote `value` for a message, on one line and no longer than `limit` characters.

    Returns
    -------
    text
        The `repr` of the text (so control and direction characters show as escapes), cut in the
        middle of nothing: the start is kept, followed by the number of characters left out.

    Examples
    --------
    >>> shorten("a long text", 6)
    "'a long'… (5 more characters)"
    """
    text = str(value)
    visible = ascii(text[:limit]) if _has_controls(text[:limit]) else repr(text[:limit])
    left_out = len(text) - limit
    return visible if left_out <= 0 else f"{visible}… ({left_out} more characters)"


def _one_line(text: str, limit: int = 600) -> str:
    """Escape what is not printable, line breaks and lone surrogates too, and cut what is long."""
    shown = (char if char.isprintable() else ascii(char)[1:-1] for char in text[:limit])
    return "".join(shown) + ("…" if len(text) > limit else "")


def _has_controls(text: str) -> bool:
    return not text.replace("\n", " ").isprintable() or "\n" in text
