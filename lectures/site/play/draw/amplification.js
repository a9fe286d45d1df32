// The amplification calculator: what a log costs at a dead ratio, and what a tree would.

import {
  day, leveled, spaceAmplification, tryOut, writeAmplification,
} from '../logic/amplification.js';
import { element, labelled, newId } from './elements.js';

const GB = 1e9;
const MB = 1e6;
const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 320;
const HEIGHT = 200;
const MOST = 6; // of either amplification, in the picture

/** Puts the calculator into `place`. */
export function mount(place) {
  const dead = number('range', 50, { min: 10, max: 90, step: 5 });
  const live = number('number', 10, { min: 0.1, max: 100_000, step: 'any' });
  const puts = number('number', 1, { min: 0.001, max: 10_000, step: 'any' });
  const ratio = number('range', 10, { min: 2, max: 20, step: 1 });
  const deadLabel = labelled('', dead);
  const ratioLabel = labelled('', ratio);
  const results = element('div', { class: 'play-scroll', tabindex: '0', role: 'region', 'aria-label': 'Results', 'aria-live': 'polite' });
  const picture = element('div', { class: 'amp-picture' });

  place.replaceChildren(
    element(
      'section',
      { class: 'play', 'aria-label': 'Amplification calculator' },
      element('div', { class: 'play-row' }, deadLabel, ratioLabel),
      element('div', { class: 'play-row' },
        labelled('Live data, in GB', live), labelled('Puts, in MB per second, all day', puts)),
      element('div', { class: 'play-columns' },
        element('div', { class: 'play-wide' }, results), element('div', {}, picture)),
    ),
  );
  draw();

  function number(type, value, limits) {
    return element('input', { type, value, ...limits, oninput: draw });
  }

  function draw() {
    const d = Number(dead.value) / 100;
    const t = Number(ratio.value);
    deadLabel.firstChild.textContent = `The log is rewritten when ${dead.value} % of it are dead`;
    ratioLabel.firstChild.textContent = `Each level of the tree is ${t} times as large as the one above`;
    const liveBytes = within(live) * GB;
    const putBytes = within(puts) * MB;
    drawTable(d, t, liveBytes, putBytes);
    drawPicture(d);
  }

  function drawTable(d, t, liveBytes, putBytes) {
    const seen = tryOut(d);
    const costs = day(d, liveBytes, putBytes);
    const tree = leveled(liveBytes, 64 * MB, t);
    const perDay = putBytes * 86_400;
    const rows = [
      ['written for each byte put', times(writeAmplification(d)), times(seen.written), times(tree.written)],
      ['largest, in live bytes', times(spaceAmplification(d)), times(seen.longest), times(tree.space)],
      ['written in a day', bytes(costs.written), '', bytes(perDay * tree.written)],
      ['room on the disk', bytes(costs.longest), '', bytes(liveBytes * tree.space)],
      ['rewritten', often(costs.rewrites), '', `${tree.levels} levels`],
    ];
    const heads = ['', 'log, by formula', 'log, tried out', 'tree, rule of thumb'];
    results.replaceChildren(
      element('table', {},
        element('thead', {}, element('tr', {}, heads.map((head) => element('th', { scope: 'col' }, head)))),
        element('tbody', {}, rows.map(([what, ...cells]) =>
          element('tr', {}, element('th', { scope: 'row' }, what), cells.map((cell) => element('td', {}, cell)))))),
    );
  }

  function drawPicture(d) {
    const x = (space) => 36 + ((space - 1) / (MOST - 1)) * (WIDTH - 46);
    const y = (written) => HEIGHT - 30 - ((written - 1) / (MOST - 1)) * (HEIGHT - 45);
    const curve = [];
    for (let ratioDead = 0.16; ratioDead < 0.84; ratioDead += 0.01) {
      curve.push(`${x(spaceAmplification(ratioDead)).toFixed(1)},${y(writeAmplification(ratioDead)).toFixed(1)}`);
    }
    const w = Math.min(writeAmplification(d), MOST);
    const s = Math.min(spaceAmplification(d), MOST);
    const title = newId('curve');
    const drawing = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-labelledby': title },
      svg('title', { id: title }, `Written ${times(writeAmplification(d))}, largest ${times(spaceAmplification(d))}: less of one is more of the other`),
      svg('path', { class: 'amp-axis', d: `M36 15 V${HEIGHT - 30} H${WIDTH - 10}` }),
      svg('polyline', { class: 'amp-curve', points: curve.join(' ') }),
      svg('circle', { class: 'amp-point', r: 6, cx: x(s), cy: y(w) }),
      ...[1, 2, 3, 4, 5, 6].flatMap((tick) => [
        svg('text', { x: x(tick), y: HEIGHT - 15, 'text-anchor': 'middle' }, `${tick}`),
        svg('text', { x: 28, y: y(tick) + 4, 'text-anchor': 'end' }, `${tick}`),
      ]),
      svg('text', { x: WIDTH - 10, y: HEIGHT - 2, 'text-anchor': 'end' }, 'space amplification'),
      svg('text', { x: 84, y: 14 }, 'write amplification'),
    );
    picture.replaceChildren(drawing);
  }
}

function within(input) {
  const value = Number(input.value);
  return Math.min(Math.max(value || 0, Number(input.min)), Number(input.max));
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

const times = (factor) => `${factor.toFixed(2)}\u00a0×`;

function bytes(amount) {
  const [unit, size] = [['TB', 1e12], ['GB', GB], ['MB', MB]].find(([, each]) => amount >= each) ?? ['kB', 1e3];
  return `${(amount / size).toPrecision(3)}\u00a0${unit}`;
}

const often = (perDay) =>
  perDay >= 1 ? `${perDay.toPrecision(3)} times a day` : `every ${(1 / perDay).toPrecision(3)} days`;
