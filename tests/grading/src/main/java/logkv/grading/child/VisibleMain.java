package logkv.grading.child;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import logkv.course.run.RunOptions;
import logkv.course.run.TestsHere;

/**
 * Runs the tests that students have on a submission in this JVM, a class of them at a time.
 *
 * <pre>
 *   request   secret, folders of classes with the tests first, file of tests
 *   reply     secret, file of tests, names of the tests that passed, names of those that failed
 * </pre>
 *
 * <p>The secret is a new one each time, as in {@link SuiteMain}. The tests of a phase share a class
 * loader, as they do in a build.
 */
public final class VisibleMain {
  /**
   * The tags of tests that do not run here: the slow ones start processes, which a cell has no room for;
   * explorations of crashes take two thirds of the time of all tests, and the hidden suites explore
   * further.
   */
  public static final Set<String> LEFT_OUT = Set.of(RunOptions.SLOW, "exploration");

  private static final int MOST_CHARACTERS = 10_000;

  private static List<String> folders = List.of();
  private static TestsHere tests;

  private VisibleMain() {}

  public static void main(String[] arguments) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err);
    out.writeInt(Wire.READY);
    out.flush();
    try {
      while (true) {
        serve(in, out);
      }
    } catch (EOFException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  private static void serve(DataInputStream in, DataOutputStream out) throws IOException {
    String secret = Wire.readText(in, MOST_CHARACTERS);
    List<String> wanted = Wire.readTexts(in, MOST_CHARACTERS);
    String file = Wire.readText(in, MOST_CHARACTERS);
    if (!wanted.equals(folders)) {
      // The one before stays open: a thread of its tests may still be about to load a class.
      tests = new TestsHere(wanted.stream().map(Path::of).toList(), LEFT_OUT);
      folders = wanted;
    }
    List<TestsHere.Outcome> outcomes = tests.run(file);
    Wire.writeText(out, secret);
    Wire.writeText(out, file);
    Wire.writeTexts(out, names(outcomes, true));
    Wire.writeTexts(out, names(outcomes, false));
    out.flush();
  }

  private static List<String> names(List<TestsHere.Outcome> outcomes, boolean passed) {
    return outcomes.stream()
        .filter(outcome -> outcome.passed() == passed)
        .map(outcome -> outcome.test().toString())
        .toList();
  }
}
