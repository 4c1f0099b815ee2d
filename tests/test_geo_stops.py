"""From a place or an event to the next in time."""

from typing import Any

from geo import Dataset, Filter
from geo.stops import Stop, stops


def test_what_is_shown_stands_once_each_in_order_of_time(atlas: Dataset) -> None:
    for query in (Filter(), Filter(layers=("prison",), from_date="1988-07", to_date="1988-09")):
        shown = query.select(atlas)
        found = stops(shown)
        assert sorted(one.place_id for one in found if one.place_id) == sorted(shown.places.index)
        events = [one.event for one in found if one.event]
        assert sorted(events) == sorted(set(shown.milestones["milestone_id"]))
        intervals = [_row(one, atlas)["interval"] for one in found if _row(one, atlas)["dated"]]
        days = [one.earliest or one.latest for one in intervals]
        assert days == sorted(days)
        undated = [_row(one, atlas)["dated"] for one in found[len(days) :]]
        assert not any(undated)


def test_a_date_no_wider_than_a_month_counts_before_an_earlier_wide_one(atlas: Dataset) -> None:
    (evin,) = (one for one in stops(Filter().select(atlas)) if one.place_id == "evin-prison")
    dates = set(atlas.claims.loc[atlas.claims["place_id"] == "evin-prison", "date_edtf"])
    assert "1988" in dates
    at = _row(evin, atlas)["interval"]
    assert (at.latest - at.earliest).days <= 31


def test_clock_times_of_one_day_stand_one_after_the_other(atlas: Dataset) -> None:
    day = Filter(from_date="2018-08-25", to_date="2018-08-25", certainty="certain")
    at = [_row(one, atlas)["interval"].at for one in stops(day.select(atlas))]
    told = [one for one in at if one]
    assert told == sorted(told)
    assert len(set(told)) > 1


def _row(stop: Stop, data: Dataset) -> dict[str, Any]:
    frame = data.claims if stop.place_id else data.milestones
    return frame.loc[stop.claim_id].to_dict()
