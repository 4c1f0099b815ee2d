"""The readings of a typed question, under the search field: each with what it would show."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.escaping import isolated, plain
from dashboard.session import answers, state, visit
from dashboard.shell.figure_readings import with_figures, words_of_figures
from geo import Filter
from geo.lookup.labels import read_label
from geo.lookup.part_words import words_of
from geo.lookup.question import MAX_OFFERS, Offer, read_names, read_question, read_rest
from geo.lookup.question_words import asks_how_many
from geo.lookup.search import is_named, suggest
from geo.lookup.suggestions import Suggestion
from geo.lookup.vocabulary import Part
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.wording import listed

FIELD = "search_text"
"""Key of the search field."""

MAX_LABEL_CHARS = 60
"""Characters of a name or a word on a button of the list."""

NAMED = ("place", "city", "country")
"""Kinds of suggestion that are names."""

_MAX_PART_CHARS = 120
_LEAST_BEGUN = 2  # words


def plain_text(typed: object) -> str:
    r"""Return what stands in the search field, where a pasted tab counts as a space.

    Examples
    --------
    >>> plain_text("Evin\tprison "), plain_text(None)
    ('Evin prison', '')
    """
    return str(typed or "").replace("\t", " ").strip()


def readings(text: str, q: str) -> Sequence[Offer]:
    """Return the readings that show something; of less than the text where it shows nothing.

    Those that come to the same are one. A question for a number is offered figures too.
    """
    offers = _each_once(_readings(text, q))
    return list(with_figures(offers, text)) if asks_how_many(text) else offers


def _readings(text: str, q: str) -> Sequence[Offer]:
    data = state.everything()
    offers, found = [*read_label(data, text), *read_question(data, text)], suggest(data, text)
    offers = [*_begun(offers, found, text), *offers]
    if not offers and (asks_how_many(text) or not any(one.kind in NAMED for one in found)):
        offers = read_names(data, text)
    is_known = any(_alone(offers))
    if not offers:
        is_known = shows_something(Filter(q=q)) or bool(found)
    if is_known:
        return showing(offers) or offers
    fewer = (showing(others) for others in read_rest(data, text))
    return next(filter(None, fewer), [])[:MAX_OFFERS] or offers


def _each_once(offers: Sequence[Offer]) -> list[Offer]:
    """Return the first of those readings that show the same, cards aside."""
    kept: list[Offer] = []
    for offer in offers:
        is_card = offer.changes.keys() == {"place"}
        if is_card or not any(_comes_to_same(offer, other) for other in kept):
            kept.append(offer)
    return kept


def _comes_to_same(one: Offer, other: Offer) -> bool:
    """Tell whether two readings show the same; two that have no day in common are two questions."""
    asked, before = Filter(**one.changes), Filter(**other.changes)
    days = before.period
    if other.changes.keys() == {"place"} or not asked.period.possibly_holds(
        [days.first], [days.last]
    ):
        return False
    data = state.everything()
    return cached.selection(asked, data).shows_same(cached.selection(before, data))


def _begun(offers: Sequence[Offer], found: Sequence[Suggestion], text: str) -> list[Offer]:
    """Return the place of whose name alone a text with readings is the first words."""
    named = [one for one in found if one.kind == "place" and is_named(one, text)]
    if not offers or len(named) != 1 or len(text.split()) < _LEAST_BEGUN:
        return []
    (place,) = named
    changes, part = {"place": place.id}, Part("place", (place.id,))
    if any(one.changes == changes for one in offers):
        return []
    return [Offer(changes, tuple(words_of(state.everything(), {"place": part}, is_card=True)))]


def showing(offers: Sequence[Offer]) -> Sequence[Offer]:
    """Return the readings that show something beside the other filters in force."""
    return [one for one in offers if shows_something(answers.with_answer(one.changes))]


def _alone(offers: Sequence[Offer]) -> Sequence[Offer]:
    """Return the readings that show something without any other filter."""
    return [one for one in offers if shows_something(Filter(**one.changes))]


def shows_something(asked: Filter) -> bool:
    """Tell whether a filter leaves a place or a statement."""
    counts = cached.counts(asked, state.everything())
    return bool(counts.places.shown or counts.statements.shown)


def draw(offers: Sequence[Offer], text: str) -> None:
    """Draw the readings; those of less than the text under what they leave out.

    Where the other filters in force leave nothing of any, they are offered without these.
    """
    alone = [] if showing(offers) else _alone(offers)
    if alone:
        st.caption(_("Nothing matches with the other filters in force. Without them:"))
        for offer in alone:
            _draw_one(offer, text, Filter(**offer.changes))
        return
    groups = groupby(offers, key=lambda offer: offer.left_out)
    for number, (left_out, several) in enumerate(groups):
        group = list(several)
        if left_out:
            st.caption(plain(_words_left_out(left_out, is_first=number == 0)))
        else:
            st.caption(_words_as_question(group))
        for offer in group:
            _draw_one(offer, text)


def _draw_one(offer: Offer, text: str, asked: Filter | None = None) -> None:
    """Draw a reading: how the question was understood, and how much it would show."""
    is_card, parts = offer.changes.keys() == {"place"}, offer.parts
    if offer.of_figures:
        parts = words_of_figures(offer)
    words = " · ".join(isolated(cut(part, _MAX_PART_CHARS)) for part in parts)
    if not (is_card or offer.of_figures):  # neither is a choice of records
        words = with_counts(words, asked or answers.with_answer(offer.changes))
    st.button(
        plain(words),
        key=f"offer_{Filter(**offer.changes).to_query()}{'_figures' * offer.of_figures}",
        type="tertiary",
        icon=":material/bar_chart:" if offer.of_figures else ":material/manage_search:",
        on_click=_take,
        args=(offer, text, asked),
    )


def _words_left_out(left_out: Sequence[str], is_first: bool) -> str:
    quote = _("“{text}”")
    quoted = [quote.format(text=isolated(cut(part, MAX_LABEL_CHARS))) for part in left_out]
    words = _("Nothing matches all of it. Without {words}:") if is_first else _("Without {words}:")
    return words.format(words=listed(quoted))


def _words_as_question(offers: Sequence[Offer]) -> str:
    rest = [answers.with_answer(one.changes).without("place", *one.changes) for one in offers]
    if any(query != Filter() for query in rest):
        return _("As a question (the other filters in force stay):")
    return _("As a question:")


def _take(offer: Offer, text: str, asked: Filter | None) -> None:
    """Put a reading in force and empty the field, unless the reader types on in it already."""
    put(offer.changes, text, asked)
    if offer.unit:
        state.compare(offer.unit)
    elif offer.of_figures:
        state.go("figures")
    if plain_text(st.session_state.get(FIELD)) == text:
        st.session_state[FIELD] = ""


def put(changes: Mapping[str, Any], text: str, asked: Filter | None = None) -> None:
    """Put an answer to a text in force, and close a card whose place is not among what it shows.

    Parameters
    ----------
    changes
        What the answer sets.
    text
        What it answers.
    asked
        The whole filter with it; what the reader chose by other controls stays when left out.
    """
    asked = asked or answers.with_answer(changes)
    found = cached.selection(asked, state.everything()).among(asked.place)
    is_shown = asked.place in found.places.index
    answers.put(changes, asked if "place" in changes or is_shown else asked.without("place"))
    visit.note(asked=(text, answers.replaced()))


def with_counts(words: str, asked: Filter) -> str:
    """Say of an answer how much it would show."""
    counts = cached.counts(asked, state.everything())
    places, statements = counts.places.shown, counts.statements.shown
    found = _("{places}, {statements}").format(
        places=ngettext("{n} place", "{n} places", places).format(n=places),
        statements=ngettext("{n} statement", "{n} statements", statements).format(n=statements),
    )
    if not (places or statements):
        found = _("nothing matches")
    return f"{words} ({found})"


def cut(words: str, most: int) -> str:
    """Return words, cut where there are more characters than `most`."""
    return words if len(words) <= most else f"{words[:most].rstrip()}…"
