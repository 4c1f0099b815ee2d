"""Debian's nginx before the app, set up as `deploy/nginx.conf` says."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

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
    {site}
}}
"""
DEPLOYED = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
LOCATION = re.compile(r"^    location /atlas/ \{\n.*?^    \}\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Proxy:
    """A running nginx: where it answers by HTTP and by TLS, without a slash at the end."""

    plain: str
    tls: str


def location(path: str, target: str) -> str:
    """Give the part for the atlas's path, for another path and another server."""
    (part,) = LOCATION.findall(DEPLOYED)
    return str(part).replace("http://atlas/", target).replace("/atlas/", path)


def without_websockets(part: str) -> str:
    """Take out of a location what passes WebSockets on."""
    kept = [line for line in part.splitlines() if "pgrade" not in line]
    assert len(kept) < len(part.splitlines())
    return "\n".join(kept)


def site_of(*locations: str) -> str:
    """Give the configuration with other locations."""
    return LOCATION.sub(lambda _: "\n".join(locations), DEPLOYED)


def site_before(*servers: Server) -> str:
    """Give the configuration for servers on other ports."""
    site = DEPLOYED
    for number, server in enumerate(servers, 8501):
        site = replaced(site, f"127.0.0.1:{number}", urlsplit(server.url).netloc)
    return site


def replaced(text: str, old: str, new: str) -> str:
    """Replace what a text has once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


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
def proxying(folder: Path, site: str) -> Iterator[Proxy]:
    """Run nginx on ports of this machine's own address until the block ends.

    Parameters
    ----------
    folder
        An empty folder for its files.
    site
        Its configuration, on other ports and with another certificate.
    """
    make_certificate(folder)
    port, tls_port = free_port(), free_port()
    config, log = folder / "nginx.conf", folder / "log.txt"
    listen = f"listen 127.0.0.1:{port}; listen 127.0.0.1:{tls_port} ssl;"
    site = replaced(site, "listen 127.0.0.1:8443 ssl;", listen)
    site = site.replace("/etc/ssl/atlas/", f"{folder}/")
    config.write_text(CONFIG.format(folder=folder, site=site))
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
