"""What the first bytes say of the view that an address asks for: title, description and text."""

from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd
from markupsafe import Markup

from dashboard import cached, i18n
from dashboard.card.contents import contents
from dashboard.i18n import LANGUAGES
from dashboard.session.address import PAGES, Address, Played, page_names
from dashboard.session.presentation import Presentation
from dashboard.templates import macros
from geo import Dataset, Filter, Selection, messages
from geo.cite.atlas import place_sources
from geo.conflicts import touching
from geo.messages import gettext as _
from geo.parameters import pairs_of
from geo.playback import select
from geo.sources import Source
from geo.summaries import count_documents, in_time
from geo.tours import Step, tour_name, tours
from geo.wording import country_name

MAX_PLACES, MAX_RECORDS = 100, 1_000
"""Places that the list of a visible set links, on most pages and on Records; others are counted."""
KEPT_VIEWS = 64
_MAX_TITLE_CHARS, _MAX_DESCRIPTION_CHARS = 120, 300
_TEXT = macros("server/front_text.html")
_CARD, _SHELL = macros("card/card.html"), macros("shell/shell.html")


@dataclass(frozen=True, eq=False)
class FrontView:
    """What an address shows, for who has read none of its scripts.

    Parameters
    ----------
    data
        The data that it was made of.
    address
        The address in its one form.
    language
        Code of the language it is worded in.
    query
        The address in its one form, without what only says how the view is shown.
    title, heading, description
        Plain words; the heading is the title's first part.
    note, text, ways
        Its content as HTML, with what is said before it and links to what else there is.
    place_id
        The place it is about, empty for none.
    sources
        Documents that it rests on as a whole; those of a set of places are not listed.
    """

    data: Dataset
    address: Address
    language: str
    query: str
    title: str
    heading: str
    description: str
    note: Markup
    text: Markup
    ways: Markup
    place_id: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def selection(self) -> Selection:
        """The visible set, as the page and a presentation show it."""
        frame = self.address.frame(self.data)
        if frame is not None:
            return select(frame, self.data)
        return cached.selection(self.address.effective_filter(self.data), self.data)


def front_view(query: str, accepted: str = "") -> FrontView:
    """Read a query string, as far as it can be understood, and describe what it asks for.

    Parameters
    ----------
    query
        The query string.
    accepted
        The languages that the browser accepts, for an address that names none.

    Raises
    ------
    DataError
        There is no data to show.
    """
    data = cached.dataset()
    address, problems = Address.read(pairs_of(query), data, cached.data_folder())
    offered = i18n.offered(data.subject.languages)
    wanted = address.language or i18n.preferred(accepted, offered)
    language = wanted if wanted in offered else LANGUAGES[0]
    return _describe(_settled(address, data), language, bool(problems), data)


def _settled(address: Address, data: Dataset) -> Address:
    """Return an address without what changes nothing of its content.

    A place that was chosen during a tour stands before the step, as on the page.
    """
    step, is_played = address.step(data), address.frame(data) is not None
    chosen = Filter(place=address.filter.place)
    shown = Presentation("present") if is_played else Presentation()
    if step is not None and not address.filter.place:
        shown = _at(step)
    return Address(
        filter=chosen if step else address.filter,
        page=PAGES[0] if step or is_played else address.page,
        language=address.language if address.language in i18n.available() else "",
        calendar=address.calendar,
        presentation=shown,
        played=address.played if is_played else Played(),
        event="" if step or is_played else address.event,
    )


@lru_cache(maxsize=KEPT_VIEWS)
def _describe(address: Address, language: str, is_altered: bool, data: Dataset) -> FrontView:
    """Describe an address; one that another may write in another way is described once."""
    i18n.activate(language, data.translations, address.calendar)
    step, place_id = address.step(data), address.filter.place
    if place_id:
        said, told = _place(place_id, address, data)
    elif address.event:
        said, told = _event(address.event, data)
    elif step is not None:
        said, told = _step(step, data)
    else:
        said, told = _shown(address, data)
    return FrontView(
        data=data,
        address=address,
        language=messages.code(),
        query=_query(address, data),
        title=page_title(address, data),
        heading=_title_parts(address, data)[0],
        description=shorten(said, _MAX_DESCRIPTION_CHARS, placeholder="…"),
        note=_TEXT.note(data.subject, is_altered),
        text=told,
        ways=_TEXT.ways(_ways(address, data)),
        place_id=place_id,
        sources=tuple(place_sources(place_id, data.holding(place_id))) if place_id else (),
    )


def page_title(address: Address, data: Dataset) -> str:
    """Return what the page of an address is called: what it shows, its page, the atlas."""
    parts = _title_parts(address, data)
    return " · ".join(shorten(part, _MAX_TITLE_CHARS, placeholder="…") for part in parts)


def _title_parts(address: Address, data: Dataset) -> list[str]:
    step, place_id = address.step(data), address.filter.place
    asked = address.frame(data) or address.filter
    if place_id:
        what = messages.content(str(data.holding(place_id).places.at[place_id, "name"]))
    elif address.event and not address.presentation.is_full_window:
        what = messages.content(str(_statements_on(address.event, data)["title"].iloc[0]))
    elif step is not None:
        what = f"{messages.content(step.title)} · {tour_name(step.tour, data, messages.code())}"
    else:
        what = "" if asked == Filter() else asked.describe(data)
    names = {**page_names(), "handout": _("Handout"), PAGES[0]: ""}
    page = "" if address.presentation.is_full_window else names[address.page]
    return [part for part in (what, page, str(data.subject.title)) if part]


