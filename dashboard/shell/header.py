"""The head of every page: title, pages, a link to this view, and notices."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import cached, i18n
from dashboard.escaping import isolated, plain
from dashboard.session import language, state, visit
from dashboard.session.address import page_names
from dashboard.session.widgets import is_choice, key_showing
from dashboard.shell import share
from dashboard.templates import macros
from geo import Filter, Problem, messages
from geo.history.changes import Change, change_words, changes_of_view, summary_words
from geo.history.snapshots import ReleaseError
from geo.lookup.search import suggest
from geo.messages import gettext as _
from geo.parameters import misordered

_NAVIGATION, _CALENDAR = "header_page", "calendar"
_LANGUAGES, _SPOKEN = "languages", "languages_spoken"
_MAX_LINES = 8
_HEADED = ("sources", "about")  # pages with a heading of their own
_MAX_CHANGES, _ALL_CHANGES = 50, "changes_all"
_NOTICE_STYLE = Path(__file__).resolve().parent / "notice.css"
_NOTICE_REM, _WAYS_ON_REM, _CHANGES_REM = 2.05, 4.1, 4.9
"""The height of a notice of one line, with buttons and with what changed."""
_MAX_FOUND = 60
_MAX_MEANT = 3


def begin() -> DeltaGenerator:
    """Draw the content note, which moves the page below it, and return where the head goes.

    Note and notices keep their containers while they are empty: Streamlit tells elements apart by
    their position, and a map that changes its position is loaded anew.
    """
    line = st.container(key="header", horizontal=True, vertical_alignment="center")
    _draw_note()
    return line


def render(line: DeltaGenerator) -> None:
    """Draw the head of the page: in its line what is always there, then notices.

    Parameters
    ----------
    line
        What `begin` returned.
    """
    with line:
        subject = state.dataset().subject
        name = "" if state.page() in _HEADED else page_names().get(state.page(), "")
        st.html(macros("shell/shell.html").title(subject, name), width="stretch")
        _draw_navigation()
        _draw_languages()
        st.button(
            _("Present"),
            key="present_start",
            icon=":material/slideshow:",
            on_click=state.present,
            help=_("Show full screen: this view, or a guided tour"),
        )
        share.render()
    draw_problems(is_short=True)


def _draw_navigation() -> None:
    names = page_names()
    key = key_showing(_NAVIGATION, state.page() if state.page() in names else None)
    st.segmented_control(
        _("Page"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_turn,
        args=(key,),
        wrap=True,
    )


def _draw_languages() -> None:
    """Let the reader choose language and calendar; each language is named in itself."""
    own_name = i18n.own_name(messages.code())
    key = f"{_LANGUAGES}-{st.session_state.get(_SPOKEN, 0)}"
    opened = st.popover(own_name, key=key, icon=":material/language:", on_change="rerun")
    if not opened.open:
        return
    with opened:
        with st.container(horizontal=True):
            for code in language.offered():
                st.button(
                    i18n.own_name(code),
                    key=f"language_{code}",
                    type="tertiary",
                    disabled=code == messages.code(),
                    on_click=_speak,
                    args=(code,),
                )
        if messages.code() in state.dataset().unreviewed:
            st.caption(_("Translated by the project, and not yet reviewed by others."))
        _draw_calendars()


def _draw_calendars() -> None:
    """Let the reader have dates of another calendar beside the Gregorian ones."""
    names = {
        "gregorian": _("Gregorian alone"),
        "solar": _("with Solar Hijri"),
        "lunar": _("with lunar Hijri"),
    }
    key = key_showing(_CALENDAR, messages.current().calendar)
    st.radio(
        _("Dates"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        captions=["", "", _("Umm al-Qura; where the moon is sighted, a day earlier or later")],
        on_change=_date_by,
        args=(key, messages.code()),
    )


def _date_by(key: str, said_in: str) -> None:
    """Say dates in another calendar, but none that the list of the language before still says."""
    if said_in == messages.code() and is_choice(key):
        language.choose_calendar(st.session_state[key])


def _speak(code: str) -> None:
    """Word the page in another language, and have a new list, closed, where the button stood.

    Streamlit tells lists apart by their labels: back in the language before, a browser would go on
    with the one that it left open.
    """
    st.session_state[_SPOKEN] = st.session_state.get(_SPOKEN, 0) + 1
    language.choose(code)


def _turn(key: str) -> None:
    if st.session_state[key] and is_choice(key):
        state.go(st.session_state[key])


def _draw_note() -> None:
    with st.container(key="content-note", horizontal=True, vertical_alignment="center"):
        note = str(state.dataset().subject.content_note)
        if not note or visit.note_is_read():
            return
        st.write(plain(note))
        st.button(_("Continue"), key="content_note_read", on_click=visit.read_note)


def draw_problems(is_short: bool = False) -> None:
    """Say what of the address was not understood, and what has changed since a link was made.

    Parameters
    ----------
    is_short
        Whether one line of each notice is seen until the reader asks for all: the first screen is
        the map's. A screen reader has all of it.
    """
    lines = _problem_lines(visit.now().problems)
    wanted = language.current()
    if wanted not in language.offered():
        lines.append(
            _(
                "The atlas is not yet available in the language `{code}`; it is shown in English."
            ).format(code=wanted)
        )
    with st.container(key="notice"):
        if lines:
            st.warning("\n\n".join(lines[:_MAX_LINES]))
        lost = [problem for problem in visit.now().problems if _is_lost_place(problem)]
        if state.presentation().mode == "present":
            lost = []
        for problem in lost:
            _draw_ways_on(problem.value)
        height = max(_NOTICE_REM if lines else 0, _WAYS_ON_REM if lost else 0, _draw_changes())
        if is_short and height:
            st.html(_NOTICE_STYLE)
            st.html(macros("shell/shell.html").whole_notice(len(lines[:_MAX_LINES]), height))


def _problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Say each problem; of both ends of a period that ends before it begins, once."""
    ends = misordered(problems)
    if not ends:
        return [_problem_words(one) for one in problems]
    words = _(
        "The period in the address ends before it begins (from {first} to {last}) and is ignored."
    )
    others = [one for one in problems if one.field not in ("from", "to")]
    lines = [words.format(first=isolated(ends[0]), last=isolated(ends[1]))]
    return [*lines, *(_problem_words(one) for one in others)]


