"""The tables of a store: what of a dataset they hold, and under which types.

Each record has its number, which keeps the order of the files, and the text by which it is found. A
statement repeats what filters ask of its place and of its source, so that a filter reads one table.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as pa

from geo.allowed import RESTRICTIONS, allowed_values
from geo.bounds import Bounds
from geo.check.schema import TABLES
from geo.dataset import Dataset
from geo.errors import Problem, StoreError, shorten
from geo.loading import extent_of
from geo.lookup.stored import stored_texts
from geo.view_grid import unit

LAYOUT = 5
"""Goes up when tables, columns or what stands in them change, so that an older store is refused."""

MANIFEST = "store.json"
"""The file of a folder of tables that says what the store is."""

_OF_PLACE = ("layer", "country", "city", "precision", "lat", "lon")
_DATES = ("dated", "earliest", "latest")
_TURNS = ("place", "kind", "publisher_kind", "source_id")
ONLY, FIRST, LATER = 0, 1, 2
"""Turn of a statement among those of its place, or of it with the same kind, publisher or source.

So places need not be told apart to be counted: for an engine that takes longest of all.
"""
RECORDS = ("places", "claims", "milestones")
"""The tables of records."""


def fields_of(name: str) -> tuple[str, ...]:
    """Return the columns that a table of records has in a data folder.

    Examples
    --------
    >>> fields_of("places")[:2]
    ('place_id', 'layer')
    """
    return tuple(field.name for field in TABLES[f"{name}.csv"])


def turn_of(column: str) -> str:
    """Return the column that has the turn of a claim among those of its place with the same value.

    Examples
    --------
    >>> turn_of("kind") in COLUMNS["claims"]
    True
    """
    return f"turn_of_{column}"


SHOWN = {
    "places": (*fields_of("places"), "city"),
    "claims": (*fields_of("claims"), "publisher_kind", *_DATES),
    "milestones": (*fields_of("milestones"), "publisher_kind", *_DATES),
}
"""What a page of a table shows; the other columns serve queries."""
COLUMNS = {
    "places": ("number", *SHOWN["places"], "x", "y", "folded", "keys"),
    "claims": (
        *("number", "place_number", *SHOWN["claims"], *_OF_PLACE),
        *(turn_of(column) for column in _TURNS),
        "folded",
    ),
    "milestones": ("number", *SHOWN["milestones"], "folded"),
    "listed": ("restriction", "position", "code", "label"),
    "parts": ("name", "content"),
}
"""All tables with their columns.

`listed` has the values that each restriction accepts, `parts` the other files of the data folder.
"""
_TYPES = {
    **dict.fromkeys(("number", "place_number", "position"), pa.int32()),
    **dict.fromkeys(map(turn_of, _TURNS), pa.int32()),
    **dict.fromkeys(("lat", "lon", "x", "y"), pa.float64()),
    **dict.fromkeys(("figure_low", "figure_high"), pa.int64()),
    **dict.fromkeys(("earliest", "latest"), pa.date32()),
    "dated": pa.bool_(),
    "content": pa.binary(),
}
"""Types of the columns that are not text."""


@dataclass(frozen=True)
class About:
    """What a store says of itself.

    Parameters
    ----------
    version, content_hash
        Those of the dataset it holds.
    rows, withheld
        How many records each table has, and how many more are withheld.
    extent, period
        What `Whole` has of all its records.
    layout
        By which layout it was written.
    """

    version: str
    content_hash: str
    rows: Mapping[str, int]
    withheld: Mapping[str, int]
    extent: Bounds | None = None
    period: tuple[date, date] | None = None
    layout: int = LAYOUT

    def entry(self) -> dict[str, Any]:
        """Return it as it is kept, in JSON.

        Examples
        --------
        >>> About.of(small).entry()["period"]
        ['1980-01-01', '2018-08-25']
        """
        extent = astuple(self.extent) if self.extent else None
        period = [day.isoformat() for day in self.period] if self.period else None
        return asdict(self) | {"extent": extent, "period": period}

    @classmethod
    def of(cls, dataset: Dataset) -> "About":
        """Describe a dataset.

        Examples
        --------
        >>> About.of(small).rows
        {'places': 5, 'claims': 10, 'milestones': 2}
        """
        rows = {name: len(getattr(dataset, name)) for name in RECORDS}
        stated = extent_of(dataset.places), dataset.stated_period
        return cls(dataset.version, dataset.content_hash, rows, dataset.withheld, *stated)


def read_about(text: str, address: str) -> tuple[About, dict[str, Any]]:
    """Read what a store says of itself, with the whole of it.

    Raises
    ------
    StoreError
        It is none that this version of the library wrote.

    Examples
    --------
    >>> read_about('{"layout": 0}', "lights")
    Traceback (most recent call last):
    geo.errors.StoreError: lights:0 (-) layout: 0; expected 5: load the data anew
    """
    try:
        entry = json.loads(text)
    except ValueError:
        entry = None
    if not isinstance(entry, dict):
        raise _unreadable(address, "-", shorten(text, 40), "an object in JSON")
    if entry.get("layout") != LAYOUT:
        expected = f"{LAYOUT}: load the data anew"
        raise _unreadable(address, "layout", str(entry.get("layout", "none")), expected)
    version, hashed = (str(entry.get(name, "")) for name in ("version", "content_hash"))
    rows, withheld = (_counted(entry, name, address) for name in ("rows", "withheld"))
    return About(version, hashed, rows, withheld, *_stated(entry, address)), entry


def _stated(entry: dict[str, Any], address: str) -> tuple[Bounds | None, tuple[date, date] | None]:
    """Read extent and period."""
    try:
        extent = Bounds(*map(float, entry["extent"])) if entry.get("extent") else None
        days = [date.fromisoformat(day) for day in entry.get("period") or ()]
        return extent, (days[0], days[1]) if days else None
    except (TypeError, ValueError, IndexError):
        found = shorten({name: entry.get(name) for name in ("extent", "period")}, 80)
        raise _unreadable(address, "extent", found, "four edges, and two days") from None


def files_of(entry: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the names of the files of each table, from what a folder says of itself.

    Examples
    --------
    >>> files_of({"files": {"listed": ["one.parquet"]}})["listed"], files_of({})["listed"]
    (['one.parquet'], [])
    """
    named = entry.get("files")
    lists = named if isinstance(named, dict) else {}
    return {
        name: [str(one) for one in lists[name]] if isinstance(lists.get(name), list) else []
        for name in COLUMNS
    }


