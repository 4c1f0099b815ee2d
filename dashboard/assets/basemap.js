/**
 * What lies under the marks, on canvases: outlines, and by zoom the ground: water and built-up areas.
 * Where tiles are shown beneath them, outlines are lines alone.
 */
(function (atlas) {
  'use strict';

  const LIGHT = {
    land: '#f7f6f2', inner: '#fffefb', country: '#c9cfd4', border: '#8f99a3', province: '#dcdfe0',
    water: '#e1eaf0', river: '#b3c8d8', town: '#e9e3d6',
  };
  const DARK = {
    land: '#222c35', inner: '#2c3843', country: '#4a5763', border: '#8d9aa6', province: '#42505c',
    water: '#141d25', river: '#4d6a80', town: '#3d4650',
  };

  /** The ground, from below: the zoom level from which a feature of a rank is drawn, and how. */
  const GROUND = {
    'urban-areas': {
      from: (rank) => Math.min(8, rank + 4), style: () => ({ stroke: false, fillColor: ink.town, fillOpacity: 0.8 }),
    },
    rivers: { from: (rank) => rank - 1, style: () => ({ color: ink.river, weight: 1.1, fill: false }) },
    lakes: {
      from: (rank) => rank - 1,
      style: () => ({ color: ink.river, weight: 0.8, fillColor: ink.water, fillOpacity: 1 }),
    },
  };

  let map, ink = LIGHT, renderer = null, coming = null, main = null, isUncovered = false, grounds = null;
  /** How much more than the map a canvas holds on each side, and how much too coarse it may be shown. */
  const PADDING = 0.5, COARSE = 2;
  const parts = {}, canvases = [];
  /** Outlines once more, west and east of the antimeridian, by how far they are moved. */
  const copies = new Map();

  async function read(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(url + ': ' + response.status);
    return response.json();
  }

  /** Ask for the outlines while the map is still being set up. */
  function fetchOutlines({ urls }) {
    coming = Promise.allSettled(Object.values(urls).map(read));
  }

  /** Draw the outlines, and hand on the names of towns; fails when outlines are missing. */
  async function draw(target, { urls, texts, look }) {
    map = target;
    ink = look.dark ? DARK : LIGHT;
    const results = await coming;
    Object.keys(urls).forEach((key, at) => { parts[key] = results[at].value; });
    if (parts.labels) atlas.labels.read(parts.labels);
    else atlas.addNote('atlas-warning', texts.labels_failed);
    renderer = canvasIn('atlas-base');
    main = outlines(0).addTo(map);
    if (!parts.countries || (urls.provinces && !parts.provinces)) throw new Error('outlines are missing');
    // Leaflet has asked before to draw the canvas at the start of the same frame.
    requestAnimationFrame(() => {
      atlas.baseReady = true;
      requestAnimationFrame(() => atlas.sayAtFirst?.());
      atlas.showMap();
    });
  }

  /** Draw the ground, for which the first view does not wait; what cannot be read is left out. */
  async function drawGround({ ground }) {
    const names = Object.keys(GROUND).filter((name) => name in ground);
    const answers = await Promise.allSettled(names.map((name) => read(ground[name])));
    const drawn = canvasIn('atlas-ground'), shown = L.layerGroup().addTo(map);
    grounds = names.flatMap((name, at) => (answers[at].value || { features: [] }).features.map((one) => (
      { zoom: GROUND[name].from(one.properties.scalerank), feature: one, style: GROUND[name].style() })));
    const features = grounds.map(({ zoom, feature, style }) => ({ zoom: zoom, layer: layerOf(feature, style, drawn) }));
    let before = -1;
    const show = () => {
      const due = features.filter(({ zoom }) => map.getZoom() >= zoom);
      if (due.length === before) return;
      before = due.length;
      shown.clearLayers();
      for (const { layer } of due) shown.addLayer(layer);
    };
    map.on('zoomend', show);
    show();
  }

  function canvasIn(pane) {
    const canvas = L.canvas({ pane: pane, padding: PADDING });
    canvases.push(canvas);
    return canvas;
  }

  /** Tell whether what a canvas has drawn fills a view. */
  function fills(canvas, centre, zoom) {
    if (!canvas._map) return true; // nothing of it is drawn yet
    const off = map.project(centre, zoom).subtract(map.project(canvas._center, zoom));
    const room = map.getSize().multiplyBy(scaleOf(canvas, zoom) * (0.5 + PADDING) - 0.5);
    return Math.abs(off.x) <= room.x + 1 && Math.abs(off.y) <= room.y + 1; // its edges are whole pixels
  }

  function scaleOf(canvas, zoom) {
    return map.getZoomScale(zoom, canvas._zoom);
  }

  /** Draw anew on the way what would end in view, or is too coarse: Leaflet does so where a move ends. */
  function drawOn() {
    if (map._animatingZoom) return;
    const centre = map.getCenter(), zoom = map.getZoom();
    for (const canvas of canvases) {
      if (fills(canvas, centre, zoom) && !(scaleOf(canvas, zoom) > COARSE)) continue;
      canvas._onZoomEnd();
      canvas._update();
    }
  }

  /** Land and ground as they are seen now on the sea of a `colour`, as the address of a picture. */
  function picture(colour) {
    const drawn = document.createElement('canvas'), pen = drawn.getContext('2d'), { x, y } = map.getSize();
    Object.assign(drawn, { width: x, height: y });
    pen.fillStyle = colour;
    pen.fillRect(0, 0, x, y);
    for (const { _container: canvas, _bounds: { min } } of canvases.filter((one) => one._map)) {
      const at = map.layerPointToContainerPoint(min);
      pen.drawImage(canvas, at.x, at.y, parseFloat(canvas.style.width), parseFloat(canvas.style.height));
    }
    return drawn.toDataURL('image/jpeg', 0.8);
  }

  /** A zoom is animated by what is drawn before it: one that this does not fill is there at once. */
  const tryAnimatedZoom = L.Map.prototype._tryAnimatedZoom;
  L.Map.include({
    _tryAnimatedZoom: function (centre, zoom, options) {
      const isTorn = this === map && !this._animatingZoom && !canvases.every((one) => fills(one, centre, zoom));
      return !isTorn && tryAnimatedZoom.call(this, centre, zoom, options);
    },
  });

  /** What draws land and ground on another map, which is `small`, in place of what was there. */
  function groundOf(small) {
    // Leaflet may still draw a canvas that was taken away, and fail: it stays, and what is on it changes.
    const canvas = L.canvas(), shown = L.layerGroup().addTo(small);
    const add = (feature, style) => shown.addLayer(layerOf(feature, style, canvas));
    return () => {
      shown.clearLayers();
      for (const [data, style] of drawn().slice(-2)) add(data, Object.assign(style, { fillOpacity: 1 }));
      for (const { zoom, feature, style } of grounds) if (small.getZoom() >= zoom) add(feature, style);
    };
  }

  function layerOf(feature, style, drawn) {
    return L.geoJSON(feature, {
      interactive: false, style: Object.assign({ renderer: drawn, interactive: false }, style),
    });
  }

  /** The outlines from below, each with its style. */
  function drawn() {
    const cover = isUncovered ? 0 : 1;
    return [
      [parts.countries, { color: ink.country, weight: 0.8, fillColor: ink.land, fillOpacity: cover }],
      // The fills cover the inner half of the strong lines, which leaves the outer border alone.
      [parts.provinces, { color: ink.border, weight: 2.8, opacity: cover, fill: false }],
      [parts.provinces, { stroke: false, fillColor: ink.inner, fillOpacity: cover }],
      [parts.provinces, { color: ink.province, weight: 0.8, fill: false }],
    ].filter(([data]) => data);
  }

  /** The outlines, `turn` degrees east of where they lie. */
  function outlines(turn) {
    const move = ([lng, lat]) => L.latLng(lat, lng + turn);
    return L.layerGroup(drawn().map(([data, style]) => L.geoJSON(data, {
      interactive: false, coordsToLatLng: move, style: Object.assign({ renderer: renderer, interactive: false }, style),
    })));
  }

  /** Let what lies beneath the outlines be seen, or cover it with land again. */
  function uncover(isOn) {
    isUncovered = isOn;
    for (const group of main ? [main, ...copies.values()] : []) {
      group.getLayers().forEach((layer, at) => layer.setStyle(drawn()[at][1]));
    }
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

  atlas.basemap = {
    fetch: fetchOutlines, draw: draw, drawGround: drawGround, drawOn: drawOn, reach: reach, uncover: uncover,
    picture: picture, groundOf: groundOf, hasGround: () => grounds !== null,
  };
})(window.atlas);
