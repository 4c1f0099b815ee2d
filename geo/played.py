"""What a frame of a playback says itself, and what its dates only may include."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import lru_cache

from geo import messages
from geo.bounds import Bounds
from geo.clock_times import minute_of
from geo.dataset import Dataset
from geo.dates import Interval
from geo.filters import Selection
from geo.messages import gettext as _
from geo.messages import ngettext
from geo.playback import Frame, Frames, Playback, frames, select
from geo.wording import period_words


@dataclass(frozen=True)
class Told:
    """The statements that a frame shows, by what their dates have to do with its unit.

    Examples
    --------
    >>> found = Told("29 August 1988", frozenset({"evin-prison-01"}), 41, 27, "16 to 28 August")
    >>> found.words()
    '1 statement dated 29 August 1988 · 27 earlier · 41 whose dates may include it'
    >>> found.note()
    'No statements dated 16 to 28 August'

    Parameters
    ----------
    when
        The unit in words, such as `14 August 1988`.
    own
        Ids of the statements that are dated to no more than this unit.
    perhaps, earlier
        How many have dates that may include it, and how many are shown from before it.
    gap
        The units without statements of their own before this one in words, empty for none.
    """

    when: str
    own: frozenset[str]
    perhaps: int
    earlier: int
    gap: str = ""

    def words(self) -> str:
        """Count them, as `3 statements dated 14 August 1988 · 41 whose dates may include it`."""
        count = len(self.own)
        words = ngettext("{n} statement dated {when}", "{n} statements dated {when}", count)
        said = [words.format(n=count, when=self.when)]
        if self.earlier:
            said.append(ngettext("{n} earlier", "{n} earlier", self.earlier).format(n=self.earlier))
        if self.perhaps:
            words = ngettext(
                "{n} whose date may include it", "{n} whose dates may include it", self.perhaps
            )
            said.append(words.format(n=self.perhaps))
        return messages.before_count(_(", ")).join(said)

    def note(self) -> str:
        """Say which stretch before this unit is empty, such as `No statements dated 3 August`."""
        return _("No statements dated {period}").format(period=self.gap) if self.gap else ""


def told(playback: Playback, frame: Frame, dataset: Dataset) -> Told:
    """Part the statements of a frame.

    Examples
    --------
    >>> playback = Playback(geo.Filter(from_date="2018-08-25", to_date="2018-08-25"), "minute")
    >>> told(playback, frames(playback, small)[0], small).words()
    '1 statement dated 25 August 2018, 17:42'
    """
    by_frame = dated_by_frame(playback, dataset)
    own = by_frame.get(frame.number, frozenset())
    alone = frames(replace(playback, window="moving"), dataset)[frame.number]
    shown, now = (_ids(select(one, dataset)) for one in (frame, alone))
    found = Told(alone.words(), own, len(now - own), len(shown - now))
    before = max((number for number in by_frame if number < frame.number), default=-1)
    if not own or frame.number - before < 2:
        return found
    return replace(found, gap=_gap(frames(playback, dataset), before + 1, frame.number - 1))


def next_told(playback: Playback, number: int, dataset: Dataset) -> int:
    """Return the next frame with statements of its own, the last one where there is none.

    Examples
    --------
    >>> next_told(Playback(geo.Filter(from_date="1988-08", to_date="2018"), "year"), 0, small)
    30
    """
    after = [one for one in dated_by_frame(playback, dataset) if one > number]
    return min(after, default=len(frames(playback, dataset)) - 1)


def area_played(playback: Playback, dataset: Dataset) -> Bounds | None:
    """Return the area of all places that a playback ever shows, None where none has a point.

    Examples
    --------
    >>> clocked = geo.Filter(from_date="2018-08-25", to_date="2018-08-25")
    >>> area_played(Playback(clocked, "minute"), small).view[:2]
    (48.8534, 2.3488)
    """
    whole = frames(replace(playback, window="cumulative"), dataset)[-1]
    points = select(whole, dataset).places.geometry.dropna()
    return Bounds.around(list(points.y), list(points.x)) if len(points) else None


@lru_cache(maxsize=8)
def dated_by_frame(playback: Playback, dataset: Dataset) -> Mapping[int, frozenset[str]]:
    """Return the ids of the statements that are dated within one unit, by its frame's number.

    Examples
    --------
    >>> clocked = geo.Filter(from_date="2018-08-25", to_date="2018-08-25")
    >>> dated_by_frame(Playback(clocked, "minute"), small)[0]
    frozenset({'charlie-gathering-01'})
    """
    walked = frames(playback, dataset)
    selection = replace(playback.query, certainty="certain").select(dataset)
    found: dict[int, set[str]] = {}
    for table in (selection.claims, selection.milestones):
        for claim_id, interval in table.loc[table["dated"], "interval"].items():
            number = _number(interval, walked)
            if number is not None:
                found.setdefault(number, set()).add(str(claim_id))
    return {number: frozenset(ids) for number, ids in found.items()}


def _number(interval: Interval, walked: Frames) -> int | None:
    """Return the number of the frame whose unit holds an interval, None for a longer one."""
    first, last, at = interval.earliest, interval.latest, minute_of(interval)
    if first is None or last is None:
        return None
    if walked.playback.unit == "minute":
        return None if at is None else walked.number_at(datetime.combine(first, at))
    start, end = (walked.number_at(datetime.combine(day, time())) for day in (first, last))
    return start if start == end else None


def _gap(walked: Frames, first: int, last: int) -> str:
    """Say a stretch of frames as the units alone that they are."""
    start, end = walked[first], walked[last]
    if walked.playback.unit != "minute":
        return period_words(start.at, end.at)
    begun, ended = messages.digits(start.at[11:]), messages.digits(end.at[11:])
    return begun if begun == ended else _("{start} to {end}").format(start=begun, end=ended)


def _ids(selection: Selection) -> set[str]:
    return {*selection.claims.index, *selection.milestones.index}
