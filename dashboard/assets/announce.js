/**
 * What a change did is read out by screen readers, wherever the focus is: what an answer took the
 * place of, a date that cannot be read, what a table or a list has left and its order, the filter with
 * its counts, the step of a tour. Each change once, when it has settled.
 */
(function () {
  'use strict';
  if (window.atlasAnnounce) return;
  window.atlasAnnounce = true;

  const STATE = 'data-test-script-state';
  /** What a page has once it is there. */
  const BEGUN = ['.st-key-counter .sentence', ':is(.st-key-present, .slide) h2'];
  /** What changes are heard by, each by itself; `data-words` are for who does not see what is there. */
  const CHANGING = [
    '.st-key-header [role="radio"][aria-checked="true"]', '.st-key-detail h2', '.st-key-card-narrowed', '.answered',
    '.stSidebar [data-testid="stAlert"]', '[class*="st-key-"][class*="_question"]',
    '.st-key-answer_undo [data-testid="stMarkdownContainer"]', '.st-key-sources-found',
    '.st-key-stage-table :is(caption, [data-testid="stAlert"])', '.st-key-stage-table th[aria-sort]',
    ...BEGUN, '.st-key-counter .counts',
  ];
  /** A playback that goes on changes more often than this, and is not read out frame by frame. */
  const REST_MS = 1200;

  const region = document.createElement('div');
  region.className = 'unseen';
  region.id = 'atlas-announced';
  region.setAttribute('role', 'status');
  region.dataset.liveAnnouncer = 'true'; // an open list of Streamlit's hides all else from screen readers

  /** The words of each part, as far as it is there. */
  function heard() {
    const parts = new Map();
    for (const selector of CHANGING) {
      const every = [...document.querySelectorAll(selector)].map((part) => part.dataset.words ?? part.innerText);
      parts.set(selector, (every.find(Boolean) ?? '').trim().replace(/\s{2,}/g, '. '));
    }
    return parts;
  }

  let last = new Map(), timer = 0;
  function announce() {
    const now = heard(), before = last, { activeElement } = document;
    last = now;
    const isNew = ([selector, words]) => words && words !== before.get(selector) && !activeElement.matches(selector);
    const news = [...now].filter(isNew).map(([, words]) => words);
    if (news.length) region.textContent = news.join('. ');
  }

  new MutationObserver(([{ target }]) => {
    clearTimeout(timer);
    if (!BEGUN.some((part) => last.get(part))) last = heard(); // what the page begins with is read as the page is
    if (target.getAttribute(STATE) === 'notRunning') timer = setTimeout(announce, REST_MS);
  }).observe(document.body, { subtree: true, attributeFilter: [STATE] });
  document.body.append(region);
})();
