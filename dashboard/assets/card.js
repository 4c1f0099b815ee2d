/**
 * Contents of a card: what a link within it leads to is opened, shown and given the keyboard, and
 * the address stays as it is, so that Back leaves the card and not a part of it. Esc leads back.
 */
(function () {
  'use strict';
  if (window.atlasCard) return;
  window.atlasCard = true;

  // Esc gives the keyboard back to the mark on the map.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !event.target.closest?.('.st-key-detail')) return;
    const place = new URLSearchParams(window.location.search).get('place');
    const map = document.querySelector('.st-key-map iframe')?.contentDocument;
    const marks = map ? [...map.querySelectorAll('.atlas-mark')] : [];
    marks.find((mark) => mark.dataset.placeId === place)?.focus();
  });

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('.st-key-detail a[href^="#"]');
    const aim = link && document.getElementById(link.getAttribute('href').slice(1));
    if (!aim) return;
    event.preventDefault();
    for (let one = aim; one; one = one.parentElement) if (one.tagName === 'DETAILS') one.open = true;
    // The card alone is to move, where it scrolls by itself.
    const card = aim.closest('.st-key-detail'), page = document.querySelector('[data-testid="stMain"]');
    const top = page.scrollTop, isOwn = card.scrollHeight > card.clientHeight + 1;
    window.atlasShow(aim);
    if (isOwn) page.scrollTop = top;
    aim.tabIndex = -1;
    aim.focus({ preventScroll: true });
  });
})();
