// The numbers in the texts beside the things to play with are those that the things show.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import {
  day, leveled, spaceAmplification, writeAmplification,
} from '../play/logic/amplification.js';
import { BloomFilter, bestProbes, expectedFalse } from '../play/logic/bloom.js';
import { LogStore } from '../play/logic/log-store.js';
import { explore } from '../play/logic/power-cut.js';
import { STORIES, tell } from '../play/logic/stories.js';

const page = (name) => readFileSync(new URL(`../play/${name}.md`, import.meta.url), 'utf8');

/** The cells of the row of a table that begins with this text. */
function row(text, first) {
  const line = text.split('\n').find((each) => each.startsWith(`| ${first}`));
  return line.split('|').slice(2, -1).map((cell) => cell.trim());
}

test('the lengths and dead bytes of the example log', () => {
  const text = page('log');
  const { store } = LogStore.open(new Uint8Array());
  const calls = [
    ['`put(black, earl)`', () => store.put('black', 'earl')],
    ['`put(green, sencha)`', () => store.put('green', 'sencha')],
    ['`put(black, assam)`', () => store.put('black', 'assam')],
    ['`delete(green)`', () => store.delete('green')],
  ];
  for (const [call, make] of calls) {
    const offset = store.bytes.length;
    make();
    const [grows, dead] = row(text, call);

    assert.equal(grows, `${store.bytes.length - offset} bytes at offset ${offset}`);
    assert.equal(parseInt(dead, 10), store.deadBytes);
  }
  store.compact();
  assert.match(text, new RegExp(`Compacted, the log has ${store.bytes.length} bytes`));
});

test('how many states the first story has', () => {
  const { states } = explore(tell('puts', STORIES.puts.lines), 'STRICT', true);

  assert.match(page('power-cut'), new RegExp(`these are ${states} states`));
});

test('the table of false answers', () => {
  const text = page('bloom');
  const perKey = row(text, 'bits for each key').map(Number);

  assert.deepEqual(row(text, 'probes').map(Number), perKey.map(bestProbes));
  row(text, 'false answers').forEach((said, i) => {
    const part = expectedFalse(perKey[i] * 1000, bestProbes(perKey[i]), 1000);
    assert.ok(Math.abs(100 * part - parseFloat(said)) < 0.06, `${said}: ${part}`);
  });
});

test('milk and polonium, asked of a filter of tea and coffee', () => {
  const filter = new BloomFilter(64, 6);
  ['tea', 'coffee'].forEach((key) => filter.add(key));

  assert.equal(filter.mayContain('milk'), false);
  assert.equal(filter.mayContain('polonium'), true);
  const oneIn = 100_000 / filter.falseAnswers(100_000);
  assert.ok(oneIn > 800 && oneIn < 1000, `one in ${oneIn}`);
});

test('the amplifications, and how long a disk lives', () => {
  const text = page('amplification');
  const dead = row(text, 'dead when').map((each) => parseInt(each, 10) / 100);
  const rounded = (formula) => dead.map((each) => formula(each).toFixed(2));

  assert.deepEqual(row(text, 'written for'), rounded(writeAmplification));
  assert.deepEqual(row(text, 'largest'), rounded(spaceAmplification));

  const log = day(0.5, 10e9, 1e6).written;
  const tree = leveled(10e9, 64e6, 10);
  const years = (perDay) => (600e12 / perDay / 365).toFixed(1);
  const said = /(\d+) GB a day make about ([\d.]+) years.*the tree has (\d+) levels and writes (\d+) times\s+what is put: about ([\d.]+) years/s;
  const numbers = said.exec(text).slice(1);
  const treeYears = years((log / 2) * tree.written);
  assert.deepEqual(numbers, [`${Math.round(log / 1e9)}`, years(log), `${tree.levels}`, `${tree.written}`, treeYears]);
});
