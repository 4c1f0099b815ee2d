"""Names and dates of a CSL-JSON item (https://citeproc-js.readthedocs.io/en/latest/csl-json/)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Name:
    """A person by family and given name, or a body, whose name stands in `family`.

    Examples
    --------
    >>> Name("Writer", "A.").inverted, Name("Writer", "A.").in_order
    ('Writer, A.', 'A. Writer')
    """

    family: str
    given: str = ""
    is_body: bool = False

    @property
    def inverted(self) -> str:
        """The name as catalogues sort it."""
        return ", ".join(filter(None, (self.family, self.given)))

    @property
    def in_order(self) -> str:
        """The name as it is spoken."""
        return " ".join(filter(None, (self.given, self.family)))


def names(item: Mapping[str, Any], role: str = "author") -> tuple[Name, ...]:
    """Return who has a role in a document, in the order stated.

    Examples
    --------
    >>> names({"author": [{"literal": "An office"}, {"family": "Writer", "given": "A."}]})[1].given
    'A.'
    """
    return tuple(
        Name(name["literal"], is_body=True)
        if name.get("literal")
        else Name(name.get("family", ""), name.get("given", ""))
        for name in item.get(role, ())
    )


def date_parts(item: Mapping[str, Any], field: str = "issued") -> tuple[int, ...]:
    """Return year, month and day of a date, as far as they are known.

    Examples
    --------
    >>> date_parts({"issued": {"date-parts": [[1988, 8]]}}), date_parts({})
    ((1988, 8), ())
    """
    return tuple(((item.get(field) or {}).get("date-parts") or [()])[0])


def digits(item: Mapping[str, Any], field: str = "issued") -> tuple[str, str, str]:
    """Return year, month and day of a date as ISO 8601 writes them, empty where not known.

    Examples
    --------
    >>> digits({"issued": {"date-parts": [[1988, 8]]}})
    ('1988', '08', '')
    """
    year, month, day = (*iso_date(item, field).split("-"), "", "")[:3]
    return year, month, day


def iso_date(item: Mapping[str, Any], field: str = "issued") -> str:
    """Return a date as ISO 8601 writes it, as far as it is known, empty where it is not.

    Examples
    --------
    >>> iso_date({"issued": {"date-parts": [[1988, 8]]}}), iso_date({})
    ('1988-08', '')
    """
    year, *rest = date_parts(item, field) or [None]
    return "" if year is None else "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])
