/**
 * Pictures that a reader keeps: a chart with words above and under it, drawn by the browser as it
 * stands on the page. Loaded once a visit; it listens on the document, since Streamlit draws the
 * buttons anew, disabled until there is something to answer them.
 */
const SCALE = 2, EDGE = 20, LINE = 1.4;
/** What style sheets of the page may say of the parts of a chart. */
const STYLES = ['fill', 'stroke', 'opacity', 'display', 'visibility', 'font-family', 'font-size', 'font-weight', 'filter'];

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('.chart-picture button');
  if (button) save(button.parentElement, button);
});

export function ready() {
  for (const button of document.querySelectorAll('.chart-picture button')) button.disabled = false;
}

async function save(box, button) {
  const status = box.querySelector('[role=status]');
  status.textContent = '';
  button.disabled = true;
  try {
    const chart = document.querySelector(`.st-key-${CSS.escape(box.dataset.chart)} .js-plotly-plot`);
    download(await png(await draw(box, chart)), box.dataset.file);
  } catch (_error) {
    status.textContent = box.dataset.failed;
  }
  button.disabled = false;
}

async function draw(box, chart) {
  const layers = [...chart.querySelectorAll('.main-svg')], { clientWidth: width, clientHeight: height } = chart;
  const picture = await image(layers, width, height);
  const canvas = document.createElement('canvas'), context = canvas.getContext('2d');
  const font = getComputedStyle(document.body).fontFamily, ink = getComputedStyle(box).color;
  const above = lines(context, box.querySelector('.above'), width, font);
  const below = lines(context, box.querySelector('.below'), width, font);
  const top = EDGE + heightOf(above), bottom = heightOf(below) + EDGE;
  canvas.width = SCALE * (width + 2 * EDGE);
  canvas.height = SCALE * (top + height + bottom);
  context.scale(SCALE, SCALE);
  context.fillStyle = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, EDGE, top, width, height);
  context.fillStyle = ink;
  write(context, above, EDGE, width);
  write(context, below, top + height, width);
  return canvas;
}

/** The layers of a chart as one picture, each part with the style that it has on the page. */
async function image(layers, width, height) {
  const whole = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  whole.setAttribute('width', width);
  whole.setAttribute('height', height);
  for (const layer of layers) {
    const copy = layer.cloneNode(true), parts = layer.querySelectorAll('*');
    copy.querySelectorAll('*').forEach((part, n) => {
      const style = getComputedStyle(parts[n]);
      for (const name of STYLES) part.style.setProperty(name, style.getPropertyValue(name));
    });
    whole.append(copy);
  }
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = (await fonts(whole)).join('\n');
  whole.prepend(style);
  const found = new Image();
  found.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(whole));
  await found.decode();
  return found;
}

/** The page's own fonts that a chart is written in, whole: a picture fetches none. */
async function fonts(whole) {
  const used = [...whole.querySelectorAll('text')].map((text) => text.style.fontFamily).join();
  const rules = [...document.querySelectorAll('style')].flatMap(({ sheet }) => [...(sheet?.cssRules ?? [])])
    .filter((rule) => rule instanceof CSSFontFaceRule && used.includes(rule.style.fontFamily.replace(/["']/g, '')));
  return Promise.all(rules.map(async ({ cssText }) => {
    const [whole, address] = cssText.match(/url\("([^"]+)"\)/);
    const file = await (await fetch(new URL(address, document.baseURI))).blob();
    return cssText.replace(whole, `url("${await dataUrl(file)}")`);
  }));
}

function dataUrl(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
}

/** The words of a box broken into lines that fit; a name that goes on in the next keeps its direction. */
function lines(context, box, width, font) {
  const found = [];
  for (const one of box.querySelectorAll('h4, p')) {
    for (const name of one.querySelectorAll('bdi')) name.textContent = `\u2068${name.textContent.replace(/[\u2068\u2069]/g, '')}\u2069`;
    const size = one.matches('h4') ? 17 : one.matches('.small') ? 10 : 12, type = `${one.matches('h4') ? 600 : 400} ${size}px ${font}`;
    context.font = type;
    const line = { words: '', type, size, isLeft: one.dir === 'ltr' };
    for (const word of one.textContent.split(/[ \n\t]+/).filter(Boolean)) {
      const longer = line.words ? `${line.words} ${word}` : word;
      if (line.words && context.measureText(longer).width > width) {
        found.push({ ...line });
        line.words = '\u2068'.repeat(count(line.words, '\u2068') - count(line.words, '\u2069')) + word;
      } else line.words = longer;
    }
    if (line.words) found.push(line);
  }
  return found;
}

function count(words, char) {
  return words.split(char).length - 1;
}

function heightOf(written) {
  return written.reduce((sum, { size }) => sum + LINE * size, 0);
}

function write(context, written, top, width) {
  const isMirrored = document.documentElement.dir === 'rtl';
  let y = top;
  for (const { words, type, size, isLeft } of written) {
    const toLeft = isMirrored && !isLeft;
    y += LINE * size;
    context.font = type;
    context.direction = toLeft ? 'rtl' : 'ltr';
    context.textAlign = toLeft ? 'right' : 'left';
    context.fillText(words, toLeft ? EDGE + width : EDGE, y - 0.4 * size, width);
  }
}

export async function png(canvas) {
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('no picture');
  return blob;
}

export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
