"""Fixtures of the browser, the server and presentations; those of the data are in `datasets.py`."""

import re
from collections.abc import Iterator
from random import Random, SystemRandom
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from browser import ARTIFACTS, CHROMIUM_FLAGS, Server, Traffic, chromium, serving
from dashboard.present import reach, rooms
from geo import messages

pytest_plugins = ["datasets", "kept_stores", "side_by_side"]

KEPT_SEEDS = (30, 44, 71, 1009, 3001)
"""Generated folders on which a page once failed."""

PATIENCE_MS = 60_000
"""How long a page may take for one thing where the machine is busy."""

SEED = "draws what a run tries where it cannot try all; another each time"

BUTTONS: tuple[Literal["left", "middle", "right"], ...] = ("left", "middle", "right")

TURNS = 24
"""One of so many tests that take turns is run with all others, in the order of chance."""

REPORTS = pytest.StashKey[list[pytest.TestReport]]()
IS_WHOLE = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line say which tests run, and on what of all that they could try."""
    parser.addoption("--nightly", action="store_true", help="run the long tests, on all cases")
    parser.addoption("--seed", type=int, default=SystemRandom().randrange(10**6), help=SEED)
    parser.addoption("--folders", type=int, default=1, help="how many generated data folders")
    parser.addoption("--folder-seed", type=int, help="number of the first of them")
    parser.addoption("--windows", type=int, default=2, help="how many random windows")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each worker what the run draws: two that draw other cases cannot share them."""
    node.workerinput |= {"seed": node.config.option.seed, "is_whole": node.config.stash[IS_WHOLE]}


def pytest_configure(config: pytest.Config) -> None:
    """Take the run's seed, and say how many examples a test with generated values tries."""
    told = getattr(config, "workerinput", {})
    config.option.seed = told.get("seed", config.option.seed)
    names_none = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    config.stash[IS_WHOLE] = told.get("is_whole", names_none and not config.option.keyword)
    settings.register_profile(
        "atlas",
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],  # the machine may be busy
        max_examples=500 if config.getoption("--nightly") else 30,
    )
    settings.load_profile("atlas")


def pytest_report_header(config: pytest.Config) -> str:
    """Say how to draw the same again."""
    return f"drawn by: --seed={config.getoption('--seed')}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take all tests but the nightly ones; at night those, and what else draws its cases.

    Of tests that take turns a run of all tests takes some, one that names what it wants takes all.
    """
    is_night = config.getoption("--nightly")
    wanted = [one for one in items if (is_nightly if is_night else is_ordinary)(one)]
    if config.stash[IS_WHOLE] and not is_night:
        in_turn = [one for one in wanted if one.get_closest_marker("by_turns")]
        waiting = set(in_turn) - set(drawn(in_turn, config.getoption("--seed")))
        wanted = [one for one in wanted if one not in waiting]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(wanted)])
    items[:] = wanted


def drawn(items: list[pytest.Item], seed: int) -> list[pytest.Item]:
    """Draw whose turn it is."""
    return Random(seed).sample(items, -(-len(items) // TURNS))


def is_ordinary(item: pytest.Item) -> bool:
    return item.get_closest_marker("nightly") is None


def is_nightly(item: pytest.Item) -> bool:
    draws = {"folder_seed", "seed"} & set(getattr(item, "fixturenames", ()))
    is_fuzz = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    marks = {mark.name for mark in item.iter_markers()}
    return bool(draws or is_fuzz or marks & {"sample", "by_turns", "nightly"})


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep a test's reports for its fixtures, and show the server's output with a failure."""
    report: pytest.TestReport = yield
    item.stash.setdefault(REPORTS, []).append(report)
    if report.failed:
        for value in getattr(item, "funcargs", {}).values():
            if isinstance(value, Server):
                report.sections.append(("server output", value.output()[-8000:]))
    return report


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Let no test leave its language to the next."""
    yield
    messages.use(messages.ENGLISH)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on the repository's data, started as README says."""
    with serving(tmp_path_factory.mktemp("server") / "log.txt") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, for which no other host exists."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def viewport() -> tuple[int, int]:
    """Width and height of the page; a test may parametrize it."""
    return (1440, 900)


