"""The command line: `python -m geo check [DIR]`."""

import argparse
import sys
from pathlib import Path

from geo.shipped import FOLDER
from geo.validate import check_folder


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m geo", description="The 1988 atlas's data.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="print every problem of a data folder")
    check.add_argument("folder", nargs="?", type=Path, default=FOLDER, metavar="DIR")
    return _check(parser.parse_args(arguments).folder)


def _check(folder: Path) -> int:
    _, problems = check_folder(folder)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    print(f"{folder.name}: no problems")
    return 0


if __name__ == "__main__":
    sys.exit(main())
