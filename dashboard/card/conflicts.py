"""Questions on which sources differ as HTML, each side with who takes it."""

from collections.abc import Iterable
from html import escape
from typing import Any

from dashboard.escaping import names, repeats, source_line
from geo import Dataset
from geo.conflicts import Conflict, Side, touching
from geo.messages import ngettext


def conflict_list(conflicts: Iterable[Conflict], data: Dataset) -> str:
    """Return questions to open, each with its sides and the statements on them.

    Parameters
    ----------
    conflicts
        The questions.
    data
        The dataset they are part of.
    """
    blocks = "".join(_conflict(one, data) for one in conflicts)
    return f'<div class="conflicts">{blocks}</div>'


def conflict_block(claim_ids: Iterable[str], data: Dataset) -> str:
    """Return the questions that statements touch under a heading; empty where there is none."""
    found = touching(data.conflicts, claim_ids)
    if not found:
        return ""
    title = escape(
        ngettext(
            "A question on which sources differ", "Questions on which sources differ", len(found)
        )
    )
    return f'<section class="differing"><h3>{title}</h3>{conflict_list(found, data)}</section>'


def _conflict(conflict: Conflict, data: Dataset) -> str:
    sides = "".join(_side(side, data) for side in conflict.sides)
    return f"<details><summary>{names(conflict.question)}</summary><ul>{sides}</ul></details>"


def _side(side: Side, data: Dataset) -> str:
    rows = "".join(
        _stated(frame.loc[name], data)
        for name in side.claim_ids
        for frame in (data.claims, data.milestones)
        if name in frame.index
    )
    return f"<li><b>{names(side.states)}</b><ul>{rows}</ul></li>"


def _stated(claim: Any, data: Dataset) -> str:
    source = data.sources[claim["source_id"]]
    return (
        f'<li>{names(claim["summary"])} <span class="cite">'
        f"{source_line(source, claim['locator'], data)}{repeats(source, data)}</span></li>"
    )
