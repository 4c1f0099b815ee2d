"""One spelling for many: text folded for comparison.

`fold` takes away what a reader does not see as another word: case, accents, the Arabic and the
Persian form of a letter, digits of another script, hyphens, apostrophes, direction marks.
"""

import re
import string
import unicodedata
from functools import lru_cache

_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‚‛′ʹʻʼʽʾʿˈ＇՚׳"))
_LETTERS = {
    **dict.fromkeys("يىېێے", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("ةۃەہھ", "ه"),
    **dict.fromkeys("ٱ", "ا"),
    **dict.fromkeys("ۆۇۋ", "و"),
    "ڕ": "ر",
    "ڵ": "ل",
    "ء": "",
    "ـ": "",
    "ı": "i",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ə": "a",
}
ARABIC_LETTER = re.compile(r"[\u0621-\u06d3]")
_ZWNJ = "\u200c"
_JOINERS = f"{_ZWNJ}\u200d"


class _Folding(dict[int, str]):
    """What each character becomes once accents and case are gone, filled on demand."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if char in _LETTERS:
            folded = _LETTERS[char]
        elif category == "Nd":
            folded = str(unicodedata.decimal(char))
        elif category in ("Mn", "Me") or (category == "Cf" and char != _ZWNJ):
            folded = ""
        else:
            folded = char if category[0] in "LNM" else " "
        self[code] = folded
        return folded


_FOLDING = _Folding()
_FOLDING_ASCII = {code: _FOLDING[code] for code in range(128)} | {ord("'"): "", ord("`"): ""}


def fold(text: str) -> str:
    """Return `text` without the differences that do not make another word.

    Returns
    -------
    folded
        Lower-case words of letters and ASCII digits with single spaces between. Letters lose
        accents and harakat; yeh, kaf, heh, waw and alef have one form each. Apostrophes, tatweel,
        joiners and direction marks vanish; hyphens, other punctuation and ZWNJ part words.
        Folding twice changes nothing.

    Examples
    --------
    >>> fold("Île-de-France"), fold("٣ O'Brien")
    ('ile de france', '3 obrien')
    """
    if text.isascii():
        return " ".join(text.lower().translate(_FOLDING_ASCII).split())
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    spread = unicodedata.normalize("NFKD", plain).translate(_APOSTROPHES)
    return " ".join(spread.translate(_FOLDING).split())


def without_marks(text: str) -> str:
    r"""Return text without marks that show nothing, such as those of direction.

    Joiners stay inside, where they are spelling in Persian.

    Examples
    --------
    >>> without_marks("\u200f خاوران\u200c\u200e "), without_marks("می\u200cروم")
    ('خاوران', 'می\u200cروم')
    """
    shown = (char for char in text if char in _JOINERS or unicodedata.category(char) != "Cf")
    return "".join(shown).strip(string.whitespace + _JOINERS)


LINKING_WORDS = frozenset(
    [
        *["e", "i", "ye", "ol", "al", "el", "ul", "or", "os", "od"],
        *["of", "in", "at", "the", "and", "در", "و"],
    ]
)
"""Folded words that only join others: ezafe, articles, prepositions."""


def words(text: str) -> list[str]:
    """Return the folded words that count: linking words only where there is nothing else.

    Examples
    --------
    >>> words("The gate of the river"), words("of the")
    (['gate', 'river'], ['of', 'the'])
    """
    every = fold(text).split()
    return [word for word in every if word not in LINKING_WORDS] or every


def parts_words(word: str) -> bool:
    """Tell whether a folded word is of a script that parts words by spaces.

    Examples
    --------
    >>> parts_words("un"), parts_words("دی"), parts_words("7"), parts_words("島")
    (True, True, True, False)
    """
    return all(unicodedata.category(char) != "Lo" or ARABIC_LETTER.match(char) for char in word)


def unaccented(name: str) -> str:
    """Return a name without case and diacritics, every other sign kept.

    Examples
    --------
    >>> unaccented("Île-de-France")
    'ile-de-france'
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in folded if not unicodedata.combining(char))


@lru_cache(maxsize=4096)  # thousands of places have a city in common
def slug(name: str) -> str:
    """Return a name as a code: lower-case ASCII letters and digits joined by hyphens.

    Names in a script that has no ASCII form keep their own letters (`تهران` stays `تهران`).

    Examples
    --------
    >>> slug("Île de France"), slug("تهران")
    ('ile-de-france', 'تهران')
    """
    return re.sub(r"[\W_]+", "-", unaccented(name)).strip("-")
