package logkv;

public record CompactionPolicy(long minimumBytes, double deadRatio) {
  public static final CompactionPolicy DEFAULT = new CompactionPolicy(1L << 20, .5);
  public static final CompactionPolicy BY_HAND = new CompactionPolicy(Long.MAX_VALUE, 1);

  public CompactionPolicy {
    boolean fine = minimumBytes >= 0 && deadRatio > 0 && deadRatio <= 1;
    if (!fine) {
      throw new IllegalArgumentException(minimumBytes + " " + deadRatio);
    }
  }

  public boolean wantsCompaction(long log, long dead) {
    if (dead == 0 || log < minimumBytes) {
      return false;
    }
    return (double) dead >= log * deadRatio;
  }
}
