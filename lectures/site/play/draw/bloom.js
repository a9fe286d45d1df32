// The Bloom filter calculator: a small filter with its bits, and what the formula says of it.

import { BloomFilter, bestProbes, bitsOf, expectedFalse } from '../logic/bloom.js';
import { announcer, arrowKeys, button, count, element, labelled, shown } from './elements.js';

const TEAS = ['black', 'green', 'white', 'oolong', 'mint', 'chai', 'matcha', 'assam'];
const ASKED = 10_000;
const MOST_KEYS = 2000;

/** Puts the calculator into `place`. */
export function mount(place) {
  let keys = [];
  let filter;
  let marked = [];

  const size = element('select', { onchange: again },
    [64, 128, 256, 512].map((bits) => element('option', { value: bits, selected: bits === 64 }, `${bits}`)));
  const probes = element('input', { type: 'number', min: '1', max: '44', value: '6', onchange: again });
  const key = element('input', { value: 'tea', autocomplete: 'off', spellcheck: 'false' });
  const status = announcer();
  const grid = element('div', { class: 'bloom-bits', role: 'group', 'aria-label': 'Bits of the filter' });
  const numbers = element('div', { 'aria-live': 'polite' });
  const added = element('p', { class: 'play-about' });
  arrowKeys(grid);

  place.replaceChildren(
    element(
      'section',
      { class: 'play', 'aria-label': 'Bloom filter calculator' },
      element('div', { class: 'play-row' }, labelled('Bits', size), labelled('Probes for each key', probes)),
      element(
        'form',
        { class: 'play-row', onsubmit: (event) => (event.preventDefault(), ask()) },
        labelled('Key', key),
        element('button', { type: 'submit', class: 'play-first' }, 'Ask for it'),
        button('Add it', () => add([key.value])),
        button('Add 8 teas', () => add(TEAS)),
        button('Add 20 keys', () => add(Array.from({ length: 20 }, (_, i) => `key ${keys.length + i}`))),
        button('Start again', startAgain),
      ),
      status.line,
      element('div', { class: 'play-columns' },
        element('div', { class: 'play-wide' }, element('h4', {}, 'The bits'), grid, added),
        element('div', {}, element('h4', {}, 'What it is worth'), numbers)),
    ),
  );
  startAgain();

  function startAgain() {
    keys = [];
    again();
    status.say('An empty filter. Add a few keys, then ask for one that you did not add.');
  }

  /** Makes the filter anew, for the keys that were added. */
  function again() {
    const wanted = Math.round(Number(probes.value)) || 1;
    probes.value = `${Math.min(Math.max(wanted, 1), 44)}`;
    filter = new BloomFilter(Number(size.value), Number(probes.value));
    keys.forEach((each) => filter.add(each));
    marked = [];
    draw();
  }

  function add(more) {
    const fresh = [...new Set(more)].filter((each) => !keys.includes(each));
    if (keys.length + fresh.length > MOST_KEYS) {
      status.say(`This page takes ${count(MOST_KEYS, 'key')}.`, 'bad');
      return;
    }
    const before = filter.bitsSet;
    fresh.forEach((each) => filter.add(each));
    keys.push(...fresh);
    marked = fresh.length === 1 ? bitsOf(fresh[0], filter.bits, filter.probes) : [];
    const set = filter.bitsSet - before;
    status.say(`Added ${count(fresh.length, 'key')}; ${count(set, 'bit')} went from 0 to 1.`);
    draw();
  }

  function ask() {
    marked = bitsOf(key.value, filter.bits, filter.probes);
    const there = keys.includes(key.value);
    const clear = marked.filter((bit) => !filter.set[bit]);
    if (clear.length > 0) {
      const wrong = there ? ' But it was added! Whoever clears a bit makes a filter lie.' : '';
      status.say(`Never seen: bit ${clear[0]} of its bits ${marked.join(', ')} is 0.${wrong}`, there ? 'bad' : 'good');
    } else {
      const said = `Perhaps: its bits ${marked.join(', ')} are all 1.`;
      status.say(there ? `${said} It was added.` : `${said} It was not added: a false answer.`, there ? 'good' : 'bad');
    }
    draw();
  }

  function flip(bit) {
    filter.set[bit] ^= 1;
    marked = [];
    const users = keys.filter((each) => bitsOf(each, filter.bits, filter.probes).includes(bit));
    const whose = users.length > 0 ? users.slice(0, 5).map(shown).join(', ') : 'no key';
    const more = users.length > 5 ? ` and ${users.length - 5} more` : '';
    status.say(`Bit ${bit} is ${filter.set[bit]} now. It is a bit of ${whose}${more}.`);
    draw(bit);
  }

  function draw(focused = 0) {
    const cells = [...filter.set].map((set, bit) =>
      button(`${set}`, () => flip(bit), {
        'aria-label': `bit ${bit}: ${set}${marked.includes(bit) ? ', asked for' : ''}`,
        'data-set': set,
        'data-marked': `${marked.includes(bit)}`,
        tabindex: bit === focused ? '0' : '-1',
      }),
    );
    const active = grid.contains(document.activeElement);
    grid.replaceChildren(...cells);
    if (active) {
      cells[focused].focus();
    }
    added.textContent =
      keys.length === 0
        ? 'No key was added.'
        : `Added: ${keys.slice(0, 30).map(shown).join(', ')}${keys.length > 30 ? ', …' : ''}`;
    drawNumbers();
  }

  function drawNumbers() {
    const perKey = keys.length === 0 ? Infinity : filter.bits / keys.length;
    const percent = (part) => `${(100 * part).toFixed(2)}\u00a0%`;
    const best = keys.length === 0 ? 'add a key' : `${Math.min(44, bestProbes(perKey))}`;
    const rows = [
      ['keys', keys.length],
      ['bits for each key', keys.length === 0 ? '' : perKey.toFixed(1)],
      ['bits that are 1', `${filter.bitsSet} of ${filter.bits}`],
      ['best number of probes', best],
      ['false answers, by formula', percent(expectedFalse(filter.bits, filter.probes, keys.length))],
      [`false answers, ${ASKED.toLocaleString('en')} asked`, percent(filter.falseAnswers(ASKED) / ASKED)],
    ];
    numbers.replaceChildren(
      element('table', {}, element('tbody', {},
        rows.map(([what, value]) =>
          element('tr', {}, element('th', { scope: 'row' }, what), element('td', {}, `${value}`))))),
    );
  }
}
