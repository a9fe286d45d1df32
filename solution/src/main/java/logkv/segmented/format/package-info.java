/**
 * How the files of a store look, for everybody who reads or writes one.
 *
 * <pre>
 *   0000000001-0000000004.1.seg    header | record | record | ... | seal      rewritten by compaction
 *   0000000005.seg                 header | record | record | ... | seal      sealed
 *   0000000006.seg                 header | record | record |                 active
 *   *.bloom                        which keys may be in the sealed segment of the same name
 *   index.snapshot                 the index up to some position of the log
 *   *.tmp                          a file that has no name yet; leftovers are deleted
 *   *.cut                          what recovery cut off; never read
 *   LOCK                           held by whoever has the store open for writing
 * </pre>
 *
 * <p>Start at {@link logkv.segmented.format.SegmentName}, {@link logkv.segmented.format.SegmentHeader}
 * and {@link logkv.segmented.format.RecordFormat}; {@link logkv.segmented.format.SegmentScan} reads a
 * file from its beginning to its end. Nothing here knows what a key means or which record counts.
 */
package logkv.segmented.format;
