/**
 * What the page holds before Streamlit's scripts arrive stands where the page will have the same, and
 * each part is taken away in the frame in which the page's own is drawn: nothing is ever there twice.
 */
(function () {
  'use strict';

  const FRAME = 'iframe[title="streamlit_folium.st_folium"]';
  /** Each part, and how it is told that the page has its own. */
  const PARTS = {
    'header': () => find('.st-key-header h1, .st-key-present, [data-testid="stException"]'),
    // Before the head, nothing is seen of the page but its map: see `first_view.css`.
    '.atlas-first-card': () => !find('#atlas-first > header') && find('.st-key-detail .place'),
    // What is told goes once its sources are there too.
    '.atlas-first-talk': () => find('.st-key-present .st-key-slide h2, [data-testid="stException"]')
      || (find('.st-key-present .st-key-told h2') && find('.st-key-present .foot')),
    '.atlas-first-map': () => find('.atlas-no-map') || isMapDrawn(find(FRAME)),
  };
  const find = (selector) => document.querySelector(selector);

  // Without scripts, the same is a page to read from the top down.
  document.documentElement.classList.add('has-scripts');

  function look() {
    const first = find('#atlas-first'), isWhole = document.readyState !== 'loading';
    if (!find('.atlas-first-map svg')?.style.width) zoom(); // in the frame in which it arrives
    for (const [name, isThere] of first ? Object.entries(PARTS) : []) {
      const part = first.querySelector(name);
      if (part && (isThere() || isOver())) part.remove();
    }
    if (isWhole && !first?.querySelector(Object.keys(PARTS))) first?.remove();
    else requestAnimationFrame(look);
  }

  /** Tell whether a page is drawn without the part: it is another one by now, or none can be shown. */
  function isOver() {
    const app = find('[data-testid="stApp"]');
    return app?.dataset.testScriptState === 'notRunning' && find('.stMain .stElementContainer')
      && !find(`[data-testid="stAppSkeleton"], .stMain [data-testid="stSkeleton"], ${FRAME}`);
  }

  function isMapDrawn(frame) {
    try {
      const { atlas, document: inside } = frame.contentWindow;
      return atlas.baseReady && (!find('.atlas-first-map [data-place]') || inside.querySelector('.atlas-mark'));
    } catch (_notThere) {
      return false;
    }
  }

  /** Give the picture the level that it was asked for, or the one at which the map shows its region. */
  function zoom() {
    const box = find('.atlas-first-map'), svg = box?.querySelector('svg');
    if (!svg) return;
    const { drawnAt, zoom, across, down } = svg.dataset;
    const padding = 2 * Math.min(12, box.clientWidth / 40);
    const fit = Math.min((box.clientWidth - padding) / across, (box.clientHeight - padding) / down);
    const level = zoom ?? Math.floor(4 * (Number(drawnAt) + Math.log2(fit))) / 4;
    svg.style.width = svg.viewBox.baseVal.width * 2 ** (level - drawnAt) + 'px';
  }

  window.addEventListener('resize', zoom);
  look();
})();
