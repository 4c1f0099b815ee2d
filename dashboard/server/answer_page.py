"""A small page in place of a line of text, where a browser asks for what is not there."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from dashboard import cached, i18n
from dashboard.session.address import asked_language
from dashboard.templates import macros
from geo.messages import N_
from geo.messages import gettext as _
from geo.parameters import pairs_of

TOO_LONG = N_(
    "This address is too long to be read. Shorten it, or open the atlas without what follows the "
    "question mark."
)
_WORDS = {
    404: (
        N_("There is no page here"),
        N_("This address leads nowhere: it may be mistyped, or what was there has moved."),
    ),
    414: (N_("The address is too long"), TOO_LONG),
}
"""Heading and text, by status."""
_SHOWN_CHARS = 200
_TEMPLATE = macros("server/answer_page.html")


async def as_page(answer: Response, scope: Scope, base: str = "") -> Response:
    """Return an answer in one line as a page where a browser asks for one, else as it is.

    Parameters
    ----------
    answer
        The answer, of a status that is no success.
    scope
        What was asked.
    base
        Path under which the atlas is served, such as `/atlas`; empty at the top.
    """
    status = answer.status_code
    answer.headers.add_vary_header("Accept, Accept-Language")
    if status not in _WORDS or not wants_page(scope):
        return answer
    kept = {k: v for k, v in answer.headers.items() if not k.startswith("content-")}
    page = await run_in_threadpool(_page, status, scope, base)
    return HTMLResponse(page, status, headers=kept)


def wants_page(scope: Scope) -> bool:
    """Tell whether a browser asks for something to show: it names HTML among what it takes."""
    accepted = Headers(scope=scope).get("accept", "").lower()
    return scope["method"] in ("GET", "HEAD") and "text/html" in accepted


def way_home(path: str, base: str = "") -> str:
    """Return the address of the atlas as a path leads to it, which holds behind any proxy.

    Parameters
    ----------
    path
        The path asked, as it stands in the address.
    base
        Path under which the atlas is served.

    Examples
    --------
    >>> way_home("/nothing"), way_home("/nonsense/path")
    ('./', '../')
    >>> way_home("/atlas/nonsense/path", "/atlas"), way_home("/nothing", "/atlas")
    ('../', './atlas/')
    """
    below = path.removeprefix(base) if path.startswith(f"{base}/") else ""
    up = "../" * ((below or path).count("/") - 1) or "./"
    return up if below else f"{up}{base.removeprefix('/')}/"


def _page(status: int, scope: Scope, base: str) -> str:
    language = _word(scope)
    heading, text = map(_, _WORDS[status])
    found = _seen(scope["path"]) if status == 404 else ""
    path = scope.get("raw_path", b"").decode("latin-1") or scope["path"]
    home = way_home(path, base) + (f"?lang={language}" if language else "")
    return str(_TEMPLATE.page(cached.title(), heading, text, found, home))


def _word(scope: Scope) -> str:
    """Word what follows as the address asks, else as the browser; return what the address asks."""
    data = cached.latest().data
    if data is None:
        return ""
    asked = asked_language(pairs_of(scope["query_string"].decode("latin-1")), data)
    accepted = Headers(scope=scope).get("accept-language", "")
    wanted = asked or i18n.preferred(accepted, i18n.offered(data.subject.languages))
    i18n.activate(wanted, data.translations)
    return asked


def _seen(path: str) -> str:
    """Return a path as it can be shown: cut, and without what would show nothing."""
    seen = "".join(char if char.isprintable() else "\ufffd" for char in path[:_SHOWN_CHARS])
    return f"{seen}…" if len(path) > _SHOWN_CHARS else seen
