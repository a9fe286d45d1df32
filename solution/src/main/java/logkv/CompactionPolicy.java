package logkv;

/**
 * When a log has gathered so many dead bytes that rewriting it pays.
 *
 * <p>Rewriting costs about as much as the live bytes that are copied. Waiting for more dead bytes
 * makes that rarer and the file larger: with a dead ratio of one half, a log is at most twice as
 * large as its live records, and every byte is written about twice.
 *
 * @param minimumBytes a log shorter than this is left alone, however dead it is
 * @param deadRatio the part of the log that must be dead, above 0 and at most 1
 */
public record CompactionPolicy(long minimumBytes, double deadRatio) {

  /** Logs of 1 MiB and more, once half of one is dead. */
  public static final CompactionPolicy DEFAULT = new CompactionPolicy(1024 * 1024, 0.5);

  /** Never by itself; only {@link LogStore#compact} does it. */
  public static final CompactionPolicy BY_HAND = new CompactionPolicy(Long.MAX_VALUE, 1);

  public CompactionPolicy {
    if (minimumBytes < 0) {
      throw new IllegalArgumentException("minimum of " + minimumBytes + " bytes; at least 0");
    }
    if (!(deadRatio > 0 && deadRatio <= 1)) { // written so that NaN is refused too
      throw new IllegalArgumentException("dead ratio " + deadRatio + "; above 0 and at most 1");
    }
  }

  /**
   * Says whether a log of {@code logBytes}, of which {@code deadBytes} are dead, should be rewritten:
   * it has the minimum of bytes, and at least the ratio of them is dead. Without a dead byte, never.
   */
  public boolean wantsCompaction(long logBytes, long deadBytes) {
    return deadBytes > 0 && logBytes >= minimumBytes && deadBytes >= deadRatio * logBytes;
  }
}
