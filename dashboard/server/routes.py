"""HTTP routes beside the page: assets, exported files and health."""

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import fontpkg
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import BaseRoute, Mount, Route
from xstatic.pkg import jquery, leaflet

from dashboard import i18n
from dashboard.cached import base_map_folder, latest, title
from dashboard.map import render_ack
from dashboard.map.scripts import map_script
from dashboard.server.api import api, is_known
from dashboard.server.first_picture import first_picture
from dashboard.server.first_words import first_words
from dashboard.server.front_page import FrontPage
from dashboard.server.front_view import front_view
from dashboard.server.limits import RETRY_SECONDS, BusyError, slot
from dashboard.server.preview import preview_png
from dashboard.server.stamp_headers import own_address
from dashboard.server.static_files import Assets
from geo import DataError
from geo.errors import StoreError
from geo.export.stamp import public_address

DASHBOARD = Path(__file__).resolve().parents[1]

STYLES = ("shell/page.css", "card/card.css", "records/records.css", "handout/print.css")
HOUR = 3600
DAY = 24 * HOUR
_FONT = fontpkg.path("Noto Sans Arabic")
_NOT_KEPT = {"Cache-Control": "no-store"}
# Streamlit leaves the page and what is mounted beside it out of its own compression.
_COMPRESSED = Middleware(GZipMiddleware, compresslevel=6)


def routes(page: FrontPage, base: str = "") -> Sequence[BaseRoute]:
    """List the routes that the app serves besides Streamlit's own.

    All but the page are at the top as well when it is under a path of its own, for whatever asks
    this machine itself.

    Parameters
    ----------
    page
        The page in which Streamlit's front end starts.
    base
        Path under which the page is served, such as `/atlas`; empty at the top.
    """
    served: list[BaseRoute] = [
        Route(f"{base}/", partial(start, page, base), middleware=[_COMPRESSED])
    ]
    if base:
        served.append(Route(base, with_slash))
    for before in dict.fromkeys(("", base)):
        served += [
            Mount(f"{before}/assets", routes=assets()),
            Route(f"{before}/api", with_slash),
            Mount(f"{before}/api", api()),
            Route(f"{before}/health", health),
            Route(f"{before}/preview.png", preview),
            Route(f"{before}/map/rendered/{{name}}", map_rendered, methods=["POST"]),
        ]
    return served


def start(page: FrontPage, base: str, request: Request) -> Response:
    """Answer with the page of the address asked, which must match the scripts that it names."""
    query = request.scope["query_string"].decode("latin-1")
    try:
        view = front_view(query, request.headers.get("accept-language", ""))
        i18n.activate(view.language, view.data.translations, view.address.calendar)
        first = first_picture(query, view.data), first_words(query, view.data)
    except (DataError, StoreError):
        html = page.without_data(title())
    else:
        public = public_address()
        atlas = f"{public}/" if public else own_address(request, base)
        html = page.of_view(view, atlas, *first)
    return HTMLResponse(html, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


def preview(request: Request) -> Response:
    """Answer with the picture of the view that the page has at this query, as far as it is read."""
    try:
        view = front_view(request.scope["query_string"].decode("latin-1"))
        with slot(request.client.host if request.client else ""):
            picture = preview_png(view)
    except (DataError, StoreError):
        return Response(status_code=503, headers=_NOT_KEPT)
    except BusyError:
        return Response(status_code=429, headers={"Retry-After": str(RETRY_SECONDS), **_NOT_KEPT})
    return _if_new(picture, "image/png", request)


def map_scripts(request: Request) -> Response:
    """Answer with the scripts of the map's frame as one file."""
    return _if_new(map_script().encode(), "text/javascript", request)


def pages_style(request: Request) -> Response:
    """Answer with the style of all pages as one file."""
    style = "".join((DASHBOARD / name).read_text("utf-8") for name in STYLES)
    return _if_new(style.encode(), "text/css", request)


def _if_new(body: bytes, media_type: str, request: Request) -> Response:
    """Answer with what must be asked for at every use, or with 304 where it is known."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"Cache-Control": "public, no-cache", "ETag": etag}
    if is_known(etag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def with_slash(request: Request) -> Response:
    """Send on to the same path with a slash, by a relative address that holds behind any proxy."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path.rsplit('/', 1)[1]}/{query}")


def font_licence(_request: Request) -> Response:
    """Answer with the terms of the face of Persian and Arabic, as its package brings them."""
    return FileResponse(_FONT.parents[1] / "LICENSE", media_type="text/plain")


def assets() -> Sequence[BaseRoute]:
    """List the folders of files that the page and the map frame fetch."""
    return [
        Mount("/leaflet", Assets(leaflet.BASE_DIR, max_age=DAY)),
        Mount("/jquery", Assets(jquery.BASE_DIR, max_age=DAY)),
        Mount("/basemap", Assets(base_map_folder, max_age=HOUR, only={".geojson"})),
        Route("/pages.css", pages_style, middleware=[_COMPRESSED]),
        Route("/atlas/frame.js", map_scripts, middleware=[_COMPRESSED]),
        Route("/fonts/LICENSE", font_licence),
        Mount("/fonts", Assets(_FONT.parent, max_age=DAY)),
        # Our own script must match the Python that calls it: revalidated at every load.
        Mount("/atlas", Assets(DASHBOARD / "assets", max_age=0)),
    ]


def map_rendered(request: Request) -> Response:
    """Let the page that waits for this map go on; nothing is kept."""
    return Response(status_code=204 if render_ack.receive(request.path_params["name"]) else 404)


def health(_request: Request) -> Response:
    """Say whether there is data to show, which it is, and whether newer data waits for mending."""
    reading = latest()
    if reading.data is None:
        return JSONResponse({"status": "data-error", "problems": len(reading.problems)}, 503)
    data = {"version": reading.data.version, "hash": reading.data.content_hash}
    if reading.problems:
        return JSONResponse({"status": "stale", "problems": len(reading.problems), "data": data})
    return JSONResponse({"status": "ok", "data": data})
