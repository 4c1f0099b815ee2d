/**
 * What lies under the marks: outlines on a canvas.
 */
(function (atlas) {
  'use strict';

  const LIGHT = {
    land: '#f7f6f2', inner: '#fffefb', country: '#c9cfd4', border: '#8f99a3', province: '#dcdfe0',
  };
  const DARK = {
    land: '#222c35', inner: '#2c3843', country: '#4a5763', border: '#8d9aa6', province: '#42505c',
  };

  let map, ink = LIGHT, renderer = null, parts = {};
  /** Outlines once more, west and east of the antimeridian, by how far they are moved. */
  const copies = new Map();

  async function read(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(url + ': ' + response.status);
    return response.json();
  }

  /** Draw the outlines, and hand on the names of towns; fails when outlines are missing. */
  async function draw(target, { urls, texts, look }) {
    map = target;
    ink = look.dark ? DARK : LIGHT;
    const keys = Object.keys(urls);
    const results = await Promise.allSettled(keys.map((key) => read(urls[key])));
    results.forEach((result, at) => { parts[keys[at]] = result.value; });
    if (parts.labels && atlas.labels) atlas.labels.read(parts.labels);
    else atlas.addNote('atlas-warning', texts.labels_failed);
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

  atlas.basemap = { draw: draw, reach: reach };
})(window.atlas);
