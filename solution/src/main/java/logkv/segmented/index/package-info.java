/**
 * Where the newest record of each key is: answered in memory, without the keys.
 *
 * <p>Start at {@link logkv.segmented.index.KeyIndex}. A key comes in as a hash and goes out as the
 * location of its record:
 *
 * <pre>
 *   KeyHash       bytes of a key -> 64 bits, the same for ever
 *      |
 *   KeyIndex      hash -> location, of all keys of a store
 *      |            256 stripes, each with a lock for its writers and a table that grows by itself
 *   Stripe        puts, moves and removes in one table, and replaces it by a larger or smaller one
 *      |
 *   Slots         the table: two arrays, 12 bytes for each slot
 *
 *   BloomFilter   hash -> "never seen" or "perhaps", of the keys of one sealed segment
 * </pre>
 *
 * <p>This package reads no file and knows no record. Two keys may have the same hash, so whoever asks
 * brings a {@link logkv.segmented.index.KeyIndex.Match} that reads the record and compares its key.
 */
package logkv.segmented.index;
