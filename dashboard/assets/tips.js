/**
 * When Streamlit's tooltips are seen: under a pointer that was moved there, and where Tab has led.
 * Streamlit opens one for all that a key gave the focus, and keeps it over what stands beneath.
 */
(function () {
  'use strict';
  if (window.atlasTips) return;
  window.atlasTips = true;

  let isMoved = false, isByTab = false, touched = null;

  function isWanted(tip) {
    const owner = document.querySelector(`[aria-describedby="${CSS.escape(tip.id)}"]`);
    if (isMoved && (tip.matches(':hover') || owner?.matches(':hover'))) return true;
    return Boolean(owner?.contains(touched) || (isByTab && owner?.contains(document.activeElement)));
  }

  function tidy() {
    for (const tip of document.querySelectorAll('[role="tooltip"]')) {
      tip.style.visibility = isWanted(tip) ? '' : 'hidden';
    }
  }

  const on = (type, note) => document.addEventListener(type, (event) => { note(event); tidy(); }, { capture: true, passive: true });
  on('keydown', ({ key }) => { isByTab = key === 'Tab'; isMoved = false; });
  on('pointermove', ({ pointerType }) => { if (pointerType === 'mouse') { isMoved = true; isByTab = false; } });
  on('pointerover', () => {}); // also of the map's frame, which has all other events
  on('pointerdown', ({ pointerType, target }) => { // what then comes under a mouse that rests waits for it to move
    isMoved = false;
    touched = pointerType === 'mouse' ? null : target;
  });
  new MutationObserver(tidy).observe(document.body, { subtree: true, childList: true });
})();
