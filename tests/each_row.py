"""One test for a rule that many rows obey: it fails with every row at fault, not with the first."""

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Signature, signature
from typing import Any


def for_each(
    rows: Iterable[Any], name: Callable[[Any], object] = repr
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Call the decorated test with each row, its first argument, beside the fixtures it asks for.

    Parameters
    ----------
    rows
        What the rule is about.
    name
        What a row is called where it is at fault.
    """

    def whole(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def test_all(**fixtures: object) -> None:
            faults = []
            for row in rows:
                try:
                    test(row, **fixtures)
                except Exception as fault:
                    faults.append(f"{name(row)}: {type(fault).__name__}: {fault}")
            assert not faults, "\n\n".join([f"{len(faults)} at fault", *faults])

        _row, *others = signature(test).parameters.values()
        test_all.__signature__ = Signature(others)
        return test_all

    return whole
