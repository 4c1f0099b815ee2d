"""Try image and compose file with an engine: `python tests/containers.py [--bases] COMPOSE`.

COMPOSE is the command that reads compose files: `docker compose`, `podman-compose`. `--bases` makes
an image from Debian's packages in place of each that the files take from a registry. It takes
minutes and an engine, so it is no part of the other tests. Ends with 1 where something fails.
"""

import json
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from playwright.sync_api import sync_playwright

from browser import CHROMIUM_FLAGS, ROOT, chromium
from proxy import make_certificate
from replicas import see_all_go_on, site_at

URL = "https://127.0.0.1:8443/atlas/"
SERVERS = {"first": "http://127.0.0.1:8501", "second": "http://127.0.0.1:8502"}
WRITE = """for at in / /atlas /atlas/data /etc /rooms /run /tmp /usr/local /var/cache/nginx
do touch $at/try 2>/dev/null && rm $at/try && echo $at; done; true"""
WRITABLE = {"first": {"/rooms", "/tmp"}, "nginx": {"/run", "/var/cache/nginx"}}
USERS = {"first": "10001", "second": "10001", "nginx": "101"}
PATIENCE_SECONDS = 120
GRACE_SECONDS = 30

# Python as the named image has it, and certificates by which this machine knows hosts of packages.
PYTHON = """FROM atlas-try-debian
COPY ca-certificates.crt /etc/ssl/certs/
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv && \
    python3 -m venv /usr/local
"""
# Debian's nginx, set up as the named image sets up its own: users, folders, logs.
NGINX = """FROM atlas-try-debian
RUN apt-get update && apt-get install -y --no-install-recommends nginx-light && \
    groupadd --gid 101 nginx && useradd --uid 101 --gid 101 nginx && mkdir -p /var/cache/nginx && \
    rm -r /etc/nginx/sites-enabled && ln -sf /dev/stdout /var/log/nginx/access.log && \
    ln -sf /dev/stderr /var/log/nginx/error.log && sed -i \
    '/^user/d; s,http {,http { client_body_temp_path /var/cache/nginx/client; \
    proxy_temp_path /var/cache/nginx/proxy; fastcgi_temp_path /var/cache/nginx/fastcgi; \
    uwsgi_temp_path /var/cache/nginx/uwsgi; scgi_temp_path /var/cache/nginx/scgi;,' \
    /etc/nginx/nginx.conf
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
"""


def run(*command: str, folder: Path | None = None, **env: str) -> str:
    """Run a command, and give what it printed; what it complains of is printed."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | env, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


def wait(what: str, ask: Callable[[], bool]) -> None:
    """Ask until the answer is yes; fail when it takes too long."""
    began = time.monotonic()
    while not ask():
        if time.monotonic() - began > PATIENCE_SECONDS:
            raise AssertionError(what)
        Event().wait(1)


def health(url: str) -> str:
    """Give which data a server says that it shows; nothing where none answers."""
    try:
        context = ssl._create_unverified_context()
        with urllib.request.urlopen(f"{url}/health", timeout=10, context=context) as answer:
            return str(json.load(answer)["data"]["hash"])
    except (OSError, urllib.error.HTTPError):
        return ""


@dataclass(frozen=True)
class Stack:
    """The servers and nginx, run from a copy of the repository.

    Parameters
    ----------
    folder
        The copy.
    certificates
        The folder of certificate and key.
    compose
        The command that reads compose files.
    """

    folder: Path
    certificates: Path
    compose: list[str]

    @property
    def engine(self) -> str:
        """The engine's own command."""
        return "podman" if "podman" in self.compose[0] else "docker"

    def make_bases(self) -> None:
        """Make an image in place of each that the files name."""
        with tempfile.TemporaryDirectory() as name:
            tar, folder = Path(name, "debian.tar"), Path(name)
            run(
                "mmdebstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", str(tar)
            )
            run(self.engine, "import", str(tar), "atlas-try-debian")
            tar.unlink()
            shutil.copy("/etc/ssl/certs/ca-certificates.crt", folder)
            named = (self.folder / "deploy/Containerfile").read_text("utf-8").split("FROM ")[1]
            for tag, text in ((named.split()[0], PYTHON), ("nginx:1.28", NGINX)):
                (folder / "Containerfile").write_text(text)
                self.build(tag, folder / "Containerfile", folder)

    def build(self, tag: str, file: Path, folder: Path) -> None:
        """Build an image; packages come as they come to this machine."""
        command = ("build", "--network=host", "-q", "-t", tag, "-f", str(file), str(folder))
        run(self.engine, *command, DOCKER_BUILDKIT="1")

    def up(self) -> None:
        """Build the servers' image, and start what is not running as the file has it."""
        self.build("atlas-1988", self.folder / "deploy/Containerfile", self.folder)
        self.composed("up", "--detach")

    def composed(self, *arguments: str) -> None:
        """Let compose do something."""
        command = (*self.compose, "-p", "atlas-try", "-f", "deploy/compose.yaml", *arguments)
        run(*command, folder=self.folder, ATLAS_CERTIFICATES=str(self.certificates))

    def of(self, service: str) -> str:
        """Give the id of a container."""
        labels = ("project=atlas-try", f"service={service}")
        chosen = [f"--filter=label=com.docker.compose.{label}" for label in labels]
        return run(self.engine, "ps", "--all", "-q", *chosen)

    def state(self, service: str) -> dict[str, object]:
        """Give what the engine says of a container's state."""
        said = run(self.engine, "inspect", "-f", "{{json .State}}", self.of(service))
        return dict(json.loads(said))

    def inside(self, service: str, script: str) -> str:
        """Run a script of the shell in a container."""
        return run(self.engine, "exec", self.of(service), "sh", "-c", script)

    def is_healthy(self, service: str) -> bool:
        """Let the engine ask as it does; Podman asks by itself only where there is systemd."""
        if self.engine == "podman":
            asked = subprocess.run(["podman", "healthcheck", "run", self.of(service)], check=False)
            return asked.returncode == 0
        said = run("docker", "inspect", "-f", "{{.State.Health.Status}}", self.of(service))
        return said == "healthy"


