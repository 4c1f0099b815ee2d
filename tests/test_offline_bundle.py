"""README's two lines for a machine without a network do what it says."""

import json
import os
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from browser import ROOT, readme_command, serving

PREPARE = "pip download --dest wheelhouse -r requirements.txt"
INSTALL = "--server.port=8501"
LEFT_BEHIND = (".*", "__pycache__", "*.egg-info", "build", "wheelhouse", "artifacts")
CLOSED = "http://127.0.0.1:9"
"""An address at which nothing answers."""


def copied(source: Path, target: Path, *left_behind: str) -> Path:
    """Copy the project, its settings for Streamlit included."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(*left_behind))
    settings = Path("dashboard/.streamlit")
    shutil.copytree(ROOT / settings, target / settings, dirs_exist_ok=True)
    return target


def shell(line: str, folder: Path, env: dict[str, str], *before: str) -> None:
    """Run a line in a folder; its output is shown when it fails."""
    run = subprocess.run(
        [*before, "bash", "-c", line], cwd=folder, env=env, capture_output=True, text=True
    )
    assert run.returncode == 0, f"{line}\n{run.stdout[-4000:]}{run.stderr[-4000:]}"


def without_network() -> tuple[dict[str, str], list[str]]:
    """Give an environment and a command before which no package can come from elsewhere.

    What pip was told of other sources is forgotten. Where the system allows it, the command gives
    what follows no network at all.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    env |= {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": CLOSED, "PIP_NO_CACHE_DIR": "1"}
    env |= {"http_proxy": CLOSED, "https_proxy": CLOSED}
    apart = ["unshare", "--map-root-user", "--net"]
    try:
        subprocess.run([*apart, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        apart = []
    return env, apart


@pytest.mark.nightly
def test_wheelhouse_installs_and_runs_without_a_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    connected = copied(ROOT, tmp_path / "connected", *LEFT_BEHIND)
    shell(readme_command(PREPARE), connected, dict(os.environ))
    prepared = time.monotonic()

    carried = copied(connected, tmp_path / "carried", ".*")
    shutil.rmtree(connected)
    *install, start = readme_command(INSTALL).split(" && ")
    env, apart = without_network()
    shell(" && ".join(install), carried, env, *apart)
    installed = time.monotonic()

    command = [str(carried / part) if part.startswith(".venv/") else part for part in start.split()]
    with serving(
        tmp_path / "log.txt", data=carried / "data", command=command, folder=carried
    ) as server:
        with urllib.request.urlopen(f"{server.url}/health", timeout=30) as answer:
            assert json.load(answer)["status"] == "ok"
        with urllib.request.urlopen(server.url, timeout=30) as answer:
            assert answer.status == 200
        assert "Traceback" not in server.output()
    ended = time.monotonic()
    shutil.rmtree(carried)
    with capsys.disabled():
        print(
            f"\nwheelhouse {prepared - started:.0f} s, install {installed - prepared:.0f} s"
            f"{'' if apart else ' (index unreachable)'}, start {ended - installed:.0f} s"
        )


def test_lines_for_a_machine_without_a_network_can_be_read_by_a_shell() -> None:
    for ending in (PREPARE, INSTALL):
        subprocess.run(["bash", "-n", "-c", readme_command(ending)], check=True)
    assert "wheelhouse/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
