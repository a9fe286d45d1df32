package logkv.grading.score;

import java.util.regex.Pattern;

/**
 * One line of the rubric.
 *
 * @param id the phase and a word, as in {@code "2.reopen"}; never changes, because files refer to it
 * @param phase from 1
 * @param points what keeping it earns, in tenths of a point, so that sums are exact
 * @param sentence what the store promises, in words of the lectures
 * @param lecture where it is explained, as in {@code "02-persistence.md#replay"}
 */
public record Promise(String id, int phase, int points, String sentence, String lecture) {
  private static final Pattern ID = Pattern.compile("([1-9][0-9]?)\\.[a-z][a-z0-9-]{0,39}");

  public Promise {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          id + " is no id of a promise: a phase, a dot and words with dashes, as in 2.reopen");
    }
    if (!id.startsWith(phase + ".")) {
      throw new IllegalArgumentException(id + " does not begin with its phase, " + phase);
    }
    if (points < 0) {
      throw new IllegalArgumentException(id + " has a negative number of points: " + points);
    }
  }
}
