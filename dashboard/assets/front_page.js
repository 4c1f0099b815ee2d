/**
 * What the page says while it loads, and when its connection, its server or its map is missing.
 *
 * It stands in the first bytes of the page, before Streamlit's scripts, and needs none of them.
 */
(function (texts) {
  'use strict';

  const LOOK_MS = 250, ASK_MS = 3000;
  /** How long a connection, an answer, a reconnection and a map may take before a word is said. */
  const CONNECT_MS = 8000, ANSWER_MS = 6000, RECONNECT_MS = 1500, MAP_MS = 10000;
  /** How long the files of a map may be on their way, as on a slow line. */
  const MAP_FILES_MS = 45000;
  const COPY_WORD_MS = 8000;
  /** How long a server certainly keeps what it knows of a visit that is disconnected. */
  const KEPT_MS = 60000;
  /** Under which name the browser keeps that the content note was read. */
  const NOTE_READ = 'atlas-note-read';
  const MAP = 'iframe[title="streamlit_folium.st_folium"]';

  // Streamlit's own words for a lost connection are for developers.
  window.__streamlit = { HOST_CONFIG: { blockErrorDialogs: true } };
  // Browsers offer it on secure pages alone, and in a frame of another site only where that site lets
  // it; Streamlit's copy buttons rely on it.
  const write = navigator.clipboard?.writeText.bind(navigator.clipboard);
  if (write) navigator.clipboard.writeText = (text) => write(text).catch(() => copy(text));
  else Object.defineProperty(navigator, 'clipboard', { value: { writeText: copy } });

  // Sliders take their direction from the browser's language; here time runs from left to right in
  // every language, and the page's own follows the header of the request.
  if (/^(ar|ckb|dv|fa|he|ps|ug|ur|yi)\b/i.test(navigator.language)) {
    Object.defineProperty(navigator, 'language', { value: 'en' });
  }

  let isIncomplete = false, wasConnected = false, isLinked = false, isSeen = false;
  let goodAt = Date.now(), askedAt = 0, answersSince = 0, doesAnswer = null;
  let shown = 'loading' /* as the page arrives */, copyWordUntil = 0, mapFrame = null, mapSince = 0, mapFilesAt = 0;

  // A script of the page that does not arrive says so to nobody else.
  window.addEventListener('error', (event) => {
    if (event.target.tagName === 'SCRIPT' && !wasConnected) isIncomplete = true;
  }, true);

  function look() {
    const app = document.querySelector('[data-testid="stApp"]'), now = Date.now();
    const isConnected = app?.dataset.testConnectionState === 'CONNECTED';
    const isWaiting = app?.dataset.testScriptState === 'rerunRequested';
    if (isConnected && !isLinked && wasConnected) comeBack(now - goodAt);
    isLinked = isConnected;
    wasConnected ||= isConnected;
    const filters = document.querySelector('[data-testid="stSidebar"]');
    if (filters) document.documentElement.classList.toggle('has-closed-filters', filters.dataset.collapsed === 'true');
    isSeen ||= isConnected && !document.querySelector('[data-testid="stAppSkeleton"]');
    const isGood = isConnected && !isWaiting;
    if (isGood && (navigator.onLine || doesAnswer)) goodAt = now;
    if (isGood && navigator.onLine) {
      answersSince = 0;
      doesAnswer = null;
    } else if (!navigator.onLine || now - goodAt > RECONNECT_MS) {
      ask(now);
    }
    const word = find(app, isConnected, now - goodAt, now);
    if (now >= copyWordUntil || word) say(word);
    lookAtMap(now);
  }

  /** Find what there is to say, a name of `texts`. */
  function find(app, isConnected, missingMs, now) {
    // A server on the device itself, as at an event, needs no network.
    if (!navigator.onLine && doesAnswer === false) return 'offline';
    if (isIncomplete && !app) return 'incomplete';
    const patience = isConnected ? ANSWER_MS : wasConnected ? RECONNECT_MS : CONNECT_MS;
    if (missingMs > patience && doesAnswer === false) return 'away';
    const answersMs = answersSince ? now - answersSince : 0;
    if (app && !isConnected && Math.min(answersMs, missingMs) > CONNECT_MS) return 'blocked';
    if (!isSeen) return missingMs > CONNECT_MS ? 'slow' : 'loading';
    return !isConnected && missingMs > RECONNECT_MS ? shown : '';
  }

  /** Ask the server itself, over plain HTTP, whether it is there. */
  async function ask(now) {
    if (now - askedAt < ASK_MS) return;
    askedAt = now;
    try {
      const signal = AbortSignal.timeout(ANSWER_MS);
      doesAnswer = (await fetch('_stcore/health', { cache: 'no-store', signal })).ok;
    } catch (error) {
      // Behind files that are still arriving on a slow line, an answer waits.
      const mayWait = error.name === 'TimeoutError' && document.readyState !== 'complete';
      doesAnswer = mayWait ? null : false;
    }
    if (!doesAnswer) answersSince = 0;
    else answersSince ||= Date.now();
  }

  /**
   * Streamlit takes up a visit where it was, and never sees that the server knows nothing of it any
   * more: the page would stay as it is and swallow the next click.
   */
  async function comeBack(missingMs) {
    try {
      const page = await fetch(window.location.pathname, { cache: 'no-store' });
      const isSame = (await page.text()).includes(texts.server);
      if (!isSame || missingMs > KEPT_MS) window.location.reload();
    } catch (_unreachable) {
      // Gone again: the next return asks again.
    }
  }

  function say(word) {
    const place = document.getElementById('atlas-word');
    if (!place || word === shown) return;
    shown = word;
    place.hidden = !word;
    if (!word) return;
    const isTrouble = !['loading', 'slow'].includes(word);
    place.className = (isTrouble ? 'is-trouble' : '') + (isSeen ? ' is-under' : '');
    place.replaceChildren(texts[word]);
    if (word === 'blocked' || word === 'incomplete') place.append(ways());
  }

  function ways() {
    const group = document.createElement('div'), files = document.createElement('a');
    group.className = 'atlas-ways';
    files.href = 'api/';
    files.textContent = texts.files;
    group.append(again(), files);
    return group;
  }

  function again() {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = texts.again;
    button.addEventListener('click', () => window.location.reload());
    return button;
  }

  // --- The map ---------------------------------------------------------------------------------

  function lookAtMap(now) {
    const frame = document.querySelector(MAP), said = document.querySelector('.atlas-no-map');
    if (frame !== mapFrame) {
      mapFrame = frame;
      mapSince = now;
    }
    const isMissing = frame && !hasStarted(frame);
    if (!isMissing || areFilesOnTheirWay(frame)) mapFilesAt = now;
    const isLate = isMissing && (now - mapFilesAt > MAP_MS || now - mapSince > MAP_FILES_MS);
    if (!isLate) said?.remove();
    else if (!said) sayNoMap(frame.closest('.st-key-map') || frame.parentElement);
  }

  function areFilesOnTheirWay(frame) {
    try {
      const { document: inside, performance: seen } = frame.contentWindow;
      const ended = seen.getEntriesByType('resource').map((file) => file.name);
      const isOnItsWay = ({ src }) => src && !ended.includes(src);
      return inside.readyState !== 'complete' || [...inside.scripts].some(isOnItsWay);
    } catch (_crossOrigin) {
      return false;
    }
  }

  function hasStarted(frame) {
    try {
      return Boolean(frame.contentDocument.querySelector('.atlas'));
    } catch (_crossOrigin) {
      return false; // what the browser shows in place of a frame that did not load
    }
  }

  function sayNoMap(box) {
    const place = document.createElement('div'), group = document.createElement('div');
    place.className = 'atlas-no-map';
    place.setAttribute('role', 'status');
    group.className = 'atlas-ways';
    group.append(again());
    place.append(texts.noMap, group);
    if (getComputedStyle(box).position === 'static') box.style.position = 'relative';
    box.append(place);
  }

  // --- Copying on a page without TLS -----------------------------------------------------------

  async function copy(text) {
    const before = document.activeElement, field = document.createElement('textarea');
    field.value = text;
    field.readOnly = true;
    field.style.cssText = 'position:fixed;opacity:0;';
    // Beside the button, since what is open may keep the focus inside.
    (before?.parentElement || document.body).append(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    before?.focus({ preventScroll: true });
    if (isCopied) return;
    const words = before?.closest('[data-testid="stCode"]')?.querySelector('code');
    if (words) window.getSelection().selectAllChildren(words);
    say('noCopy');
    copyWordUntil = Date.now() + COPY_WORD_MS;
    throw new Error('not copied');
  }

  // --- The statement that a link names: card.js --------------------------------------------------

  // Streamlit leaves it out when it first writes an address.
  window.atlasWanted = window.location.hash.slice(1);

  // --- An address sent by an app of the device: browsers offer it under TLS, mostly on phones --------

  document.documentElement.classList.toggle('can-send', Boolean(navigator.share));
  document.addEventListener('click', (event) => {
    const send = event.target.closest?.('.send');
    // Whoever closes the list of apps again has sent nothing, and knows it.
    if (send) navigator.share({ title: document.title, url: send.dataset.address }).catch(() => {});
  });

  // --- In a frame of another site --------------------------------------------------------------

  document.documentElement.classList.toggle('is-framed', window.parent !== window);

  /**
   * Scroll what is around an element until it begins at the top, or until all of it is seen. Chromium's
   * own `scrollIntoView` would move the page of another site as well, away from what is read there.
   */
  window.atlasShow = (element, isNearest = false) => {
    const { scrollMarginBlockStart: before, scrollMarginBlockEnd: after } = getComputedStyle(element);
    for (let box = element.parentElement; box; box = box.parentElement) {
      const { overflowY, position } = getComputedStyle(box);
      if (overflowY === 'auto' || overflowY === 'scroll') {
        const view = box.getBoundingClientRect(), aim = element.getBoundingClientRect();
        const above = aim.top - parseFloat(before) - view.top, below = aim.bottom + parseFloat(after) - view.bottom;
        box.scrollTop += isNearest ? Math.min(above, Math.max(below, 0)) : above;
      }
      if (position === 'fixed') return;
    }
  };

  // --- A light or a dark page ------------------------------------------------------------------

  const SYSTEM = window.matchMedia('(prefers-color-scheme: dark)');
  /** Under which name Streamlit keeps the theme that a reader chose. */
  const THEME = 'stActiveTheme-' + window.location.pathname + '-v2';

  function lookAtTheme() {
    let chosen = 'System';
    try { chosen = JSON.parse(localStorage.getItem(THEME)) || chosen; } catch (_refused) { /* the system's */ }
    const isDark = chosen === 'Dark' || (chosen !== 'Light' && SYSTEM.matches);
    document.documentElement.classList.toggle('is-dark-page', isDark);
    return isDark;
  }

  lookAtTheme();
  SYSTEM.addEventListener?.('change', lookAtTheme);
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('.theme-switch')) return;
    try {
      localStorage.setItem(THEME, JSON.stringify(lookAtTheme() ? 'Light' : 'Dark'));
      if (!event.detail) sessionStorage.setItem('atlas-switched', 'by key'); // read by focus.js
    } catch (_refused) { return; }
    window.location.reload();
  });

  // --- The content note, once ------------------------------------------------------------------

  function rememberNote() {
    document.documentElement.classList.add('has-read-note');
    try { localStorage.setItem(NOTE_READ, 'yes'); } catch (_refused) { /* then it is shown again */ }
  }

  try {
    if (localStorage.getItem(NOTE_READ)) rememberNote();
  } catch (_refused) { /* a browser that keeps nothing */ }
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('.st-key-content_note_read button')) rememberNote();
  });

  window.setInterval(look, LOOK_MS);
})
