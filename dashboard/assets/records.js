/**
 * Links and headings of a table to read: a link to a card opens it without loading the page anew,
 * and a heading presses the button, which nobody sees, that sorts by it.
 */
(function () {
  'use strict';
  if (window.atlasRecords) return;
  window.atlasRecords = true;

  /** Press the button of a heading, at a first visit once the script that draws buttons has come. */
  function press(heading) {
    const button = document.querySelector(`.st-key-${heading.dataset.press} button`);
    if (button) button.click();
    else if (heading.isConnected) requestAnimationFrame(() => press(heading));
  }

  document.addEventListener('click', (event) => {
    const heading = event.target.closest?.('button[data-press]');
    if (heading) press(heading);
    const link = event.target.closest?.('a.within[href^="?"]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState({}, '', link.getAttribute('href'));
    dispatchEvent(new PopStateEvent('popstate')); // Streamlit reads the address as after Back
  });
})();
