/**
 * Tiles that whoever runs the atlas offers: none is loaded before the reader asks for them, who reads
 * first which host then sees what is looked at.
 */
(function (atlas) {
  'use strict';

  let layer = null, warning = null;

  /** Add the switch, where there are tiles; it stays on until the page is loaded anew. */
  function add() {
    const { tiles, texts } = atlas.config;
    if (!tiles) return;
    const said = (words) => words.replaceAll('{host}', new URL(tiles.address, location.href).host);
    const box = atlas.make('details', 'atlas-regions atlas-tiles'), label = atlas.make('label', '');
    const choice = atlas.make('input', '');
    box.dir = atlas.isArabicScript(texts.tiles) ? 'rtl' : 'ltr';
    choice.type = 'checkbox';
    choice.checked = Boolean(atlas.memory.tiles);
    choice.addEventListener('change', () => show(choice.checked));
    label.append(choice, atlas.make('span', '', said(texts.tiles_ask)));
    box.append(atlas.make('summary', '', texts.tiles), label, atlas.make('p', '', said(texts.tiles_note)));
    atlas.addControl('topright', box);
    if (choice.checked) show(true);
  }

  function show(isOn) {
    const { map, container, config: { tiles, texts } } = atlas;
    atlas.memory.tiles = isOn;
    container.classList.toggle('has-tiles', isOn);
    container.querySelector('.atlas-credit').textContent = texts.credit + (isOn ? ' · ' + tiles.credit : '');
    atlas.basemap.uncover(false); // until there is anything beneath
    if (!layer) layer = L.tileLayer(tiles.address, { pane: 'atlas-tiles', maxNativeZoom: tiles.max_zoom });
    layer.off('tileload tileerror').once('tileload', () => atlas.basemap.uncover(true)).once('tileerror', warn);
    if (warning) warning.remove();
    if (isOn) layer.addTo(map);
    else layer.remove();
  }

  function warn() {
    warning = atlas.addNote('atlas-warning', atlas.config.texts.tiles_failed);
  }

  atlas.tiles = { add: add };
})(window.atlas);
