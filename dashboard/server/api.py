"""The visible set by HTTP: the files of `geo.export` under the parameters of the page.

Reading only, from any origin: what is public on the page is public here. Files and the names of
fields are the same in every language; the words of an error are in the one that `lang` asks for.
"""

import hashlib
import json
from functools import lru_cache, partial
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard import i18n
from dashboard.cached import data_folder, dataset, latest
from dashboard.server.limits import RETRY_SECONDS, BusyError, slot
from dashboard.server.stamp_headers import NAMES, stamp_fields, stamp_headers
from dashboard.session.address import PRESENTING, Address, asked_language
from geo import DataError, Dataset, Filter, FilterError, Problem, Selection, messages
from geo.errors import StoreError, shorten
from geo.export import FORMATS, REVISION, export
from geo.export.stamp import stamp
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.parameters import pairs_of

MAX_QUERY_CHARS = 32_768
"""What the page writes is shorter: see `geo.parameters.MAX_VALUE_CHARS`."""
MAX_PROBLEMS = 50
KEPT_FILES = 24
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(("Content-Disposition", "ETag", *NAMES)),
    "Cache-Control": "public, no-cache",  # may be kept, and is asked about at every use
}


def api() -> Starlette:
    """Make the application that answers below `/api`.

    It is one of its own, so that whatever is not there, not allowed or fails is answered in JSON.
    """
    routes = [Route("/", index)]
    routes += [
        Route(f"/{file.file_name}", partial(file_response, name)) for name, file in FORMATS.items()
    ]
    handlers: dict[Any, Any] = {
        DataError: data_error,
        StoreError: store_error,
        FilterError: bad_query,
        BusyError: busy,
        HTTPException: http_error,
        Exception: server_error,
    }
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False
    return app


def index(request: Request) -> Response:
    """List the files there are, and say of which data they are made."""
    files = [
        {"path": file.file_name, "title": file.title, "media_type": file.media_type}
        for file in FORMATS.values()
    ]
    return JSONResponse(
        {**stamp_fields(Filter().select(dataset()), request), "files": files}, headers=HEADERS
    )


