/**
 * Numbers that stand for many places: those of all layers of a cell are one block, and blocks that
 * would lie over one another, over a button or over the map's edge are moved apart.
 */
(function (atlas) {
  'use strict';

  /** A number has so much of the height: see map.css. */
  const ROW_PX = 24, GAP_PX = 2, ROUNDS = 80;

  function spread() {
    const blocks = Array.from(groups().values(), blockOf), still = buttons();
    // Blocks are tall: those that a column holds fast leave it at last by a side.
    for (let round = 0; round < ROUNDS && push(blocks, still, round < ROUNDS / 2 ? 1 : 3); round++);
    for (const { marks, at, x, y, width, height } of blocks) {
      for (const { style } of marks.map((mark) => mark.getElement())) {
        style.setProperty('--aside', x + width / 2 - at.x + 'px');
        style.setProperty('--down', y + height / 2 - at.y + 'px');
      }
    }
  }

  /** The numbers in view, by the point at which they stand. */
  function groups() {
    const found = new Map(), bounds = atlas.map.getBounds();
    for (const mark of atlas.cells.values()) {
      const at = mark.getLatLng(), key = at.toString();
      if (bounds.contains(at)) found.set(key, [...(found.get(key) || []), mark]);
    }
    return found;
  }

  function blockOf(marks) {
    const at = atlas.map.latLngToContainerPoint(marks[0].getLatLng());
    const width = Math.max(...marks.map((mark) => mark.getElement().offsetWidth));
    const height = marks.length * ROW_PX;
    return { marks: marks, at: at, x: at.x - width / 2, y: at.y - height / 2, width: width, height: height };
  }

  function buttons() {
    const found = atlas.container.querySelectorAll('.leaflet-control, .atlas-elsewhere button');
    return Array.from(found, (one) => one.getBoundingClientRect()).filter(({ width }) => width);
  }

  /** Move all blocks a step apart, sideways where that is no more than `ease` times as long; tell whether any lay over something. */
  function push(blocks, still, ease) {
    const size = atlas.map.getSize(), centre = size.divideBy(2);
    let hasMoved = false;
    const move = (block, way, part) => {
      if (way) hasMoved = true;
      block.x += way ? way.x * part : 0;
      block.y += way ? way.y * part : 0;
    };
    blocks.forEach((one, number) => {
      for (const other of blocks.slice(number + 1)) {
        const way = apart(one, other, middle(one), ease);
        move(one, way, 0.5);
        move(other, way, -0.5);
      }
      for (const button of still) move(one, apart(one, button, centre, ease), 1);
      one.x = Math.max(GAP_PX, Math.min(one.x, size.x - one.width - GAP_PX));
      one.y = Math.max(GAP_PX, Math.min(one.y, size.y - one.height - GAP_PX));
    });
    return hasMoved;
  }

  function middle({ x, y, width, height }) {
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** The easiest way by which a box leaves another on the side of a point; none where they are apart. */
  function apart(one, other, towards, ease) {
    const from = middle(other);
    const x = towards.x < from.x ? other.x - GAP_PX - one.x - one.width : other.x + other.width + GAP_PX - one.x;
    const y = towards.y < from.y ? other.y - GAP_PX - one.y - one.height : other.y + other.height + GAP_PX - one.y;
    if (!isOver(one, other)) return null;
    return Math.abs(x) < ease * Math.abs(y) ? { x: x, y: 0 } : { x: 0, y: y };
  }

  function isOver(one, other) {
    return one.x < other.x + other.width && other.x < one.x + one.width &&
      one.y < other.y + other.height && other.y < one.y + one.height;
  }

  atlas.spread = spread;
})(window.atlas);