def _counted(entry: dict[str, Any], name: str, address: str) -> dict[str, int]:
    counted = entry.get(name)
    numbers = [counted.get(one) for one in RECORDS] if isinstance(counted, dict) else [None]
    if not isinstance(counted, dict) or not all(type(number) is int for number in numbers):
        raise _unreadable(address, name, shorten(counted, 40), "a whole number for each table")
    return counted


def _unreadable(address: str, field: str, found: str, expected: str) -> StoreError:
    return StoreError([Problem(address, 0, "-", field, found, expected)])


def schema_of(name: str) -> pa.Schema:
    """Return columns and types of a table.

    Examples
    --------
    >>> schema_of("listed").names
    ['restriction', 'position', 'code', 'label']
    """
    return pa.schema([(column, _TYPES.get(column, pa.string())) for column in COLUMNS[name]])


def tables_of(dataset: Dataset) -> dict[str, pa.Table]:
    """Return the records of a dataset as tables of a store.

    Examples
    --------
    >>> tables_of(small)["claims"].select(["claim_id", "city"]).to_pylist()[0]
    {'claim_id': 'alpha-prison-01', 'city': 'tehran'}
    """
    frames = {name: _numbered(getattr(dataset, name)) for name in RECORDS}
    texts = stored_texts(dataset)
    for name in RECORDS:
        frames[name]["folded"] = getattr(texts, name)
    places, claims = frames["places"], frames["claims"]
    places["keys"] = texts.place_keys
    places["x"], places["y"] = unit(places["lat"], places["lon"])
    claims["place_number"] = dataset.place_rows
    for column in _OF_PLACE:
        claims[column] = places[column].to_numpy()[dataset.place_rows]
    kinds = {name: source.publisher_kind for name, source in dataset.sources.items()}
    for name in ("claims", "milestones"):
        frames[name]["publisher_kind"] = frames[name]["source_id"].map(kinds)
    for column in _TURNS:
        same = ["place_number", *([column] if column in claims else [])]
        claims[turn_of(column)] = _turns(claims[same])
    frames["listed"] = _listed(dataset)
    return {name: _table(name, frame) for name, frame in frames.items()}


def _turns(values: pd.DataFrame) -> pd.Series:
    """Return the turn of each row among those of the same values."""
    return values.duplicated(keep=False).astype(int) + values.duplicated()


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    numbered = pd.DataFrame(frame).reset_index()
    numbered["number"] = range(len(frame))
    return numbered


def _listed(dataset: Dataset) -> pd.DataFrame:
    rows = [
        (restriction.name, position, code, label)
        for restriction in RESTRICTIONS
        for position, (code, label) in enumerate(allowed_values(dataset, restriction).items())
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS["listed"]))


def _table(name: str, frame: pd.DataFrame) -> pa.Table:
    schema = schema_of(name)
    arrays: list[Any] = [
        pa.array(frame[field.name], type=field.type, from_pandas=True) for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
