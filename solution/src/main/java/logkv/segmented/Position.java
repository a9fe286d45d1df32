package logkv.segmented;

import logkv.segmented.format.SegmentName;

/**
 * A place in the log, between two records.
 *
 * @param segment the segment that was active then
 * @param offset where in it the next record would begin
 */
record Position(SegmentName segment, long offset) {
  @Override
  public String toString() {
    return segment + " at " + offset;
  }
}
