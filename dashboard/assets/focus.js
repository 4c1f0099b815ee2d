/**
 * Where the keyboard goes on when the page takes away what had it, or draws it anew: to the name of a
 * card that a key has opened, from a closed card to what had opened it, else to the same control or to
 * the one that stands in its place, at last to the heading of the page. A pointer stays where it is.
 */
(function () {
  'use strict';
  if (window.atlasFocus) return;
  window.atlasFocus = true;

  const STATE = 'data-test-script-state', MAP = '.st-key-map iframe', CARD = '.st-key-detail';
  const CONTROLS = 'a[href], button:enabled, input:enabled, textarea:enabled, summary, [tabindex="0"]';
  const HEADINGS = [CARD + ' h2', '.stMain h1'];
  /** Groups around a control, the closest first, in which its place is sought. */
  const MAX_GROUPS = 4;
  const DRAWN_MS = 2000;

  let isByKey = false, last = null, outside = null, place = shown(), before = place, until = 0, isFollowing = false;
  /** What Enter was pressed on last, which may be drawn anew before the card is there. */
  let pressed = '';

  /** Whether a key can open a card: a space or a date that is typed does not, Enter in the search field does. */
  const isPress = (key, target) => (key === 'Enter' && target.type === 'search') ||
    (['Enter', ' '].includes(key) && !target.matches('input, textarea'));

  function shown() {
    const query = new URLSearchParams(window.location.search);
    return query.get('place') || query.get('event') || '';
  }

  const controls = (group) => [...group.querySelectorAll(CONTROLS)].filter((one) => one.checkVisibility());
  const named = (one) => (one.getAttribute('aria-label') || one.innerText || one.value || '').trim();

  /** How a control can be found again: its name, and where it stands in the groups around it. */
  function trace(element) {
    const groups = [];
    for (let one = element; one && groups.length < MAX_GROUPS; one = one.parentElement) {
      const key = /(?:^|\s)(st-key-[\w-]+)/.exec(one.className?.toString?.() || '')?.[1];
      if (key) groups.push([key, controls(one).indexOf(element)]);
      const asked = /^st-key-(?:(card_)?date_(from|to)_question|dates_misordered)$/.exec(key);
      if (asked) groups.push([`st-key-${asked[1] || ''}dates`, asked[2] === 'from' ? 0 : 1]); // the field of which a question is asked
    }
    return { element, name: named(element), groups, isName: element.matches(HEADINGS[0]) };
  }

  /** Find what was traced, or what stands in its place. */
  function find({ element, name, groups }, isSame = false) {
    if (element.isConnected) return element;
    for (const [key, at] of groups) {
      const every = [...document.querySelectorAll(`.${CSS.escape(key)}`)].flatMap(controls);
      const same = every.find((one) => one.tagName === element.tagName && named(one) === name);
      if (same || (every.length && !isSame)) return same || every[Math.min(Math.max(at, 0), every.length - 1)];
    }
    return null;
  }

  function mark(id) {
    const page = document.querySelector(MAP)?.contentDocument;
    return [...(page?.querySelectorAll('.atlas-mark') ?? [])].find((one) => one.dataset.placeId === id);
  }

  function read(heading) {
    heading.tabIndex = -1;
    heading.style.outline = 'none';
    heading.focus({ preventScroll: true });
  }

  /** Give the keyboard to the card of a place and say so, if it is the open one, which a press on its mark leaves as it is. */
  window.atlasReadCard = (id) => {
    const name = shown() === id && document.querySelector(HEADINGS[0]);
    if (name) read(name);
    return Boolean(name);
  };

  /** Give the keyboard to what the change has left for it. */
  function goOn() {
    if (shown() !== place) [before, place] = [place, shown()];
    if (!isByKey || !last || document.querySelector('.st-key-present')) return; // a talk has ways of its own
    const { activeElement } = document, name = document.querySelector(HEADINGS[0]);
    const isLost = activeElement === document.body && !last.element.isConnected;
    const isAtPress = isLost || (named(activeElement) === pressed && !activeElement.closest(CARD));
    // A card that takes the place of one that was read is read in turn, also where the address is ahead of both.
    const isOpened = name && isAtPress && (last.isName || (place && place !== before));
    if (!isOpened && !isLost) return;
    const opener = before && !place && (outside?.element ? find(outside, true) : null);
    const next = isOpened ? null : opener || (before && !place && mark(before)) || find(last);
    before = place;
    if (next) next.focus({ preventScroll: next.closest(CARD) !== null });
    else read(document.querySelector(HEADINGS.find((one) => document.querySelector(one))));
  }

  /** What a run has changed is drawn some frames after it. */
  function follow(now) {
    goOn();
    isFollowing = now < until || document.querySelector(`[${STATE}]`)?.getAttribute(STATE) === 'running';
    if (isFollowing) requestAnimationFrame(follow);
  }

  function settle() {
    until = performance.now() + DRAWN_MS;
    if (!isFollowing) requestAnimationFrame(follow);
    isFollowing = true;
  }

  /** Streamlit's choices go to the next one by the right arrow, in whatever direction a page is read. */
  function turnArrow(event) {
    const turned = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[event.key];
    if (!turned || !event.isTrusted || document.documentElement.dir !== 'rtl') return;
    if (!event.target.closest?.('[role="radiogroup"], [data-testid="stButtonGroup"], [role="tablist"]')) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    event.target.dispatchEvent(new KeyboardEvent('keydown', { key: turned, code: turned, bubbles: true, cancelable: true }));
  }

  /** A page that a key had loaded anew, for its other theme, gives the keyboard back to that switch. */
  function returnToSwitch() {
    const button = document.querySelector('.theme-switch');
    if (!button) requestAnimationFrame(returnToSwitch);
    else if (document.activeElement === document.body) button.focus();
  }

  try {
    if (sessionStorage.getItem('atlas-switched')) returnToSwitch();
    sessionStorage.removeItem('atlas-switched');
  } catch (_refused) { /* a browser that keeps nothing */ }
  document.addEventListener('keydown', turnArrow, true);
  document.addEventListener('focusin', ({ target }) => {
    last = trace(target);
    if (!target.closest(CARD)) outside = last;
  }, true);
  // Into the map's frame, of which the page hears nothing else.
  window.addEventListener('blur', () => { if (document.activeElement?.matches(MAP)) outside = null; });
  for (const type of ['keydown', 'pointerdown']) {
    document.addEventListener(type, ({ key, target }) => {
      isByKey = type === 'keydown';
      if (place && shown() === place) before = place; // a press after the card came did not open it
      pressed = isPress(key, target) ? named(target) : '';
    }, true);
  }
  new MutationObserver(([{ target }]) => {
    if (target.getAttribute(STATE) === 'notRunning' && !document.querySelector('.st-key-present')) settle();
  }).observe(document.body, { subtree: true, attributeFilter: [STATE] });
})();
