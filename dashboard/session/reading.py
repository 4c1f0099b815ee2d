"""How the tables of records are read, and the list of sources: in which order, for which words."""

from dataclasses import dataclass
from typing import Self

from dashboard.session.query_values import Parameters
from geo.parameters import expected_text

COLUMNS = {
    "statements": (
        *("about", "layer", "kind", "date", "edtf", "earliest", "latest", "summary", "figure"),
        *("unit", "attribution", "locator", "url", "publisher_kind", "checked", "notes"),
        *("claim_id", "record_id", "source_id"),
    ),
    "places": (
        *("name", "name_fa", "alt_names", "layer", "locality", "region", "country", "precision"),
        *("statements", "documents", "independent", "lat", "lon", "coord_source", "notes"),
        "place_id",
    ),
}
"""Columns of each table, in the order in which they stand; the first table is shown at first."""
OWN_ORDER = {"statements": "date", "places": "name"}
"""The column by which the rows of each table stand, upwards, unless they are sorted."""
NAMES = ("table", "sort", "find", "only")
"""The parameters that say so."""
_DOWN, _OF_SHOWN = "-", "shown"


@dataclass(frozen=True)
class Reading:
    """Which table of records is read, and how.

    Parameters
    ----------
    table
        One of `COLUMNS`.
    column, is_descending
        The column by which rows stand, and whether downwards.
    words
        Text that rows must hold, empty for all rows.
    """

    table: str = next(iter(COLUMNS))
    column: str = ""
    is_descending: bool = False
    words: str = ""

    @classmethod
    def read(cls, address: Parameters) -> Self:
        """Read how the tables are read."""
        table = address.choice("table", tuple(COLUMNS), next(iter(COLUMNS)))
        ways = tuple(way + name for name in COLUMNS[table] for way in ("", _DOWN))
        text, words = address.choice("sort", ways), address.values.get("find", "")
        expected = expected_text(words)
        if expected:
            address.refuse("find", words, expected)
            words = ""
        column, is_descending = text.removeprefix(_DOWN), text.startswith(_DOWN)
        return cls(table, words=words).sorted_by(column, is_descending)

    def sorted_by(self, column: str, is_descending: bool) -> Self:
        """Return the same in another order; without a column, in the table's own."""
        if (column, is_descending) == (OWN_ORDER[self.table], False):
            column = ""
        return type(self)(self.table, column, is_descending and bool(column), self.words)

    @property
    def order(self) -> tuple[str, bool]:
        """The column by which rows stand, the table's own included, and whether downwards."""
        return self.column or OWN_ORDER[self.table], self.is_descending

    def to_pairs(self) -> list[tuple[str, str]]:
        """Return names and values of the parameters that differ from their defaults."""
        texts = {
            "table": self.table if self.table != Reading.table else "",
            "sort": _DOWN * self.is_descending + self.column,
            "find": self.words,
        }
        return [(name, text) for name, text in texts.items() if text]


@dataclass(frozen=True)
class Listing:
    """Which documents the list of sources holds.

    Parameters
    ----------
    words
        Text that they must hold, empty for all.
    is_of_shown
        Whether only those behind what is shown.
    """

    words: str = ""
    is_of_shown: bool = False

    @classmethod
    def read(cls, address: Parameters, words: str) -> Self:
        """Read whether only those behind what is shown are listed, beside the words."""
        return cls(words, address.choice("only", (_OF_SHOWN,)) == _OF_SHOWN)

    def to_pairs(self) -> list[tuple[str, str]]:
        """Return names and values of the parameters that differ from their defaults."""
        pairs = [("find", self.words), ("only", _OF_SHOWN * self.is_of_shown)]
        return [(name, text) for name, text in pairs if text]
