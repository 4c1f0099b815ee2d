"""What a choice on the timeline stands for: a mark, a band, an entry of its list."""

from datetime import date, time

from dashboard.timeline.rows import (
    GROUP_MARK,
    Statement,
    dated_statements,
    is_wide,
    visible_span,
)
from geo import Selection


def statements_of(key: str, selection: Selection) -> tuple[str, ...]:
    """Return the ids of the statements that a clicked mark stands for, empty for no such mark."""
    known = [*selection.claims.index, *selection.milestones.index]
    if not key.startswith(GROUP_MARK):
        return (key,) if key in known else ()
    lane, _, edtf = key.removeprefix(GROUP_MARK).partition("|")
    statements = dated_statements(selection)
    span = visible_span(selection, statements)
    return tuple(
        statement.claim_id
        for statement in statements
        if statement.lane == lane and (statement.edtf == edtf if edtf else is_wide(statement, span))
    )


def band_lane(key: str) -> str:
    """Return the lane whose band a clicked mark is, empty for any other mark."""
    lane, _, edtf = key.removeprefix(GROUP_MARK).partition("|")
    return lane if key.startswith(GROUP_MARK) and not edtf else ""


def widest(selection: Selection) -> list[Statement]:
    """List the dated statements of a selection that cover the whole period it shows."""
    statements = dated_statements(selection)
    span = visible_span(selection, statements)
    return [statement for statement in statements if is_wide(statement, span)]


def same_in_time(selection: Selection) -> list[tuple[Statement, ...]]:
    """List the dated statements by time, those on one matter of the same date together."""
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in dated_statements(selection):
        groups.setdefault((statement.lane, statement.edtf, statement.title), []).append(statement)
    return sorted(map(tuple, groups.values()), key=lambda group: _when(group[0]))


def _when(statement: Statement) -> tuple[date, date, time, str]:
    interval = statement.interval
    return (
        interval.earliest or date.min,
        interval.latest or date.max,
        interval.at or time(),
        statement.title.casefold(),
    )
