/**
 * The two buttons of the handout page: print, and the sheet as a picture.
 *
 * Loaded once a visit. It listens on the document, since Streamlit draws the buttons anew; they are
 * drawn disabled, until there is something to answer them.
 */
import { download, png } from './picture.js';

const SCALE = 3; // 288 dots an inch on an A4 sheet

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-handout]');
  if (!button) return;
  if (button.dataset.handout === 'print') window.print();
  else save(button);
});

export function ready() {
  for (const button of document.querySelectorAll('[data-handout]')) button.disabled = false;
}

async function save(button) {
  const group = button.closest('.handout-buttons'), status = group.querySelector('[role=status]');
  status.textContent = '';
  button.disabled = true;
  try {
    download(await picture(document.querySelector('img.handout')), group.dataset.file);
  } catch (_error) {
    status.textContent = group.dataset.failed;
  }
  button.disabled = false;
}

async function picture(sheet) {
  await sheet.decode();
  const canvas = document.createElement('canvas');
  canvas.width = sheet.naturalWidth * SCALE;
  canvas.height = sheet.naturalHeight * SCALE;
  canvas.getContext('2d').drawImage(sheet, 0, 0, canvas.width, canvas.height);
  return png(canvas);
}
