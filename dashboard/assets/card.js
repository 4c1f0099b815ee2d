/**
 * Contents of a card: what a link within it leads to is opened, shown and given the keyboard. The
 * address takes no step by it, so that Back leaves the card and not a part of it; that of a statement
 * names it, and shows it when it is opened. Esc leads back, then closes the card.
 */
(function () {
  'use strict';
  if (window.atlasCard) return;
  window.atlasCard = true;

  /** How long after the page was asked for a card may take to come. */
  const PATIENCE_MS = 60000;
  /** So long a press of Earlier or Later waits for the card that the one before asked for: together they would be one to the server. */
  const ANSWER_MS = 10000;
  const turns = [];
  let turnedFrom = null, turnedAt = 0;

  const OPENED = '[role="dialog"], [role="tooltip"], [role="listbox"], [data-testid="stPopoverBody"], .st-key-present';

  // Esc gives the keyboard back from the card to its mark on the map; elsewhere, and where there is none, it closes the card.
  document.addEventListener('keydown', (event) => {
    const close = document.querySelector('.st-key-detail_close button');
    if (event.key !== 'Escape' || !close || document.querySelector(OPENED)) return;
    if (event.target.closest('input, textarea, .st-key-answers')) return;
    const place = new URLSearchParams(window.location.search).get('place');
    const map = document.querySelector('.st-key-map iframe')?.contentDocument;
    const marks = map ? [...map.querySelectorAll('.atlas-mark')] : [];
    const mark = marks.find((one) => one.dataset.placeId === place);
    if (mark && event.target.closest('.st-key-detail')) mark.focus();
    else close.click();
  }, true);

  /** Esc on the map closes the card beside it; what lies over the page is closed first. */
  window.atlasCloseCard = () => {
    if (!document.querySelector(OPENED)) document.querySelector('.st-key-detail_close button')?.click();
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('.st-key-detail a[href^="#"]');
    const aim = link && document.getElementById(link.getAttribute('href').slice(1));
    if (!aim) return;
    event.preventDefault();
    if (link.matches('.own-link')) history.replaceState(history.state, '', link.getAttribute('href'));
    show(aim);
  });

  const KEYS = { KeyN: 'later', KeyP: 'earlier' };

  /** N and P go to the card after or before the open one in time, whatever letters the keyboard has. */
  window.atlasCardKey = (event) => {
    const name = KEYS[event.code];
    if (!name || event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest?.('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]')) return;
    ask(name);
  };
  document.addEventListener('keydown', window.atlasCardKey);

  document.addEventListener('click', (event) => {
    const name = /card_(earlier|later)\b/.exec(event.target.closest?.('[class*="st-key-card_"]')?.className)?.[1];
    if (!name || !event.isTrusted || !event.target.closest('button')) return;
    event.stopPropagation(); // `turn` presses it
    if (event.detail || !turns.length) ask(name); // of a key that is held, one waits
  }, true);

  function ask(name) {
    if (turns.push(name) === 1 && turnedFrom === null) turn();
  }

  /** Turn as often as was asked for, once for each address: a card that comes has its own. */
  function turn() {
    const isAwaited = window.location.search === turnedFrom && performance.now() - turnedAt < ANSWER_MS;
    if (!isAwaited) {
      const button = document.querySelector(`.st-key-card_${turns.shift()} button:enabled`);
      turnedFrom = button && window.location.search;
      turnedAt = performance.now();
      button?.click();
    }
    if (turnedFrom !== null) requestAnimationFrame(turn);
    else turns.length = 0;
  }

  function show(aim) {
    for (let one = aim; one; one = one.parentElement) if (one.tagName === 'DETAILS') one.open = true;
    // The card alone is to move, where it scrolls by itself.
    const card = aim.closest('.st-key-detail'), page = document.querySelector('[data-testid="stMain"]');
    const top = page.scrollTop, isOwn = card.scrollHeight > card.clientHeight + 1;
    const { top: above, bottom: below } = aim.getBoundingClientRect();
    if (isOwn || above < 0 || below > window.innerHeight) window.atlasShow(aim);
    if (isOwn) page.scrollTop = top;
    aim.tabIndex = -1;
    aim.focus({ preventScroll: true });
  }

  /** Show the statement that the address named when the page was loaded, once its card is to be seen. */
  function showWanted() {
    if (!window.atlasWanted || performance.now() > PATIENCE_MS) return;
    const aim = document.querySelector(`.st-key-detail .claim[id="${CSS.escape(window.atlasWanted)}"]`);
    if (!aim || getComputedStyle(aim).visibility === 'hidden') return requestAnimationFrame(showWanted);
    window.atlasWanted = '';
    show(aim);
  }

  for (const type of ['pointerdown', 'wheel', 'keydown']) {
    window.addEventListener(type, () => { window.atlasWanted = ''; }, { once: true, capture: true });
  }
  showWanted();
})();
