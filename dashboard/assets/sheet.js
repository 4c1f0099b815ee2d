/**
 * On a phone, the card is a sheet over the lower part of the window, which its handle makes higher,
 * lower or, pulled down far enough, closes. Elsewhere style sheets hide the handle.
 */
(function () {
  'use strict';
  if (window.atlasSheet) return;
  window.atlasSheet = true;

  /** Heights between which a press of the handle changes; lower than the last, the sheet closes. */
  const HALF = 46, WHOLE = 92, CLOSING = 22, HANDLE = '.sheet-handle';
  /** So long, a window that changes its width draws its map anew. */
  const TURNING_MS = 400;
  let pulled = null; // from where on, until it is let go

  function set(height) {
    document.documentElement.style.setProperty('--sheet', height + 'svh');
    const handle = document.querySelector(HANDLE);
    if (handle) handle.setAttribute('aria-expanded', height > HALF);
  }

  function height() {
    const sheet = document.querySelector('.st-key-detail');
    return sheet ? 100 * sheet.getBoundingClientRect().height / window.innerHeight : 0;
  }

  function settle(isUp) {
    const now = height();
    if (now < CLOSING) {
      document.querySelector('.st-key-detail :is(.st-key-detail_close, .st-key-choices_close) button')?.click();
      set(HALF);
    } else set(isUp || now > (HALF + WHOLE) / 2 ? WHOLE : HALF);
  }

  document.addEventListener('pointerdown', (event) => {
    const handle = event.target.closest?.(HANDLE);
    if (!handle) return;
    handle.setPointerCapture(event.pointerId);
    pulled = { from: event.clientY, height: height(), moved: 0 };
  });
  document.addEventListener('pointermove', (event) => {
    if (!pulled) return;
    pulled.moved = pulled.from - event.clientY;
    set(Math.max(0, Math.min(WHOLE, pulled.height + 100 * pulled.moved / window.innerHeight)));
  });
  for (const type of ['pointerup', 'pointercancel']) {
    document.addEventListener(type, () => {
      if (pulled && wasPulled()) settle(pulled.moved > 0 && height() > HALF + 8);
      // The click that ends a pull comes after this.
      setTimeout(() => { pulled = null; });
    });
  }
  document.addEventListener('click', (event) => {
    if (event.target.closest?.(HANDLE) && !wasPulled()) set(height() > HALF + 8 ? HALF : WHOLE);
  });

  /** Once a window has its other width, bring the map back between its head and the sheet, and the mark above that. */
  function keepInSight() {
    const sheet = document.querySelector('.st-key-detail'), map = document.querySelector('.st-key-map');
    if (!sheet || !map || getComputedStyle(sheet).position !== 'fixed') return;
    const { top, bottom } = map.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight) return; // the reader is elsewhere on the page
    window.atlasShow(map);
    const frame = map.querySelector('iframe');
    frame?.contentWindow.atlas?.showAbove?.(sheet.getBoundingClientRect().top - frame.getBoundingClientRect().top);
  }

  // The keyboard of a phone, and what its browser hides while the page scrolls, change the height alone.
  let width = window.innerWidth, turned = 0;
  window.addEventListener('resize', () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    clearTimeout(turned);
    turned = setTimeout(keepInSight, TURNING_MS);
  });

  function wasPulled() {
    return pulled !== null && Math.abs(pulled.moved) > 4;
  }
})();
