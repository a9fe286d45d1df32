// The checksum of a record: CRC-32C, as java.util.zip.CRC32C computes it.

const POLYNOMIAL = 0x82f63b78; // Castagnoli's, with its bits reversed

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
  }
  return remainder;
});

/** Returns the CRC-32C of the bytes from `from` to before `to`, as a number from 0 to 2^32 - 1. */
export function crc32c(bytes, from = 0, to = bytes.length) {
  let crc = 0xffffffff;
  for (let i = from; i < to; i++) {
    crc = TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
