// The Bloom filter sets the bits that the store's filter sets, and lies as often as the formula says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { BloomFilter, bestProbes, bitsOf, expectedFalse } from '../play/logic/bloom.js';
import { xxh64 } from '../play/logic/xxh64.js';

const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url)));

test('the hash is the one that Java computes', () => {
  for (const { bytes, hash } of vectors.hashes) {
    assert.equal(xxh64(Buffer.from(bytes, 'hex')).toString(16).padStart(16, '0'), hash);
  }
});

test('the published hash of no bytes', () => {
  assert.equal(xxh64(new Uint8Array()), 0xef46db3751d8e999n);
});

test('a filter has the bits that Java sets', () => {
  const { keys, bits, probes, set } = vectors.filter;
  const filter = new BloomFilter(bits, probes);
  keys.forEach((key) => filter.add(key));

  assert.equal(probes, bestProbes(10));
  assert.deepEqual([...filter.set.keys()].filter((bit) => filter.set[bit]), set);
});

test('what was added may be contained, always', () => {
  for (let probes = 1; probes <= 44; probes++) {
    const filter = new BloomFilter(64, probes);
    for (let i = 0; i < 20; i++) {
      filter.add(`${i}`);
      assert.ok(filter.mayContain(`${i}`));
    }
  }
});

test('false answers are about as many as the formula says', () => {
  const asked = 10_000;
  for (const [bitsPerKey, keys] of [[4, 160], [8, 80], [10, 64]]) {
    const probes = bestProbes(bitsPerKey);
    const filter = new BloomFilter(640, probes);
    for (let i = 0; i < keys; i++) {
      filter.add(`key ${i}`);
    }
    const expected = expectedFalse(640, probes, keys);

    const seen = filter.falseAnswers(asked) / asked;

    assert.ok(seen > expected / 2 && seen < expected * 2, `${seen} of ${expected}`);
  }
});

test('the formula gives the numbers that everybody quotes', () => {
  assert.equal((100 * expectedFalse(1000, 7, 100)).toFixed(2), '0.82');
  assert.equal((100 * expectedFalse(1000, 3, 100)).toFixed(2), '1.74');
  assert.equal((100 * expectedFalse(1000, 30, 100)).toFixed(1), '21.6');
});

test('an empty filter contains nothing, a full one everything', () => {
  const filter = new BloomFilter(64, 3);
  assert.equal(filter.falseAnswers(100), 0);
  assert.equal(expectedFalse(64, 3, 0), 0);
  filter.set.fill(1);
  assert.equal(filter.falseAnswers(100), 100);
  assert.ok(bitsOf('x', 64, 44).every((bit) => bit >= 0 && bit < 64));
});
