// One record of the course's log, as bytes and back: the layout of RecordCodec.java.
//
//   0            4          8      9            13             17      17+k    17+k+v
//   +------------+----------+------+------------+--------------+-------+-------+
//   | header crc | body crc | kind | key length | value length |  key  | value |
//   +------------+----------+------+------------+--------------+-------+-------+
//                |  header crc covers this part                | body crc this |

import { crc32c } from './crc32c.js';

export const HEADER_BYTES = 4 + 4 + 1 + 4 + 4;
export const MAX_KEY_BYTES = 65_535;
export const MAX_VALUE_BYTES = 16 * 1024 * 1024;

const BODY_CRC_AT = 4;
const KIND_AT = 8;
const KEY_LENGTH_AT = 9;
const VALUE_LENGTH_AT = 13;

const PUT = 1;
const TOMBSTONE = 2;

const toBytes = new TextEncoder();
const toText = new TextDecoder('utf-8', { ignoreBOM: true });

/** A record that gives `key` a value. */
export const put = (key, value) => ({ kind: 'put', key, value });

/** A record that says that `key` has no value any more. */
export const tombstone = (key) => ({ kind: 'tombstone', key });

/** Returns the bytes of `record`. Throws a sentence if its key or value cannot be written. */
export function encode(record) {
  const key = utf8('key', record.key, MAX_KEY_BYTES);
  const value = utf8('value', record.kind === 'put' ? record.value : '', MAX_VALUE_BYTES);
  if (key.length === 0) {
    throw new Error('a key needs at least one character');
  }
  const bytes = new Uint8Array(HEADER_BYTES + key.length + value.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(KIND_AT, record.kind === 'put' ? PUT : TOMBSTONE);
  view.setInt32(KEY_LENGTH_AT, key.length);
  view.setInt32(VALUE_LENGTH_AT, value.length);
  bytes.set(key, HEADER_BYTES);
  bytes.set(value, HEADER_BYTES + key.length);
  view.setUint32(BODY_CRC_AT, crc32c(bytes, HEADER_BYTES)); // first: the header checksum covers it
  view.setUint32(0, crc32c(bytes, BODY_CRC_AT, HEADER_BYTES));
  return bytes;
}

function utf8(what, text, most) {
  const bytes = toBytes.encode(text);
  if (toText.decode(bytes) !== text) {
    throw new Error(`the ${what} holds half of a surrogate pair, which UTF-8 cannot write`);
  }
  if (bytes.length > most) {
    throw new Error(`the ${what} has ${bytes.length} bytes; a ${what} may have ${most}`);
  }
  return bytes;
}

/**
 * Says what begins at `offset`: `{found: 'whole', record, length}`, `{found: 'torn', reason}` if the
 * bytes end before the record does, or `{found: 'corrupt', reason}`.
 *
 * @param checksums false for a reader as it was before phase 6, which compares none
 */
export function decode(bytes, offset, checksums = true) {
  const left = bytes.length - offset;
  if (left < HEADER_BYTES) {
    return torn();
  }
  if (checksums && !hasHeaderAt(bytes, offset)) {
    return corrupt('the header checksum does not match');
  }
  const view = viewOf(bytes);
  const kind = view.getInt8(offset + KIND_AT);
  const keyLength = view.getInt32(offset + KEY_LENGTH_AT);
  const valueLength = view.getInt32(offset + VALUE_LENGTH_AT);
  if (kind !== PUT && kind !== TOMBSTONE) {
    return corrupt(`unknown kind ${kind}`);
  }
  if (keyLength < 1 || keyLength > MAX_KEY_BYTES) {
    return corrupt(`key length ${keyLength}`);
  }
  if (valueLength < 0 || valueLength > (kind === PUT ? MAX_VALUE_BYTES : 0)) {
    return corrupt(`value length ${valueLength}`);
  }
  const length = HEADER_BYTES + keyLength + valueLength;
  if (length > left) {
    return torn();
  }
  const body = offset + HEADER_BYTES;
  if (checksums && view.getUint32(offset + BODY_CRC_AT) !== crc32c(bytes, body, offset + length)) {
    return corrupt('the body checksum does not match');
  }
  const key = toText.decode(bytes.subarray(body, body + keyLength));
  const value = toText.decode(bytes.subarray(body + keyLength, offset + length));
  return { found: 'whole', record: kind === PUT ? put(key, value) : tombstone(key), length };
}

const torn = () => ({ found: 'torn', reason: 'the file ends inside of it' });
const corrupt = (reason) => ({ found: 'corrupt', reason });

/** Says whether a header with a matching checksum begins at `offset`. */
export function hasHeaderAt(bytes, offset) {
  return (
    bytes.length - offset >= HEADER_BYTES &&
    viewOf(bytes).getUint32(offset) === crc32c(bytes, offset + BODY_CRC_AT, offset + HEADER_BYTES)
  );
}

/** What the lengths of the header at `offset` claim. Believe it only if the header is good. */
export function claimedLength(bytes, offset) {
  const view = viewOf(bytes);
  return (
    HEADER_BYTES +
    view.getInt32(offset + KEY_LENGTH_AT) +
    view.getInt32(offset + VALUE_LENGTH_AT)
  );
}

/** The parts of a record of `length` bytes with a key of `keyLength`, for pictures of it. */
export function fields(keyLength, length) {
  return [
    { name: 'header crc', from: 0, to: BODY_CRC_AT },
    { name: 'body crc', from: BODY_CRC_AT, to: KIND_AT },
    { name: 'kind', from: KIND_AT, to: KEY_LENGTH_AT },
    { name: 'key length', from: KEY_LENGTH_AT, to: VALUE_LENGTH_AT },
    { name: 'value length', from: VALUE_LENGTH_AT, to: HEADER_BYTES },
    { name: 'key', from: HEADER_BYTES, to: HEADER_BYTES + keyLength },
    { name: 'value', from: HEADER_BYTES + keyLength, to: length },
  ].filter((field) => field.from < field.to);
}

const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
