// Small helpers to make a page's elements without a library.

let ids = 0;

/** Returns an id that no other element of the page has. */
export const newId = (name) => `play-${name}-${++ids}`;

/**
 * Makes an element. Attributes that begin with "on" are listeners; `false`, null and undefined leave
 * an attribute out, and true gives it no value.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== false));
  return made;
}

export const button = (text, onclick, attributes = {}) =>
  element('button', { type: 'button', onclick, ...attributes }, text);

/** An input with its label, as one block. */
export function labelled(text, input) {
  input.id ||= newId('input');
  return element('div', { class: 'play-field' }, element('label', { for: input.id }, text), input);
}

/** A checkbox with its label behind it. */
export function checkbox(text, checked, onchange, attributes = {}) {
  const box = element('input', { type: 'checkbox', checked, onchange, ...attributes });
  return element('label', { class: 'play-check' }, box, ' ', text);
}

/** A line that is read aloud when it changes. */
export function announcer() {
  const line = element('p', { class: 'play-status', role: 'status', 'aria-live': 'polite' });
  return {
    line,
    say(text, kind = 'plain') {
      line.textContent = text;
      line.dataset.kind = kind;
    },
  };
}

/**
 * Makes the buttons of a grid usable with one press of Tab: the arrow keys, Home and End move among
 * them.
 */
export function arrowKeys(grid) {
  grid.addEventListener('keydown', (event) => {
    const cells = [...grid.querySelectorAll('button')];
    const at = cells.indexOf(document.activeElement);
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + perRow(grid),
      ArrowUp: at - perRow(grid),
      Home: 0,
      End: cells.length - 1,
    }[event.key];
    if (at < 0 || to === undefined) {
      return;
    }
    event.preventDefault();
    const next = cells[Math.min(Math.max(to, 0), cells.length - 1)];
    cells.forEach((cell) => (cell.tabIndex = -1));
    next.tabIndex = 0;
    next.focus();
  });
}

/** A grid has as many columns as its style gives it, a list has one. */
function perRow(grid) {
  const style = getComputedStyle(grid);
  return style.display === 'grid' ? style.gridTemplateColumns.split(' ').length : 1;
}

/** "1 byte", "2 bytes". */
export const count = (number, what) => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;

/** A text as it is shown in a table: control characters are spelt out. */
export const shown = (text) => JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');

export const hexByte = (byte) => byte.toString(16).padStart(2, '0');
