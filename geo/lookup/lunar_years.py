"""Years that a reader may have typed in the lunar Hijri calendar, as well as in the Solar Hijri."""

import re
from datetime import date

from geo import messages
from geo.dataset import Dataset
from geo.spelling import fold
from geo.typed_dates import Meaning, Typed, one_in


def with_lunar(dataset: Dataset, typed: Typed) -> tuple[Meaning, ...]:
    """Return what a text may mean, a bare year of which the data have dates as a lunar one too.

    It comes first where dates are said in that calendar, else behind the Solar Hijri year.

    Examples
    --------
    >>> from geo.typed_dates import read_typed
    >>> read = with_lunar(small, read_typed("1409"))
    >>> read[1].words()
    '1409 lunar Hijri (13 August 1988 to 1 August 1989)'
    >>> len(with_lunar(small, read_typed("1367")))
    2
    """
    meanings = typed.meanings
    year = meanings[0].parts if meanings and not meanings[0].until else ()
    if len(year) != 1 or not re.search(rf"(?<!\d){year[0]}(?!\d)", fold(typed.text)):
        return meanings
    lunar = one_in("lunar", year[0])
    stated = dataset.stated_period
    if not lunar or stated is None or not _meet(lunar[0], stated):
        return meanings
    is_first = messages.current().calendar == "lunar"
    return (*lunar, *meanings) if is_first else (meanings[0], *lunar, *meanings[1:])


def _meet(year: Meaning, stated: tuple[date, date]) -> bool:
    return (
        date.fromisoformat(year.first) <= stated[1] and date.fromisoformat(year.last) >= stated[0]
    )
