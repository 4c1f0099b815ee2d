/**
 * What the page cannot say itself in the reader's language: words of Streamlit's own, the axes of
 * charts, and that another language is on its way.
 *
 * `shell.html` says in `window.atlasWords` what each of Streamlit's texts is called, by the text in
 * English; `{name}` and `{n}` stand for what varies. It is loaded once a window.
 */
(function () {
  'use strict';
  if (window.atlasLanguage) return window.atlasLanguage();

  const SAID = ['aria-label', 'placeholder'], NAMED = SAID.map((name) => `[${name}]`).join(', ');
  /** Labels of axes, and numbers of pages. */
  const TICKS = 'g[class*="tick"] text, .stPagination button';
  /** What sources say, in their words. */
  const STATED = 'bdi, cite, [lang="en"], script, style';
  /** So long the page may take in another language before the old one is shown as it is. */
  const TURNING_MS = 15000;
  /** What was put in place of which text, by element or text and name of the attribute. */
  const known = new WeakMap();
  let patterns = [], monthNames = {};

  const language = () => document.documentElement.lang;
  const app = () => document.querySelector('.stApp');

  function learn() {
    patterns = Object.entries(window.atlasWords || {}).map(([english, said]) => {
      const parts = english.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return [new RegExp(`^${parts.join('(.{1,200})')}$`), said];
    });
    const month = new Intl.DateTimeFormat(`${language()}-u-ca-gregory`, { month: 'short', timeZone: 'UTC' });
    const english = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });
    const days = Array.from({ length: 12 }, (_none, number) => new Date(Date.UTC(2000, number, 15)));
    monthNames = language() === 'en' ? {} : Object.fromEntries(days.map((day) => [english.format(day), month.format(day)]));
  }

  /** Return Streamlit's text in the reader's language, any other as it is. */
  function worded(text) {
    for (const [pattern, said] of patterns) {
      const found = text.match(pattern);
      if (found) return said.replace(/\{\w+\}/, () => digits(found[1]));
    }
    return text;
  }

  function digits(text) {
    if (language() !== 'fa') return text;
    return text.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]);
  }

  /**
   * Return a line of the label of an axis. Where months have other names, days stand before them, and
   * the line keeps its own direction: what else the label has would be taken for one text with it.
   */
  function tick(text) {
    const [, before = '', month, day = before, year = ''] = text.match(/^(\d{1,2} )?([A-Z][a-z]{2})( \d{1,2})?( \d{4})?$/) || [];
    if (month in monthNames) return `\u2068${digits(`${day.trim()} ${monthNames[month]}${year}`.trim())}\u2069`;
    if (language() !== 'fa') return text;
    return digits(text.replace(/(?<=\d),(?=\d)/g, '٬').replace(/(?<=\d)\.(?=\d)/g, '٫'));
  }

  /** Put a text in the reader's language, from what it was in English before. */
  function put(owner, name, now, say, set) {
    const before = known.get(owner)?.[name], english = before?.said === now ? before.english : now;
    const said = say(english);
    if (said !== english) known.set(owner, { ...known.get(owner), [name]: { english, said } });
    if (said !== now) set(said);
  }

  function mendElement(element) {
    for (const name of SAID) {
      const now = element.getAttribute(name);
      if (now) put(element, name, now, worded, (said) => element.setAttribute(name, said));
    }
  }

  function mendText(text) {
    if (text.parentElement?.closest(STATED)) return;
    const say = text.parentElement?.closest(TICKS) ? tick : worded;
    put(text, 'text', text.nodeValue.trim(), say, (said) => { text.nodeValue = said; });
  }

  function mend(root) {
    if (root.nodeType === Node.TEXT_NODE) return mendText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    if (root.matches(NAMED)) mendElement(root);
    root.querySelectorAll(NAMED).forEach(mendElement);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) mendText(walker.currentNode);
  }

  // --- From one language to another ------------------------------------------------------------

  /** Fade what still is in the language before, and name the one that comes. */
  function turn(button) {
    const [, wanted] = button.closest('[class*="st-key-language_"]').className.match(/st-key-language_(\w+)/);
    const word = document.createElement('div'), since = performance.now();
    word.className = 'atlas-turning';
    word.setAttribute('role', 'status');
    Object.assign(word, { lang: wanted, textContent: `${button.textContent.trim()}…` });
    document.body.append(word);
    document.documentElement.classList.add('is-turning');
    const timer = setInterval(() => {
      const isThere = language() === wanted && app()?.dataset.testScriptState === 'notRunning';
      if (!isThere && performance.now() - since < TURNING_MS) return;
      clearInterval(timer);
      word.remove();
      document.documentElement.classList.remove('is-turning');
      // What was pressed went with the list it stood in: a keyboard goes on from what opened that.
      if (document.activeElement === document.body) document.querySelector('[class*="st-key-languages-"] button')?.focus();
    }, 100);
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[class*="st-key-language_"] button');
    if (button && !button.disabled) turn(button);
  }, true);

  const observer = new MutationObserver((records) => {
    if (!patterns.length) return;
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') mendElement(target);
      else if (type === 'characterData') mendText(target);
      else addedNodes.forEach(mend);
    }
  });
  observer.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SAID,
  });
  window.atlasLanguage = () => {
    learn();
    mend(document.body);
  };
  window.atlasLanguage();
})();
