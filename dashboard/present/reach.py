"""Addresses under which an audience may reach this copy of the atlas."""

import socket
from urllib.parse import urlsplit

from geo.export.stamp import is_here, public_address

_ANYWHERE = ("192.0.2.1", 9)  # for documentation (RFC 5737); nothing is sent there


def addresses(own: str, is_open: bool) -> list[str]:
    """Return addresses that a code may lead to, the likeliest first, each with a slash at the end.

    Parameters
    ----------
    own
        Address in the presenter's browser.
    is_open
        Whether the server answers other machines, so that this machine's own address is of use.

    Returns
    -------
    addresses
        `ATLAS_PUBLIC_URL` where it is set, this machine's address in the local network where `own`
        is of no use there, `own`.
    """
    candidates = [public_address()]
    parts = urlsplit(own)
    host = lan_host() if is_open and is_here(own) else ""
    if host:
        port = f":{parts.port}" if parts.port else ""
        candidates.append(f"{parts.scheme}://{host}{port}{parts.path}")
    candidates.append(own)
    return list(dict.fromkeys(f"{address.rstrip('/')}/" for address in candidates if address))


def lan_host() -> str:
    """Return this machine's address in its local network; empty where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ANYWHERE)  # chooses a route without a packet
            host = str(probe.getsockname()[0])
        except OSError:
            return ""
    return "" if host.startswith("127.") or host == "0.0.0.0" else host
