"""What browser tests of presentations share."""

import re

from playwright.sync_api import Frame, Page

from browser import Server, map_frame, open_page
from geo import Dataset, Selection
from geo.playback import Frame as TimeFrame
from geo.playback import select
from geo.tours import Step

HALL = (1920, 1080)
MIN_PX = 24
"""Smallest type on a window of that size."""
DARK = re.compile("is-blank")
"""Class of a page whose screen is dark."""
POSITION = '[class*="st-key-present_steps_"] p'
"""What says at which step a tour is, and opens the list of all."""

# Every text that is seen: its words and its height in pixels as drawn.
TEXTS = """() => {
    const found = [];
    const walk = (root, zoom) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const words = node.textContent.trim(), element = node.parentElement;
            if (!words || !element || element.closest('script, style, title, noscript')) continue;
            const style = getComputedStyle(element), box = element.getBoundingClientRect();
            const keys = '.st-key-present-unseen, .st-key-present-script';
            const unseen = `${keys}, [hidden], [data-live-announcer]`;
            const hidden = element.closest(unseen);
            if (hidden || style.visibility === 'hidden' || !box.width || !box.height) continue;
            if (box.right <= 0 || box.bottom <= 0) continue; // the link to skip to, off the window
            let scale = 1;
            for (let at = element; at; at = at.parentElement) {
                scale *= Number(getComputedStyle(at).zoom) || 1;
            }
            found.push([words.slice(0, 60), parseFloat(style.fontSize) * scale]);
        }
    };
    walk(document.body);
    return found;
}"""


def drawn_ids(frame: Frame) -> set[str]:
    """Give the ids of the places that the map has drawn."""
    found: list[str] = frame.eval_on_selector_all(
        ".atlas-mark", "marks => marks.map(mark => mark.dataset.placeId)"
    )
    assert len(found) == len(set(found))
    return set(found)


def located(selection: Selection) -> set[str]:
    """Give the ids of the places of a selection that have a point."""
    return set(selection.places.index[selection.places.geometry.notna()])


def told_places(step: Step, data: Dataset) -> list[str]:
    """Give the ids of the places that a step tells of and its map shows."""
    told = data.claims.loc[data.claims.index.isin(step.claim_ids), "place_id"]
    return sorted(located(step.filter.select(data)).intersection(told))


def wait_for_told(frame: Frame, ids: list[str]) -> None:
    """Wait until just these places are bright, and all of them in view and clear of the buttons."""
    frame.wait_for_function(
        "ids => { const told = [...document.querySelectorAll('.atlas-mark.is-told')];"
        "const isIn = ({ left, top, right, bottom }) =>"
        "left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;"
        "const boxes = [...document.querySelectorAll('.leaflet-control, .atlas-elsewhere button')]"
        ".map(one => one.getBoundingClientRect());"
        "const isClear = (mark) => { const box = mark.querySelector('b').getBoundingClientRect();"
        "const area = mark.getBoundingClientRect(), aside = area.x + area.width / 2 - box.x"
        " - box.width / 2;"  # from the middle of its ring
        "return isIn(box) && Math.abs(aside) < 1 && !boxes.some("
        "({ left, top, right, bottom }) => box.left < right &&"
        "box.right > left && box.top < bottom && box.bottom > top); };"
        "return told.every(isClear) && JSON.stringify(ids) ==="
        "JSON.stringify(told.map(mark => mark.dataset.placeId).sort()); }",
        arg=ids,
    )


_BUTTONS_ARE_CLEAR = """() => {
    const boxes = (names) => [...document.querySelectorAll(names)]
        .map((one) => one.getBoundingClientRect());
    const buttons = boxes('.leaflet-control :is(a, button)');
    return boxes('.atlas-mark b').every((box) => !buttons.some(({ left, top, right, bottom }) =>
        box.left < right && box.right > left && box.top < bottom && box.bottom > top));
}"""


def wait_for_clear_buttons(frame: Frame) -> None:
    """Wait until no mark lies under what stands at the edges of the map."""
    frame.wait_for_function(_BUTTONS_ARE_CLEAR)


def wait_for_names(frame: Frame, ids: list[str]) -> None:
    """Wait until the map has written the names of these places."""
    frame.wait_for_function(
        "ids => ids.every(id => document.querySelector("
        "`.atlas-label-mark.is-first[data-place-id='${id}']`))",
        arg=ids,
    )


_COUNTS_ARE_THOSE_SEEN = """() => {
    const frame = document.querySelector('.st-key-map iframe');
    const isSeen = (mark) => {
        const { x, y, width, height } = mark.getBoundingClientRect();
        const right = x + width / 2, down = y + height / 2;
        return right > 0 && down > 0 && right < frame.clientWidth && down < frame.clientHeight;
    };
    return [...document.querySelectorAll('.present-key [data-layer]')].every((line) => {
        const marks = `.atlas-mark[data-layer="${line.dataset.layer}"]`;
        const seen = [...frame.contentDocument.querySelectorAll(marks)].filter(isSeen);
        return parseInt(line.querySelector('.seen').textContent) === seen.length;
    });
}"""


def wait_for_counts_of_the_screen(page: Page) -> None:
    """Wait until the legend of a presentation counts the places that its map shows."""
    page.wait_for_function(_COUNTS_ARE_THOSE_SEEN)


def wait_for_ids(frame: Frame, ids: set[str]) -> None:
    """Wait until the map has drawn exactly these places."""
    frame.wait_for_function(
        "ids => JSON.stringify([...document.querySelectorAll('.atlas-mark')]"
        ".map(mark => mark.dataset.placeId).sort()) === JSON.stringify(ids)",
        arg=sorted(ids),
    )


def wait_for_shown(page: Page, words: str) -> None:
    """Wait until the script of presentations says that this is on screen."""
    page.wait_for_function(
        "words => document.querySelector('.atlas-present')?.dataset.shown.includes(words)",
        arg=words,
    )


def open_presented(page: Page, server: Server, query: str) -> Frame:
    """Open a presentation, and give the frame of its map."""
    open_page(page, server, query)
    page.wait_for_selector(".st-key-present")
    return map_frame(page)


def small_texts(page: Page, frame: Frame) -> list[list[object]]:
    """List the texts on the page and its map that are smaller than the back of a hall can read."""
    texts = [*page.evaluate(TEXTS), *frame.evaluate(TEXTS)]
    assert len(texts) > 10
    return [one for one in texts if one[1] < MIN_PX - 0.01]


def frame_ids(frame: TimeFrame, atlas: Dataset) -> set[str]:
    """Give the located places of a frame of playback."""
    return located(select(frame, atlas))
