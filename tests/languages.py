"""The library's words in another language, for as long as a test asks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import NullTranslations

from geo import messages


class _Catalogue(NullTranslations):
    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__()
        self.translate = translate

    def gettext(self, message: str) -> str:
        return self.translate(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.translate(msgid2)


@contextmanager
def speaking(
    code: str, translate: Callable[[str], str] = str, calendar: str = "gregorian"
) -> Iterator[None]:
    """Word what follows in a language whose catalogue is a function of the English words."""
    messages.use(messages.Language(code, _Catalogue(translate), calendar=calendar))
    try:
        yield
    finally:
        messages.use(messages.ENGLISH)
