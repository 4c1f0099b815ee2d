/**
 * What a mark says under the mouse or the keyboard: its whole name, in both scripts, and its notes.
 */
(function (atlas) {
  'use strict';

  let tooltip = null;

  function show(element) {
    const mark = atlas.markOf(element.dataset.placeId);
    if (!mark) return;
    fill(mark.feature.properties);
    const box = element.getBoundingClientRect(), size = atlas.map.getSize();
    const middle = box.x + box.width / 2, width = tooltip.offsetWidth;
    const above = box.y - tooltip.offsetHeight - 2;
    tooltip.style.left = Math.max(4, Math.min(size.x - width - 4, middle - width / 2)) + 'px';
    tooltip.style.top = (above < 4 ? box.bottom + 2 : above) + 'px';
  }

  function fill(place) {
    if (!tooltip) {
      tooltip = atlas.container.appendChild(atlas.make('div', 'atlas-tooltip'));
      tooltip.setAttribute('aria-hidden', 'true'); // says what the mark's label says
    }
    tooltip.replaceChildren(atlas.make('strong', '', place.name));
    if (place.other) {
      const other = atlas.make('span', 'atlas-other', place.other);
      other.lang = atlas.isArabicScript(place.other) ? 'fa' : 'en';
      other.dir = 'auto';
      tooltip.appendChild(other);
    }
    tooltip.appendChild(atlas.make('small', '', place.notes || ''));
    tooltip.hidden = false;
  }

  function hide() {
    if (tooltip) tooltip.hidden = true;
  }

  atlas.tooltip = { show: show, hide: hide };
})(window.atlas);
