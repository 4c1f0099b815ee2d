/**
 * What lies outside the view: small buttons at the map's edges that count it and go there.
 */
(function (atlas) {
  'use strict';

  const ARROWS = { west: '←', north: '↑', east: '→', south: '↓' };
  const GAP_PX = 8, MARK_PX = 24;
  /** Where along an edge a button may stand: as near to its middle as marks let it. */
  const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9];
  /** A region wider than this is the world, in which nothing is elsewhere. */
  const WORLD_DEGREES = 300;

  let group = null, sheet = null;
  const sheetSize = new ResizeObserver(makeWay); // of one that is gone, too

  /** Say anew what is elsewhere; where a tour or a playback leads, that is left to it. */
  function update() {
    if (!group) addGroup();
    group.replaceChildren();
    group.hidden = atlas.isGuided();
    if (group.hidden) return;
    const marks = [...atlas.shownMarks(), ...atlas.cells.values()], bounds = atlas.map.getBounds();
    const outside = marks.filter((mark) => !bounds.contains(mark.getLatLng()))
      .map((mark) => ({ mark: mark, side: sideOf(mark.getLatLng()), region: regionOf(mark.getLatLng()) }));
    group.hidden = !outside.length;
    if (!outside.length) return;
    const taken = [...controls(), ...[...atlas.marks.values()].map(box)]; // numbers step aside
    const height = heightInSight();
    for (const one of counted(outside)) add(one, taken, height);
  }

  /** Keep clear of a card that lies over the map; names keep clear of the buttons. */
  function makeWay() {
    const before = where();
    update();
    if (where() !== before) atlas.writeNames();
  }

  function where() {
    return group ? Array.from(group.children, (one) => one.style.cssText).join() : '';
  }

  /** How much of the map a card that lies over its lower part, as on a phone, leaves to be seen. */
  function heightInSight() {
    const card = window.parent.document.querySelector('.st-key-detail'), { y } = atlas.map.getSize();
    if (card !== sheet) {
      sheetSize.disconnect();
      if (card) sheetSize.observe(card);
      sheet = card;
    }
    if (!card || window.parent.getComputedStyle(card).position !== 'fixed') return y;
    return Math.min(y, card.getBoundingClientRect().top - window.frameElement.getBoundingClientRect().top);
  }

  function addGroup() {
    group = atlas.container.appendChild(atlas.make('div', 'atlas-elsewhere'));
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', atlas.config.texts.elsewhere);
    L.DomEvent.disableClickPropagation(group);
  }

  /** Beyond which edge a point outside lies: beyond a corner, the one of its main direction. */
  function sideOf(at) {
    const { map } = atlas, half = map.getSize().divideBy(2);
    const turns = Math.round((map.getCenter().lng - at.lng) / 360);
    const { x, y } = map.latLngToContainerPoint([at.lat, at.lng + 360 * turns]).subtract(half);
    const isBeside = Math.abs(x) > half.x, isAbove = Math.abs(y) > half.y;
    if (isBeside && (!isAbove || Math.abs(x) > Math.abs(y))) return x < 0 ? 'west' : 'east';
    return y < 0 ? 'north' : 'south';
  }

  // --- What a button stands for ------------------------------------------------------------

  /**
   * Count what is outside: a region that is not in view as one, with what belongs to no region and
   * lies on the same sides; the rest by its side.
   */
  function counted(outside) {
    const { texts, regions } = atlas.config, found = [];
    let rest = outside;
    for (const region of regions.filter(isElsewhere)) {
      const own = rest.filter((one) => one.region === region);
      if (!own.length) continue;
      const bySide = grouped(own), sides = Array.from(bySide.keys());
      const isBeyond = (one) => !one.region && bySide.has(one.side);
      const beyond = rest.filter(isBeyond);
      rest = rest.filter((one) => one.region !== region && !isBeyond(one));
      found.push({
        side: sides.reduce((most, side) => (bySide.get(side).length > bySide.get(most).length ? side : most)),
        n: sum(own) + sum(beyond),
        words: (beyond.length ? texts.elsewhere_beyond : texts.elsewhere_region).replace('{region}', region.name),
        act: () => atlas.visit(regions.indexOf(region)),
      });
    }
    for (const [side, some] of grouped(rest)) {
      const act = () => atlas.jump(() => atlas.showMarks(some.map((one) => one.mark), atlas.map.getZoom()));
      found.push({ side: side, n: sum(some), words: texts.elsewhere_more, act: act });
    }
    return found;
  }

  /** How many places some marks and numbers stand for. */
  function sum(some) {
    return some.reduce((n, { mark }) => n + (mark.feature.properties.count || 1), 0);
  }

  function grouped(some) {
    const bySide = new Map();
    for (const one of some) {
      if (!bySide.has(one.side)) bySide.set(one.side, []);
      bySide.get(one.side).push(one);
    }
    return bySide;
  }

  function isWorld({ corners: [[, west], [, east]] }) {
    return east - west >= WORLD_DEGREES;
  }

  function isElsewhere(region) {
    return !isWorld(region) && !contains(region, atlas.map.getCenter());
  }

  function regionOf(at) {
    return atlas.config.regions.find((region) => !isWorld(region) && contains(region, at));
  }

  /** Whether a region holds a point, however often that lies round the world. */
  function contains({ corners: [[south, west], [north, east]] }, { lat, lng }) {
    const eastwards = (((lng - west) % 360) + 360) % 360;
    return south <= lat && lat <= north && eastwards <= east - west;
  }

  // --- The button --------------------------------------------------------------------------

  /** Add a button where it covers nothing, its count alone where its words have no room. */
  function add({ side, n, words, act }, taken, height) {
    const count = atlas.digits(n), text = words.replace('{n}', count), button = atlas.make('button', '');
    const said = button.appendChild(atlas.make('bdi', '', text)), arrow = atlas.make('span', '', ARROWS[side]);
    button.type = 'button';
    button.setAttribute('aria-label', text + ' ' + atlas.config.texts[side]);
    button[side === 'west' ? 'prepend' : 'append'](arrow);
    button.addEventListener('click', () => {
      atlas.container.focus({ preventScroll: true }); // the button goes
      act();
    });
    group.appendChild(button);
    const free = () => spots(side, button, height).find((one) => one.y >= 0 && taken.every((other) => !overlap(one, other)));
    let spot = free();
    if (!spot) {
      said.textContent = count;
      spot = free();
    }
    if (!spot) return button.remove();
    button.style.left = spot.x + 'px';
    button.style.top = spot.y + 'px';
    taken.push(spot);
  }

  function spots(side, { offsetWidth: width, offsetHeight: height }, inSight) {
    const isUpright = side === 'west' || side === 'east';
    const last = { x: atlas.map.getSize().x - width - GAP_PX, y: inSight - height - GAP_PX };
    const across = { west: GAP_PX, north: GAP_PX, east: last.x, south: last.y }[side];
    return ALONG.map((part) => ({
      x: isUpright ? across : GAP_PX + part * (last.x - GAP_PX),
      y: isUpright ? GAP_PX + part * (last.y - GAP_PX) : across,
      width: width, height: height,
    }));
  }

  function overlap(one, other) {
    return one.x < other.x + other.width && other.x < one.x + one.width &&
      one.y < other.y + other.height && other.y < one.y + one.height;
  }

  function box(mark) {
    const at = atlas.seenAt(mark);
    return { x: at.x - MARK_PX / 2, y: at.y - MARK_PX / 2, width: MARK_PX, height: MARK_PX };
  }

  function controls() {
    const found = atlas.container.querySelectorAll('.leaflet-control');
    return Array.from(found, (one) => one.getBoundingClientRect());
  }

  atlas.edges = { update: update, makeWay: makeWay };
})(window.atlas);
