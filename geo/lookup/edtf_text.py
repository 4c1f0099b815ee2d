"""EDTF dates within a typed text, written as people say them: data and citations are pasted too.

The forms are those of the Extended Date/Time Format (Library of Congress, ISO 8601-2) that the data
may hold: intervals, doubtful dates and unspecified digits. The year may be of another calendar. A
doubt leaves no trace: a filter finds what may meet a period as well.
"""

import re

_DAY = r"\d{4}(?:s|(?:[-/]\d{1,2}){0,2})"
_DOUBT = "[?~%]"
_UNSPECIFIED = re.compile(r"(?<![\w-])(\d{4}(?:-\d\d)?)(?:-XX){1,2}(?![\w-])")
_DECADE = re.compile(r"(?<![\w-])(\d{3})X(?![\w-])")
_DOUBTFUL = re.compile(rf"(?<![\w.-]){_DOUBT}?({_DAY}){_DOUBT}?(?![\w-])")
_INTERVAL = re.compile(rf"(?<![\w/.-])({_DAY})(?:/|(?<=[/-]\d\d)-)({_DAY})(?![\w/-])")
_OPEN_END = re.compile(rf"(?<![\w/.-])({_DAY})/(?:\.\.)(?![\w.])")
_OPEN_START = re.compile(rf"(?<![\w.])(?:\.\.)/({_DAY})(?![\w/-])")


def say_edtf(text: str) -> str:
    """Write the EDTF dates of a text in words that `typed_periods` reads.

    Parameters
    ----------
    text
        As typed, in digits of any script.

    Returns
    -------
    text
        The same where it holds no EDTF date but plain ones.

    Examples
    --------
    >>> say_edtf("Evin 1988-07~/1988-09?"), say_edtf("1367-05/1367-06")
    ('Evin 1988-07 - 1988-09', '1367-05 - 1367-06')
    >>> say_edtf("198X"), say_edtf("1988-07-XX"), say_edtf("1988-08/.."), say_edtf("../1988")
    ('1980s', '1988-07', 'since 1988-08', 'until 1988')
    >>> say_edtf("198X/199X")
    '1980s - 1990s'
    >>> say_edtf("in 1988, 8/1988"), say_edtf("14/8/1988")
    ('in 1988, 8/1988', '14/8/1988')
    """
    text = _DECADE.sub(r"\g<1>0s", _UNSPECIFIED.sub(r"\1", text))
    text = _DOUBTFUL.sub(r"\1", text)
    text = _OPEN_START.sub(r"until \1", _OPEN_END.sub(r"since \1", text))
    return _INTERVAL.sub(r"\1 - \2", text)
