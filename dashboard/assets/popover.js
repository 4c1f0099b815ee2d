/**
 * Keys go along into what a button opens: it stands at the end of the page, behind every other
 * control. Escape leads back to the button.
 */
(function () {
  'use strict';
  if (window.atlasPopover) return;
  window.atlasPopover = true;

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

  let last = null;
  document.addEventListener('keydown', (event) => {
    const opener = event.target.closest(OPENER);
    if (opener && ['Enter', ' '].includes(event.key) && opener.ariaExpanded !== 'true') {
      last = opener;
      enter(opener);
    } else if (event.key === 'Escape' && event.target.closest(BODY)) {
      requestAnimationFrame(() => { if (document.activeElement === document.body) last?.focus(); });
    }
  }, true);
})();
