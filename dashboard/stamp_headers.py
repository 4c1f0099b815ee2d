"""The stamp of an exported file as headers of the answer, for files that have rows alone."""

import re
import string
from urllib.parse import quote

from starlette.requests import Request

from geo import Selection
from geo.export.stamp import stamp

_PREFIX = "Atlas-"
_PLAIN = "".join(char for char in string.printable if char.isprintable() and char != "%")
_LONGEST = 2_000  # proxies refuse an answer whose headers take more than a few thousand bytes
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
NAMES = tuple(
    f"{_PREFIX}{name}"
    for name in (
        "Dataset",
        "Dataset-Version",
        "Dataset-Hash",
        "Dataset-Released",
        "Licence",
        "Query",
        "Permalink",
        "Counts",
    )
)
"""Headers in the order of the stamp's fields."""


def stamp_headers(selection: Selection, request: Request) -> dict[str, str]:
    """Return the stamp as headers in ASCII, other characters percent-encoded as UTF-8.

    The permalink begins with `ATLAS_PUBLIC_URL` where that is set, else with the address under
    which the file was asked for. A value that is too long for a header is left out.
    """
    fields = dict(zip(NAMES, stamp(selection).fields().values(), strict=True))
    link = f"{_PREFIX}Permalink"
    if fields[link].startswith("?"):
        fields[link] = f"{own_address(request)}{fields[link]}"
    encoded = {name: quote(value, safe=_PLAIN) for name, value in fields.items()}
    return {name: value for name, value in encoded.items() if 0 < len(value) <= _LONGEST}


def own_address(request: Request) -> str:
    """Return the address of the page beside the routes, empty where the request names none."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    prefix = str(request.scope.get("root_path", "")).removesuffix("/api")
    return f"{request.url.scheme}://{host}{prefix}/"
