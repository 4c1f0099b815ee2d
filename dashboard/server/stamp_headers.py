"""The stamp of an exported file as headers of the answer, of every format."""

import re
import string
from urllib.parse import quote

from starlette.requests import Request

from geo import Selection
from geo.export.stamp import stamp

_PLAIN = "".join(char for char in string.printable if char.isprintable() and char != "%")
_MAX_CHARS = 2_000  # proxies refuse an answer whose headers take more than a few thousand bytes
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)+")
_FIELDS = (
    "dataset",
    "dataset_version",
    "dataset_hash",
    "dataset_released",
    "licence",
    "query",
    "permalink",
    "counts",
)


def _header(field: str) -> str:
    return f"Atlas-{field.replace('_', '-').title()}"


NAMES = tuple(_header(field) for field in _FIELDS)
"""Headers that an answer may have."""


def stamp_headers(selection: Selection, request: Request) -> dict[str, str]:
    """Return the stamp as headers in ASCII, other characters percent-encoded as UTF-8.

    The permalink, an address as it stands, is not encoded again. A value that is too long for a
    header is left out.
    """
    fields = stamp_fields(selection, request)
    link = fields.pop("permalink")
    values = {name: quote(value, safe=_PLAIN) for name, value in fields.items()}
    headers = {_header(name): value for name, value in {**values, "permalink": link}.items()}
    return {name: value for name, value in headers.items() if 0 < len(value) <= _MAX_CHARS}


def stamp_fields(selection: Selection, request: Request) -> dict[str, str]:
    """Return the stamp with a permalink that is an address.

    It begins with `ATLAS_PUBLIC_URL` where that is set, else with the address that was asked.
    """
    fields = stamp(selection).fields()
    if fields["permalink"].startswith("?"):
        fields["permalink"] = f"{own_address(request)}{fields['permalink']}"
    return fields


def own_address(request: Request, base: str = "") -> str:
    """Return the address of the page beside the routes, empty where the request names none.

    Parameters
    ----------
    request
        A request for the page, or for a route beside it.
    base
        Path under which the page is served, where the request does not say it. Where a server in
        front of it names its own as `X-Forwarded-Prefix`, that is the whole path.
    """
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    named = request.headers.get("x-forwarded-prefix", "").rstrip("/")
    own = f"{str(request.scope.get('root_path', '')).removesuffix('/api')}{base}"
    prefix = named if _PREFIX.fullmatch(named) else own
    return f"{request.url.scheme}://{host}{prefix}/"
