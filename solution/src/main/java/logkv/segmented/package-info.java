/**
 * The complete store. Start at {@link logkv.segmented.SegmentedStore}; the lecture {@code
 * 07-segments.md} is the same walk in words.
 *
 * <pre>
 *   put, delete, write                          get, contains                 scan
 *     |                                           |                             |
 *   Turnstile    who writes, and for whom       Grace        counted in       SortedCursor
 *     |                                           |                             |
 *   Writer       prepare, log, index, done      KeyIndex     where is it?     Pinned
 *     |       \                                   |                             |
 *    Log      KeyIndex                          Segment      read it, and compare
 *     |                                           |
 *   SegmentWriter, Tail                         mapping or file
 *     |
 *   one .seg file
 *
 *   open     SegmentFiles (which files are the log?), Snapshot, Recovery, Replay
 *   aside    Maintenance: Compaction (which: CompactionPlan), Snapshot, forces at an interval
 * </pre>
 *
 * <p>Four rules hold it together. Bytes of a segment never change once a reader may see them. The log is
 * the truth, and index, snapshot and filters are made from it. Only the writer changes the index.
 * Nothing is deleted before what replaces it is durable, and nobody can still be reading it.
 *
 * <p>Below are {@link logkv.segmented.format} (how files look) and {@link logkv.segmented.index} (tables
 * in memory); neither knows this package, and none of the three needs anything but Java.
 */
package logkv.segmented;
