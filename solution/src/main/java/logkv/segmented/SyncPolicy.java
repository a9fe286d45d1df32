package logkv.segmented;

import java.time.Duration;

/**
 * When a write is forced to the disk, and so what its return means.
 *
 * <pre>
 *   policy        a put that has returned survives ...     what a power cut may take
 *   always        a killed process and a power cut         nothing
 *   every(1 s)    a killed process                         the last second's, newest first
 *   never         a killed process                         all since the last force, newest first
 * </pre>
 *
 * <p>What a power cut leaves is always a prefix: if it took a write, it took all later ones too. Under
 * every policy {@link SegmentedStore#sync}, {@link SegmentedStore#close} and the sealing of a full
 * segment force what was written before them.
 */
public sealed interface SyncPolicy {

  /** Every write waits for the disk; those that wait at the same time share one force. */
  record Always() implements SyncPolicy {}

  /**
   * A thread of the store forces what is new, at this interval; meanwhile writers wait, readers do not.
   */
  record Every(Duration interval) implements SyncPolicy {
    /** @throws IllegalArgumentException if {@code interval} is not at least a millisecond */
    public Every {
      if (interval.compareTo(Duration.ofMillis(1)) < 0) {
        throw new IllegalArgumentException("an interval of at least 1 ms, not of " + interval);
      }
    }
  }

  /** The operating system writes when it likes to, or when several MiB are new. */
  record Never() implements SyncPolicy {}

  static SyncPolicy always() {
    return new Always();
  }

  static SyncPolicy every(Duration interval) {
    return new Every(interval);
  }

  static SyncPolicy never() {
    return new Never();
  }
}
