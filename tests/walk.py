"""Lets readers walk through the atlas at random, as many and as far as asked.

    python tests/walk.py --app 5000
    python tests/walk.py --browser 200 --steps 12

A walk on which something breaks is shrunk and printed with its seed; `--seed` walks it again.
"""

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from random import Random, SystemRandom

from playwright.sync_api import Browser, sync_playwright

import geo
from browser import CHROMIUM_FLAGS, Server, chromium, serving
from browser_reader import BROWSER_MOVES, BrowserReader
from datasets import DATA
from edited_data import EditedData
from reader import AppReader
from walks import ADDRESSES, MOVES, Act, BrokenWalkError, Reader, follow, shrunk, wander

Readers = Callable[[str], AbstractContextManager[Reader]]
"""Gives a new reader, who begins at an address."""


@contextmanager
def app_reader(query: str, moves: frozenset[str] = MOVES) -> Iterator[AppReader]:
    """Give a reader of the pages of `AppTest` on a copy of the data of their own."""
    before = os.environ.get("ATLAS_DATA")
    with tempfile.TemporaryDirectory() as folder:
        data = EditedData(DATA, Path(folder) / "data")
        os.environ["ATLAS_DATA"] = str(data.folder)
        try:
            yield AppReader(data, query, moves)
        finally:
            del os.environ["ATLAS_DATA"]
            if before is not None:
                os.environ["ATLAS_DATA"] = before


@contextmanager
def browser_reader(
    query: str, browser: Browser, server: Server, moves: frozenset[str] = BROWSER_MOVES
) -> Iterator[BrowserReader]:
    """Give a reader of the real pages of a server."""
    reader = BrowserReader(browser, server, geo.load(server.data), query, moves)
    try:
        yield reader
    finally:
        reader.close()


def walk(readers: Readers, seed: int, steps: int) -> None:
    """Walk once, from an address drawn at random; raise a walk that breaks, shrunk."""
    chance = Random(seed)
    query = chance.choice(ADDRESSES)
    try:
        with readers(query) as reader:
            wander(reader, chance, steps)
    except BrokenWalkError as broken:
        kind = _kind(broken.fault)
        acts = shrunk(broken.acts, lambda rest: _kind(fault_of(readers, query, rest)) == kind)
        raise BrokenWalkError([Act("open", value=query), *acts], broken.fault) from None


def fault_of(readers: Readers, query: str, acts: list[Act]) -> str:
    """Walk again, and tell what breaks; empty where nothing does."""
    try:
        with readers(query) as reader:
            follow(reader, acts)
    except AssertionError as fault:
        return str(fault)
    return ""


def _kind(fault: str) -> str:
    """Return what two reports of the same fault have in common."""
    return fault.partition("\n")[0].partition("{")[0].partition("?")[0][:60]


def main() -> int:
    """Walk as often as asked, and return how many walks broke."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--app", type=int, default=0, metavar="STEPS", help="steps in AppTest")
    parser.add_argument("--browser", type=int, default=0, metavar="WALKS", help="walks in Chromium")
    parser.add_argument("--steps", type=int, default=12, help="steps of a walk")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--without", default="", help=f"moves to leave out, of {sorted(MOVES)}")
    given = parser.parse_args()
    left_out = frozenset(given.without.split(","))
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    with ExitStack() as stack:
        broken = walk_all(
            partial(app_reader, moves=MOVES - left_out),
            -(-given.app // given.steps),
            given.steps,
            given.seed,
        )
        if given.browser:
            log = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "log.txt"
            server = stack.enter_context(serving(log))
            playwright = stack.enter_context(sync_playwright())
            running = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
            readers = partial(
                browser_reader, browser=running, server=server, moves=BROWSER_MOVES - left_out
            )
            broken += walk_all(readers, given.browser, given.steps, given.seed)
            running.close()
    return min(broken, 1)


def walk_all(readers: Readers, walks: int, steps: int, seed: int) -> int:
    """Walk with one seed after the other, say how far it is, and count the walks that break."""
    broken = 0
    for number in range(walks):
        try:
            walk(readers, seed + number, steps)
        except BrokenWalkError as fault:
            broken += 1
            print(f"seed {seed + number} broke: {fault}", flush=True)
        print(f"walk {number + 1} of {walks}, seed {seed + number}: {broken} broken", flush=True)
    return broken


if __name__ == "__main__":
    sys.exit(main())