def file_response(name: str, request: Request) -> Response:
    """Answer with the file in one format, or with 304 where the client has it.

    Raises
    ------
    BusyError
        Too many files are being made.
    DataError
        The data cannot be read.
    FilterError
        The query cannot be understood.
    """
    data = dataset()
    word(request)
    query = canonical_query(request.scope["query_string"].decode("latin-1"), data)
    messages.use(messages.ENGLISH)
    described = stamped(data, query)
    etag = entity_tag(described, name)
    headers = {**HEADERS, "ETag": etag}
    if is_known(etag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    one = FORMATS[name]
    headers["Content-Disposition"] = f'attachment; filename="{one.download_name(data.subject)}"'
    headers |= stamp_headers(described, request)
    if request.method == "HEAD":
        answer = Response(headers=headers, media_type=one.media_type)
        del answer.headers["Content-Length"]  # is not known of a file that is not made
        return answer
    with slot(request.client.host if request.client else ""):
        made = content(data, query, name)
    return Response(made, headers=headers, media_type=one.media_type)


def canonical_query(text: str, data: Dataset) -> str:
    """Return a query string as the filter itself writes it.

    Raises
    ------
    FilterError
        It is too long, or holds a value that cannot be understood.
    """
    if len(text) > MAX_QUERY_CHARS:
        expected = _("at most {n} characters").format(n=MAX_QUERY_CHARS)
        raise FilterError([Problem("query", 0, "-", "query", f"{len(text)} characters", expected)])
    pairs = [pair for pair in pairs_of(text) if pair[0] not in PRESENTING]
    address, problems = Address.read(pairs, data, data_folder())
    if problems:
        raise FilterError(problems)
    return address.filter.to_query()


def stamped(data: Dataset, query: str) -> Selection:
    """Return the visible set of a canonical query, of a large one without its records."""
    if data.beyond is not None:
        return Filter.from_query(query, data).select(data)
    return visible(data, query)


@lru_cache(maxsize=KEPT_FILES)
def visible(data: Dataset, query: str) -> Selection:
    """Return the visible set of a canonical query, kept for the next request.

    A dataset that is read anew is another key.
    """
    return Filter.from_query(query, data).select(data)


def content(data: Dataset, query: str, name: str) -> bytes:
    """Return the file of a canonical query, kept for the next request unless it may be large.

    Raises
    ------
    FilterError
        The visible set has no room in memory.
    """
    if data.beyond is not None:
        return export(data.beyond.excerpt(Filter.from_query(query, data)), name)
    return _content(data, query, name)


@lru_cache(maxsize=KEPT_FILES)
def _content(data: Dataset, query: str, name: str) -> bytes:
    return export(visible(data, query), name)


def entity_tag(selection: Selection, name: str) -> str:
    """Return a tag that changes with the data, the question or the form of the file.

    It is weak, since the same file is also sent compressed.
    """
    described = selection.dataset.descriptor.get("atlas")
    parts = [REVISION, name, stamp(selection).fields(), described]
    return f'W/"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'


def is_known(etag: str, condition: str) -> bool:
    """Tell whether a condition such as `"a", W/"b"` names a tag, weak or strong."""
    named = {one.strip().removeprefix("W/") for one in condition.split(",")}
    return "*" in named or etag.removeprefix("W/") in named


def word(request: Request) -> None:
    """Word what follows in the language that the query asks for, else in English."""
    data, query = latest().data, request.scope.get("query_string", b"").decode("latin-1")
    asked = asked_language(pairs_of(query), data) if data else ""
    if asked:
        i18n.activate(asked)
    else:
        messages.use(messages.ENGLISH)


def bad_query(request: Request, error: FilterError) -> Response:
    """Answer 400, with every value that could not be understood and what is allowed instead."""
    word(request)
    problems = [
        {"field": problem.field, "found": problem.found, "expected": problem.expected}
        for problem in error.problems[:MAX_PROBLEMS]
    ]
    count = len(error.problems)
    message = ngettext(
        "The query holds one value that cannot be understood.",
        "The query holds {n} values that cannot be understood.",
        count,
    )
    return json_error(400, message.format(n=count), problems=problems)


def data_error(request: Request, error: DataError) -> Response:
    """Answer 503: the data cannot be read as it stands."""
    word(request)
    count = len(error.problems)
    message = ngettext(
        "The data has {n} problem and is not shown.",
        "The data has {n} problems and is not shown.",
        count,
    )
    return json_error(503, message.format(n=count))


def store_error(request: Request, _error: StoreError) -> Response:
    """Answer 503: the store of the data cannot be read."""
    word(request)
    return json_error(503, _("The data cannot be read at the moment."))


def busy(request: Request, _error: BusyError) -> Response:
    """Answer 429: as many files are being made as may be at once."""
    word(request)
    message = _("Too many files are being made. Ask again in {n} seconds.")
    again = {"Retry-After": str(RETRY_SECONDS)}
    return json_error(429, message.format(n=RETRY_SECONDS), again)


def http_error(request: Request, error: HTTPException) -> Response:
    """Answer that a path is not there, or that a method is not allowed."""
    word(request)
    message = error.detail
    if error.status_code == 404:
        said = _("There is no {path}; /api/ lists what there is.")
        message = said.format(path=shorten(request.url.path))
    elif error.status_code == 405:
        said = _("{method} is not allowed here; use GET or HEAD.")
        message = said.format(method=shorten(request.method, 20))
    return json_error(error.status_code, message, dict(error.headers or {}))


def server_error(request: Request, _error: Exception) -> Response:
    """Answer 500 without saying what failed; the server's log does."""
    word(request)
    return json_error(500, _("The server failed."))


def json_error(
    status: int, message: str, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """Answer with an error in JSON."""
    own = {"Cache-Control": "no-store", "Content-Language": messages.code()}
    headers = {**HEADERS, **own, **(headers or {})}
    return JSONResponse({"error": message, "problems": [], **more}, status, headers=headers)
