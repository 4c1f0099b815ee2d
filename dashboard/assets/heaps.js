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

  /** The marks that lie within a finger of a place's own, which is the first. */
  function around(place) {
    const { marks, map } = atlas, zoom = map.getZoom();
    if (!marks.has(place)) return [];
    const at = atlas.drawnAt(marks.get(place), zoom), away = (mark) => atlas.drawnAt(mark, zoom).distanceTo(at);
    const near = [...marks.values()].map((mark) => ({ mark: mark, away: away(mark) })).filter((one) => one.away < FINGER_PX);
    return near.sort((one, other) => one.away - other.away).map((one) => one.mark);
  }

  /** The same in groups: where the place is one of those counted at a town, all of these come first. */
  function grouped(place, isCounted) {
    const near = around(place), { texts } = atlas.config;
    const counted = (isCounted || near.length > 1) && atlas.labels.heaps().find(({ marks }) => marks.includes(near[0]));
    if (!counted) return [{ marks: near }];
    const rest = near.filter((mark) => !counted.marks.includes(mark));
    const own = near.filter((mark) => counted.marks.includes(mark));
    const all = [...new Set([...own, ...counted.marks])];
    return [
      { marks: all, title: atlas.labels.wordsOf(counted.town, all.length) },
      { marks: rest, title: texts.elsewhere_more.replace('{n}', atlas.digits(rest.length)) },
    ];
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
   * marks can be fanned out, takes no focus, and closes when the pointer leaves it. The name of a heap
   * that `isCounted` at a town stands for all of these, and leads at once to where they are apart.
   */
  function open(place, { isAsked, isCounted }, onAnswer) {
    const groups = grouped(place, isCounted), marks = groups.flatMap((one) => one.marks), isFanned = marks.length <= FANNED;
    if (marks.length < 2 || !(isFanned || isAsked)) return false;
    const zoom = partingZoom(marks), texts = atlas.config.texts;
    const goThere = () => atlas.jump(() => atlas.showMarks(marks, zoom));
    if (isCounted && zoom !== null) {
      goThere();
      return true;
    }
    const entries = groups.flatMap((one) => one.marks.map((mark, at) => entry(mark, at ? '' : one.title)));
    if (zoom !== null) entries.unshift({ name: texts.zoom_here, act: goThere });
    atlas.heapMenu.open(entries, { title: texts.heap, isAsked: isAsked, isFanned: isFanned }, onAnswer);
    return true;
  }

  /** An entry of the menu, with the title of its group where it is the first of one. */
  function entry(mark, title) {
    const place = mark.feature.properties, { shape } = atlas.config.layers[mark.layer];
    return {
      placeId: place.place_id, name: atlas.nameOf(place), notes: place.notes, precision: place.precision, title: title,
      sign: 'is-' + shape + ' atlas-of-' + mark.layer, mark: mark,
    };
  }

  /** Close what the focus opened, unless it goes on into it. */
  function leave(element) {
    if (!atlas.heapMenu.contains(element)) atlas.heapMenu.close();
  }

  atlas.heaps = { open: open, isHeap: isHeap, leave: leave, close: () => atlas.heapMenu.close() };
})(window.atlas);
