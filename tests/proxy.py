"""Debian's nginx before the app, set up as README says."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser import ROOT, Server, free_port, wait_until_ready

CONFIG = """
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        listen 127.0.0.1:{tls_port} ssl;
        ssl_certificate {folder}/cert.pem;
        ssl_certificate_key {folder}/key.pem;
        {locations}
    }}
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A running nginx: where it answers by HTTP and by TLS, without a slash at the end."""

    plain: str
    tls: str


def readme_location(path: str, target: str) -> str:
    """Give README's part of nginx's configuration, for another path and another server."""
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"```nginx\n(.*?)```", text, re.DOTALL)
    assert found, "README has no part for nginx"
    return found[1].replace("/atlas/", path).replace("http://127.0.0.1:8501/", target)


def without_websockets(location: str) -> str:
    """Take out of a location what passes WebSockets on."""
    kept = [line for line in location.splitlines() if "pgrade" not in line]
    assert len(kept) < len(location.splitlines())
    return "\n".join(kept)


def make_certificate(folder: Path) -> None:
    """Write a key, and a certificate for this machine that nobody else has signed."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )


@contextmanager
def proxying(folder: Path, *locations: str) -> Iterator[Proxy]:
    """Run nginx on ports of this machine's own address until the block ends.

    Parameters
    ----------
    folder
        An empty folder for its files.
    locations
        Parts of its configuration.
    """
    make_certificate(folder)
    port, tls_port = free_port(), free_port()
    config, log = folder / "nginx.conf", folder / "log.txt"
    text = CONFIG.format(
        folder=folder, port=port, tls_port=tls_port, locations="\n".join(locations)
    )
    config.write_text(text)
    command = [shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(folder), "-c", str(config)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    proxy = Proxy(f"http://127.0.0.1:{port}", f"https://127.0.0.1:{tls_port}")
    try:
        wait_until_ready(Server(proxy.plain, folder, process, log))
        yield proxy
    finally:
        process.terminate()
        process.wait(10)