def _place(place_id: str, address: Address, data: Dataset) -> tuple[str, Markup]:
    """Return description and card of a place."""
    data = data.holding(place_id)
    place: Any = data.places.loc[place_id]
    claims = data.claims[data.claims["place_id"] == place_id]
    # Without the place, which leaves nothing out, every card has the same visible set.
    visible = cached.selection(address.filter.without("place"), data).among(place_id)
    tally = count_documents(claims, data)
    inside = claims.index.isin(visible.claims.index)
    parts = contents(claims, claims.index[inside], claims.index[~inside], data)
    card = _CARD.place_card(place, claims, tally, parts, data)
    said = _("What named sources state about {place} ({where}): {documents}. {precision}.").format(
        place=messages.content(place["name"]),
        where=_(", ").join(
            dict.fromkeys((messages.content(place["locality"]), country_name(place["country"])))
        ),
        documents=_CARD.documents(len(claims), *tally).striptags(),
        precision=_("Precision of its point: {precision}").format(
            precision=data.codes.label("precision", place["precision"], messages.code())
        ),
    )
    return said, _TEXT.place(card, place_sources(place_id, data), data)


def _statements_on(event: str, data: Dataset) -> pd.DataFrame:
    return in_time(data.milestones[data.milestones["milestone_id"] == event])


def _event(event: str, data: Dataset) -> tuple[str, Markup]:
    """Return description and card of an event without one place."""
    claims = _statements_on(event, data)
    tally = count_documents(claims, data)
    said = _("What named sources state about {event}: {documents}.").format(
        event=messages.content(str(claims["title"].iloc[0])),
        documents=_CARD.documents(len(claims), *tally).striptags(),
    )
    sources = [data.sources[name] for name in dict.fromkeys(claims["source_id"])]
    return said, _TEXT.place(_CARD.event_card(claims, tally, data), sources, data)


def _step(step: Step, data: Dataset) -> tuple[str, Markup]:
    """Return the text of a tour's step, alone and with the statements that it rests on."""
    titled = []
    for claim_id in step.claim_ids:
        if claim_id in data.claims.index:
            claim: Any = data.claims.loc[claim_id]
            titled.append((data.places.at[claim["place_id"], "name"], claim_id, claim))
        else:
            event: Any = data.milestones.loc[claim_id]
            titled.append((event["title"], claim_id, event))
    count = len(tours(data)[step.tour])
    tour = tour_name(step.tour, data, messages.code())
    above = _("{tour} · {n} of {count}").format(tour=tour, n=step.number, count=count)
    rests_on = _CARD.statements(titled, touching(data.conflicts, step.claim_ids), data)
    return messages.content(step.text), _TEXT.step(above, step, rests_on)


def _shown(address: Address, data: Dataset) -> tuple[str, Markup]:
    """Return a sentence on a visible set with its counts, and the list of its places."""
    frame = address.frame(data)
    selection = cached.selection(address.filter, data) if frame is None else select(frame, data)
    sentence = (frame or address.filter).describe(data)
    counts = (
        _SHELL.places(selection.counts.places),
        _SHELL.statements(selection.counts.statements),
    )
    said = [sentence, *(words.striptags() for words in counts)]
    if selection.filter == Filter():
        said[0] = str(data.subject.subtitle)
    is_records = address.page == "records"
    places = selection.places.head(MAX_RECORDS if is_records else MAX_PLACES)
    listed = [
        (_query(address.elsewhere(filter=Filter(place=place_id)), data), place, count)
        for (place_id, place), count in zip(
            places.iterrows(),
            places.index.map(selection.claims["place_id"].value_counts()),
            strict=True,
        )
    ]
    more = address.elsewhere(filter=selection.filter, page="records")
    left = 0 if selection.is_large else len(selection.places) - len(places)
    rest = (left, _query(more, data), is_records)
    return f"{'. '.join(said)}.", _TEXT.shown(sentence, selection, listed, rest)


def _ways(address: Address, data: Dataset) -> dict[str, list[tuple[str, str]]]:
    """Return name and query of what can be turned to: other steps, pages, tours, by heading."""
    step = address.step(data)
    query = address.filter.without("place")
    pages = [
        (name, _query(address.elsewhere(filter=query, page=page), data))
        for page, name in page_names().items()
    ]
    ways = {_("Pages"): pages}
    told = {
        name: [
            (
                messages.content(one.title),
                _query(address.elsewhere(presentation=_at(one)), data),
            )
            for one in (steps if step and step.tour == name else steps[:1])
        ]
        for name, steps in tours(data).items()
    }
    return ways | {tour_name(name, data, messages.code()): steps for name, steps in told.items()}


def _at(step: Step) -> Presentation:
    return Presentation(tour=step.tour, step=step.number)


def _query(address: Address, data: Dataset) -> str:
    return urlencode(address.to_pairs(data), safe=",", quote_via=quote)
