"""Rules of the guided tours: what a step may show, and what it must rest on."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geo import dates
from geo.check.reading import Row, Table
from geo.check.table import record_id
from geo.errors import Problem, shorten
from geo.stated_numbers import figures_not_stated

Fault = tuple[str, str, str]
"""Column of a step, what was found there and what is expected."""

_BOUNDS = {"lat": 85, "lon": 180}  # degrees; the map's projection ends at 85 degrees of latitude


@dataclass(frozen=True)
class Known:
    """What the steps of a tour may name.

    Parameters
    ----------
    statements
        Cells of claims and milestone rows by their id.
    layers
        Codes of the layers.
    layer_of
        Layer of each place by its id.
    """

    statements: Mapping[str, Mapping[str, str]]
    layers: set[str]
    layer_of: Mapping[str, str]


def check_tours(table: Table, known: Known, excerpt: bool) -> Iterator[Problem]:
    """Check every step of every tour.

    Parameters
    ----------
    table
        The rows of `tour.csv`.
    known
        What the steps may name.
    excerpt
        Whether the folder is an export, which leaves out steps that it does not cover.

    Examples
    --------
    >>> list(check_tours(Table("tour.csv"), Known({}, set(), {}), excerpt=False))
    []
    """
    for row in table.rows:
        for column, found, expected in _faults(row.cells, known):
            yield _problem(table, row, column, found, expected)
    if not excerpt:
        yield from _check_numbers(table)


def _problem(table: Table, row: Row, column: str, found: str, expected: str) -> Problem:
    return Problem(table.name, row.line, record_id(table.name, row), column, found, expected)


def _check_numbers(table: Table) -> Iterator[Problem]:
    """Check that the steps of a tour count from 1; a step out of order or given twice is known."""
    last: dict[str, int] = {}
    for row in table.rows:
        tour, step = row.cells["tour"], row.cells["step"]
        if not re.fullmatch(r"[1-9]\d?", step, re.ASCII):
            continue  # reported as a cell
        before = last.get(tour, 0)
        if int(step) > before + 1:
            found = f"{step} after {before}" if before else f"{step} as the first step"
            yield _problem(table, row, "step", found, str(before + 1))
        last[tour] = max(before, int(step))


def _faults(cells: Mapping[str, str], known: Known) -> Iterator[Fault]:
    yield from _unknown(cells, known)
    for column in ("layers", "claim_ids"):
        for name, count in Counter(cells[column].split(";")).items():
            if name and count > 1:
                yield column, f"{shorten(name)} {count} times", "each once"
    for column, bound in _BOUNDS.items():
        value = cells[column]
        if re.fullmatch(r"-?\d+(\.\d+)?", value, re.ASCII) and abs(float(value)) > bound:
            yield column, value, f"between -{bound} and {bound}"
    yield from _dates(cells)
    yield from _figures(cells, known)


def _figures(cells: Mapping[str, str], known: Known) -> Iterator[Fault]:
    names = cells["claim_ids"].split(";")
    rows = [known.statements[name] for name in names if name in known.statements]
    for column in ("title", "text"):
        for number in figures_not_stated(cells[column], rows):
            yield column, f"{number}, which no claim of the step states", "a figure of its claims"


def _unknown(cells: Mapping[str, str], known: Known) -> Iterator[Fault]:
    layers = cells["layers"].split(";")
    for claim_id in cells["claim_ids"].split(";"):
        if claim_id not in known.statements:
            yield "claim_ids", shorten(claim_id), "a claim_id of claims.csv or milestones.csv"
    for layer in layers if cells["layers"] else ():
        if layer not in known.layers:
            yield "layers", shorten(layer), f"one of {', '.join(sorted(known.layers))}"
    layer = known.layer_of.get(cells["place_id"], "")
    if layer and layer not in layers:
        found = f"{shorten(cells['place_id'])} of the layer {shorten(layer)}"
        yield "place_id", found, "a place in one of the layers of the step"


def _dates(cells: Mapping[str, str]) -> Iterator[Fault]:
    for column in ("date_from", "date_to"):
        try:
            dates.parse(cells[column])
        except dates.DateError as error:
            yield column, str(error), "an ISO day"
    if cells["date_from"] > cells["date_to"]:
        found = f"{cells['date_from']} after date_to {cells['date_to']}"
        yield "date_from", found, "an earlier day"
