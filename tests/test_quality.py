"""The code holds the rules that tools can check, and README says what is true."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from browser import ROOT
from each_row import for_each
from geo.__main__ import main

BIN = Path(sys.executable).parent
CHECKS = ["ruff check", "ruff format --check", "mypy", "lint-imports --no-logo"]
COMMANDS = ("bash deploy/start.sh", "bash deploy/test.sh")
SOURCES = sorted(
    path
    for folder in ("geo", "dashboard", "tests")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".css"} and "artifacts" not in path.parts
)


@pytest.mark.parametrize("check", CHECKS)
def test_tool_finds_nothing(check: str) -> None:
    name, *options = shlex.split(check)
    run = subprocess.run([BIN / name, *options], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, f"{check}\n{run.stdout}{run.stderr}"


def test_readme_has_two_short_commands_to_set_up() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").split("## Without a network")[0]
    assert re.findall(r"```sh\n(.*?)\n```", readme, re.DOTALL) == list(COMMANDS)
    for command in COMMANDS:
        subprocess.run(["bash", "-n", ROOT / command.removeprefix("bash ")], check=True)


def test_ci_runs_readmes_command() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert f"grep -m 1 '^{COMMANDS[1]}$' README.md" in script


LOCKED = [
    "requirements.in",
    "geo/store/requirements.in",
    "geo/store/requirements-spark.in",
    "tests/requirements.in",
    "tests/requirements-spark.in",
    "tests/bench/peers/requirements.in",
]


@pytest.mark.parametrize("name", LOCKED)
def test_requirements_are_locked_with_hashes(name: str) -> None:
    path = ROOT / name
    lines = path.read_text("utf-8").lower().splitlines()
    wanted = [line for line in lines if not line.startswith(("#", "-r "))]
    locked = path.with_suffix(".txt").read_text("utf-8")
    versions = re.findall(r"^([a-z0-9-]+==[^ ;]+).*\\\n    --hash=", locked, re.MULTILINE)
    assert len(versions) == len(re.findall(r"^[a-z]", locked, re.M))
    assert {re.sub(r"\[.*\]", "", line) for line in wanted} <= set(versions)
    assert "://" not in locked


def test_architecture_names_files_that_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = re.findall(r"`((?:data|geo|dashboard|tests|deploy)/[\w./-]*)`", text)
    assert len(named) > 150
    assert [path for path in named if not any(ROOT.glob(f"{path}*"))] == []


def test_deployed_parts_fit_each_other() -> None:
    nginx, image, compose = (
        (ROOT / "deploy" / name).read_text("utf-8")
        for name in ("nginx.conf", "Containerfile", "compose.yaml")
    )
    ports = re.findall(r"server 127\.0\.0\.1:(\d+)", nginx)
    assert ports == re.findall(r'STREAMLIT_SERVER_PORT: "(\d+)"', compose)
    assert f"atlas@{' atlas@'.join(ports)}`" in (ROOT / "README.md").read_text("utf-8")
    assert all((ROOT / name).exists() for name in re.findall(r"^COPY (\S+)", image, re.MULTILINE))


def test_readme_names_every_command_of_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    found = re.search(r"\{([\w,-]+)\}", usage := capsys.readouterr().out)
    assert found, usage
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in found[1].split(","):
        assert f"python -m geo {command}" in readme


@for_each(SOURCES)
def test_source_holds_no_leftovers(path: Path) -> None:
    leftovers = ["TO" + "DO", "FIX" + "ME", "mark." + "skip", "mark." + "xfail"]
    leftovers += ["time." + "sleep(", "wait_for_" + "timeout(", "type: " + "ignore"]
    leftovers += ["from " + "test_", "import " + "test_"]  # what two tests share is no test
    text = path.read_text("utf-8")
    assert [word for word in leftovers if word in text] == []


def test_rule_of_many_rows_names_those_at_fault() -> None:
    @for_each([1, 2, 3])
    def is_odd(row: int) -> None:
        assert row % 2

    with pytest.raises(AssertionError, match="1 at fault\n\n2: AssertionError"):
        is_odd()
