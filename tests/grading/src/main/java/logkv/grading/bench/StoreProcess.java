package logkv.grading.bench;

/**
 * A JVM of the submission. Its methods throw {@link StoreThrew} for what the submission throws and
 * {@link ProcessLost} if it is no more, or does not answer in time.
 */
public interface StoreProcess extends AutoCloseable {

  /** A new in-memory store, the one of phase 1. */
  StoreUnderTest openInMemory();

  /** {@code LogStore.open(directory)}. */
  StoreUnderTest open(StoreFolder folder);

  /** {@code LogStore.open(directory, new CompactionPolicy(minimumBytes, deadRatio))}; from phase 4. */
  StoreUnderTest open(StoreFolder folder, long minimumBytes, double deadRatio);

  /** {@code new CompactionPolicy(minimumBytes, deadRatio).wantsCompaction(logBytes, deadBytes)}. */
  boolean wantsCompaction(long minimumBytes, double deadRatio, long logBytes, long deadBytes);

  /** What it uses now, after a garbage collection; measured from outside where that is possible. */
  Figures figures();

  /**
   * What a process uses.
   *
   * @param heapBytes objects on the heap that are in use, as the JVM in there says
   * @param openFiles descriptors of files in folders of stores, or -1 where the system does not tell
   * @param threads platform threads of the JVM, or -1
   */
  record Figures(long heapBytes, int openFiles, int threads) {}

  /**
   * Kills it as {@code kill -9} does and waits until it is gone; calls that are in flight in other
   * lanes end with {@link ProcessLost}.
   */
  void kill();

  /**
   * Lets it end as a program ends whose main method returns: no store is closed, shutdown hooks run.
   *
   * @return whether it ended by itself within ten seconds; threads of the submission may hold it up
   */
  boolean end();

  /** Kills it if it is still there. */
  @Override
  void close();
}
