package logkv.grading.alike;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;

/**
 * How a store behaves: the promises that it breaks, and in which words.
 *
 * @param words by the ids of the promises, without what differs from seed to seed
 */
record Trace(Map<String, String> words) {
  private static final String PROBLEM = "\nproblem   ";

  Trace {
    words = Map.copyOf(words);
  }

  static Trace of(List<PromiseResult> results) {
    Map<String, String> words = new TreeMap<>();
    for (PromiseResult result : results) {
      if (result.verdict() == Verdict.BROKEN) {
        words.put(result.promise().id(), words(result));
      }
    }
    return new Trace(words);
  }

  /**
   * The first sentence, the verdict if there is one, and the hint, with a # for every number and
   * without the lines of the submission.
   */
  private static String words(PromiseResult result) {
    String story = result.story();
    int end = story.indexOf("\nworkload");
    String sentence = end < 0 ? story.lines().findFirst().orElse("") : story.substring(0, end);
    return (sentence + " [" + verdict(story) + "] " + result.hint())
        .replaceAll("\\s+", " ")
        .replaceAll("[0-9]+", "#")
        .replaceAll("\\b[A-Za-z]\\w*[.]\\w+:#", "your code")
        .strip();
  }

  private static String verdict(String story) {
    int at = story.indexOf(PROBLEM);
    int colon = at < 0 ? -1 : story.indexOf(':', at);
    String word = colon < 0 ? "" : story.substring(at + PROBLEM.length(), colon);
    return word.matches("[A-Z ]+") ? word : "";
  }
}
