"""The card of the selected place: what the point is, and what each source says."""

import pandas as pd
import streamlit as st

from dashboard.card import cite_box, turning
from dashboard.card.contents import MANY, ORDERS, contents, figures_of
from dashboard.card.narrowing import choose_order, narrow
from dashboard.escaping import plain
from dashboard.session import links, state, visit
from dashboard.session.address import IN_WORDS
from dashboard.session.fragments import fragment
from dashboard.session.widgets import distinct_labels
from dashboard.templates import macros
from geo import Dataset, Selection, messages
from geo.conflicts import touching
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.summaries import count_documents, in_time, nearby

CARD = macros("card/card.html")

_MAX_NAME_CHARS = 120
_PATIENCE_MS = 5000
"""How long the rest of a page may take to come after the card."""
_CLOSE = ".st-key-detail :is(.st-key-detail_close, .st-key-choices_close) button"
# Run once for each card and language: from the timeline it opens above the screen, and on a phone
# as a sheet above which the map and on it the place are to be seen. Once it is closed, the page
# goes back to where it was, unless the reader has scrolled it. What a key on a mark has
# opened gets the keyboard; what one on the page has, by `focus.js`.
_SHOW = """<script>(function () {{ /* {card} {language} */
  const find = (selector) => document.querySelector(selector), map = find(".st-key-map");
  const isSheet = window.innerWidth <= 820, close = find("{close}");
  const frame = find(".st-key-map iframe"), name = find(".st-key-detail h2");
  const {{ contentDocument: page, contentWindow: view }} = frame ?? {{}};
  const isOnMark = page?.activeElement?.matches(".atlas-mark:focus-visible");
  if (name && isOnMark && !view.atlas?.isByPointer) {{
    name.tabIndex = -1;
    name.focus({{ preventScroll: true }});
  }}
  if (!window.atlasWanted) find(".st-key-detail")?.scrollTo(0, 0);
  find(".st-key-told")?.parentElement.scrollTo(0, 0);
  if (!isSheet && close) window.atlasShow(close, true);
  if (!isSheet || !map || !find(".st-key-detail")) return;  // closed again by now
  // The head of the page comes after the card and moves the map down again, which no frame shows.
  // Out of sight in a page of another site, frames come only once it is scrolled to.
  let isTouched = false, covered = null, until = null;
  const main = find(".stMain"), before = window.atlasBefore ??= {{ top: main.scrollTop }};
  new ResizeObserver((_sizes, watch) => {{  // once the card has gone, too
    if (find(".st-key-detail")) return;
    watch.disconnect();
    window.atlasBefore = null;
    const here = Math.min(before.shown, main.scrollHeight - main.clientHeight);
    if (Math.abs(main.scrollTop - here) < 2) main.scrollTo(0, before.top);
  }}).observe(find(".st-key-detail"));
  for (const type of ["pointerdown", "wheel", "keydown", "resize"]) {{
    window.addEventListener(type, () => {{ isTouched = true; }}, {{ once: true, capture: true }});
  }}
  (function keep(now) {{
    if (now) until ??= now + {patience_ms};
    if (isTouched || (until && now > until) || !find(".st-key-detail")) return;
    if (map.getBoundingClientRect().top > 50) {{
      window.atlasShow(map);
      before.shown = main.scrollTop;
    }}
    const frame = find(".st-key-map iframe"), above = frame?.contentWindow?.atlas?.showAbove;
    const top = (one) => one?.getBoundingClientRect().top;
    const from = top(find(".st-key-detail")) - top(frame);
    if (from > 0 && from !== covered && above?.(from)) covered = from;
    requestAnimationFrame(keep);
  }})(0);
}})();
</script>"""


def render(selection: Selection) -> None:
    """Draw the card of the selected place or event, or the statements of a mark to choose among."""
    event = state.address().event
    if visit.now().choices or selection.filter.place or event:
        st.html(CARD.sheet_handle())
    if visit.now().choices:
        _draw_choices(selection)
        _bring_into_view(visit.now().choices[0])
    elif event:
        _draw_event(event, selection)
        _bring_into_view(event)
    elif selection.filter.place:
        _draw_place(selection.filter.place, selection)
        _bring_into_view(selection.filter.place)


def _bring_into_view(card: str) -> None:
    """Scroll to the head of a newly opened card where it is out of sight."""
    script = _SHOW.format(
        card=card, language=messages.code(), close=_CLOSE, patience_ms=_PATIENCE_MS
    )
    st.html(script, unsafe_allow_javascript=True)


def _draw_place(place_id: str, selection: Selection) -> None:
    data = selection.dataset
    place = data.places.loc[place_id]
    claims = in_time(data.claims[data.claims["place_id"] == place_id])
    st.button(
        _("Close"),
        key="detail_close",
        icon=":material/close:",
        type="tertiary",
        on_click=state.select_place,
        args=("",),
    )
    turning.render(selection)
    st.html(CARD.head(place, len(claims), count_documents(claims, data), data))
    visible = claims[claims.index.isin(selection.among(place_id).claims.index)]
    _draw_ways_to_figures(place_id, [group.unit for group in figures_of(visible)])
    _draw_statements(place_id)
    cite_box.render(place_id, [str(name) for name in claims.index])
    _draw_nearby(place_id, data)
    st.caption(_("Link to this place"))
    st.code(links.permalink("map", place=place_id), language=None, wrap_lines=True)


