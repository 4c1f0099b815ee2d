"""When and where statements fall: counts by period, by city and year, announced beside held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import compress

import pandas as pd

from geo.filters import Selection
from geo.periods import Period

MILESTONES = "milestones"
"""Lane of statements about events without one point; the other lanes are the layers."""

ANNOUNCED, HELD, MENTIONED = "gathering_announced", "gathering_held", "gathering_reported"
GATHERINGS = (ANNOUNCED, HELD, MENTIONED)
_MONTHS_UP_TO = timedelta(days=3 * 366)
_MONTH = pd.Timedelta(days=28)  # dates that cover less are compared by day
_PARTS = {"year": 4, "month": 7}  # characters of an ISO date that name the period


@dataclass(frozen=True, eq=False)
class PeriodCounts:
    """How many statements fall certainly into each year or month.

    Parameters
    ----------
    unit
        `year` or `month`.
    counts
        One row a period without gaps, indexed by `1988` or `1988-08`, one column a lane.
    wider
        By lane, statements whose date covers more than one period; they are in no row.
    undated
        By lane, statements without a date.
    """

    unit: str
    counts: pd.DataFrame
    wider: dict[str, int]
    undated: dict[str, int]


@dataclass(frozen=True)
class Announcement:
    """What a city's gathering of one announced date is set against.

    Parameters
    ----------
    city
        Code of the city.
    place_id
        A place in that city that an announcement names.
    edtf
        The announced date.
    announced
        Claim ids of the announcements.
    held
        Claim ids of the reports of gatherings as held, near in time as `match` says.
    mentioned
        Claim ids of statements that mention a gathering of these days or this month in passing.
    match
        `days` when a report of a gathering as held shares a day with the announced date, `month`
        when it lies in the same month, `none` when the dataset has no such report, `wide` when the
        announced date covers more than a month and cannot be compared. Where days are known, a
        report dated only by month shares the month.
    """

    city: str
    place_id: str
    edtf: str
    announced: tuple[str, ...]
    held: tuple[str, ...]
    mentioned: tuple[str, ...]
    match: str


def count_by_period(selection: Selection) -> PeriodCounts:
    """Count statements by lane and year, or month where the period is at most three years.

    A statement is counted only where its date lies wholly inside one period; it is never shared
    out over several.

    Examples
    --------
    >>> period = count_by_period(geo.Filter().select(small))
    >>> period.unit, period.undated[MILESTONES]
    ('year', 1)
    """
    rows = _lanes(selection)
    first, last = _bounds(selection, rows)
    unit = "month" if first and last and last - first <= _MONTHS_UP_TO else "year"
    dated = rows[rows["dated"]]
    inside = _certain(dated, unit) != ""
    certain = dated[inside]
    counts = pd.crosstab(_period(certain, "earliest", unit), certain["lane"])
    periods = _periods(first, last, unit, counts.index)
    lanes = [*selection.dataset.codes.of("layer"), MILESTONES]
    return PeriodCounts(
        unit,
        counts.reindex(index=periods, columns=lanes, fill_value=0),
        _by_lane(dated[~inside]),
        _by_lane(rows[~rows["dated"]]),
    )


def city_years(selection: Selection) -> pd.DataFrame:
    """List gatherings by city, year and kind of statement.

    Returns
    -------
    table
        Columns `city` (code), `year`, `kind`, `claim_ids` (a tuple) and `statements` (its length),
        sorted by city, year and kind; without statements whose year is not certain.

    Examples
    --------
    >>> city_years(geo.Filter().select(small))[["city", "year", "statements"]].values.tolist()
    [['paris', '2018', 1], ['paris', '2018', 1]]
    """
    rows = _gatherings(selection.claims, selection)
    rows = rows[rows["year"] != ""]
    years = [
        (city, year, kind, tuple(group.index), len(group))
        for (city, year, kind), group in rows.groupby(["city", "year", "kind"], sort=True)
    ]
    return pd.DataFrame(years, columns=["city", "year", "kind", "claim_ids", "statements"])


def without_a_year(selection: Selection) -> int:
    """Count the statements on gatherings that have no single certain year.

    Examples
    --------
    >>> without_a_year(geo.Filter().select(small))
    0
    """
    return int((_gatherings(selection.claims, selection)["year"] == "").sum())


def place_by_city(selection: Selection) -> dict[str, str]:
    """Return the place that stands for a city's gatherings: the city itself, else the first.

    Examples
    --------
    >>> place_by_city(geo.Filter().select(small))
    {'paris': 'charlie-gathering'}
    """
    rows = _gatherings(selection.claims, selection)
    cities = {layer.code for layer in selection.dataset.subject.layers if layer.is_city}
    is_city = selection.dataset.places["layer"].isin(cities)
    places: dict[str, str] = {}
    for city, place_id in zip(rows["city"], rows["place_id"], strict=True):
        if city not in places or (is_city[place_id] and not is_city[places[city]]):
            places[city] = place_id
    return places


def announcements(selection: Selection) -> list[Announcement]:
    """Set each shown announcement of a gathering against the reports of gatherings as held.

    Reports are looked for in the whole dataset, so that a filter cannot make one seem missing.
    Announcements of one city and date stand together; they are sorted by date and city.

    Examples
    --------
    >>> announcement = announcements(geo.Filter().select(small))[0]
    >>> announcement.announced, announcement.match, announcement.held
    (('charlie-gathering-02',), 'days', ('charlie-gathering-01',))
    """
    reports: dict[str, list[_Gathering]] = {}
    for report in _read(selection.dataset.claims, selection):
        reports.setdefault(report.city, []).append(report)
    groups: dict[tuple[str, str], list[_Gathering]] = {}
    gatherings = _read(selection.claims, selection)
    for gathering in sorted(gatherings, key=lambda gathering: (gathering.first, gathering.last)):
        if gathering.kind == ANNOUNCED:
            groups.setdefault((gathering.city, gathering.edtf), []).append(gathering)
    return [_answered(group, reports[city]) for (city, _edtf), group in groups.items()]


@dataclass(frozen=True)
class _Gathering:
    """One dated statement on a gathering; `month` is empty where it is not certain."""

    claim_id: str
    place_id: str
    city: str
    kind: str
    edtf: str
    first: pd.Timestamp
    last: pd.Timestamp
    month: str

    @property
    def is_narrow(self) -> bool:
        """Whether the date covers so few days that days can be compared."""
        return self.last - self.first < _MONTH

    @property
    def months(self) -> set[str]:
        """The months of a narrow date, or the one month that the date certainly lies in."""
        ends = {day.date().isoformat()[:7] for day in (self.first, self.last)}
        return ends if self.is_narrow else {self.month} - {""}


def _read(claims: pd.DataFrame, selection: Selection) -> list[_Gathering]:
    """Return the statements on gatherings whose date is closed on both sides."""
    rows = _gatherings(claims, selection)
    rows = rows[rows["earliest"].notna() & rows["latest"].notna()]
    names = ("place_id", "city", "kind", "date_edtf", "earliest", "latest", "month")
    columns = (rows[name] for name in names)
    return [_Gathering(*values) for values in zip(rows.index, *columns, strict=True)]


def _answered(group: list[_Gathering], reports: list[_Gathering]) -> Announcement:
    announced = group[0]
    match, held = _match(announced, [report for report in reports if report.kind == HELD])
    _same, mentioned = _match(announced, [report for report in reports if report.kind == MENTIONED])
    return Announcement(
        city=announced.city,
        place_id=announced.place_id,
        edtf=announced.edtf,
        announced=tuple(report.claim_id for report in group),
        held=held,
        mentioned=mentioned,
        match=match,
    )


def _match(announced: _Gathering, reports: list[_Gathering]) -> tuple[str, tuple[str, ...]]:
    if not announced.months:
        return "wide", ()
    narrow = [report for report in reports if report.is_narrow]
    days = Period(announced.first.date(), announced.last.date()).possibly_holds(
        [report.first for report in narrow], [report.last for report in narrow]
    )
    if announced.is_narrow and days.any():
        return "days", tuple(report.claim_id for report in compress(narrow, days))
    monthly = [report.claim_id for report in reports if report.month in announced.months]
    return ("month", tuple(monthly)) if monthly else ("none", ())


def _gatherings(claims: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return statements on gatherings with their city, and year and month where certain."""
    rows = claims[claims["kind"].isin(GATHERINGS)]
    return rows.assign(
        city=rows["place_id"].map(selection.dataset.places["city"]),
        year=_certain(rows, "year"),
        month=_certain(rows, "month"),
    )


