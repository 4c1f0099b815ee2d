/**
 * The atlas's own part of the map, run inside streamlit-folium's frame. The scripts that follow it in
 * the same file (`dashboard/map/scripts.py`) add one thing each: `atlas.basemap`, `atlas.labels`, …
 *
 * Python sends a constant base map (`atlas.start`) and, after each change, the marks
 * (`atlas.begin`, one `atlas.bind` a mark, `atlas.finish`). What the reader does goes back as the
 * component's value: {event: "select", place}, {event: "view", lat, lng, zoom, bounds}, or the same
 * as "area" when a rectangle was drawn, with its bounds. Longitudes lie between -180 and 180; west is
 * greater than east where bounds lie across the antimeridian.
 */
window.atlas = (function () {
  'use strict';

  /** What a narrow map zooms out to: south-west and north-east in degrees. */
  const WORLD = [[-56, -180], [76, 180]];
  const REPORT_MS = 300;
  /** So long the map rests before it is kept as a picture. */
  const STILL_MS = 800;
  /** Streamlit keeps only a component's latest value: so long, a choice goes along with it. */
  const CHOSEN_MS = 60000;
  /** So long, the map waits for its style sheets. */
  const STYLES_MS = 5000;
  /** A frame lower than this is still on its way to its real height. */
  const MIN_HEIGHT_PX = 60;
  const NORTHMOST = 85;
  /** Room around marks to which the map goes. */
  const AROUND_PX = 60;
  /** As much farther than its outermost places goes an area that is made of a cell, in degrees. */
  const EDGE = 0.0002;
  /** The words on a large map: 24 px on a window of 1920, and as large a part of any other. */
  const LARGE_PX = 24, LARGE_WINDOW = 1920, MIN_PX = 13;
  /** How much larger than a reader's its marks are, at least and for each pixel of its words. */
  const LARGE_MARKS = 1.6, LARGE_MARKS_BY_PX = 0.1;
  /** The map, in pixels, for which the views of tours and playbacks are given: that of a window of 1280 by 720. */
  const STAGE = { width: 800, height: 390 };
  const FLIGHT_SECONDS = 1.6;
  /** How far from the edge a place that is told of stands at least: so far, or as many heights of its words. */
  const TOLD_PX = 48, TOLD_WORDS = 3;
  /** Half a selected mark, with room below it. */
  const MARK_ROOM_PX = 24;
  /** Centres so near each other are one. */
  const NEAR_PX = 2;
  /** From no farther off than this are the places of a frame followed where they have room. */
  const FOLLOW_ZOOM = 4;
  /** Places that fill no more than this part of the map's width and height are too far off to be told apart. */
  const FAR_PART = 0.25;
  /** The outline of an area that was drawn. */
  const AREA = { pane: 'atlas-rings', interactive: false, weight: 1.5, dashArray: '6 4', fill: false };
  const CALM = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  /**
   * Mark size and distance between marks on one point, in pixels, from a zoom level on: near enough,
   * no two of them make a heap.
   */
  const SIZES = [
    { zoom: 8, mark: 14, step: 25 },
    { zoom: 6.5, mark: 13, step: 14.5 },
    { zoom: 4.5, mark: 11, step: 12 },
    { zoom: 3, mark: 10, step: 9.5 },
    { zoom: -1, mark: 6.5, step: 5 },
  ];

  /** Below it lie this file and all routes, behind whatever proxy. */
  const TOP = new URL('../../', document.currentScript.src);

  const marks = new Map(), cells = new Map();
  const api = { baseReady: false, make: make, marks: marks, cells: cells, textPx: 0 };
  let map, config, container;
  let selected = null;
  /** Whether the reader caused the move under way: Python already knows of all others. */
  let handled = false;
  let isFlying = false;
  /** When the step before came. */
  let steppedAt = -Infinity;
  /** While a flight is stopped that goes on at once. */
  let isInterrupted = false;
  /** The command of a view that the map shows still: a window of another size shows it as well. */
  let led = null;
  /** The command of a tour's step that is shown, whose view the reader may have left. */
  let step = null;
  /** The outline of the area in force, where it is not what the map shows. */
  let areaDrawn = null;
  /** The rectangle that was drawn, until Python is told of it. */
  let drawn = null;
  let regionAsked = null, reportTimer = 0, stillTimer = 0, chosen = null, counter = 0;
  /** Whether the first view is shown; whether marks stand beyond the antimeridian. */
  let isSeen = false, isRolled = false;
  /** Until then, names and buttons would be laid out for nothing. */
  let isBaseDrawn = false;

  L.Map.mergeOptions({ trackResize: false }); // `onResize` does it, also while the map flies
  L.Marker.mergeOptions({ autoPanOnFocus: false }); // `onFocus` does it, but not where the focus is given back
  if (CALM) {
    L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, inertia: false });
    const panBy = L.Map.prototype.panBy;
    L.Map.include({
      panBy: function (offset, options) {
        return panBy.call(this, offset, Object.assign({}, options, { animate: false }));
      },
    });
  }

  /**
   * Leaflet moves marks in 3D, for which browsers give each a layer of its own in the compositor:
   * ten thousand of those take seconds to draw, and without them a third of it.
   */
  L.Marker.include({
    _setPos: function (pos) {
      this._icon._leaflet_pos = pos;
      this._icon.style.transform = 'translate(' + pos.x + 'px,' + pos.y + 'px)';
      this._zIndex = pos.y + this.options.zIndexOffset;
      this._resetZIndex();
    },
  });

  /**
   * What must outlive this frame. Streamlit throws the frame away when the reader opens another
   * page or language; the window around it stays until the next real load of the page. A presented
   * map has its own, so that the reader's stays as it was.
   */
  let memory = { view: null, region: null, command: null, selected: null, reported: false };

  function recall(name) {
    try {
      memory = window.parent[name] = window.parent[name] || memory;
    } catch (_crossOrigin) {
      // Embedded where the window around is out of reach: what this frame has must do.
    }
  }

  /** Only ever `textContent`: names come from data, and this frame shares the page's origin. */
  function make(tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  // --- Start -------------------------------------------------------------------------------

  /** Take over the map that Folium made and draw the base map. */
  api.start = function (folium_map, options) {
    map = api.map = folium_map;
    config = api.config = options;
    recall(config.look.large ? 'atlasPresent' : 'atlasMap');
    api.memory = memory;
    container = api.container = map.getContainer();
    container.classList.add('atlas');
    container.classList.toggle('is-large', config.look.large);
    container.classList.toggle('is-dark', config.look.dark);
    sizeText();
    container.setAttribute('role', 'region');
    container.setAttribute('aria-label', config.texts.map_label);
    window.frameElement?.setAttribute('aria-label', config.texts.map_label); // its title is a module's
    container.lang = config.texts.language;
    // Fill the frame, however high the page makes it.
    container.style.cssText += 'position:fixed;inset:0;width:auto;height:auto;';
    document.body.style.overflow = 'hidden';
    document.head.append(make('style', '', Object.entries(config.layers).map(
      ([code, { colour }]) => '.atlas-of-' + code + ' { color: ' + colour + '; }').join('')));
    container.classList.add('is-coming');
    container.style.visibility = 'hidden';
    makePane('atlas-tiles', 190);
    makePane('atlas-base', 200);
    makePane('atlas-ground', 210);
    makePane('atlas-rings', 380);
    makePane('atlas-labels', 390);
    api.basemap.fetch(config);
    listen();
    if (hasRoom()) firstView(); // otherwise once it has: see `onResize`
  };

  function hasRoom() {
    return container.clientHeight >= MIN_HEIGHT_PX;
  }

  async function drawBase() {
    const loading = api.addNote('atlas-loading', config.texts.loading);
    api.addControls();
    api.listenToPointers();
    if (!config.look.large) api.shareGestures(container, config.texts);
    await styled();
    container.style.visibility = '';
    try {
      await api.basemap.draw(map, config);
    } catch (_error) {
      api.addNote('atlas-warning', config.texts.outlines_failed);
      api.showMap();
    }
    isBaseDrawn = true;
    layout();
    loading.remove();
    tell('ready'); // so that the area in view is known
    await mapShown;
    await api.basemap.drawGround(config);
    layout();
    leaveStill();
  }

  /** Wait for the style sheets, without which names have other widths: streamlit-folium does not. */
  function styled() {
    const links = [...document.querySelectorAll('link[rel="stylesheet"]')].filter((one) => !one.sheet);
    const loaded = links.map((one) => new Promise((resolve) => { one.onload = one.onerror = resolve; }));
    return Promise.race([Promise.all(loaded), new Promise((resolve) => { setTimeout(resolve, STYLES_MS); })]);
  }

  /** Show marks and outlines at once: no mark is seen before the coast on which it stands. */
  const mapShown = new Promise((resolve) => {
    api.showMap = function () {
      container.classList.remove('is-coming');
      window.frameElement?.setAttribute('data-there', ''); // above the picture of the map before it
      resolve();
    };
  });

  /** Once the map rests, leave the page a picture of its ground, to stand where the next map is on its way. */
  function leaveStill() {
    clearTimeout(stillTimer);
    stillTimer = setTimeout(() => { if (api.baseReady && !isFlying) takeStill(); }, STILL_MS);
  }

  function takeStill() {
    try {
      const { style } = window.parent.document.documentElement, { look } = config;
      const sea = getComputedStyle(container).backgroundColor;
      style.setProperty('--coming', '0');
      style.setProperty(look.dark ? '--still-dark' : '--still-light', `url("${api.basemap.picture(sea)}")`);
    } catch (_crossOrigin) {
      // The next map comes on an empty ground.
    }
  }

  api.addNote = function (className, text) {
    const note = make('div', 'atlas-note ' + className, text);
    note.setAttribute('role', 'status');
    return container.appendChild(note);
  };

  function makePane(name, zIndex) {
    const pane = map.createPane(name);
    pane.style.zIndex = zIndex;
    pane.style.pointerEvents = 'none';
  }

  function firstView() {
    isSeen = true;
    fitLimits();
    const view = led ? wanted(led) : memory.view || config.start;
    if (memory.region !== null || !view) fit(memory.region || 0);
    else setView(view, false);
    drawBase();
  }

  /** Let a narrow map zoom out until the whole world fits. */
  function fitLimits() {
    map.invalidateSize({ animate: false });
    map.options.minZoom = 0; // getBoundsZoom goes no lower than this
    const both = 2 * padding();
    map.setMinZoom(Math.min(2, map.getBoundsZoom(WORLD, false, L.point(both, both))));
    limit(map.getZoom());
  }

  function padding() {
    return Math.min(12, map.getSize().x / 40);
  }

  // --- All round the world -----------------------------------------------------------------

  /** Tell whether the world is wider than the map, which then can go round it. */
  function isRound(zoom) {
    return map.options.crs.scale(zoom) > map.getSize().x;
  }

  function limit(zoom) {
    const side = isRound(zoom) ? 540 : 180;
    map.options.maxBounds = L.latLngBounds([-NORTHMOST, -side], [NORTHMOST, side]);
  }

  function wrapped(lng) {
    return Math.abs(lng) <= 180 ? lng : lng - 360 * Math.round(lng / 360);
  }

  /** The same meridian, as near to the middle of the map as it comes. */
  api.nearest = function (lng) {
    return isRolled ? lng + 360 * Math.round((map.getCenter().lng - lng) / 360) : lng;
  };

  /** Where the view lies across the antimeridian, show there what lies on its other side. */
  function roll() {
    const box = map.getBounds(), wasRolled = isRolled;
    isRolled = isRound(map.getZoom()) && (box.getWest() < -180 || box.getEast() > 180);
    reach(box);
    if (!isRolled && !wasRolled) return;
    map.eachLayer((layer) => {
      const at = layer.getLatLng && layer.getLatLng();
      if (!at) return; // neither a mark nor a ring
      const lng = api.nearest(wrapped(at.lng));
      if (lng !== at.lng) layer.setLatLng([at.lat, lng]);
    });
  }

  function reach(box) {
    api.basemap.reach(isRound(map.getZoom()) ? box.pad(0.25) : null);
  }

  /** Keep the ground from ending in view, however far a move goes before it ends. */
  function onMove() {
    if (!isBaseDrawn) return;
    reach(map.getBounds());
    api.basemap.drawOn();
  }

  // --- Moving ------------------------------------------------------------------------------

  function setView(view, animate) {
    memory.region = null;
    memory.view = view;
    handled = false;
    limit(view.zoom);
    map.setView([view.lat, view.lng], view.zoom, { animate: animate && !CALM });
  }

  /** Move as a speaker leads the eye; a flight under way ends where it is. */
  function fly(view) {
    memory.region = null;
    memory.view = view;
    handled = false;
    map.flyTo([view.lat, view.lng], view.zoom, { duration: FLIGHT_SECONDS });
    setFlying(true);
  }

  /** Fly on in a map of another size: all is drawn for where it is, between two levels of zoom, and goes on. */
  function flyOn() {
    const { zoomSnap } = map.options;
    isInterrupted = true;
    fitLimits();
    map.options.zoomSnap = 0;
    map.setView(map.getCenter(), map.getZoom(), { reset: true });
    map.options.zoomSnap = zoomSnap;
    isInterrupted = false;
    fly(led ? wanted(led) : memory.view);
  }

  function sizeText() {
    if (!config.look.large) return;
    const wanted = LARGE_PX * window.parent.innerWidth / LARGE_WINDOW;
    api.textPx = Math.max(MIN_PX, Math.ceil(wanted));
    container.style.setProperty('--atlas-text', api.textPx + 'px');
  }

  /** Show a region by its number. */
  function fit(region) {
    regionAsked = region;
    const { corners } = config.regions[region] || config.regions[0];
    map.fitBounds(corners, { padding: [padding(), padding()], animate: false });
  }

  /** The view that shows an area, so many pixels from the map's edges and from no nearer than `most`. */
  function viewOf(area, px, most) {
    const box = L.latLngBounds(area);
    const zoom = Math.min(most, map.getBoundsZoom(box, false, L.point(2 * px, 2 * px)));
    const corners = [box.getSouthWest(), box.getNorthEast()].map((corner) => map.project(corner, zoom));
    const { lat, lng } = map.unproject(L.bounds(corners).getCenter(), zoom);
    return { lat: lat, lng: wrapped(lng), zoom: zoom };
  }

  /** Show it because the reader asks for it. */
  api.visit = function (region) {
    handled = true;
    api.jump(() => fit(region));
  };

  /** Go far at once: unlike a pan, a step that the reader expects the way back to undo. */
  api.jump = function (go) {
    const centre = map.getCenter(), zoom = map.getZoom();
    go();
    if (!config.look.large) api.hasJumped = zoom !== map.getZoom() || !centre.equals(map.getCenter());
  };

  /** Show some marks, at most as near as `zoom`, because the reader asks for them. */
  api.showMarks = function (some, zoom) {
    const bounds = L.latLngBounds(some.map((mark) => mark.getLatLng()));
    const near = Math.min(zoom, map.getBoundsZoom(bounds, false, L.point(2 * AROUND_PX, 2 * AROUND_PX)));
    const { lat, lng } = bounds.getCenter();
    led = null;
    setView({ lat: lat, lng: wrapped(lng), zoom: near }, false);
    reportView();
  };

  /** Names and rings are laid out for one zoom: on the way to another they would stand at wrong places. */
  function setFlying(isOnItsWay) {
    isFlying = isOnItsWay;
    container.classList.toggle('is-flying', isFlying);
  }

  function onMoveEnd() {
    if (isInterrupted) return;
    setFlying(false);
    const centre = map.getCenter();
    if (Math.abs(centre.lng) > 180) { // the same again, once round the world
      map.setView([centre.lat, wrapped(centre.lng)], map.getZoom(), { animate: false });
      return;
    }
    if (handled) led = null;
    layout();
    leaveStill();
    if (regionAsked !== null || handled) {
      memory.region = regionAsked;
      memory.view = { lat: centre.lat, lng: centre.lng, zoom: map.getZoom() };
      regionAsked = null;
    }
    if (handled) reportView();
    else if (cells.size) report('ready'); // what is counted depends on what is in view
  }

  function onResize() {
    if (!hasRoom()) return;
    handled = false;
    sizeText();
    if (!isSeen) {
      firstView();
      return;
    }
    if (isFlying) {
      flyOn();
      return;
    }
    fitLimits();
    if (memory.region !== null) fit(memory.region);
    else if (led) setView(wanted(led), false);
    layout();
  }

  /** Move to the view or region that Python commands, unless this very command was obeyed before. */
  api.command = function (command) {
    step = command?.step ? command : null;
    if (!command || command.id === memory.command) return false;
    memory.command = command.id;
    // Of steps that come faster than the map flies, each is there at once.
    const time = performance.now(), isHurried = step && time - steppedAt < 1000 * FLIGHT_SECONDS;
    if (step && api.baseReady) steppedAt = time; // where it opens, nothing flies
    const isInAddress = command.search && memory.reported;
    if (command.search && showsFound(command)) return false;
    memory.reported = command.search ? isInAddress : command.region === undefined;
    const view = command.region === undefined && wanted(command);
    led = command.box || (command.fly && !command.follows) ? command : null;
    if (!view) {
      handled = false;
      fit(command.region);
    } else if (command.follows && command.fly && isHere(view)) {
      handled = false;
      if (isFlying) map.stop();
      return true; // where a region is shown, it goes on filling the map, however large that becomes
    } else if (command.fly && api.baseReady && !CALM && !isHurried) fly(view);
    else setView(view, api.baseReady && !command.step);
    if (isInAddress) reportView(); // which would lead elsewhere
    else if (api.baseReady && !config.look.large) report('ready'); // so that the area in view is known
    return true;
  };

  /** Tell whether this map shows what a tour or a playback leads to. */
  api.isGuided = () => Boolean(step) || container.classList.contains('is-telling');

  /** Tell whether the reader has left the view of a step. */
  api.isAstray = function () {
    if (!step || led || isFlying) return false;
    const { lat, lng, zoom } = wanted(step), now = map.project(map.getCenter(), zoom);
    return zoom !== map.getZoom() || map.project([lat, lng], zoom).distanceTo(now) > NEAR_PX;
  };

  /** Go back there. */
  api.comeBack = function () {
    led = step;
    if (CALM) setView(wanted(step), false);
    else fly(wanted(step));
    layout();
  };

  /** The view that a command asks this map for, with all that it tells of. */
  function wanted(command) {
    if (command.follows) return withTold(followed(command));
    return withTold(!hasRoom() ? command : command.box ? framed(command) : command.fly ? sized(command) : command);
  }

  /** The view of all places of an area, with as much room around as has what is told of. */
  function framed(command) {
    return { ...command, ...viewOf(command.box, roomAround() + sizeAt(command.zoom).mark, command.zoom) };
  }

  function roomAround() {
    return Math.max(TOLD_PX, TOLD_WORDS * api.textPx);
  }

  /** The view of a step or a playback, from so far off that this map shows what that of a usual window does. */
  function sized(command) {
    const { x, y } = map.getSize(), snap = map.options.zoomSnap;
    const zoom = command.zoom + Math.log2(Math.min(x / STAGE.width, y / STAGE.height));
    return { ...command, zoom: snap * Math.round(zoom / snap) };
  }

  /**
   * The view of what is shown: the map's own, from neither too near nor, where something is told of, too
   * far off. Where frames before led it so far off that all places of this one are a spot, the view in
   * which it opens.
   */
  function followed(command) {
    const home = command.home || viewOf(config.regions[0].corners, padding(), Infinity), { lat, lng } = map.getCenter();
    const nearest = command.search && !found().some(isInView) ? home.zoom : Infinity;
    const now = { lat: lat, lng: lng, zoom: Math.min(map.getZoom(), nearest) };
    const isLost = !command.search && map.getZoom() < home.zoom && isFar();
    const { zoom, ...middle } = isLost ? home : now;
    const isTelling = [...marks.values()].some((mark) => mark.feature.properties.told);
    return { ...command, ...middle, zoom: isTelling ? Math.max(zoom, FOLLOW_ZOOM) : zoom };
  }

  /** Tell whether the map shows what a search found: the whole of a city or a country, of words the most. */
  function showsFound(command) {
    const count = (some) => some.reduce((n, { feature }) => n + (feature.properties.count || 1), 0);
    const seen = count(found().filter(isInView)), all = count(found());
    return command.whole ? seen === all : 2 * seen >= all;
  }

  /** The marks of what is shown, and the numbers that stand for many. */
  function found() {
    return [...api.shownMarks(), ...cells.values()];
  }

  function isInView(mark) {
    return map.getBounds().contains(mark.getLatLng());
  }

  /** Tell whether the map shows a view already. */
  function isHere({ lat, lng, zoom }) {
    return zoom === map.getZoom() && map.getCenter().equals([lat, lng]);
  }

  /** Tell whether all places that are shown fill but a small part of the map. */
  function isFar() {
    const points = api.shownMarks().map((mark) => map.project(mark.getLatLng()));
    if (!points.length) return false;
    const size = L.bounds(points).getSize(), whole = map.getSize();
    return size.x < FAR_PART * whole.x && size.y < FAR_PART * whole.y;
  }

  /** The marks of what is shown: all but that of a selected place which the filters leave out. */
  api.shownMarks = () => [...marks.values()].filter((mark) => !mark.feature.properties.outside);

  /** The marks that a view is to hold; those of a frame that says nothing itself are one as good as another. */
  function toldIn(view) {
    if (view.search) return found();
    const all = api.shownMarks(), told = all.filter(({ feature: { properties: place } }) => (
      place.told || (place.selected && !view.follows)));
    const isSeen = (point) => map.getBounds().contains(point) && holds(view, point, 0);
    const isEmpty = !all.some((mark) => isSeen(mark.getLatLng()));
    return view.follows && !told.length && isEmpty ? all : told;
  }

  /** Tell whether a point lies in a view, so many pixels from its edges at least. */
  function holds(view, point, px) {
    const off = map.project(point, view.zoom).subtract(map.project([view.lat, view.lng], view.zoom));
    const room = map.getSize().divideBy(2);
    return Math.abs(off.x) <= room.x - px && Math.abs(off.y) <= room.y - px;
  }

  /**
   * A view that shows all the places that are told of: itself where it does, else one farther off. While
   * time is played, one from farther off than the first region has that in view as well.
   */
  function withTold(view) {
    const all = toldIn(view), points = all.map((mark) => mark.getLatLng());
    const aside = Math.max(0, ...all.map((mark) => Math.hypot(...mark.beside))) * sizeAt(view.zoom).step;
    const px = roomAround() + aside;
    if (points.every((point) => holds(view, point, px))) return view;
    const box = L.latLngBounds(points), fitting = () => map.getBoundsZoom(box, false, L.point(2 * px, 2 * px));
    const home = L.latLngBounds(config.regions[0].corners);
    if (view.follows && fitting() < map.getBoundsZoom(home)) box.extend(home);
    const centre = box.getCenter();
    return { ...view, lat: centre.lat, lng: centre.lng, zoom: Math.min(view.zoom, fitting()) };
  }

  // --- Telling Python ----------------------------------------------------------------------

  function send(event) {
    // Grows also across frames, so that Python never mistakes an action for the one before.
    counter = Math.max(counter + 1, Date.now());
    const told = Object.assign({ n: counter }, event);
    // A busy server may not have read the choice before it is told of a move.
    if (event.event === 'select') chosen = told;
    else if (chosen && counter - chosen.n < CHOSEN_MS) told.chosen = chosen;
    window.Streamlit.setComponentValue(told);
  }

  function reportView() {
    memory.reported = true;
    report('view');
  }

  function report(event) {
    clearTimeout(reportTimer);
    reportTimer = setTimeout(() => tell(event), REPORT_MS);
  }

  /**
   * Tell what nobody asked for once the page has done what it was asked: of a step back and a word
   * of the map that reach the server together, Streamlit forgets that one of them was a step back.
   */
  function tell(event) {
    if (isPageBusy()) report(event);
    else sendView(event);
  }

  function isPageBusy() {
    try {
      const app = window.parent.document.querySelector('[data-testid="stApp"]');
      return ['running', 'rerunRequested'].includes(app?.dataset.testScriptState);
    } catch (_crossOrigin) {
      return false;
    }
  }

  function sendView(event) {
    const centre = map.getCenter(), box = drawn || map.getBounds();
    const isDrawn = drawn !== null, isAll = box.getEast() - box.getWest() >= 360;
    const west = isAll ? -180 : wrapped(box.getWest()), east = isAll ? 180 : wrapped(box.getEast());
    drawn = null;
    send({
      event: isDrawn ? 'area' : event,
      lat: degrees(centre.lat, 90), lng: degrees(centre.lng, 180),
      zoom: Number(map.getZoom().toFixed(2)),
      bounds: [
        degrees(box.getSouth(), 90), degrees(west, 180),
        degrees(box.getNorth(), 90), degrees(east, 180),
      ],
    });
  }

  function degrees(value, limit) {
    return Number(Math.max(-limit, Math.min(limit, value)).toFixed(4));
  }

  /** The mark of a place, or the number that has this name. */
  api.markOf = (id) => marks.get(id) || cells.get(id);

  /** Go so near that the places of a cell part; where no view parts them, take them as an area. */
  function part(cell) {
    const [south, west, north, east] = cell.feature.properties.box;
    const box = L.latLngBounds([south, west], [north, east]), around = L.point(2 * AROUND_PX, 2 * AROUND_PX);
    const isHere = map.getBounds().contains(box), now = map.getZoom(), most = map.getMaxZoom();
    const zoom = Math.max(map.getBoundsZoom(box, false, around), isHere ? now + 1 : 0);
    container.focus({ preventScroll: true }); // the number goes
    handled = true;
    if (!isHere || now < most) {
      api.jump(() => map.setView(box.getCenter(), Math.min(zoom, most), { animate: false }));
    } else {
      drawn = L.latLngBounds([south - EDGE, west - EDGE], [north + EDGE, east + EDGE]);
      sendView('view');
    }
  }

  api.choose = function (place) {
    if (cells.has(place)) return part(cells.get(place));
    api.select(place, true);
    send({ event: 'select', place: place });
  };

  // --- Marks -------------------------------------------------------------------------------

  /** Forget the marks before: streamlit-folium has taken them off the map, but keeps the list. */
  api.begin = function (area) {
    window.feature_group = [];
    if (areaDrawn) areaDrawn.remove();
    areaDrawn = area ? L.rectangle(area, { ...AREA, color: config.look.dark ? '#d5dde4' : '#4a5560' }).addTo(map) : null;
    marks.clear();
    cells.clear();
    if (api.forgetPointer) api.forgetPointer();
  };

  /** Dress one mark: called for each feature while its layer is built. */
  api.bind = function (feature, mark, layer) {
    const place = feature.properties;
    (place.count ? cells : marks).set(place.place_id, mark);
    mark.layer = layer;
    mark.beside = place.of > 1 ? beside(place.k, place.of) : [0, 0];
    mark.options.zIndexOffset = place.precision === 'site' ? 1000 : 0;
    mark.on('add', () => dress(mark, place));
  };

  function dress(mark, place) {
    const element = mark.getElement(), [dx, dy] = mark.beside;
    element.dataset.placeId = place.place_id;
    element.dataset.layer = mark.layer;
    element.dataset.precision = place.precision;
    element.setAttribute('role', 'button');
    element.setAttribute('tabindex', '0');
    if (place.count) return dressCell(mark, place);
    element.setAttribute('aria-label', place.label);
    // The line to the mark's true point, and its shape: see map.css.
    element.append(document.createElement('i'), document.createElement('b'));
    if (place.selected) element.classList.add('is-selected');
    if (place.told) element.classList.add('is-told');
    if (place.outside) element.classList.add('is-outside');
    if (place.of <= 1 || place.of === undefined) return;
    element.classList.add('is-fanned');
    element.style.setProperty('--dx', dx.toFixed(3));
    element.style.setProperty('--dy', dy.toFixed(3));
    element.style.setProperty('--length', Math.hypot(dx, dy).toFixed(3));
    element.style.setProperty('--angle', (Math.atan2(dy, dx) + Math.PI).toFixed(3) + 'rad');
  }

  /** A number that stands for places of one layer; those of all layers of a cell stand one below another. */
  function dressCell(mark, { name, count, at: [order, all] }) {
    const element = mark.getElement();
    element.tabIndex = map.getBounds().contains(mark.getLatLng()) ? 0 : -1; // the map's edges lead outside
    element.classList.add('is-cell');
    element.dataset.count = count;
    element.setAttribute('aria-label', name);
    element.style.setProperty('--row', order - (all - 1) / 2);
    element.append(make('b', ''), make('span', '', api.digits(count)));
  }

  /**
   * How far mark `k` of `count` on one point stands beside the point, in steps that CSS turns into
   * pixels: up to six in a circle in which neighbours are a step apart, more in rings of 6, 12, 18...
   */
  function beside(k, count) {
    let ring = 1;
    while (count > 6 && k >= 6 * ring) k -= 6 * ring++;
    const before = 3 * ring * (ring - 1);
    const onRing = count > 6 ? Math.min(6 * ring, count - before) : count;
    const radius = count > 6 ? ring : 0.5 / Math.sin(Math.PI / count);
    const angle = 2 * Math.PI * k / onRing - (count === 2 ? Math.PI : Math.PI / 2);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }

  /** Where the middle of a mark is drawn at a zoom level, in pixels of the whole world. */
  api.drawnAt = function (mark, zoom) {
    const [dx, dy] = mark.beside, { step } = sizeAt(zoom);
    return map.project(mark.getLatLng(), zoom).add([dx * step, dy * step]);
  };

  /** The same in pixels of the map that is seen. */
  api.seenAt = function (mark) {
    const inLayer = api.drawnAt(mark, map.getZoom()).subtract(map.getPixelOrigin());
    return map.layerPointToContainerPoint(inLayer);
  };

  /**
   * All marks are there: show the selection, obey a command, give the keyboard back its place, and
   * acknowledge it to the page, which lets the map go first.
   */
  api.finish = function (place, command, ack) {
    roll();
    const isTelling = [...marks.values()].some((mark) => mark.feature.properties.told !== undefined);
    container.classList.toggle('is-telling', isTelling);
    const moved = api.command(command);
    api.select(place, moved);
    if (api.giveFocusBack) api.giveFocusBack();
    layout();
    if (ack) mapShown.then(() => requestAnimationFrame(() => setTimeout(() => {
      navigator.sendBeacon(new URL('map/rendered/' + encodeURIComponent(ack), TOP));
    })));
  };

  /** Mark a place as selected; pan to it when it is newly so and out of sight, unless `stay`. */
  api.select = function (place, stay) {
    const before = marks.get(selected), mark = marks.get(place);
    if (before) before.getElement().classList.remove('is-selected');
    if (mark) mark.getElement().classList.add('is-selected');
    selected = place;
    layout();
    if (memory.selected === place) return;
    memory.selected = place;
    if (!mark || stay || map.getBounds().pad(-0.05).contains(mark.getLatLng())) return;
    goTo(mark.getLatLng(), true);
  };

  /** Move the map without having been asked to. */
  function goTo({ lat, lng }, animate) {
    setView({ lat: lat, lng: wrapped(lng), zoom: map.getZoom() }, animate);
    // Where the address says where the map is, it has to go on saying so.
    report(memory.reported ? 'view' : 'ready');
  }

  /** Bring the selected mark above what covers the map from a height on; tell whether there is one. */
  api.showAbove = function (covered) {
    const mark = marks.get(selected);
    if (!mark || !api.baseReady) return false;
    const over = api.seenAt(mark).y + MARK_ROOM_PX - covered;
    if (over > 0 && memory.region === null) goTo(map.unproject(map.project(map.getCenter()).add([0, over])), false);
    else if (over > 0) map.panBy([0, over], { animate: false }); // of another window, the region again
    api.edges.makeWay();
    return true;
  };

  api.writeNames = () => api.labels.update(selected);

  /** Place what depends on where the marks stand. */
  function layout() {
    roll();
    if (!isBaseDrawn) return;
    api.inset.update(selected);
    api.edges.update();
    api.offerStep();
    api.spread();
    api.writeNames();
  }

  function sizeAt(zoom) {
    const size = SIZES.find((one) => zoom >= one.zoom);
    if (!config.look.large) return size;
    const larger = Math.max(LARGE_MARKS, LARGE_MARKS_BY_PX * api.textPx);
    return { mark: size.mark * larger, step: size.step * larger };
  }

  /** How large marks are drawn now, in pixels. */
  api.markPx = function () {
    return sizeAt(map.getZoom()).mark;
  };

  function resizeMarks() {
    const size = sizeAt(map.getZoom());
    container.style.setProperty('--atlas-mark', size.mark + 'px');
    container.style.setProperty('--atlas-step', size.step + 'px');
    container.classList.toggle('has-leaders', size.step > size.mark + 4);
  }

  function listen() {
    map.on('move', () => queueMicrotask(onMove)); // where the move has ended by then, all is drawn
    map.on('moveend', onMoveEnd);
    map.on('zoomend', () => { limit(map.getZoom()); resizeMarks(); });
    map.on('boxzoomend', (event) => { drawn = event.boxZoomBounds; });
    resizeMarks();
    for (const type of ['pointerdown', 'wheel', 'keydown']) {
      container.addEventListener(type, () => { handled = true; }, { capture: true, passive: true });
    }
    new ResizeObserver(onResize).observe(container);
  }

  return api;
})();
