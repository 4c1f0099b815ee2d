/**
 * Keys go along into what a button opens: it stands at the end of the page, behind every other
 * control. Escape leads back to the button.
 */
(function () {
  'use strict';
  if (window.atlasPopover) return;

  const OPENER = '[data-testid="stPopoverButton"]', BODY = '[data-testid="stPopoverBody"]';
  /** So long what is opened may take to come; then a key has gone elsewhere. */
  const PATIENCE_MS = 5000;

  function enter(opener) {
    const follow = () => {
      if (document.activeElement !== opener) return observer.disconnect();
      const body = document.querySelector(BODY);
      if (!body) return undefined;
      observer.disconnect();
      body.tabIndex = -1; // itself, since what is in it may be drawn anew
      return body.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(follow);
    observer.observe(document.body, { subtree: true, childList: true });
    setTimeout(() => observer.disconnect(), PATIENCE_MS);
  }

  /** Go by arrows from step to step of a list, first from the one that is shown, which cannot be pressed. */
  function step(event, list) {
    const buttons = [...list.querySelectorAll('button')], by = event.key === 'ArrowDown' ? 1 : -1;
    const focused = buttons.indexOf(document.activeElement);
    let at = focused < 0 ? buttons.findIndex((one) => one.disabled) : focused;
    do at += by; while (buttons[at]?.disabled);
    buttons[at]?.focus();
    event.preventDefault();
  }

  let last = null;
  /** Let keys go along into what another key opens. */
  window.atlasPopover = (opener) => {
    opener.focus();
    last = opener;
    enter(opener);
  };
  document.addEventListener('keydown', (event) => {
    const opener = event.target.closest(OPENER);
    if (opener && ['Enter', ' '].includes(event.key) && opener.ariaExpanded !== 'true') {
      window.atlasPopover(opener);
    } else if (['ArrowDown', 'ArrowUp'].includes(event.key)) {
      const list = event.target.closest(BODY)?.querySelector('.st-key-present-steps');
      if (list) step(event, list);
    } else if (event.key === 'Escape' && event.target.closest(BODY)) {
      requestAnimationFrame(() => { if (document.activeElement === document.body) last?.focus(); });
    }
  }, true);
})();
