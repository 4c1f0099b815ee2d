"""What uvicorn could do for every connection, but which Streamlit does not ask it for."""

import asyncio
import socket

from uvicorn.protocols.http import h11_impl

LONGEST_HEAD = 4 << 20
"""Bytes of a request's line and headers that are read, so that a long query is answered too."""

_connection_made = h11_impl.H11Protocol.connection_made


def prepare() -> None:
    """Let connections take long requests, and let what they send leave at once.

    Streamlit opens the server's socket without naming its protocol, and asyncio then leaves Nagle's
    algorithm on: the second part of each answer, and of each change of a page, waits up to 40 ms
    for the browser's delayed acknowledgement of the first (Kludex/uvicorn#3149).
    """
    vars(h11_impl)["DEFAULT_MAX_INCOMPLETE_EVENT_SIZE"] = LONGEST_HEAD
    type.__setattr__(h11_impl.H11Protocol, "connection_made", _begin)


def _begin(protocol: h11_impl.H11Protocol, transport: asyncio.Transport) -> None:
    transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    _connection_made(protocol, transport)
