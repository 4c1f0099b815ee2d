"""The command line: `python -m geo check`, `export`, `release`, `load` and `select`."""

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path

from geo.check.folder import check_folder, warnings
from geo.errors import DataError, FilterError, StoreError
from geo.export import FORMATS, export
from geo.export.stamp import public_address
from geo.filters import Filter
from geo.history.snapshots import check_releases, write_release
from geo.loading import FOLDER
from geo.store import load as load_store
from geo.store import open_store
from geo.store.address import FORMS, is_data_folder


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    Examples
    --------
    >>> main(["check", str(small.folder)])
    0
    """
    options = _parser().parse_args(arguments)
    if options.command == "export":
        return _export(options.format, options.out, options.query, options.data)
    if options.command == "load":
        return _load(options.source, options.target)
    if options.command == "select":
        return _select(options.store, options.query)
    return {"check": _check, "release": _release}[options.command](options.folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description="The data of an atlas.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="print every problem of a data folder")
    check.add_argument("folder", nargs="?", type=Path, default=FOLDER, metavar="DIR")
    release = commands.add_parser("release", help="keep this version of the data as released")
    release.add_argument("folder", nargs="?", type=Path, default=FOLDER, metavar="DIR")
    out = commands.add_parser("export", help="write what answers a query to a file")
    out.add_argument("format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    out.add_argument("out", type=Path, metavar="OUT", help="the file to write")
    out.add_argument("--query", default="", help="such as from=2004-07&countries=FR")
    out.add_argument("--data", default=str(FOLDER), metavar="STORE", help=FORMS)
    move = commands.add_parser("load", help="put a dataset into a store, whole or not at all")
    move.add_argument("source", metavar="SOURCE", help=FORMS)
    move.add_argument("target", metavar="TARGET", help="a store: none of these but a data folder")
    ask = commands.add_parser("select", help="print the ids of what answers a query")
    ask.add_argument("store", metavar="STORE", help=FORMS)
    ask.add_argument("--query", default="", help="such as from=2004-07&countries=FR")
    return parser


def _check(folder: Path) -> int:
    if not _passes(folder):
        return 1
    print(f"{folder.resolve().name}: no problems", file=sys.stderr)
    return 0


def _passes(folder: Path) -> bool:
    """Print all problems of a data folder."""
    content, problems = check_folder(folder)
    problems = problems or check_releases(folder, content)
    for warning in warnings(folder, content):
        print(f"warning: {warning}", file=sys.stderr)
    for problem in problems:
        print(problem)
    return not problems


def _load(source: str, target: str) -> int:
    if is_data_folder(source) and not _passes(Path(source)):
        return 1
    try:
        about = load_store(source, target)
    except (DataError, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    counted = ", ".join(f"{count} {name}" for name, count in about.rows.items())
    print(f"loaded version {about.version}: {counted}", file=sys.stderr)
    return 0


def _select(address: str, query: str) -> int:
    try:
        with open_store(address) as store:
            found = store.select(Filter.from_query(query, store))
    except (DataError, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    except FilterError as error:
        print(error, file=sys.stderr)
        return 2
    for name, ids in (
        ("place", found.places),
        ("claim", found.claims),
        ("milestone", found.milestones),
    ):
        for one in ids:
            print(f"{name}\t{one}")
    for name in ("places", "claims", "milestones"):
        tally = getattr(found.counts, name)
        words = [f"{name}: {tally.shown} of {tally.total} shown", tally.left_out_words()]
        print("; ".join(filter(None, words)), file=sys.stderr)
    return 0


def _release(folder: Path) -> int:
    try:
        path, written, problems = write_release(folder)
    except OSError as error:
        print(f"{folder}: no release written ({error.strerror or error})", file=sys.stderr)
        return 1
    for problem in problems:
        print(problem)
    if problems:
        return 1
    print(f"{path}: {'written' if written else 'released already'}", file=sys.stderr)
    return 0


def _export(name: str, out: Path, query: str, address: str) -> int:
    try:
        public_address()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        with open_store(address) as store:
            selection = store.excerpt(Filter.from_query(query, store))
            out.write_bytes(export(selection, name))
    except (DataError, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
    except FilterError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{out}: not written ({error.strerror or error})", file=sys.stderr)
        return 1
    counts = selection.counts
    print(
        f"{out}: {counts.places.shown} places, {counts.statements.shown} statements",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without Persian letters shows escapes
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
