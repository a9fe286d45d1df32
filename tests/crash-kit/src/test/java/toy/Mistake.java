package toy;

/** What somebody could write in a store, and somebody did: each changes {@link ToyStore} by one. */
public enum Mistake {
  /** A call returns before its record is forced. */
  MISSING_FORCE,
  /** A call returns while its record is still in a buffer of the process. */
  USER_SPACE_BUFFER,
  /** The merged file gets its name before its bytes are forced. */
  RENAME_BEFORE_FORCE,
  /** The old files are deleted before the merged one has its name for good. */
  DELETE_OLD_BEFORE_NEW_IS_DURABLE,
  /** New files are forced, the directory that names them is not. */
  MISSING_DIRECTORY_FORCE,
  /** A torn record at the end is an error. */
  TORN_TAIL_IS_FATAL,
  /** A torn record at the end is kept, and new ones are written behind it. */
  TORN_TAIL_KEPT,
  /** New records are written over a torn one, whose end may stay behind them. */
  TORN_TAIL_WRITTEN_OVER,
  /** Checksums are written and never compared. */
  NO_CHECKSUM,
  /** The checksum does not cover the lengths, so zeros are a record. */
  CHECKSUM_SKIPS_HEADER,
  /** The merge leaves out the oldest file, but drops tombstones all the same. */
  TOMBSTONE_DROPPED_EARLY,
  /** The merged file is written under its final name. */
  MERGE_IN_PLACE,
  /** Old files found beside the merged one that replaces them are read. */
  NO_SUPERSEDE_RULE,
  /** The temporary file of an interrupted merge makes every later merge fail. */
  LEFTOVER_BLOCKS,
  /** Files are read in the order in which the directory lists them. */
  DIRECTORY_ORDER,
  /** A full file is closed without a force. */
  ROTATE_WITHOUT_FORCE,
  /** Closing does not force. */
  CLOSE_WITHOUT_FORCE,
  /** One call of {@code write}, whatever it returns. */
  SINGLE_WRITE,
  /** A force that failed is tried again. */
  FORCE_AGAIN,
  /** A force that failed is forgotten. */
  SWALLOWED_FORCE,
  /** Readers see a record before it is written. */
  INDEX_FIRST,
  /** Half a record stays where a write failed, and the next is written behind it. */
  WRITE_ON_AFTER_FAILURE,
  /** Deleting an absent key is acknowledged although nothing is known any more. */
  NO_OP_DELETE_WHEN_POISONED,
  /** A key that is put again keeps its old value until the store is opened again. */
  STALE_INDEX
}
