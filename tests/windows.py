"""What must hold on a page in every window, and windows to try."""

from contextlib import suppress
from dataclasses import dataclass
from random import Random

from playwright.sync_api import Frame, Page, TimeoutError

from browser import map_frame

_PATIENCE_MS = 20_000
SMALLEST, LARGEST = (320, 480), (2560, 1440)
MIN_HEIGHT_PX = 240
"""What a phone that is turned, or a window that is zoomed into, still has of height."""

_PAGE_FAULTS = """() => {
    const faults = [], main = document.querySelector('[data-testid=stMain]');
    for (const one of [document.documentElement, main]) {
        if (one.scrollWidth > one.clientWidth) faults.push('sideways scroll of ' + one.tagName);
    }
    const card = document.querySelector('.st-key-detail');
    const isFixed = (one) => one && getComputedStyle(one).position === 'fixed';
    const isSheet = isFixed(card), room = main.getBoundingClientRect();
    // Of what scrolls in a line of its own, the part that is seen.
    const boxOf = (one) => {
        const box = one.getBoundingClientRect();
        const line = one.closest('[class*="st-key-header_page"]');
        if (!line) return box;
        const seen = line.getBoundingClientRect();
        const left = Math.max(seen.left, box.left), right = Math.min(seen.right, box.right);
        return new DOMRect(left, box.top, Math.max(0, right - left), box.height);
    };
    // What stands in the strip above the page, which what scrolls does not reach.
    const ABOVE = '.st-key-present_start, [class*="st-key-languages-"], .st-key-share';
    const isAbove = (one) => isFixed(one.closest(ABOVE));
    const name = (one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 30)}`;
    const clash = (one, other) => {
        const a = boxOf(one), b = boxOf(other);
        return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    };
    const parts = [...document.querySelectorAll(`.st-key-header h1, .st-key-header p,
        .st-key-header button, .st-key-content-note button, .st-key-legend label,
        .st-key-legend button, .st-key-map iframe, .st-key-counter, .st-key-detail,
        .st-key-timeline`)].filter((one) => boxOf(one).width && boxOf(one).height && !isAbove(one));
    for (const part of parts) {
        const box = boxOf(part);
        if (box.left < room.left - 1 || box.right > room.right + 1) {
            faults.push('outside the window: ' + name(part));
        }
        if (isSheet && part === card) {
            if (box.bottom > innerHeight + 1 || box.top < room.top) faults.push('sheet too high');
            continue;
        }
        for (const other of parts) {
            if (part === other || (isSheet && other === card)) continue;
            if (part.contains(other) || other.contains(part)) continue;
            if (clash(part, other)) faults.push(name(part) + ' overlaps ' + name(other));
        }
    }
    // What scrolls sideways in a line or box of its own.
    const LINES = '.scroll, [role=tablist], [data-testid=stDataFrame], ' +
        '[class*=st-key-timeline_preset]';
    const texts = document.querySelectorAll('.stMainBlockContainer :is(h1, h2, h3, p, button)');
    for (const one of texts) {
        const box = boxOf(one);
        if (!box.width || one.closest(LINES)) continue;
        if (box.right > innerWidth + 1 || box.left < -1) faults.push('outside: ' + name(one));
    }
    for (const one of document.querySelectorAll('.st-key-chips button p')) {
        if (one.scrollWidth > one.clientWidth) faults.push('cut: ' + name(one));
    }
    const opener = document.querySelector('[data-testid=stExpandSidebarButton]');
    if (opener && clash(opener, main)) faults.push('the button of the filters covers the page');
    for (const one of document.querySelectorAll('.st-key-header button')) {
        const hides = opener && isAbove(one) && clash(opener, one);
        if (hides || (isAbove(one) && clash(one, main))) faults.push('in the strip: ' + name(one));
        if (!isAbove(one) || !boxOf(one).width) continue;
        const { x, y, width, height } = boxOf(one);
        if (!one.contains(document.elementFromPoint(x + width / 2, y + height / 2))) {
            faults.push('cannot be pressed: ' + name(one));
        }
        for (const other of document.querySelectorAll('.st-key-header button')) {
            if (one !== other && isAbove(other) && clash(one, other)) {
                faults.push(name(one) + ' overlaps ' + name(other));
            }
        }
    }
    const frame = document.querySelector('.st-key-map iframe');
    if (frame && boxOf(frame).height > main.clientHeight) faults.push('the map is too high');
    return faults;
}"""

