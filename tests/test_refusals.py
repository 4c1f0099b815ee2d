"""Requests that the server refuses, asked of the real one over plain sockets."""

import socket
from urllib.parse import urlsplit

import pytest

from browser import Server
from dashboard.server.answer_page import TOO_LONG
from dashboard.server.connections import MAX_HEAD_BYTES
from dashboard.server.refusals import MAX_PARAMETERS, refusal
from wire import ask


def exchange(server: Server, sent: bytes) -> bytes:
    """Send bytes, and return all that comes back until the server ends the connection."""
    parts = urlsplit(server.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS", "GET"])
def test_nothing_can_be_uploaded(server: Server, method: str) -> None:
    got = ask(server, "/_stcore/upload_file/some-session/some-file", method)
    assert (got.status, got.body) == (404, b"Nothing can be uploaded here.")
    assert "default-src" in got.headers["content-security-policy"]


def test_upload_is_refused_before_its_body_is_sent(server: Server) -> None:
    head = b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n\r\n"
    assert exchange(server, head).startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize(
    "path", ["/_stcore/upload_file", "/atlas/_stcore/upload_file/a/b", "/_stcore/upload_file/a/b"]
)
def test_uploads_are_refused_under_any_prefix(path: str) -> None:
    answer = refusal({"type": "http", "path": path, "query_string": b""})
    assert answer is not None
    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/stream", "/api/claims.csv"])
def test_other_requests_pass(path: str) -> None:
    query = b"q=" + b"a" * 60_000
    assert refusal({"type": "http", "path": path, "query_string": query}) is None


def test_too_many_parameters_are_said_to_be_so(server: Server) -> None:
    got = ask(server, "/?" + "&".join(["layers=prison"] * (MAX_PARAMETERS + 1)))
    assert (got.status, got.body) == (414, TOO_LONG.encode())
    got = ask(server, "/?lang=fa&" + "&".join(["a=b"] * MAX_PARAMETERS), Accept="text/html")
    assert (got.status, got.headers["connection"]) == (414, "close")
    assert '<a href="./?lang=fa">' in got.body.decode()
    assert 'dir="rtl"' in got.body.decode()


@pytest.mark.parametrize("begun", [b"GET /?q=", b"GET / HTTP/1.1\r\nHost: x\r\nX: "])
def test_head_that_is_too_long_is_refused(server: Server, begun: bytes) -> None:
    assert exchange(server, begun + b"a" * MAX_HEAD_BYTES).startswith(b"HTTP/1.1 400 ")


def test_what_is_no_request_is_refused(server: Server) -> None:
    assert exchange(server, b"\x16\x03\x01 hello\r\n\r\n").startswith(b"HTTP/1.1 400 ")


def test_long_address_that_is_allowed_opens_the_page(server: Server) -> None:
    got = ask(server, "/?q=" + "a" * 60_000)
    assert got.status == 200
    assert b"<html" in got.body
