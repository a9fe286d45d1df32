package logkv.grading.bench;

import java.io.IOException;
import java.util.Random;

/** Where one promise is tried. Used by one thread, except for the lanes of its stores. */
public interface Trial {

  /**
   * Random numbers that nobody can foresee who does not know the run's secret seed, and that are the
   * same whenever the same promise is tried with the same seed.
   */
  Random random();

  /** A new folder for a store. It does not exist yet for the store to create; nobody else uses it. */
  StoreFolder newFolder() throws IOException;

  /**
   * A JVM of the submission that is warm already. Trials share it one after another, so a trial that
   * needs a JVM of its own asks for {@link #newProcess}. After {@link StoreProcess#kill} this is
   * another one.
   */
  StoreProcess process();

  /** A further JVM of the submission, at most three at a time. */
  default StoreProcess newProcess() {
    return newProcess(DEFAULT_HEAP_MEGABYTES);
  }

  int DEFAULT_HEAP_MEGABYTES = 128;

  /** A further JVM of the submission whose heap is so small. It takes about 0.3 seconds to start. */
  StoreProcess newProcess(int heapMegabytes);

  /** Opens the store in {@code folder}, in {@link #process}. */
  default StoreUnderTest open(StoreFolder folder) {
    return process().open(folder);
  }

  /**
   * Adds a line to what is told if the promise turns out broken: what was done so far. Only the last
   * lines are kept when there are too many.
   */
  void note(String line);

  /** Something to try next, told if the promise turns out broken in a way no {@link Broken} tells. */
  void hint(String hint);

  /** Whether less than a tenth of the phase's time is left; a long history may end here. */
  boolean shouldHurry();
}