def see_contained(stack: Stack) -> None:
    """Each runs as its user, without rights, and can write only where it must."""
    for service, user in USERS.items():
        assert stack.inside(service, "id -u") == user
        status = stack.inside(service, "cat /proc/1/status")
        assert "CapEff:\t0000000000000000" in status
        assert "CapBnd:\t0000000000000000" in status
        assert "NoNewPrivs:\t1" in status
    for service, writable in WRITABLE.items():
        places = "/ /atlas /atlas/data /etc /rooms /run /tmp /usr/local /var/cache/nginx"
        script = (
            f"for at in {places}; do touch $at/try 2>/dev/null && rm $at/try && echo $at; done; :"
        )
        written = set(stack.inside(service, script).splitlines())
        # Podman adds /tmp and the like to a container that is read-only.
        assert writable <= written <= writable | {"/tmp", "/run"}, written


def kill_first(stack: Stack) -> None:
    """End a server as a fault would: for the engine too, it was not stopped."""
    os.kill(int(str(stack.state("first")["Pid"])), 9)


def stop_first(stack: Stack) -> None:
    """Stop a server as an update does."""
    began = time.monotonic()
    run(stack.engine, "stop", f"--time={GRACE_SECONDS}", stack.of("first"))
    state = stack.state("first")
    assert time.monotonic() - began < GRACE_SECONDS
    assert state["ExitCode"] == 0, state
    print(f"stopped in {time.monotonic() - began:.1f} s")


def see_visitors_go_on(stack: Stack, end_first: Callable[[Stack], None]) -> None:
    """End one server under load; its visitors and talks are to go on at the other."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        see_all_go_on(browser, site_at(URL, list(SERVERS.values())), partial(end_first, stack))
        browser.close()


def see_changed_data(stack: Stack) -> None:
    """Build anew after a change of the data, and see both servers show it."""
    before = health(SERVERS["first"])
    file = stack.folder / "data/about.md"
    file.write_text(file.read_text("utf-8") + "\nA sentence more.\n", "utf-8")
    stack.up()
    for url in SERVERS.values():
        wait("the changed data", partial(lambda url: health(url) not in {"", before}, url))


def copy_repository(folder: Path) -> None:
    """Copy what a clone would have, for the superuser's eyes alone but for what nginx reads."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=ROOT)
    for name in filter(None, listed.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
        (folder / name).chmod(0o600)
    (folder / "deploy/nginx.conf").chmod(0o644)


def try_out(stack: Stack) -> None:
    """Start everything, and go through what README says of it."""
    stack.up()
    for url in (*SERVERS.values(), URL.rstrip("/")):
        wait(f"an answer from {url}", partial(lambda url: bool(health(url)), url))
    for service in SERVERS:
        wait(f"{service} to be healthy", partial(stack.is_healthy, service))
    print("started, healthy")
    see_contained(stack)
    print("contained")
    see_visitors_go_on(stack, kill_first)
    wait("the killed server to start again", lambda: bool(health(SERVERS["first"])))
    print("visitors and a talk went on, and the killed server started again")
    see_visitors_go_on(stack, stop_first)
    print(run(stack.engine, "stats", "--no-stream"))
    see_changed_data(stack)
    print("shows changed data")
    print(run(stack.engine, "images", "atlas-1988"))


def main(arguments: list[str]) -> None:
    """Try it all, and take everything away but the images."""
    has_bases = arguments[0] != "--bases"
    with tempfile.TemporaryDirectory() as name:
        folder, certificates = Path(name, "atlas"), Path(name, "certificates")
        certificates.mkdir()
        make_certificate(certificates)
        for path in (certificates, *certificates.iterdir()):
            os.chown(path, 101, 101)
        copy_repository(folder)
        stack = Stack(folder, certificates, arguments if has_bases else arguments[1:])
        if not has_bases:
            stack.make_bases()
        try:
            try_out(stack)
        finally:
            stack.composed("down", "--volumes")


if __name__ == "__main__":
    main(sys.argv[1:])