@pytest.fixture
def traffic() -> Traffic:
    """What goes wrong on the test's page."""
    return Traffic()


class Tabs:
    """Pages of one browser: the one that tests take in turn, or one of a test's own beside it.

    A page that was loaded before is loaded again in half the time: its scripts are compiled.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.shared: Page | None = None

    def take(self, own: bool, viewport: tuple[int, int]) -> Page:
        """Give a page of this size that remembers nothing."""
        if self.shared is None:
            context = self.browser.new_context(
                locale="en-GB",
                timezone_id="UTC",
                reduced_motion="reduce",
                ignore_https_errors=True,
            )
            context.set_default_timeout(PATIENCE_MS)
            self.shared = context.new_page()
        page = self.shared.context.new_page() if own else self.shared
        page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
        return page

    def give_back(self, page: Page, whole: bool) -> None:
        """Forget what the page has kept, and close it where it is a test's own.

        Parameters
        ----------
        page
            What was taken.
        whole
            Whether the next page shall share nothing with it.
        """
        if whole:
            self.shared = None
            page.context.close()
            return
        page.unroute_all(behavior="ignoreErrors")
        page.context.unroute_all(behavior="ignoreErrors")
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
        page.context.clear_cookies()
        if page is self.shared:
            page.goto("about:blank")
            for button in BUTTONS:  # one that a test left pressed keeps the next from pressing
                page.mouse.up(button=button)
            page.emulate_media(media="null")
        else:
            page.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Pages of the browser, of which `page` takes one."""
    return Tabs(browser)


@pytest.fixture
def page(
    request: pytest.FixtureRequest, tabs: Tabs, traffic: Traffic, viewport: tuple[int, int]
) -> Iterator[Page]:
    """A watched page: at the end nothing may have failed, and no other host been asked."""
    opened = tabs.take(request.node.get_closest_marker("own_page") is not None, viewport)
    traffic.watch(opened)
    yield opened
    for running in request.node.funcargs.values():
        # The page itself says no more of an error than that there is one.
        if isinstance(running, Server) and "Traceback" in (output := running.new_output()):
            traffic.problems.append(f"server: {output}")
    unexpected = traffic.unexpected()
    failed = unexpected or any(report.failed for report in request.node.stash[REPORTS])
    if failed:
        name = re.sub(r"[^\w.-]+", "-", request.node.nodeid.removeprefix("tests/"))
        opened.screenshot(path=ARTIFACTS / f"{name}.png")
    traffic.leave(opened)
    tabs.give_back(opened, bool(failed or request.node.get_closest_marker("own_clock")))
    if unexpected:
        pytest.fail("\n".join(unexpected), pytrace=False)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """What draws the cases of a test, another in every run."""
    seed: int = request.config.getoption("--seed")
    return seed


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with no open room, and no network to offer an address of."""
    rooms._rooms.execute("DELETE FROM stages")
    monkeypatch.setattr(reach, "lan_host", lambda: "")
    monkeypatch.delenv("ATLAS_PUBLIC_URL", raising=False)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Draw the cases of a test of which there are many, another few in each run, all at night."""
    config = metafunc.config
    chance, is_night = Random(config.getoption("--seed")), config.getoption("--nightly")
    for mark in metafunc.definition.iter_markers("sample"):
        name, (first, *others), count = mark.args
        metafunc.parametrize(name, [first, *(others if is_night else chance.sample(others, count))])
    if "folder_seed" in metafunc.fixturenames:
        first = config.getoption("--folder-seed") or chance.randrange(10**6)
        kept = KEPT_SEEDS if is_night else [chance.choice(KEPT_SEEDS)]
        seeds = [*kept, *range(first, first + config.getoption("--folders"))]
        metafunc.parametrize("folder_seed", dict.fromkeys(seeds))
