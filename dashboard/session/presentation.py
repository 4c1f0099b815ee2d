"""What an address says of presenting: mode, tour, step and slide, kiosk, theme, shared room."""

import re
from dataclasses import dataclass
from typing import Self

from dashboard.session.query_values import Parameters
from geo import Dataset
from geo.messages import N_
from geo.messages import gettext as _
from geo.tours import tours

MODES = ("present", "speaker", "explore")
"""Full window; the speaker's own window; a kiosk whose visitor looks round by himself."""
_WINDOWS = MODES[:2]
SLIDES = ("title", "end")
"""What is shown before the first and after the last step of a tour."""
THEMES = ("light", "dark")
KIOSK_SECONDS = (0.5, 3600.0)
IDLE_SECONDS = (5.0, 3600.0)
DEFAULT_IDLE = 60.0
SPEEDS = (0.5, 1.0, 2.0, 4.0)
"""Frames a second of playback that the page offers; an address may ask for any between."""
DEFAULT_SPEED = 2.0
DWELL_SECONDS = (10, 20, 30, 60)
"""Seconds a step may stay in a kiosk, as the page offers them."""
NAMES = (
    *("mode", "tour", "step", "slide", "left", "kiosk", "idle", "theme", "room"),
    *("speed", "paused"),
)
"""The parameters that say so."""
_YES = "yes"
_SECONDS = N_("a number of seconds from {low:g} to {high:g}")
_A_SECOND = N_("a number of frames a second from {low:g} to {high:g}")
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
    slide
        One of `SLIDES`, or empty for the step itself.
    left
        The mode in which the tour was shown until it was left, such as for a question; empty while
        it is shown.
    kiosk
        Seconds after which the tour goes on by itself; 0 for never.
    idle
        Seconds without input after which a kiosk takes its tour up again.
    theme
        One of `THEMES`.
    room
        Name of what the windows of one talk share, empty for none.
    speed
        Frames a second of a playback; 0 where it stands still and no speed was chosen yet.
    is_paused
        Whether it stands still all the same, until it goes on at that speed.
    """

    mode: str = ""
    tour: str = ""
    step: int = 0
    slide: str = ""
    left: str = ""
    kiosk: float = 0
    idle: float = DEFAULT_IDLE
    theme: str = "light"
    room: str = ""
    speed: float = 0
    is_paused: bool = False

    @classmethod
    def read(cls, address: Parameters, data: Dataset) -> Self:
        """Read how to present.

        A tour is presented in the full window whether the address says so or not, and a kiosk
        without a tour takes the first.
        """
        known = tours(data)
        mode = address.choice("mode", MODES)
        kiosk = address.number("kiosk", KIOSK_SECONDS, _SECONDS) or 0
        speed = address.number("speed", (SPEEDS[0], SPEEDS[-1]), _A_SECOND) or 0
        paused = address.choice("paused", (_YES,))
        tour = address.choice("tour", tuple(known))
        if kiosk and not tour:
            tour = next(iter(known), "")
        left = address.choice("left", _WINDOWS) if tour and not kiosk else ""
        return cls(
            mode=mode or ("present" if tour and not left else ""),
            tour=tour,
            step=_read_step(address, len(known[tour])) if tour else 0,
            left=left,
            slide=address.choice("slide", SLIDES) if tour and not kiosk else "",
            kiosk=kiosk,
            idle=address.number("idle", IDLE_SECONDS, _SECONDS) or DEFAULT_IDLE,
            theme=address.choice("theme", THEMES, THEMES[0]),
            room=_read_room(address),
            speed=speed,
            is_paused=bool(speed and paused),
        )

    @property
    def is_full_window(self) -> bool:
        """Whether the whole window belongs to the presentation."""
        return self.mode in _WINDOWS

    @property
    def pace(self) -> float:
        """Frames a second at which time goes on by itself; 0 while it stands still."""
        return 0 if self.is_paused else self.speed

    def to_pairs(self) -> list[tuple[str, str]]:
        """Return names and values of the parameters that differ from their defaults."""
        texts = {
            "mode": self.mode,
            "tour": self.tour,
            "step": str(self.step) if self.tour else "",
            "slide": self.slide if self.tour else "",
            "left": self.left if self.tour else "",
            "kiosk": f"{self.kiosk:g}" if self.kiosk else "",
            "idle": f"{self.idle:g}" if self.idle != DEFAULT_IDLE else "",
            "theme": self.theme if self.theme != THEMES[0] else "",
            "room": self.room,
            "speed": f"{self.speed:g}" if self.speed else "",
            "paused": _YES if self.is_paused else "",
        }
        return [(name, text) for name, text in texts.items() if text]


def _read_step(address: Parameters, count: int) -> int:
    text = address.values.get("step", "1")
    if re.fullmatch(r"[0-9]{1,3}", text) and 1 <= int(text) <= count:
        return int(text)
    address.refuse("step", text, _("a whole number from 1 to {n}").format(n=count))
    return 1


def _read_room(address: Parameters) -> str:
    text = address.values.get("room", "")
    if not text or _ROOM.fullmatch(text):
        return text
    address.refuse("room", text, _("4 to 32 letters, digits, hyphens or underscores"))
    return ""
