/**
 * What lies on the disk, read without the store: {@code kv inspect}.
 *
 * <p>Start at {@link logkv.cli.inspect.Inspection}. A file comes in as bytes and goes out as pieces,
 * each with a state:
 *
 * <pre>
 *   Inventory                  which files a directory has, and in which order they are the log
 *     |
 *   Part                       one file of the log
 *     |
 *   SegmentWalk, LayoutWalk    its pieces: header, records, and bytes that are none
 *     |
 *   Survey                     reads all parts once: the newest place of each key, torn or damaged?
 *     |
 *   State                      what a piece is good for: live, dead, ...
 *     |
 *   Listing, HexTable, Page    tables, the bytes of a record, a picture
 * </pre>
 *
 * <p>Files are read from their beginning to their end, a window at a time, and twice: what comes later
 * decides what an earlier record is good for. The keys are not kept.
 */
package logkv.cli.inspect;
