"""Key to how precisely points are known."""

from dashboard.templates import macros
from geo import Dataset
from geo.codes import RADIUS_KM


def precision_key(data: Dataset) -> str:
    """Return the key to the marks: a row for each precision that places have."""
    used, precisions = set(data.places["precision"]), data.codes.of("precision")
    codes = [precisions[code] for code in RADIUS_KM if code in precisions and code in used]
    key: str = macros("shell/shell.html").precision_key(codes, data)
    return key
