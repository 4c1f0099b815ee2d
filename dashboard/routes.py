"""HTTP routes beside the page: assets, exported files and health."""

from collections.abc import Sequence
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from xstatic.pkg import jquery, leaflet

from dashboard import drawn
from dashboard.api import api
from dashboard.cached import latest
from dashboard.static_files import Assets

HERE = Path(__file__).resolve().parent
BASEMAP = HERE.parent / "data" / "basemap"

HOUR = 3600
DAY = 24 * HOUR


def routes() -> Sequence[BaseRoute]:
    """List the routes that the app serves besides Streamlit's own.

    What lies under `/assets` and is not there gets a 404; without the outer mount, Streamlit would
    answer it with the page.
    """
    return [
        Mount("/assets", routes=assets()),
        Mount("/api", api()),
        Route("/health", health),
        Route("/map/drawn/{word}", map_drawn, methods=["POST"]),
    ]


def assets() -> Sequence[BaseRoute]:
    """List the folders of files that the page and the map frame fetch."""
    return [
        Mount("/leaflet", Assets(leaflet.BASE_DIR, max_age=DAY)),
        Mount("/jquery", Assets(jquery.BASE_DIR, max_age=DAY)),
        Mount("/basemap", Assets(BASEMAP, max_age=HOUR, only={".geojson"})),
        # Our own script must match the Python that calls it: revalidated at every load.
        Mount("/atlas", Assets(HERE / "assets", max_age=0)),
    ]


def map_drawn(request: Request) -> Response:
    """Let the page that waits for this map go on; nothing is kept."""
    return Response(status_code=204 if drawn.give(request.path_params["word"]) else 404)


def health(_request: Request) -> Response:
    """Say whether there is data to show, which it is, and whether newer data waits for mending."""
    found = latest()
    if found.data is None:
        return JSONResponse({"status": "data-error", "problems": len(found.problems)}, 503)
    data = {"version": found.data.version, "hash": found.data.content_hash}
    if found.problems:
        return JSONResponse({"status": "stale", "problems": len(found.problems), "data": data})
    return JSONResponse({"status": "ok", "data": data})
