"""Waits of Playwright that go on looking ten times a second.

By itself it looks but twice a second once a third of one is over, and the less time it has, the
more often: so here each wait is several short ones.
"""

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from playwright._impl._errors import TimeoutError
from playwright._impl.frame import Frame
from playwright._impl.locator import Locator

_SHORT_MS = 500
_Wait = Callable[..., Awaitable[Any]]


def look_often() -> None:
    """Let what `expect` is told, and elements, be waited for as above from now on."""
    Frame._expect = _expecting(Frame._expect)
    Frame.wait_for_selector = _waiting(Frame.wait_for_selector, lambda frame: frame)
    Locator.wait_for = _waiting(Locator.wait_for, lambda locator: locator._frame)


def _expecting(expect: _Wait) -> _Wait:
    async def often(
        frame: Frame, selector: str | None, expression: str, options: Any, title: str | None
    ) -> Any:
        end, short = monotonic() + options["timeout"] / 1000, {**options, "timeout": _SHORT_MS}
        while True:
            found = await expect(frame, selector, expression, short, title)
            if found["matches"] != options["isNot"] or monotonic() > end:
                return found

    return often


def _waiting(wait: _Wait, frame_of: Callable[[Any], Frame]) -> _Wait:
    async def often(of: Any, *args: Any, timeout: float | None = None, **others: Any) -> Any:
        end = monotonic() + frame_of(of)._timeout(timeout) / 1000
        while True:
            try:
                return await wait(of, *args, timeout=_SHORT_MS, **others)
            except TimeoutError:
                if monotonic() > end:
                    raise

    return often
