"""Requests that are refused before any part of the app sees them, and before their body is read."""

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.server.answer_page import TOO_LONG, as_page

MAX_PARAMETERS = 1_000
"""Parameters of a page's address; Streamlit drops those of a longer one without a word."""
_UPLOADS = "/_stcore/upload_file/"
_CLOSE = {"Connection": "close", "Cache-Control": "no-store"}


class Refusals:
    """ASGI middleware that answers what must not reach the application inside.

    Parameters
    ----------
    app
        The application inside.
    base
        Path under which it serves the page, such as `/atlas`; empty at the top.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request, or pass it on."""
        refused = refusal(scope) if scope["type"] == "http" else None
        answer = await as_page(refused, scope, self.base) if refused else self.app
        await answer(scope, receive, send)


def refusal(scope: Scope) -> Response | None:
    """Return the answer to a request that is refused, None to any other.

    The connection is closed after it, so that nothing more of the request is taken in.
    """
    path, query = scope["path"], scope["query_string"]
    if _UPLOADS in f"{path}/":  # whatever path the app is served under
        return PlainTextResponse("Nothing can be uploaded here.", 404, headers=_CLOSE)
    is_page = "/api/" not in path  # the API names each parameter that it refuses
    if is_page and query.count(b"&") >= MAX_PARAMETERS:
        return PlainTextResponse(TOO_LONG, 414, headers=_CLOSE)
    return None