def _problem_words(problem: Problem) -> str:
    if _is_lost_place(problem):
        return _(
            "The atlas shows no place “{found}”: the link may be misspelt, or the place was "
            "withdrawn. Search finds a place by any of its names."
        ).format(found=_found(problem))
    return _(
        "{name} in the address was not understood and is ignored: found “{found}”; expected "
        "{expected}."
    ).format(name=plain(problem.field), found=_found(problem), expected=plain(problem.expected))


def _is_lost_place(problem: Problem) -> bool:
    return problem.field == "place" and not state.everything().has_place(problem.value)


def _draw_ways_on(place_id: str) -> None:
    """Offer the places that a misspelt id may mean, and all of them."""
    names = suggest(state.everything(), place_id.replace("-", " "), limit=_MAX_MEANT)
    with st.container(horizontal=True):
        for meant in (one for one in names if one.kind == "place"):
            st.button(
                plain(meant.label),
                key=f"meant_{meant.id}",
                icon=":material/place:",
                on_click=state.select_place,
                args=(meant.id,),
            )
        st.button(_("All places"), key="meant_all", icon=":material/map:", on_click=_show_all)


def _show_all() -> None:
    state.change(Filter())
    state.go("map")


def _found(problem: Problem) -> str:
    """Return what stands in the address, with a sign for each character that shows nothing."""
    seen = (char if char.isprintable() else "\ufffd" for char in problem.value[:_MAX_FOUND])
    more = "…" if len(problem.value) > _MAX_FOUND else ""
    return plain(isolated("".join(seen) + more))


def _draw_changes() -> float:
    """Say what became of the records that a link shows, and return the height of that in rem."""
    since, data = state.address().version, state.dataset()
    if not since or since == data.version:
        return 0
    if data.beyond is not None:
        words = _(
            "This link was made with version {version} of the data. There are too many records to "
            "say what has changed since."
        )
        st.info(words.format(version=since))
        return _NOTICE_REM
    try:
        changes = changes_of_view(state.selection(), cached.data_folder(), since)
    except ReleaseError:
        st.info(
            _(
                "This link was made with version {version} of the data. What has changed since "
                "cannot be said at the moment: the record of that version cannot be read."
            ).format(version=since)
        )
        return _NOTICE_REM
    st.info(plain(summary_words(changes, since)))
    if changes:
        with st.expander(_("What changed")):
            _list_changes(changes)
    return _CHANGES_REM if changes else _NOTICE_REM


def _list_changes(changes: Sequence[Change]) -> None:
    """List what changed; of very many the first, and the others once they are asked for."""
    is_long = len(changes) > _MAX_CHANGES
    words = _("List all changes ({n})").format(n=len(changes))
    if is_long and st.toggle(words, key=_ALL_CHANGES):
        is_long = False
    for change in changes[:_MAX_CHANGES] if is_long else changes:
        st.markdown(plain(change_words(change)))
