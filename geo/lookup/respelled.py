"""What a text may mean that nothing holds: its words as the statements spell them."""

from collections import Counter
from functools import lru_cache

from geo.dataset import Dataset
from geo.lookup.exact import texts
from geo.lookup.similar import surely_meant
from geo.parameters import MAX_SEARCH_CHARS
from geo.spelling import fold


def respelled(dataset: Dataset, text: str) -> str:
    """Return a text with each word that nothing holds as the records spell the word it surely is.

    Returns
    -------
    text
        Folded; empty where a word is like none, and where nothing had to change. The beginning
        of a word is held too: it may still be being typed.

    Examples
    --------
    >>> respelled(small, "weblg copy"), respelled(small, "weblo copy"), respelled(small, "xyzzy")
    ('weblog copy', '', '')
    """
    known = _times_said(dataset)
    asked = fold(text[:MAX_SEARCH_CHARS]).split()
    spelled = []
    for word in asked:
        is_held = any(one.startswith(word) for one in known)
        near = [word] if is_held else surely_meant(word, list(known))
        if not near:
            return ""
        spelled.append(max(near, key=known.__getitem__))
    return " ".join(spelled) if spelled != asked else ""


@lru_cache(maxsize=2)
def _times_said(dataset: Dataset) -> Counter[str]:
    """Return the words of all records with the number of records that hold them."""
    return Counter(word for held in texts(dataset) for word in set(held.split()))
