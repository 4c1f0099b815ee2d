"""Requests to the real server, as they come over the wire."""

import http.client
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.requests import Request

from browser import Server

SHELL = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
"""The page in which Streamlit's front end starts."""


@dataclass(frozen=True)
class Answer:
    """An answer as it came over the wire; names of `headers` are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    """Send one request, with its path as it stands and no header but those given."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=sent)
    response = connection.getresponse()
    got = {name.lower(): value for name, value in response.getheaders()}
    answer = Answer(response.status, got, response.read())
    connection.close()
    return answer


def request(query: str = "", host: str = "atlas.example:8501", prefix: str = "/api") -> Request:
    """A request as the application under `/api` gets it."""
    return Request(
        {
            "type": "http",
            "scheme": "https",
            "method": "GET",
            "path": f"{prefix}/claims.csv",
            "root_path": prefix,
            "query_string": query.encode(),
            "headers": [(b"host", host.encode())],
        }
    )
