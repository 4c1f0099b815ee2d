"""What uvicorn could do for every connection, but which Streamlit does not ask it for."""

import asyncio
import socket
import sys

import h11
from uvicorn.protocols.http import h11_impl

from dashboard.server.refusals import TOO_LONG

LONGEST_HEAD = 65_536
"""Bytes of a request's line and headers that are held before all of them are there."""
HEAD_SECONDS = 20.0
"""A connection on which no request is begun or answered for so long, twice at most, is closed."""
_TOO_MUCH = "The headers of this request are too long to be read."
_LINGER_SECONDS = 2.0

_connection_made = h11_impl.H11Protocol.connection_made
_send_400_response = h11_impl.H11Protocol.send_400_response


def prepare() -> None:
    """Bound what a connection may hold and for how long, and let what it sends leave at once.

    Streamlit opens the server's socket without naming its protocol, and asyncio then leaves Nagle's
    algorithm on: the second part of each answer, and of each change of a page, waits up to 40 ms
    for the browser's delayed acknowledgement of the first (Kludex/uvicorn#3149). Nor does uvicorn
    limit the time that a client may take to send the head of a request.
    """
    vars(h11_impl)["DEFAULT_MAX_INCOMPLETE_EVENT_SIZE"] = LONGEST_HEAD
    type.__setattr__(h11_impl.H11Protocol, "connection_made", _begin)
    type.__setattr__(h11_impl.H11Protocol, "send_400_response", _refuse)


def _begin(protocol: h11_impl.H11Protocol, transport: asyncio.Transport) -> None:
    transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    _connection_made(protocol, transport)
    protocol.loop.call_later(HEAD_SECONDS, _close_idle, protocol, None)


def _close_idle(
    protocol: h11_impl.H11Protocol, before: h11_impl.RequestResponseCycle | None
) -> None:
    """Close a connection on which nothing was asked since the last look, or look again later."""
    transport, cycle = protocol.transport, protocol.cycle
    if transport.is_closing() or transport.get_protocol() is not protocol:
        return  # gone, or a WebSocket by now
    if cycle is before and (cycle is None or cycle.response_complete):
        transport.close()
    else:
        protocol.loop.call_later(HEAD_SECONDS, _close_idle, protocol, cycle)


def _refuse(protocol: h11_impl.H11Protocol, message: str) -> None:
    """Answer what cannot be read: a head that is too long in words of its own."""
    error = sys.exception()
    if getattr(error, "error_status_hint", 400) != 431:
        _send_400_response(protocol, message)
        return
    held, _closed = protocol.conn.trailing_data
    status, words = (431, _TOO_MUCH) if b"\n" in held else (414, TOO_LONG)
    body = words.encode()
    headers = [
        ("content-type", "text/plain; charset=utf-8"),
        ("content-length", str(len(body))),
        ("connection", "close"),
    ]
    for event in (
        h11.Response(status_code=status, headers=headers, reason=b"Too Long"),
        h11.Data(data=body),
        h11.EndOfMessage(),
    ):
        protocol.transport.write(protocol.conn.send(event))
    protocol.connections.discard(protocol)
    protocol.transport.set_protocol(_Ending(protocol))


class _Ending(asyncio.Protocol):
    """Passes over the rest of a request, so that its answer arrives before the connection ends."""

    def __init__(self, refused: h11_impl.H11Protocol) -> None:
        self._transport = refused.transport
        refused.loop.call_later(_LINGER_SECONDS, self._transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Close this side as well."""
        self._transport.close()