@fragment
def _draw_statements(place_id: str) -> None:
    """Draw what sources say of a place; a long card has an order, filters and contents."""
    data, visible = state.dataset(), state.selection().among(place_id).claims
    if place_id not in data.places.index:
        return  # withheld since the card was opened
    claims = data.claims[data.claims["place_id"] == place_id]
    left, order = claims, ORDERS[0]
    if len(claims) > MANY:
        with st.container(key="card-controls", horizontal=True, vertical_alignment="center"):
            order = choose_order()
            left = narrow(place_id, claims)
    is_inside = left.index.isin(visible.index)
    parts = contents(claims, left.index[is_inside], left.index[~is_inside], data, order)
    if parts.is_long:
        with st.container(key="card-ways"):
            st.html(CARD.ways(parts, data))
    if len(left) < len(claims):
        with st.container(key="card-narrowed"):
            st.caption(
                _("{n} of {count} statements; the others are filtered out on this card.").format(
                    n=len(left), count=len(claims)
                )
            )
    st.html(CARD.statements_of_place(parts, claims, data))


def _draw_ways_to_figures(place_id: str, units: list[str]) -> None:
    """Offer the Figures page of the place, opened at each unit of the figures side by side."""
    if state.presentation().is_full_window:
        return  # there are no pages
    labels = state.dataset().codes
    with st.container(key="card-figures-ways", horizontal=True):
        for unit in dict.fromkeys(units):
            name = labels.label("figure_unit", unit, messages.code()) if unit else _("In words")
            st.button(
                _("Compare: {unit}").format(unit=plain(name)),
                key=f"card_compare_{unit}",
                type="tertiary",
                icon=":material/arrow_forward:",
                on_click=state.compare,
                args=(unit or IN_WORDS, place_id),
            )


def _draw_nearby(place_id: str, data: Dataset) -> None:
    distances = nearby(data, place_id) if data.beyond is None else pd.Series()
    if distances.empty:
        return

    def words(other: str) -> str:
        name, km = messages.content(data.places.at[other, "name"]), distances[other]
        far = _("same point") if km < 0.05 else _("points {km:.0f} km apart").format(km=km)
        return f"{plain(name)} · {far}"

    labels = distinct_labels(
        {str(other): words(str(other)) for other in distances.index}, _MAX_NAME_CHARS
    )
    key = f"detail_nearby_{place_id}"  # at each place, nothing is chosen yet
    st.pills(
        _("Nearby places"),
        list(labels),
        format_func=lambda place_id: labels.get(place_id, place_id),
        key=key,
        on_change=_follow,
        args=(key,),
    )


def _follow(key: str) -> None:
    chosen = st.session_state[key] or ""
    state.select_place(chosen)


def _draw_event(event: str, selection: Selection) -> None:
    """Draw what sources say of an event that has no place of its own."""
    data = selection.dataset
    claims = in_time(data.milestones[data.milestones["milestone_id"] == event])
    st.button(
        _("Close"),
        key="detail_close",
        icon=":material/close:",
        type="tertiary",
        on_click=state.open_event,
        args=("",),
    )
    turning.render(selection)
    st.html(CARD.event_card(claims, count_documents(claims, data), data))
    cite_box.render("", [str(name) for name in claims.index])
    st.caption(_("Link to this event"))
    st.code(links.permalink("map", event=event), language=None, wrap_lines=True)


def _draw_choices(selection: Selection) -> None:
    """List the statements of a mark of the timeline that stands for several."""
    data = selection.dataset
    chosen = visit.now().choices
    st.button(
        _("Close"),
        key="choices_close",
        icon=":material/close:",
        type="tertiary",
        on_click=state.offer,
        args=((),),
    )
    if len(chosen) > 1:
        st.subheader(
            ngettext(
                "{n} statement of this date", "{n} statements of this date", len(chosen)
            ).format(n=len(chosen)),
            anchor=False,
        )
    claims = data.claims[data.claims.index.isin(chosen)]
    if len(claims):
        places = dict.fromkeys(claims["place_id"])
        labels = distinct_labels(
            {
                place_id: messages.content(str(data.places.at[place_id, "name"]))
                for place_id in places
            },
            _MAX_NAME_CHARS,
        )
        key = f"choices_place_{chosen[0]}"
        st.selectbox(
            _("Open a place"),
            list(labels),
            key=key,
            index=None,
            format_func=lambda place_id: labels.get(place_id, place_id),
            placeholder=_("Choose a place"),
            on_change=_follow,
            args=(key,),
        )
    events = data.milestones[data.milestones.index.isin(chosen)]
    titled = [
        (data.places.at[claim["place_id"], "name"], claim_id, claim)
        for claim_id, claim in claims.iterrows()
    ]
    titled += [(event["title"], claim_id, event) for claim_id, event in events.iterrows()]
    claim_ids = [str(claim_id) for _title, claim_id, _claim in titled]
    hrefs = {name: links.card_link(place_id) for name, place_id in claims["place_id"].items()}
    hrefs |= {name: links.event_link(event) for name, event in events["milestone_id"].items()}
    st.html(CARD.statements(titled, touching(data.conflicts, claim_ids), data, hrefs))
    cite_box.render("", claim_ids)
