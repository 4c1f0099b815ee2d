"""The timeline as a figure: what covers a period as a band, and what axes name."""

from datetime import timedelta

import plotly.graph_objects as go
import pytest

from dashboard.timeline.choices import band_lane, statements_of
from dashboard.timeline.figure import timeline_figure
from dashboard.timeline.rows import GROUP_MARK, dated_statements
from dashboard.timeline.style import COMPACT, FULL, PRESENTED, TimelineStyle
from drawn_timelines import LANES, draw, strongest
from geo import Dataset, Filter, messages

SUMMER = Filter(from_date="1988-07", to_date="1988-09")
PERIODS = (
    SUMMER,
    Filter(from_date="1988-08", to_date="1988-08", certainty="certain"),
    Filter(from_date="1988-08-05", to_date="1988-08-05"),
    Filter(from_date="2018-08-25", to_date="2018-08-25"),
    Filter(from_date="2016"),
    Filter(),
)


def bands_of(figure: go.Figure) -> dict[str, str]:
    """Give the words in the band of each lane."""
    keys = {key for trace in figure.data for key in trace.customdata if band_lane(key)}
    words = [one.text for one in figure.layout.annotations if "closer" in one.text]
    assert len(keys) == len(words)
    return dict(zip((lane for lane in LANES if f"{GROUP_MARK}{lane}|" in keys), words, strict=True))


@pytest.mark.parametrize("query", PERIODS)
@pytest.mark.parametrize("style", [COMPACT, FULL, PRESENTED])
def test_what_covers_the_period_is_a_counted_band_and_nothing_is_lost(
    atlas: Dataset, query: Filter, style: TimelineStyle
) -> None:
    selection = query.select(atlas)
    found = draw(selection, style)
    shown = [name for key in strongest(found) for name in statements_of(key, selection)]
    dated = [statement.claim_id for statement in dated_statements(selection)]
    assert sorted(shown) == sorted(dated)
    assert {one.font.size for one in found.layout.annotations} == {style.text_px}
    assert len(dated) == selection.counts.statements.shown - sum(
        (~frame["dated"]).sum() for frame in (selection.claims, selection.milestones)
    )
    for lane, words in bands_of(found).items():
        own = statements_of(f"{GROUP_MARK}{lane}|", selection)
        assert words.split(" ", 1)[0] == str(len(own))
        intervals = [one.interval for one in dated_statements(selection) if one.claim_id in own]
        first, last = query.period.first, query.period.last
        assert all(one.earliest is None or not first or one.earliest <= first for one in intervals)
        assert all(one.latest is None or not last or one.latest >= last for one in intervals)


@pytest.mark.parametrize("style", [FULL, PRESENTED])
def test_exact_days_of_a_summer_stand_first_on_one_screen(
    atlas: Dataset, style: TimelineStyle
) -> None:
    found = draw(SUMMER.select(atlas), style)
    assert found.layout.height <= 430
    assert sum(int(words.split()[0]) for words in bands_of(found).values()) > 150
    for lane in range(len(found.data) // 2):
        long, exact = found.data[2 * lane], found.data[2 * lane + 1]
        day = timedelta(days=1) / timedelta(milliseconds=1)
        months = [y for y, length in zip(long.y, long.x, strict=True) if length > 28 * day]
        assert max([0, *exact.y]) < min(months)
        assert band_lane(long.customdata[-1])
        assert max(long.y) == long.y[-1]


def test_exact_days_stand_above_months_and_years_in_all_of_time(atlas: Dataset) -> None:
    found = draw(Filter().select(atlas), FULL)
    day = timedelta(days=1) / timedelta(milliseconds=1)
    for lane in range(len(found.data) // 2):
        bars, days = found.data[2 * lane], found.data[2 * lane + 1]
        months = [y for y, length in zip(bars.y, bars.x, strict=True) if length > 28 * day]
        assert max(days.y) < min(months)


def test_opened_band_draws_each_of_its_dates(atlas: Dataset) -> None:
    selection = SUMMER.select(atlas)
    figure = timeline_figure(selection, LANES, FULL, opened=["prison"])
    assert figure is not None
    listed = set(strongest(figure)) - set(strongest(draw(selection, FULL)))
    within = statements_of(f"{GROUP_MARK}prison|", selection)
    assert sorted(name for key in listed for name in statements_of(key, selection)) == sorted(
        within
    )
    words = [one.text for one in figure.layout.annotations]
    year = sum(atlas.claims.loc[list(within), "interval"].map(lambda one: one.edtf == "1988"))
    assert f"1988 · {year}" in words


@pytest.mark.parametrize(
    ("calendar", "period", "ticks"),
    [
        (
            "solar",
            ("1986", "1989"),
            {"1987": "1365–1366", "1988": "1366–1367", "1989": "1367–1368"},
        ),
        (
            "lunar",
            ("1986", "1989"),
            {"1987": "1407–1408", "1988": "1408–1409", "1989": "1409–1410"},
        ),
        (
            "solar",
            ("1981", "2020"),
            {"1990": "1368–1369", "2000": "1378–1379", "2010": "1388–1389"},
        ),
        (
            "solar",
            ("1988-07", "1988-09"),
            {"Jul 1988": "Tir–Mordad 1367", "Sep 1988": "Shahrivar–Mehr 1367"},
        ),
        (
            "solar",
            ("1988-08-14", "1988-08-16"),
            {"14 Aug": "23 Mordad 1367", "16 Aug": "25 Mordad 1367"},
        ),
        ("solar", ("2018-08-25", "2018-08-25"), None),  # clock times
        ("", ("1986", "1989"), None),
    ],
)
def test_axis_names_what_it_marks_as_in_the_readers_calendar_too(
    atlas: Dataset, calendar: str, period: tuple[str, str], ticks: dict[str, str] | None
) -> None:
    selection = Filter(from_date=period[0], to_date=period[1]).select(atlas)
    english = messages.ENGLISH
    messages.use(messages.Language("en", english.catalogue, calendar=calendar))
    axis = draw(selection).layout.xaxis
    messages.use(english)
    if ticks is None:
        assert axis.tickvals is None
    else:
        found = dict(text.split("<br>") for text in axis.ticktext)
        assert ticks.items() <= found.items()
        assert len(axis.tickvals) == len(found)


def test_axis_names_but_a_few_months_where_their_names_are_long(atlas: Dataset) -> None:
    """As many as fit in English stood aslant in Arabic, and were cut off above."""
    words = {}
    for code in ("ar", "fr"):
        messages.use(messages.Language(code, messages.ENGLISH.catalogue))
        for period in (("1988-07", "1989-03"), ("1981", "2020"), ("2018-08-25", "2018-08-25")):
            selection = Filter(from_date=period[0], to_date=period[1]).select(atlas)
            words[code, period[0]] = draw(selection).layout.xaxis.ticktext
    messages.use(messages.ENGLISH)
    named = ("ar", "1988-07")
    said = [text.strip("\u2068\u2069") for text in words.pop(named)]
    assert said == ["يوليو 1988", "أكتوبر 1988", "يناير 1989", "أبريل 1989"]
    assert set(words.values()) == {None}
