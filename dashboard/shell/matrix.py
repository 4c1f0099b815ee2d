"""Table of the cities that each source names."""

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.escaping import names


def city_matrix(rows: Iterable[tuple[str, Sequence[str]]], heads: Sequence[str]) -> str:
    """Return a table of cities by documents, with what each document says of the city.

    Parameters
    ----------
    rows
        Name of the city and one plain text a document, empty where it does not name the city.
    heads
        Heading of each document, as safe HTML.
    """
    head = "".join(f"<th>{one}</th>" for one in heads)
    body = "".join(
        f"<tr><th>{names(city)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        for city, cells in rows
    )
    return (
        f'<div class="scroll"><table class="matrix"><thead><tr><td></td>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
