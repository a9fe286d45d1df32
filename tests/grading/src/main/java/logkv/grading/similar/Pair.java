package logkv.grading.similar;

import java.util.List;

/**
 * Two submissions that resemble each other in a phase.
 *
 * @param first the name of a student
 * @param percent how much of the two, without what was handed out, is alike
 * @param matches the longest first
 */
public record Pair(String first, String second, int phase, int percent, List<Match> matches) {

  public Pair {
    matches = List.copyOf(matches);
  }

  /**
   * A piece of the one and a piece of the other.
   *
   * @param firstLines as in {@code "LogStore.java, lines 10 to 24"}
   * @param firstText these lines
   */
  public record Match(String firstLines, String firstText, String secondLines, String secondText) {}
}
