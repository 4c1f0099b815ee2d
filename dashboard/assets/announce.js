/**
 * What a change did is read out by screen readers, wherever the focus is: what an answer took the
 * place of, the filter with its counts, the step of a tour. Each change once, when it has settled.
 */
(function () {
  'use strict';
  if (window.atlasAnnounce) return;
  window.atlasAnnounce = true;

  const STATE = 'data-test-script-state';
  const CHANGING = ['.st-key-answer_undo [data-testid="stMarkdownContainer"]', '.st-key-counter .sentence', '.st-key-counter .counts', '.st-key-present h2'];
  /** A playback that goes on changes more often than this, and is not read out frame by frame. */
  const REST_MS = 1200;

  const region = document.createElement('div');
  region.className = 'unseen';
  region.id = 'atlas-announced';
  region.setAttribute('role', 'status');
  region.dataset.liveAnnouncer = 'true'; // an open list of Streamlit's hides all else from screen readers

  const words = () => CHANGING
    .map((one) => document.querySelector(one)?.innerText.trim().replace(/\s{2,}/g, '. '))
    .filter(Boolean).join('. ');

  let last = '', timer = 0;
  function announce() {
    const now = words();
    if (now && now !== last) region.textContent = now;
    last = now || last;
  }

  new MutationObserver(([{ target }]) => {
    clearTimeout(timer);
    last ||= words(); // what the page begins with is read as the page is
    if (target.getAttribute(STATE) === 'notRunning') timer = setTimeout(announce, REST_MS);
  }).observe(document.body, { subtree: true, attributeFilter: [STATE] });
  document.body.append(region);
})();
