"""The speaker's own window: the current step, the next one, notes and the time elapsed."""

import streamlit as st

from dashboard.escaping import plain
from dashboard.present import actions, controls, following
from dashboard.present import page as present
from dashboard.session import state
from dashboard.shell import header
from geo import Dataset, messages
from geo.check.schema import STATUS
from geo.messages import gettext as _
from geo.tours import Step, said_by, tour_name


def render() -> None:
    """Draw the window; it moves with the other windows of its room."""
    now, data = state.step(), state.dataset()
    with st.container(key="speaker"):
        present.draw_script(None)
        header.draw_problems()
        if now is None:
            st.info(_("This window follows a guided tour. Open it from a tour that is presented."))
            st.button(_("Exit"), key="present_leave", on_click=actions.leave)
            return
        with st.container(key="speaker-head", horizontal=True, vertical_alignment="center"):
            controls.render()
            controls.draw_darkening()
            st.html(present.TEMPLATE.clock(messages.digits("00:00")))
        hall = following.hall_words(data)
        if actions.is_dark():
            st.info(_dark_words())
        if hall:
            st.info(plain(hall))
        with st.container(key="speaker-steps", horizontal=True):
            with st.container(key="speaker-now"):
                _draw_now(now, data)
            with st.container(key="speaker-next"):
                _draw_next()
    if state.presentation().room:
        following.poll_room()


def _dark_words() -> str:
    if following.hall_left():
        return _(
            "The screen is dark only where it shows the tour. The button above, B or the full stop "
            "shows it again."
        )
    return _("The screen is dark. The button above, B or the full stop shows it again.")


def _draw_now(now: Step, data: Dataset) -> None:
    """Draw the step with its notes, or name the slide that the hall sees before or after all."""
    shown = state.presentation()
    if shown.slide == "title":
        name = tour_name(shown.tour, data, messages.code())
        st.html(present.TEMPLATE.telling(_("Now"), name))
    elif shown.slide == "end":
        st.html(present.TEMPLATE.telling(_("Now"), _("Sources and licence")))
    else:
        _draw_step(_("Now"), now)
        st.html(present.TEMPLATE.notes_list(_notes(now, data), data))


def _draw_step(when: str, step: Step) -> None:
    above = _("{when} · {n} of {count}").format(
        when=when, n=step.number, count=len(actions.steps())
    )
    st.html(present.TEMPLATE.telling(above, step.title, step.text))


def _draw_next() -> None:
    following = actions.steps()[actions.number_now() :]
    if following:
        _draw_step(_("Next"), following[0])
    elif not state.presentation().slide:
        st.html(present.TEMPLATE.telling(_("Next"), _("This is the last step.")))


def _notes(step: Step, data: Dataset) -> list[tuple[str, str, str, str]]:
    """Return summary, status of its translation, attribution and note of each statement told."""
    notes = []
    for claim_id in step.claim_ids:
        frame = data.claims if claim_id in data.claims.index else data.milestones
        row = frame.loc[[claim_id]].iloc[0]
        said = str(row["summary"]), str(row[STATUS])
        notes.append((*said, said_by(claim_id, step, data), str(row["notes"])))
    return notes
