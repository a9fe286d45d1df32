package logkv.segmented;

import java.io.IOException;
import java.util.Arrays;
import logkv.segmented.index.KeyIndex;

/**
 * A batch on its way into the index, change by change, while readers go on.
 *
 * <pre>
 *   writer                              reader
 *   publishing = this                   look the key up
 *   index: first change                 publishing is set, and has the key:
 *   index: second change                    believe what was there before the batch
 *   publishing = null                   publishing is null: believe the index
 * </pre>
 *
 * <p>So the batch happens for all readers at once, when {@code publishing} becomes null. A reader must
 * look at it after the index: who has seen a change of the batch in the index then sees either the
 * batch under way, or its end.
 */
final class Publication {
  /** What {@link #before} returns for a key that the batch leaves alone. */
  static final long UNTOUCHED = -1;

  private final Change[] changes;
  private final long[] before; // where each key's record lay, or NONE

  Publication(Change[] changes, KeyIndex index, Writer.Match match) throws IOException {
    this.changes = changes;
    this.before = new long[changes.length];
    for (int i = 0; i < changes.length; i++) {
      before[i] = index.find(changes[i].hash, match.of(changes[i]));
    }
  }

  long before(long hash, byte[] key) {
    for (int i = 0; i < changes.length; i++) {
      if (changes[i].hash == hash && Arrays.equals(changes[i].key, key)) {
        return before[i]; // of several changes of one key, all know the same
      }
    }
    return UNTOUCHED;
  }
}
