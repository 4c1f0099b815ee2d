"""The search box: suggestions while the reader types, in any spelling."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from dashboard.escaping import isolated, plain
from dashboard.session import answers, state, visit
from dashboard.session.fragments import fragment
from dashboard.shell import readings
from dashboard.shell.readings import MAX_LABEL_CHARS, NAMED, cut, shows_something
from dashboard.templates import macros
from geo import Filter
from geo.filter_words import describe, searched
from geo.lookup.pasted import is_address, pasted
from geo.lookup.pieces import names_within
from geo.lookup.question import Offer
from geo.lookup.respelled import respelled
from geo.lookup.search import is_named, nearest, suggest
from geo.lookup.suggestions import Suggestion
from geo.messages import gettext as _
from geo.name_keys import key

_MIN_MATCHED_CHARS, _MOST = 20, 8
_KINDS = {
    "place": ":material/place:",
    "city": ":material/location_city:",
    "country": ":material/flag:",
    "source": ":material/description:",
    "statement": ":material/notes:",
}
_OPENED = ("place", "statement")


@fragment
def render() -> None:
    """Draw the search field with what the typed text may mean; it is empty after a question."""
    text = readings.plain_text(
        st.text_input(
            _("Search"),
            key=readings.FIELD,
            type="search",
            live=True,
            persist_state="session",  # and no max_chars: a longer text would be refused wordlessly
            placeholder=_("Place, city, source, word"),
            help=_(
                "Any spelling, Latin or Persian. A search that is applied shows the statements "
                "that contain every word; suggestions also find similar spellings, and a text "
                "that names a place, a kind or a period is offered as a question. Arrow keys go "
                "to the list; Enter takes the best match where there is one, and in a field that "
                "you have emptied lifts the search."
            ),
        )
    )
    _say_in_force(text)
    if not text:
        return
    found, faults = Filter.read([("q", text)], state.everything())
    if faults:
        st.caption(_("A search needs {expected}.").format(expected=plain(faults[0].expected)))
    elif found.q:
        with st.container(key="answers"):
            _draw_answers(text, found.q)


def _say_in_force(text: str) -> None:
    """Say which filter is in force, unless it is the answer to the text in the field."""
    kept, data = answers.replaced(), state.everything()
    is_of_text = visit.now().asked == (text, kept) or kept == Filter(q=text)
    now = state.current_filter().without("place")
    if now == Filter() or is_of_text or not (text or now.q):
        return
    if now.q:
        now = replace(now, q=isolated(cut(searched(now, data), MAX_LABEL_CHARS)))
    st.caption(_("In force: {filters}.").format(filters=plain(describe(now, data))))


def empty() -> None:
    """Take what was searched for out of the field; for callbacks, which run before it is drawn."""
    st.session_state[readings.FIELD] = ""


def reset() -> None:
    """Lift every filter, the search in the field and dates that are typed too; for callbacks."""
    empty()
    state.reset()


def _draw_answers(text: str, q: str) -> None:
    """Draw the list: readings as a question, the text itself as `q`, then names like it."""
    data, pinned = state.everything(), pasted(state.everything(), text)
    offers = [] if pinned or is_address(text) else readings.readings(text, q)
    matching = suggest(data, text, limit=_MOST + 1)
    suggestions = pinned or matching[:_MOST]
    has_more = not pinned and any(one.kind in NAMED for one in matching[_MOST:])
    found = bool(offers or suggestions)
    on_enter = _on_enter(text, q, offers, suggestions)
    spelled = "" if offers or pinned or is_address(text) else respelled(data, text)
    asked = q
    if spelled and shows_something(Filter(q=spelled)):
        q = spelled  # names alone answer to other spellings
    if not found and not is_address(text):
        suggestions = suggest(data, spelled)
        suggestions = suggestions or nearest(data, text) or _named_within(text)
    if on_enter == "choose" and (offers or suggestions):
        st.caption(_("Enter goes to the first answer, and pressed again takes it."))
    if offers:
        with st.container(key="offers", gap=None):
            readings.draw(offers, text)
    is_vain = bool(suggestions) and not shows_something(answers.with_answer({"q": q}))
    if not is_vain:
        _draw_apply(text, q)
    is_like = not offers and _is_but_like(text, asked, suggestions)
    if pinned or not found or is_like:
        st.caption(plain(_words_before(text, suggestions)))
    with st.container(key="suggestions", gap=None):
        for words, group in _by_effect(suggestions):
            st.caption(words)
            for suggestion in group:
                _draw(suggestion, text)
        if has_more:
            st.caption(_("More names match: type more letters."))
        if is_vain:
            _draw_apply(text, q)
        size = len(offers) + len(suggestions)
        # Last: the list is whole.
        st.html(macros("shell/shell.html").answered(text, on_enter, size))


def _draw_apply(text: str, q: str) -> None:
    words = _("Show statements containing “{text}”").format(text=isolated(q))
    st.button(
        plain(readings.with_counts(words, answers.with_answer({"q": q}))),
        key="search_apply",
        icon=":material/filter_alt:",
        width="stretch",
        on_click=readings.put,
        args=({"q": q}, text),
    )


def _named_within(text: str) -> list[Suggestion]:
    """Return what a text names that is no answer to all of it, each once."""
    data = state.everything()
    found = (one for name in names_within(data, text) for one in suggest(data, name, limit=3))
    return list({(one.kind, one.id): one for one in found if one.kind in NAMED}.values())


def _is_but_like(text: str, q: str, suggestions: Sequence[Suggestion]) -> bool:
    """Tell whether all that is offered for a text are names that are but like it."""
    is_answered = any(one.kind not in NAMED or is_named(one, text) for one in suggestions)
    return not is_answered and not shows_something(Filter(q=q))


def _words_before(text: str, suggestions: Sequence[Suggestion]) -> str:
    """Say what the list holds where it does not answer the text as a name."""
    if is_address(text):
        return _("Sources at this address:") if suggestions else _("No source has this address.")
    if suggestions and pasted(state.everything(), text):
        return _("Points nearest to {point}:").format(point=isolated(text))
    words = _("Nothing is called “{text}”, nor anything like it. Try another spelling.")
    if suggestions:
        words = _("Nothing is called “{text}”. Nearest:")
    return words.format(text=isolated(text))


def _on_enter(
    text: str, q: str, offers: Sequence[Offer], suggestions: Sequence[Suggestion]
) -> Literal["first", "apply", "choose"]:
    """Return what Enter does: take the first of the list, search for the text, or go to the list.

    It takes the first where one reading or one name answers the text, typing errors aside.
    """
    if offers:
        is_whole = len(offers) == 1 and not offers[0].left_out
        changes = offers[0].changes
        is_other = "sources" in changes or ("q" in changes and "place" not in changes)
        is_doubtful = is_other and shows_something(Filter(q=q))  # all of it as a text
        return "first" if is_whole and readings.showing(offers) and not is_doubtful else "choose"
    if not suggestions:
        return "choose"
    best = suggestions[0]
    if best.kind not in NAMED:
        return "apply" if shows_something(Filter(q=q)) else "choose"
    named = [one for one in suggestions if one.kind == best.kind and is_named(one, text)]
    if key(best.matched) == key(text):  # the whole name: longer ones are no doubt
        named = [one for one in named if one.matched == best.matched]
    if len(named) == 1:
        return "first"
    is_one_name = len({one.matched for one in named}) == 1
    return "choose" if is_one_name or not shows_something(Filter(q=q)) else "apply"


def _by_effect(suggestions: Sequence[Suggestion]) -> Iterator[tuple[str, list[Suggestion]]]:
    """Yield the suggestions by what choosing one does, said before them; the best are first."""
    opens = [one.kind in _OPENED for one in suggestions]
    for is_opened in dict.fromkeys(opens):
        group = [one for one, opened in zip(suggestions, opens, strict=True) if opened == is_opened]
        yield (_("Open the card of:") if is_opened else _("Show only:")), group


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
        return isolated(cut(words, MAX_LABEL_CHARS))
    left = max(_MIN_MATCHED_CHARS, MAX_LABEL_CHARS - len(words) - 3)
    return f"{isolated(cut(words, MAX_LABEL_CHARS))} ({isolated(cut(suggestion.matched, left))})"


def _follow(suggestion: Suggestion, text: str) -> None:
    """Open a place or the place of a statement; restrict to a city, a country or a source."""
    claims = state.everything().claims
    if suggestion.kind == "place":
        readings.put({"place": suggestion.id}, text)
    elif suggestion.kind == "city":
        readings.put({"cities": (suggestion.id,)}, text)
    elif suggestion.kind == "country":
        readings.put({"countries": (suggestion.id,)}, text)
    elif suggestion.kind == "source":
        readings.put({"sources": (suggestion.id,)}, text)
    elif suggestion.id in claims.index:
        readings.put({"place": str(claims.at[suggestion.id, "place_id"])}, text)
    else:
        state.offer((suggestion.id,))
