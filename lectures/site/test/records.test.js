// The bytes of a record are those that the Java codec writes, and reading notices what it notices.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { crc32c } from '../play/logic/crc32c.js';
import { decode, encode, fields, put, tombstone } from '../play/logic/record.js';

const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url)));
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const ascii = (text) => new TextEncoder().encode(text);

test('the checksum is the one of the published test vectors', () => {
  assert.equal(crc32c(ascii('123456789')), 0xe3069283);
  assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
  assert.equal(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8ab43);
  assert.equal(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e);
  assert.equal(crc32c(new Uint8Array()), 0);
  assert.equal(crc32c(new Uint8Array(13)), 0xbc5ba5e4);
});

for (const { key, value, bytes } of vectors.records) {
  const record = value === null ? tombstone(key) : put(key, value);

  test(`${JSON.stringify(record)} has the bytes that Java writes`, () => {
    assert.equal(hex(encode(record)), bytes);
  });

  test(`${JSON.stringify(record)} is read back from them`, () => {
    const read = decode(Buffer.from(bytes, 'hex'), 0);

    assert.deepEqual(read, { found: 'whole', record, length: bytes.length / 2 });
  });
}

test('every flipped bit of a record is noticed', () => {
  const whole = encode(put('black', 'assam'));
  for (let bit = 0; bit < whole.length * 8; bit++) {
    const flipped = whole.slice();
    flipped[bit >> 3] ^= 1 << (bit & 7);

    assert.equal(decode(flipped, 0).found, 'corrupt', `bit ${bit}`);
  }
});

test('a record that was cut short is torn, wherever the cut is', () => {
  const whole = encode(put('black', 'assam'));
  for (let length = 0; length < whole.length; length++) {
    assert.equal(decode(whole.subarray(0, length), 0).found, 'torn', `${length} bytes`);
  }
});

test('without checksums zeros behind the key length are a key', () => {
  const torn = encode(put('a', '3'));
  torn.fill(0, 13);

  assert.deepEqual(decode(torn, 0, false).record, put('\0', ''));
  assert.equal(decode(torn, 0).found, 'corrupt');
});

test('what Java refuses is refused', () => {
  assert.throws(() => encode(put('', 'x')), /at least one character/);
  assert.throws(() => encode(put('\ud800', 'x')), /surrogate/);
  assert.throws(() => encode(put('x', 'a\udc00')), /surrogate/);
  assert.throws(() => encode(put('x'.repeat(65_536), '')), /65536 bytes/);
  assert.equal(encode(put('\ufeff', '\ufeff')).length, 17 + 3 + 3);
});

test('the parts of a record follow each other without a gap', () => {
  const parts = fields(5, 27);

  assert.equal(parts[0].from, 0);
  assert.equal(parts.at(-1).to, 27);
  parts.slice(1).forEach((part, i) => assert.equal(part.from, parts[i].to));
});
