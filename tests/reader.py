"""A model of the reader: acts on the pages of `AppTest` as a browser does, and looks at each."""

import json
import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData

from app_tester import AppTest
from asked import asked, counted, numbers_in, on_map
from controls import MARK, Control, draw_act, nodes, state_after
from edited_data import CUTS, FAULTS, FILES, EditedData
from walks import ADDRESSES, MOVES, Act

os.environ["STREAMLIT_LOGGER_ENABLE_RICH"] = "false"  # else errors are printed, and not logged
MAIN = Path(__file__).resolve().parent.parent / "dashboard" / "main.py"
BACK = partial(RerunData, is_history_navigation=True)
_COUNTS = re.compile(r'<p class="counts">(.*?)</p>', re.DOTALL)
_CARD = re.compile(r'<div class="place">.*?<h2>(.*?)</h2>', re.DOTALL)
_TOLD = re.compile(r'<p class="above">.*?</p><h2>.*?</h2>', re.DOTALL)
Address = dict[str, str]


def address_of(query: str) -> Address:
    """Read a query string as a browser keeps it."""
    return dict(parse_qsl(query, keep_blank_values=True))


class Window:
    """A window of the reader's browser: a visit, its history, and what its widgets hold."""

    def __init__(self, address: Mapping[str, str]) -> None:
        self.history = [dict(address)]
        self.at = 0
        self.n = 0
        self.load()

    @property
    def address(self) -> Address:
        """The address that the browser shows."""
        return self.history[self.at]

    def load(self) -> None:
        """Begin a visit at the address."""
        self.app = AppTest.from_file(MAIN)
        self.kept: dict[str, WidgetState] = {}
        self.controls: dict[str, Control] = {}
        self.states = WidgetStates()
        self.run(self.states)
        self.before = self.controls, self.states, self.address

    def run(self, states: WidgetStates, late_address: Address | None = None) -> None:
        """Let the server run the page, and take over what it says."""
        self.before = self.controls, self.states, self.address
        self.app.query_params = dict(self.address if late_address is None else late_address)
        self.app._run(states)
        controls = [Control(name, node) for name, node in nodes(self.app)]
        # A browser goes on saying what its reader chose, until the page puts another value there.
        said = {one.widget_id: one for one in controls if not one.is_set}
        self.kept = {name: state for name, state in self.kept.items() if name in said}
        for name, state in self.kept.items():
            said[name].state = state
        self.controls = {one.name: one for one in controls}
        self.states = WidgetStates(widgets=[one.state for one in controls if one.is_told])
        now = {name: str(value) for name, value in self.app.query_params.items()}
        if now != self.address:
            self.history = [*self.history[: self.at + 1], now]
            self.at += 1

    def turn(self, steps: int) -> bool:
        """Go back or forward in the history; tell whether it goes so far, else nothing happens."""
        if not 0 <= self.at + steps < len(self.history):
            return False
        self.at += steps
        with patch("streamlit.testing.v1.local_script_runner.RerunData", BACK):
            self.run(self.states)
        return True

    def send(self, act: Act) -> bool:
        """Tell the server of an act, if its control is there, as the browser draws the page."""
        controls, states, address = (
            self.before if act.late else (self.controls, self.states, self.address)
        )
        control = controls.get(act.at)
        if control is None:
            return False
        self.n += 1
        new = state_after(control, act, self.n)
        sent = WidgetStates(widgets=[*(one for one in states.widgets if one.id != new.id), new])
        if control.kind != "button":
            self.kept[new.id] = new
        self.run(sent, address)
        return True


