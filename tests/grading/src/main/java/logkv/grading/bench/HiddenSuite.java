package logkv.grading.bench;

import java.util.List;

/**
 * Promises that are tried from outside, in the grader's own JVM. Stateless: several submissions are
 * graded at the same time with the same suite.
 */
public interface HiddenSuite {
  int phase();

  /** The ids of the promises that {@link #run} tries, all of them and each once. */
  List<String> promises();

  /** Calls {@link Bench#check} once for every promise. */
  void run(Bench bench);
}
