"""Response headers that keep the page to its own host.

Every HTTP response carries them, Streamlit's own files included. WebSocket traffic is not touched.
"""

import re
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit's front end builds scripts and styles at run time, and streamlit-folium evaluates the
# map's script, so inline code and eval stay allowed; what is refused is any other host.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self' data: blob:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}

# https://www.w3.org/TR/CSP3/#framework-directive-source-list, hosts only: no paths, no keywords.
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:([0-9]{1,5}|\*))?", re.IGNORECASE)


def content_security_policy(frame_ancestors: str = "", pictures: str = "") -> str:
    """Word the content security policy, with the origins that may show the page in a frame.

    Parameters
    ----------
    frame_ancestors
        Origins apart by spaces, such as `https://example.org https://*.example.net`. Our own origin
        is always allowed beside them: the map is itself a frame in the page, and a browser holds
        the rule against every ancestor of a frame.
    pictures
        The origin of pictures that a reader may ask for, beside our own.

    Raises
    ------
    ValueError
        An origin is not of that form.
    """
    origins = frame_ancestors.split()
    refused = [origin for origin in origins if not ORIGIN.fullmatch(origin)]
    if refused:
        raise ValueError(
            f"ATLAS_FRAME_ANCESTORS: {', '.join(map(repr, refused))} cannot be used; "
            "expected origins apart by spaces, e.g. https://example.org https://*.example.net"
        )
    rules = POLICY | {"frame-ancestors": " ".join(["'self'", *origins])}
    rules["img-src"] = f"{rules['img-src']} {pictures}".strip()
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def security_headers(policy: str) -> dict[str, str]:
    """Give the headers every response carries, under the content security policy `policy`."""
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


class ResponseHeaders:
    """ASGI middleware that adds the security headers to every HTTP response.

    Parameters
    ----------
    app
        The application inside.
    policy
        The content security policy, as `content_security_policy` words it.
    """

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app = app
        self.added = security_headers(policy)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers where the response starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.added)
            await send(message)

        is_http = scope["type"] == "http"
        await self.app(scope, receive, send_with_headers if is_http else send)


def server_error(policy: str) -> Callable[[Request, Exception], Response]:
    """Make the handler of an unforeseen error, which is answered outside all middleware."""

    def answer(_request: Request, _error: Exception) -> Response:
        return PlainTextResponse("Internal Server Error", 500, headers=security_headers(policy))

    return answer
