package logkv.grading.bench;

import java.util.List;
import java.util.Random;

/**
 * Promises that are tried inside of a JVM with the submission, because they need the crash kit's
 * simulated disk. It is made by its public constructor without arguments; only the JDK, the crash kit
 * and its own package are on its class path.
 *
 * <p>Only submissions run beside it whose class files name nothing but themselves and a harmless part
 * of the JDK, so that none can reach the suite, the crash kit or the reports. See {@code Harmless}.
 */
public interface InChildSuite {
  int phase();

  /** The ids of the promises that {@link #check} knows. */
  List<String> promises();

  /**
   * Returns if the promise is kept. Throws {@link Broken}, the crash kit's failures, or whatever else
   * if not; a message becomes the story.
   *
   * @param stores opens the submission's stores, on any file system
   * @param random as {@link Trial#random}
   */
  void check(String promise, LocalStore.Opener stores, Random random) throws Exception;
}
