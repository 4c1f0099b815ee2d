/**
 * Which moves of the map become steps of the browser's history: a jump to a region or to what is
 * elsewhere, and none else.
 *
 * Streamlit writes each view into the address as a new history entry. Twenty pans would bury the
 * page before them, so an address that differs in the view alone replaces the one before. So does
 * what a slider chooses soon after it chose something else.
 */
(function () {
  'use strict';

  /** So long after one choice of a slider, the next belongs to it. */
  const SERIES_MS = 3000;

  try {
    const outer = window.parent, history = outer.history, push = history.pushState;
    if (outer === window || push.keepsPansOut) return;
    const withoutView = (address) => {
      const url = new outer.URL(address, outer.location.href);
      for (const name of ['lat', 'lng', 'zoom', 'at', 'paused']) url.searchParams.delete(name);
      // What goes on by itself would bury the page before it as well.
      if (url.searchParams.has('kiosk')) url.searchParams.delete('step');
      // That the area in view restricts is a step of its own; that it follows the map is not.
      if (url.searchParams.has('bounds')) url.searchParams.set('bounds', '');
      url.searchParams.sort();
      return url.href;
    };
    // The slider that wrote the address last, and when.
    let last = { slider: '', time: 0 };
    const goesOnSliding = () => {
      const focused = outer.document.activeElement, before = last;
      last = { slider: focused?.type === 'range' ? focused.getAttribute('aria-label') : '', time: Date.now() };
      return last.slider && last.slider === before.slider && last.time - before.time < SERIES_MS;
    };
    const forget = () => { last.time = 0; };
    const quiet = function (state, title, address) {
      const samePlace = address !== undefined && address !== null &&
        withoutView(address) === withoutView(outer.location.href);
      const { atlas = {} } = window, isJump = atlas.hasJumped;
      atlas.hasJumped = false;
      const replaces = (samePlace && !isJump) || goesOnSliding() || history.state?.atlasHeap; // the menu's entry is the choice's
      return (replaces ? history.replaceState : push).call(history, state, title, address);
    };
    quiet.keepsPansOut = true;
    history.pushState = quiet;
    outer.addEventListener('popstate', forget);
    // A function must not outlive the frame it came from.
    window.addEventListener('pagehide', () => {
      if (history.pushState === quiet) history.pushState = push;
      outer.removeEventListener('popstate', forget);
    });
  } catch (_crossOrigin) {
    // Embedded where the page around us is out of reach: pans then make history entries.
  }
})();
