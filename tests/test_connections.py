"""What a connection's answers wait for: nothing."""

import asyncio
import socket

import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from dashboard import connections

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
BODY = b"here"


async def answer_and_delay_flag() -> tuple[bytes, int]:
    """Answer one request on a socket opened as Streamlit opens it, without naming its protocol."""
    made: list[H11Protocol] = []

    def make() -> H11Protocol:
        config = uvicorn.Config(PlainTextResponse(BODY), log_config=None)
        made.append(H11Protocol(config, ServerState(), {}))
        return made[0]

    with socket.socket(socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        server = await asyncio.get_running_loop().create_server(make, sock=listening)
        async with server:
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            writer.write(REQUEST)
            answer = await reader.readuntil(b"\r\n\r\n") + await reader.readexactly(len(BODY))
            accepted = made[0].transport.get_extra_info("socket")
            flag = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            writer.close()
            await writer.wait_closed()
    return answer, flag


def test_answers_leave_at_once() -> None:
    connections.prepare()
    answer, flag = asyncio.run(answer_and_delay_flag())
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.endswith(BODY)
    assert flag
