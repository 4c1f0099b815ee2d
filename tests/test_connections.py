"""What a connection's answers wait for: nothing; and how long a connection waits."""

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from dashboard.server import connections

HALF = b"GET / HTTP/1.1\r\nHost: local"
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
BODY = b"here"
T = TypeVar("T")


@dataclass(frozen=True)
class Connection:
    """Both ends of one connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    served: H11Protocol

    async def answer(self) -> bytes:
        """Read one answer whose body is `BODY`."""
        return await self.reader.readuntil(b"\r\n\r\n") + await self.reader.readexactly(len(BODY))


@asynccontextmanager
async def connected(app: ASGIApp) -> AsyncIterator[Connection]:
    """Connect to a socket opened as Streamlit opens it, without naming its protocol."""
    made: list[H11Protocol] = []
    accepted = asyncio.Event()

    def make() -> H11Protocol:
        made.append(H11Protocol(uvicorn.Config(app, log_config=None), ServerState(), {}))
        accepted.set()
        return made[0]

    with socket.socket(socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        server = await asyncio.get_running_loop().create_server(make, sock=listening)
        async with server:
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            writer.write(HALF)
            await accepted.wait()
            yield Connection(reader, writer, made[0])
            writer.close()
            await writer.wait_closed()


@pytest.fixture(autouse=True)
def prepared() -> None:
    connections.prepare()


def outcome(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own, since a browser's loop may run in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


async def answer_and_delay_flag() -> tuple[bytes, int]:
    async with connected(PlainTextResponse(BODY)) as one:
        one.writer.write(REQUEST.removeprefix(HALF))
        answer = await one.answer()
        accepted = one.served.transport.get_extra_info("socket")
        return answer, accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_answers_leave_at_once() -> None:
    answer, flag = outcome(answer_and_delay_flag())
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.endswith(BODY)
    assert flag


async def all_of_a_connection(sent: bytes) -> bytes:
    """Return what comes back until the server ends a connection that says no more."""
    async with connected(PlainTextResponse(BODY)) as one:
        one.writer.write(sent)
        return await asyncio.wait_for(one.reader.read(), 30)


def test_head_that_does_not_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.05)
    assert outcome(all_of_a_connection(b"")) == b""


def test_second_head_that_does_not_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.05)
    answer = outcome(all_of_a_connection(REQUEST.removeprefix(HALF) + HALF))
    assert answer.endswith(BODY)
    assert answer.count(b"HTTP/1.1 ") == 1


async def answer_that_takes_long() -> bytes:
    """Ask what is answered only after the server has looked twice for what is idle."""
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asked.set()
        await go_on.wait()
        await PlainTextResponse(BODY)(scope, receive, send)

    async with connected(app) as one:
        one.writer.write(REQUEST.removeprefix(HALF))
        await asked.wait()
        for _look in range(2):
            connections._close_idle(one.served, one.served.cycle)
        go_on.set()
        return await one.answer()


def test_answer_that_takes_long_is_waited_for() -> None:
    assert outcome(answer_that_takes_long()).endswith(BODY)
