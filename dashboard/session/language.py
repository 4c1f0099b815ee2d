"""The language and the calendar in which one reader's page is worded."""

from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import i18n
from dashboard.session import state, visit
from geo import DataError, messages


def current() -> str:
    """Return the code of the language that the address asks for, else that of the browser."""
    return _worded_in(state.address().language)


def _worded_in(asked: str) -> str:
    return asked or i18n.preferred(visit.accepted_languages(), offered())


def activate(asked: str) -> None:
    """Word what follows in the language that is asked for, else in that of the browser."""
    i18n.activate(_worded_in(asked), state.everything().translations, state.address().calendar)


def offered() -> tuple[str, ...]:
    """Return the codes of the languages that the page can be worded in, English first."""
    return i18n.offered(state.everything().subject.languages)


def choose(code: str) -> None:
    """Word the page in another language."""
    state.write(language=code)
    i18n.activate(code, state.everything().translations, state.address().calendar)


def choose_calendar(calendar: str) -> None:
    """Say dates in a calendar; what is not one of `messages.CALENDARS` changes nothing."""
    if calendar in messages.CALENDARS:
        is_usual = calendar == i18n.calendar_of(current())
        state.write(calendar="" if is_usual else calendar)
        i18n.activate(current(), state.everything().translations, calendar)


def of_session() -> messages.Language:
    """Return the language of the reader whose page this thread makes; English outside of one."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return messages.ENGLISH
    try:
        return i18n.language(current(), state.everything().translations, state.address().calendar)
    except DataError:
        return messages.ENGLISH


# Callbacks and fragments run before the page script, in threads of their own.
messages.ask(of_session)
