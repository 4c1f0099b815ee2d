"""Paths where nothing is: a short 404, where Streamlit would answer with its page."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.answer_page import as_page


class UnknownPaths:
    """Middleware that answers 404 in place of a page that is served under a path of no page.

    Streamlit answers every path that it does not know with its page, so that a wrong address of a
    file or of a route looks like a success. A browser gets a page that says so, as for a file that
    is missing.

    Parameters
    ----------
    app
        The application inside.
    base
        Path under which it serves the page, such as `/atlas`; empty at the top.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base
        self.page = f"{base}/"
        self.other_html = (f"{base}/component/", f"{base}/media/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and refuse where HTML comes back from a path without any."""
        is_refused = False

        async def send_known(message: Message) -> None:
            nonlocal is_refused
            if message["type"] == "http.response.start" and is_nothing(message):
                is_refused = True
                answer = PlainTextResponse("Not Found", 404)
                await (await as_page(answer, scope, self.base))(scope, receive, send)
            if not is_refused:
                await send(message)

        is_checked = scope["type"] == "http" and not self.has_html(scope["path"])
        await self.app(scope, receive, send_known if is_checked else send)

    def has_html(self, path: str) -> bool:
        """Tell whether HTML may be there: the page, or a file of a component or of a session."""
        return path == self.page or path.startswith(self.other_html)


def is_nothing(start: Message) -> bool:
    """Tell whether an answer that starts so is HTML, or a line of text that nothing is there."""
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return kind.startswith("text/html") or (start["status"], kind[:10]) == (404, "text/plain")
