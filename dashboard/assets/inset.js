/**
 * An inset: the largest heap of marks once more, from so near that most of them come apart, in a corner
 * of a wide map. It is for the pointer; the keyboard and screen readers have the marks themselves.
 */
(function (atlas) {
  'use strict';

  /** The narrowest map that has one; its own size at most, the room round its marks, and above them for its title. */
  const MAP_PX = 760, WIDTH_PX = 270, HEIGHT_PX = 200, AROUND_PX = 22, TITLE_PX = 14;
  /** A heap of so many is not fanned out: see heaps.js. */
  const MARKS = 9;
  /** It is nearer than the map by at least so many levels. */
  const NEARER = 2, ZOOMS = { most: 12, step: 0.25 };

  let box = null, small = null, drawGround = null, shown = '';

  /** Draw it anew, or take it away where it would not help or lie over a mark. */
  function update(selected) {
    if (atlas.config.look.large || !atlas.basemap.hasGround()) return;
    if (!box) addBox();
    const heap = atlas.container.clientWidth < MAP_PX ? null : largest(), view = heap && viewOf(heap.marks);
    box.hidden = !view;
    if (!view) return;
    Object.assign(box.style, { width: view.size.x + 'px', height: view.size.y + 'px' });
    box.hidden = isOverMarks();
    if (!box.hidden) fill(heap, view, selected);
  }

  function addBox() {
    box = atlas.make('div', 'atlas-inset');
    box.setAttribute('aria-hidden', 'true');
    atlas.addControl('bottomright', box);
    box.append(atlas.make('div', 'atlas-inset-ground'), atlas.make('p', ''));
    box.addEventListener('pointerover', ({ target }) => {
      const mark = target.closest('.atlas-sign');
      if (mark) atlas.tooltip.show(mark);
      else atlas.tooltip.hide();
    });
    box.addEventListener('pointerleave', atlas.tooltip.hide);
    box.addEventListener('click', ({ target }) => {
      const mark = target.closest('.atlas-sign');
      if (mark) atlas.choose(mark.dataset.placeId);
    });
    small = L.map(box.firstChild, {
      zoomControl: false, attributionControl: false, keyboard: false, dragging: false, scrollWheelZoom: false,
      doubleClickZoom: false, boxZoom: false, touchZoom: false, zoomSnap: 0, fadeAnimation: false, zoomAnimation: false,
      trackResize: false, // of a window that hides it, it would take its size to be nothing
    });
    drawGround = atlas.basemap.groundOf(small);
    box.firstChild.classList.remove('leaflet-container'); // there is one map, for styles and for the keyboard
  }

  /** The heap of the most marks, if it is too large to be fanned out. */
  function largest() {
    return atlas.labels.heaps().filter(({ marks }) => marks.length >= MARKS)
      .sort((one, other) => other.marks.length - one.marks.length)[0];
  }

  /** The nearest view in which all marks have room; null where that is hardly nearer than the map. */
  function viewOf(marks) {
    for (let zoom = ZOOMS.most; zoom >= atlas.map.getZoom() + NEARER; zoom -= ZOOMS.step) {
      const drawn = L.bounds(marks.map((mark) => atlas.drawnAt(mark, zoom)));
      const size = drawn.getSize().add([2 * AROUND_PX, 2 * AROUND_PX + TITLE_PX]).round();
      const middle = drawn.getCenter().subtract([0, TITLE_PX / 2]);
      if (size.x <= WIDTH_PX && size.y <= HEIGHT_PX) return { zoom: zoom, size: size, middle: middle };
    }
    return null;
  }

  function isOverMarks() {
    const { left, top, right, bottom } = box.getBoundingClientRect(), half = atlas.markPx();
    return [...atlas.marks.values()].map(atlas.seenAt)
      .some(({ x, y }) => x > left - half && x < right + half && y > top - half && y < bottom + half);
  }

  function fill({ town, marks }, view, selected) {
    const at = [view.zoom, view.middle, view.size].join();
    if (at !== shown) {
      shown = at;
      small.invalidateSize({ animate: false });
      small.setView(atlas.map.unproject(view.middle, view.zoom), view.zoom, { animate: false });
      drawGround();
    }
    box.querySelector('p').textContent = atlas.labels.wordsOf(town, marks.length);
    for (const before of box.querySelectorAll('.atlas-sign')) before.remove();
    const from = view.middle.subtract(view.size.divideBy(2));
    box.append(...marks.map((mark) => sign(mark, atlas.drawnAt(mark, view.zoom).subtract(from), selected)));
  }

  function sign(mark, { x, y }, selected) {
    const place = mark.feature.properties, { shape } = atlas.config.layers[mark.layer];
    const drawn = atlas.make('i', 'atlas-sign is-' + shape + ' atlas-of-' + mark.layer);
    drawn.dataset.placeId = place.place_id;
    drawn.dataset.precision = place.precision;
    drawn.classList.toggle('is-selected', place.place_id === selected);
    drawn.style.cssText = `left:${Math.round(x)}px; top:${Math.round(y)}px`;
    drawn.append(atlas.make('b', ''));
    return drawn;
  }

  atlas.inset = { update: update };
})(window.atlas);
