package logkv.grading.score;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.CourseException;

/**
 * Which promises count how much: a text that an instructor can edit.
 *
 * <pre>
 *   # Anything after a hash at the beginning of a line is for people.
 *   phase 2: 20 points
 *     2.reopen      3    02-persistence.md#replay
 *                        What was put is there after the store was closed and opened again.
 *     2.killed      2.5  02-persistence.md#append
 *                        A process that is killed keeps every acknowledged put.
 * </pre>
 *
 * <p>The points of a phase are written down twice, as the sum and promise by promise, so that a slip
 * is noticed. A line that belongs to the promise above it is indented and begins with no id.
 *
 * @param promises by phase, in the order of the file
 */
public record Rubric(List<Promise> promises) {
  private static final Pattern PHASE =
      Pattern.compile("phase ([0-9]{1,2}): ([0-9]{1,4}(?:\\.[0-9])?) points?");
  private static final Pattern PROMISE =
      Pattern.compile("([0-9]{1,2}\\.\\S+)\\s+([0-9]{1,4}(?:\\.[0-9])?)\\s+(\\S+\\.md(?:#\\S+)?)");

  public Rubric {
    promises = List.copyOf(promises);
  }

  /**
   * Reads {@code file}.
   *
   * @throws CourseException if it is not such a text; names the file and the line
   */
  public static Rubric read(Path file) throws IOException {
    return new Reader(file).read();
  }

  public List<Promise> of(int phase) {
    return promises.stream().filter(promise -> promise.phase() == phase).toList();
  }

  /** Tenths of a point. */
  public int points() {
    return promises.stream().mapToInt(Promise::points).sum();
  }

  /** Reads line by line, so that a mistake can be pointed at. */
  private static final class Reader {
    private final Path file;
    private final List<Promise> promises = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int lineNumber;
    private int phase;
    private int phaseLine;
    private int expectedPoints;
    private Matcher promise;
    private int promiseLine;
    private final List<String> sentence = new ArrayList<>();

    Reader(Path file) {
      this.file = file;
    }

    Rubric read() throws IOException {
      for (String line : Files.readAllLines(file)) {
        lineNumber++;
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          take(text);
        }
      }
      endPhase();
      if (promises.isEmpty()) {
        throw new CourseException(file + " holds no promise, so there is nothing to grade");
      }
      return new Rubric(promises);
    }

    private void take(String text) throws CourseException {
      Matcher phaseHead = PHASE.matcher(text);
      Matcher promiseHead = PROMISE.matcher(text);
      if (phaseHead.matches()) {
        endPhase();
        beginPhase(phaseHead);
      } else if (promiseHead.matches()) {
        endPromise();
        promise = promiseHead;
        promiseLine = lineNumber;
      } else if (promise != null) {
        sentence.add(text);
      } else {
        throw wrong(lineNumber, "neither 'phase 2: 20 points' nor '2.reopen 3 02-file.md#place'");
      }
    }

    private void beginPhase(Matcher head) throws CourseException {
      int number = Integer.parseInt(head.group(1));
      if (number <= phase) {
        throw wrong(lineNumber, "phase %d comes after phase %d".formatted(number, phase));
      }
      phase = number;
      phaseLine = lineNumber;
      expectedPoints = tenths(head.group(2));
    }

    private void endPromise() throws CourseException {
      if (promise == null) {
        return;
      }
      String id = promise.group(1);
      if (sentence.isEmpty()) {
        throw wrong(promiseLine, id + " has no sentence; write it on the next line, indented");
      }
      if (!ids.add(id)) {
        throw wrong(promiseLine, id + " stands here twice");
      }
      try {
        promises.add(new Promise(
            id, phase, tenths(promise.group(2)), String.join(" ", sentence), promise.group(3)));
      } catch (IllegalArgumentException e) {
        throw wrong(promiseLine, e.getMessage());
      }
      promise = null;
      sentence.clear();
    }

    private void endPhase() throws CourseException {
      endPromise();
      int sum = promises.stream()
          .filter(p -> p.phase() == phase)
          .mapToInt(Promise::points)
          .sum();
      if (sum != expectedPoints) {
        throw wrong(
            phaseLine,
            "phase %d should have %s points, but its promises have %s"
                .formatted(phase, Points.text(expectedPoints), Points.text(sum)));
      }
    }

    private CourseException wrong(int line, String what) {
      return new CourseException("%s, line %d: %s".formatted(file, line, what));
    }

    private static int tenths(String points) {
      return new BigDecimal(points).movePointRight(1).intValueExact();
    }
  }
}
