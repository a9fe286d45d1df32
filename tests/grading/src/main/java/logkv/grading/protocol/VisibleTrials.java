package logkv.grading.protocol;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import logkv.course.Phase;
import logkv.grading.child.VisibleMain;
import logkv.grading.child.Wire;
import logkv.grading.protocol.VisibleTests.OfPhase;
import logkv.grading.sandbox.Cell;

/**
 * Runs the tests that students have on one submission, all phases in one JVM, file by file. No points
 * hang on them.
 *
 * <p>A file counts only if exactly the expected results come, each once. After the first loss of the
 * JVM the rest of a phase is not run.
 *
 * <p>Used by one thread.
 */
public final class VisibleTrials implements AutoCloseable {
  private static final int MOST_CHARACTERS = 100_000;

  private final VisibleTests tests;
  private final Surroundings surroundings;
  private final SecretChild child;

  /**
   * @param classes the folder below which the classes of all phases are
   */
  public VisibleTrials(Cell cell, VisibleTests tests, Surroundings surroundings, Path classes)
      throws IOException {
    this.tests = tests;
    this.surroundings = surroundings;
    this.child = SecretChild.in(
        cell,
        surroundings.allowance().suite(),
        tests.classPath(),
        List.of(tests.folder(), classes),
        cell.openFolder("visible"),
        VisibleMain.class,
        List.of());
  }

  /** How many of how many are green. */
  public record Score(int passed, int total) {
    /** They were not run. */
    public static final Score NONE = new Score(0, 0);
  }

  /**
   * Runs the tests of {@code phase}.
   *
   * @param classes of the submission; harmless ones
   */
  public Score run(Phase phase, Path classes) throws IOException {
    OfPhase wanted = tests.of(phase);
    List<String> folders = new ArrayList<>();
    folders.add(wanted.folders().get(0).toString());
    folders.add(classes.toString());
    wanted.folders().stream().skip(1).map(Path::toString).forEach(folders::add);
    int passed = 0;
    try {
      for (Map.Entry<String, Set<String>> file : wanted.expected().entrySet()) {
        passed += passed(folders, file.getKey(), file.getValue());
      }
    } catch (SecretChild.Lost e) {
      // What came before counts.
    }
    return new Score(passed, wanted.total());
  }

  private int passed(List<String> folders, String file, Set<String> expected)
      throws IOException, SecretChild.Lost {
    return child.ask(
        surroundings.allowance().visible(),
        out -> {
          Wire.writeTexts(out, folders);
          Wire.writeText(out, file);
        },
        in -> passed(in, file, expected));
  }

  private static int passed(DataInputStream in, String file, Set<String> expected)
      throws IOException {
    if (!file.equals(Wire.readText(in, MOST_CHARACTERS))) {
      throw new IOException("not a result of " + file);
    }
    List<String> passed = Wire.readTexts(in, MOST_CHARACTERS);
    return passed(passed, Wire.readTexts(in, MOST_CHARACTERS), expected);
  }

  /** How many passed, if there is one result for each that is expected, and none for another. */
  static int passed(List<String> passed, List<String> failed, Set<String> expected) {
    List<String> all = new ArrayList<>(passed);
    all.addAll(failed);
    boolean asExpected = all.size() == expected.size() && expected.equals(new HashSet<>(all));
    return asExpected ? passed.size() : 0;
  }

  @Override
  public void close() {
    child.close();
  }
}
