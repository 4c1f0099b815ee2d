/**
 * The filters on a small window start closed, and close once a place is chosen.
 *
 * Streamlit keeps in the browser's storage whether they were open: on a phone they would lie over
 * every later page. There, Back closes them before it leaves the view.
 */
(function () {
  'use strict';
  if (window.atlasSidebar) return;
  window.atlasSidebar = true;

  const SMALL = window.matchMedia('(max-width: 768px), (max-height: 480px)');
  const KEPT = 'stSidebarCollapsed-';

  function close() {
    if (!SMALL.matches) return;
    const open = document.querySelector('[data-testid="stSidebar"][data-collapsed="false"]');
    open?.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }

  const isOpen = () => Boolean(document.querySelector('[data-testid="stSidebar"][data-collapsed="false"]'));

  /** Put an entry into the history that Back takes off, and with it the filters. */
  function mark() {
    const state = { ...window.history.state, atlasFilters: true };
    // The map's frame replaces the method: an address that stays the same makes no entry there.
    History.prototype.pushState.call(window.history, state, '', window.location.href);
  }

  function forget() {
    if (!SMALL.matches) return;
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
      for (const name of names) localStorage.setItem(name, 'true');
    } catch (_refused) {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  window.addEventListener('popstate', () => { if (isOpen()) close(); });
  // After Streamlit, which listens below.
  document.addEventListener('click', (event) => {
    if (SMALL.matches && event.target.closest('[data-testid="stExpandSidebarButton"]')) mark();
    if (event.target.closest('[data-testid="stSidebarCollapseButton"]') && event.isTrusted &&
        window.history.state?.atlasFilters) window.history.back();
    if (event.target.closest(':is(.st-key-offers, .st-key-suggestions) button')) close();
    forget();
  });
  // A touch of the map goes to its frame; what the page hears of it is that the frame has the focus.
  window.addEventListener('blur', () => {
    if (document.activeElement?.tagName === 'IFRAME') close();
  });
  close();
})();
