"""Addresses too long for Streamlit, cut to a length at which the page can say what is wrong."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.errors import Problem, shorten
from geo.parameters import LONGEST_VALUE, pairs_of

LONGEST_ADDRESS, MOST_PARAMETERS = 65_536, 100
"""Beyond either a query is cut; Streamlit drops 524,288 characters or 1,000 parameters unsaid."""

LONGEST_NAME = 40
DROPPED = "dropped"
"""Parameter that names those that were dropped from a long query."""

_MOST_NAMES = 4
_NAMES_ROOM = 3_000  # bytes, for the encoded names of what was dropped


class ShortAddress:
    """Middleware that sends a browser on to the same page with a shorter query.

    A value that is cut stays longer than any that is allowed: the page names its parameter and
    ignores it, and never takes a part for the whole.

    Parameters
    ----------
    app
        The application inside.
    base
        Path under which it serves the page, such as `/atlas`; empty at the top.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.page = f"{base}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for the page with too long a query, and pass on any other."""
        app = self.app
        if (
            scope["type"] == "http"
            and scope["path"] == self.page
            and is_long(scope["query_string"])
        ):
            app = RedirectResponse(f"?{shortened(scope['query_string'])}", status_code=303)
        await app(scope, receive, send)


def is_long(query: bytes) -> bool:
    """Tell whether a query string has to be cut."""
    return len(query) > LONGEST_ADDRESS or query.count(b"&") >= MOST_PARAMETERS


def shortened(query: bytes) -> str:
    """Return the first parameters of a query string, with long names and values cut.

    What follows them is dropped; a parameter of its own, the first, names it.
    """
    pairs = pairs_of(query.decode("latin-1"))
    kept: list[str] = []
    room = LONGEST_ADDRESS - _NAMES_ROOM
    for name, value in pairs[: MOST_PARAMETERS - 1]:
        pair = _encoded(name[:LONGEST_NAME], value[: LONGEST_VALUE + 1])
        room -= len(pair) + 1
        if room < 0:
            break
        kept.append(pair)
    rest = list(dict.fromkeys(name[:LONGEST_NAME] for name, _value in pairs[len(kept) :]))
    if rest:
        more = f" and {len(rest) - _MOST_NAMES} more" if len(rest) > _MOST_NAMES else ""
        kept.insert(0, _encoded(DROPPED, ", ".join(rest[:_MOST_NAMES]) + more))
    return "&".join(kept)


def take_dropped(
    pairs: Sequence[tuple[str, str]],
) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Return the parameters that an address has, and a problem for those that were dropped."""
    expected = f"at most {MOST_PARAMETERS - 1} parameters and {LONGEST_ADDRESS - _NAMES_ROOM} bytes"
    problems = [
        Problem("query", 0, "-", shorten(names, 200), "a longer address", expected)
        for name, names in pairs
        if name == DROPPED
    ]
    return [pair for pair in pairs if pair[0] != DROPPED], problems


def _encoded(name: str, value: str) -> str:
    return urlencode({name: value}, quote_via=quote)
