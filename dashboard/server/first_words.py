"""The first words of a presentation, which are there before any script has arrived."""

from collections import Counter
from functools import lru_cache

from markupsafe import Markup

from dashboard import cached
from dashboard.server.front_page import ASSETS
from dashboard.session.address import Address
from dashboard.session.presentation import MODES, SLIDES
from dashboard.templates import macros
from geo import Dataset, messages
from geo.messages import gettext as _
from geo.parameters import pairs_of
from geo.tours import step_sources, tour_name, tour_sources, tours

_TOLD, _PAGE = macros("present/present.html"), macros("server/front_page.html")


def first_words(query: str, data: Dataset) -> Markup:
    """Return what a presentation opens with, as HTML: title slide, step, or the view in words.

    A step has the line of its sources with it.

    Empty where a page begins with none: outside presentations, at a card, through time.
    """
    address, _problems = Address.read(pairs_of(query), data, cached.data_folder())
    shown, step = address.presentation, address.step(data)
    is_told = not (address.filter.place or address.frame(data) or shown.slide == SLIDES[1])
    if shown.mode != MODES[0] or not is_told:
        return Markup()
    foot = Markup()
    if step is None:
        words = _TOLD.telling(_("What named sources state"), address.filter.describe(data))
    else:
        name, steps = tour_name(step.tour, data, messages.code()), tours(data)[step.tour]
        count = len(steps)
        if shown.slide:
            sources = len(tour_sources(steps, data))
            words = _TOLD.title_slide(data.subject, name, count, sources)
        else:
            above = _("{tour} · {n} of {count}").format(tour=name, n=step.number, count=count)
            words = _TOLD.telling(above, step.title, step.text)
            said = Counter(step_sources(step, data))
            foot = Markup(_TOLD.sources_footer(said, _(", listed on the page Sources")))
    return Markup(_PAGE.first_talk(words, foot, shown.theme, bool(shown.slide), _style()))


@lru_cache(maxsize=1)
def _style() -> str:
    return (ASSETS / "first_talk.css").read_text("utf-8")
