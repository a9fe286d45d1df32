package logkv.grading.notes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Predictions;
import logkv.course.Predictions.Question;

/**
 * Every phase, and the chapter about the complete store, has questions about the disk for {@code
 * ./course predict}, each with an answer; and what an answer says is true.
 */
final class Predicted {
  private static final Pattern CHAPTER = Pattern.compile("lectures/0?([0-9]+)-[a-z0-9-]+\\.md");
  private static final int LAST = 7;

  private Predicted() {}

  /** Whether something that commands need has been begun, so that nothing can be said. */
  interface Begun {
    boolean in(List<String> commands) throws IOException;
  }

  /** Returns what is wrong with the questions for the chapters among {@code pages}. */
  static List<Finding> check(Course course, SortedMap<String, String> pages, Runs runs, Begun begun)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (String page : pages.keySet()) {
      Matcher chapter = CHAPTER.matcher(page);
      int number = chapter.matches() ? Integer.parseInt(chapter.group(1)) : 0;
      if (number > 0 && number <= LAST) {
        String name = course.nameOf(Predictions.file(course, number));
        if (!Files.exists(Predictions.file(course, number))) {
          findings.add(new Finding(page, 1, "has no questions to predict, " + name));
        } else {
          check(course, number, name, runs, begun, findings);
        }
      }
    }
    return findings;
  }

  private static void check(
      Course course, int number, String name, Runs runs, Begun begun, List<Finding> findings)
      throws IOException {
    try {
      for (Question question :
          Predictions.read(Predictions.file(course, number), name).questions()) {
        try {
          if (!begun.in(question.proof())) {
            runs.prove(question.proof());
          }
        } catch (StaleException e) {
          findings.add(new Finding(name, question.line(), e.getMessage()));
        }
      }
    } catch (CourseException e) {
      findings.add(new Finding(name, 1, e.getMessage()));
    }
  }
}
