package logkv.segmented;

import logkv.segmented.index.KeyHash;

/** One put or delete on its way to the log. */
final class Change {
  final byte[] key;
  final byte[] value; // null: a delete
  final long hash;

  // What the writer finds out; see Writer.
  long before; // the location of the key's newest record before this part of the group, or NONE
  int bytesBefore; // and its length
  boolean isRecorded; // false for a delete of an absent key, which writes nothing
  long location; // of this change's record, if there is one

  Change(byte[] key, byte[] value) {
    this.key = key;
    this.value = value;
    this.hash = KeyHash.of(key);
  }

  boolean isPut() {
    return value != null;
  }
}
