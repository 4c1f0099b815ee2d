"""Files served with validators, and compressed once instead of at every request."""

import gzip
import mimetypes
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

COMPRESSIBLE = frozenset({".css", ".geojson", ".js", ".json", ".map", ".svg"})

mimetypes.add_type("application/geo+json", ".geojson")


class Assets(StaticFiles):
    """A folder of files for GET and HEAD, which a browser may keep but asks about again.

    Parameters
    ----------
    directory
        The folder.
    max_age
        Seconds a browser may use a file without asking whether it changed.
    only
        Suffixes of the files that are served; all of them when left out.
    """

    def __init__(
        self, directory: str | Path, max_age: int, only: Collection[str] | None = None
    ) -> None:
        super().__init__(directory=directory)
        self.cache_control = f"public, max-age={max_age}, must-revalidate"
        self.only = only

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


@lru_cache(maxsize=32)
def compress(path: str, _etag: str) -> bytes:
    """Compress a file; its entity tag, which changes with the file, is part of the cache's key."""
    return gzip.compress(Path(path).read_bytes(), compresslevel=6, mtime=0)
