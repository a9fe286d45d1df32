package logkv.grading;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A place where the course breaks one of its rules.
 *
 * @param rule the {@link Rule#name} of the rule
 * @param where the file, relative to the course, or {@code module class#method} for a test
 * @param what a sentence: what is wrong there, and what to do about it
 */
record Violation(String rule, String where, String what) {

  /** Returns {@code violations}, one to a line. */
  static String lines(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return where + ": " + what + " [" + rule + "]";
  }
}
