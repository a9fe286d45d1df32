// A Bloom filter with the bits that BloomFilter.java would set.

import { rotateLeft, xxh64 } from './xxh64.js';

const WORD = 64;
const MASK = (1n << 64n) - 1n;
const toBytes = new TextEncoder();

/** The number of probes that tells most, for so many bits a key: half of the bits are set then. */
export const bestProbes = (bitsPerKey) => Math.max(1, Math.floor(bitsPerKey * Math.log(2)));

/** The part of the keys never added for which a filter says "perhaps": (1 - e^(-kn/m))^k. */
export function expectedFalse(bits, probes, keys) {
  return keys === 0 ? 0 : (1 - Math.exp((-probes * keys) / bits)) ** probes;
}

/** Returns the bits that stand for `key` in a filter of so many bits, in the order of its probes. */
export function bitsOf(key, bits, probes) {
  const hash = xxh64(toBytes.encode(key));
  const step = rotateLeft(hash, 32) | 1n; // odd, so that the probes do not come together
  const found = [];
  let probe = hash;
  for (let i = 0; i < probes; i++) {
    found.push(Number(((probe >> 32n) * BigInt(bits)) >> 32n));
    probe = (probe + step) & MASK;
  }
  return found;
}

export class BloomFilter {
  /** @param bits a multiple of 64, as the real one has */
  constructor(bits, probes) {
    if (bits % WORD !== 0) {
      throw new Error(`${bits} bits; a filter is made of words of ${WORD}`);
    }
    this.bits = bits;
    this.probes = probes;
    this.set = new Uint8Array(bits); // one byte for each bit: this one is to be looked at
  }

  add(key) {
    bitsOf(key, this.bits, this.probes).forEach((bit) => (this.set[bit] = 1));
  }

  /** False only if `key` was never added. */
  mayContain(key) {
    return bitsOf(key, this.bits, this.probes).every((bit) => this.set[bit]);
  }

  get bitsSet() {
    return this.set.reduce((sum, bit) => sum + bit, 0);
  }

  /** Asks for `count` keys that nobody added and returns how many seem to be there. */
  falseAnswers(count) {
    let wrong = 0;
    for (let i = 0; i < count; i++) {
      wrong += this.mayContain(`\u0000never added ${i}`) ? 1 : 0;
    }
    return wrong;
  }
}
