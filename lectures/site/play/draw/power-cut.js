// The power-cut player: a program line by line, what a power cut after one of them leaves, and what
// recovery makes of that.

import { replay } from '../logic/log-store.js';
import {
  before, explore, image, isEffect, judge, mayTear, recover, toggled,
} from '../logic/power-cut.js';
import { LINES, STORIES, tell } from '../logic/stories.js';
import {
  announcer, arrowKeys, button, checkbox, count, element, labelled, shown,
} from './elements.js';

const DISKS = {
  ORDERED: 'ORDERED: loses from the end',
  STRICT: 'STRICT: loses anything unforced',
};
const RESTS = ['cut off', 'zeros', 'garbage'];

/** Puts the player into `place`. */
export function mount(place) {
  let name = 'puts';
  let has = { ...STORIES[name].lines };
  let disk = 'STRICT';
  let checksums = true;
  let told = tell(name, has);
  let cut = told.program.length;
  let state = nothingLost();

  const story = element('select', { onchange: () => choose(story.value) },
    Object.entries(STORIES).map(([id, each]) => element('option', { value: id }, each.title)));
  const disks = element('select', { onchange: () => ((disk = disks.value), changed()) },
    Object.entries(DISKS).map(([id, title]) => element('option', { value: id, selected: id === disk }, title)));
  const lines = element('fieldset', { class: 'play-checks' });
  const program = element('div', { class: 'cut-program', role: 'group', 'aria-label': 'Operations: choose the last one before the power cut' });
  const keeps = element('div');
  const after = element('div');
  const verdict = announcer();
  const explored = announcer();
  const next = button('Next operation', () => moveTo(cut + 1));
  const previous = button('One back', () => moveTo(cut - 1));
  const worse = button('Try every state', tryAll);
  arrowKeys(program);

  place.replaceChildren(
    element(
      'section',
      { class: 'play', 'aria-label': 'Power-cut player' },
      element('div', { class: 'play-row' }, labelled('Story', story), labelled('Disk', disks)),
      lines,
      element('div', { class: 'play-row' }, previous, next, worse),
      explored.line,
      element(
        'div',
        { class: 'play-columns' },
        element('div', {}, element('h4', {}, 'What the store does'), program),
        element('div', {},
          element('h4', {}, 'What reached the disk'), keeps,
          element('h4', {}, 'After the power cut'), after,
          verdict.line),
      ),
    ),
  );
  choose(name);

  function nothingLost() {
    return { lost: new Set(), torn: null };
  }

  function choose(id) {
    name = id;
    has = { ...STORIES[id].lines };
    changed();
  }

  /** The program is another one: begin at its end, with nothing lost. */
  function changed() {
    told = tell(name, has);
    cut = told.program.length;
    state = nothingLost();
    explored.say('Choose where the power fails, and what reached the disk.');
    drawLines();
    draw();
  }

  function moveTo(operation) {
    cut = Math.min(Math.max(operation, 1), told.program.length);
    state = nothingLost();
    draw();
  }

  function tryAll() {
    const { states, bad } = explore(told, disk, checksums);
    const tried = `Tried ${count(states, 'state')}, after each of ${count(told.program.length, 'operation')}: `;
    if (bad.length === 0) {
      explored.say(`${tried}every promise was kept.`, 'good');
      return;
    }
    const first = bad.find((each) => each.cut === cut && same(each.state, state)) ? nextBad(bad) : bad[0];
    cut = first.cut;
    state = first.state;
    explored.say(`${tried}${bad.length} break a promise. This is number ${bad.indexOf(first) + 1}.`, 'bad');
    draw();
  }

  function nextBad(bad) {
    const at = bad.findIndex((each) => each.cut === cut && same(each.state, state));
    return bad[(at + 1) % bad.length];
  }

  function drawLines() {
    const boxes = Object.keys(STORIES[name].lines).map((id) =>
      checkbox(LINES[id], has[id], (event) => {
        has[id] = event.target.checked;
        changed();
        refocus(lines, id);
      }, { 'data-line': id }),
    );
    const compare = checkbox('recovery compares checksums', checksums, (event) => {
      checksums = event.target.checked;
      draw();
    });
    lines.replaceChildren(element('legend', {}, 'The store'), ...boxes, compare);
  }

  function draw() {
    const here = before(told.program, cut, told.start, disk);
    previous.disabled = cut === 1;
    next.disabled = cut === told.program.length;
    drawProgram(here);
    drawKeeps(here);
    drawAfter(here);
  }

  function drawProgram({ pending }) {
    const focused = program.contains(document.activeElement);
    const rows = told.program.map((operation, i) => {
      const fate = i < cut ? fateOf(operation, pending) : '';
      const label = `${i + 1}: ${sentence(operation)}${fate && `, ${fate}`}`;
      return button('', () => moveTo(i + 1), {
        class: i < cut ? 'is-done' : 'is-undone',
        'aria-pressed': `${i + 1 === cut}`,
        'aria-label': label,
        tabindex: i + 1 === cut ? '0' : '-1',
        'data-op': operation.op,
        'data-fate': fate.split(' ')[0],
      });
    });
    rows.forEach((row, i) => {
      const fate = i < cut ? fateOf(told.program[i], pending) : '';
      row.append(
        element('span', { class: 'cut-number' }, `${i + 1}`),
        element('span', { class: 'cut-what' }, sentence(told.program[i])),
        element('span', { class: 'cut-fate' }, fate),
      );
    });
    const children = [...rows];
    children.splice(cut, 0, element('p', { class: 'cut-here' }, 'the power fails here'));
    program.replaceChildren(...children);
    if (focused) {
      rows[cut - 1].focus();
    }
  }

  function fateOf(operation, pending) {
    if (!isEffect(operation)) {
      return '';
    }
    if (!pending.includes(operation)) {
      return 'durable';
    }
    if (state.lost.has(operation)) {
      return 'LOST';
    }
    const torn = state.torn && pending.at(-1) === operation;
    return torn ? `TORN, ${state.torn.bytes} of ${operation.bytes.length} bytes` : 'survived (by luck)';
  }

  function drawKeeps(here) {
    const { pending } = here;
    if (pending.length === 0) {
      keeps.replaceChildren(
        element('p', { class: 'play-about' }, 'All of it is forced: the disk has no choice.'),
      );
      return;
    }
    const boxes = pending.map((effect, i) =>
      element('li', {}, checkbox(sentence(effect), !state.lost.has(effect), () => {
        state = { lost: toggled(pending, state.lost, effect, disk), torn: null };
        draw();
        refocus(keeps, `${i}`);
      }, { 'data-line': `${i}` })),
    );
    const last = pending.at(-1);
    const tearable = mayTear(pending, told.program[cut - 1]) && !state.lost.has(last);
    keeps.replaceChildren(
      element('ul', { class: 'play-checks' }, boxes),
      tearable ? tearing(last) : '',
    );
  }

  function tearing(write) {
    const most = write.bytes.length;
    const torn = state.torn ?? { bytes: most, rest: 'cut off' };
    const rest = element('select', { 'data-line': 'rest', onchange: () => tear(range.value, rest.value, 'rest') },
      RESTS.slice(0, disk === 'STRICT' ? 3 : 1).map((each) =>
        element('option', { value: each, selected: each === torn.rest }, each)));
    const range = element('input', {
      type: 'range', min: '0', max: `${most}`, value: `${torn.bytes}`, 'data-line': 'range',
      oninput: () => tear(range.value, rest.value, 'range'),
    });
    return element('div', { class: 'play-row' },
      labelled(`Bytes of the last write that arrived: ${torn.bytes} of ${most}`, range),
      labelled('The rest of it is', rest));

    function tear(bytes, restOfIt, focus) {
      const arrived = Number(bytes);
      state = { lost: state.lost, torn: arrived < most ? { bytes: arrived, rest: restOfIt } : null };
      draw();
      refocus(keeps, focus);
    }
  }

  function drawAfter(here) {
    const directory = image(here, state);
    const recovered = recover(directory, checksums);
    const problem = judge(told.program, cut, told.model, recovered);
    const rows = [...directory].map(([file, bytes]) =>
      element('tr', {}, element('th', { scope: 'row' }, file), element('td', {}, listing(bytes))));
    after.replaceChildren(
      rows.length > 0
        ? element('table', {}, element('tbody', {}, rows))
        : element('p', { class: 'play-about' }, 'The directory is empty.'),
      element('p', { class: 'play-about' }, `Opening: ${opening(recovered)}`),
    );
    verdict.say(
      problem ? `${problem.verdict}: ${problem.sentence}.` : 'Every promise is kept.',
      problem ? 'bad' : 'good',
    );
  }
}

