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

  function wasPulled() {
    return pulled !== null && Math.abs(pulled.moved) > 4;
  }
})();