class AppReader:
    """Walks on pages of `AppTest`.

    Parameters
    ----------
    data
        The data that the app reads, which acts may change.
    query
        The address at which the first window opens.
    moves
        What the reader may be let do, of `MOVES`.
    """

    def __init__(self, data: EditedData, query: str = "", moves: frozenset[str] = MOVES) -> None:
        self.data, self.moves = data, moves
        self.log = _Errors()
        with self.log.listening():
            self.windows = [Window(address_of(query))]
        self.here = 0
        self.is_drawn = True  # and no data were edited since

    @property
    def window(self) -> Window:
        """The window that the reader looks at."""
        return self.windows[self.here]

    def draw(self, chance: Random) -> Act:
        """Choose a control and what to do with it, or, more rarely, something else."""
        others = sorted(self.moves - {"controls", "late"})
        if others and chance.random() < 0.25:
            return self._draw_other(chance.choice(others), chance)
        is_late = "late" in self.moves and chance.random() < 0.1
        controls = self.window.before[0] if is_late else self.window.controls
        acts = [act for one in controls.values() if (act := draw_act(one, chance)) is not None]
        if not acts:
            return Act("open", value="")
        act = chance.choice(acts)
        return Act(act.do, act.at, act.value, is_late)

    def perform(self, act: Act) -> None:
        """Do it."""
        is_edit = act.do in (*FAULTS, *CUTS, "mend")
        if not is_edit:
            self.data.read()  # as the page does when it runs
        with self.log.listening():
            if act.do in ("back", "forward"):
                self.is_drawn |= self.window.turn(-1 if act.do == "back" else 1)
                return
            if act.do == "reload":
                self.window.load()
            elif act.do == "open":
                self.windows[self.here] = Window(address_of(act.value))
            elif act.do == "copy":
                self.windows = [self.window, Window(self.window.address)]
                self.here = 1
            elif act.do == "turn":
                self.here = (self.here + 1) % len(self.windows)
            elif act.do == "mend":
                self.data.mend()
            elif act.do in FAULTS:
                self.data.break_file(act.do, act.at)
            elif act.do in CUTS:
                self.data.cut(act.do, act.at)
            else:
                self.is_drawn |= self.window.send(act)
                return
        self.is_drawn = not is_edit and act.do != "turn"

    def check(self, thoroughly: bool) -> None:
        """Look at the page of the window; after a change of the data nothing was drawn yet."""
        assert not self.log.lines, "\n".join(self.log.lines)
        if not self.is_drawn:
            return
        self._check_page(self.window)
        if thoroughly:
            self._check_opened_anew()

    def _check_page(self, window: Window) -> None:
        faults = [f"{one.message}\n" + "\n".join(one.stack_trace) for one in window.app.exception]
        assert not faults, "\n".join(faults)
        wanted = asked(window.address, self.data.dataset)
        html = _html(window.app)
        for words in _COUNTS.findall(html):
            assert numbers_in(words) == counted(wanted), f"the counter of {window.address}: {words}"
        for drawn in window.app.get("component_instance"):
            arguments = json.loads(drawn.proto.json_args)
            marks = set(MARK.findall(arguments["feature_group"]))
            assert marks == on_map(wanted), f"the map of {window.address}"

    def _check_opened_anew(self) -> None:
        """The same address, opened afresh, shows the same."""
        window = self.window
        with self.log.listening():
            if "room" in window.address:  # another window may have moved it
                window.run(window.states)
            fresh = Window(window.address)
        assert not self.log.lines, "\n".join(self.log.lines)
        self._check_page(fresh)
        assert fresh.address == window.address, "a fresh visit has another address"
        here, there = _seen(window.app), _seen(fresh.app)
        if any(one.key == "choices_close" for one in window.app.button):
            here["card"] = there["card"] = []  # no address says which statements are offered
        assert here == there, f"opened afresh, {window.address} shows {there}, not {here}"

    def _draw_other(self, move: str, chance: Random) -> Act:
        if move == "history":
            return Act(chance.choice(("back", "back", "forward", "reload")))
        if move == "windows":
            return Act(chance.choice(("copy", "turn", "turn")))
        if move == "addresses":
            return Act("open", value=chance.choice(ADDRESSES))
        if chance.random() < 0.3:
            return Act("mend")
        if chance.random() < 0.5:
            return Act(chance.choice(FAULTS), chance.choice(FILES))
        return self._draw_cut(chance)

    def _draw_cut(self, chance: Random) -> Act:
        """Choose a record to take out, most often one that is open."""
        data, address = self.data.dataset, self.window.address
        offered = {
            "withhold": ("place", [*data.places.index, *data.claims.index, *data.milestones.index]),
            "remove_source": ("sources", list(data.sources)),
            "remove_city": ("cities", list(data.cities)),
        }
        how = chance.choice(CUTS)
        name, records = offered[how]
        is_open = [one for one in address.get(name, "").split(",") if one in records]
        if is_open and chance.random() < 0.8:
            return Act(how, chance.choice(is_open))
        return Act(how, chance.choice(records))


class _Errors(logging.Handler):
    """Keeps what the server logs as an error while it is listened to."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note what is logged until the block ends."""
        loggers = [logging.getLogger(name) for name in (None, "streamlit")]
        for one in loggers:
            one.addHandler(self)
        try:
            yield
        finally:
            for one in loggers:
                one.removeHandler(self)


def _html(app: AppTest) -> str:
    return "\n".join(str(one.proto.body) for one in app.get("html"))


def _seen(app: AppTest) -> dict[str, Any]:
    """Return what a reader sees that the address says."""
    html = _html(app)
    groups = {one.key: one.formatted_values for one in app.button_group}
    chips = [one.label for one in app.button if (one.key or "").startswith("chip_")]
    return {
        "counter": _COUNTS.findall(html),
        "told": _TOLD.findall(html),
        "card": _CARD.findall(html),
        "chips": chips,
        "page": next((v for k, v in groups.items() if k.startswith("header_page")), None),
        "notice": [one.value for one in app.warning if "in the address" in one.value],
    }
