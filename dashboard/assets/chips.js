/**
 * Beside the map the filters in force keep to one line (page.css). A button at its end counts those
 * that do not stand on it, and shows them below it.
 */
(function () {
  'use strict';
  if (window.atlasChips) return;
  window.atlasChips = true;

  const LINE = '.st-key-stage .st-key-chips-in-force', MORE = '.more-chips';
  const digits = (n) => n.toLocaleString({ fa: 'fa', fr: 'fr' }[document.documentElement.lang] || 'en');

  const SAME_LINE = 6; // pixels by which buttons on one line may end apart: that to undo is higher

  /** Those that do not stand on the first line, or not wholly. */
  function below(line) {
    const boxes = [...line.children].map((one) => [one, one.getBoundingClientRect()]);
    const end = Math.min(...boxes.map(([, box]) => box.bottom));
    return boxes.filter(([, box]) => box.bottom > end + SAME_LINE).map(([one]) => one);
  }

  function count() {
    const line = document.querySelector(LINE), more = document.querySelector(MORE);
    if (!line || !more) return;
    more.hidden = true; // which leaves room for one more
    more.hidden = !below(line).length;
    more.textContent = more.hidden ? '' : `+${digits(below(line).length)}`;
    more.setAttribute('aria-label', `${more.textContent} ${more.title}`);
    show(line, more, !more.hidden && line.hasAttribute('data-open'));
  }

  function show(line, more, isOpen) {
    line.toggleAttribute('data-open', isOpen);
    if (!isOpen) line.scrollTop = 0;
    more.setAttribute('aria-expanded', String(isOpen));
  }

  const sizes = new ResizeObserver(count);
  function watch() {
    sizes.disconnect();
    for (const one of document.querySelectorAll(`.st-key-chips, ${LINE} > *`)) sizes.observe(one);
  }
  new MutationObserver(watch).observe(document.body, { subtree: true, attributeFilter: ['data-test-script-state'] });
  watch();

  document.addEventListener('click', ({ target }) => {
    const more = target.closest(MORE), line = document.querySelector(LINE);
    if (more && line) show(line, more, !line.hasAttribute('data-open'));
  });
  // Keys come to what is out of sight, too.
  document.addEventListener('focusin', ({ target }) => {
    const line = target.closest(LINE), more = document.querySelector(MORE);
    if (line && more && below(line).some((one) => one.contains(target))) show(line, more, true);
  });
})();
