/**
 * All names on the map: of places beside their marks, of heaps with a count, then of countries and
 * towns. None lies over another, over a mark or over a button, so that only those stand there for
 * which there is room.
 *
 * They are laid out once after each move or change of marks, never while the map moves.
 */
(function (atlas) {
  'use strict';

  /** With more marks than this, no mark has its name, and towns no longer step aside for marks. */
  const MANY_MARKS = 1000;
  const TEXT_PX = { mark: 12, heap: 12, city: 11.5, country: 11 };
  /** Letters are this far apart in a country's name, as a part of their height: see map.css. */
  const SPACED = { normal: 0.08, large: 0.04 };
  /** A name that does not fit is cut to about so many letters. */
  const SHORT = 22;
  /** How far from its mark a name may stand; that of a selected or told place also farther. */
  const NEAR_PX = [4], FAR_PX = [4, 12, 22, 34, 48, 64, 84];
  /** The words up to which these distances, and those of towns, hold. */
  const LARGE_PX = 16;
  /** Farther than this from the edge of its mark, a line joins them. */
  const JOINED_PX = 10, LINE_STEP_PX = 3;
  const TOWN_PX = [6, 11, 17, 24, 32];
  /** Half the width of the dot of a town, with room round it. */
  const DOT_PX = 4;
  const EDGE_PX = 2;
  /** Nearer beside a mark, a name would seem to be its. */
  const BESIDE_PX = 8;
  /** So many marks so near a town are counted beside its name; of towns, those drawn so much nearer. */
  const TOWN_KM = 50, TOWN_REACH_PX = 32, TOWN_MARKS = 5, TOWN_ZOOMS = 1;
  /** So many zooms longer than it is laid out for, a country has its name where there is room. */
  const COUNTRY_ZOOMS = 2;
  const COUNT_GAPS_PX = [4, 12, 22, 34];

  let towns = [], pen = null;
  const widths = new Map();

  /** Keep the names of countries and towns, the most important first: countries, then towns by rank. */
  function read(collection) {
    const weight = (town) => (town.rank || 0) * 100 + town.min_zoom;
    towns = collection.features
      .map(({ properties, geometry: { coordinates: [lng, lat] } }) =>
        Object.assign({ at: L.latLng(lat, lng) }, properties))
      .sort((one, other) => weight(one) - weight(other));
  }

  /** The name of a place in the reader's script. */
  atlas.nameOf = function (place) {
    const { language, names } = atlas.config.texts;
    if (place.place_id || language === 'en') return place.name;
    if (place.kind !== 'country') return names[place.name] || place.name;
    const countries = new Intl.DisplayNames([language], { type: 'region' });
    return place.country ? countries.of(place.country) : place.name;
  };

  /** A count as the language writes it; Arabic here has the digits of English. */
  atlas.digits = (n) => n.toLocaleString({ fa: 'fa', fr: 'fr' }[atlas.config.texts.language] || 'en');

  /** Tell whether a name is in the script of Persian and Arabic. */
  atlas.isArabicScript = (name) => /[\u0600-\u06ff]/.test(name);

  /** Write the names that fit. */
  function update(selected) {
    const pane = atlas.map.getPane('atlas-labels'), isMany = atlas.marks.size > MANY_MARKS;
    pane.classList.add('leaflet-zoom-hide'); // names are laid out anew after a zoom
    pane.setAttribute('aria-hidden', 'true'); // marks say their names themselves
    const marks = isMany ? [] : Array.from(atlas.marks.values(), seen).filter(isInside);
    const taken = [...buttons(), ...marks.map((one) => around(one, selected))];
    const written = document.createDocumentFragment(), said = new Set();
    const sheet = { selected: selected, cuts: isMany ? null : namesByCut(), taken: taken, written: written, said: said };
    const named = byWeight(marks, selected), isFirst = (one) => one.isFirst;
    for (const one of named.filter(isFirst)) writeMark(one, sheet);
    const told = new Set(named.map(({ place }) => place.town));
    for (const town of towns) if (told.has(town.name) && !said.has(atlas.nameOf(town))) writeTown(town, taken, written, said);
    writeHeaps(marks.filter(isShown), sheet);
    for (const one of named) if (!isFirst(one)) writeMark(one, sheet);
    for (const town of towns) if (isDue(town, said)) writeTown(town, taken, written, said);
    for (const town of towns) if (isLeft(town, said)) writeTown(town, taken, written, said);
    pane.replaceChildren(written);
  }

  // --- Places ------------------------------------------------------------------------------

  /** How much farther off a name stands for its larger words. */
  function larger() {
    return Math.max(1, atlas.textPx / LARGE_PX);
  }

  function seen(mark) {
    return { place: mark.feature.properties, at: atlas.seenAt(mark) };
  }

  /** Whether a mark counts: that of a selected place which the filters leave out does not. */
  function isShown({ place }) {
    return !place.outside;
  }

  function isInside({ at }) {
    const size = atlas.map.getSize();
    return at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y;
  }

  /** The selected place first, then those that are told of, then the most stated. */
  function byWeight(marks, selected) {
    for (const one of marks) {
      one.isFirst = one.place.place_id === selected || Boolean(one.place.told);
      one.weight = one.place.place_id === selected ? Infinity :
        (one.place.statements || 0) + (one.place.told ? 1e6 : 0);
    }
    return marks.sort((one, other) => other.weight - one.weight);
  }

  function writeMark({ place, at, isFirst }, { selected, cuts, taken, written, said }) {
    const isArabic = atlas.isArabicScript(atlas.nameOf(place)), start = heightOf(place, selected) / 2;
    const isItalic = place.precision !== 'site' && !isArabic; // the script has no italics
    const gaps = (isFirst ? FAR_PX : NEAR_PX).map((gap) => start + gap * larger()), far = isFirst ? spotsAside : () => [];
    for (const name of forms(atlas.nameOf(place), cuts)) {
      const names = taken.filter(({ isName }) => isName);
      const size = sizeOf(name, 'mark', isItalic);
      const box = [...spots(at, size, gaps), ...far(at, size, gaps)].find((spot) => isFree(spot, taken, place)
        && !alongLine(at, spot).some((part) => names.some((other) => isOver(part, other))));
      if (!box) continue;
      taken.push({ ...box, isName: true }, ...alongLine(at, box));
      said.add(atlas.nameOf(place));
      const label = write(written, box, name, 'mark');
      label.dataset.placeId = place.place_id;
      label.dataset.precision = place.precision;
      label.classList.toggle('is-first', isFirst);
      joinTo(at, box, written);
      return;
    }
  }

  /** The line to a name that stands so far from its mark that it could be another's, null where none is needed. */
  function lineTo(at, box) {
    const x = Math.max(box.x, Math.min(at.x, box.x + box.width)) - at.x;
    const y = Math.max(box.y, Math.min(at.y, box.y + box.height)) - at.y;
    const length = Math.hypot(x, y);
    return length < atlas.markPx() / 2 + JOINED_PX ? null : { x: x, y: y, length: length };
  }

  /** What a name's line covers, as small boxes: no other name may be struck through. */
  function alongLine(at, box) {
    const line = lineTo(at, box), steps = line ? Math.floor(line.length / LINE_STEP_PX) : 0;
    return Array.from({ length: steps }, (_none, step) => (
      { x: at.x + line.x * step / steps, y: at.y + line.y * step / steps, width: 1, height: 1 }));
  }

  function joinTo(at, box, written) {
    const joined = lineTo(at, box);
    if (!joined) return;
    const place = atlas.make('span', 'atlas-name-line'), line = atlas.make('i', '');
    line.style.width = joined.length + 'px';
    line.style.transform = 'rotate(' + Math.atan2(joined.y, joined.x) + 'rad)';
    place.append(line);
    put(written, place, at);
  }

  /**
   * A name as it may be written, the best first: cut only where it does not fit, and where the rest
   * of it still tells the place from all others.
   */
  function forms(name, cuts) {
    const whole = withoutRemark(name), cut = shortened(whole);
    return whole.length > SHORT && cuts.get(cut).size === 1 ? [whole, cut] : [whole];
  }

  /** The names that are the same when they are cut, by what they are cut to. */
  function namesByCut() {
    const cuts = new Map();
    for (const { feature: { properties: place } } of atlas.marks.values()) {
      const name = withoutRemark(atlas.nameOf(place)), cut = shortened(name);
      if (!cuts.has(cut)) cuts.set(cut, new Set());
      cuts.get(cut).add(name);
    }
    return cuts;
  }

  /** Leave a remark in brackets at the end, such as "(site not stated)", to the tooltip. */
  function withoutRemark(name) {
    return name.replace(/\s*\([^()]*\)$/, '') || name;
  }

  function shortened(name) {
    return name.slice(0, SHORT - 1).replace(/[\s,(]+$/, '') + '…';
  }

  // --- Heaps -------------------------------------------------------------------------------

  /** Count marks that lie in a heap at a town, and name them after it. */
  function writeHeaps(marks, sheet) {
    for (const { town, here } of heapsOf(marks)) writeHeap(town, here, sheet);
  }

  function heapsOf(marks) {
    const found = [];
    let left = marks;
    for (const town of marks.length < TOWN_MARKS ? [] : towns) {
      if (town.kind !== 'city' || town.min_zoom > atlas.map.getZoom() + TOWN_ZOOMS) continue;
      const at = pointOf(town), here = left.filter((one) => isNear(one, town, at));
      if (here.length < TOWN_MARKS) continue;
      left = left.filter((one) => !here.includes(one));
      found.push({ town: town, here: here });
    }
    return found;
  }

  /** The heaps in view, each with its town. */
  function heaps() {
    const marks = atlas.marks.size > MANY_MARKS ? [] : atlas.shownMarks().map(seen).filter(isInside);
    return heapsOf(marks).map(({ town, here }) => (
      { town: town, marks: here.map(({ place }) => atlas.marks.get(place.place_id)) }));
  }

  function isNear({ place, at }, town, townAt) {
    if (townAt.distanceTo(at) > TOWN_REACH_PX) return false;
    return town.at.distanceTo(atlas.marks.get(place.place_id).getLatLng()) <= TOWN_KM * 1000;
  }

  function writeHeap(town, here, { taken, written, said }) {
    const words = wordsOf(town, here.length);
    const box = L.bounds(here.map(({ at }) => at)), half = box.getSize().divideBy(2), edge = atlas.markPx() / 2;
    const gaps = COUNT_GAPS_PX.map((gap) => gap + edge);
    const spot = spots(box.getCenter(), sizeOf(words, 'heap', false), gaps, half).find((one) => isFree(one, taken));
    if (!spot) return;
    taken.push(spot);
    said.add(atlas.nameOf(town));
    write(written, spot, words, 'heap').dataset.counted = here[0].place.place_id;
  }

  function wordsOf(town, count) {
    return atlas.config.texts.near_town.replace('{n}', atlas.digits(count)).replace('{town}', atlas.nameOf(town));
  }

  function pointOf(town) {
    return atlas.map.latLngToContainerPoint([town.at.lat, atlas.nearest(town.at.lng)]);
  }

  // --- Countries and towns -----------------------------------------------------------------

  /** Whether a name belongs on the map at this zoom and is not there yet. */
  function isDue(town, said) {
    // A map that is zoomed out to fit a phone has no names of its own: it takes those of zoom 2.
    const zoom = atlas.map.getZoom() >= 1.5 ? Math.max(2, atlas.map.getZoom()) : atlas.map.getZoom();
    return zoom >= town.min_zoom && zoom < (town.max_zoom || 99) + 1 && !said.has(atlas.nameOf(town));
  }

  /** Whether a country may have its name though towns come first at this zoom, where they leave room. */
  function isLeft(town, said) {
    const zoom = atlas.map.getZoom();
    return town.kind === 'country' && zoom >= town.min_zoom && zoom < town.max_zoom + 1 + COUNTRY_ZOOMS && !said.has(atlas.nameOf(town));
  }

  function writeTown(town, taken, written, said) {
    const at = pointOf(town);
    if (!isInside({ at: at }) || (town.kind === 'city' && isCovered(at, taken))) return;
    const size = sizeOf(atlas.nameOf(town), town.kind, false);
    const all = town.kind === 'city' ? spots(at, size, TOWN_PX.map((gap) => gap * larger())) : stacked(at, size);
    const box = all.find((spot) => isFree(spot, taken));
    if (!box) return;
    taken.push(box);
    said.add(atlas.nameOf(town));
    write(written, box, atlas.nameOf(town), town.kind);
    if (town.kind !== 'city') return;
    taken.push(dotAt(at));
    put(written, atlas.make('i', 'atlas-city'), at);
  }

  /** Whether a name lies over the dot of a town, which would be read as part of it. */
  function isCovered(at, taken) {
    return taken.some((name) => !name.place && isOver(dotAt(at), name));
  }

  function dotAt({ x, y }) {
    return { x: x - DOT_PX, y: y - DOT_PX, width: 2 * DOT_PX, height: 2 * DOT_PX };
  }

  // --- Room --------------------------------------------------------------------------------

  /** Where a name may stand beside a point or a heap round it, the best first: right, left, above, below. */
  function spots(at, { width, height }, gaps, half = { x: 0, y: 0 }) {
    const spot = (x, y) => ({ x: at.x + x, y: at.y + y, width: width, height: height });
    return gaps.flatMap((gap) => [
      spot(half.x + gap, -height / 2), spot(-half.x - gap - width, -height / 2),
      spot(-width / 2, 2 - half.y - gap - height), spot(-width / 2, half.y + gap - 2)]);
  }

  /** The same obliquely, the nearest first: right and left of a point, above and below it. */
  function spotsAside(at, { width, height }, gaps) {
    return gaps.flatMap((gap) => [gap, -gap - width].flatMap((x) => [-gap - height, gap].map((y) => (
      { x: at.x + x, y: at.y + y, width: width, height: height }))));
  }

  /** Where a country's name may stand: on its middle, or a little above or below. */
  function stacked(at, { width, height }) {
    return [0, -18, 18, -34, 34].map((y) => (
      { x: at.x - width / 2, y: at.y + y - height / 2, width: width, height: height }));
  }

  /** Whether a name may stand there; beside its own mark it may stand nearer than beside others. */
  function isFree(box, taken, own = null) {
    const size = atlas.map.getSize();
    const inside = box.x > EDGE_PX && box.y > EDGE_PX &&
      box.x + box.width < size.x - EDGE_PX && box.y + box.height < size.y - EDGE_PX;
    return inside && !taken.some((other) => other.place !== own && isOver(box, other));
  }

  function isOver(box, other) {
    return box.x < other.x + other.width && other.x < box.x + box.width &&
      box.y < other.y + other.height && other.y < box.y + box.height;
  }

  /** How high a mark is drawn, with its ring if it is selected. */
  function heightOf(place, selected) {
    return atlas.markPx() + (place.place_id === selected ? 12 : 3);
  }

  /** The box of a mark, with room beside it. */
  function around({ place, at }, selected) {
    const height = heightOf(place, selected), width = height + 2 * BESIDE_PX;
    return { place: place, x: at.x - width / 2, y: at.y - height / 2, width: width, height: height };
  }

  /** Boxes of everything that stands over the map. */
  function buttons() {
    const found = atlas.container.querySelectorAll('.leaflet-control, .atlas-elsewhere button, .is-cell');
    return Array.from(found, (one) => one.getBoundingClientRect());
  }

  /** How wide and high a name is drawn, in pixels. */
  function sizeOf(name, kind, isItalic) {
    const px = Math.max(TEXT_PX[kind], atlas.textPx), key = [px, kind, isItalic, name].join();
    const size = { width: widths.get(key), height: Math.ceil(px * 1.3) };
    if (size.width !== undefined) return size;
    pen = pen || document.createElement('canvas').getContext('2d');
    const { fontFamily } = getComputedStyle(atlas.container);
    pen.font = (isItalic ? 'italic ' : '') + px + 'px ' + fontFamily;
    const spaced = kind === 'country' && !atlas.isArabicScript(name) ? px * SPACED[atlas.textPx ? 'large' : 'normal'] * name.length : 0;
    const text = kind === 'country' ? name.toUpperCase() : name;
    size.width = Math.ceil(pen.measureText(text).width + spaced) + 2;
    widths.set(key, size.width);
    return size;
  }

  // --- Writing -----------------------------------------------------------------------------

  function write(written, box, name, kind) {
    const label = atlas.make('span', 'atlas-label atlas-label-' + kind, name);
    label.dir = 'auto';
    put(written, label, box);
    return label;
  }

  function put(written, element, { x, y }) {
    L.DomUtil.setPosition(element, atlas.map.containerPointToLayerPoint([Math.round(x), Math.round(y)]));
    written.appendChild(element);
  }

  atlas.labels = { read: read, update: update, heaps: heaps, wordsOf: wordsOf };
})(window.atlas);
