/**
 * A press on the heading of a table chooses no row.
 *
 * A table that gets the keyboard while nothing is chosen in it chooses its first cell, and so opens
 * the card of its first row. That serves a reader who comes with the keyboard, not one who presses
 * the menu or the edge of a heading: in that case the table is not told that it has the keyboard.
 */
(function () {
  'use strict';
  if (window.atlasTableHeadings) return;
  window.atlasTableHeadings = true;

  const CANVAS = '[data-testid="data-grid-canvas"]', HEAD_PX = 36, FOLLOWS_MS = 500;
  let pressed = null;

  document.addEventListener('pointerdown', (event) => { pressed = event; }, true);
  document.addEventListener('focusin', (event) => {
    if (!pressed || event.timeStamp - pressed.timeStamp > FOLLOWS_MS) return;
    const canvas = pressed.target.closest?.('.stDataFrame')?.querySelector(CANVAS);
    if (!canvas || event.target !== canvas) return;
    const box = canvas.getBoundingClientRect();
    if (pressed.clientY < box.top + HEAD_PX) event.stopImmediatePropagation();
  }, true);
})();
