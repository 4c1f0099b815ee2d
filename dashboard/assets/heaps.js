/**
 * Heaps: marks that lie closer together than a finger can tell apart, and how they come apart.
 *
 * A heap opens a menu in which each of its marks has its name, and never chooses one by itself. Where
 * a nearer view would part all of them, the menu's first entry goes there.
 */
(function (atlas) {
  'use strict';

  /** The smallest target that a finger meets (WCAG 2.5.8). */
  const FINGER_PX = 24;
  /** More than these are a list; so many are fanned out beside their marks. */
  const FANNED = 8;
  /** The nearest view to which a heap sends its reader. */
  const NEAREST_ZOOM = 12;

  /** The places whose marks lie within a finger of a place's own, which is the first. */
  function around(place) {
    const { marks, map } = atlas, zoom = map.getZoom(), found = [];
    if (!marks.has(place)) return found;
    const at = atlas.drawnAt(marks.get(place), zoom);
    for (const [other, mark] of marks) {
      const away = atlas.drawnAt(mark, zoom).distanceTo(at);
      if (away < FINGER_PX) found.push({ place: other, away: away });
    }
    return found.sort((one, other) => one.away - other.away).map((one) => one.place);
  }

  function isHeap(place) {
    return around(place).length > 1;
  }

  /** The first nearer zoom level at which no two of the marks make a heap; null where there is none. */
  function partingZoom(marks) {
    for (let zoom = Math.floor(atlas.map.getZoom()) + 1; zoom <= NEAREST_ZOOM; zoom++) {
      const points = marks.map((mark) => atlas.drawnAt(mark, zoom));
      const isApart = (one, at) =>
        points.slice(at + 1).every((other) => other.distanceTo(one) >= FINGER_PX);
      if (points.every(isApart)) return zoom;
    }
    return null;
  }

  /**
   * Open the heap round a place, if there is one. What is not `isAsked` for opens only where the
   * marks can be fanned out, takes no focus, and closes when the pointer leaves it.
   */
  function open(place, isAsked, onAnswer) {
    const places = around(place), isFanned = places.length <= FANNED;
    if (places.length < 2 || !(isFanned || isAsked)) return false;
    const marks = places.map((one) => atlas.marks.get(one)), zoom = partingZoom(marks);
    const texts = atlas.config.texts, entries = marks.map(entry);
    if (zoom !== null) entries.unshift({ name: texts.zoom_here, act: () => atlas.showMarks(marks, zoom) });
    atlas.heapMenu.open(entries, { title: texts.heap, isAsked: isAsked, isFanned: isFanned }, onAnswer);
    return true;
  }

  function entry(mark) {
    const place = mark.feature.properties, { shape } = atlas.config.layers[mark.layer];
    return {
      placeId: place.place_id, name: atlas.nameOf(place), notes: place.notes, precision: place.precision,
      sign: 'is-' + shape + ' atlas-of-' + mark.layer, mark: mark,
    };
  }

  /** Close what the focus opened, unless it goes on into it. */
  function leave(element) {
    if (!atlas.heapMenu.contains(element)) atlas.heapMenu.close();
  }

  atlas.heaps = { open: open, isHeap: isHeap, leave: leave, close: () => atlas.heapMenu.close() };
})(window.atlas);
