/**
 * What a mouse, a finger and the keyboard do with marks and with their names.
 *
 * A mark that stands alone is chosen at once. One of a heap, in which a finger could mean another,
 * lets the heap come apart first: under a mouse that rests, under a tap and under the focus.
 */
(function (atlas) {
  'use strict';

  const REST_MS = 120;
  /** What lies over the map, and may be gone, with the map elsewhere, at the second click of two. */
  const OVER = '.leaflet-control, .atlas-elsewhere, .atlas-heap, .atlas-skip';

  let isOver = false;
  let pointer = 'mouse', hot = null, focused = null, isGivenBack = false, restTimer = 0;

  function listen() {
    const { container, map } = atlas, pane = map.getPane('markerPane');
    map.on('movestart', () => { atlas.tooltip.hide(); atlas.heaps.close(); });
    container.addEventListener('pointerdown', (event) => { pointer = event.pointerType; }, true);
    map.getPane('atlas-labels').addEventListener('click', (event) => {
      const { placeId, counted } = event.target.dataset;
      if (isDrag(event)) return;
      if (counted) openHeap(counted, { isAsked: true, isCounted: true });
      else pick(placeId);
    });
    pane.addEventListener('click', onClick);
    window.addEventListener('click', keepFromMap, true);
    window.addEventListener('dblclick', keepFromMap, true);
    pane.addEventListener('dblclick', (event) => event.stopPropagation());
    pane.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      const { placeId } = event.target.dataset;
      if (!window.parent.atlasReadCard?.(placeId)) atlas.choose(placeId);
    });
    document.addEventListener('keydown', (event) => window.parent.atlasCardKey?.(event));
    document.addEventListener('keydown', ({ key }) => { // before what is being drawn is given up by the same key
      if (key === 'Escape' && !container.classList.contains('is-drawing')) window.parent.atlasCloseCard?.();
    }, true);
    // A focus that a list gives back is visible to browsers, whatever has chosen from the list.
    for (const type of ['pointerdown', 'keydown', 'click']) {
      window.addEventListener(type, (event) => { atlas.isByPointer = type === 'pointerdown' || (type === 'click' && event.detail > 0); }, true);
    }
    pane.addEventListener('mousemove', (event) => { point(nearest(event)); rest(); });
    pane.addEventListener('mouseout', (event) => {
      const to = event.relatedTarget;
      if (!to || !to.closest('.atlas-mark')) point(null);
    });
    pane.addEventListener('focusin', onFocus);
    pane.addEventListener('focusout', onBlur);
    Object.assign(atlas, { forgetPointer: forget, giveFocusBack: giveFocusBack });
  }

  /** The second click of two on a button is not for the map under it, nor are both together. */
  function keepFromMap(event) {
    const isOnButton = Boolean(event.target.closest(OVER));
    if (event.detail < 2) isOver = isOnButton;
    else if (isOver && !isOnButton) event.stopPropagation();
  }

  function isDrag(event) {
    return event.detail && pointer === 'mouse' && atlas.map.dragging.moved();
  }

  function onClick(event) {
    // A click without a pointer, as a screen reader makes, has no place and ends no drag.
    const mark = event.detail ? nearest(event) : event.target.closest('.atlas-mark');
    if (!mark || isDrag(event)) return;
    const place = mark.dataset.placeId;
    if (!event.detail || !atlas.heaps.isHeap(place)) pick(place);
    else openHeap(place, { isAsked: true });
  }

  /** The mark whose middle is nearest among those in reach of the pointer. */
  function nearest(event) {
    let found = null, least = Infinity;
    for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
      if (!element.classList.contains('atlas-mark')) continue;
      const box = element.getBoundingClientRect();
      const away = Math.hypot(box.x + box.width / 2 - event.clientX,
        box.y + box.height / 2 - event.clientY);
      if (away < least) [found, least] = [element, away];
    }
    return found;
  }

  function pick(place) {
    if (pointer !== 'mouse') point(null); // a finger does not rest on what it has chosen
    focus(place);
    atlas.choose(place);
  }

  function focus(place) {
    const mark = atlas.markOf(place);
    if (mark) mark.getElement().focus({ preventScroll: true });
  }

  /** Let a heap come apart: asked for by a tap, which a list answers as well. */
  function openHeap(place, manner) {
    clearTimeout(restTimer);
    const isOpen = atlas.heaps.open(place, manner, (chosen) => {
      if (chosen) pick(chosen);
      else focus(place);
    });
    if (isOpen) atlas.tooltip.hide();
  }

  function rest() {
    clearTimeout(restTimer);
    if (!hot || pointer !== 'mouse') return;
    const { placeId } = hot.dataset;
    restTimer = setTimeout(() => openHeap(placeId, {}), REST_MS);
  }

  function point(element) {
    if (element === hot) return;
    if (hot) hot.classList.remove('is-hot');
    hot = element;
    if (hot) {
      hot.classList.add('is-hot');
      atlas.tooltip.show(hot);
    } else {
      clearTimeout(restTimer);
      atlas.tooltip.hide();
    }
  }

  function onFocus(event) {
    focused = event.target.dataset.placeId;
    // What a pointer has chosen has its card by now; some browsers ring its mark as for a keyboard.
    if (atlas.isByPointer || !event.target.matches(':focus-visible') || isElsewhere()) return;
    const at = atlas.markOf(focused).getLatLng();
    if (!atlas.map.getBounds().contains(at)) atlas.map.panTo(at, { animate: false });
    atlas.tooltip.show(event.target);
    openHeap(focused, {});
  }

  /** Whether a focus that is given back stands at another place than the card by now. */
  function isElsewhere() {
    return isGivenBack && Boolean(atlas.memory.selected) && atlas.memory.selected !== focused;
  }

  function onBlur(event) {
    atlas.tooltip.hide();
    atlas.heaps.leave(event.relatedTarget);
    // A mark that is redrawn loses the focus only for a moment: see `giveFocusBack`.
    setTimeout(() => {
      if (event.target.isConnected && document.activeElement !== event.target &&
          event.target.dataset.placeId === focused) focused = null;
    });
  }

  /** Forget marks that are drawn anew; the menu of a heap knows its places by their ids. */
  function forget() {
    clearTimeout(restTimer);
    hot = null;
    atlas.tooltip.hide();
  }

  /** Give the focus back to a mark that was drawn anew. */
  function giveFocusBack() {
    // Only while the keyboard is in this frame: the reader may be typing on the page by now.
    if (!document.hasFocus() || document.activeElement !== document.body) return;
    isGivenBack = true;
    focus(focused);
    isGivenBack = false;
  }

  atlas.listenToPointers = listen;
})(window.atlas);
