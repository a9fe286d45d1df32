// The store of the course over one log in memory: what LogStore.java and LogFile.replay do.

import { claimedLength, decode, encode, hasHeaderAt, put, tombstone } from './record.js';

/**
 * Reads a log from the beginning.
 *
 * Returns its whole records with their places; `end`, where the last one ends; and either `cut`, how
 * many bytes behind it are torn, or `damage`, where and why the log must be refused.
 *
 * @param checksums false for a store as it was before phase 6: it cuts off what is cut short,
 *     refuses what is impossible, and believes the rest
 */
export function replay(bytes, checksums = true) {
  const records = [];
  let offset = 0;
  while (offset < bytes.length) {
    const found = decode(bytes, offset, checksums);
    if (found.found !== 'whole') {
      const damaged = checksums ? wholeRecordFollows(bytes, offset) : found.found === 'corrupt';
      return {
        records,
        end: offset,
        cut: damaged ? 0 : bytes.length - offset,
        damage: damaged ? { offset, reason: found.reason } : null,
        reason: found.reason,
      };
    }
    records.push({ offset, length: found.length, record: found.record });
    offset += found.length;
  }
  return { records, end: offset, cut: 0, damage: null, reason: null };
}

/** Says whether a whole record lies behind the bad one, which was therefore durable once. */
export function wholeRecordFollows(bytes, bad) {
  let offset = bad + (hasHeaderAt(bytes, bad) ? claimedLength(bytes, bad) : 1);
  for (; offset < bytes.length; offset++) {
    if (hasHeaderAt(bytes, offset) && decode(bytes, offset).found === 'whole') {
      return true;
    }
  }
  return false;
}

/** What a log tells: the key and value of each key's newest record, as a Map. */
export function contents(records) {
  const values = new Map();
  for (const { record } of records) {
    if (record.kind === 'put') {
      values.set(record.key, record.value);
    } else {
      values.delete(record.key);
    }
  }
  return values;
}

/** An open store. Make one with `LogStore.open`. */
export class LogStore {
  constructor(bytes) {
    this.bytes = bytes;
    this.records = []; // all that the log holds, oldest first
    this.index = new Map(); // each key's newest put, one of the records
    this.liveBytes = 0;
  }

  /** Returns `{store, cut}`, or `{damage}` if the log must be refused. */
  static open(bytes) {
    const found = replay(bytes);
    if (found.damage) {
      return { damage: found.damage };
    }
    const store = new LogStore(bytes.slice(0, found.end));
    found.records.forEach((each) => store.apply(each));
    return { store, cut: found.cut, reason: found.reason };
  }

  put(key, value) {
    return this.append(put(key, value));
  }

  /** Returns whether there was a value; if there was none, nothing is written. */
  delete(key) {
    encode(tombstone(key)); // refuses what cannot be a key
    if (!this.index.has(key)) {
      return false;
    }
    this.append(tombstone(key));
    return true;
  }

  get(key) {
    return this.index.get(key)?.record.value;
  }

  get deadBytes() {
    return this.bytes.length - this.liveBytes;
  }

  isLive(placed) {
    return this.index.get(placed.record.key) === placed;
  }

  /** Rewrites the log so that it holds the live records and nothing else, in their old order. */
  compact() {
    const live = this.records.filter((each) => this.isLive(each));
    const aside = new LogStore(new Uint8Array());
    live.forEach((each) => aside.append(each.record));
    Object.assign(this, aside);
  }

  append(record) {
    const added = encode(record);
    const placed = { offset: this.bytes.length, length: added.length, record };
    const bytes = new Uint8Array(this.bytes.length + added.length);
    bytes.set(this.bytes);
    bytes.set(added, this.bytes.length);
    this.bytes = bytes;
    this.apply(placed);
    return placed;
  }

  /** Makes the index tell what the log tells: the one place that changes it. */
  apply(placed) {
    const { key, kind } = placed.record;
    this.records.push(placed);
    this.liveBytes -= this.index.get(key)?.length ?? 0;
    if (kind === 'put') {
      this.index.set(key, placed);
      this.liveBytes += placed.length;
    } else {
      this.index.delete(key);
    }
  }
}
