package logkv.segmented;

import logkv.segmented.format.RecordFormat;

/** A call that puts or deletes: one change, or a batch of them that must happen together. */
final class Write extends Turnstile.Ticket {
  final Change[] changes;

  Write(Change... changes) {
    this.changes = changes;
  }

  /** The bytes of its records, if every delete needs one. */
  long mostBytes() {
    long bytes = 0;
    for (Change change : changes) {
      bytes += RecordFormat.length(change.key.length, change.isPut() ? change.value.length : 0);
    }
    return bytes;
  }
}
