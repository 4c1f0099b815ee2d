"""Key to how precisely points are known."""

from functools import lru_cache

from dashboard.templates import macros
from geo import Dataset
from geo.codes import RADIUS_KM


def precision_key(data: Dataset) -> str:
    """Return the key to the marks: a row for each precision that places have."""
    precisions = data.codes.of("precision")
    codes = [precisions[code] for code in _used(data) if code in precisions]
    key: str = macros("shell/shell.html").precision_key(codes, data)
    return key


@lru_cache(maxsize=4)
def _used(data: Dataset) -> tuple[str, ...]:
    """Return the codes of precision that places have, the most precise first."""
    used = set(data.places["precision"].unique())
    return tuple(code for code in RADIUS_KM if code in used)
