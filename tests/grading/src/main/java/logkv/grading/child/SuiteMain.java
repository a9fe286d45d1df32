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
import java.util.Random;
import logkv.grading.bench.Broken;
import logkv.grading.bench.InChildSuite;
import logkv.grading.bench.LocalStore;

/**
 * Tries promises of an {@link InChildSuite} on a submission in this JVM, as often as it is asked to.
 *
 * <pre>
 *   request   secret, class of the suite, promise, seed as int64
 *   result    secret, promise, KEPT
 *             secret, promise, BROKEN, story, hint
 *             secret, promise, THREW, classes, message, place
 * </pre>
 *
 * <p>The secret is a new one each time, so that nobody who has not read the request can send a result.
 */
public final class SuiteMain {
  public static final byte KEPT = 'k';
  public static final byte BROKEN = 'b';
  public static final byte THREW = 't';

  private static final int MOST_CHARACTERS = 10_000;

  private SuiteMain() {}

  /**
   * @param arguments the folders with the submission's classes and the adapter
   */
  public static void main(String[] arguments) throws Exception {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err);
    Submission submission = new Submission(arguments);
    out.writeInt(Wire.READY);
    out.flush();
    try {
      while (true) {
        serve(in, out, submission);
      }
    } catch (EOFException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  private static void serve(DataInputStream in, DataOutputStream out, Submission submission)
      throws IOException, ReflectiveOperationException {
    String secret = Wire.readText(in, MOST_CHARACTERS);
    String type = Wire.readText(in, MOST_CHARACTERS);
    String promise = Wire.readText(in, MOST_CHARACTERS);
    Random random = new Random(in.readLong());
    InChildSuite suite =
        (InChildSuite) Class.forName(type).getDeclaredConstructor().newInstance();
    Throwable thrown = run(suite, promise, submission, random);
    Wire.writeText(out, secret);
    Wire.writeText(out, promise);
    tell(out, thrown);
    out.flush();
  }

  /** Returns what the promise was broken with, or null. */
  private static Throwable run(
      InChildSuite suite, String promise, Submission submission, Random random) {
    try {
      suite.check(promise, opener(submission), random);
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private static LocalStore.Opener opener(Submission submission) {
    SubmissionOpener opener = submission.opener();
    return new LocalStore.Opener() {
      @Override
      public LocalStore open(Path directory) throws IOException {
        return opener.open(directory);
      }

      @Override
      public LocalStore open(Path directory, long minimumBytes, double deadRatio)
          throws IOException {
        return opener.open(directory, minimumBytes, deadRatio);
      }

      @Override
      public LocalStore.Opener anew() {
        return opener(submission.anew());
      }
    };
  }

  private static void tell(DataOutputStream out, Throwable thrown) throws IOException {
    if (thrown == null) {
      out.writeByte(KEPT);
    } else if (thrown instanceof Broken broken) {
      out.writeByte(BROKEN);
      Wire.writeText(out, broken.getMessage());
      Wire.writeText(out, broken.hint());
    } else {
      out.writeByte(THREW);
      Threw.of(thrown).writeTo(out);
    }
  }
}
