"""The presentation: the whole window for map, time, what is told, and its sources."""

from collections import Counter
from dataclasses import replace

import streamlit as st

from dashboard.card import panel as card
from dashboard.handout.notes import layers_shown
from dashboard.look import Look, lanes
from dashboard.map import panel as map_panel
from dashboard.present import actions, controls, following, menu, rooms
from dashboard.session import state, visit
from dashboard.session.presentation import Presentation
from dashboard.shell import counter, header
from dashboard.templates import macros
from dashboard.timeline import small as small_timeline
from dashboard.timeline.figure import timeline_figure
from dashboard.timeline.style import PRESENTED, PRESENTED_ON_PHONE, Emphasis
from geo import Selection, messages
from geo.cite.references import attribution
from geo.export.stamp import stamp
from geo.messages import gettext as _
from geo.tours import step_sources, tour_name, tour_sources

TEMPLATE = macros("present/present.html")
SCRIPT = (
    '<script src="assets/atlas/present.js"></script><script src="assets/atlas/card.js"></script>'
)


def render() -> None:
    """Draw the presentation of what is shown: a step of a tour, a frame, or the reader's view."""
    shown = state.presentation()
    selection = state.selection()
    look = Look(state.dataset().subject, is_large=True, is_dark=shown.theme == "dark")
    with st.container(key="present"):
        draw_script(selection)
        with st.container(key="map"):
            map_panel.render(selection, look)
        with st.container(key="panel"):
            header.draw_problems()
            _draw_telling(selection)
            _draw_key(selection, look)
            if _runs_by_itself():
                st.html(TEMPLATE.pace())
            controls.render()
            menu.render(selection)
        state.write_owed()
        with st.container(key="foot"):  # with the text, and not after what is slow to draw
            _draw_sources(selection)
        with st.container(key="timeline"):
            _draw_timeline(selection)
        if shown.slide and state.step() is not None:
            with st.container(key="slide"):
                _draw_slide(shown, selection)
        menu.draw_qr()
    if shown.room:
        following.poll_room()


def draw_script(selection: Selection | None) -> None:
    """Load the script of presentations, and tell it what is on screen."""
    shown, now, frame = state.presentation(), state.step(), state.frame()
    picked = state.current_filter().place
    at = f"{shown.tour}/{shown.step}{shown.slide}" if now else frame.at if frame else ""
    values = {
        "mode": shown.mode,
        "theme": shown.theme,
        "kind": "step" if now else "frame" if frame else "",
        "shown": f"{shown.mode} {at} {shown.pace} {picked}".strip(),
        "kiosk": shown.kiosk,
        "idle": f"{shown.idle:g}",
        "pace": f"{shown.kiosk:g}" if now else f"{1 / shown.pace:g}" if shown.pace else "",
        "picked": picked if now else "",
        "room": shown.room,
        "dark": "yes" if now and shown.room and actions.is_dark() else "",
        "elapsed": f"{rooms.elapsed(shown.room):.1f}" if shown.mode == "speaker" else "",
        "presses": controls.presses(),
        "ids": selection.counts.places.shown if selection else "",
    }
    with st.container(key="present-script"):
        st.html(SCRIPT, unsafe_allow_javascript=True)
        st.html(TEMPLATE.script_data(values))


def draw_waiting() -> None:
    """Say that a kiosk's tour comes back by itself while a visitor looks round, now or never."""
    with st.container(key="waiting", horizontal=True, vertical_alignment="center"):
        st.html(TEMPLATE.waiting())
        controls.draw_resume()
        st.button(_("Stay here"), key="present_stay", on_click=actions.stay)
        draw_script(None)


def _runs_by_itself() -> bool:
    """Tell whether a tour is shown that goes on by itself."""
    return state.step() is not None and bool(state.presentation().kiosk)