function refocus(within, line) {
  within.querySelector(`[data-line="${line}"]`)?.focus();
}

function same(a, b) {
  const lost = a.lost.size === b.lost.size && [...a.lost].every((effect) => b.lost.has(effect));
  return lost && a.torn?.bytes === b.torn?.bytes && a.torn?.rest === b.torn?.rest;
}

function sentence(operation) {
  const { op, name, from, to, at, bytes, record } = operation;
  return {
    begin: () => `${operation.step.call} is called`,
    acknowledge: () => 'it returns: acknowledged',
    create: () => `create ${name}`,
    write: () => `write ${name} [${at}..${at + bytes.length}): ${nameOf(record)}`,
    force: () => `force ${name}`,
    forceDirectory: () => 'force the directory',
    rename: () => `rename ${from} to ${to}`,
    delete: () => `delete ${name}`,
  }[op]();
}

const nameOf = (record) =>
  record.kind === 'put' ? `${shown(record.key)}=${shown(record.value)}` : `tombstone of ${shown(record.key)}`;

function listing(bytes) {
  const found = replay(bytes, false);
  const records = found.records.map(({ record }) => nameOf(record)).join(', ');
  const rest = bytes.length - found.end;
  const broken = rest > 0 ? `${records && ', '}${count(rest, 'byte')} that are no record` : '';
  return `${count(bytes.length, 'byte')}${bytes.length > 0 ? `: ${records}${broken}` : ''}`;
}

function opening({ refused, values, cut, leftover }) {
  if (refused) {
    return `refuses, ${refused}.`;
  }
  const had = [...values].map(([key, value]) => `${shown(key)}=${shown(value)}`).join(', ');
  const did = [
    leftover && 'removes the leftover data.log.compact',
    cut > 0 && `cuts ${count(cut, 'byte')} off`,
    `has ${had || 'no key'}`,
  ];
  return `${did.filter(Boolean).join(', ')}.`;
}
