/**
 * A key-value store that keeps its data in an append-only log.
 *
 * <p>Start at {@link logkv.KeyValueStore}, then open {@link logkv.LogStore}. A put goes down this
 * list and a get comes back up it:
 *
 * <pre>
 *   LogStore               which keys have a value, and where its record is
 *      |
 *   log.LogFile            one append-only file: records in, locations out
 *      |
 *   log.RecordCodec        what a record looks like in bytes
 * </pre>
 *
 * <p>Nothing lower on the list knows about anything above it.
 */
package logkv;
