"""Keys that the ways of writing one name share.

`key` goes further than `fold` and gives the ways of writing one Persian name in Latin letters, or
a Persian name in Arabic, the same form. What it does is a table of rules; another name of a place
is data (`alt_names`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from geo.spelling import ARABIC_LETTER, fold, words


@dataclass(frozen=True)
class Rule:
    """One step of a key, with words that it makes alike.

    Parameters
    ----------
    pattern
        Regular expression for a part of one folded word.
    replacement
        What stands for it; capitals are sounds written with two letters, `=` is a letter once.
    alike
        Pairs of words that get one key by this rule and its neighbours.
    """

    pattern: str
    replacement: str
    alike: tuple[tuple[str, str], ...]


_ONE = "="  # a doubled letter becomes one
LATIN_RULES = (
    (
        Rule(r"[ao]w(?![aeiouyw])", "o", (("Towhid", "Tawhid"), ("Jowhar", "Juhar"))),
        Rule(r"w", "v", (("Ahwaz", "Ahvaz"), ("Wadi", "Vadi"))),
        Rule(r"tsch|tch|ch", "C", (("Tschalus", "Chalus"), ("Tchalus", "Chalus"))),
        Rule(r"sch|shh?", "S", (("Mashhad", "Mashad"), ("Rascht", "Rasht"))),
        Rule(r"kh|x", "X", (("Khavaran", "Xavaran"),)),
        Rule(r"gh|q", "Q", (("Ghazvin", "Qazvin"), ("Ghorveh", "Qorveh"))),
        Rule(r"zh|dj", "j", (("Sanandadj", "Sanandaj"), ("Sanandazh", "Sanandaj"))),
        Rule(r"ph", "f", (("Esphahan", "Esfahan"),)),
        Rule(r"c(?=[eiy])", "s", (("Centrum", "Sentrum"),)),
        Rule(r"ck|c", "k", (("Vancouver", "Vankuver"), ("Copenhagen", "Kopenhagen"))),
    ),
    (
        Rule(
            r"(?<=..[^aeou])[ae]h?$",
            "",
            (("Tazeh", "Taze"), ("Sakineh", "Sakina"), ("Beheshte", "Behesht")),
        ),
    ),
    (
        Rule(
            r"[ae][eiy]+",
            "i",
            (("Rajai", "Rajaee"), ("Rajaei", "Rajayi"), ("Soleyman", "Solaiman")),
        ),
        Rule(
            r"oo|ou|oe|ue|au|u",
            "o",
            (("Karoun", "Karoon"), ("Karun", "Karoun"), ("Frankfurt", "Frankfort")),
        ),
        Rule(r"[ey]", "i", (("Esfahan", "Isfahan"), ("Masjed", "Masjid"), ("Evin", "Yvin"))),
    ),
    (Rule(r"(?P<one>.)(?P=one)+", _ONE, (("Hessar", "Hesar"), ("Saqqez", "Saghez"))),),
)
"""Stages from a folded Latin word to its key; of the rules of a stage, the first that fits."""

ARABIC_RULES = (
    (Rule(r"^ال(?=..)", "", (("الأهواز", "اهواز"),)),),
    (
        Rule(r"[گچژ]", "ج", (("جوهردشت", "گوهردشت"),)),
        Rule(r"پ", "ب", (("سبيدار", "سپیدار"),)),
        Rule(r"غ", "ق", (("قزل", "غزل"),)),
        Rule(r"ف", "و", (("فكيل", "وكيل"),)),
        Rule(r"[صث]", "س", (("صقز", "سقز"),)),
        Rule(r"[ضظذ]", "ز", (("رضا", "رزا"),)),
        Rule(r"ط", "ت", (("طهران", "تهران"),)),
        Rule(r"ح", "ه", (("الأحواز", "اهواز"),)),
        Rule(r"ع", "", (("عادل", "ادل"),)),
        Rule(r"^ای(?=.)", "ا", (("إيفين", "اوین"),)),
        Rule(r"(?<=..)ه$", "", (("تازه", "تازة"), ("أرومية", "ارومی"))),
    ),
    (Rule(r"(?P<one>.)(?P=one)+", _ONE, (("رجایی", "رجای"),)),),
)
"""The same for a word in Arabic letters: letters of one sound meet."""


def _compiled(stages: tuple[tuple[Rule, ...], ...], whole: bool) -> list[Callable[[str], str]]:
    """Make one substitution of each stage, without the rules for endings where words have none."""
    kept = [[rule for rule in stage if whole or not rule.pattern.endswith("$")] for stage in stages]
    return [
        partial(
            re.compile("|".join(f"(?P<r{at}>{rule.pattern})" for at, rule in enumerate(stage))).sub,
            partial(_replaced, {f"r{at}": rule.replacement for at, rule in enumerate(stage)}),
        )
        for stage in kept
        if stage
    ]


def _replaced(replacements: dict[str, str], match: re.Match[str]) -> str:
    text = replacements[str(match.lastgroup)]
    return match["one"] if text == _ONE else text


_LATIN_STEPS = {whole: _compiled(LATIN_RULES, whole) for whole in (True, False)}
_ARABIC_STEPS = {whole: _compiled(ARABIC_RULES, whole) for whole in (True, False)}


def key(text: str) -> str:
    """Return what the romanisations of a name have in common.

    Returns
    -------
    key
        The key of each word that counts, with spaces between: `Raja'i-Shahr` and `Rajaee Shahr`
        both give `raji Sahr`. Meant for comparison with other keys only.

    Examples
    --------
    >>> key("Isfahan") == key("Esphahan")
    True
    """
    return " ".join(filter(None, map(word_key, words(text))))


@lru_cache(maxsize=1 << 17)
def word_key(word: str, whole: bool = True) -> str:
    """Return the key of one folded word, or of its beginning; words with digits stay as they are.

    Parameters
    ----------
    word
        Folded word.
    whole
        Whether the word ends there, so that its ending may fall away.

    Examples
    --------
    >>> word_key("mashhad"), word_key("mashad"), word_key("route66")
    ('maSad', 'maSad', 'route66')
    """
    if not word.isalpha():
        return word
    steps = _ARABIC_STEPS if ARABIC_LETTER.search(word) else _LATIN_STEPS
    for step in steps[whole]:
        word = step(word)
    return word


@lru_cache(maxsize=1 << 17)
def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of the words of a name, and of neighbouring words written as one.

    `Gohar Dasht` gives `gohar`, `daSt` and `gohardaSt`; ezafe and articles may be left out.

    Examples
    --------
    >>> name_keys("Gohar Dasht")
    ('gohar', 'daSt', 'gohardaSt')
    """
    counting = words(name)
    forms = [*counting, *_joined(counting)]
    every = fold(name).split()
    if len(every) > len(counting):
        forms += _joined(every)
    return tuple(dict.fromkeys(filter(None, map(word_key, forms))))


def _joined(parts: list[str]) -> list[str]:
    """Write each two and each three neighbouring words as one."""
    return [
        "".join(parts[start : start + length])
        for length in (2, 3)
        for start in range(len(parts) - length + 1)
    ]
