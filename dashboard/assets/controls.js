/**
 * The buttons on the map: zoom, regions, drawing an area, and a way past the marks.
 */
(function (atlas) {
  'use strict';

  /** What a scale says at its longest. */
  const LONGEST = 5000;

  /**
   * Leaflet's scale, which says lengths as `300 km`, in the reader's language. Leaflet draws it half as
   * wide as it may be, or wider: the words fit into that, in whatever type they come to be.
   */
  const Scale = L.Control.Scale.extend({
    onAdd(map) {
      const element = L.Control.Scale.prototype.onAdd.call(this, map);
      this._longest = element.appendChild(atlas.make('div', 'atlas-scale-longest', inWords(LONGEST, 'km')));
      this._longest.setAttribute('aria-hidden', 'true');
      new ResizeObserver(() => this._update()).observe(this._longest);
      return element;
    },
    _update() {
      if (this._longest?.offsetWidth) this.options.maxWidth = 2 * this._longest.offsetWidth;
      L.Control.Scale.prototype._update.call(this);
    },
    _updateScale(line, length, ratio) {
      const [number, unit] = length.split(' ');
      L.Control.Scale.prototype._updateScale.call(this, line, inWords(Number(number), unit), ratio);
    },
  });

  function inWords(number, unit) {
    const { kilometres, metres } = atlas.config.texts;
    return (unit === 'km' ? kilometres : metres).replace('{n}', atlas.digits(number));
  }

  function addControls() {
    const { map, config } = atlas, { texts } = config;
    L.control.zoom({ zoomInTitle: texts.zoom_in, zoomOutTitle: texts.zoom_out }).addTo(map);
    if (!config.look.large) addControl('bottomleft', precisionKey(texts));
    new Scale({ imperial: false }).addTo(map);
    addControl('bottomright', atlas.make('div', 'atlas-credit', texts.credit));
    const group = atlas.make('div', 'atlas-regions');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', texts.regions_label);
    config.regions.forEach(({ name }, region) => {
      const button = atlas.make('button', '', name);
      button.type = 'button';
      button.addEventListener('click', () => atlas.visit(region));
      group.appendChild(button);
    });
    addControl('topright', group);
    addControl('topright', wayBack(texts));
    if (!config.look.large) addAreaButton();
    if (!config.look.large) atlas.tiles.add();
    addSkips();
  }

  /** The way back to the view of a tour's step, to be seen where the map is elsewhere. */
  function wayBack(texts) {
    const group = atlas.make('div', 'atlas-regions'), button = atlas.make('button', '', texts.step_view);
    button.type = 'button';
    button.addEventListener('click', () => {
      atlas.container.focus({ preventScroll: true }); // the button goes
      atlas.comeBack();
    });
    group.append(button);
    atlas.offerStep = () => { group.hidden = !atlas.isAstray(); };
    atlas.offerStep();
    return group;
  }

  /** What to do with marks, and what solid and hollow ones stand for, at one glance. */
  function precisionKey(texts) {
    const key = atlas.make('div', 'atlas-precision');
    key.append(atlas.make('span', 'atlas-choose', texts.choose));
    for (const [sign, words] of [['is-solid', texts.solid], ['is-hollow', texts.hollow]]) {
      key.append(atlas.make('i', sign), atlas.make('span', '', words));
    }
    return key;
  }

  /** Ways past the marks for the keyboard, forth and back, each to be seen while it has the focus. */
  function addSkips() {
    const { container, config } = atlas, controls = container.querySelector('.leaflet-control-container');
    container.prepend(skip(config.texts.skip, () => controls.querySelector('a, button')));
    controls.before(skip(config.texts.skip_back, () => container));
  }

  function skip(words, target) {
    const button = atlas.make('button', 'atlas-skip', words);
    button.type = 'button';
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener('click', () => target().focus());
    return button;
  }

  /**
   * A button after which the next drag draws a rectangle, as one with Shift held always does:
   * Leaflet's own, which goes to it.
   */
  function addAreaButton() {
    const { container, config } = atlas;
    const button = atlas.make('button', '', config.texts.area);
    const group = atlas.make('div', 'atlas-regions atlas-area');
    button.type = 'button';
    button.title = config.texts.area_help;
    const arm = (on) => {
      button.setAttribute('aria-pressed', on);
      container.classList.toggle('is-drawing', on);
    };
    arm(false);
    button.addEventListener('click', () => arm(button.getAttribute('aria-pressed') !== 'true'));
    container.addEventListener('keydown', (event) => { if (event.key === 'Escape') arm(false); });
    container.addEventListener('mousedown', (event) => {
      if (!container.classList.contains('is-drawing') || group.contains(event.target)) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      arm(false);
      const { clientX, clientY, button: pressed, detail } = event;
      event.target.dispatchEvent(new MouseEvent('mousedown', {
        clientX, clientY, button: pressed, detail, shiftKey: true, bubbles: true, cancelable: true, view: window,
      }));
    }, { capture: true });
    group.appendChild(button);
    addControl('topright', group);
  }

  function addControl(position, element) {
    L.DomEvent.disableClickPropagation(element);
    const control = L.control({ position: position });
    control.onAdd = () => element;
    control.addTo(atlas.map);
  }

  atlas.addControl = addControl;
  atlas.addControls = addControls;
})(window.atlas);
