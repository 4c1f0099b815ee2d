/**
 * What a presentation does without the server: keys, the pace of a tour and of playback, the way
 * back after an interruption.
 *
 * The page says in the data attributes of `.atlas-present` what is on screen; everything that changes
 * it is a button of the page, which this script presses. It is loaded once a window, whatever the
 * page draws again.
 */
(function () {
  'use strict';
  if (window.atlasPresentRunner) return;

  const LOOK_MS = 200, SOON_MS = 30, HEALTH_MS = 4000, RETURN_MS = 1000;
  /** So long after a click, what it brings may not have begun to come. */
  const COMING_MS = 3000;
  /** So long a press waits for the answer to the one before: together they would be one to the server. */
  const ANSWER_MS = 10000;
  /** After this long without the step that was asked for, the page is loaded anew. */
  const STUCK_MS = 20000;
  const KEYS = {
    ArrowRight: 'next', PageDown: 'next', n: 'next', ArrowLeft: 'back', PageUp: 'back', p: 'back',
    Home: 'first', End: 'last', Escape: 'leave', f: 'fullscreen', q: 'qr', ' ': 'pause',
    b: 'dark', '.': 'dark', l: 'list',
  };
  /** What opens the list of steps, and what closes the card of a place, or whatever menu is open. */
  const ELSEWHERE = {
    list: '.st-key-present-controls [data-testid="stPopoverButton"]', card: '.st-key-present .st-key-detail_close button',
  };
  const OPEN = '[data-testid="stPopoverButton"][aria-expanded="true"]';
  /** Buttons whose presses the page counts. */
  const TURNS = ['next', 'back', 'first', 'last', 'pause', 'dark'];
  const FIELDS = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="combobox"], ' +
    '[role="listbox"], [role="option"], [role="slider"], [role="tablist"]';
  /** What keys choose from, and what the space bar presses. */
  const CHOICES = '[role="radiogroup"], input', PRESSED = 'button, a, summary, [role="button"]';

  const watched = new WeakSet();
  let shown = '', shownAt = performance.now(), pressedAt = 0, lastInput = -Infinity, wasKiosk = false, hadCode = false;
  /** Whether what has the focus was reached with the Tab key. */
  let reachedByKeys = false;
  let isDown = false, askedAt = 0, lastLook = performance.now(), lock = null;
  /** What keys asked for and is not pressed yet, and how many presses were answered at the last one. */
  const asked = [];
  let answered = null, soon = 0;
  /** Whether the room of the talk was dark at the last look, and when the talk began by this clock. */
  let isRoomDark = false;
  /** When a button was last pressed. */
  let actedAt = -Infinity;
  let wentBackAt = -Infinity;
  /** When presenting began, which it does at its top: the page before may have been scrolled. */
  let beganAt = null;

  const state = () => document.querySelector('.atlas-present')?.dataset;
  const button = (name) => document.querySelector(ELSEWHERE[name] || '.st-key-present_' + name + ' button');
  const isDrawn = () => document.querySelector('.stApp')?.dataset.testScriptState !== 'running';
  const menu = () => document.querySelector('[data-testid="stPopoverBody"]');

  function press(name) {
    if (name === 'fullscreen') return toggleFullscreen();
    const found = button(name);
    if (!found || found.disabled) return false;
    actedAt = performance.now();
    if (name === 'list') window.atlasPopover?.(found);
    found.click();
    return true;
  }

  const isBlank = () => document.documentElement.classList.contains('is-blank');

  /** Darken this whole window, or show it again. */
  function blank(isOn) {
    document.documentElement.classList.toggle('is-blank', isOn);
  }

  /** The same in all windows of the talk, where this one leads it; the speaker's stays readable. */
  function darken(isOn) {
    if (state()?.mode === 'present') blank(isOn);
    if (button('dark')) ask('dark');
  }

  /** Do as the room does when that changes: a window that only follows may be shown again by itself. */
  function followDark(now) {
    const isDark = Boolean(now.dark);
    if (isDark === isRoomDark || asked.includes('dark') || isAwaited()) return;
    isRoomDark = isDark;
    if (now.mode === 'present') blank(isDark);
  }

  /** Whatever the reader presses in the dark brings the picture back, and does nothing else. */
  function onDark(event) {
    if (!isBlank() || !event.isTrusted || ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat) darken(false);
    return true;
  }

  function toggleFullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
    return true;
  }

  // --- Keys and fingers, on the page and in the map's frame ------------------------------------

  function onKey(event) {
    const now = state();
    if (!now || !['present', 'speaker'].includes(now.mode)) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (onDark(event) || event.target.closest?.(FIELDS)) return;
    // What the pointer chose or pressed keeps no keys that do something else.
    const isSpace = event.key === ' ', own = isSpace ? `${CHOICES}, ${PRESSED}` : CHOICES;
    const isKept = reachedByKeys || (isSpace && now.kind !== 'frame' && !now.kiosk);
    if (isKept && event.target.closest?.(own)) return;
    // A clicker, which has no other keys, turns past a menu; to Esc that closes itself, unless pressed in the map's frame.
    const isTurning = event.key.startsWith('Page');
    if (menu() && (isTurning || (event.key === 'Escape' && event.view !== window))) document.querySelector(OPEN)?.click();
    if (menu() && !isTurning) return;
    const waiting = event.key === 'Escape' ? asked.indexOf('list') : -1;
    if (waiting >= 0) { // closed before it could open
      asked.splice(waiting, 1);
      event.preventDefault();
      return event.stopPropagation();
    }
    const name = onTop(meantBy(event));
    if (!name) return;
    if (name === 'fullscreen') press(name);
    else if (name === 'dark') event.repeat || darken(true);
    else if (name === 'pause' && now.kiosk) event.repeat || release(event, now);
    else if (!button(name) && isDrawn() && performance.now() - actedAt > COMING_MS) return;
    else if (!event.repeat || !asked.length) ask(name);
    event.preventDefault();
    event.stopPropagation();
  }

  /** Let autoplay go on that an input holds; where none does, this key is the one that holds it. */
  function release(event, now) {
    if (!isHeld(now, performance.now())) return;
    lastInput = -Infinity;
    event.stopImmediatePropagation();
  }

  /** A click on Next or Back waits as keys do: the server takes two at once for one. */
  function onClick(event) {
    const clicked = event.isTrusted && event.target.closest?.('button')?.closest('[class*="st-key-present_"]');
    const name = clicked && /present_(next|back)(?!\S)/.exec(clicked.className)?.[1];
    if (!name) return;
    event.stopPropagation(); // `press` clicks it
    if (event.detail || !asked.length) ask(name); // of a key that is held, one waits
  }

  function ask(name) {
    asked.push(name);
    pressAsked();
  }

  /** Press what was asked for, one after the other. */
  function pressAsked() {
    while (asked.length && isDoneWith(asked[0])) asked.shift();
    window.clearTimeout(soon);
    if (asked.length) soon = window.setTimeout(pressAsked, SOON_MS);
  }

  /** Press a button once the press before is answered; a page that is drawn may have none to press. */
  function isDoneWith(name) {
    if (isAwaited()) return false;
    const since = performance.now() - actedAt, presses = state()?.presses || '';
    answered = null;
    if (name === 'pause' && !isDrawn()) return false; // what it does is still what it did before
    if (press(name)) {
      if (TURNS.includes(name)) answered = presses;
      return true;
    }
    return isDrawn() && (Boolean(button(name)) || since > COMING_MS);
  }

  /** Whether the page has yet to answer the press before. */
  function isAwaited() {
    return (state()?.presses || '') === answered && performance.now() - actedAt < ANSWER_MS;
  }

  /** What a key asks for: a letter as it is printed, or where it stands if the keyboard has others. */
  function meantBy({ key, code }) {
    const letter = /^[a-z]$/i.test(key) ? key : /^Key(.)$/.exec(code)?.[1];
    if (/^[np]$/i.test(letter) && button('card')) return ''; // card.js turns the card by them
    return KEYS[letter ? letter.toLowerCase() : asRead(key)];
  }

  /** Where words run from right to left, so do the steps, and the buttons point that way. */
  function asRead(key) {
    if (document.documentElement.dir !== 'rtl') return key;
    return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] || key;
  }

  /** Esc first takes away what lies over the presentation. */
  function onTop(name) {
    if (name === 'leave' && state().mode === 'speaker' && state().dark) return 'dark';
    if (name === 'leave' && document.querySelector('.st-key-present-code')) return 'qr';
    return name === 'leave' && button('card') ? 'card' : name;
  }

  function onInput(event) {
    if (!event.isTrusted) return;
    if (!isForTheScreen(event)) lastInput = performance.now();
    if (event.type === 'pointerdown') actedAt = lastInput;
    if (event.type === 'pointerdown' || event.key === 'Tab') reachedByKeys = event.key === 'Tab';
  }

  /** Whether a key only clears or fills the screen: nobody takes over with that. */
  function isForTheScreen(event) {
    const isClosing = event.key === 'Escape' && (menu() || document.querySelector('.st-key-present-code'));
    return isClosing || meantBy(event) === 'fullscreen';
  }

  /** A menu closes once it has opened another window or led to a step: it would lie over what the hall sees. */
  function closeBehind(event) {
    if (event.target.closest?.('[data-testid="stPopoverBody"] :is(a, .st-key-present-steps button)')) setTimeout(() => document.querySelector(OPEN)?.click());
  }

  function listenTo(target) {
    if (!target || watched.has(target)) return;
    watched.add(target);
    target.addEventListener('keydown', onKey, true);
    target.addEventListener('click', onDark, true);
    target.addEventListener('click', onClick, true);
    target.addEventListener('click', closeBehind);
    for (const type of ['keydown', 'pointerdown', 'wheel', 'touchstart']) {
      target.addEventListener(type, onInput, { capture: true, passive: true });
    }
  }

  function mapDocument() {
    const frame = document.querySelector('iframe[title="streamlit_folium.st_folium"]');
    try {
      return frame?.contentDocument;
    } catch (_crossOrigin) {
      return null;
    }
  }

  /** Whether the map is there: until then, what a page opens with stays. */
  function hasMap() {
    return Boolean(mapDocument()?.defaultView.atlas?.baseReady);
  }

  // --- Pace ------------------------------------------------------------------------------------

  function look() {
    const time = performance.now(), slept = time - lastLook > 30000;
    lastLook = time;
    listenTo(document);
    listenTo(mapDocument());
    const now = state();
    if (!now || now.mode !== 'present') blank(false);
    takeTheme(now);
    if (!now) {
      beganAt = null;
      return;
    }
    pressAsked();
    followDark(now);
    if (now.kiosk && !wasKiosk) {
      // Starting it is no wish to take over; who loads the page anew beside the tour looks on.
      lastInput = now.mode === 'explore' ? time : -Infinity;
      shownAt = time;
    }
    wasKiosk = Boolean(now.kiosk);
    // Dark, it comes back after as long as it does after any other key; the room of a talk is its speaker's.
    if (isBlank() && now.kiosk && !now.room && !isHeld(now, time)) blank(false);
    beganAt ??= time;
    const isComing = time - beganAt < COMING_MS && lastInput < beganAt;
    if (isComing || (now.shown !== shown && now.kind === 'step')) showFromTop();
    // In the dark nothing goes on by itself: nobody would see it.
    const isDark = isBlank() || Boolean(now.dark);
    if (now.shown !== shown || isDark || (time < STUCK_MS && !hasMap())) {
      shown = now.shown;
      shownAt = time;
      pressedAt = 0;
    }
    // What has sizes of its own is drawn for a window of 1920 pixels; on a phone it stays legible.
    const zoom = Math.max(0.55, window.innerWidth / 1920).toFixed(3);
    document.documentElement.style.setProperty('--present-zoom', zoom);
    document.documentElement.dataset.atlasHeld = String(isHeld(now, time));
    if (now.kiosk) checkServer(time, slept);
    showPace(now, time);
    if (!isDown) goOn(now, time);
    keepAwake(now);
    showElapsed(now);
    if (now.mode === 'present') countInView();
    showCode();
  }

  /** Bring a code that has come into view: on a phone it stands below what is told. */
  function showCode() {
    const code = document.querySelector('.st-key-present-code');
    if (code && !hadCode) window.atlasShow(code.parentElement, true);
    hadCode = Boolean(code);
  }

  /** Say on the root what ground is presented on: menus stand outside of the presentation. */
  function takeTheme(now) {
    const theme = now && ['present', 'speaker'].includes(now.mode) ? now.theme : undefined;
    const { dataset } = document.documentElement;
    if (theme) dataset.presentTheme = theme;
    else delete dataset.presentTheme;
  }

  /** Show a new step from its top, wherever the one before was scrolled to. */
  function showFromTop() {
    const told = document.querySelector('.st-key-told')?.parentElement;
    for (const one of [told, document.querySelector('[data-testid="stMain"]')]) one?.scrollTo(0, 0);
  }

  function isHeld(now, time) {
    return Boolean(now.kiosk) && time - lastInput < 1000 * now.idle;
  }

  /** Say whether autoplay runs or who holds it, and in how many seconds the next step comes. */
  function showPace(now, time) {
    const place = document.querySelector('.pace');
    if (!place) return;
    const isWaiting = isHeld(now, time), stay = 1000 * (now.pace || 0);
    const own = stay - (time - shownAt), held = 1000 * now.idle - (time - lastInput);
    const left = Math.max(0, own, isWaiting ? held : 0);
    const words = (place.dataset[isWaiting ? 'held' : 'running'] || place.dataset.held).replace('{n}', digits(Math.ceil(left / 1000)));
    if (place.textContent !== words) place.textContent = words;
    place.classList.toggle('is-held', isWaiting);
    place.style.setProperty('--part', Math.min(1, left / Math.max(stay, isWaiting ? 1000 * now.idle : 0)).toFixed(3));
  }

  /** Go on when it is time, by a button of its own: the server ignores it once time is stopped. */
  function goOn(now, time) {
    if (pressedAt) {
      if (time - pressedAt < STUCK_MS) return;
      pressedAt = 0;
      if (now.kiosk) window.location.reload();
      return;
    }
    // Streamlit forgets that a reader went back if a button is pressed before that run begins.
    if (time - wentBackAt < COMING_MS) return;
    const wait = now.pace ? 1000 * now.pace : Infinity;
    const isKiosk = Boolean(now.kiosk) && !isHeld(now, time);
    let name = '';
    if (now.mode === 'explore') name = isKiosk ? 'resume' : '';
    else if (now.kind === 'frame') name = time - shownAt >= wait ? 'tick' : '';
    else if (isKiosk && time - shownAt >= wait) name = now.picked ? 'resume' : 'tick';
    if (name && isDrawn() && press(name)) pressedAt = time;
  }

  // --- The legend ------------------------------------------------------------------------------

  /**
   * Say how many of each layer's places are in view: the map has more than a window shows. While the
   * map or the legend is a frame ahead of the other, nothing is said of it.
   */
  function countInView() {
    const map = mapDocument();
    const lines = map ? document.querySelectorAll('.present-key [data-layer] .seen') : [];
    for (const line of lines) {
      const { count, located, words } = line.dataset, { layer } = line.parentElement.dataset;
      const marks = [...map.querySelectorAll(`.atlas-mark[data-layer="${layer}"]:not(.is-outside)`)];
      const seen = placesOf(marks.filter((mark) => isInView(mark.getBoundingClientRect(), map.documentElement)));
      const isAll = !marks.length || seen === Number(count) || placesOf(marks) !== Number(located);
      const text = isAll ? digits(count) : words.replace('{seen}', digits(seen)).replace('{n}', digits(count));
      if (line.textContent !== text) line.textContent = text;
    }
  }

  function placesOf(marks) {
    return marks.reduce((n, mark) => n + Number(mark.dataset.count || 1), 0);
  }

  function digits(n) {
    return Number(n).toLocaleString({ fa: 'fa', fr: 'fr' }[document.documentElement.lang] || 'en');
  }

  function isInView(box, { clientWidth, clientHeight }) {
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    return x > 0 && y > 0 && x < clientWidth && y < clientHeight;
  }

  // --- Interruptions ---------------------------------------------------------------------------

  /** Ask the server now and then; when it was away and is back, load the page at its address. */
  async function checkServer(time, slept) {
    if (!slept && time - askedAt < (isDown ? RETURN_MS : HEALTH_MS)) return;
    askedAt = time;
    try {
      const answer = await fetch('health', { cache: 'no-store' });
      if (isDown && answer.ok) window.location.reload();
    } catch (_unreachable) {
      isDown = true;
      document.documentElement.dataset.atlasDown = 'true';
    }
  }

  async function keepAwake(now) {
    const wanted = now.mode === 'present' && document.visibilityState === 'visible';
    if (!wanted || lock || !navigator.wakeLock) return;
    lock = {}; // asked for
    try {
      lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', () => { lock = null; });
    } catch (_refused) {
      // The browser does not allow it, for example on a page without https: nothing to do.
    }
  }

  // --- The speaker's clock ---------------------------------------------------------------------

  function showElapsed(now) {
    const place = document.querySelector('.atlas-elapsed');
    if (!place || !now.room || !now.elapsed) return;
    // What the server said may be on its way for long, and one that was started anew knows of no talk
    // before: the earliest beginning is the nearest.
    const key = `atlas-began ${now.room}`, kept = Number(sessionStorage.getItem(key)) || Infinity;
    const begun = Math.min(kept, Date.now() - 1000 * Number(now.elapsed));
    if (begun !== kept) sessionStorage.setItem(key, begun);
    const seconds = Math.floor((Date.now() - begun) / 1000);
    const two = (number) => digits(number).padStart(2, digits(0));
    const text = two(Math.floor(seconds / 60)) + ':' + two(seconds % 60);
    if (place.textContent !== text) place.textContent = text;
  }

  // A touch of the map's frame that has just come, and is not listened to yet, takes the focus there.
  window.addEventListener('blur', () => {
    if (document.activeElement?.tagName === 'IFRAME') lastInput = performance.now();
  });
  window.addEventListener('popstate', () => { wentBackAt = performance.now(); });
  window.atlasPresentRunner = window.setInterval(look, LOOK_MS);
  look(); // what is pressed from now on counts
})();
