/**
 * The keys of the search field: arrows go to the list under it, Enter takes the best match, and in
 * a field that the reader has emptied lifts the search in force. One that an answer has emptied says
 * nothing: a second Enter leaves the answer whole. What has been answered is replaced by what is typed next.
 * The list closes once an answer is taken, and by Esc in it, and comes back with the next key, letter or click in the field.
 *
 * The list follows the field by the network. Enter waits until it answers what was typed, also where the
 * reader has gone on to another field by then, whose focus it leaves alone.
 */
(function () {
  'use strict';
  if (window.atlasSearch) return;
  window.atlasSearch = true;

  const FIELD = '.st-key-search_text input', APPLY = '.st-key-search_apply button';
  const IN_FORCE = '.st-key-chip_q_ button';
  const LIST = ':is(.st-key-offers, .st-key-search_apply, .st-key-suggestions)';
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };

  let waiting = null, typed = '', answered = '', isDeleted = false;

  function choices() {
    return Array.from(document.querySelectorAll(LIST + ' button'));
  }

  /** Go along the list; before its first choice lies the field. */
  function step(event) {
    const field = document.querySelector(FIELD), every = [field, ...choices()];
    const next = every[every.indexOf(event.target) + STEPS[event.key]];
    event.preventDefault();
    if (next) next.focus();
  }

  /** Note whether an answer was taken, which closes the list: `page.css`. */
  function close(isClosed) {
    document.documentElement.toggleAttribute('data-atlas-answered', isClosed);
  }

  function stopWaiting() {
    if (waiting) waiting.disconnect();
    waiting = null;
  }

  function enter(field) {
    stopWaiting();
    if (!field.value.trim()) return lift();
    if (answer(field)) return;
    waiting = new MutationObserver(() => answer(field) && stopWaiting());
    waiting.observe(document.body, { subtree: true, childList: true, attributes: true });
  }

  function lift() {
    if (isDeleted) document.querySelector(IN_FORCE)?.click();
    isDeleted = false;
  }

  /** Do what Enter does with the list, if that answers the text in the field. */
  function answer(field) {
    const isOfField = (mark) => mark.dataset.text === field.value.replace(/\t/g, ' ').trim();
    const mark = Array.from(document.querySelectorAll('.answered')).find(isOfField);
    if (!mark) return false;
    const best = choices().find((button) => !button.matches(APPLY));
    const isThere = document.activeElement === field;
    if (mark.dataset.enter === 'apply') document.querySelector(APPLY).click();
    else if (mark.dataset.enter === 'first') best.click();
    else if (best && isThere) best.focus();
    if (document.activeElement === field) field.select();
    return true;
  }

  document.addEventListener('keydown', (event) => {
    const inField = event.target.matches(FIELD);
    if (!inField && !event.target.closest(LIST)) return;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (inField && (event.key in STEPS || event.key === 'Enter')) close(false);
    if (event.key in STEPS) step(event);
    else if (event.key === 'Escape' && !inField) {
      document.querySelector(FIELD).focus();
      close(true);
    }
    else if (event.key === 'Enter' && inField) enter(event.target);
  });
  /** Put back what the reader typed on, where an answer that was chosen before has emptied the field. */
  function putBack(field) {
    if (field.value || !typed) return;
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    set.call(field, typed); // past React, which keeps a value of its own
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  const emptied = new MutationObserver((changes) => {
    for (const { target } of changes) if (target.matches(FIELD)) putBack(target);
  });
  emptied.observe(document.body, { subtree: true, attributeFilter: ['value'] });

  // A press, of keys too, chooses an answer or empties the field: what is typed after it stays.
  document.addEventListener('click', ({ target, detail }) => {
    typed = '';
    isDeleted &&= target.matches(FIELD);
    if (target.matches(FIELD)) close(false);
    else if (target.closest(`${LIST} button`)) {
      close(true);
      if (detail) document.activeElement.blur(); // keys stay where they are
    }
    if (target.closest(LIST)) {
      stopWaiting();
      answered = document.querySelector(FIELD)?.value;
    } else if (target.matches(FIELD) && answered && target.value === answered) {
      target.select();
      answered = ''; // a second click puts the caret
    }
  }, true);
  // Before React, which writes the attribute that `emptied` watches: else what a reader deletes came back.
  document.addEventListener('input', (event) => {
    if (!event.target.matches(FIELD)) return;
    typed = event.target.value;
    isDeleted = !typed.trim();
    close(false);
  }, true);
  document.addEventListener('input', (event) => event.isTrusted && event.target.matches(FIELD) && stopWaiting());
})();