_MAP_FAULTS = """() => {
    const faults = [], size = map.getSize(), box = map.getContainer().getBoundingClientRect();
    for (const [what, x, y] of [['map', size.x, size.y], ['container', box.width, box.height]]) {
        const { clientWidth: width, clientHeight: height } = frameElement;
        if (Math.abs(x - width) > 1 || Math.abs(y - height) > 1) {
            faults.push(`${what} of ${x} by ${y} in a frame of ${width} by ${height}`);
        }
    }
    const controls = [...document.querySelectorAll('.leaflet-control, .atlas-credit')]
        .map((one) => [one.className, one.getBoundingClientRect()])
        .filter(([_name, one]) => one.width && one.height);
    // A large map that is a strip has no scale, and a thin one no buttons to zoom.
    const isLarge = document.querySelector('.is-large') !== null;
    const fewest = isLarge && innerHeight <= 160 ? 2 : isLarge && innerHeight <= 200 ? 3 : 4;
    if (controls.length < fewest) faults.push('controls are missing');
    for (const [name, one] of controls) {
        if (one.left < 0 || one.top < 0 || one.right > innerWidth || one.bottom > innerHeight) {
            faults.push('outside the frame: ' + name);
        }
        for (const [other, two] of controls) {
            if (name < other && one.left < two.right && two.left < one.right &&
                one.top < two.bottom && two.top < one.bottom) {
                faults.push(name + ' overlaps ' + other);
            }
        }
    }
    return faults;
}"""

_IRAN_IS_SEEN = """() => {
    const box = map.getBounds().pad(0.01);
    return box.contains([25.1, 44.0]) && box.contains([39.8, 63.3]);
}"""


@dataclass(frozen=True)
class Window:
    """A browser's window: its size in CSS pixels and how many of the screen's make one of them."""

    width: int
    height: int
    scale: float = 1

    def turned(self) -> "Window":
        """Return the same screen turned by a quarter."""
        return Window(self.height, self.width, self.scale)


def random_windows(of: int, count: int) -> list[Window]:
    """Draw windows of any size and zoom that the atlas is made for, phones held either way too."""
    random, found = Random(of), []
    for _ in range(count):
        width, height = (
            random.randint(low, high) for low, high in zip(SMALLEST, LARGEST, strict=True)
        )
        zoom = random.choice((0.8, 0.9, 1, 1, 1.1, 1.25, 1.5, 1.75, 2))
        window = Window(
            max(SMALLEST[0], round(width / zoom)), max(MIN_HEIGHT_PX, round(height / zoom)), zoom
        )
        is_phone = random.random() < 0.3
        if is_phone:
            window = Window(random.randint(320, 480), random.randint(480, 930), 3)
            window = random.choice((window, window.turned()))
        found.append(window)
    return found


NARROW = (Window(320, 640), Window(683, 384, 2))
"""The narrowest phone, and a laptop of 1366 by 768 pixels that is zoomed to 200 % (WCAG 1.4.10)."""


def resize(page: Page, window: Window) -> None:
    """Give the page's window another size and zoom."""
    page.context.new_cdp_session(page).send(
        "Emulation.setDeviceMetricsOverride",
        {
            "width": window.width,
            "height": window.height,
            "deviceScaleFactor": window.scale,
            "mobile": False,
        },
    )
    page.wait_for_function(
        "size => innerWidth === size[0] && innerHeight === size[1]",
        arg=[window.width, window.height],
    )


def faults(page: Page, frame: Frame | None = None) -> list[str]:
    """List what is wrong with the layout of the page and, where there is one, its map.

    Charts and tables take a moment to follow their window: what stays wrong is wrong.
    """
    found = _lasting(page, _PAGE_FAULTS)
    if frame is not None:
        found += _lasting(frame, _MAP_FAULTS)
    return found


def _lasting(where: Page | Frame, script: str) -> list[str]:
    with suppress(TimeoutError):
        where.wait_for_function(
            f"() => ({script})().length === 0", polling=100, timeout=_PATIENCE_MS
        )
        return []
    found: list[str] = where.evaluate(script)
    return found


def map_faults(page: Page) -> list[str]:
    """List what is wrong with the page of the map, once the map has its size; Iran is in view."""
    frame = map_frame(page)
    found = faults(page, frame)
    return found if frame.evaluate(_IRAN_IS_SEEN) else [*found, "Iran is not wholly in view"]
