package logkv.segmented;

import logkv.segmented.index.KeyHash;

/** One put or delete on its way to the log. */
final class Change {
  final byte[] key;
  final byte[] value; // null: a delete
  final long hash;

  // What the writer finds out; see Writer.
  long before; // the location of the key's newest record before this change, or NONE
  int bytesBefore; // and its length
  long location; // of this change's record; NONE for a delete of an absent key, which writes none

  Change(byte[] key, byte[] value) {
    this.key = key;
    this.value = value;
    this.hash = KeyHash.of(key);
  }

  boolean isPut() {
    return value != null;
  }
}
