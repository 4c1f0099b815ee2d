/**
 * Which gestures move the map and which scroll the page around it.
 *
 * The wheel and one finger are the page's, so that nobody is caught on a map that fills the window.
 * Two fingers, the wheel with Ctrl, and the wheel after a click into the map are the map's.
 */
(function (atlas) {
  'use strict';

  const HINT_MS = 1800, FIRST_HINT_MS = 5000;
  /** So narrow that the key of the map leaves out what to do with marks: map.css. */
  const NARROW = window.matchMedia('(max-width: 430px)');
  const TOLD = 'atlas-told';
  const LISTED = '.atlas-heap';

  /** Leave the wheel and one finger to the page, and say what moves the map. */
  function share(container, texts) {
    const hint = container.appendChild(atlas.make('div', 'atlas-hint'));
    hint.setAttribute('aria-hidden', 'true'); // of no use to a keyboard
    let isEntered = false, timer = 0;

    function hide() {
      clearTimeout(timer);
      hint.classList.remove('is-shown');
    }

    function say(words, ms = HINT_MS) {
      hide();
      hint.textContent = words;
      hint.classList.add('is-shown');
      timer = setTimeout(hide, ms);
    }

    /** Say what to do with marks, once a visit, to who has not chosen one yet. */
    atlas.sayAtFirst = () => {
      const mark = container.querySelector('.atlas-mark');
      if (!NARROW.matches || !mark || container.querySelector('.atlas-mark.is-selected')) return;
      try {
        if (sessionStorage.getItem(TOLD)) return;
        sessionStorage.setItem(TOLD, 'yes');
      } catch (_refused) {
        return; // it would be said at each change of page
      }
      say(texts.choose, FIRST_HINT_MS);
    };

    // On the window, before Leaflet and the rest of the atlas hear of it.
    const first = (type, act) =>
      window.addEventListener(type, act, { capture: true, passive: true });

    first('wheel', (event) => {
      if (isEntered || event.ctrlKey || event.metaKey) return;
      event.stopImmediatePropagation();
      if (!event.target.closest(LISTED)) say(texts.wheel_hint);
    });
    first('touchstart', (event) => {
      hide();
      if (event.touches.length === 1) event.stopImmediatePropagation();
    });
    first('touchmove', (event) => {
      if (event.touches.length === 1 && !event.target.closest(LISTED)) say(texts.fingers_hint);
    });
    first('pointerdown', (event) => {
      if (event.pointerType !== 'mouse') return;
      isEntered = true;
      hide();
    });
    first('keydown', (event) => { if (event.key === 'Escape') isEntered = false; });
    container.addEventListener('pointerleave', () => { isEntered = false; });
    container.classList.add('is-shared'); // what a finger may do: see map.css
  }

  atlas.shareGestures = share;
})(window.atlas);
