"""What is typed into a field for one end of a period: a date, or a period with both of its ends."""

from geo.dataset import Dataset
from geo.lookup.pieces import tokens_of
from geo.lookup.typed_periods import read_date, read_periods
from geo.typed_dates import MAX_CHARS, Meaning, Typed


def read_field(dataset: Dataset, text: str) -> Typed:
    """Read a typed date, or a typed period with the ends that it has.

    Parameters
    ----------
    dataset
        Names periods, and tells whether a year may be a lunar one.
    text
        As typed, such as `Mordad 1367`, `1988-07/1988-09`, `July to September 1988`, `since 1988`.

    Returns
    -------
    typed
        With `is_span` in each meaning that is a period; several where the reader has to be asked.

    Examples
    --------
    >>> [meaning.words() for meaning in read_field(small, "1988-07/1988-09").meanings]
    ['July to September 1988']
    >>> [(meaning.first, meaning.last) for meaning in read_field(small, "since May 1988").meanings]
    [('1988-05', '')]
    >>> [meaning.words() for meaning in read_field(small, "August 1988 to today").meanings]
    ['August 1988 or later']
    >>> read_field(small, "August 1988").meanings[0].is_span
    False
    >>> read_field(small, "from Paris to Rome").fault
    'date'
    """
    typed = read_date(dataset, text)
    tokens = tokens_of(text) if typed.fault and len(text) <= MAX_CHARS else []
    periods = read_periods(dataset, tokens) if tokens else []
    if not periods:
        return typed
    return Typed(text, tuple(Meaning(one.first, one.last, said=one.words) for one in periods))
