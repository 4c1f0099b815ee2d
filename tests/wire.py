"""Requests to the real server, as they come over the wire."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit

from browser import Server


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
