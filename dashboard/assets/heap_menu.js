/**
 * The menu of a heap: its marks by name, fanned out on both sides with lines to their points, or as a
 * list where they are too many or the map too narrow.
 */
(function (atlas) {
  'use strict';

  const GAP_PX = 6;
  /** From the outermost mark of a heap to the names beside it. */
  const AWAY_PX = 24;
  /** Half a mark with its ring, and a little more. */
  const MARK_PX = 14;
  /** As in sidebar.js. */
  const SMALL = '(max-width: 768px), (max-height: 480px)';
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  const SVG = 'http://www.w3.org/2000/svg';

  let menu = null, answer = null;

  /**
   * Open the menu. Each entry has a `name`, and either what it does (`act`) or the place it stands for
   * with its `mark` and the classes of its `sign`; it may begin a group that has a `title`. `onAnswer`
   * gets the chosen place's id, or null when the reader turns away by Escape.
   */
  function open(entries, options, onAnswer) {
    const { title, isAsked, isFanned } = options;
    close();
    answer = onAnswer;
    menu = atlas.make('div', 'atlas-heap');
    menu.setAttribute('role', 'group');
    menu.setAttribute('aria-label', title);
    menu.append(atlas.make('p', '', title));
    for (const entry of entries) {
      if (entry.title) menu.append(atlas.make('p', '', entry.title));
      menu.append(button(entry));
    }
    menu.addEventListener('keydown', step);
    L.DomEvent.disableClickPropagation(menu);
    atlas.container.appendChild(menu);
    const points = entries.map(({ mark }) => mark && atlas.seenAt(mark));
    if (!isFanned || !fan(entries, points)) list(points.find((point) => point));
    else menu.addEventListener('click', (event) => {
      // What lies under a fan are marks, one of which was meant.
      if (!event.target.closest('button')) open(entries, { ...options, isAsked: true, isFanned: false }, onAnswer);
    });
    if (!isAsked) closeWhenLeft(menu);
    else {
      menu.querySelector('button').focus({ preventScroll: true });
      mark();
    }
  }

  /** Only `textContent`, as in `atlas.make`: names come from data. */
  function button(entry) {
    const choice = atlas.make('button', entry.act ? 'is-act' : '');
    const name = atlas.make('strong', '', entry.name);
    choice.type = 'button';
    name.dir = 'auto';
    if (entry.act) {
      choice.append(name);
      onChoice(choice, () => { close(); entry.act(); });
      return choice;
    }
    const sign = atlas.make('i', 'atlas-sign ' + entry.sign);
    choice.dataset.placeId = entry.placeId;
    choice.title = entry.name;
    sign.dataset.precision = entry.precision;
    sign.appendChild(document.createElement('b'));
    choice.append(sign, name, atlas.make('small', '', entry.notes));
    onChoice(choice, () => finish(entry.placeId));
    return choice;
  }

  /** What came under the finger between the taps of a double tap was not meant by the second. */
  function onChoice(choice, act) {
    choice.addEventListener('click', (event) => { if (event.detail < 2) act(); });
  }

  // --- Fanned out --------------------------------------------------------------------------

  /** Put the names on both sides of the heap, or on one where there is room; tell whether there is. */
  function fan(entries, points) {
    menu.classList.add('is-fanned');
    const rows = Array.from(menu.querySelectorAll('button'), (element, at) => (
      { element: element, at: points[at], mark: entries[at].mark,
        width: element.offsetWidth, height: element.offsetHeight }));
    const marked = rows.filter((row) => row.mark), acts = rows.filter((row) => !row.mark);
    const heap = L.bounds(marked.map((row) => row.at)), sides = sidesOf(marked, heap);
    if (!sides) {
      menu.classList.remove('is-fanned');
      return false;
    }
    const size = atlas.map.getSize(), { height } = rows[0];
    const most = Math.max(sides.left.length, sides.right.length) * height;
    const least = GAP_PX + acts.length * height;
    const top = Math.max(least, Math.min(heap.getCenter().y - most / 2, size.y - most - GAP_PX));
    const over = Math.max(least, Math.min(top, heap.min.y - MARK_PX)) - height;
    for (const row of acts) put(row, heap.getCenter().x - row.width / 2, over, size);
    for (const [name, side] of Object.entries(sides)) {
      const first = top + (most - side.length * height) / 2;
      side.forEach((row, at) => {
        row.element.classList.toggle('is-left', name === 'left');
        const x = name === 'left' ? heap.min.x - AWAY_PX - row.width : heap.max.x + AWAY_PX;
        put(row, x, first + at * height, size);
      });
    }
    enclose(rows, heap);
    return true;
  }

  function put(row, x, y, size) {
    row.x = Math.max(GAP_PX, Math.min(x, size.x - row.width - GAP_PX));
    row.y = y;
  }

  /** Part the rows into those left and right of the heap, each from top to bottom. */
  function sidesOf(rows, heap) {
    const room = AWAY_PX + GAP_PX, width = Math.max(...rows.map((row) => row.width));
    const isFree = {
      left: heap.min.x - room - width > 0,
      right: heap.max.x + room + width < atlas.map.getSize().x,
    };
    if (!isFree.left && !isFree.right) return null;
    const byX = rows.slice().sort((one, other) => one.at.x - other.at.x);
    const half = !isFree.left ? 0 : isFree.right ? Math.floor(rows.length / 2) : rows.length;
    const downwards = (side) => side.sort((one, other) => one.at.y - other.at.y);
    return { left: downwards(byX.slice(0, half)), right: downwards(byX.slice(half)) };
  }

  /** Size the menu round all rows and their marks, and draw the lines between them. */
  function enclose(rows, heap) {
    const all = L.bounds([heap.min.subtract([MARK_PX, MARK_PX]), heap.max.add([MARK_PX, MARK_PX])]);
    for (const row of rows) {
      all.extend([row.x, row.y]).extend([row.x + row.width, row.y + row.height]);
    }
    const from = all.min.subtract([GAP_PX, GAP_PX]), size = all.getSize().add([2 * GAP_PX, 2 * GAP_PX]);
    menu.style.cssText = `left:${from.x}px; top:${from.y}px; width:${size.x}px; height:${size.y}px`;
    const lines = document.createElementNS(SVG, 'svg');
    for (const row of rows) {
      row.element.style.left = row.x - from.x + 'px';
      row.element.style.top = row.y - from.y + 'px';
      if (row.mark) lines.append(...line(row, from));
    }
    menu.prepend(lines);
  }

  /** A line from a mark's true point to its name, and the point. */
  function line(row, from) {
    const point = atlas.map.latLngToContainerPoint(row.mark.getLatLng()).subtract(from);
    const isLeft = row.element.classList.contains('is-left');
    const x = row.x - from.x + (isLeft ? row.width : 0), y = row.y - from.y + row.height / 2;
    const drawn = { line: { x1: point.x, y1: point.y, x2: x, y2: y }, circle: { cx: point.x, cy: point.y, r: 2.5 } };
    return Object.entries(drawn).map(([tag, values]) => {
      const element = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
      return element;
    });
  }

  // --- As a list ---------------------------------------------------------------------------

  /** Beside the point, and wholly inside the map. */
  function list(at) {
    const { clientWidth, clientHeight } = atlas.container;
    const fit = (wanted, size, room) => Math.max(GAP_PX, Math.min(wanted, room - size - GAP_PX));
    menu.style.left = fit(at.x + GAP_PX, menu.offsetWidth, clientWidth) + 'px';
    menu.style.top = fit(at.y + GAP_PX, menu.offsetHeight, clientHeight) + 'px';
    L.DomEvent.disableScrollPropagation(menu);
  }

  // --- Choosing and closing ----------------------------------------------------------------

  function step(event) {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    event.stopPropagation();
    const choices = Array.from(menu.querySelectorAll('button'));
    const next = choices.indexOf(document.activeElement) + STEPS[event.key];
    choices[(next + choices.length) % choices.length].focus();
  }

  function finish(place) {
    const tell = answer;
    close();
    tell(place);
  }

  function close() {
    if (menu) menu.remove();
    menu = answer = null;
  }

  function contains(element) {
    return menu !== null && menu.contains(element);
  }

  /** On a phone, put an entry into the history that Back takes off, and with it the menu: history.js. */
  function mark() {
    try {
      const outer = window.parent, { history } = outer;
      if (!outer.matchMedia(SMALL).matches || history.state?.atlasHeap) return;
      outer.History.prototype.pushState.call(history, { ...history.state, atlasHeap: true }, '', outer.location.href);
    } catch (_crossOrigin) {
      // Embedded where the page around us is out of reach.
    }
  }

  /** Close a menu that came by itself, unless the reader takes hold of it. */
  function closeWhenLeft(opened) {
    let isHeld = false;
    opened.addEventListener('pointerdown', () => { isHeld = true; });
    opened.addEventListener('pointerleave', () => { if (menu === opened && !isHeld) close(); });
  }

  // On the window, so that a presentation does not take the key for its own.
  window.addEventListener('keydown', (event) => {
    if (!menu || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    finish(null);
  }, { capture: true });
  window.addEventListener('pointerdown', (event) => {
    if (menu && !menu.contains(event.target)) close();
  }, { capture: true });
  // Whoever turns to the page around the map, as to the filters, turns away from the menu.
  try {
    const outer = window.parent, page = outer.document;
    if (page !== document) page.addEventListener('pointerdown', close, { capture: true });
    outer.addEventListener('popstate', close);
    // A function must not outlive the frame it came from.
    window.addEventListener('pagehide', () => {
      page.removeEventListener('pointerdown', close, { capture: true });
      outer.removeEventListener('popstate', close);
    });
  } catch (_crossOrigin) {
    // Embedded where the page around us is out of reach.
  }

  atlas.heapMenu = { open: open, close: close, contains: contains };
})(window.atlas);
