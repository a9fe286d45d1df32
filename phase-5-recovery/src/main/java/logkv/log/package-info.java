/**
 * The log: its records, how they look on disk, and how they are found again.
 *
 * <p>Start at {@link logkv.log.LogFile}: it turns records into {@link logkv.log.Location}s and back,
 * and asks {@link logkv.log.RecordCodec} what the bytes look like.
 *
 * <p>This package never decides which record of a key is current. It keeps records and gives them
 * back in the order in which they were written; {@code logkv.LogStore} gives them meaning.
 */
package logkv.log;
