// The log visualiser's store keeps the promises of the course's store.

import assert from 'node:assert/strict';
import test from 'node:test';
import { LogStore, contents, replay } from '../play/logic/log-store.js';
import { encode, put } from '../play/logic/record.js';

const empty = () => LogStore.open(new Uint8Array()).store;

/** The log of chapter 3: black=assam, green=sencha, black is gone. */
function teas() {
  const store = empty();
  store.put('black', 'assam');
  store.put('green', 'sencha');
  store.delete('black');
  return store;
}

test('the log of chapter 3 has 77 bytes, of which 49 are dead', () => {
  assert.equal(teas().bytes.length, 77);
  assert.equal(teas().deadBytes, 49);
  assert.equal(teas().index.get('green').offset, 27);
});

test('a reopened store tells what it told before', () => {
  const reopened = LogStore.open(teas().bytes).store;

  assert.equal(reopened.get('green'), 'sencha');
  assert.equal(reopened.get('black'), undefined);
  assert.equal(reopened.deadBytes, 49);
});

test('a delete of an absent key writes nothing', () => {
  const store = teas();

  assert.equal(store.delete('milk'), false);
  assert.equal(store.bytes.length, 77);
});

test('a compacted log holds the live records in their old order', () => {
  const store = teas();
  store.put('white', 'silver');
  store.put('green', 'matcha');
  store.compact();

  assert.deepEqual(store.records.map((each) => each.record.key), ['white', 'green']);
  assert.equal(store.deadBytes, 0);
  assert.equal(LogStore.open(store.bytes).store.get('green'), 'matcha');
});

test('a torn end is cut off, wherever it was torn', () => {
  const { bytes } = teas();
  for (let length = 55; length < 77; length++) {
    const { store, cut } = LogStore.open(bytes.slice(0, length));

    assert.equal(cut, length - 55);
    assert.equal(store.get('black'), 'assam');
  }
});

test('a flipped bit with a whole record behind it is damage, at its offset', () => {
  const { bytes } = teas();
  for (let bit = 0; bit < 55 * 8; bit++) {
    const flipped = bytes.slice();
    flipped[bit >> 3] ^= 1 << (bit & 7);

    assert.equal(LogStore.open(flipped).damage?.offset, bit < 27 * 8 ? 0 : 27, `bit ${bit}`);
  }
});

test('a flipped bit in the last record cannot be told from a torn one', () => {
  const flipped = teas().bytes;
  flipped[60] ^= 1;

  assert.equal(LogStore.open(flipped).cut, 22);
});

test('a whole record inside of a torn value is no witness', () => {
  const inner = new TextDecoder('latin1').decode(encode(put('a', 'b')));
  const torn = encode(put('k', `${inner}...`)).slice(0, -1);

  assert.equal(replay(torn).damage, null);
  assert.equal(replay(torn).cut, torn.length);
});

test('five hundred random calls give what a Map gives', () => {
  const store = empty();
  const model = new Map();
  let seed = 7;
  const next = (most) => (seed = (seed * 48271) % 2147483647) % most;
  for (let i = 0; i < 500; i++) {
    const key = 'abc'[next(3)];
    if (next(3) === 0) {
      assert.equal(store.delete(key), model.delete(key));
    } else {
      store.put(key, `${i}`);
      model.set(key, `${i}`);
    }
    if (next(20) === 0) {
      store.compact();
    }
    assert.deepEqual(new Map([...contents(replay(store.bytes).records)].sort()), new Map([...model].sort()));
    const live = store.records.filter((each) => store.isLive(each));
    assert.equal(live.reduce((sum, each) => sum + each.length, 0), store.liveBytes);
  }
});
