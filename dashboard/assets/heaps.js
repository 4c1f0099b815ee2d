/**
 * The list that opens on a heap: marks that lie too close together for a finger or a mouse to mean
 * one of them.
 */
(function (atlas) {
  'use strict';

  const GAP_PX = 6;
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };

  let list = null, answer = null;

  /**
   * Open the list of `places`, each with the classes of its sign and the properties of its mark, at a point of
   * the map; `onAnswer` gets the chosen place's id, or null when the reader turns away by Escape.
   */
  function open(container, places, at, title, onAnswer) {
    close();
    answer = onAnswer;
    list = atlas.make('div', 'atlas-heap');
    list.setAttribute('role', 'group');
    list.setAttribute('aria-label', title);
    list.append(atlas.make('p', '', title), ...places.map(button));
    list.addEventListener('keydown', step);
    L.DomEvent.disableClickPropagation(list);
    L.DomEvent.disableScrollPropagation(list);
    container.appendChild(list);
    place(at, container);
    list.querySelector('button').focus({ preventScroll: true });
  }

  /** Only `textContent`, as in `atlas.make`: names come from data. */
  function button(one) {
    const choice = atlas.make('button', ''), sign = atlas.make('i', 'atlas-sign ' + one.sign);
    choice.type = 'button';
    choice.dataset.placeId = one.place_id;
    sign.dataset.precision = one.precision;
    sign.appendChild(document.createElement('b'));
    choice.append(sign, atlas.make('strong', '', one.name), atlas.make('small', '', one.notes));
    choice.addEventListener('click', () => finish(one.place_id));
    return choice;
  }

  /** Beside the point, and wholly inside the map. */
  function place(at, container) {
    const fit = (wanted, size, room) => Math.max(GAP_PX, Math.min(wanted, room - size - GAP_PX));
    const x = fit(at.x + GAP_PX, list.offsetWidth, container.clientWidth);
    const y = fit(at.y + GAP_PX, list.offsetHeight, container.clientHeight);
    list.style.left = x + 'px';
    list.style.top = y + 'px';
  }

  function step(event) {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    event.stopPropagation();
    const choices = Array.from(list.querySelectorAll('button'));
    const next = choices.indexOf(document.activeElement) + STEPS[event.key];
    choices[(next + choices.length) % choices.length].focus();
  }

  function finish(place) {
    const tell = answer;
    close();
    tell(place);
  }

  function close() {
    if (list) list.remove();
    list = answer = null;
  }

  // On the window, so that a presentation does not take the key for its own.
  window.addEventListener('keydown', (event) => {
    if (!list || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    finish(null);
  }, { capture: true });
  window.addEventListener('pointerdown', (event) => {
    if (list && !list.contains(event.target)) close();
  }, { capture: true });

  atlas.heaps = { open: open, close: close };
})(window.atlas);
