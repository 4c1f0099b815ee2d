/**
 * What lies under the marks: outlines on a canvas, and the names of countries and cities.
 */
(function (atlas) {
  'use strict';

  const LIGHT = {
    land: '#f7f6f2', inner: '#fffefb', country: '#c9cfd4', border: '#8f99a3', province: '#dcdfe0',
  };
  const DARK = {
    land: '#222c35', inner: '#2c3843', country: '#4a5763', border: '#8d9aa6', province: '#42505c',
  };
  /** Height of a city's name in pixels, and what the other measures of names are relative to. */
  const TEXT_PX = 11.5;

  let map, ink = LIGHT, labels = [], renderer = null, parts = {};
  /** Outlines once more, west and east of the antimeridian, by how far they are moved. */
  const copies = new Map();

  async function read(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(url + ': ' + response.status);
    return response.json();
  }

  /** Draw the outlines and keep the names; fails when outlines are missing. */
  async function draw(target, { urls, texts, look }) {
    map = target;
    ink = look.dark ? DARK : LIGHT;
    const keys = Object.keys(urls);
    const results = await Promise.allSettled(keys.map((key) => read(urls[key])));
    results.forEach((result, at) => { parts[keys[at]] = result.value; });
    labels = parts.labels ? sorted(parts.labels) : [];
    if (!parts.labels) atlas.addNote('atlas-warning', texts.labels_failed);
    renderer = L.canvas({ pane: 'atlas-base', padding: 0.5 });
    outlines(0).addTo(map);
    if (!parts.countries || (urls.provinces && !parts.provinces)) throw new Error('outlines are missing');
    // The canvas is painted in the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => { atlas.baseReady = true; }));
  }

  /** The outlines, `turn` degrees east of where they lie. */
  function outlines(turn) {
    const group = L.layerGroup();
    const move = ([lng, lat]) => L.latLng(lat, lng + turn);
    const add = (data, style) => {
      const all = Object.assign({ renderer: renderer, interactive: false }, style);
      const options = { interactive: false, style: all, coordsToLatLng: move };
      if (data) L.geoJSON(data, options).addTo(group);
    };
    add(parts.countries, { color: ink.country, weight: 0.8, fillColor: ink.land, fillOpacity: 1 });
    // The fills cover the inner half of the strong lines, which leaves the outer border alone.
    add(parts.provinces, { color: ink.border, weight: 2.8, fill: false });
    add(parts.provinces, { stroke: false, fillColor: ink.inner, fillOpacity: 1 });
    add(parts.provinces, { color: ink.province, weight: 0.8, fill: false });
    return group;
  }

  /** Draw the outlines beyond the antimeridian too where `box` reaches there; null never does. */
  function reach(box) {
    if (!renderer) return;
    const turns = [[-360, box && box.getWest() < -180], [360, box && box.getEast() > 180]];
    for (const [turn, isNeeded] of turns) {
      if (isNeeded && !copies.has(turn)) copies.set(turn, outlines(turn));
      if (isNeeded) copies.get(turn).addTo(map);
      else if (copies.has(turn)) copies.get(turn).remove();
    }
  }

  /** The most important first: countries, then cities by rank. */
  function sorted(collection) {
    const weight = (label) => (label.rank || 0) * 100 + label.min_zoom;
    return collection.features
      .map(({ properties, geometry: { coordinates: [lng, lat] } }) =>
        Object.assign({ at: L.latLng(lat, lng) }, properties))
      .sort((one, other) => weight(one) - weight(other));
  }

  /** Write the names that fit, each in the first spot free of `marks` and of names before it. */
  function layoutLabels(marks, markPx) {
    const pane = map && map.getPane('atlas-labels');
    if (!pane || !labels.length) return;
    pane.classList.add('leaflet-zoom-hide'); // names are laid out anew after a zoom
    pane.setAttribute('aria-hidden', 'true');
    // A map that is zoomed out to fit a phone has no names of its own: it takes those of zoom 2.
    const zoom = map.getZoom() >= 1.5 ? Math.max(2, map.getZoom()) : map.getZoom();
    const shown = map.getBounds().pad(0.1), origin = map.containerPointToLayerPoint([0, 0]);
    const taken = obstacles(marks, markPx), written = document.createDocumentFragment();
    const put = (element, x, y) => {
      L.DomUtil.setPosition(element, origin.add([Math.round(x), Math.round(y)]));
      written.appendChild(element);
    };
    for (const label of labels) {
      if (zoom < label.min_zoom || zoom >= (label.max_zoom || 99) + 1) continue;
      const place = L.latLng(label.at.lat, atlas.nearest(label.at.lng));
      if (!shown.contains(place)) continue;
      const at = map.latLngToContainerPoint(place);
      const box = spots(label, at).find((spot) => isFree(spot, taken));
      if (!box) continue;
      taken.push(box);
      put(atlas.make('span', 'atlas-label atlas-label-' + label.kind, label.name), box.x, box.y);
      if (label.kind === 'city') put(atlas.make('i', 'atlas-city'), at.x, at.y);
    }
    pane.replaceChildren(written);
  }

  /** Where a name may stand, the best first: a country's on its middle, a city's beside it. */
  function spots(label, at) {
    const large = Math.max(1, atlas.textPx / TEXT_PX);
    const city = label.kind === 'city', height = 15 * large;
    const width = (label.name.length * (city ? 6.2 : 8.4) + 4) * large, centre = -width / 2;
    const spot = (x, y) => ({ x: at.x + x, y: at.y + y, width: width, height: height });
    if (!city) return [0, -18, 18, -34, 34].map((y) => spot(centre, y - height / 2));
    return [6, 11, 17, 24, 32].flatMap((gap) => [
      spot(gap, -height / 2), spot(-gap - width, -height / 2),
      spot(centre, gap - 2), spot(centre, 2 - gap - height)]);
  }

  function isFree(box, taken) {
    const size = map.getSize();
    const inside = box.x > 2 && box.y > 2 &&
      box.x + box.width < size.x - 2 && box.y + box.height < size.y - 2;
    return inside && !taken.some((other) =>
      box.x < other.x + other.width && other.x < box.x + box.width &&
      box.y < other.y + other.height && other.y < box.y + box.height);
  }

  /** Boxes that names keep clear of: the controls and the marks. */
  function obstacles(marks, markPx) {
    const container = map.getContainer(), frame = container.getBoundingClientRect();
    const boxes = Array.from(container.querySelectorAll('.leaflet-control'), (control) =>
      control.getBoundingClientRect());
    for (const mark of marks) {
      const element = mark.getElement();
      if (!element) continue;
      const box = element.getBoundingClientRect(), side = markPx + 2;
      const x = box.x + (box.width - side) / 2 - frame.x;
      const y = box.y + (box.height - side) / 2 - frame.y;
      boxes.push({ x: x, y: y, width: side, height: side });
    }
    return boxes;
  }

  atlas.basemap = { draw: draw, reach: reach, layoutLabels: layoutLabels };
})(window.atlas);
