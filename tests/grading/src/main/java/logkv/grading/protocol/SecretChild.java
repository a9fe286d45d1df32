package logkv.grading.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import logkv.grading.child.Wire;
import logkv.grading.sandbox.Cell;
import logkv.grading.sandbox.Child;
import logkv.grading.sandbox.Limits;

/**
 * A child that shares its JVM with a submission, and what it answers: each request carries a secret
 * of its own, and only an answer that begins with it, as the only one, is heard. One that was lost is
 * started anew with the next request.
 *
 * <p>Used by one thread.
 */
final class SecretChild implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final int MOST_CHARACTERS = 1_000;
  private static final String NO_ANSWER =
      "It wrote to the grader's line what is no result, and was stopped.";

  private final Start start;
  private final SecureRandom secrets = new SecureRandom();
  private Child child;

  private SecretChild(Start start) {
    this.start = start;
  }

  private interface Start {
    Child run() throws IOException;
  }

  /** Starts nothing yet; what it takes is what {@link Cell#start} takes. */
  static SecretChild in(
      Cell cell,
      Limits limits,
      List<Path> classPath,
      List<Path> readable,
      Path writable,
      Class<?> main,
      List<String> arguments) {
    return new SecretChild(
        () -> cell.start(limits, classPath, readable, writable, main, arguments));
  }

  /** Writes a request behind its secret. */
  interface Request {
    void write(DataOutputStream to) throws IOException;
  }

  /** Reads an answer behind its secret; whatever it throws means that this is none. */
  interface Answer<T> {
    T read(DataInputStream from) throws IOException;
  }

  /** There is no answer; the message is a sentence about why. */
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean byLimit;

    Lost(String why, boolean byLimit) {
      super(why);
      this.byLimit = byLimit;
    }

    /** Whether the grader has stopped it. */
    boolean byLimit() {
      return byLimit;
    }
  }

  /** @param patience see {@link Child#asked} */
  <T> T ask(Duration patience, Request request, Answer<T> answer) throws IOException, Lost {
    startIfNeedBe();
    String secret = new BigInteger(128, secrets).toString(16);
    try {
      if (child.in().available() > 0) {
        throw stopped(NO_ANSWER);
      }
      child.asked(patience);
      Wire.writeText(child.out(), secret);
      request.write(child.out());
      child.out().flush();
      if (!secret.equals(Wire.readText(child.in(), MOST_CHARACTERS))) {
        throw stopped(NO_ANSWER);
      }
      T read = answer.read(child.in());
      child.answered();
      if (child.in().available() > 0) {
        throw stopped(NO_ANSWER);
      }
      return read;
    } catch (IOException e) {
      throw lost();
    }
  }

  private void startIfNeedBe() throws IOException, Lost {
    if (child != null && child.isAlive()) {
      return;
    }
    child = start.run();
    child.asked(START);
    try {
      if (child.in().readInt() == Wire.READY) {
        child.answered();
        return;
      }
    } catch (IOException e) {
      // Said below.
    }
    child.kill();
    Optional<String> why = child.stoppedBecause();
    throw new Lost(why.orElse("It ended before the test began."), why.isPresent());
  }

  private Lost stopped(String why) {
    child.stop(why);
    return new Lost(child.stoppedBecause().orElseThrow(), true);
  }

  private Lost lost() {
    Optional<Integer> status = child.awaitEnd(Duration.ofSeconds(2));
    child.kill();
    Optional<String> why = child.stoppedBecause();
    return new Lost(
        why.orElseGet(() -> status
            .map(
                "The process ended by itself, with exit status %d; a store never ends the JVM."
                    ::formatted)
            .orElse(NO_ANSWER)),
        why.isPresent());
  }

  @Override
  public void close() {
    if (child != null) {
      child.kill();
    }
  }
}
