"""A reader in Chromium: finds the controls of a page, uses them with mouse and keys, and looks."""

from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, TimeoutError, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from asked import asked, counted, numbers_in, on_map
from browser import Server, Traffic, settled
from geo import Dataset
from reader import address_of
from walks import ADDRESSES, DATES, MOVES, WORDS, Act

BROWSER_MOVES = MOVES - {"edits", "late"}
_MAP = 'iframe[title="streamlit_folium.st_folium"]'
USABLE_MS, _ANSWER_MS = 1_500, 60_000
_FRAMES = 2_000
_TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# What can be used now, each as its kind, its place in the page, and the words on it. What only keys
# or print use has no size or cannot be hit.
_FIND = """() => {
  const found = [];
  const selector = "button, input:not([type=checkbox]), label:has([type=checkbox]), summary, " +
    "[role=tab], [role=option]";
  for (const one of document.querySelectorAll(selector)) {
    const room = one.closest('[class*="st-key-"]');
    const key = room?.className.match(/st-key-[\\w-]+/)[0];
    const tag = one.tagName.toLowerCase();
    const scope = `${key ? "." + key + " " : ""}${tag}`;
    const own = [...document.querySelectorAll(scope)].indexOf(one);
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    const isHidden = one.closest(
      "[aria-hidden=true], .st-key-present-unseen, details:not([open]) > :not(summary)");
    if (one.disabled || isHidden || style.visibility === "hidden") continue;
    if (box.width < 8 || box.height < 8) continue;
    const words = (one.getAttribute("aria-label") || one.innerText || "").trim().slice(0, 40);
    const kind = tag !== "input" ? "click"
      : one.getAttribute("role") === "combobox" ? "find" : "type";
    found.push([kind, `${scope} >> nth=${own}`, words, key || ""]);
  }
  return found;
}"""
# Tells how a page is once it shows what its address asks for, or that its address has changed.
_SHOWS = """([search, numbers, marks]) => {
  if (location.search !== search) return "moved";
  if (document.querySelector("[data-testid=stException]")) return "broken";
  if (document.body.innerText.includes("encountered an error")) return "broken";
  const script = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
  if (script !== "notRunning") return false;
  const counter = document.querySelector(".st-key-counter .counts");
  const latin = (digits) => digits.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
  if (counter && (latin(counter.innerText).match(/\\d+/g) || []).join() !== numbers) return false;
  const frame = document.querySelector('iframe[title="streamlit_folium.st_folium"]');
  if (!frame) return "shown";
  const inside = frame.contentWindow;
  if (!inside?.atlas?.baseReady) return false;
  const ids = [...inside.document.querySelectorAll(".atlas-mark")].map(one => one.dataset.placeId);
  return ids.sort().join() === marks && "shown";
}"""
_STATE = """() => {
  const texts = selector =>
    [...document.querySelectorAll(selector)].map(one => one.innerText.trim());
  const isChoosing = document.querySelector(".st-key-choices_close");  // of which no address knows
  return JSON.stringify({
    counter: texts(".st-key-counter .counts"),
    page: texts(".st-key-head [role=radio][aria-checked=true]"),
    chips: texts(".st-key-chips [class*=st-key-chip_] button"),
    card: isChoosing ? [] : texts(".st-key-detail h2, .st-key-told h2"),
  });
}"""


