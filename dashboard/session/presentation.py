"""What an address says of presenting: mode, tour and step, kiosk, theme, and the shared room."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geo import Dataset, Problem
from geo.errors import shorten
from geo.tours import Step, tours

MODES = ("present", "speaker", "explore")
"""Full window; the speaker's own window; a kiosk whose visitor looks round by himself."""
THEMES = ("light", "dark")
KIOSK_SECONDS = (0.5, 3600.0)
IDLE_SECONDS = (5.0, 3600.0)
DEFAULT_IDLE = 60.0
SPEEDS = (0.5, 1.0, 2.0, 4.0)
"""Frames a second of playback."""
_NAMES = ("mode", "tour", "step", "kiosk", "idle", "theme", "room", "speed")
_ROOM = re.compile(r"[A-Za-z0-9_-]{4,32}")


@dataclass(frozen=True)
class Presentation:
    """How the visible set is presented; without a mode, it is not.

    Parameters
    ----------
    mode
        One of `MODES`, or empty.
    tour, step
        Identifier of the tour and the number of its step, from 1; 0 where there is no tour.
    kiosk
        Seconds after which the tour goes on by itself; 0 for never.
    idle
        Seconds without input after which a kiosk takes its tour up again.
    theme
        One of `THEMES`.
    room
        Name of what the windows of one talk share, empty for none.
    speed
        Frames a second while time is played; 0 while it pauses.
    """

    mode: str = ""
    tour: str = ""
    step: int = 0
    kiosk: float = 0
    idle: float = DEFAULT_IDLE
    theme: str = "light"
    room: str = ""
    speed: float = 0

    @property
    def is_full_window(self) -> bool:
        """Whether the whole window belongs to the presentation."""
        return self.mode in ("present", "speaker")

    def to_pairs(self) -> list[tuple[str, str]]:
        """Return names and values of the parameters that differ from their defaults."""
        texts = {
            "mode": self.mode,
            "tour": self.tour,
            "step": str(self.step) if self.tour else "",
            "kiosk": f"{self.kiosk:g}" if self.kiosk else "",
            "idle": f"{self.idle:g}" if self.idle != DEFAULT_IDLE else "",
            "theme": self.theme if self.theme != THEMES[0] else "",
            "room": self.room,
            "speed": f"{self.speed:g}" if self.speed else "",
        }
        return [(name, text) for name, text in texts.items() if text]


def read_presentation(
    pairs: Iterable[tuple[str, str]], data: Dataset
) -> tuple[Presentation, list[Problem]]:
    """Read how to present, with a problem for all that is not understood.

    A tour is presented in the full window whether the address says so or not, and a kiosk without a
    tour takes the first.
    """
    one: dict[str, str] = {}
    problems = []
    for name, value in pairs:
        if name not in _NAMES or not value:
            continue
        if name in one:
            problems.append(_problem(name, value, "each parameter once"))
        one.setdefault(name, value)
    reader = _Reader(one, problems)
    known = tours(data)
    mode = reader.choice("mode", MODES)
    kiosk = reader.number("kiosk", KIOSK_SECONDS, "seconds")
    tour = reader.choice("tour", tuple(known))
    if kiosk and not tour:
        tour = next(iter(known), "")
    shown = Presentation(
        mode=mode or ("present" if tour else ""),
        tour=tour,
        step=reader.step(len(known[tour])) if tour else 0,
        kiosk=kiosk,
        idle=reader.number("idle", IDLE_SECONDS, "seconds") or DEFAULT_IDLE,
        theme=reader.choice("theme", THEMES) or THEMES[0],
        room=reader.room(),
        speed=reader.number("speed", (SPEEDS[0], SPEEDS[-1]), "frames a second"),
    )
    return shown, problems


def step_of(shown: Presentation, data: Dataset) -> Step | None:
    """Return the step that is presented, None without a tour or while a visitor looks round."""
    steps = tours(data).get(shown.tour, ())
    if shown.mode == "explore" or not 1 <= shown.step <= len(steps):
        return None
    return steps[shown.step - 1]


@dataclass(frozen=True)
class _Reader:
    """Values of an address, each read with a problem where it is not understood."""

    address: dict[str, str]
    problems: list[Problem]

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.address.get(name, "")
        if not value or value in allowed:
            return value
        self.problems.append(_problem(name, value, "one of " + ", ".join(allowed)))
        return ""

    def number(self, name: str, limits: tuple[float, float], unit: str) -> float:
        text = self.address.get(name, "")
        low, high = limits
        try:
            value = float(text) if text else 0.0
        except ValueError:
            value = float("nan")
        if not text or low <= value <= high:
            return value
        self.problems.append(_problem(name, text, f"a number of {unit} from {low:g} to {high:g}"))
        return 0.0

    def step(self, count: int) -> int:
        text = self.address.get("step", "1")
        if re.fullmatch(r"[0-9]{1,3}", text) and 1 <= int(text) <= count:
            return int(text)
        self.problems.append(_problem("step", text, f"a whole number from 1 to {count}"))
        return 1

    def room(self) -> str:
        text = self.address.get("room", "")
        if not text or _ROOM.fullmatch(text):
            return text
        expected = "4 to 32 letters, digits, hyphens or underscores"
        self.problems.append(_problem("room", text, expected))
        return ""


def _problem(name: str, found: str, expected: str) -> Problem:
    return Problem("query", 0, "-", name, shorten(found, 60), expected)