def _draw_telling(selection: Selection) -> None:
    shown, now, frame, data = (
        state.presentation(),
        state.step(),
        state.frame(),
        selection.dataset,
    )
    with st.container(key="told"):
        if selection.filter.place and (now is None or state.current_filter().place):
            card.render(selection)
        elif now is not None:
            above = _("{tour} · {n} of {count}").format(
                tour=tour_name(shown.tour, data, messages.code()),
                n=shown.step,
                count=len(actions.steps()),
            )
            st.html(TEMPLATE.telling(above, now.title, now.text))
        elif frame is not None:
            above = _("Through time · {n} of {count}").format(n=frame.number + 1, count=frame.count)
            # Reckoned before the first is drawn, so that all of a frame comes at once.
            described, told = frame.describe(data), state.told()
            played = TEMPLATE.played(told.words(), told.note()) if told is not None else ""
            st.html(TEMPLATE.telling(above, frame.words()))
            if played:
                st.html(played)
            counter.render(selection, described)
        else:
            above = _("What named sources state")
            st.html(TEMPLATE.telling(above, selection.filter.describe(data)))
            counter.render(selection, "")


def _draw_slide(shown: Presentation, selection: Selection) -> None:
    """Cover everything but the buttons with the title of the tour, or with what it rests on."""
    data = selection.dataset
    name, steps = tour_name(shown.tour, data, messages.code()), actions.steps()
    said = tour_sources(steps, data)
    if shown.slide == "title":
        st.html(TEMPLATE.title_slide(data.subject, name, len(steps), len(said)))
    else:
        licence = stamp(selection).licence_words
        st.html(TEMPLATE.end_slide(name, Counter(said), licence, data.version))


def _draw_key(selection: Selection, look: Look) -> None:
    now, layers = state.step(), selection.places["layer"]
    if selection.is_large:
        counted = {layer.code: count for layer, count in layers_shown(selection).items()}
        st.html(TEMPLATE.marks_key(counted, look))
        return
    counts = layers.value_counts()
    told, played = {}, state.told()
    if now is not None or played is not None:
        ids = now.claim_ids if now else played.own if played else ()
        claims = selection.claims[selection.claims.index.isin(ids)]
        told = layers[layers.index.isin(claims["place_id"])].value_counts().to_dict()
    located = layers[selection.places.geometry.notna()].value_counts()
    located = located.reindex(counts.index, fill_value=0)
    key = TEMPLATE.marks_key(counts.to_dict(), look, told, located.to_dict())
    if key:
        st.html(key)


def _draw_timeline(selection: Selection) -> None:
    """Draw the period that is shown, what is told of bright; of a playback, all that is played.

    Where the reader chose the period, all years stand above it, to see what lies around.
    """
    data, played, now, told = selection.dataset, state.playback(), state.step(), state.told()
    around = played.query.select(data) if played else selection
    emphasis = Emphasis(told.own, selection.filter.period) if told else None
    if now is not None:
        emphasis = Emphasis(frozenset(now.claim_ids))
    is_dark = state.presentation().theme == "dark"
    style = replace(PRESENTED_ON_PHONE if visit.is_phone() else PRESENTED, is_dark=is_dark)
    if selection.is_large or (selection.filter.has_dates and not (now or played)):
        small_timeline.draw_years(selection, is_dark)
    figure = timeline_figure(around, lanes(data.subject, is_dark), style, emphasis)
    if figure is not None:
        height = f"{figure.layout.height:g}px"
        st.html(f"<style>.st-key-present_chart {{ --chart-px: {height}; }}</style>")
        st.plotly_chart(
            figure,
            key="present_chart",
            theme=None,
            config={"displayModeBar": False, "staticPlot": True},
            alt=_("Where in time the shown statements stand"),
        )


def _draw_sources(selection: Selection) -> None:
    """Cite what is on screen: a step's statements, a place's, or those of everything shown."""
    now, data = state.step(), selection.dataset
    picked = state.current_filter().place
    if now is not None and not picked:
        said = step_sources(now, data)
    else:
        claims = data.claims[data.claims["place_id"] == picked] if picked else selection.claims
        ids = list(dict.fromkeys(claims["source_id"])) if picked else selection.source_ids
        said = [attribution(data.sources[source_id]) for source_id in ids]
    st.html(TEMPLATE.sources_footer(Counter(said), _(", listed on the page Sources")))
