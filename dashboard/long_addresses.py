"""Addresses too long for Streamlit, cut to a length at which the page can say what is wrong."""

from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.parameters import LONGEST_VALUE, pairs_of

LONGEST_ADDRESS, MOST_PARAMETERS = 65_536, 100
"""Beyond either a query is cut; Streamlit drops 524,288 characters or 1,000 parameters unsaid."""

LONGEST_NAME = 40


class ShortAddress:
    """Middleware that sends a browser on to the same page with a shorter query.

    A value that is cut stays longer than any that is allowed: the page names its parameter and
    ignores it, and never takes a part for the whole.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for the page with too long a query, and pass on any other."""
        app = self.app
        if scope["type"] == "http" and scope["path"] == "/" and is_long(scope["query_string"]):
            app = RedirectResponse(f"/?{shortened(scope['query_string'])}", status_code=303)
        await app(scope, receive, send)


def is_long(query: bytes) -> bool:
    """Tell whether a query string has to be cut."""
    return len(query) > LONGEST_ADDRESS or query.count(b"&") >= MOST_PARAMETERS


def shortened(query: bytes) -> str:
    """Return the first parameters of a query string, with long names and values cut."""
    kept = ""
    for name, value in pairs_of(query.decode("latin-1"))[:MOST_PARAMETERS]:
        pair = {name[:LONGEST_NAME]: value[: LONGEST_VALUE + 1]}
        longer = f"{kept}&{urlencode(pair, quote_via=quote)}".lstrip("&")
        if len(longer) > LONGEST_ADDRESS:
            break
        kept = longer
    return kept