class Tab:
    """A window of the reader's browser, watched for all that goes wrong."""

    def __init__(self, context: BrowserContext, server: Server, query: str) -> None:
        self.traffic = Traffic()
        self.page = context.new_page()
        self.traffic.watch(self.page)
        self._sent = self._answered = 0
        self.page.on("websocket", self._listen)
        self.page.goto(f"{server.url}/?{query}")

    @property
    def query(self) -> str:
        """The query string that the window shows."""
        return urlsplit(self.page.url).query

    def wait_for_answer(self) -> None:
        """Wait until the server has run the page for all that the browser told it."""
        for _ in range(_FRAMES):
            self.page.evaluate(_TWO_FRAMES)  # by then the browser has told of what was done
            if self._answered == self._sent:
                return
        raise AssertionError(f"{self.query}: the server does not answer")

    def _listen(self, socket: WebSocket) -> None:
        self._sent = self._answered = 0
        socket.on("framesent", self._on_sent)
        socket.on("framereceived", self._on_received)

    def _on_sent(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            self._sent += BackMsg.FromString(message).WhichOneof("type") == "rerun_script"

    def _on_received(self, message: str | bytes) -> None:
        found = ForwardMsg.FromString(message) if isinstance(message, bytes) else ForwardMsg()
        if found.WhichOneof("type") == "script_finished":
            self._answered = self._sent


class BrowserReader:
    """Walks on the real pages of a server.

    Parameters
    ----------
    browser, server
        Chromium, and the server that is tried.
    data
        The data that it serves.
    query
        The address at which the first window opens.
    moves
        What the reader may be let do, of `BROWSER_MOVES`.
    """

    def __init__(
        self,
        browser: Browser,
        server: Server,
        data: Dataset,
        query: str = "",
        moves: frozenset[str] = BROWSER_MOVES,
    ) -> None:
        self.server, self.data, self.moves = server, data, moves
        self.context = browser.new_context(
            viewport={"width": 1440, "height": 900},
            locale="en-GB",
            timezone_id="UTC",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(_ANSWER_MS)
        self.tabs = [Tab(self.context, server, query)]
        self.here = 0
        self._wait(self.tab)

    @property
    def tab(self) -> Tab:
        """The window that the reader looks at."""
        return self.tabs[self.here]

    def close(self) -> None:
        """Close all windows."""
        self.context.close()

    def draw(self, chance: Random) -> Act:
        """Choose a control and what to do with it, or, more rarely, something else."""
        others = sorted(self.moves & {"history", "windows", "addresses"})
        if others and chance.random() < 0.25:
            return _draw_other(chance.choice(others), chance)
        page = self.tab.page
        found = [*page.evaluate(_FIND)]
        by_room: dict[str, list[Any]] = {}
        for one in found:
            by_room.setdefault(one[3], []).append(one)
        special = [*_special(page)]
        number = chance.randrange(len(by_room) + len(special)) if by_room or special else -1
        if number < 0:
            return Act("open", value="")
        if number >= len(by_room):
            kind, at, choices = special[number - len(by_room)]
            return Act(kind, at, chance.choice(choices))
        kind, at, words, room = chance.choice(by_room[sorted(by_room)[number]])
        if kind == "click":
            return Act("click", at, words)
        return Act(kind, at, _draw_words(kind, room, self.data, chance))

    def perform(self, act: Act) -> None:
        """Do it, or nothing where it cannot be done now."""
        page = self.tab.page
        if act.do == "back":
            if page.evaluate("navigation.canGoBack"):
                page.go_back(wait_until="commit")
        elif act.do == "forward":
            if page.evaluate("navigation.canGoForward"):
                page.go_forward(wait_until="commit")
        elif act.do == "reload":
            page.reload()
        elif act.do == "open":
            page.goto(f"{self.server.url}/?{act.value}")
        elif act.do == "copy":
            for tab in self.tabs[1:]:
                tab.page.close()
            self.tabs = [self.tabs[0], Tab(self.context, self.server, self.tabs[0].query)]
            self.here = 1
        elif act.do == "turn":
            self.here = (self.here + 1) % len(self.tabs)
        else:
            try:
                _use(page, act)
            except Error:
                return  # covered, out of sight, or gone

    def check(self, thoroughly: bool) -> None:
        """Wait until the page shows what its address asks for; look at all that went wrong."""
        self._wait(self.tab)
        self._look(self.tab)
        query = self.tab.query
        if not thoroughly or _moves_by_itself(query):
            return
        fresh = Tab(self.context, self.server, query)
        try:
            self._wait(fresh)
            self._look(fresh)
            self._wait_until_alike(self.tab, fresh)
        finally:
            fresh.page.close()

    def _wait_until_alike(self, tab: Tab, fresh: Tab) -> None:
        """Wait until a fresh window shows what this one does, other than what no address says."""
        here = tab.page.evaluate(_STATE)
        try:
            fresh.page.wait_for_function(f"here => ({_STATE})() === here", arg=here)
        except TimeoutError:
            there, query = fresh.page.evaluate(_STATE), fresh.query
            if tab.query == query:
                text = f"opened afresh, {query} shows\n{there}, not\n{here}"
                raise AssertionError(text) from None

    def _wait(self, tab: Tab) -> None:
        """Wait until counter and map show what the library reads from the address."""
        page = tab.page
        try:
            settled(page)
            tab.wait_for_answer()
            for _ in range(20):
                search = page.evaluate("location.search")
                wanted = asked(address_of(search.removeprefix("?")), self.data)
                numbers = ",".join(map(str, counted(wanted)))
                marks = ",".join(sorted(on_map(wanted)))
                found = page.wait_for_function(_SHOWS, arg=[search, numbers, marks]).json_value()
                if found != "moved":
                    break
            is_well = found == "shown" or (found == "moved" and _moves_by_itself(search))
            assert is_well, f"{search}: the page is {found}"
        except TimeoutError:
            shown = page.locator(".st-key-counter .counts")
            said = numbers_in(shown.first.inner_text()) if shown.count() else "no counter"
            raise AssertionError(f"{search}: waited in vain for {numbers}, found {said}") from None

    def _look(self, tab: Tab) -> None:
        problems = tab.traffic.unexpected()
        output = self.server.new_output()
        if "Traceback" in output or " ERROR " in output:
            problems.append(f"server: {output[-6000:]}")
        assert not problems, "\n".join(problems)


def _moves_by_itself(query: str) -> bool:
    """Tell whether a page plays time or runs a tour, so that no two windows show the same."""
    return "speed=" in query or "kiosk=" in query


def _draw_other(move: str, chance: Random) -> Act:
    if move == "history":
        return Act(chance.choice(("back", "back", "forward", "reload")))
    if move == "windows":
        return Act(chance.choice(("copy", "turn", "turn")))
    return Act("open", value=chance.choice(ADDRESSES))


def _draw_words(kind: str, room: str, data: Dataset, chance: Random) -> str:
    """Choose what to type: dates, words, or the beginning of an option."""
    if kind == "type":
        is_date = "filter_from" in room or "filter_to" in room
        return chance.choice(DATES if is_date else WORDS)
    names = [*data.cities.values(), "Iran", "Germany", "Site", "Press", "Burial", "Mash", "", "zzz"]
    return chance.choice(names)[: chance.choice((3, 40))]


def _special(page: Page) -> Iterator[tuple[str, str, list[Any]]]:
    """Yield what has no element of its own: marks, charts, tables, keys."""
    if page.locator(_MAP).count():
        yield "mark", _MAP, [0.0, 0.2, 0.5, 0.8]
        yield "map", _MAP, ["Iran", "World", "Europe", "Zoom in", "Zoom out"]
    if page.locator(".st-key-timeline .nsewdrag").count():
        yield "drag", ".st-key-timeline .nsewdrag", [(0.1, 0.5), (0.7, 0.3), (0.5, 0.5)]
    if page.locator(".js-plotly-plot .points path").count():
        yield "point", ".js-plotly-plot .points path", [0.0, 0.3, 0.6, 0.9]
    if page.locator(".records-table a.within").count():
        yield "point", ".records-table a.within", [0.0, 0.1, 0.4, 0.9]
    if page.locator(".st-key-present").count():
        yield "press", "", ["ArrowRight", "ArrowLeft", "Home", "End", "Space", "q"]
    yield "press", "", ["Tab", "Enter", "PageDown"]


def _use(page: Page, act: Act) -> None:
    """Use a control with mouse and keys."""
    if act.do == "press":
        page.keyboard.press(act.value)
    elif act.do == "mark":
        marks = page.frame_locator(act.at).locator(".atlas-mark")
        _click_share_of(marks, act.value)
    elif act.do == "map":
        button = page.frame_locator(act.at).get_by_role("button", name=act.value, exact=True)
        button.first.click(timeout=USABLE_MS)
    elif act.do == "point":
        _click_share_of(page.locator(act.at), act.value)
    elif act.do == "drag":
        _drag(page, act)
    elif act.do == "click":
        page.locator(act.at).click(timeout=USABLE_MS)
    elif act.do in ("type", "find"):
        field = page.locator(act.at)
        field.fill(act.value, timeout=USABLE_MS)
        field.press("Enter", timeout=USABLE_MS)
    else:
        raise ValueError(f"no reader does {act.do!r}")


def _click_share_of(marks: Any, share: float) -> None:
    count = marks.count()
    if count:
        marks.nth(int(share * count)).click(timeout=USABLE_MS, force=True)


def _drag(page: Page, act: Act) -> None:
    sheet = page.locator(act.at).first
    sheet.scroll_into_view_if_needed(timeout=USABLE_MS)
    box = sheet.bounding_box(timeout=USABLE_MS)
    if box is None:
        return
    first, last = (box["x"] + box["width"] * share for share in act.value)
    middle = box["y"] + min(box["height"], 120) / 2
    page.mouse.move(first, middle)
    page.mouse.down()
    page.mouse.move(last, middle + 6, steps=4)
    page.mouse.up()
