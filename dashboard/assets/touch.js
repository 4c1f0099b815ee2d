/**
 * A finger on a chart scrolls the page, and a tap chooses what it meets: Plotly would keep both for
 * itself. Where a period is dragged over, the chart has the finger.
 */
(function () {
  'use strict';
  if (window.atlasTouch) return;
  window.atlasTouch = true;

  document.addEventListener('touchstart', (event) => {
    const chart = event.target.closest?.('.js-plotly-plot');
    if (chart && chart._fullLayout?.dragmode !== 'select') event.stopPropagation();
  }, { capture: true, passive: true });
})();
