/**
 * Keys go along into what a button opens: it stands at the end of the page, behind every other
 * control. Escape leads back to the button, and Tab past either end closes it and goes on from there.
 * They go along into a presentation, and back, too. A click in a frame, as the map's, closes what is opened.
 */
(function () {
  'use strict';
  if (window.atlasPopover) return;

  const OPENER = '[data-testid="stPopoverButton"]', BODY = '[data-testid="stPopoverBody"]';
  const LIST = '.st-key-present-steps', HERE = LIST + ' [kind="primary"]';
  /** So long what is opened may take to come; then a key has gone elsewhere. */
  const PATIENCE_MS = 5000;

  function enter(opener) {
    const follow = () => {
      if (document.activeElement !== opener) return observer.disconnect();
      const body = document.querySelector(BODY);
      if (!body) return undefined;
      observer.disconnect();
      body.tabIndex = -1; // itself, since what is in it may be drawn anew; of a list of steps, the one that is shown
      return (body.querySelector(HERE) || body).focus({ preventScroll: true });
    };
    const observer = new MutationObserver(follow);
    observer.observe(document.body, { subtree: true, childList: true });
    setTimeout(() => observer.disconnect(), PATIENCE_MS);
  }

  /** What takes the whole window is entered at its words, and left for the button that began it. */
  const WAYS = [
    ['.st-key-present_start button', '.st-key-present .st-key-panel'],
    ['.st-key-present_leave button', '.st-key-present_start button'],
  ];

  function goOn(from, to) {
    const look = () => {
      const place = [...document.querySelectorAll(to)].find((one) => one.checkVisibility());
      if (!place) return;
      observer.disconnect();
      if (![from, document.body].includes(document.activeElement)) return;
      if (!place.matches('button')) Object.assign(place, { tabIndex: -1 }).style.outline = 'none';
      place.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true });
    setTimeout(() => observer.disconnect(), PATIENCE_MS);
  }

  /** Go by keys from step to step of a list, first from the one that is shown. */
  function step(event, list) {
    const buttons = [...list.querySelectorAll('button')], here = list.querySelector(HERE);
    const at = buttons.indexOf(buttons.includes(document.activeElement) ? document.activeElement : here);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    buttons[to]?.focus();
    event.preventDefault();
  }

  /** Whether Tab stops at it; browsers stop at what can be scrolled too. */
  function isStop(one) {
    const isScrolled = one.scrollWidth > one.clientWidth && /auto|scroll/.test(getComputedStyle(one).overflowX);
    const isControl = one.tabIndex >= 0 && !one.disabled && !(one.type === 'radio' && !one.checked);
    return (isControl || isScrolled) && one.checkVisibility({ visibilityProperty: true });
  }

  const opened = () => document.querySelector(`${OPENER}[aria-expanded="true"]`);

  /** Close what is opened if Tab would leave it, so that the key goes on from its button. */
  function leave(event, body) {
    const here = document.activeElement, stops = [...body.querySelectorAll('*')].filter(isStop);
    if (here !== stops.at(event.shiftKey ? 0 : -1) && (here !== body || (!event.shiftKey && stops.length))) return;
    const opener = opened();
    if (!opener) return;
    opener.focus();
    opener.click();
    if (event.shiftKey) event.preventDefault();
  }

  let last = null;
  /** Let keys go along into what another key opens. */
  window.atlasPopover = (opener) => {
    opener.focus();
    last = opener;
    enter(opener);
  };
  window.addEventListener('blur', () => {
    const isLeft = document.activeElement?.tagName === 'IFRAME' && !document.querySelector('.st-key-present'); // a talk closes its own
    if (isLeft) opened()?.click();
  });
  document.addEventListener('click', (event) => {
    if (event.detail) return; // by a pointer, which stays where it is
    for (const [from, to] of WAYS) {
      const button = event.target.closest(from);
      if (button) goOn(button, to);
    }
  }, true);
  document.addEventListener('keydown', (event) => {
    const opener = event.target.closest(OPENER);
    if (opener && ['Enter', ' '].includes(event.key) && opener.ariaExpanded !== 'true') {
      window.atlasPopover(opener);
    } else if (event.key === 'Tab' && event.target.closest(BODY)) {
      leave(event, event.target.closest(BODY));
    } else if (['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) {
      const list = event.target.closest(BODY)?.querySelector(LIST);
      if (list) step(event, list);
    } else if (event.key === 'Escape' && event.target.closest(BODY)) {
      requestAnimationFrame(() => { if (document.activeElement === document.body) last?.focus(); });
    }
  }, true);
})();
