"""Words on a page that cannot be read: cut off, outside the window, or over one another."""

from playwright.sync_api import Page

_CUT_WORDS = r"""() => {
    const HIDDEN = '[data-testid=stIconMaterial], #js-plotly-tester, .atlas-skip, ' +
        '[data-testid=stSidebar][data-collapsed=true], details:not([open]) > :not(summary), ' +
        'body:has(.whole-notice-asked:not(:checked)) .st-key-notice p, ' +
        'script, style, noscript';
    const PASSING = '.atlas-hint, .atlas-heap, .atlas-tooltip, [data-testid=stSidebar]';  // above
    const LINE_PX = 2, faults = [];
    const style = (one) => getComputedStyle(one);
    const isSeen = (one) => {
        const asked = { opacityProperty: true, visibilityProperty: true };
        if (!one.checkVisibility(asked) || one.closest(HIDDEN)) return false;
        for (let at = one; at; at = at.parentElement) {  // what is for who listens alone
            if (style(at).clipPath !== 'none') return false;
            if (style(at).overflowX !== 'visible' && at.clientWidth <= 1) return false;
        }
        return true;
    };
    const name = (one) => {
        const room = one.closest('[class*="st-key-"]');
        return (room ? room.className.match(/st-key-[\w-]+/)[0] : one.tagName);
    };
    // How what stands around a line shows it: whole, cut, or as far as it is scrolled to.
    const shownAs = (one, line) => {
        let scrolls = false;  // a list of options is a little higher than what it stands in
        for (let at = one; at && at !== document.body; at = at.parentElement) {
            const box = at.getBoundingClientRect(), { overflowX, overflowY, position } = style(at);
            const isBeside = line.left < box.left - LINE_PX || line.right > box.right + LINE_PX;
            const isAway = line.bottom < box.top + line.height / 2 ||
                line.top > box.bottom - line.height / 2;
            const hiding = [isBeside && overflowX, isAway && overflowY];
            if (hiding.includes('auto') || hiding.includes('scroll')) return 'scrolled';
            const isHidden = hiding.includes('hidden') || hiding.includes('clip');
            if (isHidden) return scrolls && !isBeside ? 'scrolled' : 'cut';
            scrolls ||= overflowY === 'auto' && at.scrollHeight > at.clientHeight;
            if (position === 'fixed') break;
        }
        const { clientWidth } = document.documentElement;
        const isOutside = line.right > clientWidth + LINE_PX || line.left < -LINE_PX;
        return isOutside ? 'cut' : 'whole';
    };
    const standsOver = (one) => {
        for (let at = one; at; at = at.parentElement) {
            if (['fixed', 'sticky'].includes(style(at).position) || at.matches(PASSING)) return at;
        }
        return null;
    };
    const whole = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, one = text.parentElement;
        const words = text.data.trim().slice(0, 60);
        if (!words || !isSeen(one)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const line of range.getClientRects()) {
            if (line.width < 2 || line.height < 2) continue;
            const how = shownAs(one, line);
            if (how === 'cut') faults.push(`cut in ${name(one)}: ${words}`);
            if (how === 'whole') whole.push({ one, line, words, over: standsOver(one) });
        }
    }
    whole.sort((a, b) => a.line.top - b.line.top);
    whole.forEach((a, at) => {
        for (const b of whole.slice(at + 1)) {
            if (b.line.top > a.line.bottom) break;
            if (a.one.contains(b.one) || b.one.contains(a.one) || a.over !== b.over) continue;
            const width = Math.min(a.line.right, b.line.right) - Math.max(a.line.left, b.line.left);
            const middles = Math.abs(a.line.top + a.line.bottom - b.line.top - b.line.bottom) / 2;
            const isOver = width > 3 && middles < (a.line.height + b.line.height) / 4;
            if (isOver) faults.push(`over one another in ${name(a.one)}: ${a.words} | ${b.words}`);
        }
    });
    return [...new Set(faults)];
}"""


def cut_words(page: Page) -> list[str]:
    """Name the words of a page and of its map that are cut, or stand over others."""
    return [fault for frame in page.frames for fault in frame.evaluate(_CUT_WORDS)]
