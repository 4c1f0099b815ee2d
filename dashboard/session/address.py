"""The address of what a reader sees: all that a query string says, read once and written once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from dashboard.i18n import LANGUAGES, primary_subtag
from dashboard.session import presentation, reading
from dashboard.session.presentation import Presentation
from dashboard.session.query_values import Parameters
from dashboard.session.reading import Listing, Reading
from dashboard.session.view import View, read_view, view_pairs
from geo import Dataset, Filter, Problem, messages
from geo.altered_links import understood
from geo.history.changes import PARAMETER, read_version
from geo.messages import gettext as _
from geo.playback import WINDOWS, Frame, Playback, frames, units
from geo.playback_parameters import NAMES as PLAYBACK_NAMES
from geo.playback_parameters import read_playback, to_pairs
from geo.tours import Step, tours

PAGES = ("map", "timeline", "records", "figures", "activity", "sources", "about", "handout")
"""Codes of the pages, the first one shown when an address names none."""
TABS = ("", "cities")
"""What the page of figures shows: figures compared, or cities claimed and named."""
IN_WORDS = "words"
"""What stands in the address for quantities in words alone, which have no unit."""
PRESENTING = (*presentation.NAMES, *PLAYBACK_NAMES)
"""Parameters that say how the visible set is presented."""
_OWN = (
    *("view", "event", "figures", "tab", "lang", "calendar", "lat", "lng", "zoom"),
    *(*presentation.NAMES, *reading.NAMES),
)
BESIDE_THE_FILTER = frozenset([*_OWN, *PLAYBACK_NAMES, PARAMETER])
"""Parameters of an address that belong to no filter."""


@dataclass(frozen=True)
class Played:
    """How time is played: the unit and window of a `Playback`, and the number of its frame.

    What is asked is the filter of the address. Without a unit, time is not played. A window that
    `is_chosen`, by the reader or by the address that names it, stays when the unit changes.
    """

    unit: str = ""
    window: str = WINDOWS[0]
    number: int = 0
    is_chosen: bool = field(default=False, compare=False)


def page_names() -> dict[str, str]:
    """Return the name of each page in the language in use."""
    return {
        "map": _("Map"),
        "timeline": _("Timeline"),
        "records": _("Records"),
        "figures": _("Figures"),
        "activity": _("Activity"),
        "sources": _("Sources"),
        "about": _("About"),
    }


def asked_language(pairs: Iterable[tuple[str, str]], data: Dataset) -> str:
    """Return the language that an address asks for, empty where it asks for none that there is."""
    return _read_language(Parameters.read(understood(pairs), ("lang",)), data)


def _read_language(own: Parameters, data: Dataset) -> str:
    return own.choice("lang", data.subject.languages or LANGUAGES, meant=primary_subtag)


def _read_event(own: Parameters, data: Dataset) -> str:
    event = own.values.get("event", "")
    if not event or (data.milestones["milestone_id"] == event).any():
        return event
    own.refuse("event", event, _("an event of the atlas, by the name that its link has"))
    return ""


@dataclass(frozen=True)
class Address:
    """All that a query string says.

    Parameters
    ----------
    filter
        Which statements are asked for.
    page
        Code of the page.
    language
        Code of the language, empty where it is left to the browser.
    calendar
        One of `messages.CALENDARS`, empty where it is left to the language.
    view
        Where the map is, None where the reader has not moved it.
    presentation, played
        How the visible set is presented, and how time is played then.
    version
        The data version that a link was made with, empty where it does not say.
    figures
        The unit of the figures that stand side by side, `IN_WORDS` for those without one; empty
        for the first of `geo.figures.units`.
    tab
        One of `TABS`; the address says so on the page of figures alone.
    reading, listing
        How the tables of records are read, and which sources are listed; the address says so on
        their page alone, and other pages keep it.
    event
        The event whose statements are open, a `milestone_id`; empty for none, or where a place is.
    """

    filter: Filter = field(default_factory=Filter)
    page: str = PAGES[0]
    language: str = ""
    calendar: str = ""
    view: View | None = None
    presentation: Presentation = field(default_factory=Presentation)
    played: Played = Played()
    version: str = ""
    figures: str = ""
    reading: Reading = field(default_factory=Reading)
    event: str = ""
    listing: Listing = field(default_factory=Listing)
    tab: str = TABS[0]

    @classmethod
    def read(
        cls, pairs: Iterable[tuple[str, str]], data: Dataset, folder: Path
    ) -> tuple[Self, list[Problem]]:
        """Read as much of a query as can be understood, with a problem for all the rest.

        Parameters
        ----------
        pairs
            Names and values in the order given, also as a link holds them that was altered.
        data
            Lists the values, steps and frames that exist.
        folder
            Its folder, which lists the released versions.
        """
        pairs = understood(pairs)
        asked = [pair for pair in pairs if pair[0] not in BESIDE_THE_FILTER]
        found, problems = Filter.read(asked, data)
        own = Parameters.read(pairs, _OWN)
        page = own.choice("view", PAGES, PAGES[0])
        language = _read_language(own, data)
        calendar = own.choice("calendar", messages.CALENDARS, "")
        figures = own.choice("figures", (*data.codes.of("figure_unit"), IN_WORDS))
        read = Reading.read(own)
        listing = Listing.read(own, read.words if page == "sources" else "")
        read = replace(read, words="") if page == "sources" else read
        view = read_view(own, data.subject.view)
        shown = Presentation.read(own, data)
        playback, number, of_playback = read_playback(pairs, data, found)
        is_chosen = any(name == "window" and value for name, value in pairs)
        played = Played()
        if playback is not None:
            played = Played(playback.unit, playback.window, number, is_chosen)
        version, of_version = read_version(pairs, folder, data)
        event = _read_event(own, data) if not found.place else ""
        address = cls(
            *(found, page, language, calendar, view, shown, played, version, figures, read, event),
            *(listing, own.choice("tab", TABS[1:])),
        )
        return address, [*problems, *own.problems, *of_playback, *of_version]

    def to_pairs(self, data: Dataset) -> list[tuple[str, str]]:
        """Return names and values of the parameters that are set, in a fixed order."""
        pairs = self.filter.to_pairs()
        if self.version:
            pairs.append((PARAMETER, self.version))
        if self.page != PAGES[0]:
            pairs.append(("view", self.page))
        if self.event:
            pairs.append(("event", self.event))
        if self.figures:
            pairs.append(("figures", self.figures))
        if self.page == "figures" and self.tab:
            pairs.append(("tab", self.tab))
        if self.page == "records":
            pairs += self.reading.to_pairs()
        elif self.page == "sources":
            pairs += self.listing.to_pairs()
        pairs += [*view_pairs(self.view), *self.presentation.to_pairs()]
        playback = self.playback(data)
        if playback is not None:
            number = self._frame_number(playback, data)
            pairs += to_pairs(playback, number, data, names_window=self.played.is_chosen)
        if self.language:
            pairs.append(("lang", self.language))
        if self.calendar:
            pairs.append(("calendar", self.calendar))
        return pairs

    def elsewhere(self, **changes: Any) -> Self:
        """Return the address of something else, in the same language and calendar."""
        return type(self)(language=self.language, calendar=self.calendar, **changes)

    def step(self, data: Dataset) -> Step | None:
        """Return the step of the tour that is shown.

        None outside a tour, after it was left, and while a visitor looks round.
        """
        shown = self.presentation
        steps = tours(data).get(shown.tour, ())
        if shown.mode == "explore" or shown.left or not 1 <= shown.step <= len(steps):
            return None
        return steps[shown.step - 1]

    def playback(self, data: Dataset) -> Playback | None:
        """Return how time is played, None where it is not."""
        if not (self.played.unit and self.presentation.is_full_window) or self.step(data):
            return None
        if self.played.unit not in units(self.filter, data):
            return None
        return Playback(self.filter, self.played.unit, self.played.window)

    def frame(self, data: Dataset) -> Frame | None:
        """Return the frame of the playback that is shown, None where time is not played."""
        playback = self.playback(data)
        if playback is None:
            return None
        return frames(playback, data)[self._frame_number(playback, data)]

    def _frame_number(self, playback: Playback, data: Dataset) -> int:
        """Return the number of the frame, the last one where the period has become shorter."""
        return min(self.played.number, len(frames(playback, data)) - 1)

    def effective_filter(self, data: Dataset) -> Filter:
        """Return the question that a page answers: the filter's, a tour step's or a frame's.

        A place that the reader chose stands before the place that a step is about.
        """
        step, frame = self.step(data), self.frame(data)
        if step is not None:
            return replace(step.filter, place=self.filter.place or step.filter.place)
        return self.filter if frame is None else frame.filter
