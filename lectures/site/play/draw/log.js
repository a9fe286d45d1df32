// The log visualiser: a store in the page, with its bytes, its index and its dead space.

import { LogStore, replay } from '../logic/log-store.js';
import { fields } from '../logic/record.js';
import {
  announcer, arrowKeys, button, count, element, hexByte, labelled, shown,
} from './elements.js';

const MOST_BYTES = 1024; // more would be a wall of numbers
const EXAMPLE = [['black', 'earl'], ['green', 'sencha'], ['black', 'assam'], ['green']];

/** Puts the visualiser into `place`. */
export function mount(place) {
  let store = LogStore.open(new Uint8Array()).store;
  let bytes = store.bytes; // the file; while the store is open, what the store has
  let chosen = 0;

  const key = element('input', { value: 'black', autocomplete: 'off', spellcheck: 'false' });
  const value = element('input', { value: 'earl', autocomplete: 'off', spellcheck: 'false' });
  const status = announcer();
  const form = element(
    'form',
    { class: 'play-row', onsubmit: (event) => (event.preventDefault(), putIt()) },
    labelled('Key', key),
    labelled('Value', value),
    element('button', { type: 'submit', class: 'play-first' }, 'Put'),
    button('Delete', deleteIt),
    button('Get', getIt),
  );
  const actions = element(
    'div',
    { class: 'play-row' },
    button('Compact', compactIt),
    button('Close and open', reopen),
    button('Tear off the last byte', tear),
    button('An example', example),
    button('Start again', startAgain),
  );
  const meter = element('div');
  const strip = element('div', { class: 'log-strip', role: 'list', 'aria-label': 'Records of the log' });
  const index = element('div', { class: 'play-scroll', tabindex: '0', role: 'region', 'aria-label': 'Index' });
  const grid = element('div', { class: 'log-bytes', role: 'group', 'aria-label': 'Bytes of data.log' });
  const about = element('p', { class: 'play-about', 'aria-live': 'polite' });
  arrowKeys(grid);

  place.replaceChildren(
    element(
      'section',
      { class: 'play', 'aria-label': 'Log visualiser' },
      form,
      actions,
      status.line,
      meter,
      strip,
      element(
        'div',
        { class: 'play-columns' },
        element('div', { class: 'play-wide' }, element('h4', {}, 'data.log'), grid, about),
        element('div', {}, element('h4', {}, 'Index'), index),
      ),
    ),
  );
  example();

  function attempt(what) {
    if (!store) {
      status.say('The store did not open. Mend the byte, or start again.', 'bad');
      return;
    }
    try {
      what();
      bytes = store.bytes;
    } catch (refused) {
      status.say(`Refused: ${refused.message}.`, 'bad');
    }
    draw();
  }

  function putIt() {
    attempt(() => {
      requireRoom(key.value, value.value);
      const before = store.index.get(key.value);
      const placed = store.put(key.value, value.value);
      const dead = before ? ` The older record of ${count(before.length, 'byte')} is dead now.` : '';
      status.say(`Appended ${count(placed.length, 'byte')} at offset ${placed.offset}.${dead}`);
      chosen = placed.offset;
    });
  }

  function deleteIt() {
    attempt(() => {
      requireRoom(key.value, '');
      const there = store.delete(key.value);
      status.say(
        there
          ? 'Appended a tombstone. It is dead from the beginning: nobody reads a value from it.'
          : 'There is no such key, so nothing was written.',
      );
      chosen = there ? store.records.at(-1).offset : chosen;
    });
  }

  function requireRoom(...texts) {
    const more = 17 + new TextEncoder().encode(texts.join('')).length;
    if (store.bytes.length + more > MOST_BYTES) {
      throw new Error(`this page shows ${count(MOST_BYTES, 'byte')}; compact, or start again`);
    }
  }

  function getIt() {
    attempt(() => {
      const placed = store.index.get(key.value);
      chosen = placed?.offset ?? chosen;
      status.say(
        placed
          ? `The index says offset ${placed.offset}; the record there says "${shown(store.get(key.value))}".`
          : 'The index has no such key: nothing was read from the disk.',
      );
    });
  }

  function compactIt() {
    attempt(() => {
      const before = store.bytes.length;
      store.compact();
      chosen = 0;
      status.say(`Rewritten: ${count(before, 'byte')} became ${count(store.bytes.length, 'byte')}.`, 'good');
    });
  }

  function tear() {
    bytes = bytes.slice(0, -1);
    store = null;
    status.say('The store was closed, and the last byte is gone. Open it again.');
    draw();
  }

  function reopen() {
    const opened = LogStore.open(bytes);
    store = opened.store ?? null;
    if (opened.damage) {
      const { offset, reason } = opened.damage;
      status.say(
        `Refused: damage at offset ${offset}, ${reason}. A whole record lies behind it, so these ` +
          'bytes were durable once.',
        'bad',
      );
    } else {
      const records = count(store.records.length, 'record');
      const torn = `Cut ${count(opened.cut, 'byte')} off the end (${opened.reason}) and kept ${records}.`;
      status.say(opened.cut > 0 ? torn : `Read ${records} and made the index anew.`, 'good');
      bytes = store.bytes;
    }
    draw();
  }

  function example() {
    store = LogStore.open(new Uint8Array()).store;
    EXAMPLE.forEach(([k, v]) => (v === undefined ? store.delete(k) : store.put(k, v)));
    bytes = store.bytes;
    chosen = 0;
    status.say('Four calls: put(black, earl), put(green, sencha), put(black, assam), delete(green).');
    draw();
  }

  function startAgain() {
    store = LogStore.open(new Uint8Array()).store;
    bytes = store.bytes;
    status.say('An empty log.');
    draw();
    key.focus();
  }

  function flip(at) {
    bytes = bytes.slice();
    bytes[at] ^= 1;
    store = null;
    chosen = at;
    status.say(`The store was closed, and bit 0 of byte ${at} was flipped. Open it again.`);
    draw();
    grid.children[at]?.focus();
  }

  function draw() {
    const found = store ? null : replay(bytes);
    const records = store ? store.records : found.records;
    chosen = Math.min(chosen, Math.max(0, bytes.length - 1));
    drawMeter();
    drawStrip(records, found?.end ?? bytes.length);
    drawIndex();
    drawBytes(records);
    tell(records);
  }

  function drawMeter() {
    if (!store) {
      meter.replaceChildren(element('p', { class: 'play-about' }, 'The store is closed.'));
      return;
    }
    const dead = store.deadBytes;
    const all = bytes.length;
    const part = all === 0 ? 0 : Math.round((100 * dead) / all);
    meter.replaceChildren(
      element(
        'p',
        { class: 'play-about' },
        `${count(all, 'byte')}: ${all - dead} alive, ${dead} dead (${part} %)`,
      ),
      element(
        'div',
        { class: 'play-bar', role: 'img', 'aria-label': `${part} percent of the log are dead` },
        element('span', { class: 'is-live', style: `flex-grow: ${all - dead}` }),
        element('span', { class: 'is-dead', style: `flex-grow: ${dead}` }),
      ),
    );
  }

  function drawStrip(records, end) {
    const blocks = records.map((each) => {
      const { record } = each;
      const name = record.kind === 'put' ? `${record.key}=${record.value}` : `${record.key} †`;
      const said = record.kind === 'put' ? name : `tombstone of ${record.key}`;
      const life = !store ? 'unread' : store.isLive(each) ? 'live' : 'dead';
      const style = `flex-grow: ${each.length}`;
      const label = `offset ${each.offset}: ${shown(said)}, ${life}`;
      return element('div', { class: `log-record is-${life}`, role: 'listitem', style, title: label },
        element('span', { 'aria-hidden': 'true' }, shown(name)),
        element('span', { class: 'play-hidden' }, label));
    });
    if (end < bytes.length) {
      const label = `${count(bytes.length - end, 'byte')} that are no whole record, or lie behind it`;
      blocks.push(
        element('div', { class: 'log-record is-broken', role: 'listitem', style: `flex-grow: ${bytes.length - end}`, title: label },
          element('span', { 'aria-hidden': 'true' }, '?'),
          element('span', { class: 'play-hidden' }, label)),
      );
    }
    strip.replaceChildren(...blocks);
    strip.hidden = blocks.length === 0;
  }

  function drawIndex() {
    const rows = store ? [...store.index].sort(([a], [b]) => (a < b ? -1 : 1)) : [];
    index.replaceChildren(
      element(
        'table',
        {},
        element('thead', {}, element('tr', {},
          ['key', 'offset', 'length'].map((name) => element('th', { scope: 'col' }, name)))),
        element('tbody', {}, rows.map(([name, placed]) =>
          element('tr', {},
            [shown(name), placed.offset, placed.length].map((cell) => element('td', {}, `${cell}`))))),
      ),
    );
    if (rows.length === 0) {
      index.append(element('p', { class: 'play-about' }, store ? 'No key.' : 'Lost when it was closed.'));
    }
  }

  function drawBytes(records) {
    const cells = [...bytes].map((byte, at) =>
      button(hexByte(byte), () => flip(at), {
        tabindex: at === chosen ? '0' : '-1',
        'data-part': partAt(records, at)?.part.name.replace(' ', '-') ?? 'none',
        'data-offset': at.toString(16).padStart(4, '0'), // shown at the beginning of a row
        'aria-label': sentence(records, at),
        onfocus: () => {
          chosen = at;
          tell(records);
        },
      }),
    );
    grid.replaceChildren(...cells);
  }

  function tell(records) {
    about.textContent =
      bytes.length === 0
        ? 'No byte yet.'
        : `${sentence(records, chosen)} Press it to flip its lowest bit.`;
  }

  function sentence(records, at) {
    const found = partAt(records, at);
    const where = `Byte ${at} is ${hexByte(bytes[at])}`;
    return found
      ? `${where}: ${found.part.name} of record ${found.number}, ${shown(found.record.key)}.`
      : `${where}: not part of a whole record.`;
  }
}

/** Returns which part of which record the byte at `at` is, or undefined. */
function partAt(records, at) {
  const number = records.findIndex((each) => at >= each.offset && at < each.offset + each.length);
  if (number < 0) {
    return undefined;
  }
  const { offset, length, record } = records[number];
  const keyLength = new TextEncoder().encode(record.key).length;
  const part = fields(keyLength, length).find((each) => at - offset < each.to);
  return { number: number + 1, record, part };
}
