"""The search box: suggestions while the reader types, in any spelling."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal

import streamlit as st

from dashboard import cached
from dashboard.escaping import isolated, plain
from dashboard.session import answers, state, visit
from dashboard.session.fragments import fragment
from dashboard.templates import macros
from geo import Filter
from geo.filter_words import describe, searched
from geo.lookup.pasted import is_address, pasted
from geo.lookup.pieces import names_within
from geo.lookup.question import MAX_OFFERS, Offer, read_names, read_question, read_rest
from geo.lookup.respelled import respelled
from geo.lookup.search import is_named, nearest, suggest
from geo.lookup.suggestions import Suggestion
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.name_keys import key
from geo.wording import listed

_TEXT = "search_text"
_MAX_LABEL_CHARS, _MAX_PART_CHARS, _MIN_MATCHED_CHARS = 60, 120, 20
_NAMED = ("place", "city", "country")
_KINDS = {
    "place": ":material/place:",
    "city": ":material/location_city:",
    "country": ":material/flag:",
    "source": ":material/description:",
    "statement": ":material/notes:",
}


@fragment
def render() -> None:
    """Draw the search field with what the typed text may mean; it is empty after a question."""
    text = (
        st.text_input(
            _("Search"),
            key=_TEXT,
            type="search",
            live=True,
            persist_state="session",  # and no max_chars: a longer text would be refused wordlessly
            placeholder=_("Place, city, source, word"),
            help=_(
                "Any spelling, Latin or Persian. A search that is applied shows the statements "
                "that contain every word; suggestions also find similar spellings, and a text "
                "that names a place, a kind or a period is offered as a question. Arrow keys go "
                "to the list; Enter takes the best match where there is one, and in the empty "
                "field lifts the search."
            ),
        )
        or ""
    ).strip()
    _say_in_force(text)
    if not text:
        return
    found, faults = Filter.read([("q", text)], state.dataset())
    if faults:
        st.caption(_("A search needs {expected}.").format(expected=plain(faults[0].expected)))
    elif found.q:
        _draw_answers(text, found.q)


def _say_in_force(text: str) -> None:
    """Say which answer is in force, unless it is that of the text in the field."""
    kept, data = answers.replaced(), state.dataset()
    is_of_text = visit.now().asked == (text, kept) or kept == Filter(q=text)
    if kept == Filter() or is_of_text or not (text or kept.q):
        return
    if kept.q:
        kept = replace(kept, q=isolated(_cut(searched(kept, data), _MAX_LABEL_CHARS)))
    words = _("In force until another answer is chosen: {answer}.")
    st.caption(words.format(answer=plain(describe(kept, data))))


def empty() -> None:
    """Take what was searched for out of the field; for callbacks, which run before it is drawn."""
    st.session_state[_TEXT] = ""


def reset() -> None:
    """Lift every filter, the search in the field and dates that are typed too; for callbacks."""
    empty()
    state.reset()


def _draw_answers(text: str, q: str) -> None:
    """Draw the list: readings as a question, the text itself as `q`, then names like it."""
    data, pinned = state.dataset(), pasted(state.dataset(), text)
    offers = [] if pinned else _readings(text, q)
    suggestions = pinned or suggest(data, text)
    found = bool(offers or suggestions)
    on_enter = _on_enter(text, q, offers, suggestions)
    if not found and not is_address(text):
        spelled = respelled(data, text)
        suggestions = suggest(data, spelled)
        q = spelled if suggestions else q
        suggestions = suggestions or nearest(data, text) or _named_within(text)
    if offers:
        with st.container(key="offers", gap=None):
            _draw_offers(offers, text)
    words = _("Show statements containing “{text}”").format(text=isolated(q))
    st.button(
        plain(_with_counts(words, answers.with_answer({"q": q}))),
        key="search_apply",
        icon=":material/filter_alt:",
        width="stretch",
        on_click=_put,
        args=({"q": q}, text),
    )
    if pinned or not found:
        st.caption(plain(_words_before(text, suggestions)))
    with st.container(key="suggestions", gap=None):
        for suggestion in suggestions:
            _draw(suggestion, text)
        st.html(macros("shell/shell.html").answered(text, on_enter))  # last: the list is whole


def _named_within(text: str) -> list[Suggestion]:
    """Return what a text names that is no answer to all of it, each once."""
    data = state.dataset()
    found = (one for name in names_within(data, text) for one in suggest(data, name, limit=3))
    return list({(one.kind, one.id): one for one in found if one.kind in _NAMED}.values())


def _words_before(text: str, suggestions: Sequence[Suggestion]) -> str:
    """Say what the list holds where it does not answer the text as a name."""
    if is_address(text):
        return _("Sources at this address:") if suggestions else _("No source has this address.")
    if suggestions and pasted(state.dataset(), text):
        return _("Points nearest to {point}:").format(point=isolated(text))
    words = _("Nothing is called “{text}”, nor anything like it. Try another spelling.")
    if suggestions:
        words = _("Nothing is called “{text}”. Nearest:")
    return words.format(text=isolated(text))


def _readings(text: str, q: str) -> Sequence[Offer]:
    """Return the readings that show something; of less than the text where it shows nothing."""
    data = state.dataset()
    offers, found = read_question(data, text), suggest(data, text)
    if not offers and not any(one.kind in _NAMED for one in found):
        offers = read_names(data, text)
    is_known = any(_shows_something(Filter(**one.changes)) for one in offers)
    if not offers:
        is_known = _shows_something(Filter(q=q)) or bool(found)
    if is_known:
        return _showing(offers) or offers
    fewer = (_showing(readings) for readings in read_rest(data, text))
    return next(filter(None, fewer), [])[:MAX_OFFERS] or offers


def _showing(offers: Sequence[Offer]) -> Sequence[Offer]:
    return [one for one in offers if _shows_something(answers.with_answer(one.changes))]


def _on_enter(
    text: str, q: str, offers: Sequence[Offer], suggestions: Sequence[Suggestion]
) -> Literal["first", "apply", "choose"]:
    """Return what Enter does: take the first of the list, search for the text, or go to the list.

    It takes the first where one reading or one name answers the text, typing errors aside.
    """
    if offers:
        is_whole = len(offers) == 1 and not offers[0].left_out
        is_other = "q" in offers[0].changes and "place" not in offers[0].changes
        is_doubtful = is_other and _shows_something(Filter(q=q))  # all of it as a text
        return "first" if is_whole and _showing(offers) and not is_doubtful else "choose"
    if not suggestions:
        return "choose"
    best = suggestions[0]
    if best.kind not in _NAMED:
        return "apply" if _shows_something(Filter(q=q)) else "choose"
    named = [one for one in suggestions if one.kind == best.kind and is_named(one, text)]
    if key(best.matched) == key(text):  # the whole name: longer ones are no doubt
        named = [one for one in named if one.matched == best.matched]
    if len(named) == 1:
        return "first"
    is_one_name = len({one.matched for one in named}) == 1
    return "choose" if is_one_name or not _shows_something(Filter(q=q)) else "apply"


def _put(changes: Mapping[str, Any], text: str) -> None:
    """Put an answer to a text in force, and close a card whose place is not among what it shows."""
    asked = answers.with_answer(changes)
    is_shown = asked.place in cached.selection(asked, state.dataset()).places.index
    answers.put(changes, asked if "place" in changes or is_shown else asked.without("place"))
    visit.note(asked=(text, answers.replaced()))


def _shows_something(asked: Filter) -> bool:
    counts = cached.selection(asked, state.dataset()).counts
    return bool(counts.places.shown or counts.statements.shown)


def _draw_offers(offers: Sequence[Offer], text: str) -> None:
    """Draw the readings; those of less than the text under what they leave out."""
    for left_out, readings in groupby(offers, key=lambda offer: offer.left_out):
        group = list(readings)
        st.caption(plain(_words_left_out(left_out)) if left_out else _words_as_question(group))
        for offer in group:
            st.button(
                plain(_offer_label(offer)),
                key=f"offer_{Filter(**offer.changes).to_query()}",
                type="tertiary",
                icon=":material/manage_search:",
                on_click=_take,
                args=(offer, text),
            )


def _words_left_out(left_out: Sequence[str]) -> str:
    quote = _("“{text}”")
    quoted = [quote.format(text=isolated(_cut(part, _MAX_LABEL_CHARS))) for part in left_out]
    return _("Nothing matches all of it. Without {words}:").format(words=listed(quoted))


def _words_as_question(offers: Sequence[Offer]) -> str:
    rest = [answers.with_answer(one.changes).without("place", *one.changes) for one in offers]
    if any(query != Filter() for query in rest):
        return _("As a question (the other filters in force stay):")
    return _("As a question:")


def _take(offer: Offer, text: str) -> None:
    """Put a reading in force and empty the field, unless the reader types on in it already."""
    _put(offer.changes, text)
    if str(st.session_state.get(_TEXT) or "").strip() == text:
        empty()


def _offer_label(offer: Offer) -> str:
    """Say how a question was understood, and how much it would show."""
    words = " · ".join(isolated(_cut(part, _MAX_PART_CHARS)) for part in offer.parts)
    return _with_counts(words, answers.with_answer(offer.changes))


def _with_counts(words: str, asked: Filter) -> str:
    """Say of an answer how much it would show."""
    counts = cached.selection(asked, state.dataset()).counts
    places, statements = counts.places.shown, counts.statements.shown
    found = _("{places}, {statements}").format(
        places=ngettext("{n} place", "{n} places", places).format(n=places),
        statements=ngettext("{n} statement", "{n} statements", statements).format(n=statements),
    )
    if not (places or statements):
        found = _("nothing matches")
    return f"{words} ({found})"


def _draw(suggestion: Suggestion, text: str) -> None:
    st.button(
        plain(label(suggestion)),
        key=f"suggest_{suggestion.kind}_{suggestion.id}",
        type="tertiary",
        icon=_KINDS[suggestion.kind],
        on_click=_follow,
        args=(suggestion, text),
    )


def label(suggestion: Suggestion) -> str:
    """Return what to show of a suggestion: its name and the name that answers, each by itself."""
    words = suggestion.label
    if suggestion.kind != "place" or suggestion.matched in words:
        return isolated(_cut(words, _MAX_LABEL_CHARS))
    left = max(_MIN_MATCHED_CHARS, _MAX_LABEL_CHARS - len(words) - 3)
    return f"{isolated(_cut(words, _MAX_LABEL_CHARS))} ({isolated(_cut(suggestion.matched, left))})"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def _follow(suggestion: Suggestion, text: str) -> None:
    """Open a place or the place of a statement; restrict to a city, a country or a source."""
    claims = state.dataset().claims
    if suggestion.kind == "place":
        _put({"place": suggestion.id}, text)
    elif suggestion.kind == "city":
        _put({"cities": (suggestion.id,)}, text)
    elif suggestion.kind == "country":
        _put({"countries": (suggestion.id,)}, text)
    elif suggestion.kind == "source":
        _put({"sources": (suggestion.id,)}, text)
    elif suggestion.id in claims.index:
        _put({"place": str(claims.at[suggestion.id, "place_id"])}, text)
    else:
        state.offer((suggestion.id,))
