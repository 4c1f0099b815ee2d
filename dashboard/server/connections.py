"""What uvicorn could do for every connection, but which Streamlit does not ask it for."""

import asyncio
import socket

from uvicorn.protocols.http import h11_impl

MAX_HEAD_BYTES = 65_536
"""Bytes of a request's line and headers; h11 alone would refuse a page's longest link."""
HEAD_SECONDS = 20.0
"""A connection on which no request is begun or answered for so long, twice at most, is closed."""

_connection_made = h11_impl.H11Protocol.connection_made


def prepare() -> None:
    """Bound what a connection may hold and for how long, and let what it sends leave at once.

    Streamlit opens the server's socket without naming its protocol, and asyncio then leaves Nagle's
    algorithm on: the second part of each answer, and of each change of a page, waits up to 40 ms
    for the browser's delayed acknowledgement of the first (Kludex/uvicorn#3149). Nor does uvicorn
    limit the time that a client may take to send the head of a request.
    """
    vars(h11_impl)["DEFAULT_MAX_INCOMPLETE_EVENT_SIZE"] = MAX_HEAD_BYTES
    type.__setattr__(h11_impl.H11Protocol, "connection_made", _begin)


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