def _certain(rows: pd.DataFrame, unit: str) -> pd.Series:
    """Return the period in which each date lies wholly, empty where there is none."""
    start, end = _period(rows, "earliest", unit), _period(rows, "latest", unit)
    return start.where(start == end, "")


def _period(rows: pd.DataFrame, bound: str, unit: str) -> pd.Series:
    """Name the period of one bound, empty where the bound is open or missing."""
    return rows[bound].astype("str").str[: _PARTS[unit]].where(rows[bound].notna(), "")


def _lanes(selection: Selection) -> pd.DataFrame:
    """Return all shown statements with their lane."""
    columns = ["dated", "earliest", "latest"]
    layers = selection.claims["place_id"].map(selection.dataset.places["layer"])
    return pd.concat(
        [
            selection.claims[columns].assign(lane=layers),
            selection.milestones[columns].assign(lane=MILESTONES),
        ]
    )


def _bounds(selection: Selection, rows: pd.DataFrame) -> tuple[date | None, date | None]:
    """Return the period to show: the filter's, or from the first stated day to the last."""
    period = selection.filter.period
    ends = pd.concat([rows["earliest"], rows["latest"]]).dropna()
    stated = selection.dataset.stated_period
    if stated is None or ends.empty:
        return period.first, period.last
    return period.bounded(ends.min().date(), min(ends.max().date(), stated[1]))


def _periods(first: date | None, last: date | None, unit: str, stated: Iterable[str]) -> list[str]:
    """List all periods from the first to the last; a filter's empty ends are kept for months."""
    known = list(stated)
    if unit == "month" and first and last:
        span = pd.period_range(first, last, freq="M")
    elif known:
        span = pd.period_range(min(known), max(known), freq="Y")
    else:
        return known
    return [str(period) for period in span]


def _by_lane(rows: pd.DataFrame) -> dict[str, int]:
    return {str(lane): int(n) for lane, n in rows["lane"].value_counts(sort=False).items()}
