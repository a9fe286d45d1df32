// The formulas of the amplification calculator agree with trying it out.

import assert from 'node:assert/strict';
import test from 'node:test';
import {
  day, leveled, spaceAmplification, tryOut, writeAmplification,
} from '../play/logic/amplification.js';

test('trying it out gives what the formulas say', () => {
  for (const dead of [0.25, 0.4, 0.5, 0.6, 0.75, 0.9]) {
    const { written, longest } = tryOut(dead);
    const near = (seen, said) =>
      assert.ok(Math.abs(seen / said - 1) < 0.03, `${dead}: ${seen} instead of ${said}`);

    near(written, writeAmplification(dead));
    near(longest, spaceAmplification(dead));
  }
});

test('skew changes nothing when the whole log is rewritten', () => {
  const even = tryOut(0.5);
  const skewed = tryOut(0.5, { skew: 0.9 });

  assert.ok(Math.abs(even.written - skewed.written) < 0.1);
});

test('a tree of ten times larger levels takes a ninth more room', () => {
  const tree = leveled(1e12, 64e6, 10);

  assert.equal(tree.levels, 5);
  assert.equal(tree.space.toFixed(2), '1.11');
  assert.equal(tree.written, 27);
  assert.equal(tree.writtenAtMost, 52);
});

test('a day at one half writes all twice', () => {
  const { written, longest, rewrites } = day(0.5, 10e9, 1e6);

  assert.equal(written, 2 * 86_400e6);
  assert.equal(longest, 20e9);
  assert.equal(rewrites, 8.64);
});
