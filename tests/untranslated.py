"""Words of the interface that a page in another language still says in English."""

import re
from functools import lru_cache

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from dashboard import i18n

_VALUE = re.compile(r"\{[^{}]*\}")
_MARKUP = re.compile(r"</?\w+[^>]*>|\*\*")
_MIN_LETTERS = 8
"""So many letters of its own has a text with values; shorter ones stand in names, too."""

_SAID = r"""() => {
    const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext'];
    const NOT_OURS = 'script, style, noscript, bdi, cite, [lang=en]';
    const words = (text) => text.trim().replace(/\s+/g, ' ');
    const said = new Set(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, within = text.parentElement;
        if (!within.closest(NOT_OURS)) said.add(words(text.data));
    }
    for (const name of ATTRIBUTES) {
        for (const one of document.querySelectorAll(`[${name}]:not([lang=en] *, cite *)`)) {
            said.add(words(one.getAttribute(name)));
        }
    }
    return [...said];
}"""
"""All that a page says itself, to readers and to who listens; not the words of sources."""


@lru_cache(maxsize=len(i18n.LANGUAGES))
def _english(code: str) -> re.Pattern[str]:
    """Return a pattern of all texts that are others in a language, whatever values they take."""
    with (i18n.LOCALES / code / "LC_MESSAGES" / "atlas.po").open("rb") as file:
        catalogue = [message for message in read_po(file, locale=code) if message.id]
    patterns = []
    for message in catalogue:
        said = {message.string} if isinstance(message.string, str) else {*(message.string or ())}
        texts = [message.id] if isinstance(message.id, str) else message.id
        for text in (_MARKUP.sub("", one).strip() for one in texts if one not in said):
            own, least = _VALUE.sub("", text), _MIN_LETTERS if _VALUE.search(text) else 1
            if sum(map(str.isalpha, own)) >= least:
                patterns.append(".+".join(map(re.escape, _VALUE.split(text))))
    return re.compile("|".join(patterns))


def untranslated(page: Page, code: str) -> list[str]:
    """List what a page in a language and its map say in the catalogue's English words."""
    if code == "en":
        return []
    page.wait_for_function("!!window.atlasLanguage")  # a script of the page's, which may come last
    said = {words for frame in page.frames for words in frame.evaluate(_SAID)}
    return sorted(words for words in said if _english(code).fullmatch(words))
