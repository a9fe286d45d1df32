package logkv.grading.bench;

/** One phase of one submission, ready to be tried. Used by one thread. */
public interface Bench {
  int phase();

  /**
   * Tries a promise. It is kept if {@code check} returns, and broken if it throws {@link Broken},
   * {@link StoreThrew}, {@link ProcessLost} or anything that is thrown by comparing wrong answers; it
   * is not reached if the submission's time for the phase is over. Whatever happens, this returns,
   * the trial's processes and folders are gone then, and the next promise begins afresh.
   *
   * @throws IllegalArgumentException if the suite does not have this promise, or tried it before
   */
  void check(String promise, Check check);

  /** What has to hold, step by step. */
  @FunctionalInterface
  interface Check {
    void run(Trial trial) throws Exception;
  }
}
