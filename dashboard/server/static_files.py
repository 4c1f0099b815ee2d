"""Files served with validators, and compressed once instead of at every request."""

import gzip
import mimetypes
import os
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

YEAR = 365 * 24 * 3600
COMPRESSIBLE = frozenset({".css", ".geojson", ".js", ".json", ".map", ".svg", ".ttf"})

mimetypes.add_type("application/geo+json", ".geojson")


class Assets(StaticFiles):
    """A folder of files for GET and HEAD, which a browser may keep.

    Parameters
    ----------
    directory
        The folder, or what finds it at each request, where it may become another.
    max_age
        Seconds a browser may use a file without asking whether it changed.
    only
        Suffixes of the files that are served; all of them when left out.
    is_hashed
        Whether a file that changes gets another name, so that nobody need ask.
    """

    def __init__(
        self,
        directory: str | Path | Callable[[], Path],
        max_age: int,
        only: Collection[str] | None = None,
        is_hashed: bool = False,
    ) -> None:
        super().__init__(directory=None if callable(directory) else directory)
        self.find = directory if callable(directory) else None
        asking = "immutable" if is_hashed else "must-revalidate"
        self.cache_control = f"public, max-age={max_age}, {asking}"
        self.only = only

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file in the folder as it is now."""
        if self.find is not None:
            self.all_directories = [self.find()]
        return super().lookup_path(path)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the file, its compressed form, 304, 404 or 405."""
        suffix = Path(path).suffix
        if self.only is not None and suffix not in self.only:
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = self.cache_control
        if suffix not in COMPRESSIBLE:
            return response
        response.headers.add_vary_header("Accept-Encoding")
        # Weights are not read, as Streamlit's own compression around this does not read them.
        accepted = Headers(scope=scope).get("accept-encoding", "")
        if isinstance(response, FileResponse) and "gzip" in accepted:
            return await self.compressed(response, scope)
        return response

    async def compressed(self, file: FileResponse, scope: Scope) -> Response:
        """Answer with the gzip form of `file`, under an entity tag of its own."""
        etag = file.headers["etag"]
        body = await run_in_threadpool(compress, str(file.path), etag)
        headers = {name: value for name, value in file.headers.items() if name != "accept-ranges"}
        headers |= {
            "content-encoding": "gzip",
            "content-length": str(len(body)),
            "etag": f'{etag[:-1]}-gzip"',
        }
        if self.is_not_modified(Headers(headers), Headers(scope=scope)):
            return NotModifiedResponse(Headers(headers))
        return Response(b"" if scope["method"] == "HEAD" else body, headers=headers)


class FrontEnd:
    """Middleware that answers for the files of Streamlit's front end, which it sends as they are.

    Compressed they are a third as long.

    Parameters
    ----------
    app
        The application inside.
    folder
        Where the files are; one that changes gets another name.
    base
        Path under which the app is served, such as `/atlas`; empty at the top.
    """

    def __init__(self, app: ASGIApp, folder: Path, base: str = "") -> None:
        self.app = app
        self.path = f"{base}/static"
        files = Assets(folder, max_age=YEAR, is_hashed=True)
        self.files = Starlette(routes=[Mount(self.path, files)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file, or pass the request on."""
        is_file = scope["type"] == "http" and scope["path"].startswith(f"{self.path}/")
        await (self.files if is_file else self.app)(scope, receive, send)


@lru_cache(maxsize=512)
def compress(path: str, _etag: str) -> bytes:
    """Compress a file; its entity tag, which changes with the file, is part of the cache's key."""
    return gzip.compress(Path(path).read_bytes(), compresslevel=6, mtime=0)
