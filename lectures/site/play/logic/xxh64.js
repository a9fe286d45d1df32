// The hash of a key: XXH64 with seed 0, as KeyHash.java computes it.

const MASK = (1n << 64n) - 1n;
const PRIME_1 = 0x9e3779b185ebca87n;
const PRIME_2 = 0xc2b2ae3d27d4eb4fn;
const PRIME_3 = 0x165667b19e3779f9n;
const PRIME_4 = 0x85ebca77c2b2ae63n;
const PRIME_5 = 0x27d4eb2f165667c5n;
const STRIPE_BYTES = 32;

const times = (a, b) => (a * b) & MASK;
const plus = (a, b) => (a + b) & MASK;
export const rotateLeft = (a, by) => ((a << BigInt(by)) | (a >> BigInt(64 - by))) & MASK;
const round = (lane, input) => times(rotateLeft(plus(lane, times(input, PRIME_2)), 31), PRIME_1);
const merge = (hash, lane) => plus(times(hash ^ round(0n, lane), PRIME_1), PRIME_4);

/** Returns the hash of `bytes`, a BigInt from 0 to 2^64 - 1. */
export function xxh64(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stripesEnd = bytes.length - (bytes.length % STRIPE_BYTES);
  let hash = plus(stripesEnd === 0 ? PRIME_5 : ofStripes(view, stripesEnd), BigInt(bytes.length));
  let i = stripesEnd;
  for (; bytes.length - i >= 8; i += 8) {
    hash ^= round(0n, view.getBigUint64(i, true));
    hash = plus(times(rotateLeft(hash, 27), PRIME_1), PRIME_4);
  }
  if (bytes.length - i >= 4) {
    hash ^= times(BigInt(view.getUint32(i, true)), PRIME_1);
    hash = plus(times(rotateLeft(hash, 23), PRIME_2), PRIME_3);
    i += 4;
  }
  for (; i < bytes.length; i++) {
    hash ^= times(BigInt(bytes[i]), PRIME_5);
    hash = times(rotateLeft(hash, 11), PRIME_1);
  }
  return avalanche(hash);
}

function ofStripes(view, end) {
  const lanes = [plus(PRIME_1, PRIME_2), PRIME_2, 0n, (-PRIME_1) & MASK];
  for (let i = 0; i < end; i += STRIPE_BYTES) {
    lanes.forEach((lane, n) => (lanes[n] = round(lane, view.getBigUint64(i + 8 * n, true))));
  }
  const [a, b, c, d] = lanes;
  const sum = rotateLeft(a, 1) + rotateLeft(b, 7) + rotateLeft(c, 12) + rotateLeft(d, 18);
  return lanes.reduce(merge, sum & MASK);
}

function avalanche(start) {
  let hash = times(start ^ (start >> 33n), PRIME_2);
  hash = times(hash ^ (hash >> 29n), PRIME_3);
  return hash ^ (hash >> 32n);
}
